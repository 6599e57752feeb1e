"""Pathways and goals of two pictures of one learner, compared: what is ready next, how the pace is, when it ends.

A pace inside the buffer is one pace: on plan. Only what a page would say in other words is a change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.pathway_picture import Pace, PaceState, PathwayPicture
from generator.model.picture import GoalPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Finishing:
    """One side of a pathway's finish-by. `spare` in school days, negative: lacking."""

    state: str
    finish: date
    spare: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paced:
    """One side of a pace. `days` in school days from the plan, always positive; 0: on plan."""

    state: PaceState
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """How far a pathway has been walked: `reached` steps of those that completion asks for."""

    reached: int
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayChange:
    """What changes about a pathway of the plan. What is equal before and after stays as it is."""

    id: str  # the plan's: p1
    pathway: str
    ready_now: tuple[str, ...]  # requirement ids, most unlocking first
    ready_no_longer: tuple[str, ...]
    along_before: Along | None  # None: the plan does not follow it
    along_after: Along | None
    pace_before: Paced | None  # None: complete, not started yet, or not followed
    pace_after: Paced | None
    finish_before: Finishing | None  # None: complete, not followed, or nobody told how long steps take
    finish_after: Finishing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalChange:
    """A goal that goes on, and whose pace becomes other than it was for another reason than its pathway's."""

    id: str
    school_year: str
    before: Paced
    after: Paced


def pathway_changes(before: tuple[PathwayPicture, ...], after: tuple[PathwayPicture, ...]) -> Iterator[PathwayChange]:
    """A pathway is the same when the plan's id and the pathway itself are; one that is exchanged is two."""
    then, now = by_name(before), by_name(after)
    for id_, name in sorted({*then, *now}):
        change = pathway_change(id_, name, then.get((id_, name)), now.get((id_, name)))
        was = (change.along_before, change.pace_before, change.finish_before)
        if (
            change.ready_now
            or change.ready_no_longer
            or was != (change.along_after, change.pace_after, change.finish_after)
        ):
            yield change


def pathway_change(id_: str, name: str, old: PathwayPicture | None, new: PathwayPicture | None) -> PathwayChange:
    was_ready, is_ready = ready_in(old), ready_in(new)
    return PathwayChange(
        id=id_,
        pathway=name,
        ready_now=tuple(each for each in is_ready if each not in was_ready),
        ready_no_longer=tuple(each for each in was_ready if each not in is_ready),
        along_before=along(old),
        along_after=along(new),
        pace_before=None if old is None else paced(old.pace),
        pace_after=None if new is None else paced(new.pace),
        finish_before=finishing_of(old),
        finish_after=finishing_of(new),
    )


def by_name(pathways: Iterable[PathwayPicture]) -> dict[tuple[str, str], PathwayPicture]:
    return {(pathway.id, pathway.pathway.id): pathway for pathway in pathways}


def ready_in(pathway: PathwayPicture | None) -> tuple[str, ...]:
    return () if pathway is None else pathway.ready_next


def along(pathway: PathwayPicture | None) -> Along | None:
    return None if pathway is None else Along(reached=pathway.reached, needed=pathway.needed)


def paced(pace: Pace | None) -> Paced | None:
    if pace is None:
        return None
    return Paced(state=pace.state, days=0 if pace.state == "on_plan" else abs(pace.days_behind))


def finishing_of(pathway: PathwayPicture | None) -> Finishing | None:
    found = None if pathway is None else pathway.finish_by
    return None if found is None else Finishing(state=found.state, finish=found.finish, spare=found.spare)


def goal_changes(
    before: tuple[GoalPicture, ...], after: tuple[GoalPicture, ...], pathways: tuple[PathwayChange, ...]
) -> Iterator[GoalChange]:
    """A goal keeps its pathway's pace: told with the pathway, it is not told again."""
    told = {(pathway.pace_before, pathway.pace_after) for pathway in pathways}
    then = {named(goal): paced(goal.pace) for goal in before}
    for goal in sorted(after, key=named):
        was, now = then.get(named(goal)), paced(goal.pace)
        if was is not None and now is not None and was != now and (was, now) not in told:
            yield GoalChange(id=goal.goal.id, school_year=goal.school_year, before=was, after=now)


def named(goal: GoalPicture) -> tuple[str, str]:
    """Ids of goals begin anew each year."""
    return goal.school_year, goal.goal.id
