"""A parent from its children: when a rule is met, and that it only proposes."""

from datetime import timedelta
from decimal import Decimal

import pytest

from generator.model.mastery.parent import Child, met_on
from generator.records.framework import ParentRule
from tests.generator.model.made import (
    HERE,
    ON,
    commons,
    competency,
    day,
    framework,
    judgement,
    piece,
    plan,
    records,
    year,
)
from tests.generator.model.published import MOODLE, PARENT_ALL, PARENT_POINTS
from tests.generator.model.test_standing import standing


def child(id: str, reached: str | None, points: int = 1) -> Child:
    return Child(id=id, points=Decimal(points), reached_on=None if reached is None else day(reached))


@pytest.mark.parametrize(("id_", "reached", "expected"), PARENT_ALL)
def test_the_rule_all(id_: str, reached: tuple[bool, ...], expected: bool) -> None:
    children = tuple(child(str(n), "10-01" if each else None) for n, each in enumerate(reached))
    assert (met_on(ParentRule(all=True, place=HERE), children) is not None) is expected, f"{id_}: {MOODLE}"


@pytest.mark.parametrize(("id_", "points", "told", "expected"), PARENT_POINTS)
def test_the_rule_points(id_: str, points: int, told: tuple[tuple[int, bool, bool], ...], expected: bool) -> None:
    children = tuple(child(str(n), "10-01" if reached else None, worth) for n, (worth, _, reached) in enumerate(told))
    required = tuple(str(n) for n, (_, needed, _) in enumerate(told) if needed)
    rule = ParentRule(points=Decimal(points), required=required, place=HERE)
    assert (met_on(rule, children) is not None) is expected, f"{id_}: {MOODLE}"


@pytest.mark.parametrize(
    ("rule", "expected", "because"),
    [
        (ParentRule(all=True, place=HERE), None, "one child is missing"),
        (ParentRule(at_least=1, place=HERE), "09-10", "the first one is enough"),
        (ParentRule(at_least=2, place=HERE), "10-10", "the second one made it two"),
        (ParentRule(at_least=3, place=HERE), None, "there are only two"),
        (ParentRule(points=Decimal(2), place=HERE), "10-10", "one point each"),
        (
            ParentRule(points=Decimal(1), required=("b",), place=HERE),
            "10-10",
            "points enough before, but b was missing",
        ),
    ],
)
def test_a_rule_is_met_on_the_day_its_last_child_was_reached(
    rule: ParentRule, expected: str | None, because: str
) -> None:
    children = (child("a", "09-10"), child("b", "10-10"), child("c", None))
    assert met_on(rule, children) == (None if expected is None else day(expected)), because


def test_a_met_rule_proposes_and_reaches_nothing_by_itself() -> None:
    parent = competency(
        "numbers",
        rule=ParentRule(all=True, place=HERE),
        competencies=(competency("fractions"), competency("decimals", credit=Decimal(2))),
    )
    shared = commons(framework(parent))
    known = records(piece("a", "09-10", 3), piece("b", "10-10", 3, ref="math:decimals"))
    found = standing(known, shared, ref="math:numbers")
    assert (found.level, found.reached) == (None, None)
    assert found.proposed is not None
    assert found.proposed.on == day("10-10")
    judged = records(*known.evidence, years=(year(plan(judgements=(judgement("11-01", 1, ref="math:numbers"),))),))
    decided = standing(judged, shared, ref="math:numbers")
    assert decided.level is not None
    assert decided.level.id == "starting", "a person's judgement stands"
    assert standing(known, shared, ref="math:numbers", on=ON - timedelta(days=60)).proposed is None
