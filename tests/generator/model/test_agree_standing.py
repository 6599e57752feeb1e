"""Who has agreed to a plan on a day: student, family and school, each held against today's words."""

from dataclasses import replace
from typing import Any

import pytest

from generator.model.agree_standing import Agreeing, Standing, agreeing_of
from generator.model.text_code import text_code_of
from generator.records.commons import PlanYear, StaffRecords
from generator.records.learner import FamilyEntry
from generator.records.library import Citation, Needs, PackRule, RequirementPack
from generator.records.plan import Approval, Notice, Review
from generator.records.text import LanguageTag
from tests.generator.model import made

FAMILY = (FamilyEntry(id="a", person=("f-00011",), language="en", place=made.HERE),)
YEAR = made.year(made.plan(), made.goal("g1", made.REF), made.goal("g2", made.REF))
SHARED = made.commons(made.framework(made.competency("fractions")))
ALL = ("plan", "g1", "g2")


def yes(role: Any = "family", day: str = "10-15", **changes: Any) -> Approval:
    usual: dict[str, Any] = {"covers": ALL, "person": "f-00011", "method": "paper", "place": made.HERE}
    return Approval(role=role, on=made.day(day), **(usual | changes))


def coded(approval: Approval, language: LanguageTag = "en") -> Approval:
    return replace(approval, text_code=text_code_of(YEAR, replace(approval, language=language), SHARED))


def needs(field: str, **changes: Any) -> PackRule:
    return PackRule(
        id=field.rpartition(".")[2],
        text=made.said("A yes."),
        needs=Needs(field=field, place=made.HERE),
        place=made.HERE,
        **changes,
    )


def pack(*fields: str) -> RequirementPack:
    source = Citation(citation="A law", place=made.HERE)
    rules = tuple(needs(field) for field in fields)
    return RequirementPack(
        id="state", title=made.said("A state"), jurisdiction="Somewhere", source=source, rules=rules, place=made.HERE
    )


THREE = pack("plan.approvals.student", "plan.approvals.family_or_notice", "plan.approvals.school")


def standing(party: str, year: PlanYear = YEAR, packs: tuple[RequirementPack, ...] = (), **who: Any) -> Standing:
    return next(each for each in agreeing(year, packs, **who).standings if each.party == party)


def agreeing(year: PlanYear = YEAR, packs: tuple[RequirementPack, ...] = (), **who: Any) -> Agreeing:
    records = made.records(who=made.learner(**({"family": FAMILY} | who)), years=(year,))
    found = agreeing_of(records, StaffRecords(sheets=()), SHARED, made.ON, packs)
    assert found is not None
    return found


def with_plan(**changes: Any) -> PlanYear:
    return replace(YEAR, plan=replace(YEAR.plan, **changes))


OLD = yes(text_code="AAAA-BBBB")


@pytest.mark.parametrize(
    ("approvals", "state", "because"),
    [
        ((), "missing", "nobody has said anything"),
        ((coded(yes()),), "agreed", "to today's words"),
        ((OLD,), "changed", "to words that are others now"),
        ((yes(),), "unclear", "nobody wrote down to which words"),
        ((yes("student", person="s-0001"),), "missing", "a student's yes is no family's"),
        ((OLD, coded(yes(person="f-00012"))), "agreed", "of two homes, one that read today's words is enough"),
        ((OLD, coded(yes(day="10-30"))), "agreed", "the same person read it again"),
        ((coded(yes()), yes(day="10-30", text_code="AAAA-BBBB")), "changed", "what somebody said last counts"),
        ((coded(yes(day="12-01")),), "missing", "a yes of a later day is not known yet"),
    ],
)
def test_how_a_family_stands(approvals: tuple[Approval, ...], state: str, because: str) -> None:
    assert standing("family", with_plan(approvals=approvals)).state == state, because


def test_where_nobody_at_home_signs_nobody_is_waited_for() -> None:
    assert standing("family", family=()).state == "nobody"
    assert standing("family", family=(replace(FAMILY[0], may_sign=False),)).state == "nobody"


@pytest.mark.parametrize(
    ("covers", "new", "because"),
    [
        (ALL, (), "all goals are named"),
        (("plan", "g1"), ("g2",), "g2 came after it"),
        (("plan",), (), "a yes to the plan as a whole speaks of all of it"),
    ],
)
def test_goals_that_came_later_are_told(covers: tuple[str, ...], new: tuple[str, ...], because: str) -> None:
    year = with_plan(approvals=(coded(yes(covers=covers)),))
    assert standing("family", year).new_goals == new, because


@pytest.mark.parametrize(
    ("notices", "by_notice", "because"),
    [((), False, "nobody was told"), (("11-04",), True, "told and asked in good faith"), (("12-04",), False, "later")],
)
def test_a_notice_may_be_enough(notices: tuple[str, ...], by_notice: bool, because: str) -> None:
    year = with_plan(
        notices=tuple(Notice(on=made.day(each), method="phone", place=made.HERE) for each in notices), status="active"
    )
    found = standing("family", year, (THREE,))
    assert (found.state, found.asked_by, found.by_notice) == ("missing", ("state",), by_notice), because


def test_a_plan_is_settled_once_everybody_asked_has_agreed() -> None:
    student, family = coded(yes("student", person="s-0001")), coded(yes())
    year = with_plan(approvals=(student, family), status="active")
    assert agreeing(year).is_settled, "no pack asks for the school's yes"
    assert not agreeing(year, (THREE,)).is_settled
    school = coded(yes("teacher", person="t-0001"))
    assert agreeing(with_plan(approvals=(student, family, school), status="active"), (THREE,)).is_settled


def test_when_it_is_looked_at_again() -> None:
    held = Review(due=made.day("10-16"), held_on=made.day("10-15"), place=made.HERE)
    ahead = Review(due=made.day("12-16"), place=made.HERE)
    found = agreeing(with_plan(reviews=(held, ahead)))
    assert (found.looked_on, found.look_due) == (made.day("10-15"), made.day("12-16"))
    assert agreeing().looked_on is None


@pytest.mark.parametrize("status", ["draft", "archived", "complete"])
def test_a_plan_that_is_not_in_work_asks_nobody(status: str) -> None:
    records = made.records(years=(with_plan(status=status),))
    assert agreeing_of(records, StaffRecords(sheets=()), SHARED, made.ON) is None
