"""Whose glossary a page uses."""

from dataclasses import replace

import pytest

from generator.records.library import GlossaryTerm
from generator.view.glossary import interface_words, peoples_words, said_in, terms_of
from generator.view.page import RichText, Term
from tests.generator.view import made
from tests.generator.view.pages import words_in


def glossary(*languages: str) -> dict[str, tuple[GlossaryTerm, ...]]:
    return {tag: (GlossaryTerm(id="goal", term=f"goal in {tag}", means="…", place=made.HERE),) for tag in languages}


@pytest.mark.parametrize(
    ("language", "of", "said", "because"),
    [
        ("es", ("en", "es"), ["goal in es"], "a language has its own"),
        ("es-MX", ("en", "es"), ["goal in es"], "a region has its language's"),
        ("es-MX", ("es", "es-MX"), ["goal in es-MX"], "or its own"),
        ("ar", ("en", "es"), [], "an explanation that one cannot read does not help"),
        ("so", ("en", "es"), ["goal in en"], "pages for a language without a catalogue are in English"),
        ("en", (), [], "a school need not have one"),
    ],
)
def test_words_are_explained_in_the_language_of_the_page(
    language: str, of: tuple[str, ...], said: list[str], because: str
) -> None:
    picture = replace(made.picture(), glossary=glossary(*of))
    assert [term.term for term in terms_of(picture, words_in(language))] == said, because


def test_what_people_wrote_is_told_from_what_the_interface_says() -> None:
    content = ("On plan", (RichText(text="a goal", language=None, direction=None), None, 3), "Level now")
    assert tuple(interface_words(content)) == ("On plan", "Level now")
    assert tuple(peoples_words(content)) == ("a goal",)
    terms = tuple(Term(id=word, term=word, means="…", forms=(word,)) for word in ("goal", "level", "on plan"))
    assert [term.id for term in said_in(content, terms)] == ["level", "on plan"]
