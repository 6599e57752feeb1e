"""Two pictures of one learner, compared: what would become different if what the second one was made from held.

Reached does not evaporate as days pass; but another method works the whole history out anew, and what it takes away
again is exactly what people must see before it holds. Only ids and numbers are kept: who is affected can be kept for
a whole school when the pictures are long gone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from generator.model.compared_paces import GoalChange, PathwayChange, goal_changes, pathway_changes
from generator.model.other_scale import SAME_LEVELS, Carried, named_now
from generator.model.picture import Picture
from generator.model.standing_picture import Need, Standing
from generator.records.framework import CompetencyRef
from generator.records.school import Calculation, EvidenceRule

Replaced: TypeAlias = Mapping[CompetencyRef, tuple[CompetencyRef, ...]]
NOTHING_REPLACED: Replaced = {}
LevelMove = Literal["up", "down", "newly_rated", "no_longer_rated", "other_scale"]
ReachedMove = Literal["newly", "no_longer", "other_day", "newly_proposed", "no_longer_proposed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One side of a competency."""

    level: str | None  # id of what is shown; None: not rated
    value: Decimal | None  # what the method makes of the scores
    reached: date | None
    proposed: date | None  # enough to be reached, waiting for a person
    lacking: tuple[Need, ...]  # what the evidence rule still asks for


NOWHERE = Told(level=None, value=None, reached=None, proposed=None, lacking=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason: a setting's name as the files have it, or "scale", "target", "confirm", "evidence", "results",
    "judgement" or "word" (a person's or a former school's); and both sides as they are written."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyChange:
    """`level` or `reached` None: that stays as it is; never both."""

    ref: CompetencyRef
    was: CompetencyRef | None  # of an earlier version of the framework, with which it is compared; None: with itself
    method: str  # of the second side
    before: Told
    after: Told
    level: LevelMove | None
    reached: ReachedMove | None
    why: tuple[Why, ...]  # empty: neither settings, evidence nor people's words about this competency changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that changes for one learner; never nothing."""

    learner: str
    competencies: tuple[CompetencyChange, ...]  # by ref
    pathways: tuple[PathwayChange, ...]  # by id
    goals: tuple[GoalChange, ...] = ()  # by school year and id: those whose pace no pathway tells


def compared(
    before: Picture, after: Picture, carried: Carried = SAME_LEVELS, replaced: Replaced = NOTHING_REPLACED
) -> Difference | None:
    """None: this learner is not affected.

    `carried`: levels that only have another name on the second side; `replaced`: the competencies of an earlier
    version of a framework that one took the place of, with which it is compared where it was not there before.
    """
    pathways = tuple(pathway_changes(before.pathways, after.pathways))
    difference = Difference(
        learner=after.learner.learner,
        competencies=tuple(competency_changes(before, after, carried, replaced)),
        pathways=pathways,
        goals=tuple(goal_changes(before.goals, after.goals, pathways)),
    )
    return difference if difference.competencies or difference.pathways or difference.goals else None


def competency_changes(
    before: Picture, after: Picture, carried: Carried, replaced: Replaced
) -> Iterator[CompetencyChange]:
    confirming = (confirms(before), confirms(after))
    for ref in sorted({*before.standings, *after.standings}):
        now = after.standings.get(ref)
        then = next((before.standings[one] for one in (ref, *replaced.get(ref, ())) if one in before.standings), None)
        level, reached = level_move(then, now, carried), reached_move(told(then), told(now))
        if level is None and reached is None:
            continue
        yield CompetencyChange(
            ref=ref,
            was=None if then is None or then.ref == ref else then.ref,
            method=method_of(now or then),
            before=told(then),
            after=told(now),
            level=level,
            reached=reached,
            why=() if then is None or now is None else tuple(reasons(then, now, confirming)),
        )


def told(standing: Standing | None) -> Told:
    if standing is None:
        return NOWHERE
    return Told(
        level=None if standing.level is None else standing.level.id,
        value=standing.rating.value,
        reached=None if standing.reached is None else standing.reached.on,
        proposed=None if standing.proposed is None else standing.proposed.on,
        lacking=tuple(need for need in standing.sufficiency.needs if not need.met),
    )


def method_of(standing: Standing | None) -> str:
    return "" if standing is None else standing.rating.calculation.method


def confirms(picture: Picture) -> str:
    return "model" if picture.school.reached is None else picture.school.reached.confirm


def level_move(then: Standing | None, now: Standing | None, carried: Carried) -> LevelMove | None:
    """Up and down are told on the second side's scale, where it knows both levels."""
    old, new = told(then).level, told(now).level
    if old is not None and then is not None:
        old = named_now(old, then.ref, carried)
    if old == new:
        return None
    if old is None or new is None or now is None:
        return "newly_rated" if old is None else "no_longer_rated"
    order = [level.id for level in now.scale.levels]
    if old not in order:
        return "other_scale"
    return "up" if order.index(new) > order.index(old) else "down"


def reached_move(then: Told, now: Told) -> ReachedMove | None:
    if (then.reached is None) != (now.reached is None):
        return "newly" if then.reached is None else "no_longer"
    if then.reached != now.reached:
        return "other_day"
    if (then.proposed is None) == (now.proposed is None):
        return None
    return "newly_proposed" if then.proposed is None else "no_longer_proposed"


def reasons(then: Standing, now: Standing, confirming: tuple[str, str]) -> Iterator[Why]:
    """What differs between the two sides, settings first; the order of fields is that of the files."""
    yield from settings_changed(then.rating.calculation, now.rating.calculation)
    yield from settings_changed(then.sufficiency.rule, now.sufficiency.rule)
    asked = (
        ("scale", levels_of(then), levels_of(now)),
        ("target", then.target.id, now.target.id),
        ("confirm", *confirming),
        ("evidence", pieces_behind(then), pieces_behind(now)),
        ("judgement", judged(then), judged(now)),
        ("word", word_of(then), word_of(now)),
    )
    found = tuple(Why(what=what, before=before, after=after) for what, before, after in asked if before != after)
    yield from found
    if not any(each.what == "evidence" for each in found) and results_of(then) != results_of(now):
        yield Why(what="results", before=results_of(then), after=results_of(now))


def settings_changed(then: Calculation | EvidenceRule, now: Calculation | EvidenceRule) -> Iterator[Why]:
    """Both are of one kind."""
    for field in fields(now):
        before, after = getattr(then, field.name), getattr(now, field.name)
        if field.name != "place" and before != after:
            yield Why(what=field.name, before=written(before), after=written(after))


def written(value: object) -> str:
    """A setting's value in a few letters; a list in its order, nothing for what is not set."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def levels_of(standing: Standing) -> str:
    return ", ".join(f"{level.id} {level.points}" for level in standing.scale.levels)


def pieces_behind(standing: Standing) -> str:
    return ", ".join(score.evidence.id for score in standing.rating.scores)


def results_of(standing: Standing) -> str:
    return ", ".join(str(score.points) for score in standing.rating.scores)


def judged(standing: Standing) -> str:
    return "" if standing.judgement is None else f"{standing.judgement.level} by {standing.judgement.by}"


def word_of(standing: Standing) -> str:
    """By whose word it is reached, where that is not the model's own."""
    reached = standing.reached
    if reached is None or reached.by == "model":
        return ""
    return f"a {'former school' if reached.by == 'accepted' else 'person'} on {reached.on}"
