"""Findings about evidence: handed in and not looked at, enough but not confirmed, too little, too much alike."""

from collections.abc import Iterator
from datetime import date

from generator.model.findings.finding import EvidenceLacks, Found, NeedOpen, Unconfirmed, WaitingEvidence
from generator.model.findings.sight import (
    Sight,
    arose_after,
    at_target,
    days_since,
    open_goals,
    school_day_after,
    waits_among,
)
from generator.model.picture import GoalPicture
from generator.model.standing_picture import Score, Standing
from generator.records.evidence import Evidence

LOOKED_AT_BY_NOBODY = frozenset(("self", "peer", "credential"))  # nothing in these waits for a teacher's eye


def waiting(sight: Sight) -> Iterator[Found]:
    """Handed in, and not looked at for as many school days as the clock allows."""
    allowed = sight.clock.waiting_evidence_after
    if allowed is None:
        return
    replaced = {piece.supersedes for piece in sight.picture.evidence if piece.excluded is None}
    for piece in sight.handed_in:
        day = piece.submitted_on
        if day is None or piece.id in replaced or days_since(sight, day) < allowed:
            continue
        refs = tuple(dict.fromkeys(result.competency for result in piece.results)) or refs_behind(piece, sight)
        yield Found(
            key=piece.id,
            about=(piece.id,),
            refs=refs,
            person=piece.assessor if is_staff(piece.assessor) else None,
            since=day,
            arose=arose_after(sight, day, allowed),
            why=WaitingEvidence(evidence=piece.id, submitted_on=day, competencies=refs),
        )


def refs_behind(piece: Evidence, sight: Sight) -> tuple[str, ...]:
    """The competencies of the goals whose criteria a piece shows."""
    goals = {name.partition(".")[0] for name in piece.shows}
    return tuple(standing.ref for goal in sight.picture.goals if goal.goal.id in goals for standing in goal.standings)


def is_staff(assessor: str | None) -> bool:
    """Whether an assessor is a person who could be asked, and not the learner."""
    return assessor is not None and assessor != "student"


def confirm(sight: Sight) -> Iterator[Found]:
    """Enough is shown, and a person's word is awaited for as long as evidence may wait."""
    allowed = sight.clock.waiting_evidence_after
    for goal, standing in standings_worked_on(sight):
        proposed = standing.proposed
        if allowed is None or proposed is None or days_since(sight, proposed.on) < allowed:
            continue
        evidence = None if proposed.evidence is None else proposed.evidence.id
        yield Found(
            key=standing.ref,
            about=(goal.goal.id, standing.ref),
            refs=(standing.ref,),
            person=None,
            since=proposed.on,
            arose=arose_after(sight, proposed.on, allowed),
            why=Unconfirmed(goal=goal.goal.id, competency=standing.ref, evidence=evidence),
        )


def thin(sight: Sight) -> Iterator[Found]:
    """The level is there, more pieces are needed, and none is planned before long: nobody offers an occasion."""
    for goal, standing, pieces in lacking(sight):
        allowed = sight.clock.thin_evidence_after or 0
        if standing.sufficiency.thin and not step_soon(goal, sight, allowed):
            yield from told_after(pieces[-1], pieces[-1], goal, standing, sight)


def one_sided(sight: Sight) -> Iterator[Found]:
    """The level is there with pieces enough, but they are too much alike, and more of the same does not help."""
    for goal, standing, pieces in lacking(sight):
        if standing.sufficiency.one_sided:
            enough = pieces[min(standing.sufficiency.rule.pieces, len(pieces)) - 1]
            yield from told_after(pieces[0], enough, goal, standing, sight)


def told_after(since: date, not_before: date, goal: GoalPicture, standing: Standing, sight: Sight) -> Iterator[Found]:
    level, allowed = standing.level, sight.clock.thin_evidence_after
    if level is None or allowed is None or days_since(sight, since) < allowed:
        return
    needs = (need for need in standing.sufficiency.needs if not need.met)
    yield Found(
        key=standing.ref,
        about=(goal.goal.id, standing.ref),
        refs=(standing.ref,),
        person=None,
        since=since,
        arose=max(arose_after(sight, since, allowed), not_before),
        why=EvidenceLacks(
            goal=goal.goal.id,
            competency=standing.ref,
            level=level.id,
            needs=tuple(NeedOpen(what=need.what, kind=need.kind, have=need.have, need=need.need) for need in needs),
        ),
    )


def lacking(sight: Sight) -> Iterator[tuple[GoalPicture, Standing, tuple[date, ...]]]:
    """What stands at its target without being reached, with the days of the pieces that show it, oldest first.

    Where a goal is stalled that is told instead; where work waits to be looked at, it comes first.
    """
    if sight.clock.thin_evidence_after is None:
        return
    waiting_for = {result.competency for piece in sight.handed_in for result in piece.results}
    for goal, standing in standings_worked_on(sight):
        days = days_at_target(standing.rating.scores, standing)
        if goal.stalled or standing.proposed is not None or waits_among(standing, waiting_for):
            continue
        if at_target(standing) and days:
            yield goal, standing, days


def days_at_target(scores: tuple[Score, ...], standing: Standing) -> tuple[date, ...]:
    """The day of each piece at or above the target, oldest first; undated ones have none."""
    found = {score.evidence.id: score.day for score in scores if score.points >= standing.target.points}
    return tuple(sorted(day for day in found.values() if day is not None))


def step_soon(goal: GoalPicture, sight: Sight, within: int) -> bool:
    """Whether a step of the goal is planned for a day before long: there the next piece can come from."""
    last = school_day_after(sight.own_days, sight.on, within)
    return any(
        step.status != "done" and step.by is not None and sight.on <= step.by <= last for step in goal.goal.activities
    )


def standings_worked_on(sight: Sight) -> Iterator[tuple[GoalPicture, Standing]]:
    """Every competency of an open goal that is not reached, each once."""
    seen: set[str] = set()
    for goal in open_goals(sight):
        for standing in goal.standings:
            if standing.reached is None and standing.ref not in seen:
                seen.add(standing.ref)
                yield goal, standing
