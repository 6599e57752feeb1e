"""Pace in school days: planned days, behind, ahead, inside the buffer, and days that do not count."""

from datetime import date
from typing import Any

import pytest

from generator.model.calendar import school_days_of, without
from generator.model.joined import picture_of
from generator.model.pace import due_days
from generator.model.pathway_picture import Pace, PathwayPicture
from generator.records.commons import LearnerRecords
from generator.records.evidence import Evidence
from generator.records.library import Completion, Pathway, Requirement
from generator.records.school import Calendar, PaceRule
from tests.generator.model.made import (
    CALENDAR,
    HERE,
    ON,
    away,
    commons,
    competency,
    day,
    follows,
    framework,
    goal,
    learner,
    pathway,
    piece,
    plan,
    records,
    requirement,
    school,
    school_year,
    year,
)

DAYS = school_days_of(CALENDAR)
MATH = framework(*(competency(id) for id in ("a", "b", "c", "d")))


def four(**changes: Any) -> Pathway:
    """A pathway of four equal steps; over ten school weeks, one is due every twelve or thirteen school days."""
    return pathway(*(requirement(id, f"math:{id}") for id in ("a", "b", "c", "d")), **changes)


def followed(
    reached: str,
    way: Pathway,
    who: LearnerRecords | None = None,
    on: date = ON,
    start: str = "09-14",
    finish: str = "11-20",
    **shared: Any,
) -> PathwayPicture:
    """The pathway with the named competencies reached on its second day."""
    evidence = tuple(piece(id, "09-15", 3, ref=f"math:{id}") for id in reached)
    agreed = year(plan(pathways=(follows(start=start, finish=finish),)))
    known = records(*evidence, years=(agreed,), who=who.learner if who else None)
    return picture_of(known, commons(MATH, pathways=(way,), **shared), {}, on).pathways[0]


@pytest.mark.parametrize(
    ("expected_days", "dues", "because"),
    [
        ((None, None), ("09-11", "09-18"), "two equal shares of ten school days"),
        ((2, 8), ("09-08", "09-18"), "two days, then eight"),
        ((4, 16), ("09-08", "09-18"), "twice as long, squeezed into the same ten days"),
        ((1, 4), ("09-08", "09-18"), "half as long, stretched"),
        ((2, None, 2), ("09-10", "09-15", "09-18"), "what nobody told counts as the mean of the others"),
        ((0, 0), ("09-11", "09-18"), "nothing but zeros: equal shares"),
        ((0, 10), ("09-07", "09-18"), "no days at all: the first day"),
    ],
)
def test_the_days_by_which_steps_are_planned(
    expected_days: tuple[int | None, ...], dues: tuple[str, ...], because: str
) -> None:
    asked = tuple(requirement(str(n), expected_days=days) for n, days in enumerate(expected_days))
    found = due_days(asked, day("09-07"), day("09-18"), DAYS)
    assert tuple(found.values()) == tuple(day(due) for due in dues), because


def test_where_there_are_no_school_days_nothing_is_planned() -> None:
    asked: tuple[Requirement, ...] = (requirement("a"),)
    assert due_days(asked, day("12-21"), day("12-25"), DAYS) == {}
    assert due_days((), day("09-07"), day("09-18"), DAYS) == {}


def test_planned_days_skip_the_days_away() -> None:
    own = without(DAYS, (away("09-14", "09-15"),))
    asked = (requirement("a"), requirement("b"))
    assert due_days(asked, day("09-07"), day("09-18"), own) == {"a": day("09-10"), "b": day("09-18")}


def stated(pace: Pace | None) -> tuple[str, int] | None:
    return None if pace is None else (pace.state, pace.days_behind)


# Fifty school days from Monday 14 September to Friday 20 November; the steps are due on 30 September (the 13th school
# day), 16 October (the 25th), 4 November (the 38th) and 20 November (the 50th). Stated on the Monday of the week.
@pytest.mark.parametrize(
    ("reached", "on", "expected", "because"),
    [
        ("abc", "11-20", ("on_plan", 0), "the last step is due on Friday"),
        ("ab", "11-20", ("more_time", 8), "due on 4 November, eight school days before"),
        ("", "11-20", ("more_time", 33), "due on 30 September"),
        ("", "10-02", ("on_plan", 0), "stated on 28 September, before the first due day"),
        ("", "10-09", ("on_plan", 3), "three school days late lie inside the buffer of five"),
        ("", "10-16", ("more_time", 8), "eight do not"),
        ("a", "09-18", ("ahead", -12), "the first step was due in twelve school days"),
        ("ab", "09-18", ("ahead", -24), "the second one too"),
        ("a", "09-25", ("ahead", -7), "five school days later"),
        ("a", "10-02", ("on_plan", -2), "due in two days: inside the buffer"),
        ("b", "09-18", ("on_plan", 0), "the second without the first: nothing before the next step is done"),
        ("abcd", "11-20", None, "complete"),
        ("", "09-11", None, "not started yet"),
    ],
)
def test_pace_of_a_pathway(reached: str, on: str, expected: tuple[str, int] | None, because: str) -> None:
    known = followed(reached, four(), on=day(on))
    assert stated(known.pace) == expected, because


