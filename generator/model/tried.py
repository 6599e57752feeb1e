"""Other settings, tried on a school without editing a file: as if they stood where somebody means to write them.

A setting nearer to a competency goes on holding: what is set for the school is not what a framework with its own
calculation is rated by.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from generator.model.migration import Moves, framework_in, moves_into, proposal_of, records_after
from generator.model.other_scale import Carried, carried_between, pathways_carried, records_carried
from generator.model.standing import scale_for
from generator.records.commons import Commons, LearnerRecords
from generator.records.framework import CompetencyRef, FrameworkId
from generator.records.school import Calculation, EvidenceRule

THE_SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What to try, and where it would be written: "school", a framework's id or a competency's ref.

    Fields of a calculation and of an evidence rule that are not named stay as they are there. `scale` None: the same.
    `migrate`: the version of a framework to which plans would be brought; None: to none.
    """

    where: str = THE_SCHOOL
    calculation: dict[str, Any] = field(default_factory=dict)
    evidence_rule: dict[str, Any] = field(default_factory=dict)
    scale: str | None = None
    migrate: FrameworkId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A school under a trial. `carried` leads from a framework whose scale changed to its levels' new names."""

    commons: Commons
    carried: Carried
    moves: Moves | None  # what the migration asked for does to plans


def records_tried(records: LearnerRecords, found: Tried, on: date) -> LearnerRecords:
    """One learner's records as they would read under the trial."""
    carried = records_carried(records, found.carried)
    if found.moves is None:
        return carried
    return records_after(carried, proposal_of(carried, found.moves, found.commons, on))


def tried(commons: Commons, trial: Trial) -> Tried:
    """`trial.where` must be something the school has, and `trial.scale` a scale that can be named there."""
    changed = with_scale(with_rules(commons, trial), trial)
    carried = {
        framework: levels
        for framework in commons.frameworks
        if (levels := carried_between(scale_for(f"{framework}:", commons), scale_for(f"{framework}:", changed)))
    }
    moves = None if trial.migrate is None else moves_into(trial.migrate, changed)
    return Tried(commons=pathways_carried(changed, carried), carried=carried, moves=moves)


def with_rules(commons: Commons, trial: Trial) -> Commons:
    """The calculation and the evidence rule, where the trial names anything of them."""
    written: dict[str, Any] = {}
    if trial.calculation:
        written["calculation"] = replace(calculation_at(commons, trial.where), **trial.calculation)
    if trial.evidence_rule:
        written["evidence_rule"] = replace(evidence_rule_at(commons, trial.where), **trial.evidence_rule)
    if trial.where == THE_SCHOOL:
        return replace(commons, school=replace(commons.school, **written))
    if trial.where in commons.frameworks:
        changed = replace(commons.frameworks[trial.where], **written)
        return replace(commons, frameworks={**commons.frameworks, trial.where: changed})
    competency = replace(commons.competencies[trial.where], **written)
    return replace(commons, competencies={**commons.competencies, trial.where: competency})


def with_scale(commons: Commons, trial: Trial) -> Commons:
    if trial.scale is None:
        return commons
    if trial.where == THE_SCHOOL:
        return replace(commons, school=replace(commons.school, default_scale=trial.scale))
    changed = replace(commons.frameworks[trial.where], scale=trial.scale)
    return replace(commons, frameworks={**commons.frameworks, trial.where: changed})


def calculation_at(commons: Commons, where: str) -> Calculation:
    """What rates there now: its own calculation, else the nearest above."""
    competency = commons.competencies.get(where)
    framework = commons.frameworks.get(where.partition(":")[0])
    nearest = (competency and competency.calculation) or (framework and framework.calculation)
    return nearest or commons.school.calculation


def evidence_rule_at(commons: Commons, where: str) -> EvidenceRule:
    competency = commons.competencies.get(where)
    framework = commons.frameworks.get(where.partition(":")[0])
    nearest = (competency and competency.evidence_rule) or (framework and framework.evidence_rule)
    return nearest or commons.school.evidence_rule


def nearer_than(commons: Commons, where: str, setting: str) -> tuple[str, ...]:
    """The frameworks and competencies below, whose own `calculation`, `evidence_rule` or `scale` goes on holding."""
    return tuple(nearer(commons, where, setting))


def nearer(commons: Commons, where: str, setting: str) -> Iterator[str]:
    following = set()
    for id_, framework in commons.frameworks.items():
        if where == THE_SCHOOL and getattr(framework, setting) is not None:
            yield id_
        elif where in (THE_SCHOOL, id_):
            following.add(id_)
    for ref, competency in commons.competencies.items():
        if setting != "scale" and framework_in(ref) in following and getattr(competency, setting) is not None:
            yield ref


def governed(commons: Commons, where: str, setting: str) -> tuple[CompetencyRef, ...]:
    """The competencies for which a setting written there is the nearest."""
    own = set(nearer_than(commons, where, setting))
    return tuple(
        ref
        for ref in commons.competencies
        if ref == where or (where in (THE_SCHOOL, framework_in(ref)) and not own & {ref, framework_in(ref)})
    )
