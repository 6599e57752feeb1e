"""A framework put on another scale: what was seen at a level of the old one is told by a level of the new one.

A level becomes the one of the same id; failing that, the highest whose points it has, and the lowest where it has
fewer. Nothing is stretched: who changes points as well as names must look at the levels, which are told.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from generator.model.mastery.scale import level_at, level_named
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.evidence import Evidence
from generator.records.framework import CompetencyRef
from generator.records.library import Pathway
from generator.records.plan import Goal
from generator.records.school import Scale

Levels: TypeAlias = Mapping[str, str]  # level ids: old → new
Carried: TypeAlias = Mapping[str, Levels]  # by framework
SAME_LEVELS: Carried = {}


def carried_between(old: Scale, new: Scale) -> Levels:
    """Every level of the old scale by its level of the new one; empty: the scales are the same."""
    if old.levels == new.levels:
        return {}
    return {level.id: (level_named(new, level.id) or level_at(new, level.points)).id for level in old.levels}


def named_now(level: str, ref: CompetencyRef, carried: Carried) -> str:
    return carried.get(ref.partition(":")[0], {}).get(level, level)


def asked_now(level: str | None, ref: CompetencyRef, carried: Carried) -> str | None:
    return None if level is None else named_now(level, ref, carried)


def pathways_carried(commons: Commons, carried: Carried) -> Commons:
    if not carried:
        return commons
    return replace(commons, pathways={id_: pathway_on(each, carried) for id_, each in commons.pathways.items()})


def pathway_on(pathway: Pathway, carried: Carried) -> Pathway:
    """A requirement has one level for all its competencies: that of the first of them leads."""
    return replace(
        pathway,
        requirements=tuple(
            replace(each, level=asked_now(each.level, each.competencies[0], carried)) if each.competencies else each
            for each in pathway.requirements
        ),
    )


def records_carried(records: LearnerRecords, carried: Carried) -> LearnerRecords:
    """The records as they would read on the new scales: results, targets, and people's and schools' words."""
    if not carried:
        return records
    accepted = (replace(word, level=named_now(word.level, word.ref, carried)) for word in records.learner.accepted)
    return replace(
        records,
        learner=replace(records.learner, accepted=tuple(accepted)),
        years=tuple(year_on(year, carried) for year in records.years),
        evidence=tuple(piece_on(piece, carried) for piece in records.evidence),
    )


def year_on(year: PlanYear, carried: Carried) -> PlanYear:
    judgements = (replace(word, level=named_now(word.level, word.competency, carried)) for word in year.plan.judgements)
    reached = (replace(word, level=named_now(word.level, word.competency, carried)) for word in year.plan.reached)
    return replace(
        year,
        plan=replace(year.plan, judgements=tuple(judgements), reached=tuple(reached)),
        goals=tuple(goal_on(goal, carried) for goal in year.goals),
    )


def goal_on(goal: Goal, carried: Carried) -> Goal:
    aims = (replace(aim, target=asked_now(aim.target, aim.ref, carried)) for aim in goal.competencies)
    return replace(goal, competencies=tuple(aims))


def piece_on(piece: Evidence, carried: Carried) -> Evidence:
    results = (replace(result, level=asked_now(result.level, result.competency, carried)) for result in piece.results)
    return replace(piece, results=tuple(results))
