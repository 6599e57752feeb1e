"""Where the boxes of a map stand: rows by the longest way to each, order within a row by what it is tied to.

Lines that would only repeat a longer way are left out of the picture; lines past a row run through a passage, shared
by lines of one beginning or one end. Places are counted in tracks from the side where reading begins, so that the
same layout serves a screen, a sheet of paper and both directions of writing.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

BOX, PASSAGE = 8, 2  # tracks a box and a passage are wide
WIDEST = 4  # boxes in a row; a longer row goes on below
SWEEPS = 4
PASSES = "\0"  # begins the name of a passage; no id does

Edge: TypeAlias = tuple[str, str]  # from a box to one that builds on it


class Piece(NamedTuple):
    """A line's part between the row `row` and the next one; `begins` is the box the whole line begins at."""

    upper: str
    lower: str
    row: int
    begins: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A box, or the passage of lines through a row when `box` is None. `start` and `span` are in tracks."""

    box: str | None
    row: int
    start: int
    span: int
    comes_from: tuple[str, ...] = ()  # of a passage: the boxes its lines begin at

    @property
    def middle(self) -> float:
        return self.start + self.span / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """A line between two rows: below row `row`, from one track to another; `comes_from` are the boxes it begins at."""

    row: int
    above: float
    below: float
    comes_from: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`spots` by row, then in the order of reading."""

    rows: int
    tracks: int
    spots: tuple[Spot, ...]
    bends: tuple[Bend, ...]


def layout_of(builds_on: Mapping[str, Sequence[str]], widest: int = WIDEST) -> Layout:
    """The map of boxes and what each builds on. Names that are no box are ignored; what a circle holds comes last."""
    before = {box: tuple(dict.fromkeys(b for b in below if b in builds_on)) for box, below in builds_on.items()}
    edges = _told_once(before)
    row_of = _rows(before, widest)
    pieces = _pieces(edges, row_of)
    rows = _ordered(_members(row_of, pieces), pieces)
    spots = _spots(rows, {passage: begun for passage, begun in _begun(pieces).items() if passage not in before})
    return Layout(rows=len(rows), tracks=_tracks(rows), spots=tuple(spots.values()), bends=_bends(pieces, spots))


def _tracks(rows: Sequence[Sequence[str]]) -> int:
    return max((sum(_span(name) for name in row) for row in rows), default=BOX)


def _span(name: str) -> int:
    return PASSAGE if name.startswith(PASSES) else BOX


def _told_once(before: Mapping[str, tuple[str, ...]]) -> tuple[Edge, ...]:
    """Every direct tie that no longer way implies."""
    far = {box: _all_before(box, before) for box in before}
    return tuple(
        (above, box)
        for box, direct in before.items()
        for above in direct
        if above != box and not any(above in far[other] for other in direct if other != above)
    )


def _all_before(box: str, before: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    waiting = list(before[box])
    while waiting:
        above = waiting.pop()
        if above not in found:
            found.add(above)
            waiting += before[above]
    return found


def _rows(before: Mapping[str, tuple[str, ...]], widest: int) -> Mapping[str, int]:
    """The row of each box: below everything it builds on, rows that are too wide broken into even parts."""
    row_of: dict[str, int] = {}
    row = 0
    left = list(before)
    while left:
        ready = [box for box in left if all(above in row_of for above in before[box])] or left
        parts = -(-len(ready) // widest)
        for at, box in enumerate(ready):
            row_of[box] = row + at * parts // len(ready)
        row += parts
        left = [box for box in left if box not in row_of]
    return row_of


def _pieces(edges: tuple[Edge, ...], row_of: Mapping[str, int]) -> tuple[Piece, ...]:
    """Each line cut where it passes a row. Lines that would lead up or aside, as in a circle, are not drawn."""
    drawn = tuple((above, below) for above, below in edges if row_of[above] < row_of[below])
    far = [edge for edge in drawn if row_of[edge[1]] - row_of[edge[0]] > 1]
    begins, ends = Counter(edge[0] for edge in far), Counter(edge[1] for edge in far)
    pieces: dict[Piece, None] = {}
    for above, below in drawn:
        shared = f"from {above}" if begins[above] >= ends[below] else f"to {below}"
        between = (f"{PASSES}{row} {shared}" for row in range(row_of[above] + 1, row_of[below]))
        for row, (upper, lower) in enumerate(pairwise([above, *between, below]), start=row_of[above]):
            pieces[Piece(upper, lower, row, above)] = None
    return tuple(pieces)


def _members(row_of: Mapping[str, int], pieces: tuple[Piece, ...]) -> list[list[str]]:
    rows: dict[int, dict[str, None]] = defaultdict(dict)
    for box, row in row_of.items():
        rows[row][box] = None
    for piece in pieces:
        if piece.lower.startswith(PASSES):
            rows[piece.row + 1][piece.lower] = None
    return [list(rows[row]) for row in sorted(rows)]


def _begun(pieces: tuple[Piece, ...]) -> Mapping[str, tuple[str, ...]]:
    """The boxes at which the lines begin that lead into each box or passage."""
    begun: dict[str, dict[str, None]] = defaultdict(dict)
    for piece in pieces:
        begun[piece.lower][piece.begins] = None
    return {name: tuple(found) for name, found in begun.items()}


def _ordered(rows: list[list[str]], pieces: tuple[Piece, ...]) -> list[list[str]]:
    """Rows sorted by where their neighbours stand, downwards and upwards in turn, so that few lines cross."""
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for piece in pieces:
        above[piece.lower].append(piece.upper)
        below[piece.upper].append(piece.lower)
    for sweep in range(SWEEPS):
        neighbours = below if sweep % 2 else above
        order = range(len(rows) - 2, -1, -1) if sweep % 2 else range(1, len(rows))
        for at in order:
            middle = _middles(rows)
            rows[at].sort(key=lambda name: _mean([middle[each] for each in neighbours[name]], middle[name]))
    return rows


def _middles(rows: list[list[str]]) -> dict[str, float]:
    """Where each would stand, its row centred."""
    middles: dict[str, float] = {}
    for row in rows:
        at = -sum(_span(name) for name in row) / 2
        for name in row:
            middles[name] = at + _span(name) / 2
            at += _span(name)
    return middles


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _spots(rows: list[list[str]], begun: Mapping[str, tuple[str, ...]]) -> dict[str, Spot]:
    tracks = _tracks(rows)
    spots: dict[str, Spot] = {}
    for at, row in enumerate(rows):
        start = (tracks - sum(_span(name) for name in row)) // 2
        for name in row:
            box = None if name.startswith(PASSES) else name
            spots[name] = Spot(box=box, row=at, start=start, span=_span(name), comes_from=begun.get(name, ()))
            start += _span(name)
    return spots


def _bends(pieces: tuple[Piece, ...], spots: Mapping[str, Spot]) -> tuple[Bend, ...]:
    """Pieces between the same two places are one line, of all the boxes it begins at."""
    begins: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for piece in pieces:
        begins[piece.upper, piece.lower, piece.row].append(piece.begins)
    return tuple(
        Bend(row=row, above=spots[upper].middle, below=spots[lower].middle, comes_from=tuple(found))
        for (upper, lower, row), found in begins.items()
    )
