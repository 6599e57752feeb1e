"""How a requirement of a pathway is met: by its competencies, or in one of the other ways it allows.

Whatever the pathway allows today, what a plan records as fulfilled stays fulfilled: a school may narrow its list of
ways, ask for more, or take a way out of its catalogue, and nobody loses what was theirs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from generator.model.mastery.scale import at_or_above, level_at, level_named
from generator.model.mastery.scores import known_on
from generator.model.pathway_picture import Way
from generator.model.standing_picture import Standing
from generator.records.commons import Commons, LearnerRecords
from generator.records.evidence import Evidence, Result
from generator.records.library import Requirement
from generator.records.plan import Experience, GoalActivity

PRIOR_LEARNING: Literal["prior_learning"] = "prior_learning"
CREDENTIAL: Literal["credential"] = "credential"
RequirementOf: TypeAlias = tuple[str, str]  # pathway id, requirement id


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Since when a requirement is met, and by whose word; `way` None: by its competencies."""

    on: date
    by: Literal["model", "person", "accepted", "other_way"]
    way: Way | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWays:
    """What can stand for a requirement beside ratings, and since when.

    `done` leads from the id of an activity, partner or credential to its first day; `pieces` are those of prior
    learning and the credentials; `recorded` is what plans hold as fulfilled.
    """

    done: Mapping[str, Met]
    pieces: tuple[Evidence, ...]
    recorded: Mapping[RequirementOf, Met]


Done: TypeAlias = tuple[str, date, Way]


def other_ways_of(records: LearnerRecords, commons: Commons, on: date) -> OtherWays:
    """What the learner has done up to the day, over all school years."""
    pieces = tuple(piece for piece in records.evidence if piece.excluded is None)
    first: dict[str, Met] = {}
    for name, day, way in (
        *activities_done(records, commons),
        *experiences_done(records, commons),
        *credentials(pieces),
    ):
        if day <= on and (name not in first or day < first[name].on):
            first[name] = Met(on=day, by="other_way", way=way)
    beside = tuple(
        piece for piece in pieces if piece.kind in (PRIOR_LEARNING, CREDENTIAL) and known_on(piece) is not None
    )
    return OtherWays(done=first, pieces=beside, recorded=recorded_in(records, first, commons, on))


def recorded_in(
    records: LearnerRecords, done: Mapping[str, Met], commons: Commons, on: date
) -> Mapping[RequirementOf, Met]:
    """What plans hold as fulfilled by the day; of several entries for one requirement, the first day counts."""
    found: dict[RequirementOf, Met] = {}
    for year in records.years:
        for entry in year.plan.fulfilled:
            key = (entry.pathway, entry.requirement)
            if entry.on <= on and (key not in found or entry.on < found[key].on):
                found[key] = Met(
                    on=entry.on,
                    by="person" if entry.way is None else "other_way",
                    way=None if entry.way is None else way_recorded(entry.way, done, commons),
                )
    return found


def way_recorded(name: str, done: Mapping[str, Met], commons: Commons) -> Way:
    """The way an entry names, as far as anything is known of it still."""
    if name in done and (way := done[name].way) is not None:
        return replace(way, recorded=True)
    activity, partner = commons.activities.get(name), commons.partners.get(name)
    if activity is not None:
        return Way(kind="activity", name=name, title=activity.title, recorded=True)
    if partner is not None:
        return Way(kind="experience", name=name, title=partner.name, recorded=True)
    kinds = (PRIOR_LEARNING, CREDENTIAL)
    return Way(kind=kinds[kinds.index(name)] if name in kinds else "recorded", name=name, title=None, recorded=True)


def activities_done(records: LearnerRecords, commons: Commons) -> Iterator[Done]:
    """Steps from the catalogue that are done; where nobody wrote the day, the day they were planned for."""
    for year in records.years:
        for goal in year.goals:
            for step in goal.activities:
                if step.activity is not None and step.status == "done":
                    entry = commons.activities.get(step.activity)
                    way = Way(kind="activity", name=step.activity, title=None if entry is None else entry.title)
                    yield step.activity, day_done(step) or goal.start, way


def day_done(step: GoalActivity) -> date | None:
    return step.done_on or step.by


def experiences_done(records: LearnerRecords, commons: Commons) -> Iterator[Done]:
    for year in records.years:
        for experience in year.plan.experiences:
            day = day_finished(experience)
            if day is not None:
                partner = commons.partners.get(experience.partner)
                title = None if partner is None else partner.name
                yield experience.partner, day, Way(kind="experience", name=experience.partner, title=title)


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


