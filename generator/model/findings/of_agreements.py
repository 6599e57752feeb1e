"""Findings about what adults agreed to do: reviews, conferences, decisions about supports, words that were signed."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from generator.model.calendar import week_start
from generator.model.findings.finding import (
    ApprovalOutdated,
    ConferenceDue,
    Found,
    GoalsNotAgreed,
    ReviewDue,
    SupportUndecided,
)
from generator.model.findings.sight import (
    LOOKED_AT_EARLY,
    Sight,
    arose_after,
    days_since,
    held,
    looked_at,
    open_goals,
    refs_of,
    school_day_before,
)
from generator.model.support_decision import look_again_on
from generator.model.text_code import WHOLE_PLAN, outdated
from generator.records.learner import Enrolment
from generator.records.plan import Conference, Review

FROM_STAFF = frozenset(("advisor", "teacher", "leader"))


def review(sight: Sight) -> Iterator[Found]:
    """A review whose day has passed; else too long since the last, or none since a change of school or grade."""
    agreed = tuple(agreed_reviews(sight))
    yield from agreed or too_long_ago(sight) or after_transition(sight)


def agreed_reviews(sight: Sight) -> Iterator[Found]:
    """Agreed days that have passed, for the plan or for goals; several things of one day are one finding."""
    grace = sight.clock.overdue_after
    if grace is None:
        return
    planned = {review.due: review for review in reviews_open(sight)}
    days = {day: ["plan"] for day in planned}
    for goal in open_goals(sight):
        day = goal.goal.review_on
        if day is not None and not looked_at(sight, early(day, sight), goal.goal.id) and not missed_meeting(day, sight):
            days.setdefault(day, []).append(goal.goal.id)
    for day, about in sorted(days.items()):
        if days_since(sight, day) > grace:
            by = planned[day].by if day in planned else None
            yield due(day.isoformat(), tuple(about), "agreed", day, grace, None, sight, by)


def reviews_open(sight: Sight) -> Iterator[Review]:
    """Reviews of the plan with nobody's word that they were held, and no conference at about that time."""
    plan = sight.picture.plan
    for each in () if plan is None else plan.reviews:
        met = any(conference.on >= early(each.due, sight) for conference in held(sight))
        if each.held_on is None and not met and not missed_meeting(each.due, sight):
            yield each


def early(day: date, sight: Sight) -> date:
    """From which day on a meeting stands for the one agreed for this day."""
    return school_day_before(sight.groundwork.school_days, day, LOOKED_AT_EARLY)


def missed_meeting(day: date, sight: Sight) -> bool:
    """Whether a conference agreed for the day was missed: that is told once, and not for each thing to talk about."""
    promise = next((each for each in sight.picture.conferences if each.next_on is not None), None)
    return promise is not None and promise.next_on == day and not is_kept(promise, sight)


def is_kept(promise: Conference, sight: Sight) -> bool:
    """Whether another conference was held at about the day the promise names, or after."""
    if promise.next_on is None:
        return True
    since = max(early(promise.next_on, sight), promise.on)
    return any(each.on >= since for each in sight.picture.conferences if each is not promise)


def due(
    key: str,
    about: tuple[str, ...],
    kind: Literal["agreed", "every", "transition"],
    day: date,
    allowed: int,
    told: int | None,
    sight: Sight,
    person: str | None = None,
) -> Found:
    return Found(
        key=key,
        about=about,
        refs=(),
        person=person,
        since=day,
        arose=arose_after(sight, day, allowed + 1),
        why=ReviewDue(kind=kind, day=day, allowed=told),
    )


def too_long_ago(sight: Sight) -> tuple[Found, ...]:
    """More school days since the last review of the plan than the school allows, and none agreed."""
    rule, grace = sight.commons.school.review, sight.clock.overdue_after
    if rule is None or rule.every_days is None or grace is None or meeting_ahead(sight):
        return ()
    last = max((*reviewed_on(sight), sight.school_year.start, sight.enrolled_from))
    allowed = rule.every_days + grace
    if days_since(sight, last) <= allowed:
        return ()
    return (due(f"since-{last}", ("plan",), "every", last, allowed, rule.every_days, sight),)


def reviewed_on(sight: Sight) -> Iterator[date]:
    plan = sight.picture.plan
    yield from (each.held_on for each in (() if plan is None else plan.reviews) if each.held_on is not None)
    yield from (conference.on for conference in held(sight))


def meeting_ahead(sight: Sight) -> bool:
    """Whether a day for a review or a conference is agreed and has not passed."""
    plan = sight.picture.plan
    reviews = (each.due for each in (() if plan is None else plan.reviews) if each.held_on is None)
    promised = (each.next_on for each in sight.picture.conferences if each.next_on is not None)
    return any(day >= sight.on for day in (*reviews, *promised))


