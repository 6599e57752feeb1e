"""How a table of another system is read. Mirrors schemas/scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from generator.problem import Place
from generator.records.framework import CompetencyRef
from generator.records.school import Context, EvidenceKind
from generator.records.text import Text

ReadAs: TypeAlias = Literal["level", "points", "percent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedAssessment:
    """One assessment of a table, and what it shows. None: as for the whole table, or as the table says itself."""

    title: str
    called: Text | None = None
    competencies: tuple[CompetencyRef, ...]
    on: date | None = None
    kind: EvidenceKind | None = None
    context: Context | None = None
    assessor: str | None = None
    as_: ReadAs | None = None
    out_of: Decimal | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTable:
    """plans/imports/<id>.yml"""

    id: str
    columns: tuple[str, ...]
    group: str | None = None  # None: the whole school
    kind: EvidenceKind | None = None
    context: Context | None = None
    assessor: str | None = None
    as_: ReadAs | None = None
    percent: Mapping[str, Decimal] | None = None  # by level, from which per cent it begins
    words: Mapping[str, str] | None = None  # by a word of the table, the level it means
    decimal: Literal["comma", "point"] | None = None  # None: the table itself tells
    days: Literal["day_first", "month_first"] | None = None
    assessments: tuple[MappedAssessment, ...] = ()
    left_out: tuple[str, ...] = ()
    place: Place
