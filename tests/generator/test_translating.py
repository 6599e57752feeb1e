"""What goes to translators: all that pages show in another language, and nothing that says whose it is."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest

from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.load.catalogues import words_for
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.model.translations import units_of
from generator.render.sources import template_folders
from generator.translating import gathering_of
from generator.view.edition import editions_of
from generator.view.page import RichText
from generator.view.said import STUDENT, given_name
from generator.view.site import sites_of
from generator.words import Words
from tests.conftest import TOP

ON = date(2026, 11, 20)
# Written as one plain string by design: an award's name, what a consent is for.
NO_TEXTS = frozenset({"Advising badge", "Fractions badge", "photos of work in the plan"})


@cache
def school() -> CheckedSchool:
    return checked_school(TOP, None, lambda _: ON)


@cache
def words(language: str) -> Words:
    return words_for(language, "en", template_folders(TOP))


def foreign_in(content: Any) -> Iterator[str]:
    if isinstance(content, RichText):
        if content.language is not None:
            yield content.text
    elif isinstance(content, tuple | list):
        for part in content:
            yield from foreign_in(part)
    elif is_dataclass(content):
        for field in fields(content):
            yield from foreign_in(getattr(content, field.name))


def of_publishers(picture: Picture) -> Iterator[str]:
    """Formal words and names of standards stay as their publishers have them."""
    for standing in picture.standings.values():
        yield from (version.text for version in standing.competency.statement.versions.values())
        yield from (version.text for version in standing.framework.title.versions.values())


@pytest.mark.parametrize(("learner", "language"), [("s-0001", "ar"), ("s-0003", "es"), ("e-0001", "es")])
def test_whatever_a_page_shows_in_another_language_goes_to_a_translator(learner: str, language: str) -> None:
    folder = next(folder for folder in school().folders if folder.learner == learner)
    records, problems = checked_learner(school(), folder)
    assert records is not None, problems
    picture = picture_of(records, school().commons, people_for(records, school().people), ON, school().groundwork)
    sites = (site for site in sites_of(picture, words) if site.language == language)
    shown = {text for site in sites for page in site.pages for text in foreign_in(page.content)}
    if any(home.language == language for home in records.learner.family):
        shown |= {text for edition in editions_of(picture, words) for text in foreign_in(edition.content)}
    gathering = gathering_of(school(), (folder,), None, all_of_it=True)
    name = given_name(picture, words("en")) or ""
    units = units_of(gathering.readings, language, "en")
    sent = {unit.source.strip().replace(STUDENT, name) for unit in units}
    lacking = {text.strip() for text in shown} - sent - set(of_publishers(picture)) - NO_TEXTS
    # Print cuts what is long, so a part of a text counts as the text.
    assert [text for text in lacking if not any(each.startswith(text.rstrip("… ")) for each in sent)] == []
