"""The school itself: settings, scales, calendar, people, groups. Mirrors schemas/school, calendar, people, group."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from generator.problem import Place
from generator.records.text import Text

LearnerId: TypeAlias = str
PersonId: TypeAlias = str

MethodName = Literal[
    "latest",
    "highest",
    "mean",
    "median",
    "mode",
    "mean_of_highest_k",
    "weighted_average",
    "decaying_average",
    "n_mastery",
    "power_law",
    "teacher",
]
EvidenceKind = Literal[
    "formative",
    "interim",
    "summative",
    "performance",
    "portfolio",
    "observation",
    "self",
    "peer",
    "prior_learning",
    "credential",
]
Context = Literal["class", "home", "work", "community", "online"]
COUNTED_BY_DEFAULT: tuple[EvidenceKind, ...] = ("interim", "summative", "performance", "portfolio", "observation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of a scale."""

    id: str
    label: Text
    points: Decimal
    description: Text | None = None
    proficient: bool = False
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Levels from the lowest points to the highest (the order of the file)."""

    levels: tuple[Level, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """How a rating is made from results. Taken whole from the nearest owner, never merged."""

    method: MethodName
    weight: int | None = None  # percent given to the newest score; None: the method's default
    n: int | None = None
    k: int | None = None
    window: int | None = None
    date_basis: Literal["assessed_on", "submitted_on"] = "assessed_on"
    counts: tuple[EvidenceKind, ...] = COUNTED_BY_DEFAULT
    minimum_evidence: int = 1
    cap: Decimal | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRule:
    """How much and how varied evidence must be before a level counts as reached."""

    pieces: int = 1
    kinds: tuple[EvidenceKind, ...] = ()  # at least one piece of each of these
    contexts: int = 1
    assessors: int = 1
    within_days: int | None = None  # calendar days back from the piece that reached it; None: no limit
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedRule:
    confirm: Literal["model", "person"] = "model"
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceRule:
    buffer_days: int = 5  # school days on either side that still count as on plan
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRule:
    every_days: int | None = None
    at_transitions: bool = False
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """When the support clock speaks. In school days unless told otherwise; None: this finding is switched off."""

    stalled_after: int | None = 15
    waiting_evidence_after: int | None = 5
    overdue_after: int | None = 0
    not_yet_in_a_row: int | None = 2  # results
    prerequisite_after: int | None = 10
    support_check_after: int | None = 0
    review_within: int | None = 30  # after a change of school or grade
    conference_every: int | None = 60
    thin_evidence_after: int | None = 10
    due_within: int = 5
    per_week: int | None = None  # most findings one adult gets a week; None: no limit
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What files and links may be."""

    link_hosts: tuple[str, ...] = ()  # host names; subdomains are included; empty: no links out
    max_file_mb: Decimal = Decimal(10)
    media_types: tuple[str, ...] = (
        *("image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf", "audio/mpeg", "audio/mp4"),
    )
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    base_url: str | None = None
    access: Literal["sealed", "plain", "standalone"] = "sealed"
    preview_key: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """plans/school.yml"""

    format: int
    requires: str | None = None
    name: Text
    languages: tuple[str, ...]  # the first one is the school's own
    grades: tuple[str, ...] = ()
    scales: Mapping[str, Scale]
    default_scale: str
    calculation: Calculation
    evidence_rule: EvidenceRule
    reached: ReachedRule | None = None
    pace: PaceRule | None = None
    review: ReviewRule | None = None
    clock: ClockRule | None = None
    policy: Policy | None = None
    publish: Publish | None = None
    requirements: tuple[str, ...] = ()
    course_map: Mapping[str, tuple[str, ...]] | None = None  # course code: competency refs
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A part of the school year."""

    id: str
    start: date
    finish: date
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Days without school, both ends included; `to` None: one day."""

    from_: date
    to: date | None = None
    why: Text | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolYear:
    start: date
    finish: date
    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ("mon", "tue", "wed", "thu", "fri")
    terms: tuple[Term, ...] = ()
    closed: tuple[Closed, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """plans/calendar.yml; keys of `years` look like "2026-27"."""

    timezone: str
    years: Mapping[str, SchoolYear]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    email: str | None = None
    phone: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One entry of plans/people.yml: keys of `name` and `given` are language tags."""

    name: Mapping[str, str]
    given: Mapping[str, str]
    roles: tuple[str, ...] = ()
    numbers: Mapping[str, str] | None = None  # what other systems call the person, by the column it stands in there
    contact: Contact | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    learner: LearnerId
    from_: date | None = None
    to: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStaff:
    person: PersonId
    role: str
    from_: date | None = None
    to: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """plans/groups/<id>.yml"""

    id: str
    title: Text
    kind: Literal["class", "advisory", "intervention", "cohort"]
    members: tuple[Member, ...] = ()
    staff: tuple[GroupStaff, ...] = ()
    place: Place
