"""In which files a framework stands: small ones in one, large ones by branch, so that a teacher can open each.

A file never nests deeply, because what lies deep gets a file of its own, told where it belongs by `under`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.importers.source import ItemId

SMALL_FRAMEWORK = 40  # so many competencies still stand in framework.yml
SMALL_BRANCH = 12  # smaller branches share a file with neighbours of the same grades
FULL_FILE = 60
LARGE_BRANCH = 200
DEEPEST = 10

Tree = Mapping[ItemId, Sequence[ItemId]]


@dataclass(slots=True)
class Part:
    """One file: the branches that begin in it, and below what they belong (None: at the top)."""

    under: ItemId | None
    branches: list[ItemId] = field(default_factory=list)
    size: int = 0


def parts_of(
    top: Sequence[ItemId], tree: Tree, grades: Mapping[ItemId, tuple[str, ...]]
) -> tuple[tuple[Part, ...], frozenset[ItemId]]:
    """The files in reading order, none where framework.yml holds it all; and the items whose children lie apart."""
    sizes, depths = measures(top, tree)
    total = sum(sizes[branch] for branch in top)
    if total <= SMALL_FRAMEWORK and all(depths[branch] <= DEEPEST for branch in top):
        return (), frozenset()
    found: list[Part] = []
    opened: set[ItemId] = set()
    ahead: list[tuple[ItemId | None, Sequence[ItemId]]] = [(None, top)]
    for under, branches in ahead:  # grows while it is walked
        found += packed(under, branches, sizes, grades)
        apart = [item for branch in branches for item in opened_in(branch, tree, sizes, depths)]
        opened.update(apart)
        ahead += [(item, tree[item]) for item in apart]
    return tuple(found), frozenset(opened)


def opened_in(
    branch: ItemId, tree: Tree, sizes: Mapping[ItemId, int], depths: Mapping[ItemId, int]
) -> Iterator[ItemId]:
    """Items of a branch whose children go to files of their own: the branch if it is large, else what lies too deep."""
    if sizes[branch] > LARGE_BRANCH:
        yield branch
        return
    if depths[branch] <= DEEPEST:
        return
    ahead = [(branch, 1)]
    while ahead:
        item, level = ahead.pop()
        if level < DEEPEST:
            ahead.extend((child, level + 1) for child in tree.get(item, ()))
        elif tree.get(item):
            yield item


def measures(top: Iterable[ItemId], tree: Tree) -> tuple[dict[ItemId, int], dict[ItemId, int]]:
    """How many competencies each branch holds, itself too, and how many levels."""
    order: list[ItemId] = []
    ahead = list(top)
    while ahead:
        item = ahead.pop()
        order.append(item)
        ahead.extend(tree.get(item, ()))
    sizes, depths = dict[ItemId, int](), dict[ItemId, int]()
    for item in reversed(order):
        children = tree.get(item, ())
        sizes[item] = 1 + sum(sizes[child] for child in children)
        depths[item] = 1 + max((depths[child] for child in children), default=0)
    return sizes, depths


def packed(
    under: ItemId | None,
    branches: Sequence[ItemId],
    sizes: Mapping[ItemId, int],
    grades: Mapping[ItemId, tuple[str, ...]],
) -> Iterator[Part]:
    """Neighbouring small branches of the same grades together, every other branch alone."""
    part = Part(under)
    last: ItemId | None = None
    for branch in branches:
        size = min(sizes[branch], LARGE_BRANCH)
        alone = last is None or max(sizes[branch], sizes[last]) > SMALL_BRANCH or grades[branch] != grades[last]
        if part.branches and (alone or part.size + size > FULL_FILE):
            yield part
            part = Part(under)
        part.branches.append(branch)
        part.size += size
        last = branch
    if part.branches:
        yield part
