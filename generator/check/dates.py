"""Days in the right order and inside their school year. Evidence is free of it: learning keeps no calendar."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Protocol

from generator.check.case import Case, did_you_mean, goals_of
from generator.problem import Place, Problem
from generator.records.commons import Commons
from generator.records.plan import Goal
from generator.records.school import Group, SchoolYear

OF_A_GOAL = "Change the day, or move the goal to the plan of its own year."
OF_A_TERM = "Change the day, or the days of the school year."


class Span(Protocol):
    """A record with a first and a last day."""

    @property
    def place(self) -> Place: ...
    @property
    def from_(self) -> date | None: ...
    @property
    def to(self) -> date | None: ...


def in_order(place: Place, earlier: str, start: date | None, later: str, finish: date | None) -> Iterator[Problem]:
    """Two days of one record do not run backwards."""
    if start is not None and finish is not None and finish < start:
        yield Problem(
            place.at(later),
            "dates-out-of-order",
            f"`{later}` ({finish}) is before `{earlier}` ({start})",
            hint="One of the two days is wrong.",
            length=10,
        )


def goals_inside_year(case: Case) -> Iterator[Problem]:
    """A goal's days lie in its school year and in order."""
    for year, goal in goals_of(case):
        school_year = case.commons.calendar.years.get(year.plan.school_year)
        if school_year is not None:
            yield from inside(goal.place.at("start"), goal.start, school_year, year.plan.school_year)
            yield from inside(goal.place.at("due"), goal.due, school_year, year.plan.school_year)
        yield from in_order(goal.place, "start", goal.start, "due", goal.due)
        yield from steps_in_time(goal)


def inside(place: Place, day: date, year: SchoolYear, name: str, hint: str = OF_A_GOAL) -> Iterator[Problem]:
    if not year.start <= day <= year.finish:
        message = f"{day} is not in the school year {name}, which runs from {year.start} to {year.finish}"
        yield Problem(place, "outside-school-year", message, hint=hint, length=10)


def steps_in_time(goal: Goal) -> Iterator[Problem]:
    """A step is not planned for after its goal is due."""
    for step in goal.activities:
        if step.by is not None and step.by > goal.due:
            yield Problem(
                step.place.at("by"),
                "step-after-goal",
                f"this step is planned for {step.by}, after its goal is due on {goal.due}",
                severity="warning",
                length=10,
            )


def years_known(case: Case) -> Iterator[Problem]:
    """A plan belongs to a school year of the calendar."""
    years = case.commons.calendar.years
    for year in case.records.years:
        name = year.plan.school_year
        if name not in years:
            yield Problem(
                year.plan.place.at("school_year"),
                "unknown-school-year",
                f"plans/calendar.yml has no school year {name!r}",
                hint=did_you_mean(name, years) or "Add the year to plans/calendar.yml.",
                length=len(name),
            )


def spans_in_order(case: Case) -> Iterator[Problem]:
    """Everything with a first and a last day runs forwards."""
    learner = case.records.learner
    spans: tuple[Span, ...] = (*learner.enrolment, *learner.away, *learner.family, *learner.team)
    for span in spans:
        yield from in_order(span.place, "from", span.from_, "to", span.to)
    for year in case.records.years:
        for followed in year.plan.pathways:
            yield from in_order(followed.place, "start", followed.start, "finish", followed.finish)
        for experience in year.plan.experiences:
            yield from in_order(experience.place, "from", experience.from_, "to", experience.to)
        for judgement in year.plan.judgements:
            yield from in_order(judgement.place, "on", judgement.on, "until", judgement.until)
    for support in case.records.supports:
        yield from in_order(support.place, "start", support.start, "ends_on", support.ends_on)


def calendar_in_order(commons: Commons) -> Iterator[Problem]:
    """School years, terms and closed days run forwards, and terms lie in their year."""
    yield from years_in_order(commons.calendar.years)
    for name, year in commons.calendar.years.items():
        yield from in_order(year.place, "start", year.start, "finish", year.finish)
        for term in year.terms:
            yield from in_order(term.place, "start", term.start, "finish", term.finish)
            yield from inside(term.place.at("start"), term.start, year, name, OF_A_TERM)
            yield from inside(term.place.at("finish"), term.finish, year, name, OF_A_TERM)
        for closed in year.closed:
            yield from in_order(closed.place, "from", closed.from_, "to", closed.to)


def years_in_order(years: Mapping[str, SchoolYear]) -> Iterator[Problem]:
    """A school year begins in the year its name begins with, and after the one before it has ended."""
    for name, year in years.items():
        if f"{year.start:%Y}" != name[:4]:
            message = f"the school year {name!r} begins in {year.start:%Y}"
            hint = f"Either its name or its `start` is wrong: {name!r} begins in {name[:4]}."
            yield Problem(year.place.at("start"), "dates-out-of-order", message, hint=hint, length=10)
    ordered = sorted(years.items(), key=lambda item: item[0])
    for (before, earlier), (name, later) in pairwise(ordered):
        if earlier.start <= later.start <= earlier.finish:
            message = f"the school year {name!r} begins on {later.start}, before {before!r} ends on {earlier.finish}"
            hint = "A day belongs to one school year: one of the two days is wrong."
            yield Problem(later.place.at("start"), "dates-out-of-order", message, hint=hint, length=10)


def members_in_order(group: Group) -> Iterator[Problem]:
    """Nobody leaves a group before coming to it."""
    spans: tuple[Span, ...] = (*group.members, *group.staff)
    for span in spans:
        yield from in_order(span.place, "from", span.from_, "to", span.to)
