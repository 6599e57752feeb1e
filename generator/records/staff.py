"""What only staff read. Never given to a job that makes pages for a student or family. Mirrors schemas/staff."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.problem import Place
from generator.records.school import PersonId
from generator.records.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNote:
    on: date
    by: PersonId
    text: Text
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPlan:
    """That another plan exists, never what it says."""

    kind: Literal["iep", "504", "el", "gifted", "health", "other"]
    owner: PersonId | None = None
    reference: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class TierEntry:
    tier: Literal["1", "2", "3"]
    area: str
    from_: date
    to: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    finding: str
    by: PersonId
    until: date
    reason: Text
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSheet:
    """plans/…/<learner>/staff/*.yml"""

    notes: tuple[StaffNote, ...] = ()
    linked_plans: tuple[LinkedPlan, ...] = ()
    tiers: tuple[TierEntry, ...] = ()
    seen: tuple[Seen, ...] = ()
    place: Place
