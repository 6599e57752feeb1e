"""What the clock finds, and what it does not: each rule on both sides of its day. A false alarm is as wrong as a miss.

The school of these tests has five school days a week from 31 August and no holiday before 21 December; the day is
Friday 20 November.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.model.clock import FINDINGS, put_aside
from generator.model.findings.finding import BuildsOn, EvidenceLacks, NotYet, SupportUndecided
from generator.model.text_code import text_code_of
from generator.records.commons import Commons, LearnerRecords, StaffRecords
from generator.records.learner import Enrolment
from generator.records.school import ReachedRule, ReviewRule
from generator.records.staff import Seen, StaffSheet
from tests.generator.model import made
from tests.generator.model.clock_made import (
    approval,
    check,
    clock_of,
    conference,
    decided,
    enrolled,
    found,
    ids,
    member,
    pupil,
    quiet,
    review,
    school,
    support,
)
from tests.generator.model.made import HERE, REF, away, competency, day, evidence_rule, framework, goal, piece, said

OTHER = "math:counting"
LONG = clock_of(stalled_after=None, conference_every=None)  # for what takes longer than the other rules allow
TWO_PIECES = {"evidence_rule": evidence_rule(pieces=2)}
Case = tuple[LearnerRecords, list[str], str]


def two(**changes: Any) -> Commons:
    """A school where fractions build on counting."""
    after = competency("fractions", prerequisites=made.all_of(OTHER))
    return school(frameworks=(framework(competency("counting"), after),), **changes)


def test_a_learner_in_order_is_not_spoken_of() -> None:
    assert found(quiet()) == ()


def handed_in(id: str, on: str, **changes: Any) -> Any:
    return piece(id, None, submitted_on=day(on), **changes)


STALLED: tuple[Case, ...] = (
    (quiet(piece("a", "10-30", 2)), ["stalled:g1"], "fifteen school days lie between 30 October and 20 November"),
    (quiet(piece("a", "11-02", 2)), [], "fourteen do not make fifteen"),
    (quiet(piece("a", "10-20", 2, ref="math:other")), ["stalled:g1"], "evidence about something else is no sign"),
    (quiet(piece("a", "10-20", 2), piece("b", "11-16", 2, excluded=made.excluded())), ["stalled:g1"], "excluded"),
    (quiet(piece("a", "10-20", 2), handed_in("b", "11-18")), [], "work handed in is evidence, looked at or not"),
    (
        quiet(piece("a", "10-20", 2), handed_in("b", "11-18", results=(), shows=("g1.c1",))),
        [],
        "also where only its criterion tells what it is about",
    ),
    (quiet(piece("a", "10-30", 2), who=pupil(away=(away("11-09", "11-09"),))), [], "a day away does not count"),
    (
        quiet(goal=goal("g1", activities=(made.step("a1", status="done", done_on=day("11-10")),))),
        [],
        "a goal without competencies moves by its steps",
    ),
    (quiet(goal=goal("g1", start=day("10-26"))), ["stalled:g1"], "and stalls without them"),
    (
        quiet(
            piece("a", "10-20", 2),
            goal=goal("g1", REF, activities=(made.step("a1", status="done", done_on=day("11-10")),)),
        ),
        ["stalled:g1"],
        "where there is a competency, a finished step shows nothing of it",
    ),
    (quiet(piece("a", "10-20", 2), goal=goal("g1", REF, status="paused")), [], "a paused goal rests on purpose"),
    (quiet(piece("a", "10-20", 2), goal=goal("g1", REF, status="dropped")), [], "a dropped goal is nobody's any more"),
    (quiet(piece("a", "10-20", 3)), [], "a goal that is reached needs no more evidence"),
    (quiet(piece("a", "10-20", 2), goal=goal("g1", REF, start=day("11-30"))), [], "it has not begun"),
    (quiet(piece("a", "09-01", 2), goal=goal("g1", REF, start=day("11-02"))), [], "counted from its own start"),
)


@pytest.mark.parametrize(("records", "expected", "because"), STALLED)
def test_stalled(records: LearnerRecords, expected: list[str], because: str) -> None:
    assert ids(records) == expected, because


def test_a_holiday_does_not_count() -> None:
    records = quiet(piece("a", "12-11", 2), goal=goal("g1", REF, due=day("06-01")))
    before, after = date(2027, 1, 7), date(2027, 1, 8)
    assert ids(records, school(clock_of(conference_every=None)), before) == []
    assert "stalled:g1" in ids(records, school(clock_of(conference_every=None)), after), "one week was closed"


NOT_YET: tuple[Case, ...] = (
    (quiet(piece("a", "11-10", 2), piece("b", "11-16", 2)), [f"not_yet:{REF}"], "twice at the same level below"),
    (quiet(piece("a", "11-10", 2), piece("b", "11-16", 1)), [f"not_yet:{REF}"], "lower than before"),
    (quiet(piece("a", "11-10", 1), piece("b", "11-16", 2)), [], "a step up is what was hoped for"),
    (quiet(piece("b", "11-16", 2)), [], "once is not twice"),
    (quiet(piece("a", "11-10", 2), piece("b", "11-16", 3)), [], "there it is"),
    (quiet(piece("a", "09-01", 2), piece("b", "11-16", 2)), [], "what came before the goal is why there is one"),
    (quiet(piece("a", "11-10", 2), piece("b", "11-16", 2, kind="formative")), [], "practice is no result"),
    (
        quiet(piece("a", "11-10", 2), piece("b", "11-16", 2, supersedes="a")),
        [],
        "a second try takes the place of the first",
    ),
    (
        quiet(piece("a", "11-10", 2), piece("b", "11-16", 2, excluded=made.excluded())),
        [],
        "an excluded piece does not count",
    ),
    (
        quiet(piece("a", "11-16", None, results=(made.result(level=2), made.result(level=2)))),
        [],
        "two results of one piece are one occasion",
    ),
    (quiet(piece("a", "11-16", 2), piece("b", "11-16", 2)), [], "two pieces of one day are one occasion"),
    (
        quiet(piece("a", "11-10", 2), piece("b", "11-16", 2), handed_in("c", "11-18")),
        [],
        "the next try is handed in: first look at it",
    ),
    (
        quiet(piece("a", "11-10", 2), piece("b", "11-16", 2), goal=goal("g1", REF, status="paused")),
        [],
        "a paused goal rests",
    ),
)


@pytest.mark.parametrize(("records", "expected", "because"), NOT_YET)
def test_not_yet_in_a_row(records: LearnerRecords, expected: list[str], because: str) -> None:
    assert ids(records) == expected, because


def test_not_yet_tells_the_results_and_where_to_look_first() -> None:
    (finding,) = found(quiet(piece("a", "11-10", 2), piece("b", "11-16", 2)), two())
    assert isinstance(finding.why, NotYet)
    assert [(each.evidence, each.level) for each in finding.why.results] == [("a", "closer"), ("b", "closer")]
    assert finding.why.unseen == (OTHER,)
    assert (finding.since, finding.days) == (day("11-16"), 4)


@pytest.mark.parametrize(
    ("evidence", "grace", "expected", "because"),
    [
        ((piece("x", "09-02", 2, ref=OTHER),), 10, True, "tried, and below its target"),
        ((piece("x", "09-02", 2, ref=OTHER),), 55, False, "the goal began 54 school days ago"),
        ((piece("x", "09-02", 2, ref=OTHER),), 54, True, "54 school days are full"),
        ((piece("x", "09-02", 2, ref=OTHER),), None, False, "switched off"),
        ((), 10, False, "what nobody ever looked at is no gap"),
        ((piece("x", "09-02", 3, ref=OTHER),), 10, False, "reached before the goal began"),
        ((piece("x", "09-18", 3, ref=OTHER),), 10, False, "reached within the grace"),
        ((piece("x", "10-20", 3, ref=OTHER),), 10, True, "reached, but long after the goal began"),
    ],
)
def test_what_a_goal_builds_on(evidence: tuple[Any, ...], grace: int | None, expected: bool, because: str) -> None:
    records = quiet(*evidence, piece("strips", "11-16", 2), goal=goal("g1", REF, start=day("09-07")))
    commons = two(clock=clock_of(prerequisite_after=grace))
    assert ids(records, commons) == (["prerequisite:g1"] if expected else []), because


def test_late_is_told_until_the_plan_is_looked_at() -> None:
    late = (piece("x", "10-20", 3, ref=OTHER), piece("strips", "11-16", 2))
    (finding,) = found(quiet(*late), two())
    assert isinstance(finding.why, BuildsOn)
    assert [(gap.name, gap.reached_on) for gap in finding.why.gaps] == [(OTHER, day("10-20"))]
    assert ids(quiet(*late, conferences=(conference("11-05"),)), two()) == []
    assert ids(quiet(*late, conferences=(conference("10-05"),)), two()) == ["prerequisite:g1"]


def test_a_goal_that_stands_at_its_target_lacks_nothing_before_it() -> None:
    settings = two(settings=TWO_PIECES)
    records = quiet(piece("x", "09-02", 2, ref=OTHER), piece("strips", "11-16", 3))
    assert ids(records, settings) == []


def test_a_way_that_is_open_is_enough() -> None:
    """Any of two: one of them is reached."""
    after = competency("fractions", prerequisites=made.any_of(OTHER, "math:adding"))
    commons = school(frameworks=(framework(competency("counting"), competency("adding"), after),))
    tried, reached = piece("x", "09-02", 2, ref=OTHER), piece("y", "09-02", 3, ref="math:adding")
    assert ids(quiet(tried, reached, piece("strips", "11-16", 2)), commons) == []
    assert ids(quiet(tried, piece("z", "09-02", 2, ref="math:adding"), piece("strips", "11-16", 2)), commons) == [
        "prerequisite:g1"
    ]


@pytest.mark.parametrize(
    ("step", "grace", "expected", "because"),
    [
        (made.step("a1", by=day("11-17"), status="doing"), 2, True, "three school days late, two are allowed"),
        (made.step("a1", by=day("11-18"), status="doing"), 2, False, "two are allowed"),
        (made.step("a1", by=day("11-20")), 0, False, "it has this whole day"),
        (made.step("a1", by=day("11-19")), 0, True, "the day has passed"),
        (made.step("a1", by=day("11-02"), status="done", done_on=day("11-10")), 0, False, "done, late or not"),
        (made.step("a1"), 0, False, "a step without a day is never late"),
        (made.step("a1", by=day("11-02")), None, False, "switched off"),
    ],
)
def test_a_step_past_its_day(step: Any, grace: int | None, expected: bool, because: str) -> None:
    records = quiet(goal=goal("g1", REF, activities=(step,)))
    assert ids(records, school(clock_of(overdue_after=grace))) == (["step:g1.a1"] if expected else []), because


def test_a_step_waits_while_the_learner_is_away() -> None:
    late = goal("g1", REF, activities=(made.step("a1", by=day("11-16")),))
    assert ids(quiet(goal=late, who=pupil(away=(away("11-17", "11-20"),)))) == []
    assert ids(quiet(goal=late)) == ["step:g1.a1"]


@pytest.mark.parametrize(
    ("due", "expected", "because"),
    [
        ("11-06", ["pace:g1"], "six school days late on Monday, five are allowed"),
        ("11-09", [], "five are allowed"),
        ("12-18", [], "there is time"),
    ],
)
def test_a_goal_past_its_own_day(due: str, expected: list[str], because: str) -> None:
    assert ids(quiet(goal=goal("g1", REF, due=day(due)))) == expected, because


def test_a_pathway_tells_its_pace_once_and_being_ahead_is_no_finding() -> None:
    """Four steps of fifty days each: the first is due after 50 of 200 school days, on 6 November."""
    refs = tuple(f"math:{name}" for name in ("fractions", "b", "c", "d"))
    way = made.pathway(*(made.requirement(ref.removeprefix("math:"), ref, expected_days=50) for ref in refs))
    math = framework(*(competency(ref.removeprefix("math:")) for ref in refs))
    commons = school(frameworks=(math,), pathways=(way,))
    follows = made.plan(pathways=(made.follows(),))
    behind = quiet(piece("strips", "11-09", 2), plan=follows)
    assert ids(behind, commons, day("11-20")) == ["pace:p1"]
    assert ids(behind, commons, day("11-13")) == [], "as of Monday the 9th it is one day late"
    ahead = quiet(
        *(piece(ref, "11-16", 3, ref=ref) for ref in refs[:3]),
        goal=goal("g1", refs[3], start=day("11-09")),
        plan=follows,
    )
    assert ids(ahead, commons) == []


WAITING: tuple[Case, ...] = (
    (quiet(piece("s", "11-16", 2), handed_in("a", "11-13")), ["waiting:a"], "five school days"),
    (quiet(piece("s", "11-16", 2), handed_in("a", "11-16")), [], "four are not five"),
    (
        quiet(piece("s", "11-16", 2), piece("a", "11-17", 2, submitted_on=day("11-02"), supersedes="s")),
        [],
        "looked at on Tuesday",
    ),
    (quiet(piece("s", "11-16", 2), handed_in("a", "11-02", excluded=made.excluded())), [], "excluded"),
    (quiet(piece("s", "11-16", 2), handed_in("a", "11-02", kind="self")), [], "one's own view waits for nobody"),
    (quiet(piece("s", "11-16", 2), handed_in("a", "11-02", feedback=said("yes"))), [], "somebody wrote back"),
    (
        quiet(piece("s", "11-16", 2), piece("a", None, 1, submitted_on=day("11-02"))),
        [],
        "it has a level, so somebody looked; only the day is missing",
    ),
    (
        quiet(piece("s", "11-16", 2), handed_in("a", "11-02"), handed_in("b", "11-18", supersedes="a")),
        [],
        "a newer try took its place, and waits since Wednesday only",
    ),
    (
        quiet(piece("s", "11-16", 2), handed_in("a", "11-02"), who=pupil(away=(away("11-03", "11-17"),))),
        [],
        "the days away do not count",
    ),
)


@pytest.mark.parametrize(("records", "expected", "because"), WAITING)
def test_waiting_evidence(records: LearnerRecords, expected: list[str], because: str) -> None:
    assert ids(records) == expected, because


def test_evidence_waited_on_the_days_before_it_was_looked_at() -> None:
    records = quiet(piece("s", "11-02", 2), piece("a", "11-18", 2, submitted_on=day("11-05")))
    assert ids(records, on=day("11-17")) == ["waiting:a"]
    assert "waiting:a" not in ids(records)


def test_enough_waits_for_a_persons_word() -> None:
    asks = school(settings={"reached": ReachedRule(confirm="person", place=HERE)})
    assert ids(quiet(piece("a", "11-13", 3)), asks) == [f"confirm:{REF}"]
    assert ids(quiet(piece("a", "11-16", 3)), asks) == [], "four school days"
    assert ids(quiet(piece("a", "11-13", 3))) == [], "where the model's word is enough it is reached"
    confirmed = made.plan(reached=(made.confirmed("11-16"),))
    assert ids(quiet(piece("a", "11-13", 3), plan=confirmed), asks) == []


SUPPORTS: tuple[tuple[Any, int | None, bool, str], ...] = (
    (support("11-19"), 0, True, "the day to look again was yesterday"),
    (support("11-20"), 0, False, "it is today"),
    (support("11-18"), 2, False, "two school days are allowed"),
    (support("11-17"), 2, True, "three are one too many"),
    (support("10-30"), None, False, "switched off"),
    (support(None), 0, False, "no day was set: check tells that, when it becomes old"),
    (support("10-30", checks=(check("10-30", 70),)), 0, True, "a number is no decision"),
    (support("10-30", effect="improved"), 0, False, "it is written what it did"),
    (support("10-30", decisions=(decided("10-30", "end"),)), 0, False, "it was decided to end it"),
    (support("10-30", decisions=(decided("10-28"),)), 0, False, "decided two days early"),
    (support("10-30", decisions=(decided("10-05", "change"),)), 0, True, "that decision was about something else"),
    (support("10-30", decisions=(decided("10-30", next_check_on="12-04"),)), 0, False, "the next day lies ahead"),
    (support("10-30", decisions=(decided("10-30", next_check_on="11-13"),)), 0, True, "the next day has passed, too"),
    (support("10-30", ends_on=day("11-06")), 0, True, "it ended, and nobody wrote what came of it"),
    (support("10-30", ends_on=day("11-06"), reason=said("moved")), 0, False, "it ended with a reason"),
    (support("10-30", ends_on=day("12-06"), effect="improved"), 0, True, "an effect of December is not known yet"),
    (support("11-30"), 0, False, "not yet"),
)


@pytest.mark.parametrize(("shown", "grace", "expected", "because"), SUPPORTS)
def test_a_support_without_a_decision(shown: Any, grace: int | None, expected: bool, because: str) -> None:
    records = quiet(supports=(shown,))
    assert ids(records, school(clock_of(support_check_after=grace))) == (["support:aloud"] if expected else []), because


def test_a_support_tells_its_checks_and_who_does_it() -> None:
    (finding,) = found(quiet(supports=(support("10-30", checks=(check("10-12", 64), check("10-28", 70))),)))
    assert isinstance(finding.why, SupportUndecided)
    assert (finding.why.checks, finding.why.last_check) == (2, day("10-28"))
    assert (finding.responsible, finding.since, finding.arose, finding.due) == (
        "t-0006",
        day("10-30"),
        day("11-02"),
        day("11-09"),
    )


def with_review(*reviews: Any) -> Any:
    return made.plan(reviews=reviews)


REVIEWS: tuple[Case, ...] = (
    (quiet(plan=with_review(review("11-19"))), ["review:2026-11-19"], "yesterday"),
    (quiet(plan=with_review(review("11-20"))), [], "today"),
    (quiet(plan=with_review(review("10-30", "10-20"))), [], "held, even early"),
    (quiet(plan=with_review(review("10-30", "11-10"))), [], "held, even late"),
    (
        quiet(plan=with_review(review("11-18")), conferences=(conference("11-17"),)),
        [],
        "a conference was held at about that time",
    ),
    (
        quiet(plan=with_review(review("11-18")), conferences=(conference("11-17", kind="check_in"),)),
        ["review:2026-11-18"],
        "a short check-in is no review",
    ),
    (
        quiet(plan=with_review(review("11-18")), conferences=(conference("10-17"),)),
        ["review:2026-11-18"],
        "a month before is not at about that time",
    ),
    (quiet(goal=goal("g1", REF, review_on=day("11-18"))), ["review:2026-11-18"], "of one goal"),
    (
        quiet(goal=goal("g1", REF, review_on=day("11-18")), conferences=(conference("11-17"),)),
        [],
        "the goal was talked about",
    ),
    (
        quiet(goal=goal("g1", REF, review_on=day("11-18")), conferences=(conference("11-17", None, "review", "g2"),)),
        ["review:2026-11-18"],
        "another goal was talked about",
    ),
    (quiet(goal=goal("g1", REF, review_on=day("11-18"), status="paused")), [], "a paused goal rests"),
)


@pytest.mark.parametrize(("records", "expected", "because"), REVIEWS)
def test_a_review_that_was_agreed(records: LearnerRecords, expected: list[str], because: str) -> None:
    assert ids(records) == expected, because


def test_several_goals_of_one_day_and_the_plan_are_one_finding() -> None:
    goals = tuple(goal(id_, REF, review_on=day("11-18")) for id_ in ("g1", "g2"))
    (finding,) = found(quiet(goals=goals, plan=with_review(review("11-18", by="t-0009"))))
    assert (finding.about, finding.responsible) == (("plan", "g1", "g2"), "t-0009")


def test_a_missed_conference_is_told_and_not_each_goal_of_it() -> None:
    missed = conference("10-15", "11-17")
    records = quiet(goal=goal("g1", REF, review_on=day("11-17")), conferences=(missed,))
    assert ids(records) == ["conference:2026-11-17"]


def test_the_longest_time_between_two_reviews() -> None:
    """53 school days lie between 8 September and 20 November."""
    last = (conference("09-08"),)
    for every, expected in ((52, ["review:since-2026-09-08"]), (53, [])):
        commons = school(LONG, ReviewRule(every_days=every, place=HERE))
        assert ids(quiet(conferences=last), commons) == expected
        agreed = quiet(conferences=(conference("09-08", "12-01"),))
        assert ids(agreed, commons) == [], "a day is agreed, and lies ahead"
    assert ids(quiet(conferences=last), school(LONG)) == [], "the school asks for nothing"


def test_nobody_looked_at_the_plan_since_a_change_of_school_or_grade() -> None:
    """48 school days lie between 15 September and 20 November."""
    came = (enrolled("09-15"),)
    rule = ReviewRule(at_transitions=True, place=HERE)
    for within, expected in ((47, ["review:change-2026-09-15"]), (48, [])):
        asks = school(replace(LONG, review_within=within), rule)
        assert ids(quiet(who=pupil(enrolment=came)), asks) == expected
        assert ids(quiet(who=pupil(enrolment=came), conferences=(conference("10-01"),)), asks) == []
        agreed = made.plan(approvals=(approval("10-01", None, covers=("plan",)),))
        assert ids(quiet(who=pupil(enrolment=came), plan=agreed), asks) == [], "the plan was agreed there"
    asks = school(replace(LONG, review_within=10), rule)
    stayed = (enrolled("08-31", "09-14"), enrolled("09-15"))
    assert ids(quiet(who=pupil(enrolment=stayed)), asks) == [], "the same school and grade are no change"
    higher = (enrolled("08-31", "09-14"), enrolled("09-15", grade="5"))
    assert ids(quiet(who=pupil(enrolment=higher)), asks) == ["review:change-2026-09-15"]


CONFERENCES: tuple[tuple[tuple[Any, ...], int | None, list[str], str], ...] = (
    ((conference("10-15", "11-19"),), 60, ["conference:2026-11-19"], "the day agreed has passed"),
    ((conference("10-15", "11-20"),), 60, [], "it is today"),
    ((conference("10-15", "11-12"), conference("11-18")), 60, [], "held some days late"),
    ((conference("10-15", "11-18"), conference("11-13")), 60, [], "held some days early"),
    ((conference("11-12", "11-18"),), 60, ["conference:2026-11-18"], "the one before is not the one agreed"),
    ((conference("10-15", "12-18"),), 5, [], "a day is agreed"),
    ((conference("10-15"),), 25, ["conference:since-2026-10-15"], "26 school days, and no day is agreed"),
    ((conference("10-15"),), 26, [], "26 are allowed"),
    ((conference("10-15"),), None, [], "switched off"),
    ((), 58, ["conference:since-2026-08-31"], "59 school days of this year without one"),
    ((), 59, [], "59 are allowed"),
)


@pytest.mark.parametrize(("held", "every", "expected", "because"), CONFERENCES)
def test_a_conference(held: tuple[Any, ...], every: int | None, expected: list[str], because: str) -> None:
    newest_first = tuple(sorted(held, key=lambda each: each.on))
    assert ids(quiet(conferences=newest_first), school(clock_of(conference_every=every))) == expected, because


@pytest.mark.parametrize(
    ("evidence", "steps", "expected", "because"),
    [
        ((piece("a", "11-06", 3),), (), True, "at the target for ten school days, one of two pieces"),
        ((piece("a", "11-09", 3),), (), False, "nine are not ten"),
        ((piece("a", "11-06", 2),), (), False, "below the target nothing is thin: it is not there"),
        ((piece("a", "10-15", 3),), (), False, "stalled is told instead"),
        ((piece("a", "11-06", 3),), (made.step("a1", by=day("12-01")),), False, "the next piece is planned"),
        ((piece("a", "11-06", 3),), (made.step("a1", by=day("01-29")),), True, "planned, but not before long"),
        ((piece("a", "11-06", 3),), (made.step("a1", status="doing"),), True, "a step without a day promises nothing"),
        ((piece("a", "11-06", 3), handed_in("b", "11-18")), (), False, "the next piece is handed in"),
        ((piece("a", "11-05", 3), piece("b", "11-06", 3)), (), False, "there are two"),
    ],
)
def test_too_little_evidence(evidence: tuple[Any, ...], steps: tuple[Any, ...], expected: bool, because: str) -> None:
    records = quiet(*evidence, goal=goal("g1", REF, activities=steps))
    told = [each for each in ids(records, school(settings=TWO_PIECES)) if not each.startswith("stalled")]
    assert told == ([f"thin:{REF}"] if expected else []), because


def test_evidence_too_much_alike() -> None:
    rule = {"evidence_rule": evidence_rule(pieces=2, assessors=2)}
    alike = (piece("a", "11-03", 3), piece("b", "11-06", 3))
    (finding,) = found(quiet(*alike), school(settings=rule))
    assert isinstance(finding.why, EvidenceLacks)
    assert (finding.id, [(need.what, need.have, need.need) for need in finding.why.needs]) == (
        f"one_sided:{REF}",
        [("assessors", 1, 2)],
    )
    seen_by_two = (alike[0], replace(alike[1], assessor="t-0002"))
    assert ids(quiet(*seen_by_two), school(settings=rule)) == []
    assert ids(quiet(*alike), school(clock_of(thin_evidence_after=14), settings=rule)) == [], "13 school days so far"


def test_a_goal_that_came_after_every_yes_is_asked_about() -> None:
    """A yes that names goals speaks of those alone; one to the plan as a whole, of all that comes."""
    named = made.plan(approvals=(approval(code=None, covers=("plan", "g9")),))
    assert ids(quiet(plan=named)) == ["approval:goals:g1"]
    assert ids(quiet(plan=named), school(clock_of(review_within=None))) == [], "switched off"
    assert ids(quiet(plan=named), school(clock_of(review_within=400))) == [], "not yet"
    whole = made.plan(approvals=(approval(code=None, covers=("plan",)),))
    assert ids(quiet(plan=whole)) == []


def test_an_approval_whose_text_has_changed() -> None:
    plan = made.plan(approvals=(approval(),))
    records = quiet(plan=plan)
    assert ids(records) == ["approval:f-00011:2026-09-20"]
    today = text_code_of(records.years[0], approval(), school())
    assert ids(quiet(plan=replace(plan, approvals=(approval(code=today),)))) == []
    assert ids(quiet(plan=replace(plan, approvals=(approval(code=None),)))) == [], "signed on paper without a code"
    renewed = (approval(), approval("11-10", today))
    assert ids(quiet(plan=replace(plan, approvals=renewed))) == [], "agreed again since"
    assert found(records)[0].responsible == "t-0001", "the school asks the family, not the family itself"
    staff = approval(role="teacher", person="t-0007")
    assert found(quiet(plan=replace(plan, approvals=(staff,))))[0].responsible == "t-0007"


TROUBLED = quiet(piece("a", "10-20", 2), conferences=(conference("10-15", "11-17"),))


@pytest.mark.parametrize(
    ("records", "on", "speaks", "because"),
    [
        (TROUBLED, "11-20", True, "there is something to say"),
        (replace(TROUBLED, years=()), "11-20", False, "there is no plan"),
        *(
            (
                replace(TROUBLED, years=(replace(TROUBLED.years[0], plan=made.plan(status=status)),)),
                "11-20",
                False,
                f"a plan that is {status} is not being followed",
            )
            for status in ("draft", "in_review", "complete", "archived")
        ),
        (replace(TROUBLED, learner=pupil(enrolment=(enrolled("08-31", "11-19"),))), "11-20", False, "left yesterday"),
        (replace(TROUBLED, learner=pupil(enrolment=(enrolled("11-23"),))), "11-20", False, "comes on Monday"),
        (replace(TROUBLED, learner=pupil(enrolment=())), "11-20", True, "a school that keeps no enrolments"),
        (TROUBLED, "06-14", False, "summer holidays"),
        (TROUBLED, "06-11", True, "the last day of school"),
    ],
)
def test_whom_the_clock_concerns(records: LearnerRecords, on: str, speaks: bool, because: str) -> None:
    assert bool(found(records, on=day(on))) is speaks, because


def test_days_before_the_enrolment_do_not_count() -> None:
    records = quiet(piece("a", "10-01", 2), who=pupil(enrolment=(enrolled("11-02"),)))
    assert ids(records) == [], "fourteen school days here"
    assert found(records, on=day("11-23"))[0].days == 15


@pytest.mark.parametrize(
    ("team", "on", "expected", "because"),
    [
        ((member("t-0001"), member("t-0002", "teacher_of_record", "math")), "11-20", "t-0002", "the subject's teacher"),
        ((member("t-0001"), member("t-0002", "teacher_of_record", "M-1")), "11-20", "t-0002", "by the course"),
        ((member("t-0001"), member("t-0002", "teacher_of_record", "art")), "11-20", "t-0001", "the advisor"),
        ((member("t-0002", "teacher_of_record"),), "11-20", "t-0002", "the teacher of record"),
        ((member("t-0003", "caring_adult"), member("t-0004", "mentor", "math")), "11-20", None, "nobody answers"),
        ((), "11-20", None, "there is no team"),
        (
            (member("t-0001", to=day("11-13")), member("t-0008", from_=day("11-16"))),
            "11-13",
            "t-0001",
            "the advisor until Friday",
        ),
        (
            (member("t-0001", to=day("11-13")), member("t-0008", from_=day("11-16"))),
            "11-16",
            "t-0008",
            "the advisor from Monday on",
        ),
        ((member("t-0001", to=day("11-13")),), "11-20", None, "the advisor has left, and nobody came"),
    ],
)
def test_who_is_responsible(team: tuple[Any, ...], on: str, expected: str | None, because: str) -> None:
    commons = school(clock_of(stalled_after=5), settings={"course_map": {"M-1": (REF,)}})
    records = quiet(piece("a", "10-05", 2), who=pupil(team=team))
    assert {finding.responsible for finding in found(records, commons, day(on))} == {expected}, because


def test_one_who_left_the_team_no_longer_answers_for_a_support() -> None:
    team = (member("t-0001"), member("t-0006", "mentor", to=day("11-06")))
    (finding,) = found(quiet(supports=(support("10-30"),), who=pupil(team=team)))
    assert finding.responsible == "t-0001"


def test_the_day_something_is_due_is_a_school_day() -> None:
    """Stalled on Friday 20 November with five school days to deal with it; with 22, over the week that is closed."""
    records = quiet(piece("a", "10-30", 2))
    (finding,) = found(records)
    assert (finding.since, finding.days, finding.arose, finding.due) == (day("10-30"), 15, day("11-20"), day("11-27"))
    (later,) = found(records, school(clock_of(due_within=22)))
    assert later.due == day("12-29")


def seen(finding: str, until: str) -> StaffRecords:
    aside = Seen(finding=finding, by="t-0001", until=day(until), reason=said("the fair is next week"), place=HERE)
    return StaffRecords(sheets=(StaffSheet(seen=(aside,), place=HERE),))


@pytest.mark.parametrize(
    ("staff", "hidden", "because"),
    [
        (seen("stalled:g1", "12-04"), True, "put aside by its id"),
        (seen("stalled", "12-04"), True, "all of the rule are put aside"),
        (seen("stalled:g2", "12-04"), False, "another one is"),
        (seen("stalled:g1", "11-20"), False, "it comes back today"),
        (seen("stalled:g1", "11-21"), True, "it comes back tomorrow"),
        (StaffRecords(sheets=()), False, "nobody has seen it"),
    ],
)
def test_what_staff_have_seen_is_put_aside(staff: StaffRecords, hidden: bool, because: str) -> None:
    findings = found(quiet(piece("a", "10-30", 2)))
    assert [each.finding.id for each in put_aside(findings, staff, made.ON)] == (["stalled:g1"] if hidden else []), (
        because
    )


def test_no_two_findings_of_a_learner_have_the_same_id() -> None:
    goals = (
        goal("g1", REF, due=day("10-02"), activities=(made.step("a1", by=day("10-01")),), review_on=day("10-02")),
        goal("g2", OTHER, due=day("10-02"), activities=(made.step("a1", by=day("10-01")),), review_on=day("10-05")),
    )
    evidence = (piece("a", "09-20", 2), piece("b", "09-25", 2), handed_in("c", "09-28"), handed_in("d", "09-28"))
    records = quiet(*evidence, goals=goals, conferences=(conference("09-15", "10-15"),), supports=(support(),))
    told = ids(records, two())
    assert len(told) == len(set(told)) > 8
    assert {each.partition(":")[0] for each in told} <= set(FINDINGS)


def test_an_educator_has_no_grade_and_a_clock_all_the_same() -> None:
    enrolment = (Enrolment(school="here", from_=day("08-31"), place=HERE),)
    assert ids(quiet(piece("a", "10-30", 2), who=pupil(kind="educator", enrolment=enrolment))) == ["stalled:g1"]
