"""A framework imported once more: what the source changed comes in, what the school wrote stays, what vanished is told.

Works on the values of the files in place; the splice writer then touches only the lines that differ.
"""

from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from generator.importers.competency import FIELDS, HEAD_FIELDS
from generator.importers.memory import Memory, mark_of
from generator.importers.settle import placed, settled
from generator.importers.shelf import HEAD_FILE, Shelf, Spot, case_id_of, holds_unplaced, spots_in
from generator.importers.source import ItemId
from generator.importers.write import UNPLACED, Brought, Outcome, memory_of

APART = ("id", "competencies")  # an id is given once, and children are settled one by one


@dataclass(slots=True, kw_only=True)
class Desk:
    """The files while they are changed, and what has happened to them so far."""

    told: Brought
    memory: Memory
    values: dict[str, dict[str, Any]]
    spots: dict[ItemId, Spot]
    happened: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def note(self, what: str, name: str) -> None:
        self.happened.setdefault(what, []).append(name)


def brought_again(told: Brought, shelf: Shelf, whole: Collection[ItemId]) -> Outcome:
    """The files with the source's changes in them; `whole` are all items of the source, the ones not asked for too."""
    values = deepcopy(dict(shelf.values))
    spots = {name_of(spot): spot for spot in spots_in(values)}
    desk = Desk(told=told, memory=shelf.memory, values=values, spots=spots)
    settle_head(desk)
    for item in told.order:
        if item in desk.spots:
            settle_item(desk, item)
        elif item != UNPLACED:  # which comes when something is to stand under it
            put_in(desk, item)
            desk.note("new", told.theirs[item]["id"])
    for item, spot in spots.items():
        if item not in whole and case_id_of(spot.fields) == item:
            retire(desk, spot)
    return Outcome(
        values=desk.values,
        memory=with_retired(desk),
        remarks=told.remarks,
        **{what: tuple(names) for what, names in desk.happened.items()},
    )


def name_of(spot: Spot) -> ItemId:
    """Under which name the source knows a competency; a name no source has for the school's own."""
    if holds_unplaced(spot.fields):
        return UNPLACED
    return case_id_of(spot.fields) or f"\0{spot.fields['id']}"


def settle_head(desk: Desk) -> None:
    head = desk.values[HEAD_FILE]
    result = settled(
        without(head, APART), without(desk.told.head, APART), desk.memory.head, HEAD_FIELDS, language_of(desk)
    )
    rewrite(head, result.fields, HEAD_FIELDS)
    for name in result.clashes:
        desk.note("kept", f"{HEAD_FILE}: {name}")


def language_of(desk: Desk) -> str:
    return str(desk.told.head.get("language", ""))


def without(fields: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in names}


def rewrite(fields: dict[str, Any], new: dict[str, Any], order: tuple[str, ...]) -> None:
    """Give a mapping of a file new fields, its id and children staying."""
    whole = placed({**{name: fields[name] for name in APART if name in fields}, **new}, fields, order)
    fields.clear()
    fields.update(whole)


def settle_item(desk: Desk, item: ItemId) -> None:
    """Bring the source's changes to a competency that is there already."""
    spot, base = desk.spots[item], desk.memory.items.get(item)
    if item == UNPLACED:
        return
    before = dict(spot.fields)
    result = settled(
        without(spot.fields, APART), without(desk.told.theirs[item], APART), base, FIELDS, language_of(desk)
    )
    rewrite(spot.fields, result.fields, FIELDS)
    name = str(before["id"])
    if result.clashes:
        desk.note("kept", f"{name}: {', '.join(result.clashes)}")
    if before.get("status") == "deprecated" and "status" not in result.fields:
        desk.note("back", name)
    elif mark_of(without(before, APART)) != mark_of(without(spot.fields, APART)):
        desk.note("changed", name)
    stands = None if spot.under is None else name_of(spot.under)
    if base is not None and base.under != desk.told.above[item] and base.under == stands:
        spot.among.pop(position(spot))
        put_in(desk, item)
        desk.note("moved", name)


def put_in(desk: Desk, item: ItemId) -> None:
    """Let a competency stand under its parent, behind the nearest of its elder siblings that stands there."""
    parent = desk.told.above[item]
    if parent == UNPLACED and UNPLACED not in desk.spots:
        put_in(desk, UNPLACED)
    under = None if parent is None else desk.spots[parent]
    siblings = desk.told.top if parent is None else desk.told.children[parent]
    elder = [desk.spots[each] for each in siblings[: siblings.index(item)] if each in desk.spots]
    among, place = gap_for(desk, under, elder)
    spot = desk.spots.get(item) or Spot(fields=dict(desk.told.theirs[item]), among=among, under=under)
    among.insert(place, spot.fields)
    spot.among, spot.under = among, under
    desk.spots[item] = spot


def gap_for(desk: Desk, under: Spot | None, elder: list[Spot]) -> tuple[list[dict[str, Any]], int]:
    """The list and the place in it for a new competency."""
    for spot in reversed(elder):
        if spot.under is under:
            return spot.among, position(spot) + 1
    for spot in desk.spots.values():
        if spot.under is under and any(fields is spot.fields for fields in spot.among):
            return spot.among, 0
    owner = desk.values[HEAD_FILE] if under is None else under.fields
    return owner.setdefault("competencies", []), 0


def position(spot: Spot) -> int:
    return next(place for place, fields in enumerate(spot.among) if fields is spot.fields)


def retire(desk: Desk, spot: Spot) -> None:
    """Mark what the source no longer has. Old plans speak of it, so it stays."""
    if spot.fields.get("status") != "deprecated":
        rewrite(spot.fields, without(spot.fields, APART) | {"status": "deprecated"}, FIELDS)
        desk.note("gone", str(spot.fields["id"]))


def with_retired(desk: Desk) -> Memory:
    """What is to be remembered: this import, and that it was we who marked what has vanished."""
    memory = memory_of(desk.told)
    gone = {
        item: replace(told, fields={**told.fields, "status": mark_of("deprecated")})
        for item, told in desk.memory.items.items()
        if item not in memory.items
        and item in desk.spots
        and desk.spots[item].fields["id"] in desk.happened.get("gone", ())
    }
    earlier = {item: told for item, told in desk.memory.items.items() if item not in memory.items}
    return replace(memory, items={**earlier, **memory.items, **gone})