def after_transition(sight: Sight) -> tuple[Found, ...]:
    """Nobody has looked at the plan, or agreed on it, since a change of school or grade."""
    rule, allowed = sight.commons.school.review, sight.clock.review_within
    if rule is None or not rule.at_transitions or allowed is None or not changed(sight):
        return ()
    day = sight.enrolled_from
    plan = sight.picture.plan
    approvals = () if plan is None else plan.approvals
    if looked_at(sight, day) or any(each.on >= day and "plan" in each.covers for each in approvals):
        return ()
    if days_since(sight, day) <= allowed:
        return ()
    return (due(f"change-{day}", ("plan",), "transition", day, allowed, allowed, sight),)


def changed(sight: Sight) -> bool:
    """Whether the enrolment in force is another school or grade than the one before it; a first one is a change."""
    until = sorted((each for each in sight.picture.learner.enrolment if each.from_ <= sight.on), key=began)
    return bool(until) and (len(until) == 1 or where(until[-1]) != where(until[-2]))


def began(enrolment: Enrolment) -> date:
    return enrolment.from_


def where(enrolment: Enrolment) -> tuple[str, str | None]:
    return enrolment.school, enrolment.grade


def conference(sight: Sight) -> Iterator[Found]:
    """The day agreed for a conference has passed without one; or the last is too long ago and none is agreed."""
    conferences = sight.picture.conferences  # newest first
    promise = next((each for each in conferences if each.next_on is not None), None)
    of_this_year = promise is not None and promise.next_on is not None and promise.next_on >= sight.school_year.start
    if promise is not None and promise.next_on is not None and of_this_year and not is_kept(promise, sight):
        # A day that lies ahead is no finding, and neither is the time until then; nor is a day of a year that is over.
        yield from told(f"{promise.next_on}", "agreed", promise.next_on, sight.clock.overdue_after, None, sight)
        return
    days = [each.on for each in conferences]
    last = max((*days, sight.school_year.start, sight.enrolled_from))
    every = sight.clock.conference_every
    yield from told(f"since-{last}", "every", last, every, every, sight)


def told(
    key: str, kind: Literal["agreed", "every"], day: date, grace: int | None, allowed: int | None, sight: Sight
) -> Iterator[Found]:
    if grace is not None and days_since(sight, day) > grace:
        yield Found(
            key=key,
            about=("plan",),
            refs=(),
            person=None,
            since=day,
            arose=arose_after(sight, day, grace + 1),
            why=ConferenceDue(kind=kind, day=day, allowed=allowed),
        )


def support(sight: Sight) -> Iterator[Found]:
    """The day to look again has passed and nobody decided; or it has ended and nobody wrote what it did."""
    grace = sight.clock.support_check_after
    if grace is None:
        return
    for shown in sight.picture.supports:
        each, day = shown.support, look_again_on(shown.support)
        if day is None or days_since(sight, day) <= grace:
            continue
        yield Found(
            key=each.id,
            about=(each.id,),
            refs=(),
            person=each.who,
            since=day,
            arose=arose_after(sight, day, grace + 1),
            why=SupportUndecided(
                support=each.id,
                day=day,
                ended=each.ends_on is not None and each.ends_on < sight.on,
                checks=len(each.checks),
                last_check=max((check.on for check in each.checks), default=None),
            ),
        )


def approval(sight: Sight) -> Iterator[Found]:
    """What was agreed has been changed since, and nobody agreed again; else goals came later that nobody agreed to.

    Whoever agrees again reads the whole plan, and so the later goals too.
    """
    yield from tuple(changed_since(sight)) or later_goals(sight)


def changed_since(sight: Sight) -> Iterator[Found]:
    today = week_start(sight.groundwork.week_starts, sight.on)
    for each, code_today in outdated(sight.written, sight.commons):
        if each.on > sight.on:
            continue
        who = each.person or each.role
        yield Found(
            key=f"{who}:{each.on}",
            about=each.covers,
            refs=(),
            person=each.person if each.role in FROM_STAFF else None,
            since=today,  # on which day the words changed, the files do not say
            arose=today,
            why=ApprovalOutdated(
                role=each.role,
                person=each.person,
                on=each.on,
                covers=each.covers,
                text_code=each.text_code or "",
                code_today=code_today,
            ),
        )


def later_goals(sight: Sight) -> tuple[Found, ...]:
    """Goals that no yes names, where people say yes to goals; after as long as a changed plan may wait for a look."""
    allowed, approvals = sight.clock.review_within, sight.written.plan.approvals
    named = {part for each in approvals if each.on <= sight.on for part in each.covers}
    if allowed is None or named <= {WHOLE_PLAN}:
        return ()
    this_year = (goal for goal in open_goals(sight) if goal.school_year == sight.written.plan.school_year)
    later = tuple(
        goal for goal in this_year if goal.goal.id not in named and days_since(sight, goal.goal.start) > allowed
    )
    if not later:
        return ()
    since, goals = min(goal.goal.start for goal in later), tuple(goal.goal.id for goal in later)
    found = Found(
        key=f"goals:{','.join(goals)}",
        about=goals,
        refs=tuple(ref for goal in later for ref in refs_of(goal)),
        person=None,
        since=since,
        arose=arose_after(sight, since, allowed + 1),
        why=GoalsNotAgreed(goals=goals, allowed=allowed),
    )
    return (found,)
