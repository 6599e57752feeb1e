"""What was seen. Mirrors schemas/evidence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.problem import Place
from generator.records.framework import CompetencyRef
from generator.records.school import Context, EvidenceKind, PersonId
from generator.records.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one piece shows about one competency (or one criterion of its rubric): a level or points, not both."""

    competency: CompetencyRef
    criterion: str | None = None
    level: str | None = None
    points: Decimal | None = None
    counts: bool = True
    note: Text | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """A photo, PDF or sound beside the evidence file."""

    path: str
    alt: Text
    people: Literal["alone", "others_agreed", "no_people"] = "no_people"
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLink:
    title: Text
    url: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    reason: Text
    by: PersonId
    on: date
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence. `assessed_on` None: handed in, not looked at yet."""

    id: str
    title: Text
    kind: EvidenceKind
    assessed_on: date | None = None
    submitted_on: date | None = None
    due_on: date | None = None
    entered_on: date | None = None
    context: Context | None = None
    activity: str | None = None
    partner: str | None = None
    results: tuple[Result, ...] = ()
    shows: tuple[str, ...] = ()  # criteria of goals: "g1.c2"
    assessor: str | None = None  # a person id, "student", or None: not recorded
    feedback: Text | None = None
    reflection: Text | None = None
    self_level: str | None = None
    files: tuple[EvidenceFile, ...] = ()
    links: tuple[EvidenceLink, ...] = ()
    attempt: int | None = None
    supersedes: str | None = None
    excluded: Excluded | None = None
    conditions: tuple[Text, ...] = ()
    batch: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSheet:
    """plans/…/<learner>/evidence/<date>-<slug>.yml: what one event showed."""

    evidence: tuple[Evidence, ...]
    place: Place
