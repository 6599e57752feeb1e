"""People's words, in one language or several."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

LanguageTag: TypeAlias = str  # BCP 47, e.g. "en", "pt-BR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One language's version of a text."""

    text: str
    by: Literal["human", "machine"] = "human"
    reviewed: date | None = None  # None: nobody has reviewed it
    of: str | None = None  # digest of the base text that was translated; None: not recorded


@dataclass(frozen=True, slots=True)
class Text:
    """Words somebody wrote for people to read.

    Keys of `versions` are language tags; the key "" is text in the school's own language (the file
    held a plain string). Never empty.
    """

    versions: Mapping[LanguageTag, Version]

    @staticmethod
    def plain(text: str) -> "Text":
        """Text in the school's own language."""
        return Text({"": Version(text=text)})
