"""No id stands for two things, and no prerequisite leads back to itself."""

from collections.abc import Iterable, Iterator

from generator.check.case import Case, goals_of
from generator.model.groundwork import homes_in, requirement_edges, ways_behind
from generator.model.pathway import cycles_in, names_in
from generator.problem import Place, Problem
from generator.records.commons import Commons
from generator.records.framework import CompetencyRef
from generator.records.library import Pathway


def each_once(what: str, named: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    """Ids that stand for two things; the second one is the problem, the first is told."""
    first: dict[str, Place] = {}
    for id_, place in named:
        if id_ in first:
            yield Problem(
                place.at("id"),
                "repeated-id",
                f"{what} {id_!r} is there twice; the first is at {first[id_].at('id')}",
                hint="Give the second one an id that was never used.",
                length=len(id_),
            )
        first.setdefault(id_, place)


def learner_ids_once(case: Case) -> Iterator[Problem]:
    """Within one learner: evidence, goals of all years, goals' parts, pathways and judgements of a plan, supports."""
    yield from each_once("evidence", ((piece.id, piece.place) for piece in case.records.evidence))
    yield from each_once("support", ((support.id, support.place) for support in case.records.supports))
    for year in case.records.years:
        yield from each_once("pathway", ((followed.id, followed.place) for followed in year.plan.pathways))
        yield from each_once("judgement", ((judgement.id, judgement.place) for judgement in year.plan.judgements))
    for _, goal in goals_of(case):
        yield from each_once("criterion", ((part.id, part.place) for part in goal.success_criteria))
        yield from each_once("activity", ((part.id, part.place) for part in goal.activities))
    yield from each_once("goal", ((goal.id, goal.place) for _, goal in goals_of(case)))
    yield from each_once("family entry", ((entry.id, entry.place) for entry in case.records.learner.family))


def shared_ids_once(commons: Commons) -> Iterator[Problem]:
    """Within shared files: requirements of a pathway, terms of a year, levels of a scale, rubric rows."""
    for pathway in commons.pathways.values():
        yield from each_once("requirement", ((part.id, part.place) for part in pathway.requirements))
    for year in commons.calendar.years.values():
        yield from each_once("term", ((term.id, term.place) for term in year.terms))
    for scale in commons.school.scales.values():
        yield from each_once("level", ((level.id, level.place) for level in scale.levels))
    for competency in commons.competencies.values():
        yield from each_once("rubric row", ((part.id, part.place) for part in competency.rubric))


def no_cycles(commons: Commons) -> Iterator[Problem]:
    """Nothing is its own prerequisite, directly or through others; a cycle is told with every name in it.

    A cycle through one choice of an any-of counts too, though another choice might lead past it: a step that can come
    both before and after another has no place on a map, and nobody could say which comes first.
    """
    edges = {
        ref: names_in(competency.prerequisites)
        for ref, competency in commons.competencies.items()
        if competency.prerequisites is not None
    }
    cycles = cycles_in(edges)
    for cycle in cycles:
        prerequisites = commons.competencies[cycle[0]].prerequisites
        if prerequisites is not None:
            yield cycle_problem(prerequisites.place, cycle)
    for pathway in commons.pathways.values():
        yield from cycles_of_pathway(pathway, commons, frozenset(name for cycle in cycles for name in cycle))


def cycles_of_pathway(pathway: Pathway, commons: Commons, told: frozenset[CompetencyRef]) -> Iterator[Problem]:
    """Among its requirements, by themselves and through the competencies they ask for or wait for.

    `told`: competencies in a cycle of their own, which is told where they are written, and not again for every pathway.
    """
    steps = {step.id: step for step in pathway.requirements}
    own = cycles_in({id_: names_in(step.prerequisites) for id_, step in steps.items()})
    hidden = cycles_in(requirement_edges(pathway, commons.competencies))
    for cycle in (*own, *(cycle for cycle in hidden if cycle not in own)):
        names = cycle if cycle in own else with_names_between(cycle, pathway, commons)
        gated = next((steps[id_].prerequisites for id_ in cycle if steps[id_].prerequisites is not None), None)
        if gated is not None or told.isdisjoint(names):
            yield cycle_problem(steps[cycle[0]].place if gated is None else gated.place, names)


def with_names_between(cycle: tuple[str, ...], pathway: Pathway, commons: Commons) -> tuple[str, ...]:
    """The cycle with the competencies between its requirements."""
    steps = {step.id: step for step in pathway.requirements}
    homes = homes_in(pathway)
    names: list[str] = []
    for id_, needed in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
        ways = ways_behind(steps[id_], set(steps), homes, commons.competencies)
        way = next(way for way in ways if way[-1] == needed)
        names += (id_, *way[:-1])
    return tuple(names)


def cycle_problem(place: Place, cycle: tuple[str, ...]) -> Problem:
    chain = " → ".join((*cycle, cycle[0]))
    return Problem(
        place, "prerequisite-cycle", f"nobody can ever start: {chain}", hint="Take one of these prerequisites away."
    )
