"""What every job shares, and what one learner's job receives. Containers only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.records.evidence import Evidence
from generator.records.facts import FileFacts
from generator.records.framework import Competency, CompetencyRef, Framework, FrameworkId, Migration
from generator.records.issued import Issued
from generator.records.learner import Learner
from generator.records.library import (
    Activity,
    GlossaryTerm,
    GoalTemplate,
    LibrarySupport,
    Partner,
    Pathway,
    RequirementPack,
)
from generator.records.plan import Conference, Goal, Plan
from generator.records.redaction import Redaction
from generator.records.school import Calendar, Group, Person, PersonId, School
from generator.records.staff import StaffSheet
from generator.records.support import Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Commons:
    """The school without its learners: read once, shared by every job.

    `competencies` holds every competency of every framework, nested ones too, by ref, in the order of the files;
    `parents` leads from a ref to the ref of the competency it is nested in (top-level refs are missing).
    """

    school: School
    calendar: Calendar
    frameworks: Mapping[FrameworkId, Framework]
    competencies: Mapping[CompetencyRef, Competency]
    parents: Mapping[CompetencyRef, CompetencyRef]
    migrations: Mapping[FrameworkId, Migration]
    pathways: Mapping[str, Pathway]
    activities: Mapping[str, Activity]
    supports: Mapping[str, LibrarySupport]
    partners: Mapping[str, Partner]
    packs: Mapping[str, RequirementPack]
    glossary: Mapping[str, tuple[GlossaryTerm, ...]]  # by language tag
    groups: Mapping[str, Group]
    goals: Mapping[str, GoalTemplate] = field(default_factory=dict)  # those of the catalogue, to be given to groups
    catalogues: frozenset[str] = frozenset()  # the languages that Pathbook's own words exist in; empty: nobody looked


People: TypeAlias = Mapping[PersonId, Person]  # everybody of people.yml; a job gets only whom its learner's files name


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanYear:
    """One school year of one learner; goals by id number, conferences by day."""

    plan: Plan
    goals: tuple[Goal, ...]
    conferences: tuple[Conference, ...]
    issued: tuple[Issued, ...] = ()  # what was sent home, in the order of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerRecords:
    """The home records of one learner: everything but staff/.

    `years` oldest first. `evidence` in the order of file names, then of the position in the file.
    """

    learner: Learner
    years: tuple[PlanYear, ...]
    evidence: tuple[Evidence, ...]
    supports: tuple[Support, ...]
    redactions: tuple[Redaction, ...]
    folder: str  # relative to the root, with "/" between parts
    files: Mapping[str, FileFacts] = field(default_factory=dict)  # those beside evidence, by path in its folder


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRecords:
    """The staff records of one learner; read only by `check` and by staff commands."""

    sheets: tuple[StaffSheet, ...]