def credentials(pieces: Iterable[Evidence]) -> Iterator[Done]:
    """A credential is named by the id of its piece of evidence, or by the activity it was earned in."""
    for piece in pieces:
        day = known_on(piece)
        if piece.kind == CREDENTIAL and day is not None:
            way = Way(kind=CREDENTIAL, name=piece.id, title=piece.title)
            yield piece.id, day, way
            if piece.activity is not None:
                yield piece.activity, day, way


def met(pathway: str, requirement: Requirement, standings: tuple[Standing, ...], ways: OtherWays) -> Met | None:
    """Since when a requirement is met, by whichever way came first; None: not yet."""
    recorded = ways.recorded.get((pathway, requirement.id))
    found = (by_competencies(standings), in_another_way(requirement, standings, ways), recorded)
    first = min((each for each in found if each is not None), key=lambda each: each.on, default=None)
    if first is None or first.way is None or recorded is None:
        return first
    return replace(first, way=replace(first.way, recorded=True))


def by_competencies(standings: tuple[Standing, ...]) -> Met | None:
    """Every competency is reached; the last one to be reached gives the day and the word."""
    words = [standing.reached for standing in standings if standing.reached is not None]
    if not words or len(words) < len(standings):
        return None
    last = max(words, key=lambda word: word.on)
    return Met(on=last.on, by=last.by)


def in_another_way(requirement: Requirement, standings: tuple[Standing, ...], ways: OtherWays) -> Met | None:
    allowed = () if requirement.fulfilled_by is None else requirement.fulfilled_by.any
    found = [ways.done[name] for name in allowed if name in ways.done]
    for kind in (PRIOR_LEARNING, CREDENTIAL):
        if kind in allowed:
            pieces = tuple(piece for piece in ways.pieces if piece.kind == kind)
            shown = by_pieces(requirement, standings, pieces)
            if shown is not None:
                day, piece = shown
                found.append(Met(on=day, by="other_way", way=Way(kind=kind, name=kind, title=piece.title)))
    return min(found, key=lambda each: each.on, default=None)


def by_pieces(
    requirement: Requirement, standings: tuple[Standing, ...], pieces: tuple[Evidence, ...]
) -> tuple[date, Evidence] | None:
    """Since when every competency is reached or shown by such pieces, and the piece that came last; None: not all are.

    A requirement without competencies is met by a piece that names it, or one of its other ways, as its activity.
    """
    if not standings:
        names = {requirement.id, *(() if requirement.fulfilled_by is None else requirement.fulfilled_by.any)}
        return first_of(piece for piece in pieces if piece.activity in names or piece.id in names)
    shown = [first_of(pieces_showing(standing, pieces)) for standing in standings]
    days = [covered_on(standing, piece) for standing, piece in zip(standings, shown, strict=True)]
    last = max((each for each in shown if each is not None), key=lambda each: each[0], default=None)
    if last is None or None in days:
        return None
    return max(day for day in days if day is not None), last[1]


def pieces_showing(standing: Standing, pieces: tuple[Evidence, ...]) -> Iterator[Evidence]:
    return (piece for piece in pieces if any(shows_enough(result, standing) for result in piece.results))


def covered_on(standing: Standing, shown: tuple[date, Evidence] | None) -> date | None:
    """The day a competency was shown by a piece or reached, whichever came first."""
    days = (None if shown is None else shown[0], None if standing.reached is None else standing.reached.on)
    return min((day for day in days if day is not None), default=None)


def shows_enough(result: Result, standing: Standing) -> bool:
    """A result about the competency, or one that carries to it, that says no level, or one at or above the target."""
    carried = (*(each.result for each in standing.rating.left_out), *(each.result for each in standing.rating.scores))
    if result.competency != standing.ref and not any(each is result for each in carried):
        return False
    if result.points is not None:
        return at_or_above(level_at(standing.scale, result.points), standing.target)
    level = None if result.level is None else level_named(standing.scale, result.level)
    return level is None or at_or_above(level, standing.target)


def first_of(pieces: Iterable[Evidence]) -> tuple[date, Evidence] | None:
    dated = ((day, piece) for piece in pieces if (day := known_on(piece)) is not None)
    return min(dated, key=lambda each: each[0], default=None)
