"""A whole picture: goals in their order, what stands around them, nothing dated later, and a learner with nothing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.groundwork import groundwork_of
from generator.model.joined import picture_of
from generator.model.picture import GoalPicture, Picture
from generator.records.commons import Commons, LearnerRecords
from generator.records.evidence import Evidence
from generator.records.learner import Enrolment, TeamMember
from generator.records.library import Activity, LibrarySupport, Partner
from generator.records.plan import Conference, Experience, GoalCompetency, Voice
from generator.records.redaction import Redaction
from generator.records.school import ClockRule
from generator.records.support import Support, SupportCheck
from tests.generator.model.made import (
    HERE,
    ON,
    YEAR,
    accepted,
    all_of,
    away,
    commons,
    competency,
    criterion,
    day,
    excluded,
    follows,
    framework,
    goal,
    judgement,
    learner,
    pathway,
    piece,
    plan,
    records,
    requirement,
    said,
    school,
    step,
    year,
)

MATH = framework(
    competency("a"), competency("b", prerequisites=all_of("math:a")), competency("c", prerequisites=all_of("math:b"))
)
SHARED = commons(MATH)
WAY = pathway(
    requirement("one", "math:a"),
    requirement("two", "math:b"),
    requirement("three", "math:c", level="further"),
)


def seen(known: LearnerRecords, shared: Commons = SHARED, on: date = ON) -> Picture:
    return picture_of(known, shared, {}, on)


def the_goal(known: LearnerRecords, shared: Commons = SHARED, on: date = ON) -> GoalPicture:
    return seen(known, shared, on).goals[0]


def with_goal(aim: Any, *evidence: Evidence, **changes: Any) -> LearnerRecords:
    return records(*evidence, years=(year(plan(**changes), aim),))


def test_a_learner_with_nothing_has_a_picture() -> None:
    nothing = records(years=(), who=learner(enrolment=()))
    found = seen(nothing)
    assert (found.plan, found.voice, found.grade, found.advisor, found.next_conference) == (None,) * 5
    assert (found.goals, found.pathways, found.evidence, found.supports, found.conferences) == ((),) * 5
    assert (found.standings, found.frameworks, found.updated) == ({}, (), ON)
    assert seen(nothing, commons(MATH, calendar=replace(SHARED.calendar, years={}))).plan is None


def test_goals_stand_in_the_order_people_look_for_them() -> None:
    goals = (
        goal("g1", status="reached", due=day("10-01"), activities=(step("a1", status="done", done_on=day("09-20")),)),
        goal("g2", due=day("12-18")),
        goal("g3", status="paused", due=day("09-30")),
        goal("g4", due=day("12-01")),
        goal("g5", status="dropped"),
        goal("g6", "math:a", due=day("11-27")),
        goal("g7", status="reached", due=day("10-02"), activities=(step("a1", status="done", done_on=day("10-20")),)),
    )
    found = seen(records(piece("p", "10-01", 3, ref="math:a"), years=(year(plan(), *goals),)))
    assert [each.goal.id for each in found.goals] == ["g4", "g2", "g6", "g3", "g7", "g1"]


def test_reached_goals_of_earlier_years_stay_and_open_ones_do_not() -> None:
    past = year(plan(school_year="2025-26"), goal("g1", status="reached"), goal("g2"))
    found = seen(records(years=(past, year(plan(), goal("g3")))))
    assert [(each.goal.id, each.school_year) for each in found.goals] == [("g3", "2026-27"), ("g1", "2025-26")]


@pytest.mark.parametrize(
    ("on", "expected", "because"),
    [
        ("11-20", "2026-27", "the year of the day"),
        ("07-01", "2026-27", "in the holidays the year before"),
    ],
)
def test_the_plan_of_the_current_year(on: str, expected: str, because: str) -> None:
    known = records(years=(year(plan(school_year="2025-26")), year(), year(plan(school_year="2027-28"))))
    found = seen(known, on=day(on)).plan
    assert found is not None
    assert found.school_year == expected, because


@pytest.mark.parametrize(
    ("own", "of_requirement", "expected", "because"),
    [
        ("closer", "further", "closer", "the goal's own"),
        (None, "further", "further", "the requirement's"),
        (None, None, "got-it", "the lowest proficient level"),
    ],
)
def test_the_target_of_a_goal(own: str | None, of_requirement: str | None, expected: str, because: str) -> None:
    aim = goal("g1", competencies=(GoalCompetency(ref="math:a", target=own, place=HERE),))
    way = pathway(requirement("one", "math:a", level=of_requirement))
    found = seen(with_goal(aim, pathways=(follows(),)), commons(MATH, pathways=(way,)))
    assert found.goals[0].standings[0].target.id == expected, because
    assert found.standings["math:a"].target.id == expected, because


def test_a_goal_and_a_pathway_may_ask_for_different_levels_of_one_competency() -> None:
    aim = goal("g1", competencies=(GoalCompetency(ref="math:a", target="closer", place=HERE),))
    way = pathway(requirement("one", "math:a"))
    known = with_goal(aim, piece("p", "10-01", 2, ref="math:a"), pathways=(follows(),))
    found = seen(known, commons(MATH, pathways=(way,)))
    assert found.goals[0].reached_on == day("10-01")
    assert found.pathways[0].steps[0].state == "working"


def test_criteria_are_shown_by_the_unexcluded_pieces_that_name_them_newest_first() -> None:
    aim = goal("g1", success_criteria=(criterion("c1"), criterion("c2")))
    pieces = (
        piece("old", "10-01", shows=("g1.c1",)),
        piece("new", "11-01", shows=("g1.c1",)),
        piece("copied", "11-02", shows=("g1.c1", "g1.c2"), excluded=excluded()),
        piece("later", "11-23", shows=("g1.c2",)),
        piece("other", "11-03", shows=("g2.c2",)),
    )
    found = the_goal(with_goal(aim, *pieces))
    assert [[each.id for each in shown.shown_by] for shown in found.criteria] == [["new", "old"], []]
    assert [each.id for each in found.evidence] == ["copied", "new", "old"], "excluded work stays visible"


def test_evidence_concerns_a_goal_by_its_competency_or_by_its_criteria() -> None:
    pieces = (
        piece("by-competency", "10-01", 2, ref="math:a"),
        piece("by-criterion", "10-02", ref="math:c", shows=("g1.c1",)),
        piece("of-another", "10-03", 2, ref="math:c"),
    )
    found = the_goal(with_goal(goal("g1", "math:a"), *pieces))
    assert [each.id for each in found.evidence] == ["by-criterion", "by-competency"]


def test_what_a_goal_builds_on_and_leads_to() -> None:
    shared = commons(MATH, pathways=(WAY,))
    found = the_goal(with_goal(goal("g1", "math:b"), pathways=(follows(),)), shared)
    assert [each.ref for each in found.builds_on] == ["math:a"]
    assert [(each.ref, each.target.id) for each in found.leads_to] == [("math:c", "further")]
    alone = the_goal(with_goal(goal("g1", "math:b")), shared)
    assert [each.ref for each in alone.builds_on] == ["math:a"], "by itself"
    assert alone.leads_to == (), "what it leads to is told within the learner's pathways"


def test_a_goal_is_reached_with_its_last_competency() -> None:
    evidence = (piece("p", "09-20", 3, ref="math:a"), piece("q", "10-20", 3, ref="math:b"))
    assert the_goal(with_goal(goal("g1", "math:a", "math:b"), *evidence)).reached_on == day("10-20")
    assert the_goal(with_goal(goal("g1", "math:a", "math:c"), *evidence)).reached_on is None


@pytest.mark.parametrize(
    ("evidence", "gone", "clock", "quiet", "stalled", "because"),
    [
        ((), (), None, 54, True, "nothing since it started on 7 September"),
        ((piece("p", "11-18", 2, ref="math:a"),), (), None, 2, False, "two school days ago"),
        ((piece("p", "10-30", 2, ref="math:a"),), (), None, 15, True, "fifteen school days are too long"),
        ((piece("p", "11-02", 2, ref="math:a"),), (), None, 14, False, "fourteen are not yet"),
        ((piece("p", "10-30", 2, ref="math:a"),), (away("11-09", "11-13"),), None, 10, False, "a week away"),
        ((piece("p", "10-30", 2, ref="math:a"),), (), 20, 15, False, "this school waits longer"),
        ((), (), "off", 54, False, "this school does not ask"),
        ((piece("p", "11-18", 2, ref="math:a", excluded=excluded()),), (), None, 54, True, "excluded work is no work"),
        ((piece("p", "08-31", 2, ref="math:a"),), (), None, 54, True, "older than the goal"),
        (
            (piece("p", None, None, ref="math:a", submitted_on=day("11-17")),),
            (),
            None,
            3,
            False,
            "handed in on Tuesday, waiting to be looked at",
        ),
    ],
)
def test_when_a_goal_has_gone_quiet(
    evidence: tuple[Evidence, ...], gone: Any, clock: Any, quiet: int, stalled: bool, because: str
) -> None:
    after = None if clock == "off" else clock
    rule = None if clock is None else ClockRule(stalled_after=after, place=HERE)
    known = replace(with_goal(goal("g1", "math:a"), *evidence), learner=learner(away=gone))
    found = the_goal(known, commons(MATH, school=school(clock=rule)))
    assert (found.quiet_days, found.stalled) == (quiet, stalled), because


def test_only_a_goal_in_work_can_stall() -> None:
    assert not the_goal(with_goal(goal("g1", "math:a", status="paused"))).stalled
    assert not the_goal(with_goal(goal("g1", "math:a", start=day("11-23")))).stalled


def test_activities_come_with_their_catalogue_entry() -> None:
    walk = Activity(id="walk", title=said("A walk"), mode="field", place=HERE)
    aim = goal("g1", activities=(step("a1", activity="walk"), step("a2", title=said("My own"))))
    found = the_goal(with_goal(aim), commons(MATH, activities={"walk": walk}))
    assert [each.from_catalogue for each in found.doing] == [walk, None]


# What is dated later


def test_what_is_dated_later_is_not_there_yet() -> None:
    told = plan(
        voice=(
            Voice(text=said("before"), on=day("11-01"), place=HERE),
            Voice(text=said("after"), on=day("12-01"), place=HERE),
        ),
        judgements=(judgement("12-01", 4, ref="math:a"),),
    )
    held = tuple(
        Conference(on=day(on), kind="check_in", next_on=day(then), place=HERE)
        for on, then in (("10-01", "11-30"), ("12-02", "01-15"))
    )
    known = records(
        piece("before", "11-01", 2, ref="math:a"),
        piece("after", "12-01", 3, ref="math:a"),
        who=learner(accepted=(accepted("12-01", ref="math:b"),)),
        years=(year(told, conferences=held),),
    )
    found = seen(known)
    assert [each.id for each in found.evidence] == ["before"]
    assert found.voice is not None
    assert found.voice.on == day("11-01")
    assert [each.on for each in found.conferences] == [day("10-01")]
    assert found.next_conference == day("11-30")
    assert found.standings["math:a"].level is not None
    assert found.standings["math:a"].level.id == "closer"
    assert "math:b" not in found.standings
    assert found.updated == day("11-01")


def test_work_handed_in_before_and_assessed_after_the_day_holds_nothing_yet() -> None:
    paper = piece("paper", "11-25", 3, submitted_on=day("11-18"), feedback=said("well done"), shows=("g1.c1",))
    (found,) = seen(records(paper)).evidence
    assert (found.assessed_on, found.results, found.feedback, found.shows) == (None, (), None, ())


def test_a_step_done_later_is_still_being_done() -> None:
    aim = goal("g1", activities=(step("a1", title=said("A"), status="done", done_on=day("11-25")),))
    assert the_goal(with_goal(aim)).doing[0].activity.status == "doing"
    assert the_goal(with_goal(aim), on=day("11-25")).doing[0].activity.status == "done"


def test_what_was_excluded_later_still_counted() -> None:
    known = records(piece("p", "10-01", 3, ref="math:a", excluded=excluded("11-25")))
    assert seen(known).standings["math:a"].reached is not None
    assert seen(known, on=day("11-25")).standings["math:a"].reached is None


def test_what_a_redaction_names_is_gone_whatever_the_day() -> None:
    gone = Redaction(evidence="p", by="t-0001", on=day("12-01"), reason_code="wrong-child", place=HERE)
    known = records(piece("p", "10-01", 3, ref="math:a"), piece("q", "10-02", 2, ref="math:a"), redactions=(gone,))
    assert [each.id for each in seen(known).evidence] == ["q"]


plans_days = st.integers(0, 100)


@settings(max_examples=50)  # whole pictures are compared
@given(st.lists(st.tuples(plans_days, st.integers(0, 4)), max_size=8), plans_days)
def test_adding_what_is_dated_later_changes_nothing_of_today(told: list[tuple[int, int]], today: int) -> None:
    first = day("08-31")
    pieces = tuple(
        piece(f"e{n}", first + timedelta(days=on), level or None, ref="math:a") for n, (on, level) in enumerate(told)
    )
    on = first + timedelta(days=today)
    until_today = tuple(each for each in pieces if each.assessed_on is not None and each.assessed_on <= on)
    agreed = year(plan(pathways=(follows(),)), goal("g1", "math:a"))
    shared = commons(MATH, pathways=(WAY,))
    made_once = groundwork_of(shared)
    whole = picture_of(records(*pieces, years=(agreed,)), shared, {}, on, made_once)
    part = picture_of(records(*until_today, years=(agreed,)), shared, {}, on, made_once)
    assert whole == part


# What stands around the goals


def support(**changes: Any) -> Support:
    usual: dict[str, Any] = {"id": "s", "start": day("10-01"), "place": HERE}
    return Support(**(usual | changes))


@pytest.mark.parametrize(
    ("changes", "running", "because"),
    [
        ({}, True, "begun, no end in sight"),
        ({"start": day("11-23")}, False, "begins on Monday"),
        ({"ends_on": day("11-20")}, True, "today is its last day"),
        ({"ends_on": day("11-19")}, False, "it ended yesterday"),
        ({"effect": "improved"}, False, "its effect is written down, so it is over"),
        ({"effect": "improved", "ends_on": day("12-18")}, True, "how it will end is not known yet"),
    ],
)
def test_whether_a_support_runs(changes: dict[str, Any], running: bool, because: str) -> None:
    (found,) = seen(records(supports=(support(**changes),))).supports
    assert found.running is running, because


def test_a_support_shows_its_library_entry_and_only_the_checks_of_the_past() -> None:
    entry = LibrarySupport(id="reading", title=said("Reading"), need=said("n"), what=said("w"), place=HERE)
    checks = tuple(SupportCheck(on=day(on), value=Decimal(40), place=HERE) for on in ("11-06", "11-27"))
    known = records(supports=(support(catalogue="reading", checks=checks, ends_on=day("12-18"), effect="same"),))
    (found,) = seen(known, commons(MATH, supports={"reading": entry})).supports
    assert found.library is entry
    assert [each.on for each in found.support.checks] == [day("11-06")]
    assert found.support.effect is None


def test_experiences_come_with_their_partner() -> None:
    clinic = Partner(id="clinic", name=said("The clinic"), kind="employer", place=HERE)
    stay = Experience(partner="clinic", what=said("w"), from_=day("10-01"), competencies=("math:c",), place=HERE)
    found = seen(records(years=(year(plan(experiences=(stay,))),)), commons(MATH, partners={"clinic": clinic}))
    assert found.experiences == ((stay, clinic),)
    assert "math:c" in found.standings


def member(person: str, role: str, **changes: Any) -> TeamMember:
    usual: dict[str, Any] = {"person": person, "role": role, "place": HERE}
    return TeamMember(**(usual | changes))


@pytest.mark.parametrize(
    ("team", "expected", "because"),
    [
        ((), None, "nobody"),
        ((member("t-1", "mentor"),), None, "a mentor is no advisor"),
        ((member("t-1", "teacher_of_record"), member("t-2", "advisor")), "t-2", "the advisor comes first"),
        (
            (member("t-2", "advisor", to=day("10-30")), member("t-1", "teacher_of_record")),
            "t-1",
            "no longer the advisor",
        ),
        ((member("t-2", "advisor", from_=day("11-20")),), "t-2", "from today on"),
        (
            (member("t-1", "teacher_of_record", for_=("math",)), member("t-3", "teacher_of_record")),
            "t-3",
            "the one who answers for everything",
        ),
    ],
)
def test_who_advises(team: tuple[TeamMember, ...], expected: str | None, because: str) -> None:
    assert seen(records(who=learner(team=team))).advisor == expected, because


def test_the_grade_is_that_of_the_enrolment_on_the_day() -> None:
    who = learner(
        enrolment=(
            Enrolment(school="old", grade="3", from_=day("08-31"), to=day("10-16"), place=HERE),
            Enrolment(school="here", grade="4", from_=day("10-19"), place=HERE),
        )
    )
    assert seen(records(who=who)).grade == "4"
    assert seen(records(who=who), on=day("10-16")).grade == "3"
    assert seen(records(who=who), on=day("10-17")).grade is None


@pytest.mark.parametrize(
    ("known", "expected", "because"),
    [
        (records(), "08-31", "nothing yet: the day the learner came"),
        (records(piece("p", "11-02", 2)), "11-02", "the newest evidence"),
        (with_goal(goal("g1", start=day("11-09"), review_on=day("12-01"))), "11-09", "plans for later are no news"),
        (with_goal(goal("g1", activities=(step("a", status="done", done_on=day("11-12")),))), "11-12", "a step done"),
        (records(supports=(support(start=day("11-13")),)), "11-13", "a support begun"),
    ],
)
def test_updated_is_the_newest_date_and_not_the_day_of_the_build(
    known: LearnerRecords, expected: str, because: str
) -> None:
    assert seen(known).updated == day(expected), because


def test_evidence_is_newest_first_and_of_one_day_the_later_file_first() -> None:
    pieces = (piece("a", "10-01"), piece("b", "10-02"), piece("c", "10-01"), piece("undated", None))
    assert [each.id for each in seen(records(*pieces)).evidence] == ["b", "c", "a", "undated"]


def test_frameworks_are_those_the_standings_come_from() -> None:
    reading = framework(competency("tell"), id="reading")
    unused = framework(competency("z"), id="unused")
    found = seen(records(piece("p", "10-01", 2, ref="reading:tell")), commons(MATH, reading, unused))
    assert [each.id for each in found.frameworks] == ["reading"]


def test_groundwork_made_once_changes_nothing() -> None:
    shared = commons(MATH, pathways=(WAY,))
    known = records(
        piece("p", "10-01", 3, ref="math:a"), years=(year(plan(pathways=(follows(),)), goal("g1", "math:b")),)
    )
    assert picture_of(known, shared, {}, ON, groundwork_of(shared)) == picture_of(known, shared, {}, ON)
    assert YEAR.start == day("08-31")
