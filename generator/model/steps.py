"""One pathway on the day: each requirement with its state, what is ready next, and how many are still asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from generator.model.fulfilled import Met, OtherWays, met
from generator.model.groundwork import Shape
from generator.model.pathway import is_met, missing_in, still_open
from generator.model.pathway_picture import Pace, PathwayPicture, Step
from generator.model.standing_picture import Standing
from generator.records.framework import CompetencyRef
from generator.records.library import Pathway, Requirement
from generator.records.plan import PlanPathway

Standings: TypeAlias = Mapping[tuple[CompetencyRef, str | None], Standing]  # by competency and the target's name
State = Literal["reached", "ready", "blocked", "working"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """A pathway with what this learner has met of it."""

    pathway: Pathway
    shape: Shape
    standings: Mapping[str, tuple[Standing, ...]]  # by requirement id
    met: Mapping[str, Met]  # by requirement id; missing: not reached
    known: frozenset[CompetencyRef]  # reached anywhere, or standing behind a requirement that is met


def walked(pathway: Pathway, shape: Shape, standings: Standings, ways: OtherWays) -> Walked:
    own = {each.id: tuple(standings[ref, each.level] for ref in each.competencies) for each in pathway.requirements}
    reached = {
        each.id: found
        for each in pathway.requirements
        if (found := met(pathway.id, each, own[each.id], ways)) is not None
    }
    behind = {ref for each in pathway.requirements if each.id in reached for ref in each.competencies}
    proficient = {ref for (ref, target), standing in standings.items() if target is None and standing.reached}
    return Walked(pathway=pathway, shape=shape, standings=own, met=reached, known=frozenset(behind | proficient))


def asked_for(pathway: Pathway, reached: frozenset[str]) -> tuple[Requirement, ...]:
    """The requirements completion asks for, in the order they are planned.

    Where only some are asked for, those reached come first, then the rest as written, then the optional ones: what
    a learner leaves out is never called late.
    """
    completion = pathway.completion
    if completion is None or (completion.at_least is None and completion.points is None):
        return tuple(each for each in pathway.requirements if not each.optional)
    by_choice = sorted(pathway.requirements, key=lambda each: (each.id not in reached, each.optional))
    if completion.at_least is not None:
        return tuple(by_choice[: completion.at_least])
    return until_points(tuple(by_choice), completion.points or Decimal(0))


def until_points(by_choice: tuple[Requirement, ...], points: Decimal) -> tuple[Requirement, ...]:
    """As many as it takes for their credit to add up; all of them where it never does."""
    gathered = Decimal(0)
    for number, each in enumerate(by_choice):
        if gathered >= points:
            return by_choice[:number]
        gathered += each.credit or Decimal(0)
    return by_choice


def is_complete(pathway: Pathway, asked: tuple[Requirement, ...], reached: frozenset[str]) -> bool:
    if not all(each.id in reached for each in asked):
        return False
    completion = pathway.completion
    if completion is not None and completion.at_least is not None:
        return len(asked) >= completion.at_least
    if completion is not None and completion.points is not None:
        return sum((each.credit or Decimal(0) for each in asked), Decimal(0)) >= completion.points
    return bool(asked)


def picture_of_pathway(
    agreed: PlanPathway,
    walk: Walked,
    due: Mapping[str, date],
    finish: date,
    stated_on: date,
    pace: Pace | None,
    working: Mapping[CompetencyRef, str],
) -> PathwayPicture:
    """`due` by requirement id; `working` leads from a competency to the active goal that works on it."""
    reached = frozenset(walk.met)
    asked = asked_for(walk.pathway, reached)
    steps = tuple(step_of(requirement, walk, due, working) for requirement in walk.pathway.requirements)
    completion = walk.pathway.completion
    return PathwayPicture(
        id=agreed.id,
        pathway=walk.pathway,
        start=agreed.start,
        finish=finish,
        steps=steps,
        reached=sum(each.id in reached for each in asked),
        needed=(completion and completion.at_least) or len(asked),
        complete=is_complete(walk.pathway, asked, reached),
        ready_next=ready_next(steps),
        stated_on=stated_on,
        pace=pace,
        most_recent=most_recent(walk),
    )


def step_of(
    requirement: Requirement, walk: Walked, due: Mapping[str, date], working: Mapping[CompetencyRef, str]
) -> Step:
    found = walk.met.get(requirement.id)
    missing = () if found else missing_before(requirement, walk)
    goal = next((working[ref] for ref in requirement.competencies if ref in working), None)
    standings = walk.standings[requirement.id]
    return Step(
        requirement=requirement,
        standings=standings,
        state=state_of(found, missing, goal, standings),
        reached_on=None if found is None else found.on,
        by=None if found is None else found.by,
        way=None if found is None else found.way,
        due=due.get(requirement.id),
        builds_on=walk.shape.builds_on[requirement.id],
        missing=missing,
        unlocks=walk.shape.unlocks[requirement.id],
        goal=goal,
        waits_for=None
        if not missing
        else still_open(
            walk.shape.conditions[requirement.id], known_to(requirement, walk), lambda name: told_by(name, walk)
        ),
        opens=walk.shape.opens[requirement.id],
    )


def state_of(found: Met | None, missing: tuple[str, ...], goal: str | None, standings: tuple[Standing, ...]) -> State:
    """Reached; being worked on (an active goal names it, or it is ready and has evidence); ready; blocked."""
    if found is not None:
        return "reached"
    if goal is not None:
        return "working"
    if missing:
        return "blocked"
    return "working" if any(standing.rating.scores for standing in standings) else "ready"


def missing_before(requirement: Requirement, walk: Walked) -> tuple[str, ...]:
    """What is still to be reached before a requirement is ready.

    A competency that another requirement of the pathway asks for is told by that requirement.
    """
    names = missing_in(walk.shape.conditions[requirement.id], known_to(requirement, walk))
    return tuple(dict.fromkeys(told_by(name, walk) for name in names))


def told_by(name: str, walk: Walked) -> str:
    return walk.shape.homes.get(name, (name,))[0]


def known_to(requirement: Requirement, walk: Walked) -> Callable[[str], bool]:
    """What a requirement can build on: all that is reached, and its own competencies, which go together."""
    return lambda name: name in walk.met or name in walk.known or name in requirement.competencies


def ready_next(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Not reached and nothing missing (the outer fringe), most unlocking first, then as written."""
    ready = [step for step in steps if step.state != "reached" and not step.missing]
    return tuple(step.requirement.id for step in sorted(ready, key=lambda step: -step.unlocks))


def most_recent(walk: Walked) -> tuple[str, ...]:
    """Reached, and every reached requirement after it would be ready without it (the inner fringe)."""
    by_id = {each.id: each for each in walk.pathway.requirements}
    return tuple(
        id_
        for id_ in by_id
        if id_ in walk.met
        and all(
            ready_without(by_id[id_], by_id[later], walk) for later in walk.shape.leads_to[id_] if later in walk.met
        )
    )


def ready_without(left_out: Requirement, later: Requirement, walk: Walked) -> bool:
    taken_away = {left_out.id, *left_out.competencies} - set(later.competencies)
    known = known_to(later, walk)
    return is_met(walk.shape.conditions[later.id], lambda name: name not in taken_away and known(name))
