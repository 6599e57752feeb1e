"""What has changed since a support began, and when it is looked at again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.model.as_of import support_on
from generator.model.standing_picture import Standing
from generator.model.support_decision import ended_on, has_result, look_again_on
from generator.model.support_effect import MeasuredEffect, effect_of
from generator.model.surroundings import is_running
from generator.records.evidence import Evidence
from generator.records.school import Level
from tests.generator.model import made
from tests.generator.model.clock_made import check, decided, measure, support
from tests.generator.model.made import ON, REF, day, piece, said
from tests.generator.model.test_standing import standing


def standing_on(*evidence: Evidence) -> Standing:
    records = made.records(*evidence)
    return standing(records)


def number(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("baseline", "checks", "before", "now", "counted", "weeks", "because"),
    [
        ("62", (("10-05", "70"), ("11-13", "78")), "62", "78", 2, 9, "60 days after 14 September are nine weeks"),
        ("62", (("11-13", "78"), ("10-05", "70")), "62", "78", 2, 9, "the newest, wherever it is written"),
        ("62", (), "62", None, 0, 1, "not measured since"),
        (None, (("10-05", "70"), ("11-13", "78")), "70", "78", 2, 9, "without a baseline the first check is one"),
        (None, (("10-05", "70"),), "70", None, 1, 1, "one check says where things stand, not what has changed"),
        (None, (), None, None, 0, 1, "nothing is known"),
        ("0", (("09-21", "0"),), "0", "0", 1, 1, "zero is a number"),
        ("62", (("11-27", "90"),), "62", None, 0, 1, "a check of next week is not there yet"),
        ("62", (("10-05", None), ("10-12", "64")), "62", "64", 1, 4, "a check without a number counts nothing"),
    ],
)
def test_what_a_measure_says(
    baseline: str | None,
    checks: tuple[tuple[str, str | None], ...],
    before: str | None,
    now: str | None,
    counted: int,
    weeks: int,
    because: str,
) -> None:
    shown = support(
        measure=measure(baseline and number(baseline), number("90")),
        checks=tuple(check(on, value and number(value)) for on, value in checks),
    )
    effect = effect_of(shown, {}, ON)
    assert isinstance(effect, MeasuredEffect)
    assert (effect.before, effect.now) == (before and number(before), now and number(now)), because
    assert (effect.checks, effect.weeks, effect.aim) == (counted, weeks, number("90")), because


def levels(shown: Any, stands: Standing) -> list[tuple[str | None, str | None]]:
    effect = effect_of(shown, {REF: stands}, ON)
    assert not isinstance(effect, MeasuredEffect)
    return [(name(each.before), name(each.now)) for each in effect]


def name(level: Level | None) -> str | None:
    return None if level is None else level.id


def test_without_a_measure_the_levels_before_and_since_are_told() -> None:
    helps = support(competencies=(REF,))
    assert levels(helps, standing_on(piece("a", "09-10", 1), piece("b", "11-10", 3))) == [("starting", "got-it")]
    assert levels(helps, standing_on(piece("a", "09-14", 1))) == [(None, "starting")], "its first day belongs to it"
    assert levels(helps, standing_on()) == [], "what was never rated tells nothing"
    assert levels(support(), standing_on(piece("a", "09-10", 1))) == [], "nobody said what it is meant for"


@pytest.mark.parametrize(
    ("changes", "last", "look", "because"),
    [
        ({}, None, "10-30", "the day it was planned with"),
        ({"ends_on": day("10-16")}, "10-16", "10-16", "it ends before"),
        ({"effect": "same"}, None, None, "settled"),
        ({"ends_on": day("10-16"), "reason": said("moved")}, "10-16", None, "ended with a reason"),
        ({"reason": said("moved to Mondays")}, None, "10-30", "a reason without an end ends nothing"),
        ({"decisions": (decided("10-30", "end"),)}, "10-30", None, "decided to end"),
        ({"decisions": (decided("10-30", "change", "12-04"),)}, None, "12-04", "the new day"),
        ({"decisions": (decided("10-30"),)}, None, None, "answered, and no new day set"),
        ({"decisions": (decided("10-30"),), "ends_on": day("12-18")}, "12-18", "12-18", "its end is the next day"),
        (
            {"decisions": (decided("12-04"), decided("10-30", next_check_on="12-04"))},
            None,
            None,
            "in the order of days, not of lines",
        ),
    ],
)
def test_when_a_support_ends_and_is_looked_at_again(
    changes: dict[str, Any], last: str | None, look: str | None, because: str
) -> None:
    shown = support("10-30", **changes)
    assert ended_on(shown) == (last and day(last)), because
    assert look_again_on(shown) == (look and day(look)), because


@pytest.mark.parametrize(
    ("on", "running", "result"),
    [("10-29", True, False), ("10-30", True, True), ("11-02", False, True)],
)
def test_a_decision_to_end_is_known_from_its_day(on: str, running: bool, result: bool) -> None:
    known: date = day(on)
    shown = support_on(support("10-30", decisions=(decided("10-30", "end"),)), known)
    assert is_running(shown, known) is running
    assert has_result(shown) is result


def test_a_number_of_a_later_day_changes_nothing_today() -> None:
    shown = support(measure=measure(number("62")), checks=(check("10-05", number("70")),))
    later = replace(shown, checks=(*shown.checks, check("12-04", number("99"))))
    assert effect_of(later, {}, ON) == effect_of(shown, {}, ON)
