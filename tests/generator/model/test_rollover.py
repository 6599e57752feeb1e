"""The turn of a year: which goals go on by which rule, in which grade, with which days; and what was before it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.calendar import days_from_to, school_days_of
from generator.model.joined import picture_of
from generator.model.rollover import (
    away_at,
    fates_of,
    grade_after,
    new_due,
    pathways_left,
    review_days,
    unfinished_supports,
)
from generator.records.evidence import Evidence
from generator.records.plan import Conference, Goal
from generator.records.school import Calendar, ReviewRule
from generator.records.support import Support, SupportDecision
from tests.generator.model.clock_made import ids
from tests.generator.model.made import (
    HERE,
    REF,
    YEAR,
    away,
    commons,
    competency,
    criterion,
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
    said,
    school,
    school_year,
    year,
)

NEXT = school_year(date(2027, 8, 30), date(2028, 6, 9))
CALENDAR = Calendar(timezone="UTC", years={"2026-27": YEAR, "2027-28": NEXT}, place=HERE)
DAYS = school_days_of(CALENDAR)
JULY = date(2027, 7, 1)
MATH = framework(competency("fractions"))
OWN = goal("g1", success_criteria=(criterion("c1"),))
SHOWN = piece("p1", "05-20", shows=("g1.c1",))
LATE = piece("p1", "06-01", 2, REF)
ENOUGH = (piece("p1", "03-01", 3, REF), piece("p2", "03-08", 3, REF))


@pytest.mark.parametrize(
    ("aim", "evidence", "goes_on", "becomes", "rule", "because"),
    [
        (goal("g1", REF, status="reached"), (), True, "close", "closed", "people closed it"),
        (goal("g1", REF, status="dropped"), (), True, "drop", "dropped", "people dropped it"),
        (goal("g1", REF), ENOUGH, True, "close", "reached", "the evidence reached it"),
        (goal("g1", REF), ENOUGH, False, "close", "reached", "in the last grade too"),
        (goal("g1", REF), (LATE,), False, "stay", "last_grade", "there is no next year"),
        (goal("g1", REF, status="paused"), (LATE,), True, "ask", "paused", "it rests"),
        (OWN, (SHOWN,), True, "ask", "all_shown", "no level can say that it is reached"),
        (goal("g1", REF), (), True, "ask", "quiet", "nothing was ever seen of it"),
        (goal("g1", REF), (LATE,), True, "continue", "active", "seen in the last weeks"),
    ],
)
def test_what_becomes_of_a_goal(
    aim: Goal, evidence: tuple[Evidence, ...], goes_on: bool, becomes: str, rule: str, because: str
) -> None:
    of_year = year(plan(), aim)
    known = records(*evidence, years=(of_year,))
    seen = picture_of(known, replace(commons(MATH), calendar=CALENDAR), {}, JULY)
    [fate] = fates_of(of_year, seen, goes_on=goes_on)
    assert (fate.becomes, fate.rule) == (becomes, rule), because


@pytest.mark.parametrize(
    ("grade", "grades", "expected", "because"),
    [
        ("4", ("3", "4", "5"), "5", "the next one"),
        ("K", ("PK", "K", "1"), "1", "as the school lists them, not as numbers"),
        ("5", ("3", "4", "5"), None, "the last one is over"),
        ("9", ("3", "4", "5"), "9", "a grade that is not listed has none after it that anybody knows"),
    ],
)
def test_the_next_grade(grade: str, grades: tuple[str, ...], expected: str | None, because: str) -> None:
    assert grade_after(grade, grades) == expected, because


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2026, 8, 31), date(2027, 6, 11)), st.integers(0, 300))
def test_a_goal_that_goes_on_is_due_inside_the_new_year(start: date, length: int) -> None:
    due = new_due(goal("g1", start=start, due=start + (YEAR.finish - YEAR.start) * length / 300), NEXT, DAYS)
    assert due in days_from_to(DAYS, NEXT.start, NEXT.finish)
    assert len(days_from_to(DAYS, NEXT.start, due)) >= 20, "nobody has a goal for a week"


@pytest.mark.parametrize(
    ("rule", "transition", "places", "because"),
    [
        (None, True, (), "the school plans none"),
        (ReviewRule(place=HERE), True, (), "nor does it say when"),
        (ReviewRule(at_transitions=True, place=HERE), False, (), "the grade is the same"),
        (ReviewRule(at_transitions=True, place=HERE), True, (30,), "within the days that the clock allows"),
        (ReviewRule(every_days=80, place=HERE), True, (80, 160), "every so many school days"),
        (ReviewRule(every_days=80, at_transitions=True, place=HERE), True, (30, 110, 190), "and from the first one on"),
    ],
)
def test_when_the_plan_is_looked_at(
    rule: ReviewRule | None, transition: bool, places: tuple[int, ...], because: str
) -> None:
    days = review_days(school(review=rule), NEXT, DAYS, transition=transition)
    of_year = days_from_to(DAYS, NEXT.start, NEXT.finish)
    assert days == tuple(of_year[place - 1] for place in places if place <= len(of_year)), because


@pytest.mark.parametrize(
    ("changes", "listed", "because"),
    [
        ({}, True, "it goes on"),
        ({"ends_on": date(2027, 6, 1)}, True, "it ended, and nobody wrote what came of it"),
        ({"ends_on": date(2027, 6, 1), "effect": "improved"}, False, "it is settled"),
        ({"effect": "improved", "ends_on": date(2027, 12, 1)}, True, "it lasts into the new year"),
        ({"start": date(2027, 9, 20)}, False, "it belongs to the new year"),
        (
            {
                "decisions": (
                    SupportDecision(on=date(2027, 6, 1), decide="end", by="t-0001", reason=said("x"), place=HERE),
                )
            },
            False,
            "it was decided to end it",
        ),
    ],
)
def test_which_supports_a_person_is_told_of(changes: dict[str, object], listed: bool, because: str) -> None:
    facts: dict[str, object] = {"id": "u1", "what": said("help"), "start": day("09-20"), "place": HERE}
    support = Support(**(facts | changes))  # type: ignore[arg-type]
    assert bool(unfinished_supports(replace(records(), supports=(support,)), date(2027, 8, 29))) == listed, because


def test_who_is_away_on_the_first_day_is_known_by_the_last_of_those_days() -> None:
    gone = replace(learner(), away=(away("11-02", "11-20"),))
    assert away_at(gone, day("11-20")) == day("11-20")
    assert away_at(gone, day("11-21")) is None


def test_a_pathway_that_goes_on_begins_on_plan_with_days_for_what_is_left() -> None:
    way = pathway(requirement("one", REF), requirement("two", "math:two"), requirement("three", "math:three"))
    math = framework(competency("fractions"), competency("two"), competency("three"))
    old = year(plan(pathways=(follows(),)))
    begun = replace(follows(), start=NEXT.start)
    new = year(plan(school_year="2027-28", pathways=(begun,)))
    known = records(*ENOUGH, years=(old, new))
    shared = replace(commons(math, pathways=(way,)), calendar=CALENDAR)
    before = picture_of(known, shared, {}, JULY)
    assert [each.id for each in pathways_left(old, before)] == ["p1"]
    after = picture_of(known, shared, {}, date(2027, 9, 15))
    [walked] = after.pathways
    assert walked.pace is not None
    assert (walked.pace.state, walked.pace.days_behind) == ("on_plan", 0)
    dues = {step.requirement.id: step.due for step in walked.steps}
    assert dues["one"] == NEXT.start, "what was met lies behind"
    assert dues["two"] is not None
    assert NEXT.start < dues["two"] < NEXT.finish
    assert dues["three"] == NEXT.finish
    assert before.standings[REF].reached == after.standings[REF].reached


def test_earlier_years_tell_how_goals_ended_and_the_best_that_was_seen() -> None:
    old = year(
        plan(status="archived"),
        goal("g1", REF),
        goal("g2", "math:two", status="dropped"),
        goal("g3", "math:three"),
        goal("g4", "math:three", status="paused"),
    )
    new = year(
        plan(school_year="2027-28"), goal("g5", "math:three", from_="2026-27:g3", start=NEXT.start, due=NEXT.finish)
    )
    later = piece("p3", date(2027, 10, 1), 4, REF)
    math = framework(competency("fractions"), competency("two"), competency("three"))
    known = records(*ENOUGH, later, years=(old, new))
    shared = replace(commons(math), calendar=CALENDAR)
    assert picture_of(known, shared, {}, JULY).earlier == (), "in the holidays the old year's plan is in force"
    [earlier] = picture_of(known, shared, {}, date(2027, 11, 1)).earlier
    ends = [(each.goal.id, each.ending, each.on, each.best and each.best.id) for each in earlier.goals]
    assert ends == [
        ("g1", "reached", date(2027, 3, 1), "p1"),
        ("g2", "dropped", None, None),
        ("g3", "continued", None, None),
        ("g4", "paused", None, None),
    ]
    assert earlier.goals[2].went_on == "2027-28"


def test_a_conversation_agreed_for_last_year_waits_for_nobody_in_the_new_one() -> None:
    talk = Conference(on=day("10-15"), kind="check_in", next_on=day("12-09"), place=HERE)
    old = year(plan(status="archived"), conferences=(talk,))
    known = records(years=(old, year(plan(school_year="2027-28"))))
    shared = replace(commons(MATH), calendar=CALENDAR)
    assert "conference:2026-12-09" not in ids(known, shared, date(2027, 9, 15))
    still = records(years=(replace(old, plan=plan()),))
    assert "conference:2026-12-09" in ids(still, shared, day("01-20")), "in its own year it does"
