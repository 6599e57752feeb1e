"""What history and pages must not show again. Mirrors schemas/redactions."""

import re
from dataclasses import dataclass
from datetime import date

from generator.problem import Place
from generator.records.school import PersonId

OF_A_LEARNER = re.compile(r"plans/(?:[^/]+/)?[a-z]-[0-9]{4,8}/")


def from_learner(path: str) -> str:
    """A path as seen from the learner's folder; also one told from the school's, in whatever class they were then."""
    return OF_A_LEARNER.sub("", path, count=1) if path.startswith("plans/") else path


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

    @property
    def file(self) -> str | None:
        """What `path` names, from the learner's folder."""
        return None if self.path is None else from_learner(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redactions:
    """plans/…/<learner>/redactions.yml"""

    redactions: tuple[Redaction, ...]
    place: Place
