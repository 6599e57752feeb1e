"""What was met in another way is written down, so that no later change of a pathway can take it away."""

from collections.abc import Iterator

from generator.check.case import Case, did_you_mean, levels_for
from generator.model.as_of import records_on
from generator.model.fulfilled import Met, OtherWays, by_competencies, in_another_way, other_ways_of
from generator.model.standing import ledger_of, standing_of
from generator.problem import Place, Problem
from generator.records.library import Pathway, Requirement
from generator.records.plan import Fulfilled, PlanPathway


def fulfilled_steps_known(case: Case) -> Iterator[Problem]:
    """A record names a step. A warning only: what was met stays met when the step or the pathway is gone."""
    for year in case.records.years:
        for entry in year.plan.fulfilled:
            pathway = case.commons.pathways.get(entry.pathway)
            if pathway is None:
                yield nowhere(entry.place.at("pathway"), "pathway", entry.pathway, tuple(case.commons.pathways))
            elif entry.requirement not in (known := tuple(each.id for each in pathway.requirements)):
                yield nowhere(entry.place.at("requirement"), "step", entry.requirement, known)


def nowhere(place: Place, what: str, name: str, known: tuple[str, ...]) -> Problem:
    return Problem(
        place,
        "fulfilled-nowhere",
        f"there is no {what} {name!r} today, so what is recorded here shows nowhere",
        hint=did_you_mean(name, known) or "If it was taken out of the pathway, leave the record as it is.",
        severity="warning",
        length=len(name),
    )


def fulfilled_steps_recorded(case: Case) -> Iterator[Problem]:
    """A step that is met in another way is recorded in a plan; till then only today's list of ways says that it is."""
    recorded = {(entry.pathway, entry.requirement) for entry in entries_of(case)}
    for year in case.records.years:
        for followed in year.plan.pathways:
            pathway = case.commons.pathways.get(followed.pathway)
            open_steps = () if pathway is None else steps_with_ways(pathway, recorded)
            if pathway is not None and open_steps:
                yield from unrecorded(case, followed, pathway, open_steps)


def entries_of(case: Case) -> Iterator[Fulfilled]:
    for year in case.records.years:
        yield from year.plan.fulfilled


def steps_with_ways(pathway: Pathway, recorded: set[tuple[str, str]]) -> tuple[Requirement, ...]:
    return tuple(
        each for each in pathway.requirements if each.fulfilled_by is not None and (pathway.id, each.id) not in recorded
    )


def unrecorded(
    case: Case, followed: PlanPathway, pathway: Pathway, steps: tuple[Requirement, ...]
) -> Iterator[Problem]:
    ways = other_ways_of(records_on(case.records, case.on), case.commons, case.on)
    for step in steps:
        met = met_by_a_way(case, step, ways)
        if met is None or met.way is None:
            continue
        day, way = met.on.isoformat(), met.way.name
        yield Problem(
            followed.place.at("pathway"),
            "fulfilled-not-recorded",
            f"the step {step.id!r} has been met since {day} by {way}, and no plan holds that",
            hint="So that it stays met whatever the pathway asks for later, add under `fulfilled:` "
            f"{{pathway: {pathway.id}, requirement: {step.id}, way: {way}, on: {day}, by: your id}}.",
            severity="warning",
            length=len(pathway.id),
        )


def met_by_a_way(case: Case, step: Requirement, ways: OtherWays) -> Met | None:
    """None too where its competencies are reached: nothing can be lost then. Levels are asked only where need be."""
    known = case.commons.competencies
    if any(ref not in known or not levels_for(ref, case.commons) for ref in step.competencies):
        return None  # no such competency, or no scale to judge it on: told by the references
    if not ways.pieces and not any(name in ways.done for name in (step.fulfilled_by.any if step.fulfilled_by else ())):
        return None
    ledger = ledger_of(records_on(case.records, case.on), case.on, case.groundwork.carried)
    standings = tuple(standing_of(ref, step.level, ledger, case.commons) for ref in step.competencies)
    if by_competencies(standings) is not None:
        return None
    return in_another_way(step, standings, ways)
