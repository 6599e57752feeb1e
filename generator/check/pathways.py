"""Pathways that somebody can walk to their end, and school years and stretches that hold a school day."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from generator.check.case import Case
from generator.check.references import qualified
from generator.model.calendar import WEEKDAYS, days_in, school_year_on
from generator.model.pathway import names_in
from generator.problem import Place, Problem
from generator.records.commons import Commons
from generator.records.framework import CompetencyRef
from generator.records.library import Completion, Pathway
from generator.records.plan import PlanPathway
from generator.records.school import Calendar, Closed


def pathways_can_be_finished(commons: Commons) -> Iterator[Problem]:
    """Every step can be reached in some way, and as many are asked for as there are."""
    for pathway in commons.pathways.values():
        for step in pathway.requirements:
            if not step.competencies and step.fulfilled_by is None:
                yield Problem(
                    step.place.at("id"),
                    "step-without-way",
                    f"nobody can ever reach the step {step.id!r}: it names nothing that would show it",
                    hint="Add `competencies:`, or say under `fulfilled_by:` what stands for it.",
                    length=len(step.id),
                )
        if pathway.completion is None or pathway.completion.all:
            yield from something_asked(pathway)
        else:
            yield from enough_to_complete(pathway, pathway.completion)


def something_asked(pathway: Pathway) -> Iterator[Problem]:
    if all(step.optional for step in pathway.requirements):
        yield Problem(
            pathway.place.at("requirements"),
            "pathway-cannot-finish",
            "every step is optional, so this pathway is never complete",
            hint="Take `optional` away where a step is needed, or say under `completion:` how many are: {at_least: 2}.",
        )


def enough_to_complete(pathway: Pathway, completion: Completion) -> Iterator[Problem]:
    steps = len(pathway.requirements)
    credit = sum((step.credit or Decimal(0) for step in pathway.requirements), Decimal(0))
    if not (completion.all or completion.at_least or completion.points):
        yield Problem(
            completion.place,
            "completion-unclear",
            "this does not say when the pathway is complete",
            hint="Write one of these: {all: true}, {at_least: 3} (steps), {points: 2.5} (credit).",
        )
    elif completion.at_least is not None and completion.at_least > steps:
        message = f"{completion.at_least} steps are asked for, and the pathway has {steps}"
        yield cannot_finish(completion.place.at("at_least"), message, completion.at_least)
    elif completion.points is not None and completion.points > credit:
        message = f"a credit of {completion.points} is asked for, and all steps together give {credit}"
        yield cannot_finish(completion.place.at("points"), message, completion.points)


def cannot_finish(place: Place, message: str, number: Decimal | int) -> Problem:
    hint = "Ask for less, or add what is missing under `requirements:`."
    return Problem(place, "pathway-cannot-finish", f"nobody can finish: {message}", hint=hint, length=len(str(number)))


def pathways_up_to_date(commons: Commons) -> Iterator[Problem]:
    """A pathway in use asks for competencies in use, also as what comes first."""
    for pathway in commons.pathways.values():
        if pathway.status == "deprecated":
            continue
        for step in pathway.requirements:
            for position, ref in enumerate(step.competencies):
                yield from still_used(step.place.at("competencies", position), ref, commons)
            if step.prerequisites is not None:
                for name in names_in(step.prerequisites):
                    yield from still_used(step.prerequisites.place, name, commons, length=1)


def still_used(place: Place, ref: CompetencyRef, commons: Commons, length: int | None = None) -> Iterator[Problem]:
    competency = commons.competencies.get(ref)
    if competency is None or (competency.status != "deprecated" and competency.replaced_by is None):
        return
    successor = competency.replaced_by and qualified(competency.replaced_by, ref.partition(":")[0])
    yield Problem(
        place,
        "deprecated-competency",
        f"{ref} is no longer used; whoever has not reached it yet will hardly get there",
        hint=f"Use {successor} instead." if successor else "Choose another competency, or take it away.",
        severity="warning",
        length=length or len(ref),
    )


def years_hold_school_days(commons: Commons) -> Iterator[Problem]:
    """A school year has school days, and its closed days lie in it."""
    for name, year in commons.calendar.years.items():
        if year.start <= year.finish and next(days_in(year), None) is None:
            yield Problem(
                year.place,
                "year-without-school-days",
                f"the school year {name!r} has no school day at all",
                hint="Its days, its `weekdays` or its `closed` days are wrong.",
            )
        for closed in year.closed:
            if year.start <= year.finish and outside(closed, year.start, year.finish):
                yield Problem(
                    closed.place.at("from"),
                    "closed-outside-year",
                    f"{closed.from_} is not in the school year {name}, which runs from {year.start} to {year.finish}",
                    hint="Here it closes nothing. Change the day, or take it away.",
                    severity="warning",
                    length=10,
                )


def outside(closed: Closed, start: date, finish: date) -> bool:
    return (closed.to or closed.from_) < start or finish < closed.from_


def pathways_hold_school_days(case: Case) -> Iterator[Problem]:
    """There is at least one school day between the first and the last day of a learner's pathway."""
    for year in case.records.years:
        school_year = case.commons.calendar.years.get(year.plan.school_year)
        for followed in year.plan.pathways:
            finish = followed.finish or (None if school_year is None else school_year.finish)
            if finish is not None and not has_school_day(case.commons.calendar, followed.start, finish):
                yield from no_school_day(followed, finish)


def no_school_day(followed: PlanPathway, finish: date) -> Iterator[Problem]:
    if followed.finish is not None and finish < followed.start:
        return  # told as dates that run backwards
    until = f"{finish}" if followed.finish is not None else f"the end of the school year on {finish}"
    yield Problem(
        followed.place.at("start"),
        "no-school-day",
        f"from {followed.start} to {until} there is no school day to learn on",
        hint="One of the two days is wrong.",
        length=10,
    )


def has_school_day(calendar: Calendar, start: date, finish: date) -> bool:
    return any(is_school_day(calendar, start + timedelta(days=n)) for n in range((finish - start).days + 1))


def is_school_day(calendar: Calendar, day: date) -> bool:
    named = school_year_on(calendar, day)
    if named is None:
        return False
    _, year = named
    closed = any(stretch.from_ <= day <= (stretch.to or stretch.from_) for stretch in year.closed)
    return year.start <= day <= year.finish and WEEKDAYS[day.weekday()] in year.weekdays and not closed
