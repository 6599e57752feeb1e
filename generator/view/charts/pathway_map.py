"""A pathway as a map: a grid of boxes with words, and between its rows shapes that tie them together."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.view.charts.glyphs import number
from generator.view.charts.layers import Bend, Layout, Spot
from generator.words import Direction

SCALE, HEIGHT = 10, 100  # units of a gap's picture: ten a track across, a hundred down


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a box stands in the grid, as CSS writes it; rows are every second one, with a gap between."""

    row: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    cell: Cell
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The shapes between two rows: SVG paths in the units of the map's `width` × 100."""

    row: str
    reached: tuple[str, ...]
    to_come: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayMap:
    tracks: str
    width: str
    cells: Mapping[str, Cell]
    passages: tuple[Passage, ...]
    gaps: tuple[Gap, ...]


def pathway_map(layout: Layout, reached: frozenset[str], direction: Direction) -> PathwayMap:
    """The grid mirrors itself with the page; the shapes between are mirrored here."""
    return PathwayMap(
        tracks=str(layout.tracks),
        width=number(layout.tracks * SCALE),
        cells={spot.box: _cell(spot) for spot in layout.spots if spot.box is not None},
        passages=tuple(
            Passage(cell=_cell(spot), reached=reached.issuperset(spot.comes_from))
            for spot in layout.spots
            if spot.box is None
        ),
        gaps=tuple(_gap(row, layout, reached, direction) for row in range(layout.rows - 1)),
    )


def _cell(spot: Spot) -> Cell:
    return Cell(row=str(2 * spot.row + 1), column=f"{spot.start + 1} / span {spot.span}")


def _gap(row: int, layout: Layout, reached: frozenset[str], direction: Direction) -> Gap:
    bends = tuple(bend for bend in layout.bends if bend.row == row)
    solid = tuple(bend for bend in bends if reached.issuperset(bend.comes_from))
    return Gap(
        row=str(2 * row + 2),
        reached=tuple(_curve(bend, layout, direction) for bend in solid),
        to_come=tuple(_curve(bend, layout, direction) for bend in bends if bend not in solid),
    )


def _curve(bend: Bend, layout: Layout, direction: Direction) -> str:
    above, below = (number(_x(at, layout, direction)) for at in (bend.above, bend.below))
    if above == below:
        return f"M{above} 0V{HEIGHT}"
    return f"M{above} 0C{above} {HEIGHT // 2} {below} {HEIGHT // 2} {below} {HEIGHT}"


def _x(track: float, layout: Layout, direction: Direction) -> float:
    return (layout.tracks - track if direction == "rtl" else track) * SCALE
