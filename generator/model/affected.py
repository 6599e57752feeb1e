"""How many are affected by a change: counts of differences, and where they come from. Never who more than whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.compared import Difference, LevelMove, ReachedMove

LEVEL_MOVES: tuple[LevelMove, ...] = ("up", "down", "newly_rated", "no_longer_rated", "other_scale")
REACHED_MOVES: tuple[ReachedMove, ...] = ("newly", "no_longer", "other_day", "newly_proposed", "no_longer_proposed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many learners, and how many competencies, pathways or goals of theirs taken together."""

    learners: int
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The part of the changes that concerns one framework under one method."""

    framework: str
    method: str
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """`looked_at` counts the learners whose files could be read on both sides."""

    looked_at: int
    affected: int
    levels: Mapping[LevelMove, Count]
    reached: Mapping[ReachedMove, Count]
    ready_next: Count
    pace: Count
    finish_by: Count
    shares: tuple[Share, ...]  # by framework, then method


def totals_of(differences: tuple[Difference, ...], looked_at: int) -> Totals:
    pathways = tuple((each.learner, pathway) for each in differences for pathway in each.pathways)
    goals = (each.learner for each in differences for _ in each.goals)
    return Totals(
        looked_at=looked_at,
        affected=len(differences),
        levels={move: count_of(moved_level(differences, move)) for move in LEVEL_MOVES},
        reached={move: count_of(moved_reached(differences, move)) for move in REACHED_MOVES},
        ready_next=count_of(who for who, each in pathways if each.ready_now or each.ready_no_longer),
        pace=count_of((*goals, *(who for who, each in pathways if each.pace_before != each.pace_after))),
        finish_by=count_of(who for who, each in pathways if each.finish_before != each.finish_after),
        shares=shares_of(differences),
    )


def moved_level(differences: tuple[Difference, ...], move: LevelMove) -> Iterable[str]:
    return (each.learner for each in differences for change in each.competencies if change.level == move)


def moved_reached(differences: tuple[Difference, ...], move: ReachedMove) -> Iterable[str]:
    return (each.learner for each in differences for change in each.competencies if change.reached == move)


def count_of(whose: Iterable[str]) -> Count:
    """`whose`: the learner of each change."""
    named = tuple(whose)
    return Count(learners=len(set(named)), times=len(named))


def shares_of(differences: tuple[Difference, ...]) -> tuple[Share, ...]:
    whose: dict[tuple[str, str], list[str]] = {}
    for each in differences:
        for change in each.competencies:
            whose.setdefault((change.ref.partition(":")[0], change.method), []).append(each.learner)
    return tuple(
        Share(framework=framework, method=method, count=count_of(whose[framework, method]))
        for framework, method in sorted(whose)
    )
