"""How a requirement of a pathway is met: by its competencies, or in one of the other ways it allows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.model.mastery.scale import at_or_above, level_at, level_named
from generator.model.mastery.scores import known_on
from generator.model.picture import Standing
from generator.records.commons import LearnerRecords
from generator.records.evidence import Evidence, Result
from generator.records.library import Requirement
from generator.records.plan import Experience, GoalActivity

PRIOR_LEARNING = "prior_learning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Since when a requirement is met, and by whose word."""

    on: date
    by: Literal["model", "person", "accepted", "other_way"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWays:
    """What can stand for a requirement beside ratings, and since when.

    `done` leads from the id of an activity, partner or credential to its first day; `prior` are the pieces of prior
    learning.
    """

    done: Mapping[str, date]
    prior: tuple[Evidence, ...]


def other_ways_of(records: LearnerRecords, on: date) -> OtherWays:
    """What the learner has done up to the day, over all school years."""
    pieces = tuple(piece for piece in records.evidence if piece.excluded is None)
    first_days: dict[str, date] = {}
    for name, day in (*activities_done(records), *experiences_done(records), *credentials(pieces)):
        if day <= on:
            first_days[name] = min(day, first_days.get(name, day))
    prior = tuple(piece for piece in pieces if piece.kind == "prior_learning" and known_on(piece) is not None)
    return OtherWays(done=first_days, prior=prior)


def activities_done(records: LearnerRecords) -> Iterator[tuple[str, date]]:
    """Steps from the catalogue that are done; where nobody wrote the day, the day they were planned for."""
    for year in records.years:
        for goal in year.goals:
            for step in goal.activities:
                if step.activity is not None and step.status == "done":
                    yield step.activity, day_done(step) or goal.start


def day_done(step: GoalActivity) -> date | None:
    return step.done_on or step.by


def experiences_done(records: LearnerRecords) -> Iterator[tuple[str, date]]:
    for year in records.years:
        for experience in year.plan.experiences:
            day = day_finished(experience)
            if day is not None:
                yield experience.partner, day


def day_finished(experience: Experience) -> date | None:
    """The day on which the agreed hours were full, else the last day; None: it goes on."""
    if experience.hours_agreed is None:
        return experience.to
    hours = Decimal(0)
    for entry in sorted(experience.log, key=lambda entry: entry.on):
        hours += entry.hours
        if hours >= experience.hours_agreed:
            return entry.on
    return None


def credentials(pieces: Iterable[Evidence]) -> Iterator[tuple[str, date]]:
    """A credential is named by the id of its piece of evidence, or by the activity it was earned in."""
    for piece in pieces:
        day = known_on(piece)
        if piece.kind == "credential" and day is not None:
            yield piece.id, day
            if piece.activity is not None:
                yield piece.activity, day


def met(requirement: Requirement, standings: tuple[Standing, ...], ways: OtherWays) -> Met | None:
    """Since when a requirement is met, by whichever way came first; None: not yet."""
    found = [way for way in (by_competencies(standings), in_another_way(requirement, standings, ways)) if way]
    return min(found, key=lambda way: way.on) if found else None


def by_competencies(standings: tuple[Standing, ...]) -> Met | None:
    """Every competency is reached; the last one to be reached gives the day and the word."""
    words = [standing.reached for standing in standings if standing.reached is not None]
    if not words or len(words) < len(standings):
        return None
    last = max(words, key=lambda word: word.on)
    return Met(on=last.on, by=last.by)


def in_another_way(requirement: Requirement, standings: tuple[Standing, ...], ways: OtherWays) -> Met | None:
    allowed = () if requirement.fulfilled_by is None else requirement.fulfilled_by.any
    days = [ways.done[name] for name in allowed if name in ways.done]
    if PRIOR_LEARNING in allowed:
        known = by_prior_learning(requirement, standings, ways.prior)
        days += [] if known is None else [known]
    return Met(on=min(days), by="other_way") if days else None


def by_prior_learning(
    requirement: Requirement, standings: tuple[Standing, ...], prior: tuple[Evidence, ...]
) -> date | None:
    """Since when every competency is reached or was brought along; None: not all are.

    A requirement without competencies is met by a piece that names it, or one of its other ways, as its activity.
    """
    if not standings:
        names = {requirement.id, *(() if requirement.fulfilled_by is None else requirement.fulfilled_by.any)}
        return first_day(piece for piece in prior if piece.activity in names or piece.id in names)
    days = [covered_on(standing, prior) for standing in standings]
    return None if None in days else max(day for day in days if day is not None)


def covered_on(standing: Standing, prior: tuple[Evidence, ...]) -> date | None:
    brought = first_day(piece for piece in prior if any(shows_enough(result, standing) for result in piece.results))
    reached = None if standing.reached is None else standing.reached.on
    return min((day for day in (brought, reached) if day is not None), default=None)


def shows_enough(result: Result, standing: Standing) -> bool:
    """A result about the competency that says no level, or one at or above the target."""
    if result.competency != standing.ref:
        return False
    if result.points is not None:
        return at_or_above(level_at(standing.scale, result.points), standing.target)
    level = None if result.level is None else level_named(standing.scale, result.level)
    return level is None or at_or_above(level, standing.target)


def first_day(pieces: Iterable[Evidence]) -> date | None:
    return min((day for piece in pieces if (day := known_on(piece)) is not None), default=None)
