"""Pace in school days: the learner's own plan against the learner's own days, never against another learner."""

from collections.abc import Mapping
from datetime import date
from itertools import accumulate

from generator.model.calendar import SchoolDays, days_between, days_from_to, is_estimated
from generator.model.pathway_picture import Pace, PaceState
from generator.problem import Place
from generator.records.commons import Commons
from generator.records.library import Requirement
from generator.records.school import PaceRule

USUAL_PACE = PaceRule(place=Place("plans/school.yml"))  # where a school sets none


def due_days(asked: tuple[Requirement, ...], start: date, finish: date, own_days: SchoolDays) -> Mapping[str, date]:
    """The school day by which each requirement is planned, in the order given.

    The start plus the cumulated expected days, stretched or squeezed so that the last one falls on the finish. A
    requirement without expected days counts as the mean of those that have some. Empty: there are no school days.
    """
    days = days_from_to(own_days, start, finish)
    if not days or not asked:
        return {}
    shares = list(accumulate(weights_of(asked)))
    return {
        requirement.id: days[max(-(-share * len(days) // shares[-1]), 1) - 1]  # the day in which the share is full
        for requirement, share in zip(asked, shares, strict=True)
    }


def weights_of(asked: tuple[Requirement, ...]) -> tuple[int, ...]:
    """How long each takes compared with the others, as whole numbers: expected days times how many tell them."""
    told = [each.expected_days for each in asked if each.expected_days is not None]
    whole = sum(told)
    if whole == 0:
        return (1,) * len(asked)
    return tuple(whole if each.expected_days is None else each.expected_days * len(told) for each in asked)


def pathway_pace(
    asked: tuple[Requirement, ...],
    reached: frozenset[str],
    due: Mapping[str, date],
    own_days: SchoolDays,
    stated_on: date,
    buffer: int,
) -> Pace | None:
    """School days from the due day of the next unreached requirement to the stated day: so many behind.

    Ahead is told by what is reached: everything before the next requirement is done, though its due day lies so many
    school days in the future. Between the two, on plan. None: nothing is left to reach, or there are no school days.
    """
    position = next((number for number, each in enumerate(asked) if each.id not in reached), None)
    if position is None or not due:
        return None
    next_due = due[asked[position].id]
    if next_due < stated_on:
        return pace_of(days_between(own_days, next_due, stated_on), buffer, stated_on, own_days, next_due)
    done_until = due[asked[position - 1].id] if position else stated_on
    ahead = max(days_between(own_days, stated_on, done_until), 0)
    return pace_of(-ahead, buffer, stated_on, own_days, done_until)


def goal_pace(due: date, of_pathway: Pace | None, own_days: SchoolDays, stated_on: date, buffer: int) -> Pace:
    """A goal keeps the pace of the pathway it belongs to; on its own it is on plan until its due day.

    A due day that passed more than the buffer ago is told in any case, if it is more than the pathway is behind:
    it is the day the learner and the adults agreed on.
    """
    late = max(days_between(own_days, due, stated_on), 0)
    own = pace_of(late, buffer, stated_on, own_days, due)
    if of_pathway is None or (own.state == "more_time" and late > of_pathway.days_behind):
        return own
    return of_pathway


def buffer_days(commons: Commons) -> int:
    """How many school days on either side still count as on plan, where a pathway does not say."""
    return (commons.school.pace or USUAL_PACE).buffer_days


def pace_of(days_behind: int, buffer: int, stated_on: date, own_days: SchoolDays, compared_with: date) -> Pace:
    first, last = min(stated_on, compared_with), max(stated_on, compared_with)
    return Pace(
        state=state_of(days_behind, buffer),
        days_behind=days_behind,
        buffer=buffer,
        stated_on=stated_on,
        estimated=is_estimated(own_days, first, last),
        counted_from=compared_with,
    )


def state_of(days_behind: int, buffer: int) -> PaceState:
    if days_behind > buffer:
        return "more_time"
    return "ahead" if days_behind < -buffer else "on_plan"
