"""What every kind of file must look like, checked against the schemas that editors use too."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.load.schemas import schema_of
from generator.load.verdict import judge_of
from generator.problem import Problem
from generator.records.evidence import EvidenceSheet
from generator.records.framework import Framework, Migration, MoreCompetencies
from generator.records.issued import IssuedSheet
from generator.records.learner import Learner
from generator.records.library import (
    Activities,
    Glossary,
    GoalTemplates,
    LibrarySupports,
    Partners,
    Pathway,
    RequirementPack,
)
from generator.records.plan import Conference, Goal, Plan
from generator.records.redaction import Redactions
from generator.records.school import Calendar, Group, Person, School
from generator.records.scores import ScoreTable
from generator.records.staff import StaffSheet
from generator.records.support import Support
from generator.yamltext.read import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of file; people.yml alone is a mapping from ids to its record."""

    file: str
    record: type

    @property
    def noun(self) -> str:
        return str(schema_of(self.file)["title"])

    @property
    def needed(self) -> tuple[str, ...]:
        return tuple(schema_of(self.file).get("required", ()))


KINDS: Mapping[str, Kind] = {
    "school": Kind(file="school.schema.json", record=School),
    "calendar": Kind(file="calendar.schema.json", record=Calendar),
    "people": Kind(file="people.schema.json", record=Person),
    "group": Kind(file="group.schema.json", record=Group),
    "scores": Kind(file="scores.schema.json", record=ScoreTable),
    "framework": Kind(file="framework.schema.json", record=Framework),
    "competencies": Kind(file="competencies.schema.json", record=MoreCompetencies),
    "migration": Kind(file="migration.schema.json", record=Migration),
    "pathway": Kind(file="pathway.schema.json", record=Pathway),
    "activities": Kind(file="activities.schema.json", record=Activities),
    "goals": Kind(file="goals.schema.json", record=GoalTemplates),
    "supports": Kind(file="supports.schema.json", record=LibrarySupports),
    "partners": Kind(file="partners.schema.json", record=Partners),
    "requirements": Kind(file="requirements.schema.json", record=RequirementPack),
    "glossary": Kind(file="glossary.schema.json", record=Glossary),
    "learner": Kind(file="learner.schema.json", record=Learner),
    "plan": Kind(file="plan.schema.json", record=Plan),
    "goal": Kind(file="goal.schema.json", record=Goal),
    "conference": Kind(file="conference.schema.json", record=Conference),
    "evidence": Kind(file="evidence.schema.json", record=EvidenceSheet),
    "support": Kind(file="support.schema.json", record=Support),
    "issued": Kind(file="issued.schema.json", record=IssuedSheet),
    "staff": Kind(file="staff.schema.json", record=StaffSheet),
    "redactions": Kind(file="redactions.schema.json", record=Redactions),
}


def schema_problems(kind: str, value: Value, file: str) -> tuple[Problem, ...]:
    """Where a value differs from what its kind of file may hold."""
    if judge_of(KINDS[kind].file)(value):
        return ()
    # Loading the explaining validator takes longer than checking a hundred right files.
    from generator.load.validator import explained

    return explained(KINDS[kind].file, value, file)
