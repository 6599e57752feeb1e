"""What the requirement packs ask of a learner's plans on a day: what is there, what is lacking, what is due when.

A draft is judged by nobody, a plan in review only by what it holds, an active one also by the days it is due; a plan
whose school year is over can no longer be mended and is left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from generator.model.elements import ELEMENTS, Element, PlanOnDay
from generator.model.surroundings import grade_on
from generator.records.commons import Commons, LearnerRecords, PlanYear, StaffRecords
from generator.records.learner import Learner
from generator.records.library import Needs, PackRule, RequirementPack
from generator.records.school import SchoolYear

AHEAD = timedelta(days=30)  # so early that a family still finds an evening
ONE_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One rule of a pack, held against one plan. `due` None: nothing to be done by a day.

    met: there, or not due for a while; lacking: too few; due: soon, or overdue; person: only people can judge it.
    """

    pack: RequirementPack
    rule: PackRule
    year: PlanYear
    state: Literal["met", "lacking", "due", "person"]
    found: int = 0
    wanted: int = 0
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A plan to be judged, in its school year and grade; `begun`: from when on something can be asked of it."""

    plan: PlanOnDay
    school_year: SchoolYear
    grade: str | None
    begun: date


def asked_of(
    records: LearnerRecords, staff: StaffRecords, commons: Commons, on: date, packs: tuple[RequirementPack, ...] = ()
) -> tuple[Asked, ...]:
    """Every rule that applies, plan by plan. `packs` empty: those that the school and the plan itself name."""
    return tuple(
        asked
        for judged in plans_judged(records, staff, commons, on)
        for pack in packs or packs_of(judged.plan, commons)
        for rule in rules_for(pack, judged)
        for asked in (held_against(rule, pack, judged),)
    )


def plans_judged(records: LearnerRecords, staff: StaffRecords, commons: Commons, on: date) -> Iterator[Judged]:
    for year in records.years:
        school_year = commons.calendar.years.get(year.plan.school_year)
        if year.plan.status not in ("in_review", "active") or school_year is None or school_year.finish < on:
            continue
        day = max(on, school_year.start)
        here_since = enrolled_since(records.learner, day)
        if here_since is not None:
            yield Judged(
                plan=PlanOnDay(records=records, year=year, staff=staff, on=on),
                school_year=school_year,
                grade=grade_on(records.learner, day),
                begun=max(school_year.start, here_since),
            )


def enrolled_since(learner: Learner, day: date) -> date | None:
    """The first day of the enrolment in force, the earliest day where none is written; None: no longer here."""
    if not learner.enrolment:
        return date.min
    in_force = [each.from_ for each in learner.enrolment if each.from_ <= day and (each.to is None or day <= each.to)]
    return max(in_force, default=None)


def packs_of(plan: PlanOnDay, commons: Commons) -> tuple[RequirementPack, ...]:
    """The plan's own packs, and for a student the school's."""
    of_school = commons.school.requirements if plan.records.learner.kind == "student" else ()
    names = dict.fromkeys((*of_school, *plan.year.plan.requirements))
    return tuple(commons.packs[name] for name in names if name in commons.packs)


def rules_for(pack: RequirementPack, judged: Judged) -> Iterator[PackRule]:
    if not in_grades(pack.grades, judged.grade):
        return
    for rule in pack.rules:
        if in_grades(rule.grades, judged.grade) and holds(rule.when, judged.plan):
            yield rule


def in_grades(grades: tuple[str, ...], grade: str | None) -> bool:
    return not grades or grade in grades


def holds(when: str | None, plan: PlanOnDay) -> bool:
    match when:
        case "minor":
            rights = plan.records.learner.rights_holder
            of_age = rights is not None and rights.who == "student" and (rights.from_ or date.min) <= plan.on
            return not of_age
        case "linked_plan":
            return len(ELEMENTS["linked_plans"].days(plan)) > 0
        case _:
            return True


def held_against(rule: PackRule, pack: RequirementPack, judged: Judged) -> Asked:
    element = None if rule.needs is None else ELEMENTS.get(rule.needs.field)
    year = judged.plan.year
    if rule.needs is None or element is None:
        return Asked(pack=pack, rule=rule, year=year, state="person")
    found, wanted = len(element.days(judged.plan)), rule.needs.at_least
    if element.dated and comes_round(rule):
        due = due_on(rule, rule.needs, element, judged) if year.plan.status == "active" else None
        soon = due is not None and due - AHEAD <= judged.plan.on
        state: Literal["met", "lacking", "due"] = "due" if soon else "met"
        return Asked(pack=pack, rule=rule, year=year, state=state, found=found, wanted=wanted, due=due)
    state = "met" if found >= wanted else "lacking"
    return Asked(pack=pack, rule=rule, year=year, state=state, found=found, wanted=wanted)


def comes_round(rule: PackRule) -> bool:
    """Whether it must happen again and again, rather than be there."""
    return rule.every_days is not None or len(rule.before_grades) > 0


def due_on(rule: PackRule, needs: Needs, element: Element, judged: Judged) -> date | None:
    """The first day by which it must happen again; None: never again in this school year or grade."""
    plan = judged.plan
    held = sorted(
        day for year in plan.records.years for day in element.days(replace(plan, year=year)) if day is not None
    )
    return min((*regular_days(rule, needs, element, judged, held), *transition_days(rule, judged, held)), default=None)


def regular_days(rule: PackRule, needs: Needs, element: Element, judged: Judged, held: list[date]) -> Iterator[date]:
    """So many days after the last time, and so often before the school year ends."""
    if rule.every_days is None:
        return
    yield (held[-1] if held else judged.begun) + timedelta(days=rule.every_days)
    if len(element.days(judged.plan)) < wanted_this_year(needs.at_least, judged):
        yield judged.school_year.finish


def wanted_this_year(at_least: int, judged: Judged) -> int:
    """Fewer of whoever came late in the year, but one at least."""
    year = judged.school_year
    return max(1, at_least * (year.finish - judged.begun).days // max(1, (year.finish - year.start).days))


def transition_days(rule: PackRule, judged: Judged, held: list[date]) -> Iterator[date]:
    """By the end of the school year before one of the grades; in the grade itself it was due on entering."""
    if judged.grade is None:
        return
    if judged.grade in rule.before_grades:
        entered = min(each.from_ for each in judged.plan.records.learner.enrolment if each.grade == judged.grade)
        if not any(day >= entered - ONE_YEAR for day in held):
            yield entered
    if any(comes_next(judged.grade, grade) for grade in rule.before_grades) and not any(
        day >= judged.school_year.start for day in held
    ):
        yield judged.school_year.finish


def comes_next(grade: str, other: str) -> bool:
    return grade.isdecimal() and other.isdecimal() and int(grade) + 1 == int(other)
