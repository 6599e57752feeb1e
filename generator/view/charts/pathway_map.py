"""A pathway as a map: a grid of boxes with words, and between its rows shapes that tie them together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.locales import Direction
from generator.model.one_of import choices_of
from generator.model.pathway_picture import PathwayPicture
from generator.model.picture import Picture
from generator.view.charts.glyphs import number
from generator.view.charts.layers import BOX, layout_of
from generator.view.charts.layout import Edge, Layout, Spot

SCALE, HEIGHT = 10, 100  # units of a band's picture: ten a track across, a hundred down
LEAST, MOST = 0.6, 1.1  # em a track is wide
LOW_GAP, HIGH_GAP, PER_BEND = 1.9, 4.2, 0.2  # em between two rows: the more lines bend there, the more

Look: TypeAlias = Literal["to_come", "reached", "now"]  # in the order they are drawn: what matters most lies on top
LOOKS: tuple[Look, ...] = ("to_come", "reached", "now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What the lines of a map tell: where the learner is, what is reached, and which lines are one way of several."""

    now: frozenset[str]
    reached: frozenset[str]
    choices: frozenset[Edge]

    def look(self, lines: Collection[Edge]) -> Look:
        if any(above in self.now or below in self.now for above, below in lines):
            return "now"
        return "reached" if all(above in self.reached for above, _ in lines) else "to_come"

    def is_choice(self, lines: Collection[Edge]) -> bool:
        return self.choices.issuperset(lines)


def course_of(pathway: PathwayPicture, picture: Picture) -> Course:
    return Course(
        now=frozenset(step.requirement.id for step in pathway.steps if step.state == "working"),
        reached=frozenset(step.requirement.id for step in pathway.steps if step.state == "reached"),
        choices=choices_of(pathway, picture),
    )


def laid_out(pathway: PathwayPicture, course: Course, widest: int | None = None) -> Layout:
    builds_on = {step.requirement.id: step.builds_on for step in pathway.steps}
    return layout_of(builds_on, apart=course.choices, widest=widest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a box stands in the grid, as CSS writes it; rows are every second one, with a gap between."""

    row: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """An SVG path in the units of the map's `width` × 100."""

    path: str
    look: Look
    choice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The lines across one row of the grid: past the boxes, or between two rows of them, when `height` is in em."""

    row: str
    height: str | None  # None: as high as the boxes of the row
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayMap:
    """`least` and `most`: how wide it may be, in em of its own type."""

    tracks: str
    width: str
    least: str
    most: str
    cells: Mapping[str, Cell]
    bands: tuple[Band, ...]


def pathway_map(layout: Layout, course: Course, direction: Direction) -> PathwayMap:
    """The grid mirrors itself with the page; the shapes are mirrored here."""
    bands = (band for row in range(layout.rows) for band in _bands(row, layout, course, direction))
    return PathwayMap(
        tracks=str(layout.tracks),
        width=number(layout.tracks * SCALE),
        least=number(layout.tracks * LEAST),
        most=number(layout.tracks * MOST),
        cells={spot.box: _cell(spot) for spot in layout.spots if spot.box is not None},
        bands=tuple(band for band in bands if band.curves or band.height),
    )


def _cell(spot: Spot) -> Cell:
    return Cell(row=str(2 * spot.row + 1), column=f"{spot.start + 1} / span {spot.span}")


def _bands(row: int, layout: Layout, course: Course, direction: Direction) -> Iterator[Band]:
    """A row of boxes, and what lies below it; below the last there is nothing."""
    passing = [spot for spot in layout.spots if spot.row == row and spot.box is None]
    upright = [(spot.lines, spot.middle, spot.middle) for spot in passing]
    yield Band(row=str(2 * row + 1), height=None, curves=_curves(upright, layout, course, direction))
    if row + 1 < layout.rows:
        bends = [bend for bend in layout.bends if bend.row == row]
        far = sum(abs(bend.above - bend.below) > BOX / 4 for bend in bends)
        yield Band(
            row=str(2 * row + 2),
            height=number(min(LOW_GAP + PER_BEND * far, HIGH_GAP)),
            curves=_curves([(bend.lines, bend.above, bend.below) for bend in bends], layout, course, direction),
        )


def _curves(
    lines: Sequence[tuple[tuple[Edge, ...], float, float]], layout: Layout, course: Course, direction: Direction
) -> tuple[Curve, ...]:
    """From the top of a band to its foot, each from one track to another."""
    mirrored = layout.tracks if direction == "rtl" else None
    drawn = (
        Curve(
            path=_path(*(number(_x(track, mirrored)) for track in (above, below))),
            look=course.look(told),
            choice=course.is_choice(told),
        )
        for told, above, below in lines
    )
    return tuple(sorted(drawn, key=lambda curve: LOOKS.index(curve.look)))


def _path(above: str, below: str) -> str:
    if above == below:
        return f"M{above} 0V{HEIGHT}"
    return f"M{above} 0C{above} {HEIGHT // 2} {below} {HEIGHT // 2} {below} {HEIGHT}"


def _x(track: float, mirrored: int | None) -> float:
    return (track if mirrored is None else mirrored - track) * SCALE
