"""A source brought into the files of a framework: made anew at first, settled with what the school wrote after that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.importers.arrange import arranged
from generator.importers.competency import Naming, competency_of, grade_order, head_of, unplaced_head
from generator.importers.ids import ids_for, slug
from generator.importers.memory import Memory, remembered
from generator.importers.shelf import HEAD_FILE, Shelf, case_id_of, spots_in
from generator.importers.source import ItemId, Remark, SourceFramework
from generator.importers.split import Part, parts_of

UNPLACED = "\0unplaced"  # stands for the competency above items without a parent; no source has such an identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A source under our names, as a tree in reading order.

    `theirs`: each item as a competency without its children. `above`: the item each one stands under, None at the top.
    """

    head: dict[str, Any]
    theirs: Mapping[ItemId, dict[str, Any]]
    order: Sequence[ItemId]
    top: Sequence[ItemId]
    children: Mapping[ItemId, Sequence[ItemId]]
    above: Mapping[ItemId, ItemId | None]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the files are to hold, and what happened to which competency, by local id."""

    values: Mapping[str, dict[str, Any]]
    memory: Memory
    remarks: tuple[Remark, ...]
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = field(default=())  # "id: fields" that both sides changed


def brought(
    source: SourceFramework, shelf: Shelf, framework_id: str, prefixes: Sequence[str], asked: Mapping[str, Any]
) -> Brought:
    """The source under the names its items have in the files already, new names for the rest."""
    tree = arranged(source)
    children: dict[ItemId, Sequence[ItemId]] = dict(tree.children)
    top = [*children.pop(source.head.identifier, ())]
    if tree.unplaced:
        top.append(UNPLACED)
        children[UNPLACED] = tree.unplaced
    order = in_reading_order(top, children)
    known = [(case_id_of(spot.fields), spot.fields) for spot in spots_in(shelf.values)]
    given = {case_id: str(fields["id"]) for case_id, fields in known if case_id in source.items and case_id}
    taken = {str(fields["id"]) for _, fields in known}
    ids = ids_for([source.items[item] for item in order if item != UNPLACED], given, taken, prefixes)
    naming = Naming(framework=framework_id, ids=ids)
    theirs = {item: competency_of(source.items[item], tree, naming) for item in order if item != UNPLACED}
    if tree.unplaced:
        theirs[UNPLACED] = unplaced_head({*ids.values(), *taken})
    return Brought(
        head=head_of(source, tree, framework_id, asked),
        theirs=theirs,
        order=order,
        top=top,
        children=children,
        above={**dict.fromkeys(top), **{child: parent for parent, found in children.items() for child in found}},
        remarks=(*source.remarks, *tree.remarks),
    )


def in_reading_order(top: Sequence[ItemId], children: Mapping[ItemId, Sequence[ItemId]]) -> list[ItemId]:
    """Every item of the tree, parents before children, as one would read it."""
    order = []
    ahead = list(reversed(top))
    while ahead:
        item = ahead.pop()
        order.append(item)
        ahead.extend(reversed(children.get(item, ())))
    return order


def memory_of(told: Brought) -> Memory:
    """What is to be remembered of an import."""
    return Memory(
        head=remembered(told.head),
        items={item: remembered(told.theirs[item], told.above[item]) for item in told.order if item != UNPLACED},
    )


def made_new(told: Brought) -> Outcome:
    """The files of a framework that is not there yet."""
    written = {item: dict(fields) for item, fields in told.theirs.items()}
    grades = {item: tuple(fields.get("grades", ())) for item, fields in written.items()}
    parts, apart = parts_of(told.top, told.children, grades)
    for item in told.order:
        if told.children.get(item) and item not in apart:
            written[item]["competencies"] = [written[child] for child in told.children[item]]
    head = told.head
    if told.top and not parts:
        head = {**head, "competencies": [written[item] for item in told.top]}
    return Outcome(
        values={HEAD_FILE: head, **branch_files(parts, written)},
        memory=memory_of(told),
        remarks=told.remarks,
        new=tuple(fields["id"] for fields in written.values()),
    )


def branch_files(parts: Sequence[Part], written: Mapping[ItemId, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The files beside framework.yml, numbered so that they lie in reading order."""
    width = len(str(len(parts)))
    files: dict[str, dict[str, Any]] = {}
    for number, part in enumerate(parts, start=1):
        branches = [written[branch] for branch in part.branches]
        under = {} if part.under is None else {"under": written[part.under]["id"]}
        files[f"{number:0{width}}-{part_name(branches)}.yml"] = {**under, "competencies": branches}
    return files


def part_name(branches: Sequence[Mapping[str, Any]]) -> str:
    """One branch gives its id, several the grades they share, else the id of the first."""
    grades = sorted(branches[0].get("grades", ()), key=grade_order)
    if len(branches) == 1 or not grades:
        return str(branches[0]["id"])
    return slug(f"grade-{grades[0]}" if len(grades) == 1 else f"grades-{grades[0]}-{grades[-1]}")
