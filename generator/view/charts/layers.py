"""Where the boxes of a map stand and how the lines between them run.

Parts that hang together (shelves.py), their rows (rows.py), the order within these (order.py) and the places across
(places.py) make one layout. Lines that would only repeat a longer way are left out; lines past a row run through a
passage of their own, which no box overlaps, shared by lines of one beginning or one end. Places are counted in tracks
from the side where reading begins, so that the same layout serves a screen, a sheet of paper and both directions of
writing.

Written here rather than taken from a library: those at hand know neither rows no wider than a page nor boxes whose
height only the browser knows, and they join the lines afterwards with curves that may touch a box.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.view.charts.layout import Bend, Edge, Layout, Spot
from generator.view.charts.order import ordered
from generator.view.charts.places import places
from generator.view.charts.rows import rows_of
from generator.view.charts.shelves import on_shelves, parts_of

BOX, PASSAGE = 16, 2  # tracks a box and a passage are wide
WIDTHS = ((24, 4), (40, 5))  # up to so many boxes, a row holds so many
WIDEST = 6
PASSES = "\0"  # begins the name of a passage; no id does


class Piece(NamedTuple):
    """A line's part between the row `row` and the next one; `line` is the whole."""

    upper: str
    lower: str
    row: int
    line: Edge


def layout_of(
    builds_on: Mapping[str, Sequence[str]], apart: Collection[Edge] = (), widest: int | None = None
) -> Layout:
    """The map of boxes and what each builds on. Names that are no box are ignored; what a circle holds comes last.

    Lines `apart` never share a passage with others: they are drawn in another way. `widest`: boxes in a row at most;
    None: as suits their number.
    """
    most = widest or _widest(len(builds_on))
    before = {box: tuple(dict.fromkeys(b for b in below if b in builds_on)) for box, below in builds_on.items()}
    edges = _told_once(before)
    parts = (_part({box: before[box] for box in part}, edges, frozenset(apart), most) for part in parts_of(before))
    return on_shelves(tuple(parts), most * (BOX + PASSAGE))


def _part(
    before: Mapping[str, tuple[str, ...]], edges: tuple[Edge, ...], apart: frozenset[Edge], widest: int
) -> Layout:
    row_of = rows_of(before, widest)
    pieces = _pieces(tuple(edge for edge in edges if edge[0] in before), row_of, apart)
    links = tuple(dict.fromkeys((piece.upper, piece.lower) for piece in pieces))
    members = _members(row_of, pieces)
    width = {name: _span(name) for row in members for name in row}
    rows = ordered(members, links, width)
    starts = places(rows, links, width, frozenset(filter(_is_passage, width)))
    spots = _spots(rows, starts, pieces)
    tracks = max(sum(map(width.__getitem__, row)) for row in rows)
    return Layout(rows=len(rows), tracks=tracks, spots=tuple(spots.values()), bends=_bends(pieces, spots))


def _widest(boxes: int) -> int:
    return next((width for most, width in WIDTHS if boxes <= most), WIDEST)


def _is_passage(name: str) -> bool:
    return name.startswith(PASSES)


def _span(name: str) -> int:
    return PASSAGE if _is_passage(name) else BOX


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


def _pieces(edges: tuple[Edge, ...], row_of: Mapping[str, int], apart: frozenset[Edge]) -> tuple[Piece, ...]:
    """Each line cut where it passes a row. Lines that would lead up or aside, as in a circle, are not drawn."""
    drawn = tuple((above, below) for above, below in edges if row_of[above] < row_of[below])
    far = [edge for edge in drawn if row_of[edge[1]] - row_of[edge[0]] > 1]
    begins, ends = Counter(edge[0] for edge in far), Counter(edge[1] for edge in far)
    pieces: list[Piece] = []
    for line in drawn:
        above, below = line
        shared = f"from {above}" if begins[above] >= ends[below] else f"to {below}"
        way = f"{shared}, apart" if line in apart else shared
        between = (f"{PASSES}{row} {way}" for row in range(row_of[above] + 1, row_of[below]))
        for row, (upper, lower) in enumerate(pairwise([above, *between, below]), start=row_of[above]):
            pieces.append(Piece(upper, lower, row, line))
    return tuple(pieces)


def _members(row_of: Mapping[str, int], pieces: tuple[Piece, ...]) -> list[list[str]]:
    rows: dict[int, dict[str, None]] = defaultdict(dict)
    for box, row in row_of.items():
        rows[row][box] = None
    for piece in pieces:
        if _is_passage(piece.lower):
            rows[piece.row + 1][piece.lower] = None
    return [list(rows[row]) for row in sorted(rows)]


def _spots(rows: Sequence[Sequence[str]], starts: Mapping[str, int], pieces: tuple[Piece, ...]) -> Mapping[str, Spot]:
    through: dict[str, list[Edge]] = defaultdict(list)
    for piece in pieces:
        if _is_passage(piece.lower):
            through[piece.lower].append(piece.line)
    return {
        name: Spot(
            box=None if name in through else name,
            row=at,
            start=starts[name],
            span=_span(name),
            lines=tuple(through.get(name, ())),
        )
        for at, row in enumerate(rows)
        for name in row
    }


def _bends(pieces: tuple[Piece, ...], spots: Mapping[str, Spot]) -> tuple[Bend, ...]:
    """Pieces between the same two places are one bend."""
    lines: dict[tuple[str, str, int], list[Edge]] = defaultdict(list)
    for piece in pieces:
        lines[piece.upper, piece.lower, piece.row].append(piece.line)
    return tuple(
        Bend(row=row, above=spots[upper].middle, below=spots[lower].middle, lines=tuple(found))
        for (upper, lower, row), found in lines.items()
    )
