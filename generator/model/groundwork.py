"""What follows from the school's shared files alone: made once, used for every learner."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.calendar import SchoolDays, school_days_of, week_starts_of
from generator.model.carried import Carried, carried_of
from generator.model.lagging import adopted_moves
from generator.model.migration import Moves
from generator.model.pathway import Edges, downstream_of, names_in, reversed_edges
from generator.records.commons import Commons
from generator.records.framework import Competency, CompetencyRef, Condition
from generator.records.library import Pathway, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One pathway as a graph of its requirements.

    `conditions` holds what must be met before each: its own prerequisites and those of its competencies.
    `leads_to` are the direct edges forward, also through competencies that are no part of the pathway; `builds_on` the
    edges back, and `opens` forward, without those a longer way makes needless; `unlocks` counts everything downstream.
    `homes` leads from a competency to the requirements that ask for it. `beyond` are the competencies no requirement
    asks for that stand somewhere before one; `waiting` leads from every name of a condition to those whose condition
    names it.
    """

    homes: Mapping[CompetencyRef, tuple[str, ...]]
    conditions: Mapping[str, Condition]
    leads_to: Edges
    builds_on: Edges
    opens: Edges
    unlocks: Mapping[str, int]
    beyond: Mapping[CompetencyRef, Competency]
    waiting: Edges


@dataclass(frozen=True, slots=True, kw_only=True)
class Groundwork:
    school_days: SchoolDays
    week_starts: tuple[date, ...]
    leads_to: Mapping[CompetencyRef, tuple[CompetencyRef, ...]]  # competency → those that name it as prerequisite
    shapes: Mapping[str, Shape]  # by pathway id
    carried: Carried  # between versions of a framework
    adopted: tuple[Moves, ...]  # the migrations into versions that hold


def groundwork_of(commons: Commons) -> Groundwork:
    builds_on = {ref: names_in(competency.prerequisites) for ref, competency in commons.competencies.items()}
    school_days = school_days_of(commons.calendar)
    return Groundwork(
        school_days=school_days,
        week_starts=week_starts_of(school_days),
        leads_to={ref: later for ref, later in reversed_edges(builds_on).items() if later},
        shapes={id_: shape_of(pathway, commons.competencies) for id_, pathway in commons.pathways.items()},
        carried=carried_of(commons),
        adopted=adopted_moves(commons),
    )


def shape_of(pathway: Pathway, competencies: Mapping[CompetencyRef, Competency]) -> Shape:
    edges = requirement_edges(pathway, competencies)
    leads_to = reversed_edges(edges)
    builds_on = without_detours(edges)
    homes = homes_in(pathway)
    conditions = {each.id: condition_of(each, competencies) for each in pathway.requirements}
    beyond = beyond_of(conditions, homes, competencies)
    every_condition = {**conditions, **{ref: competency.prerequisites for ref, competency in beyond.items()}}
    return Shape(
        homes=homes,
        conditions=conditions,
        leads_to=leads_to,
        builds_on=builds_on,
        opens=reversed_edges(builds_on),
        unlocks={id_: len(downstream_of(id_, leads_to)) for id_ in edges},
        beyond=beyond,
        waiting=reversed_edges({name: names_in(condition) for name, condition in every_condition.items()}),
    )


def beyond_of(
    conditions: Mapping[str, Condition],
    homes: Mapping[CompetencyRef, tuple[str, ...]],
    competencies: Mapping[CompetencyRef, Competency],
) -> Mapping[CompetencyRef, Competency]:
    """The competencies of no requirement on all the ways back, as far as the ways go outside the pathway."""
    found: dict[CompetencyRef, Competency] = {}
    waiting = [name for condition in conditions.values() for name in names_in(condition)]
    while waiting:
        name = waiting.pop()
        if name in competencies and name not in homes and name not in found:
            found[name] = competencies[name]
            waiting += names_in(competencies[name].prerequisites)
    return found


def homes_in(pathway: Pathway) -> Mapping[CompetencyRef, tuple[str, ...]]:
    """The requirements that ask for each competency, in the order of the pathway."""
    homes: dict[CompetencyRef, tuple[str, ...]] = {}
    for requirement in pathway.requirements:
        for ref in requirement.competencies:
            homes[ref] = (*homes.get(ref, ()), requirement.id)
    return homes


def condition_of(requirement: Requirement, competencies: Mapping[CompetencyRef, Competency]) -> Condition:
    """All that must be met before a requirement is ready."""
    own = (competencies[ref].prerequisites for ref in requirement.competencies if ref in competencies)
    before = (requirement.prerequisites, *own)
    told = tuple(each for each in before if each is not None)
    return told[0] if len(told) == 1 else Condition(of=told, place=requirement.place)


def requirement_edges(pathway: Pathway, competencies: Mapping[CompetencyRef, Competency]) -> Edges:
    """Which requirements each one builds on, told by id, by competency, or through competencies outside the pathway.

    A cycle in these edges is a pathway nobody can walk, also where neither its requirements nor the competencies
    show one by themselves.
    """
    homes = homes_in(pathway)
    ids = {requirement.id for requirement in pathway.requirements}
    return {
        each.id: tuple(dict.fromkeys(homes_behind(each, ids, homes, competencies))) for each in pathway.requirements
    }


def homes_behind(
    requirement: Requirement,
    ids: set[str],
    homes: Mapping[CompetencyRef, tuple[str, ...]],
    competencies: Mapping[CompetencyRef, Competency],
) -> Iterator[str]:
    """The requirements met first on the way back from one, in the order they are named."""
    for way in ways_behind(requirement, ids, homes, competencies):
        yield way[-1]


def ways_behind(
    requirement: Requirement,
    ids: set[str],
    homes: Mapping[CompetencyRef, tuple[str, ...]],
    competencies: Mapping[CompetencyRef, Competency],
) -> Iterator[tuple[str, ...]]:
    """The ways back from one requirement to those met first, each with the competencies it leads through.

    A competency that several requirements ask for leads to the first of them: later ones ask for more of it.
    """
    waiting: deque[tuple[str, ...]] = deque((name,) for name in names_in(condition_of(requirement, competencies)))
    seen = set(requirement.competencies)
    while waiting:
        way = waiting.popleft()
        name = way[-1]
        if name in seen:
            continue
        seen.add(name)
        if name in ids:
            yield way
        elif name in homes:
            yield (*way, homes[name][0])
        elif name in competencies:
            waiting.extend((*way, before) for before in names_in(competencies[name].prerequisites))


def without_detours(edges: Edges) -> Edges:
    """The same order with fewer lines: an edge goes where another way already leads."""
    asked = {name for builds_on in edges.values() if len(builds_on) > 1 for name in builds_on if name in edges}
    upstream = {name: downstream_of(name, edges) for name in asked}  # in a chain of thousands, none
    return {
        name: tuple(
            needed
            for needed in builds_on
            if not any(needed in upstream.get(other, ()) for other in builds_on if other != needed)
        )
        for name, builds_on in edges.items()
    }
