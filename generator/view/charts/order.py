"""The order within each row of a map: near what it is tied to, so that few lines cross.

Rows are sorted by where their neighbours stand, downwards and upwards in turn; then neighbours change places where
that saves crossings. The best order met on the way is kept. Nothing is left to chance, and equals keep their order.
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import TypeAlias

SWEEPS = 6

Rows: TypeAlias = Sequence[Sequence[str]]
Link: TypeAlias = tuple[str, str]  # from a place to one in the next row


def ordered(rows: Rows, links: Sequence[Link], width: Mapping[str, int]) -> Rows:
    above, below = neighbours(rows, links)
    best, fewest = [list(row) for row in rows], crossings(rows, below)
    now = [list(row) for row in rows]
    settled = rows
    for sweep in range(SWEEPS):
        if not fewest:
            break
        if sweep % 2:
            _sorted_by(now, range(len(now) - 2, -1, -1), below, 1, width)
        else:
            _sorted_by(now, range(1, len(now)), above, -1, width)
        _swapped(now, above, below)
        if sweep == 1:
            settled = [list(row) for row in now]
        found = crossings(now, below)
        if found < fewest:
            best, fewest = [list(row) for row in now], found
    return _turned_as_given(best, settled)


def _turned_as_given(rows: Rows, given: Rows) -> Rows:
    """The rows or their mirror image, whichever is more as given: so a small change does not turn a whole map round."""
    at = {name: place for row in given for place, name in enumerate(row)}
    agree = sum((at[one] < at[other]) - (at[one] > at[other]) for row in rows for one, other in combinations(row, 2))
    return rows if agree >= 0 else [list(reversed(row)) for row in rows]


def neighbours(rows: Rows, links: Sequence[Link]) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """What each place is tied to in the row above it, and in the row below it."""
    above: dict[str, list[str]] = {name: [] for row in rows for name in row}
    below: dict[str, list[str]] = {name: [] for row in rows for name in row}
    for upper, lower in links:
        above[lower].append(upper)
        below[upper].append(lower)
    return above, below


def crossings(rows: Rows, below: Mapping[str, Sequence[str]]) -> int:
    """How many pairs of lines cross between neighbouring rows."""
    found = 0
    for upper, lower in pairwise(rows):
        at = {name: place for place, name in enumerate(lower)}
        met: list[int] = []
        for name in upper:
            ends = sorted(at[each] for each in below[name])
            found += sum(len(met) - bisect_right(met, end) for end in ends)
            for end in ends:
                insort(met, end)
    return found


def _sorted_by(
    rows: list[list[str]], order: range, tied: Mapping[str, Sequence[str]], towards: int, width: Mapping[str, int]
) -> None:
    """Each row by the middle of what it is tied to in the row on the side `towards`; what is tied to nothing stays."""
    for at in order:
        beside, own = _middles(rows[at + towards], width), _middles(rows[at], width)
        wanted = {
            name: sum(beside[each] for each in tied[name]) / len(tied[name]) if tied[name] else own[name]
            for name in rows[at]
        }
        rows[at].sort(key=wanted.__getitem__)


def _middles(row: Sequence[str], width: Mapping[str, int]) -> Mapping[str, float]:
    """Where each would stand, its row centred."""
    middles: dict[str, float] = {}
    at = -sum(map(width.__getitem__, row)) / 2
    for name in row:
        middles[name] = at + width[name] / 2
        at += width[name]
    return middles


def _swapped(rows: list[list[str]], above: Mapping[str, Sequence[str]], below: Mapping[str, Sequence[str]]) -> None:
    """Neighbours change places where fewer lines cross then, once from the first row to the last."""
    at = {name: place for row in rows for place, name in enumerate(row)}
    for row in rows:
        for left in range(len(row) - 1):
            one, other = row[left], row[left + 1]
            gain = _gain(above[one], above[other], at) + _gain(below[one], below[other], at)
            if gain > 0:
                row[left], row[left + 1] = other, one
                at[one], at[other] = left + 1, left


def _gain(one: Sequence[str], other: Sequence[str], at: Mapping[str, int]) -> int:
    """How many crossings are saved when the second place comes before the first."""
    saved = 0
    for mine in one:
        for theirs in other:
            saved += (at[mine] > at[theirs]) - (at[mine] < at[theirs])
    return saved
