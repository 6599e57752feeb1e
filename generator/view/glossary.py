"""The school's words, explained in the language of a page.

A language without a glossary explains nothing: an explanation that its reader cannot read does not help, and `check`
tells of it.
"""

from collections.abc import Iterator, Mapping

from generator.model.picture import Picture
from generator.records.library import GlossaryTerm
from generator.view.all_said import all_said, said_by_people
from generator.view.page import Term
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


def peoples_words(content: object) -> Iterator[str]:
    """What people wrote, among all that a page or an edition says."""
    return (said.text for said in said_by_people(content))


def interface_words(content: object) -> Iterator[str]:
    """What the interface says, among all that a page or an edition says."""
    return (said for said in all_said(content) if isinstance(said, str))


def said_in(content: object, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Those of the terms that the interface says in this content, in their own order."""
    if not terms:
        return ()
    forms = forms_of(terms)
    found = {forms.terms[key_of(each[1])] for text in interface_words(content) for each in forms.pattern.finditer(text)}
    return tuple(terms[which] for which in sorted(found))
