"""Which plans still name an earlier version of a framework that a later, adopted one has taken the place of."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.migration import Moves, framework_in, is_open, moves_into, open_goals, still_named
from generator.problem import Place
from generator.records.commons import Commons, PlanYear
from generator.records.framework import CompetencyRef, FrameworkId


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """One plan that names an earlier version, at the first place that does."""

    place: Place
    name: str  # what stands there
    earlier: FrameworkId
    moves: Moves
    goals: tuple[str, ...]  # ids of the goals that could move


def adopted_moves(commons: Commons) -> tuple[Moves, ...]:
    """Migrations into versions that hold: a draft is still being written, a deprecated one no longer matters."""
    adopted = (name for name, framework in commons.frameworks.items() if framework.status == "adopted")
    return tuple(moves for name in adopted if (moves := moves_into(name, commons)) is not None)


def goes_somewhere(ref: CompetencyRef, moves: Moves) -> bool:
    move = moves.by_ref.get(ref)
    return move is not None and bool(move.to)


def lags_of(years: tuple[PlanYear, ...], moves: Moves) -> Iterator[Lag]:
    """One for each open plan and earlier version. What has nowhere to go does not lag."""
    for year in years:
        if not is_open(year):
            continue
        for earlier in moves.earlier:
            lag = lag_of(year, earlier, moves)
            if lag is not None:
                yield lag


def lag_of(year: PlanYear, earlier: FrameworkId, moves: Moves) -> Lag | None:
    aims = [
        (goal.id, aim)
        for goal, _ in open_goals((year,))
        for aim in goal.competencies
        if framework_in(aim.ref) == earlier and goes_somewhere(aim.ref, moves)
    ]
    goals = tuple(dict.fromkeys(id_ for id_, _ in aims))
    names = year.plan.frameworks
    if earlier in names and (goals or earlier not in still_named((year,))):
        place = year.plan.place.at("frameworks", names.index(earlier))
        return Lag(place=place, name=earlier, earlier=earlier, moves=moves, goals=goals)
    if aims:
        aim = aims[0][1]
        return Lag(place=aim.place.at("ref"), name=aim.ref, earlier=earlier, moves=moves, goals=goals)
    return None
