"""The one sentence about parts in another language than the page's."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from generator.checked import checked_learner, checked_school
from generator.load.catalogues import words_for
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.render.sources import template_folders
from generator.view.all_said import all_said, said_by_people
from generator.view.edition import editions_of, editions_with_appendix
from generator.view.gaps import gaps_note
from generator.view.page import RichText
from generator.view.site import sites_of
from generator.words import Words
from tests.conftest import TOP

ENGLISH, URDU, OWN = (RichText(text="a", language=tag, direction=None) for tag in ("en", "ur", None))


@dataclass(frozen=True)
class Content:
    parts: tuple[RichText, ...]
    inside: "Content | None" = None
    sentence: str = "plain"


def words(language: str) -> Words:
    return words_for(language, "en", template_folders(TOP))


@pytest.fixture(scope="module")
def picture() -> Picture:
    school = checked_school(TOP, None, lambda _: date(2026, 11, 20))
    folder = next(folder for folder in school.folders if folder.learner == "s-0001")
    records, problems = checked_learner(school, folder)
    assert records is not None, problems
    return picture_of(records, school.commons, people_for(records, school.people), school.on, school.groundwork)


@pytest.mark.parametrize(
    ("content", "language", "note", "because"),
    [
        (Content((OWN, OWN)), "es", None, "all of it is in the page's own language"),
        (Content((OWN, ENGLISH, ENGLISH)), "es", "Algunas partes están en inglés. ", "it is said once"),
        (Content((), Content((ENGLISH,))), "ar", "بعض الأجزاء باللغة الإنجليزية. ", "however deep it stands"),
        (Content((ENGLISH, URDU)), "es", "Algunas partes están en inglés y urdu. ", "every language is named"),
        (Content((URDU,)), "en", "Some parts are in Urdu. ", "English pages have gaps too"),
    ],
)
def test_a_page_says_which_languages_stand_in_it(
    content: Content, language: str, note: str | None, because: str, picture: Picture
) -> None:
    said = words(language)
    helped = None if note is None else note + said.say("Interpreters are free. Just ask.")
    assert gaps_note(content, picture, said) == helped, because


def test_an_educator_is_not_offered_an_interpreter(picture: Picture) -> None:
    educator = replace(picture, learner=replace(picture.learner, kind="educator"))
    assert gaps_note(ENGLISH, educator, words("en")) == "Some parts are in English."


def test_an_arabic_plan_with_english_gaps_says_so_on_screen_and_on_paper(picture: Picture) -> None:
    own, other = sites_of(replace(picture, learner=replace(picture.learner, site_language="ar")), words)
    assert {site.language for site in (own, other)} == {"ar", "en"}
    assert [page.path for page in own.pages if page.kind == "home" and page.gaps is None] == []
    assert all(page.gaps is None for page in other.pages)
    assert all(edition.gaps for edition in editions_of(picture, words) if edition.kind == "plan")


def test_people_s_words_are_all_found_without_looking_into_what_cannot_hold_any(picture: Picture) -> None:
    pages = tuple(page.content for site in sites_of(picture, words) for page in site.pages)
    for content in (*pages, *(edition.content for edition in editions_with_appendix(picture, words))):
        everything = tuple(said for said in all_said(content) if isinstance(said, RichText))
        assert tuple(said_by_people(content)) == everything
