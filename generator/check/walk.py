"""Everything people wrote in some records, language by language; its place is worked out when asked for."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.model.texts import Found, Written, texts_in
from generator.problem import Place


class Wording(NamedTuple):
    """What people wrote in one language; "": the text is a plain string."""

    words: str
    language: str
    found: Found

    @property
    def place(self) -> Place:
        return self.found.place_of(self.language)


def wordings_in(record: Written) -> Iterator[Wording]:
    """Every version of every text in a record and the records inside it, in the order of the fields."""
    for found in texts_in(record):
        for language, version in found.text.versions.items():
            yield Wording(version.text, language, found)


def wordings_of(records: tuple[Written, ...]) -> tuple[Wording, ...]:
    """Every version of every text in these records."""
    return tuple(wording for record in records for wording in wordings_in(record))
