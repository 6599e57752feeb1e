"""What requirement packs ask: for the state packs as they stand, element by element, and for when things are due."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.load.commons import load_commons
from generator.model.elements import ELEMENTS
from generator.model.required import Asked, asked_of
from generator.records.commons import LearnerRecords, PlanYear, StaffRecords
from generator.records.learner import Enrolment, FamilyEntry, Profile, RightsHolder, TeamMember
from generator.records.library import Citation, Needs, PackRule, RequirementPack
from generator.records.plan import Approval, Conference, CourseOfStudy, Goal, Notice, Plan, Postsecondary, Review, Voice
from generator.records.staff import LinkedPlan, StaffSheet
from tests.conftest import TOP
from tests.generator.model.made import (
    HERE,
    commons,
    day,
    follows,
    goal,
    learner,
    piece,
    plan,
    records,
    said,
    school,
    step,
    year,
)

COMMONS = load_commons(TOP)[0]
assert COMMONS is not None
PACKS = COMMONS.packs
STATES = ("vt-plp", "co-icap", "wi-acp", "ri-ilp", "va-acp", "ct-ssp")
ON = day("05-25")  # the school year ends on 11 June: what must still happen in it is due
NOBODY = StaffRecords(sheets=())
ANOTHER_PLAN = StaffRecords(sheets=(StaffSheet(linked_plans=(LinkedPlan(kind="iep", place=HERE),), place=HERE),))


def approval(role: Any) -> Approval:
    return Approval(covers=("plan",), role=role, on=day("09-10"), method="paper", place=HERE)


def conference(on: str, *attendees: str) -> Conference:
    return Conference(on=day(on), kind="student_led", attendees=attendees, place=HERE)


def enrolled(grade: str | None, start: str = "08-31", **changes: Any) -> Enrolment:
    return Enrolment(school="here", grade=grade, from_=day(start), place=HERE, **changes)


def in_domain(id: str, domain: Any) -> Goal:
    return goal(id, domain=domain, activities=(step("a1", title=said("Begin")),))


def member(role: Any, **changes: Any) -> TeamMember:
    return TeamMember(person="t-0001", role=role, place=HERE, **changes)


WHOLE = records(
    piece("e1", "10-01", kind="portfolio"),
    piece("e2", "10-02", kind="interim"),
    who=learner(
        enrolment=(enrolled("10"),),
        profile=Profile(strengths=(said("patient"),), interests=(said("boats"),), needs=(said("time"),), place=HERE),
        family=(FamilyEntry(id="home", person=("f-0001",), language="en", place=HERE),),
        team=(member("caring_adult"), member("case_manager")),
    ),
    years=(
        year(
            plan(
                voice=(Voice(text=said("I would like to build one."), on=day("09-08"), place=HERE),),
                pathways=(follows(),),
                program_of_study=(CourseOfStudy(course=said("Algebra"), place=HERE),),
                postsecondary=Postsecondary(hopes=(said("the yard"),), steps=(said("ask there"),), place=HERE),
                reviews=(Review(due=day("04-23"), held_on=day("04-23"), place=HERE),),
                approvals=(approval("student"), approval("family"), approval("advisor")),
            ),
            in_domain("g1", "academic"),
            in_domain("g2", "career"),
            in_domain("g3", "personal_social"),
            conferences=(conference("10-15", "f-0001"), conference("04-20", "family")),
        ),
    ),
)


def with_plan(**changes: Any) -> Callable[[LearnerRecords], LearnerRecords]:
    def change(whole: LearnerRecords) -> LearnerRecords:
        (only,) = whole.years
        return replace(whole, years=(replace(only, plan=replace(only.plan, **changes)),))

    return change


def with_year(change: Callable[[PlanYear], PlanYear]) -> Callable[[LearnerRecords], LearnerRecords]:
    return lambda whole: replace(whole, years=tuple(change(each) for each in whole.years))


def without_profile(part: str) -> Callable[[LearnerRecords], LearnerRecords]:
    def change(whole: LearnerRecords) -> LearnerRecords:
        profile: Any = whole.learner.profile
        return replace(whole, learner=replace(whole.learner, profile=replace(profile, **{part: ()})))

    return change


def without_goals(*domains: str) -> Callable[[LearnerRecords], LearnerRecords]:
    return with_year(lambda each: replace(each, goals=tuple(goal for goal in each.goals if goal.domain not in domains)))


def without_approval(*roles: str) -> Callable[[LearnerRecords], LearnerRecords]:
    def change(plan: Plan) -> Plan:
        return replace(plan, approvals=tuple(each for each in plan.approvals if each.role not in roles))

    return with_year(lambda each: replace(each, plan=change(each.plan)))


def without_team(role: str) -> Callable[[LearnerRecords], LearnerRecords]:
    def change(whole: LearnerRecords) -> LearnerRecords:
        team = tuple(each for each in whole.learner.team if each.role != role)
        return replace(whole, learner=replace(whole.learner, team=team))

    return change


def without_evidence(kind: str) -> Callable[[LearnerRecords], LearnerRecords]:
    return lambda whole: replace(whole, evidence=tuple(each for each in whole.evidence if each.kind != kind))


def without_meetings(whole: LearnerRecords) -> LearnerRecords:
    return with_year(
        lambda each: replace(each, conferences=(), plan=replace(each.plan, reviews=(Review(due=ON, place=HERE),)))
    )(whole)


def without_guests(whole: LearnerRecords) -> LearnerRecords:
    return with_year(
        lambda each: replace(each, conferences=tuple(replace(held, attendees=()) for held in each.conferences))
    )(whole)


def without_steps(whole: LearnerRecords) -> LearnerRecords:
    return with_year(lambda each: replace(each, goals=tuple(replace(goal, activities=()) for goal in each.goals)))(
        whole
    )


HOPES = Postsecondary(steps=(said("ask there"),), place=HERE)
STEPS = Postsecondary(hopes=(said("the yard"),), place=HERE)
TAKEN_AWAY: Mapping[str, Callable[[LearnerRecords], LearnerRecords]] = {
    "profile.strengths": without_profile("strengths"),
    "profile.interests": without_profile("interests"),
    "profile.needs": without_profile("needs"),
    "plan.voice": with_plan(voice=()),
    "plan.pathways": with_plan(pathways=()),
    "plan.program_of_study": with_plan(program_of_study=()),
    "plan.postsecondary.hopes": with_plan(postsecondary=HOPES),
    "plan.postsecondary.steps": with_plan(postsecondary=STEPS),
    "plan.reviews": with_plan(reviews=(Review(due=ON, place=HERE),)),
    "plan.approvals.student": without_approval("student"),
    "plan.approvals.family": without_approval("family"),
    "plan.approvals.family_or_notice": without_approval("family"),
    "plan.approvals.school": without_approval("advisor"),
    "goals": without_goals("academic", "career", "personal_social"),
    "goals.academic": without_goals("academic"),
    "goals.career_or_postsecondary": without_goals("career"),
    "goals.personal_social": without_goals("personal_social"),
    "goals.personal_or_wellness": without_goals("personal_social"),
    "goals.with_steps": without_steps,
    "conferences.family": without_guests,
    "meetings": without_meetings,
    "evidence.portfolio": without_evidence("portfolio"),
    "evidence.assessments": without_evidence("interim"),
    "team.responsible_adult": without_team("caring_adult"),
    "team.case_manager": without_team("case_manager"),
}


def asked(pack: RequirementPack, of: LearnerRecords, staff: StaffRecords = NOBODY, on: date = ON) -> tuple[Asked, ...]:
    return asked_of(of, staff, commons(), on, (pack,))


def open_in(told: tuple[Asked, ...]) -> dict[str, str]:
    """What is lacking or due, by the rule that asks for it."""
    return {each.rule.id: each.state for each in told if each.state in ("lacking", "due")}


@pytest.mark.parametrize("name", STATES)
def test_a_plan_that_holds_everything_is_told_nothing(name: str) -> None:
    told = asked(PACKS[name], WHOLE, ANOTHER_PLAN)
    assert open_in(told) == {}
    assert any(each.state == "met" for each in told)


COUNTED = [
    (name, rule.id, rule.needs.field)
    for name in STATES
    for rule in PACKS[name].rules
    if rule.needs is not None and (not rule.before_grades or "11" in rule.before_grades)
]


@pytest.mark.parametrize(("name", "rule", "element"), COUNTED)
def test_each_element_taken_away_is_told_and_nothing_else(name: str, rule: str, element: str) -> None:
    told = open_in(asked(PACKS[name], TAKEN_AWAY[element](WHOLE), ANOTHER_PLAN))
    by_id = {each.id: each for each in PACKS[name].rules}
    assert rule in told
    assert {by_id[each].needs.field for each in told} == {element}  # type: ignore[union-attr]


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_tells_its_sources_and_that_it_is_no_legal_advice(name: str) -> None:
    pack = PACKS[name]
    assert pack.source.read_on is not None
    assert pack.note is not None
    assert "not legal advice" in pack.note.versions[""].text.lower()
    assert all(rule.citation for rule in pack.rules)
    assert any(rule.needs is None for rule in pack.rules), "something is always left to people"


def test_elements_say_where_they_are_written() -> None:
    for element in ELEMENTS.values():
        assert "{" not in element.write.format(learner="plans/s-0001", year="plans/s-0001/2026-27")


def test_the_manual_lists_every_element_and_which_are_dated() -> None:
    rows = [line for line in (TOP / "generator/docs/packs.md").read_text().splitlines() if line.startswith("| `")]
    listed = {name: row.endswith("dated |") for row in rows for name in re.findall(r"`([a-z_.]+)`", row.split("|")[1])}
    assert listed == {name: element.dated for name, element in ELEMENTS.items()}


def pack(element: str, at_least: int = 1, **changes: Any) -> RequirementPack:
    rule = PackRule(
        id="rule", text=said("asked"), needs=Needs(field=element, at_least=at_least, place=HERE), place=HERE, **changes
    )
    source = Citation(citation="policy", place=HERE)
    return RequirementPack(id="own", title=said("Own"), jurisdiction="here", source=source, rules=(rule,), place=HERE)


BARE = records(who=learner(enrolment=(enrolled("10"),)))
STRENGTHS = pack("profile.strengths")


def status(name: Any) -> LearnerRecords:
    return with_plan(status=name)(BARE)


def of_grade(grade: str | None, **changes: Any) -> LearnerRecords:
    return replace(BARE, learner=learner(enrolment=(enrolled(grade, **changes),)))


OF_AGE = replace(BARE, learner=learner(rights_holder=RightsHolder(who="student", from_=day("10-01"), place=HERE)))


@pytest.mark.parametrize(
    ("rules", "of", "on", "expected", "because"),
    [
        (STRENGTHS, BARE, "11-20", "lacking", "an active plan is held against the pack"),
        (STRENGTHS, status("in_review"), "11-20", "lacking", "whoever reviews it should see what is missing"),
        (STRENGTHS, status("draft"), "11-20", None, "a draft is still being written"),
        (STRENGTHS, status("complete"), "11-20", None, "what is done cannot be mended"),
        (STRENGTHS, status("archived"), "11-20", None, "nor what is put away"),
        (STRENGTHS, BARE, "06-12", None, "the school year is over"),
        (STRENGTHS, of_grade("10", to=day("10-30")), "11-20", None, "the learner has left"),
        (replace(STRENGTHS, grades=("9", "10")), BARE, "11-20", "lacking", "the pack is for this grade"),
        (replace(STRENGTHS, grades=("7", "8")), BARE, "11-20", None, "the pack is for other grades"),
        (replace(STRENGTHS, grades=("10",)), of_grade(None), "11-20", None, "an adult is in no grade"),
        (pack("profile.strengths", grades=("11",)), BARE, "11-20", None, "the rule is for another grade"),
        (pack("plan.approvals.family", when="minor"), BARE, "11-20", "lacking", "the parents hold the rights"),
        (pack("plan.approvals.family", when="minor"), OF_AGE, "11-20", None, "the rights are the student's own"),
        (pack("plan.approvals.family", when="minor"), OF_AGE, "09-30", "lacking", "not yet on that day"),
        (pack("team.case_manager", when="linked_plan"), BARE, "11-20", None, "there is no other plan"),
        (pack("goals", 2), replace(BARE, years=(year(None, goal("g1")),)), "11-20", "lacking", "one of two"),
    ],
)
def test_who_is_asked(rules: RequirementPack, of: LearnerRecords, on: str, expected: str | None, because: str) -> None:
    states = [each.state for each in asked(rules, of, on=day(on))]
    assert states == ([] if expected is None else [expected]), because


def test_only_people_judge_what_no_rule_counts() -> None:
    by_people = replace(STRENGTHS, rules=(replace(STRENGTHS.rules[0], needs=None),))
    assert [each.state for each in asked(by_people, BARE)] == ["person"]


def held(*days: str, grade: str = "10", start: str = "08-31") -> LearnerRecords:
    return replace(of_grade(grade, start=start), years=(year(conferences=tuple(conference(each) for each in days)),))


LAST_YEAR = PlanYear(
    plan=plan(school_year="2025-26", status="complete"),
    goals=(),
    conferences=(Conference(on=date(2026, 5, 4), kind="review", place=HERE),),
)
TWICE = pack("conferences", 2, every_days=180)
YEARLY = pack("meetings", every_days=365)
BEFORE_9_AND_11 = pack("meetings", before_grades=("9", "11"))


@pytest.mark.parametrize(
    ("rules", "of", "on", "due", "state", "because"),
    [
        (TWICE, held(), "11-20", "2027-02-27", "met", "180 days after the school year began"),
        (TWICE, held(), "01-28", "2027-02-27", "due", "told thirty days ahead"),
        (TWICE, held(), "01-27", "2027-02-27", "met", "and no earlier"),
        (TWICE, held(), "03-01", "2027-02-27", "due", "overdue stays told"),
        (TWICE, held("10-15"), "11-20", "2027-04-13", "met", "180 days after the last time"),
        (TWICE, held("12-15"), "05-20", "2027-06-11", "due", "the second one belongs into the same school year"),
        (TWICE, held("12-15", "02-01"), "05-20", "2027-07-31", "met", "twice is enough for this year"),
        (TWICE, held(start="03-01"), "05-20", "2027-06-11", "due", "who came in March is asked for one"),
        (TWICE, held("03-10", start="03-01"), "05-20", "2027-09-06", "met", "and one is enough"),
        (
            YEARLY,
            replace(held(), years=(LAST_YEAR, year())),
            "04-10",
            "2027-05-04",
            "due",
            "last year's meeting counts",
        ),
        (YEARLY, replace(held(), years=(LAST_YEAR, year())), "03-10", "2027-05-04", "met", "for a whole year"),
        (BEFORE_9_AND_11, held(grade="9"), "11-20", "2026-08-31", "due", "it was due on entering grade 9"),
        (BEFORE_9_AND_11, held("10-15", grade="9"), "11-20", None, "met", "late, but it has happened"),
        (BEFORE_9_AND_11, held(grade="10"), "11-20", "2027-06-11", "met", "by the end of grade 10"),
        (BEFORE_9_AND_11, held(grade="10"), "05-20", "2027-06-11", "due", "told ahead there too"),
        (BEFORE_9_AND_11, held("10-15", grade="10"), "05-20", None, "met", "it has happened this year"),
        (BEFORE_9_AND_11, held(grade="7"), "05-20", None, "met", "grade 7 leads to neither"),
        (TWICE, with_plan(status="in_review")(held()), "05-20", None, "met", "what is not agreed yet is not overdue"),
    ],
)
def test_when_it_is_due(
    rules: RequirementPack, of: LearnerRecords, on: str, due: str | None, state: str, because: str
) -> None:
    (told,) = asked(rules, of, on=day(on))
    assert (told.due, told.state) == (None if due is None else date.fromisoformat(due), state), because


def test_what_was_held_after_the_day_is_not_there_yet() -> None:
    (told,) = asked(TWICE, held("12-15"), on=day("11-20"))
    assert told.due == day("02-27")


def test_a_notice_in_good_faith_stands_for_a_signature() -> None:
    told = Notice(on=day("09-02"), method="paper", place=HERE)
    unsigned = without_approval("family")(WHOLE)
    assert open_in(asked(PACKS["va-acp"], unsigned)) == {"signed-by-parent": "lacking"}
    assert open_in(asked(PACKS["va-acp"], with_plan(notices=(told,))(unsigned))) == {}


def test_the_schools_packs_are_for_students_and_a_plan_may_name_its_own() -> None:
    of_school = commons(school=school(requirements=("own",)), packs={"own": STRENGTHS})
    teacher = replace(BARE, learner=replace(BARE.learner, kind="educator"))
    assert len(asked_of(BARE, NOBODY, of_school, ON)) == 1
    assert asked_of(teacher, NOBODY, of_school, ON) == ()
    assert len(asked_of(with_plan(requirements=("own",))(teacher), NOBODY, of_school, ON)) == 1
    assert len(asked_of(with_plan(requirements=("own",))(BARE), NOBODY, of_school, ON)) == 1, "named twice, asked once"
