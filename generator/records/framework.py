"""Standards and other frameworks of competencies. Mirrors schemas/framework, competencies, migration."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from generator.problem import Place
from generator.records.school import Calculation, EvidenceRule, Scale
from generator.records.text import Text

FrameworkId: TypeAlias = str
CompetencyRef: TypeAlias = str  # "framework-id:competency-id"

CompetencyKind = Literal["academic", "habit", "sel", "career", "educator", "leadership"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a framework or competency came from. A uri is a name: it is never fetched."""

    case_id: str | None = None  # identifier of the CFDocument or CFItem, or the ASN resource
    uri: str | None = None
    url: str | None = None
    changed: str | None = None  # lastChangeDateTime as the source wrote it
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation to another item that gates nothing. `type` is a CASE associationType or "ext:…".

    `target` is a competency ref or an address; `case_id` the target's identifier where the address does not end in it.
    """

    type: str
    target: str
    case_id: str | None = None
    title: Text | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One row of a rubric: keys of `levels` are level ids."""

    id: str
    title: Text
    levels: Mapping[str, Text] | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must be reached first: all of these, or any of these; each a ref or another condition."""

    of: "tuple[CompetencyRef | Condition, ...]"
    any: bool = False
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentRule:
    """How a parent follows from its children. Exactly one of `all`, `at_least`, `points` is given."""

    all: bool | None = None
    at_least: int | None = None
    points: Decimal | None = None
    required: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Competency:
    """One thing to learn. Nested as in the file; `id` is unique within its framework.

    `code` None: the source gives none. `calculation` and `evidence_rule` None: the framework's, else the school's.
    """

    id: str
    code: str | None = None
    statement: Text
    short: Text | None = None
    i_can: Text | None = None
    type: str | None = None
    kind: CompetencyKind = "academic"
    grades: tuple[str, ...] = ()
    status: Literal["active", "deprecated"] = "active"
    levels: Mapping[str, Text] | None = None  # level id: descriptor
    rubric: tuple[Criterion, ...] = ()
    prerequisites: Condition | None = None
    calculation: Calculation | None = None
    evidence_rule: EvidenceRule | None = None
    rule: ParentRule | None = None
    credit: Decimal | None = None
    tags: tuple[str, ...] = ()
    notes: Text | None = None
    links: tuple[Link, ...] = ()
    also_under: tuple[str, ...] = ()
    replaced_by: str | None = None
    source: Source | None = None
    translations: Mapping[str, str] | None = None  # language tag: ref of the same competency in it
    extra: Mapping[str, object] | None = None  # what CASE has and we do not, verbatim
    competencies: "tuple[Competency, ...]" = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """frameworks/<id>/framework.yml with the competencies of the files beside it."""

    id: FrameworkId
    title: Text
    publisher: str | None = None
    version: str | None = None
    status: Literal["draft", "adopted", "deprecated"] = "adopted"
    language: str | None = None  # None: the school's own
    subject: tuple[Text, ...] = ()
    grades: tuple[str, ...] = ()
    license: str | None = None
    attribution: tuple[str, ...] = ()  # each is printed as it stands
    source: Source | None = None
    item_types: tuple[str, ...] = ()
    scales: Mapping[str, Scale] | None = None
    scale: str | None = None
    calculation: Calculation | None = None
    evidence_rule: EvidenceRule | None = None
    competencies: tuple[Competency, ...] = ()
    replaced_by: str | None = None
    extra: Mapping[str, object] | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreCompetencies:
    """frameworks/<id>/*.yml beside framework.yml: adds competencies, under `under` (None: at the top)."""

    under: str | None = None
    competencies: tuple[Competency, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One line of a migration: where competencies of an earlier framework went."""

    from_: tuple[CompetencyRef, ...]
    to: tuple[CompetencyRef, ...] = ()
    kind: Literal["same", "split", "merged", "narrowed", "dropped"]
    rating: Literal["keep", "person"] = "person"
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """frameworks/<id>/migration.yml"""

    moves: tuple[Move, ...]
    on: date | None = None
    place: Place
