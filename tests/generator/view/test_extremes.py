"""One goal and twelve, words of all lengths: a glance stays a glance, and whole words stand where they belong."""

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest

from generator.model.picture import GoalPicture, Picture
from generator.records.plan import SuccessCriterion, Voice
from generator.records.school import Person
from generator.view.page import SearchEntry
from generator.view.pages.about import AboutPage, about
from generator.view.pages.goal import GoalPage, goals
from generator.view.pages.home import Home, home
from generator.view.site import site_of
from tests.generator.view.lived_in import lived_in
from tests.generator.view.made import DONE, GOAL, HERE, PEOPLE, SECOND, bare, goal_picture, picture, t
from tests.generator.view.pages import pages_of, read, words_in

WORDS = words_in("en")
LONG = ("I can fold a strip into equal parts and say what stays the same when their number grows. " * 34).strip()
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
NAME = "Maximiliana-Konstanze Wolfeschlegelsteinhausenbergerdorff-Ng"


def named(goal: GoalPicture, n: int) -> GoalPicture:
    return replace(goal, goal=replace(goal.goal, id=f"g{n}"))


def with_goals(active: int, paused: int = 0, reached: int = 0) -> Picture:
    """A learner with so many goals of each kind."""
    rest = replace(SECOND, goal=replace(SECOND.goal, status="paused"))
    kinds = (*(SECOND,) * active, *(rest,) * paused, *(DONE,) * reached)
    return picture(goals=tuple(named(goal, n) for n, goal in enumerate(kinds, start=1)))


def home_of(learner: Picture) -> Home:
    (page,) = home(learner, WORDS)
    assert isinstance(page.content, Home)
    return page.content


@pytest.mark.parametrize(
    ("learner", "shown", "because"),
    [
        (with_goals(1), [], "one goal stands alone"),
        (with_goals(0, reached=1), [(1, 0)], "what is reached stays in sight"),
        (with_goals(6, 2, 4), [(7, 0), (4, 0)], "twelve goals: one in the middle, all others as cards"),
        (with_goals(10), [(9, 0)], "nine beside the one in the middle"),
        (with_goals(11), [(10, 0)], "a fold for one card hides more than it saves"),
        (with_goals(12, 3, 7), [(9, 5), (3, 4)], "what is more is folded"),
    ],
)
def test_home_with_so_many_goals(learner: Picture, shown: list[tuple[int, int]], because: str) -> None:
    groups = home_of(learner).others
    assert [(len(group.cards), len(group.folded)) for group in groups] == shown, because
    assert all((group.more is None) == (not group.folded) for group in groups)


def test_every_goal_has_its_page_and_its_place_in_the_menu() -> None:
    site = site_of(with_goals(12, 3, 7), WORDS)
    (menu,) = (item for item in site.nav if item.title == "My goals")
    assert len(menu.children) == len([page for page in site.pages if page.kind == "goal"]) == 22


LONG_GOAL = picture(goals=(goal_picture(replace(GOAL, i_can=t(LONG))),))


def test_a_goal_of_three_thousand_letters_is_whole_once() -> None:
    assert len(LONG) > 3000
    html = pages_of(LONG_GOAL, WORDS)
    told = {path: read(page)[0].text.count(LONG) for path, page in html.items()}
    assert {path: count for path, count in told.items() if count} == {"goal/g1/": 1}
    main = home_of(LONG_GOAL).main
    assert main is not None
    assert len(main.heading.i_can.text) <= 200
    assert main.heading.i_can.text.endswith("grows.") or main.heading.i_can.text.endswith("…")


def test_titles_fit_in_a_menu_and_the_search_still_finds_every_word() -> None:
    (page,) = goals(LONG_GOAL, WORDS)
    assert len(page.title) <= 115
    assert any(LONG in entry.text for entry in page.search if isinstance(entry, SearchEntry))


def test_a_goal_that_fits_is_not_told_twice() -> None:
    (page, *_) = goals(picture(), WORDS)
    assert isinstance(page.content, GoalPage)
    assert page.content.whole is None


def test_long_criteria_are_short_on_home_and_whole_on_their_goal() -> None:
    criteria = (
        SuccessCriterion(id="c1", text=t(LONG), place=HERE),
        SuccessCriterion(id="c2", text=t(WORD), place=HERE),
    )
    learner = picture(goals=(goal_picture(replace(GOAL, success_criteria=criteria)),))
    main = home_of(learner).main
    assert main is not None
    assert [len(criterion.text.text) <= 160 for criterion in main.criteria] == [True, True]
    assert main.criteria[1].text.text == WORD, "a word is never cut"
    assert LONG in read(pages_of(learner, WORDS)["goal/g1/"])[0].text


def test_long_words_of_ones_own_are_folded() -> None:
    told = home_of(picture(voice=Voice(text=t(LONG), on=date(2026, 11, 5), place=HERE)))
    assert told.voice is not None
    assert told.voice_whole is not None
    assert (len(told.voice.text) <= 700, told.voice_whole.text) == (True, LONG)
    assert home_of(picture()).voice_whole is None


def test_a_name_of_sixty_letters_stands_on_every_page_once() -> None:
    assert len(NAME) == 60
    people = PEOPLE | {"s-0001": Person(name={"en": NAME}, given={"en": "Maxi"}, place=HERE)}
    for path, html in pages_of(picture(people=people), WORDS).items():
        (head,) = (element for element in read(html) if element.tag == "header")
        assert head.text.count(NAME) == 1, path


def about_of(learner: Picture) -> AboutPage:
    (page,) = about(learner, WORDS)
    assert isinstance(page.content, AboutPage)
    return page.content


def test_each_empty_chapter_asks_its_own_question() -> None:
    empties = [chapter.empty for chapter in about_of(bare()).chapters]
    assert None not in empties
    assert len(set(empties)) == len(empties) == 5
    assert [chapter.empty for chapter in about_of(lived_in()).chapters] == [None] * 6


@pytest.mark.parametrize(("stage", "asked"), [("elementary", False), ("secondary", True), ("adult", False)])
def test_steps_after_school_are_asked_for_when_school_ends_soon(
    stage: Literal["elementary", "secondary", "adult"], asked: bool
) -> None:
    learner = bare()
    chapters = about_of(replace(learner, learner=replace(learner.learner, stage=stage))).chapters
    assert ("steps" in [chapter.id for chapter in chapters]) == asked


def test_courses_and_hours_outside_school() -> None:
    page = about_of(lived_in())
    assert [course.course.text for course in page.courses] == ["Algebra"], "what was dropped is left out"
    (mill,) = page.experiences
    assert (mill.hours, mill.agreement) == ("Hours so far: 5.5 of 21", "Agreement signed on September 1, 2026")
    assert [(entry.day, entry.hours) for entry in mill.log] == [("Sep 26", "2.5 h"), ("Sep 12", "3 h")]
