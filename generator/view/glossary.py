"""The school's words, explained in the language of a page.

A language without a glossary explains nothing: an explanation that its reader cannot read does not help, and `check`
tells of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from generator.model.picture import Picture
from generator.records.library import GlossaryTerm
from generator.view.page import RichText, Term
from generator.view.word_forms import forms_of, key_of
from generator.words import Words


def terms_of(picture: Picture, words: Words) -> tuple[Term, ...]:
    """The terms of the page's language, in the order of the glossary: what matters most stands first."""
    return tuple(
        Term(id=entry.id, term=entry.term, means=entry.means, forms=(entry.term, *entry.also))
        for entry in glossary_in(words.said_in, picture.glossary)
    )


def glossary_in(language: str, glossaries: Mapping[str, tuple[GlossaryTerm, ...]]) -> tuple[GlossaryTerm, ...]:
    """The glossary of the language, or of the language without its region; empty: the school has none."""
    return glossaries.get(language) or glossaries.get(language.partition("-")[0], ())


def peoples_words(content: Any) -> Iterator[str]:
    """What people wrote, among all that a page or an edition says."""
    match content:
        case RichText():
            yield content.text
        case tuple():
            for part in content:
                yield from peoples_words(part)
        case _:
            kind: Any = type(content)
            for name in _parts(kind):
                yield from peoples_words(getattr(content, name))


def interface_words(content: Any) -> Iterator[str]:
    """What the interface says, among all that a page or an edition says."""
    match content:
        case str():
            yield content
        case RichText():
            return
        case tuple():
            for part in content:
                yield from interface_words(part)
        case _:
            kind: Any = type(content)
            for name in _parts(kind):
                yield from interface_words(getattr(content, name))


def said_in(content: object, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Those of the terms that the interface says in this content, in their own order."""
    if not terms:
        return ()
    forms = forms_of(terms)
    found = {forms.terms[key_of(each[1])] for text in interface_words(content) for each in forms.pattern.finditer(text)}
    return tuple(terms[which] for which in sorted(found))


@cache
def _parts(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
