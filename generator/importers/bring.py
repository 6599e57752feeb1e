"""A standards file brought into a school: which framework it becomes, which part of it, and what to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.importers.again import brought_again
from generator.importers.folder import framework_from, shelf_of, texts_of
from generator.importers.foreign import Foreign
from generator.importers.ids import free_id, slug
from generator.importers.select import Selection, selected
from generator.importers.shelf import HEAD_FILE, Shelf, case_id_of, holds_unplaced, spots_in
from generator.importers.source import SourceFramework
from generator.importers.write import Outcome, brought, made_new
from generator.load.layout import RESERVED, listing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import of one framework is to write, and what happened to its competencies."""

    framework: str
    again: bool  # the framework was there already
    outcome: Outcome
    texts: Mapping[str, str]  # by file name: only files that change
    competencies: int
    links: int


def import_into(root: Path, source: SourceFramework, asked_id: str | None, asked: Selection) -> Import:
    """The source as files of the school at `root`; nothing is written yet."""
    framework = asked_id or framework_from(root, source.head.identifier) or new_id(root, source.head.title)
    shelf = shelf_of(root, framework)
    refuse_stranger(source, shelf, framework)
    selection = as_before(asked, shelf)
    there = {case_id_of(spot.fields) or "" for spot in spots_in(shelf.values)}
    # What a school has taken out of its files stays out until it is asked for.
    left_out = set(shelf.memory.items) - there if asked == Selection() else frozenset[str]()
    part = selected(source, selection, there, left_out)
    told = brought(part, shelf, framework, selection.prefixes, rows_of(selection))
    outcome = brought_again(told, shelf, source.items) if shelf.values else made_new(told)
    return Import(
        framework=framework,
        again=bool(shelf.values),
        outcome=outcome,
        texts=texts_of(outcome, shelf),
        competencies=sum(not holds_unplaced(spot.fields) for spot in spots_in(outcome.values)),
        links=sum(links_in(fields) for fields in told.theirs.values()),
    )


def refuse_stranger(source: SourceFramework, shelf: Shelf, framework: str) -> None:
    """Raise Foreign where the framework asked for came from elsewhere: its competencies are not these."""
    head = shelf.values.get(HEAD_FILE)
    if head is not None and case_id_of(head) != source.head.identifier:
        raise Foreign(f"frameworks/{framework} is there already and came from elsewhere; choose another --id")


def new_id(root: Path, title: str) -> str:
    """An id for a framework that has none: the slug of its title, numbered where it is taken."""
    taken = {*listing_of(root, "frameworks").folders, *RESERVED}
    return free_id(slug(title) or "framework", taken)


def as_before(asked: Selection, shelf: Shelf) -> Selection:
    """What is asked for, and for whatever is left open what was asked for the last time."""
    head = shelf.values.get(HEAD_FILE, {})
    rows: Mapping[str, Any] = (head.get("extra") or {}).get("imported") or {}
    before = {name: tuple(map(str, rows.get(name) or ())) for name in ROWS}
    given = {"under": asked.under, "grades": asked.grades, "skip": asked.skip, "drop_prefix": asked.prefixes}
    chosen = {name: given[name] or before[name] for name in ROWS}
    return Selection(
        under=chosen["under"], grades=chosen["grades"], skip=chosen["skip"], prefixes=chosen["drop_prefix"]
    )


ROWS = ("drop_prefix", "under", "grades", "skip")


def rows_of(selection: Selection) -> dict[str, list[str]]:
    """What was asked for, as it stands in framework.yml for the next time."""
    told = (selection.prefixes, selection.under, selection.grades, selection.skip)
    return {name: list(values) for name, values in zip(ROWS, told, strict=True)}


def links_in(fields: Mapping[str, Any]) -> int:
    """How many relations a competency has to others, its place in the tree left out."""
    return sum(len(fields.get(name, ())) for name in ("links", "prerequisites", "also_under")) + (
        "replaced_by" in fields
    )
