"""What history and pages must not show again. Mirrors schemas/redactions."""

from dataclasses import dataclass
from datetime import date

from generator.problem import Place
from generator.records.school import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What history and pages must not show again: exactly one of commit, evidence, path."""

    commit: str | None = None
    evidence: str | None = None
    path: str | None = None
    by: PersonId
    on: date
    reason_code: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Redactions:
    """plans/…/<learner>/redactions.yml"""

    redactions: tuple[Redaction, ...]
    place: Place
