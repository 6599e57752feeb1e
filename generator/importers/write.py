"""A source as the files of a framework, made anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.importers.arrange import arranged
from generator.importers.competency import Naming, competency_of, grade_order, head_of, unplaced_head
from generator.importers.ids import ids_for, slug
from generator.importers.shelve import Shelf, shelves
from generator.importers.source import ItemId, SourceFramework

HEAD_FILE = "framework.yml"
LOOSE = "\0unplaced"  # stands for the competency above items without a parent; no source has such an identifier


def new_files(source: SourceFramework, framework_id: str, prefixes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Each file of the framework's folder and what it holds."""
    tree = arranged(source)
    children: dict[ItemId, Sequence[ItemId]] = dict(tree.children)
    top = [*children.pop(source.head.identifier, ())]
    if tree.unplaced:
        top.append(LOOSE)
        children[LOOSE] = tree.unplaced
    order = in_reading_order(top, children)
    ids = ids_for([source.items[item] for item in order if item != LOOSE], {}, (), prefixes)
    naming = Naming(framework=framework_id, ids=ids, root=source.head.identifier)
    written = {item: competency_of(source.items[item], tree, naming) for item in order if item != LOOSE}
    if tree.unplaced:
        written[LOOSE] = unplaced_head(frozenset(ids.values()))
    found, apart = shelves(top, children, {item: tuple(written[item].get("grades", ())) for item in order})
    for item in order:
        if children.get(item) and item not in apart:
            written[item]["competencies"] = [written[child] for child in children[item]]
    head = head_of(source, tree, framework_id)
    if not found:
        return {HEAD_FILE: {**head, "competencies": [written[item] for item in top]} if top else head}
    return {HEAD_FILE: head, **branch_files(found, written)}


def in_reading_order(top: Sequence[ItemId], children: Mapping[ItemId, Sequence[ItemId]]) -> list[ItemId]:
    """Every item of the tree, parents before children, as one would read it."""
    order = []
    ahead = list(reversed(top))
    while ahead:
        item = ahead.pop()
        order.append(item)
        ahead.extend(reversed(children.get(item, ())))
    return order


def branch_files(found: Sequence[Shelf], written: Mapping[ItemId, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The files beside framework.yml, numbered so that they lie in reading order."""
    width = len(str(len(found)))
    files: dict[str, dict[str, Any]] = {}
    for number, shelf in enumerate(found, start=1):
        branches = [written[branch] for branch in shelf.branches]
        under = {} if shelf.under is None else {"under": written[shelf.under]["id"]}
        files[f"{number:0{width}}-{shelf_name(branches)}.yml"] = {**under, "competencies": branches}
    return files


def shelf_name(branches: Sequence[Mapping[str, Any]]) -> str:
    """One branch gives its id, several the grades they share, else the id of the first."""
    grades = sorted(branches[0].get("grades", ()), key=grade_order)
    if len(branches) == 1 or not grades:
        return str(branches[0]["id"])
    return slug(f"grade-{grades[0]}" if len(grades) == 1 else f"grades-{grades[0]}-{grades[-1]}")
