"""Pathways that can be finished, and stretches that hold a school day: the check and the model always agree."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.check.pathways import has_school_day, pathways_can_be_finished
from generator.model.calendar import days_from_to, school_days_of
from generator.model.steps import asked_for, is_complete
from generator.records.library import Completion, Pathway
from generator.records.school import Calendar
from tests.generator.model.made import CALENDAR, HERE, REF, YEAR, commons, day, pathway, requirement, school_year

SATURDAYS = Calendar(timezone="UTC", years={"2026-27": school_year(day("09-05"), day("09-06"))}, place=HERE)
SCHOOL_DAYS = school_days_of(CALENDAR)


def codes(of: Pathway) -> list[str]:
    return [problem.code for problem in pathways_can_be_finished(commons(pathways=(of,)))]


@some.composite
def any_pathway(draw: Any) -> Pathway:
    steps = tuple(
        requirement(
            f"r{number}",
            *draw(some.sampled_from(((), (REF,)))),
            optional=draw(some.booleans()),
            credit=draw(some.sampled_from((None, Decimal("0.5"), Decimal(1)))),
        )
        for number in range(draw(some.integers(1, 5)))
    )
    completion = draw(
        some.one_of(
            some.none(),
            some.builds(Completion, all=some.just(True), place=some.just(HERE)),
            some.builds(Completion, at_least=some.integers(1, 7), place=some.just(HERE)),
            some.builds(Completion, points=some.sampled_from((Decimal("0.5"), Decimal(3))), place=some.just(HERE)),
        )
    )
    return pathway(*steps, completion=completion)


@given(any_pathway())
def test_nobody_can_finish_exactly_what_is_not_complete_when_everything_is_reached(of: Pathway) -> None:
    everything = frozenset(step.id for step in of.requirements)
    finished = is_complete(of, asked_for(of, everything), everything)
    assert ("pathway-cannot-finish" in codes(of)) == (not finished)


@given(any_pathway())
def test_a_step_without_a_way_is_told_once(of: Pathway) -> None:
    assert codes(of).count("step-without-way") == sum(not step.competencies for step in of.requirements)


@given(some.dates(date(2025, 9, 1), date(2029, 1, 1)), some.integers(-3, 60))
def test_a_stretch_holds_a_school_day_when_the_calendar_says_so(start: date, days: int) -> None:
    finish = start + timedelta(days=days)
    assert has_school_day(CALENDAR, start, finish) == bool(days_from_to(SCHOOL_DAYS, start, finish))


@pytest.mark.parametrize(
    ("start", "finish", "expected", "because"),
    [
        ("11-20", "11-20", True, "one Friday is enough"),
        ("11-21", "11-22", False, "a weekend"),
        ("12-21", "12-27", False, "a closed week with the weekend after it"),
        ("12-21", "12-28", True, "school begins again on Monday"),
        ("06-12", "07-30", False, "summer"),
        ("11-20", "11-19", False, "days that run backwards hold nothing"),
    ],
)
def test_school_days_of_a_stretch(start: str, finish: str, expected: bool, because: str) -> None:
    assert has_school_day(CALENDAR, day(start), day(finish)) is expected, because


def test_a_calendar_without_school_days_holds_none() -> None:
    assert not has_school_day(SATURDAYS, YEAR.start, YEAR.finish)
