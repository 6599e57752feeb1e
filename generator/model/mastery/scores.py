"""Which results enter a rating, in which order and from which day; and which never do, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from generator.model.mastery.scale import level_at
from generator.model.mastery.yardstick import Yardstick
from generator.model.standing_picture import LeftOut, LeftOutReason, Score
from generator.records.evidence import Evidence, Result
from generator.records.framework import CompetencyRef
from generator.records.school import Calculation, EvidenceKind

NEVER_COUNT: tuple[EvidenceKind, ...] = ("self", "prior_learning")  # shown beside a rating, never mixed into it

Mention: TypeAlias = tuple[Evidence, Result]  # one result of a piece of evidence about one competency


class Stretch(NamedTuple):  # as Score is
    """A score and the days on which it counts: from `known` on, and no longer from `replaced` on.

    `known` is date.min for an undated result; `replaced` is date.max where nothing supersedes the piece.
    """

    score: Score
    known: date
    replaced: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """Everything the evidence says about one competency before a day is asked; `stretches` oldest first."""

    stretches: tuple[Stretch, ...] = ()
    never: tuple[LeftOut, ...] = ()


def mentions_in(evidence: tuple[Evidence, ...]) -> Mapping[CompetencyRef, tuple[Mention, ...]]:
    """The results about each competency, in the order of the files."""
    found: dict[CompetencyRef, list[Mention]] = {}
    for piece in evidence:
        for result in piece.results:
            found.setdefault(result.competency, []).append((piece, result))
    return {ref: tuple(mentions) for ref, mentions in found.items()}


def known_on(piece: Evidence) -> date | None:
    """The day from which a piece speaks: when it was assessed, else handed in; None: undated, counts as oldest."""
    return piece.assessed_on or piece.submitted_on


def speaks_from(piece: Evidence) -> date:
    """The day from which a piece counts: known_on, else when it was entered; date.min: always, for nobody says when.

    A piece that nobody dated is put first, but it changes no day on which it was not there yet.
    """
    return known_on(piece) or piece.entered_on or date.min


def replaced_from(evidence: tuple[Evidence, ...]) -> Mapping[str, date]:
    """For each superseded piece, the day from which another stands in its place.

    A piece replaces another once it has been looked at (it holds a score) and as long as it is not excluded; it
    also replaces what that one had replaced. Before that day the earlier piece counted, and what it reached stands.
    """
    supersedes = {piece.id: piece.supersedes for piece in evidence if piece.supersedes is not None}
    days: dict[str, date] = {}
    for piece in evidence:
        if piece.supersedes is None or piece.excluded is not None or not holds_a_score(piece):
            continue
        day = speaks_from(piece)
        for earlier in chain_from(piece.supersedes, supersedes, piece.id):
            days[earlier] = min(day, days.get(earlier, date.max))
    return days


def chain_from(first: str, supersedes: Mapping[str, str], own: str) -> Iterable[str]:
    """One piece and all it had replaced, each once; a circle ends where it began."""
    seen = {own}
    earlier: str | None = first
    while earlier is not None and earlier not in seen:
        yield earlier
        seen.add(earlier)
        earlier = supersedes.get(earlier)


def holds_a_score(piece: Evidence) -> bool:
    return any(result.level is not None or result.points is not None for result in piece.results)


def considered(mentions: tuple[Mention, ...], replaced: Mapping[str, date], yardstick: Yardstick) -> Considered:
    """The results about one competency sorted out, the scores oldest first.

    The order is the day by the calculation's date basis, then the order of the files; undated first.
    """
    stretches: list[Stretch] = []
    never: list[LeftOut] = []
    for piece, result in mentions:
        why = never_because(piece, result, yardstick.calculation)
        score = None if why else score_of(piece, result, yardstick)
        if score is None:
            never.append(LeftOut(evidence=piece, result=result, why=why or "no_score"))
            continue
        stretches.append(Stretch(score, speaks_from(piece), replaced.get(piece.id, date.max)))
    stretches.sort(key=lambda stretch: stretch.score.day or date.min)
    return Considered(stretches=tuple(stretches), never=tuple(never))


def never_because(piece: Evidence, result: Result, calculation: Calculation) -> LeftOutReason | None:
    """Why a result can never enter the rating; None: it can, if it holds a score."""
    if piece.excluded is not None:
        return "excluded"
    if piece.kind in NEVER_COUNT or piece.kind not in calculation.counts:
        return "kind_does_not_count"
    if not result.counts:
        return "result_does_not_count"
    return "criterion_only" if result.criterion is not None else None


def score_of(piece: Evidence, result: Result, yardstick: Yardstick) -> Score | None:
    """A result as points and the level they stand for; None: it holds neither points nor a level of the scale."""
    points = result.points
    level = yardstick.named.get(result.level or "") if points is None else level_at(yardstick.scale, points)
    if level is None:
        return None
    day = day_by_basis(piece, yardstick.calculation)
    return Score(level.points if points is None else points, level, day, piece, result)


def day_by_basis(piece: Evidence, calculation: Calculation) -> date | None:
    """The day that puts results in order; where the chosen date is missing, the other one stands in."""
    if calculation.date_basis == "submitted_on":
        return piece.submitted_on or piece.assessed_on
    return piece.assessed_on or piece.submitted_on


def scores_on(all_seen: Considered, day: date) -> tuple[Score, ...]:
    """The scores that counted on this day, oldest first."""
    return tuple([score for score, known, replaced in all_seen.stretches if known <= day < replaced])


def told_apart_on(all_seen: Considered, day: date) -> tuple[tuple[Score, ...], tuple[LeftOut, ...]]:
    """The scores that counted on this day, oldest first; and what did not enter the rating, with why."""
    scores: list[Score] = []
    later: list[LeftOut] = []
    for score, known, replaced in all_seen.stretches:
        if known > day:
            later.append(LeftOut(evidence=score.evidence, result=score.result, why="after_the_day"))
        elif replaced <= day:
            later.append(LeftOut(evidence=score.evidence, result=score.result, why="superseded"))
        else:
            scores.append(score)
    return tuple(scores), (*all_seen.never, *later)
