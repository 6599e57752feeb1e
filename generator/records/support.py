"""Help a learner gets beside lessons. Mirrors schemas/support."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.problem import Place
from generator.records.framework import CompetencyRef
from generator.records.school import PersonId
from generator.records.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    what: Text
    unit: Text | None = None
    baseline: Decimal | None = None
    aim: Decimal | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportCheck:
    on: date
    value: Decimal | None = None
    by: PersonId | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportDecision:
    """What was decided when people looked again; `next_check_on` None: no further day was set."""

    on: date
    decide: Literal["continue", "change", "end"]
    by: PersonId
    reason: Text
    next_check_on: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """plans/…/<learner>/supports/<id>.yml; from the library (`catalogue`) or its own (`what`)."""

    id: str
    from_: str | None = None  # what it was copied from when a group was given it
    catalogue: str | None = None
    what: Text | None = None
    need: Text | None = None
    competencies: tuple[CompetencyRef, ...] = ()  # what it is meant to help with
    who: PersonId | None = None
    frequency: Text | None = None
    start: date
    check_on: date | None = None
    ends_on: date | None = None
    measure: Measure | None = None
    checks: tuple[SupportCheck, ...] = ()
    decisions: tuple[SupportDecision, ...] = ()
    effect: Literal["improved", "same", "worse", "unclear"] | None = None
    reason: Text | None = None
    place: Place