@pytest.mark.parametrize(
    ("buffer", "of_school", "expected", "because"),
    [
        (None, None, "more_time", "eight days, five are allowed unless told otherwise"),
        (None, 8, "on_plan", "the school allows eight"),
        (10, None, "on_plan", "this pathway allows ten"),
        (7, 20, "more_time", "the pathway's own is nearer than the school's"),
    ],
)
def test_the_buffer(buffer: int | None, of_school: int | None, expected: str, because: str) -> None:
    rule = None if of_school is None else PaceRule(buffer_days=of_school, place=HERE)
    found = followed("ab", four(buffer_days=buffer), school=school(pace=rule)).pace
    assert found is not None
    assert found.state == expected, because


def test_days_away_are_nobodys_delay() -> None:
    gone = records(who=learner(away=(away("10-19", "11-06"),)))
    here, was_away = followed("ab", four()).pace, followed("ab", four(), gone).pace
    assert here is not None
    assert was_away is not None
    assert (here.days_behind, was_away.days_behind) == (8, 4)


def test_only_some_steps_are_asked_for_and_what_is_left_out_is_never_late() -> None:
    two_of_four = four(completion=Completion(at_least=2, place=HERE))
    found = followed("cd", two_of_four)
    assert (found.reached, found.needed, found.complete, found.pace) == (2, 2, True, None)
    one_left = followed("d", two_of_four, on=day("10-30"))
    assert [step.requirement.id for step in one_left.steps if step.due] == ["a", "d"]
    assert stated(one_left.pace) == ("on_plan", 0), "the second of two is due at the end"


def test_an_optional_step_is_never_due() -> None:
    way = pathway(requirement("a", "math:a"), requirement("b", "math:b", optional=True))
    found = followed("a", way)
    assert (found.complete, found.needed, found.pace) == (True, 1, None)
    assert found.steps[1].due is None


def test_a_finish_nobody_agreed_is_the_end_of_the_school_year() -> None:
    known = records(years=(year(plan(pathways=(follows(start="09-14"),))),))
    assert picture_of(known, commons(MATH, pathways=(four(),)), {}, ON).pathways[0].finish == day("06-11")


def test_what_rests_on_a_year_that_is_not_set_yet_says_so() -> None:
    this_year = followed("", four()).pace
    assert this_year is not None
    assert not this_year.estimated
    agreed = plan(school_year="2027-28", pathways=(follows(start="09-14", finish="11-20"),))
    later = picture_of(records(years=(year(agreed),)), commons(MATH, pathways=(four(),)), {}, date(2027, 10, 29))
    pace = later.pathways[0].pace
    assert pace is not None
    assert pace.estimated


def test_a_calendar_without_school_days_gives_no_pace() -> None:
    closed = Calendar(
        timezone="UTC",
        years={"2026-27": school_year(day("08-31"), day("06-11"), (day("08-31"), day("06-11")))},
        place=HERE,
    )
    assert followed("", four(), calendar=closed).pace is None


def goal_pace_with(evidence: tuple[Evidence, ...], aim: Any, on: str, way: Pathway | None = None) -> Any:
    agreed = plan(pathways=(follows(start="09-14", finish="11-20"),) if way else ())
    known = records(*evidence, years=(year(agreed, aim),))
    shared = commons(MATH, pathways=(way,) if way else ())
    return stated(picture_of(known, shared, {}, day(on)).goals[0].pace)


@pytest.mark.parametrize(
    ("aim", "way", "on", "expected", "because"),
    [
        (goal("g1", "math:a", due=day("12-18")), None, "11-20", ("on_plan", 0), "before its due day"),
        (goal("g1", "math:a", due=day("11-13")), None, "11-20", ("on_plan", 1), "a day late lies inside the buffer"),
        (goal("g1", "math:a", due=day("11-06")), None, "11-20", ("more_time", 6), "six school days late"),
        (goal("g1", "math:a", due=day("12-18")), four(), "11-20", ("more_time", 33), "the pace of its pathway"),
        (goal("g1", "math:b", due=day("12-18")), four(), "10-09", ("on_plan", 3), "the pace of its pathway"),
        (goal("g1", "math:a", due=day("09-18")), four(), "10-09", ("more_time", 11), "its own day is longer past"),
        (goal("g1", due=day("12-18")), four(), "11-20", ("on_plan", 0), "it belongs to no pathway"),
        (goal("g1", "math:a", status="paused"), None, "11-20", None, "paused"),
        (goal("g1", "math:a", start=day("11-23")), None, "11-20", None, "not started yet"),
    ],
)
def test_pace_of_a_goal(aim: Any, way: Pathway | None, on: str, expected: tuple[str, int] | None, because: str) -> None:
    assert goal_pace_with((), aim, on, way) == expected, because


def test_a_goal_that_is_reached_has_no_pace() -> None:
    assert goal_pace_with((piece("p", "10-01", 3, ref="math:a"),), goal("g1", "math:a"), "11-20") is None
