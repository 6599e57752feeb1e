"""A text in several languages, each beside the other: what stands there, and which of them is behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from generator.locales import Direction, direction_of
from generator.translated import code_of
from generator.words import Words

Note: TypeAlias = Literal["", "behind", "machine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One language of a text. `base`: what the others are made from. `note` "behind": it was made from other words."""

    language: str
    name: str
    direction: Direction
    text: str
    base: bool
    note: Note = ""

    @property
    def behind(self) -> bool:
        return self.note == "behind"


def versions_of(value: Any, words: Words, languages: tuple[str, ...]) -> tuple[Version, ...]:
    """The original first, then the school's other languages and whatever else stands there."""
    held = spread(value, languages[0])
    first = base_of(held, languages[0])
    tags = dict.fromkeys((first, *languages, *held))
    return tuple(
        Version(
            language=tag,
            name=words.language_name(tag),
            direction=direction_of(tag),
            text=words_of(held.get(tag)),
            base=tag == first,
            note=note_of(held.get(tag), words_of(held.get(first))),
        )
        for tag in tags
    )


def spread(value: Any, own: str) -> Mapping[str, Any]:
    """Each language's version; a plain string is in the school's own."""
    if isinstance(value, Mapping):
        return value
    return {own: value} if isinstance(value, str) else {}


def base_of(held: Mapping[str, Any], own: str) -> str:
    """Which version the others were made from, as `translated.original_of` tells it."""
    first = [tag for tag, version in held.items() if not made_from(version)] or list(held) or [own]
    return own if own in first else min(first)


def words_of(version: Any) -> str:
    if isinstance(version, Mapping):
        version = version.get("text")
    return str(version) if isinstance(version, str) else ""


def made_from(version: Any) -> str:
    """The code of the text a version was made from; empty where it does not say."""
    of = version.get("of") if isinstance(version, Mapping) else None
    return str(of) if isinstance(of, str) else ""


def note_of(version: Any, original: str) -> Note:
    if made_from(version) and made_from(version) != code_of(original):
        return "behind"
    by_machine = isinstance(version, Mapping) and version.get("by") == "machine" and not version.get("reviewed")
    return "machine" if by_machine else ""
