"""Which item stands under which: one parent each, further ones told apart, circles broken, siblings in order.

Nothing recurses: a format that allows circles allows any depth.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.importers.source import ItemId, SourceAssociation, SourceItem

Above: TypeAlias = Mapping[ItemId, ItemId]
Parents: TypeAlias = Mapping[ItemId, tuple[ItemId, ...]]
Order: TypeAlias = tuple[object, ...]
MOST_LEVELS = 30  # no framework people use has more than ten; what lies deeper moves up to the last of these


def parents_of(told: Iterable[SourceAssociation], items: Mapping[ItemId, SourceItem], root: ItemId) -> Parents:
    """The parents of each item that lie in the file, the first by sequence first."""
    found: dict[ItemId, list[tuple[float, ItemId]]] = defaultdict(list)
    for association in told:
        child, parent = association.origin, association.destination
        if (
            association.type == "isChildOf"
            and child in items
            and child != parent
            and (parent in items or parent == root)
        ):
            found[child].append((last_if_none(association.sequence), parent))
    return {
        child: tuple(parent for _, parent in sorted(parents, key=lambda place: place[0]))
        for child, parents in found.items()
    }


def last_if_none(sequence: float | None) -> float:
    return float("inf") if sequence is None else sequence


def tree_above(items: Iterable[ItemId], parents: Parents, root: ItemId) -> dict[ItemId, ItemId]:
    """The one parent of each item that has a way up; items without one stand on top of what hangs below them."""
    below: dict[ItemId, list[ItemId]] = defaultdict(list)
    for child, found in parents.items():
        below[found[0]].append(child)
    above: dict[ItemId, ItemId] = {}
    reached = {root}
    take(root, below, above, reached)
    for item in items:
        if item not in parents:
            reached.add(item)
            take(item, below, above, reached)
    left = [item for item in items if item not in reached]
    while left:
        item, parent = next_of(left, parents, reached)
        if parent is not None:
            above[item] = parent
        reached.add(item)
        take(item, below, above, reached)
        left = [other for other in left if other not in reached]
    return raised(above)


def raised(above: dict[ItemId, ItemId]) -> dict[ItemId, ItemId]:
    """The tree with what lies too deep moved up: nothing that reads it need be ready for any depth."""
    levels: dict[ItemId, int] = {}
    raised_above = dict(above)
    for item in above:
        path = []
        step: ItemId | None = item
        while step is not None and step not in levels:
            path.append(step)
            step = above.get(step)
        level = 0 if step is None else levels[step]
        for each in reversed(path):
            level += 1
            levels[each] = level
            parent = raised_above.get(each)
            if level > MOST_LEVELS and parent is not None:
                raised_above[each] = raised_above[parent] if levels[parent] > MOST_LEVELS else parent
    return raised_above


def take(
    start: ItemId, below: Mapping[ItemId, Iterable[ItemId]], above: dict[ItemId, ItemId], reached: set[ItemId]
) -> None:
    """Hang everything below `start` that hangs nowhere yet."""
    ahead = [start]
    while ahead:
        parent = ahead.pop()
        for child in below.get(parent, ()):
            if child not in reached:
                reached.add(child)
                above[child] = parent
                ahead.append(child)


def next_of(left: Sequence[ItemId], parents: Parents, reached: set[ItemId]) -> tuple[ItemId, ItemId | None]:
    """The next item to hang, and below what: one with a further parent that hangs, else the first of a circle."""
    for item in left:
        for parent in parents[item]:
            if parent in reached:
                return item, parent
    return left[0], None


def ordered_children(
    items: Mapping[ItemId, SourceItem], told: Iterable[SourceAssociation], above: Above
) -> dict[ItemId, tuple[ItemId, ...]]:
    """Children by sequence number, then list mark, then code as people count, then the order of the file."""
    sequences: dict[tuple[ItemId, ItemId], float | None] = {}
    for association in told:
        if association.type == "isChildOf":
            sequences.setdefault((association.origin, association.destination), association.sequence)
    found: dict[ItemId, list[tuple[Order, ItemId]]] = defaultdict(list)
    for position, item in enumerate(items.values()):
        parent = above.get(item.identifier)
        if parent is not None:
            sequence = last_if_none(sequences.get((item.identifier, parent)))
            order = (sequence, *natural(item.list_mark), *natural(item.code), position)
            found[parent].append((order, item.identifier))
    return {parent: tuple(child for _, child in sorted(children)) for parent, children in found.items()}


def natural(text: str | None) -> tuple[bool, tuple[tuple[int, int, str], ...]]:
    """A key under which "a.10" follows "a.9"; no text comes last."""
    pieces = re.findall(r"0*([0-9]+)|([^0-9]+)", text or "")
    return text is None, tuple((0, len(number), number) if number else (1, 0, words) for number, words in pieces)


def second_parents(
    parents: Parents, above: Above, root: ItemId
) -> tuple[dict[ItemId, tuple[ItemId, ...]], tuple[tuple[ItemId, ItemId], ...]]:
    """Further parents of each item, and the (child, parent) pairs that would put an item under itself."""
    further: dict[ItemId, tuple[ItemId, ...]] = {}
    circular = []
    for child, found in parents.items():
        others = [parent for parent in found if parent not in (above.get(child), root)]
        good = tuple(parent for parent in others if child not in ways_up(parent, above))
        circular += [(child, parent) for parent in others if parent not in good]
        if good:
            further[child] = good
    return further, tuple(circular)


def ways_up(item: ItemId, above: Above) -> Iterator[ItemId]:
    """The item, its parent, its parent's parent and so on."""
    step: ItemId | None = item
    while step is not None:
        yield step
        step = above.get(step)
