"""What came back from a translator, whatever the file: answers, each under the code of the text it is of."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.importers.foreign import not_a
from generator.records.text import LanguageTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One translation. `by` None: the file does not say who made it. `reviewed`: the day, or only that it was.

    `trouble`: why it cannot be used, as a clause; None: nothing is wrong with it. `target` is empty where nobody
    answered.
    """

    code: str
    source: str
    target: str
    by: Literal["human", "machine"] | None = None
    reviewed: date | bool = False
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    language: LanguageTag
    answers: tuple[Answer, ...]


def not_translations(wanted: str, raw: bytes) -> str:
    """One sentence: what was wanted, and what the file seems to be."""
    if raw.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return (
            f"this is not {wanted}, but a spreadsheet or a package; save the table as “CSV UTF-8”, or unpack the XLIFF"
        )
    return not_a(wanted, raw)
