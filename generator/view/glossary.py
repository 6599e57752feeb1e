"""The school's words, explained in the language of a page.

A language without a glossary explains nothing: an explanation that its reader cannot read does not help, and `check`
tells of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.picture import Picture
from generator.records.library import GlossaryTerm
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word and what it means. `forms`: how it may stand in a text, the word itself first."""

    id: str
    term: str
    means: str
    forms: tuple[str, ...]


def terms_of(picture: Picture, words: Words) -> tuple[Term, ...]:
    """The terms of the page's language, in the order of the glossary: what matters most stands first."""
    return tuple(
        Term(id=entry.id, term=entry.term, means=entry.means, forms=(entry.term, *entry.also))
        for entry in glossary_in(words.language, picture.glossary)
    )


def glossary_in(language: str, glossaries: Mapping[str, tuple[GlossaryTerm, ...]]) -> tuple[GlossaryTerm, ...]:
    """The glossary of the language, or of the language without its region; empty: the school has none."""
    return glossaries.get(language) or glossaries.get(language.partition("-")[0], ())
