"""What the school offers to all: pathways, catalogues, requirement packs, glossary."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.problem import Place
from generator.records.framework import CompetencyRef, Condition
from generator.records.plan import GoalActivity, GoalCompetency, SuccessCriterion
from generator.records.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FulfilledBy:
    """Other ways to meet a requirement: ids of activities, partners, credentials or "prior_learning"."""

    any: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One step of a pathway. All its competencies must stand at `level` (None: the lowest proficient one)."""

    id: str
    title: Text
    competencies: tuple[CompetencyRef, ...] = ()
    level: str | None = None
    fulfilled_by: FulfilledBy | None = None
    prerequisites: Condition | None = None  # of requirement ids of this pathway, or competency refs
    credit: Decimal | None = None
    expected_days: int | None = None  # school days; None: an equal share
    optional: bool = False
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """When a pathway is complete. Exactly one is given."""

    all: bool | None = None
    at_least: int | None = None
    points: Decimal | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathway:
    """frameworks/pathways/<id>.yml"""

    id: str
    title: Text
    version: str | None = None
    status: Literal["draft", "adopted", "deprecated"] = "adopted"
    kind: Literal[
        "sequence", "course", "flexible", "cte", "work_based", "micro_credential", "intervention", "graduation"
    ]
    grades: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...]
    activities: tuple[str, ...] = ()
    completion: Completion | None = None  # None: all that are not optional
    awards: tuple[str, ...] = ()
    buffer_days: int | None = None  # None: the school's
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    title: Text
    url: str | None = None
    file: str | None = None
    language: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One entry of frameworks/catalogue/activities.yml"""

    id: str
    title: Text
    mode: Literal["direct", "differentiated", "project", "mastery", "inquiry", "field", "online"]
    minutes: int | None = None
    competencies: tuple[CompetencyRef, ...] = ()
    resources: tuple[Resource, ...] = ()
    choice_group: str | None = None
    accessibility: tuple[Text, ...] = ()
    languages: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Activities:
    """frameworks/catalogue/activities.yml"""

    activities: tuple[Activity, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalTemplate:
    """One entry of frameworks/catalogue/goals.yml: a goal without days, of which each of a group gets a copy."""

    id: str
    title: Text
    domain: Literal["academic", "career", "personal_social", "wellness", "extracurricular", "postsecondary"] | None = (
        None
    )
    competencies: tuple[GoalCompetency, ...] = ()
    i_can: Text | None = None
    why: Text | None = None
    success_criteria: tuple[SuccessCriterion, ...] = ()
    activities: tuple[GoalActivity, ...] = ()
    help_at_home: Text | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalTemplates:
    """frameworks/catalogue/goals.yml"""

    goals: tuple[GoalTemplate, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class LibrarySupport:
    """One entry of frameworks/catalogue/supports.yml"""

    id: str
    title: Text
    need: Text
    tier: Literal["1", "2", "3"] | None = None
    what: Text
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class LibrarySupports:
    """frameworks/catalogue/supports.yml"""

    supports: tuple[LibrarySupport, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One entry of frameworks/catalogue/partners.yml"""

    id: str
    name: Text
    kind: str
    offers: tuple[Text, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """frameworks/catalogue/partners.yml"""

    partners: tuple[Partner, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """One entry of frameworks/glossary/<lang>.yml"""

    id: str
    term: str
    means: str
    also: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """frameworks/glossary/<lang>.yml"""

    terms: tuple[GlossaryTerm, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    citation: str
    url: str | None = None
    read_on: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What is counted for a rule: an element of model/elements, and how many entries it must have."""

    field: str
    at_least: int = 1
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRule:
    """One thing a pack asks for. `needs` None: only a person can judge it.

    With `every_days` (days of the calendar) or `before_grades` it comes round again, and `needs.at_least` is for one
    school year; else it must simply be there.
    """

    id: str
    text: Text
    citation: str | None = None
    applies: str | None = None  # for people; `grades` and `when` are what is judged
    grades: tuple[str, ...] = ()  # empty: all grades of the pack
    when: Literal["minor", "linked_plan"] | None = None
    needs: Needs | None = None
    every_days: int | None = None
    before_grades: tuple[str, ...] = ()
    note: Text | None = None  # where what is counted is less than what is asked, or how the rule could be read
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementPack:
    """frameworks/requirements/<id>.yml"""

    id: str
    title: Text
    jurisdiction: str
    grades: tuple[str, ...] = ()
    source: Citation
    note: Text | None = None  # what whoever relies on it should know
    rules: tuple[PackRule, ...]
    place: Place
