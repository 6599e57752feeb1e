"""In which row of a map each box stands: below all it builds on, no row wider than the page, lines kept short."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias

Ties: TypeAlias = Mapping[str, tuple[str, ...]]  # a box → boxes it is tied to, all of them boxes of the map


def rows_of(before: Ties, widest: int) -> Mapping[str, int]:
    """The row of each box; what a circle holds comes last. Rows are filled with what leads farthest, then closed up.

    Source of the filling: Hu's level algorithm, which plans work on so many machines; here they are places in a row.
    """
    after = turned(before)
    row_of = _filled(before, after, widest)
    _drawn_down(row_of, before, after, widest)
    used = {row: at for at, row in enumerate(sorted(set(row_of.values())))}
    return {box: used[row] for box, row in row_of.items()}


def turned(before: Ties) -> Ties:
    """What builds on each box, in the order of the boxes."""
    after: dict[str, list[str]] = {box: [] for box in before}
    for box, above in before.items():
        for each in above:
            after[each].append(box)
    return {box: tuple(later) for box, later in after.items()}


def _filled(before: Ties, after: Ties, widest: int) -> dict[str, int]:
    reach = _reach(before, after)
    rank = {box: (-reach[box], not (before[box] or after[box]), at) for at, box in enumerate(before)}
    waits_for = {box: len(above) for box, above in before.items()}
    ready = [box for box in before if not waits_for[box]]
    row_of: dict[str, int] = {}
    row = 0
    while len(row_of) < len(before):
        ready = sorted(ready or (box for box in before if box not in row_of), key=rank.__getitem__)
        taken = ready[: _taken(len(ready), len(before) - len(row_of), widest)]
        ready = ready[len(taken) :]
        for box in taken:
            row_of[box] = row
            for later in after[box]:
                waits_for[later] -= 1
                if waits_for[later] == 0 and later not in row_of:
                    ready.append(later)
        row += 1
    return row_of


def _taken(ready: int, left: int, widest: int) -> int:
    """How many of the boxes that are ready stand in the next row; when no others come, they are shared out evenly."""
    if ready < left:
        return widest
    parts = -(-ready // widest)
    return -(-ready // parts)


def _reach(before: Ties, after: Ties) -> Mapping[str, int]:
    """How many lines the longest way down from each box has."""
    far = dict.fromkeys(before, 0)
    waits_for = {box: len(later) for box, later in after.items()}
    ends = [box for box, later in after.items() if not later]
    while ends:
        box = ends.pop()
        for above in before[box]:
            far[above] = max(far[above], far[box] + 1)
            waits_for[above] -= 1
            if waits_for[above] == 0:
                ends.append(above)
    return far


def _drawn_down(row_of: dict[str, int], before: Ties, after: Ties, widest: int) -> None:
    """Boxes with more lines below than above move down as far as there is room: so fewer lines pass rows."""
    filled = Counter(row_of.values())
    for box in sorted(row_of, key=lambda each: -row_of[each]):
        if len(after[box]) <= len(before[box]):
            continue
        lowest = min(row_of[later] for later in after[box]) - 1
        free = (row for row in range(lowest, row_of[box], -1) if filled[row] < widest)
        row = next(free, row_of[box])
        filled[row_of[box]] -= 1
        filled[row] += 1
        row_of[box] = row
