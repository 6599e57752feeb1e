"""No id stands for two things, and no prerequisite leads back to itself."""

from collections.abc import Iterable, Iterator

from generator.check.case import Case, goals_of
from generator.model.groundwork import requirement_edges
from generator.model.pathway import cycles_in, names_in
from generator.problem import Place, Problem
from generator.records.commons import Commons
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
    """Nothing is its own prerequisite, directly or through others; a cycle is told with every name in it."""
    edges = {
        ref: names_in(competency.prerequisites)
        for ref, competency in commons.competencies.items()
        if competency.prerequisites is not None
    }
    for cycle in cycles_in(edges):
        prerequisites = commons.competencies[cycle[0]].prerequisites
        if prerequisites is not None:
            yield cycle_problem(prerequisites.place, cycle)
    for pathway in commons.pathways.values():
        yield from cycles_of_pathway(pathway, commons)


def cycles_of_pathway(pathway: Pathway, commons: Commons) -> Iterator[Problem]:
    """Among its requirements; and where these show none, through the competencies they ask for.

    A cycle among competencies alone is told where they are written, and not again for every pathway.
    """
    gates = {step.id: step.prerequisites for step in pathway.requirements}
    own = cycles_in({id_: names_in(gate) for id_, gate in gates.items()})
    for cycle in own or cycles_in(requirement_edges(pathway, commons.competencies)):
        gate = next((gates[id_] for id_ in cycle if gates[id_] is not None), None)
        if gate is not None:
            yield cycle_problem(gate.place, cycle)


def cycle_problem(place: Place, cycle: tuple[str, ...]) -> Problem:
    chain = " → ".join((*cycle, cycle[0]))
    return Problem(
        place, "prerequisite-cycle", f"nobody can ever start: {chain}", hint="Take one of these prerequisites away."
    )
