"""The page of earlier years: how each goal ended and when, in the reader's language; and Home when school is over."""

from dataclasses import replace
from datetime import date

import pytest

from generator.model.picture import Picture
from generator.records.learner import Enrolment
from generator.view.pages.earlier import EarlierPage, earlier
from tests.generator.view.made import HERE, LAST_YEAR, bare, picture
from tests.generator.view.pages import pages_of, words_in


def page_of(learner: Picture, language: str = "en") -> EarlierPage:
    (page,) = earlier(learner, words_in(language))
    assert isinstance(page.content, EarlierPage)
    return page.content


def test_each_goal_tells_how_it_ended_what_was_reached_first() -> None:
    [year] = page_of(picture()).years
    assert (year.title, year.grade, year.summary) == ("School year 2025–26", "Grade 3", "5 goals · 1 goal reached")
    assert [goal.how for goal in year.goals] == [
        "Reached May 12, 2026",
        "I let it go",
        "I went on with it the year after",
        "Not finished when the year ended",
        "It rested when the year ended",
    ]
    assert [goal.evidence is not None for goal in year.goals] == [True, False, False, False, False]
    assert year.goals[1].outcome is not None


@pytest.mark.parametrize(
    ("language", "title", "how"),
    [("es", "Año escolar 2025–26", "La dejé"), ("ar", "السنة الدراسية 2025–26", "تركته")],
)
def test_in_the_language_of_the_reader(language: str, title: str, how: str) -> None:
    [year] = page_of(picture(), language).years
    assert (year.title, year.goals[1].how) == (title, how)


def test_a_year_without_goals_says_so() -> None:
    [year] = page_of(picture(earlier=(replace(LAST_YEAR, goals=(), walked=(), voice=None),))).years
    assert (year.summary, year.said) == ("No goals were written down in this year.", None)


def test_there_is_no_such_page_in_a_first_year() -> None:
    assert earlier(bare(), words_in("en")) == ()


def test_home_asks_nothing_of_who_has_finished() -> None:
    stretch = Enrolment(school="here", grade="3", from_=date(2025, 9, 2), to=date(2026, 6, 17), place=HERE)
    left = replace(bare(), earlier=(LAST_YEAR,), grade=None)
    finished = replace(left, learner=replace(left.learner, enrolment=(stretch,)))
    home = pages_of(finished, words_in("en"))[""]
    assert "My time at this school is over. What I reached stays mine." in home
    assert "To think about before" not in home
    assert "What we will talk about" not in home
    goes_on = replace(left, learner=replace(left.learner, enrolment=(replace(stretch, to=None),)))
    assert "At the first conversation we choose one together." in pages_of(goes_on, words_in("en"))[""]
