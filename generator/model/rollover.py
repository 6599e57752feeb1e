"""A school year turns: what becomes of each goal and pathway, in which grade one goes on, what a person decides.

Nothing is decided in silence: every fate carries the rule that gave it, and where no rule is sure, a person is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from generator.model.calendar import SchoolDays, days_from_to
from generator.model.goals import USUAL_CLOCK
from generator.model.picture import GoalPicture, Picture
from generator.model.support_decision import ended_on, has_result
from generator.records.commons import LearnerRecords, PlanYear
from generator.records.learner import Enrolment, Learner
from generator.records.plan import Goal, Judgement, PlanPathway
from generator.records.school import School, SchoolYear
from generator.records.support import Support

Becomes: TypeAlias = Literal["continue", "close", "drop", "ask", "stay"]
# Why: in the order in which the rules are asked. "last_grade": there is no next year in which it could go on.
RuleName: TypeAlias = Literal[
    "closed", "dropped", "reached", "last_grade", "paused", "all_shown", "quiet", "active", "answered"
]
FEWEST_DAYS = 20  # school days: a goal that goes on gets at least so long
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What becomes of a goal at the turn of the year, and by which rule.

    `on`: the day it was reached. `quiet`: school days since anything was seen of it.
    """

    goal: Goal
    becomes: Becomes
    rule: RuleName
    on: date | None = None
    quiet: int = 0


def fates_of(year: PlanYear, picture: Picture, *, goes_on: bool) -> tuple[Fate, ...]:
    """Of each goal of the year that ends, in its order; `picture` as of the last day before the new year.

    `goes_on` False: the learner has come to the last grade.
    """
    seen = {each.goal.id: each for each in picture.goals if each.school_year == year.plan.school_year}
    return tuple(fate_of(goal, seen.get(goal.id), goes_on=goes_on) for goal in year.goals)


def fate_of(goal: Goal, seen: GoalPicture | None, *, goes_on: bool) -> Fate:
    """By the first rule that fits. `seen` None: it was dropped, or its year was no longer in force."""
    if goal.status == "reached":
        return Fate(goal=goal, becomes="close", rule="closed", on=None if seen is None else seen.reached_on)
    if goal.status == "dropped":
        return Fate(goal=goal, becomes="drop", rule="dropped")
    if seen is not None and seen.reached_on is not None:
        return Fate(goal=goal, becomes="close", rule="reached", on=seen.reached_on)
    if not goes_on:
        return Fate(goal=goal, becomes="stay", rule="last_grade")
    if goal.status == "paused":
        return Fate(goal=goal, becomes="ask", rule="paused")
    if not goal.competencies and seen is not None and everything_shown(seen):
        return Fate(goal=goal, becomes="ask", rule="all_shown")
    if seen is None or seen.stalled:
        return Fate(goal=goal, becomes="ask", rule="quiet", quiet=0 if seen is None else seen.quiet_days)
    return Fate(goal=goal, becomes="continue", rule="active", quiet=seen.quiet_days)


def everything_shown(seen: GoalPicture) -> bool:
    """Whether a goal of the plan's own making has nothing left to show."""
    return bool(seen.criteria) and all(criterion.shown_by for criterion in seen.criteria)


def criteria_left(goal: Goal, picture: Picture) -> frozenset[str]:
    """The ids of what is still to be shown."""
    seen = next((each for each in picture.goals if each.goal.id == goal.id), None)
    shown = () if seen is None else (each.criterion.id for each in seen.criteria if each.shown_by)
    return frozenset(each.id for each in goal.success_criteria) - frozenset(shown)


def pathways_left(plan: PlanYear, picture: Picture) -> tuple[PlanPathway, ...]:
    """Those that have not come to their end, in the order of the plan."""
    complete = {each.id for each in picture.pathways if each.complete}
    return tuple(each for each in plan.plan.pathways if each.id not in complete)


def lasts_into(pathway: PlanPathway, year: SchoolYear) -> bool:
    """Whether it was agreed for longer than its year; else it begins anew with what is left, until the year ends."""
    return pathway.finish is not None and pathway.finish >= year.start


def new_due(goal: Goal, year: SchoolYear, school_days: SchoolDays) -> date:
    """As many school days from the first day of the year as the goal had before; inside the year."""
    had = len(days_from_to(school_days, goal.start, goal.due))
    days = days_from_to(school_days, year.start, year.finish)
    return days[min(max(had, FEWEST_DAYS), len(days)) - 1] if days else year.finish


def review_days(school: School, year: SchoolYear, school_days: SchoolDays, *, transition: bool) -> tuple[date, ...]:
    """When the plan is looked at together: after a change of grade within the days that the clock allows, then every
    so many school days, as `review` in school.yml says; () where it says nothing."""
    rule, clock = school.review, school.clock or USUAL_CLOCK
    days = days_from_to(school_days, year.start, year.finish)
    first = clock.review_within if rule is not None and rule.at_transitions and transition else None
    every = None if rule is None else rule.every_days
    at = first or every
    places: list[int] = []
    while at is not None and at <= len(days):
        places.append(at)
        at = None if every is None else at + every
    return tuple(days[place - 1] for place in places)


def enrolment_at(learner: Learner, day: date, since: date | None = None) -> Enrolment | None:
    """The enrolment in force, the one begun last of several.

    `since`: one that ended on this day or later counts too: many schools end it with the school year.
    """
    lasting = since or day
    in_force = [each for each in learner.enrolment if each.from_ <= day and (each.to is None or lasting <= each.to)]
    return max(in_force, key=lambda each: each.from_, default=None)


def grade_after(grade: str, grades: tuple[str, ...]) -> str | None:
    """The next of the school's grades; None: it was the last one. A grade the school does not list has itself next."""
    if grade not in grades:
        return grade
    place = grades.index(grade) + 1
    return grades[place] if place < len(grades) else None


def unfinished_supports(records: LearnerRecords, day: date) -> tuple[Support, ...]:
    """Help that goes on after this day, or has ended without anybody writing what came of it."""
    return tuple(
        each
        for each in records.supports
        if each.start <= day and (not has_result(each) or ((last := ended_on(each)) is not None and last > day))
    )


def lasting_judgements(year: PlanYear, start: date) -> Iterator[Judgement]:
    """A person's words on a level that still hold on the first day of the new year."""
    return (each for each in year.plan.judgements if each.until is None or each.until >= start)


def away_at(learner: Learner, day: date) -> date | None:
    """The last day of the absence that this day lies in; None: the learner is at school."""
    return next((each.to for each in learner.away if each.from_ <= day <= each.to), None)
