"""What a standards file says, whatever its format: items, the tree they form, and how they relate.

Nothing here knows our own ids or files; `write` turns it into framework YAML.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ItemId = str  # the identifier the source gives an item; joined on ever after


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something odd in a source that was survived: what it is, and what a person may want to do."""

    what: str
    to_do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAssociation:
    """One relation as the source wrote it, an end perhaps outside the file.

    `sequence` None: the source gives no order. `extra`: what it says beyond the relation, verbatim.
    """

    type: str
    origin: ItemId
    destination: ItemId
    sequence: float | None = None
    title: str | None = None  # of the destination
    uri: str | None = None  # of the destination
    extra: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceItem:
    """One statement of a framework; `extra` holds what a competency has no field for, under its CASE name."""

    identifier: ItemId
    uri: str | None = None
    changed: str | None = None
    code: str | None = None
    statement: str
    short: str | None = None
    type: str | None = None
    grades: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str | None = None
    ended: bool = False
    list_mark: str | None = None  # "a.", "2.": its place among siblings where the source gives no sequence
    extra: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHead:
    """The framework itself, without its items."""

    identifier: ItemId
    uri: str | None = None
    url: str | None = None
    changed: str | None = None
    title: str
    publisher: str | None = None
    version: str | None = None
    status: str = "adopted"
    language: str | None = None
    subject: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    license: str | None = None
    attribution: tuple[str, ...] = ()
    item_types: tuple[str, ...] = ()
    extra: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFramework:
    """A whole file: items in the order of the file, associations in the order of the file."""

    head: SourceHead
    items: Mapping[ItemId, SourceItem]
    associations: tuple[SourceAssociation, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """The tree and the relations of a framework, each association in exactly one place.

    `children` of the head's identifier are the top; `unplaced` have no parent in the file. `prerequisites` leads from
    an item to what must come first. `loose` have no item of the file as origin and cannot be written at one.
    """

    children: Mapping[ItemId, tuple[ItemId, ...]]
    unplaced: tuple[ItemId, ...]
    also_under: Mapping[ItemId, tuple[ItemId, ...]]
    prerequisites: Mapping[ItemId, tuple[ItemId, ...]]
    replaced_by: Mapping[ItemId, ItemId]
    links: Mapping[ItemId, tuple[SourceAssociation, ...]]
    loose: tuple[SourceAssociation, ...]
    remarks: tuple[Remark, ...]
