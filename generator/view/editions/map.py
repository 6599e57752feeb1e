"""A pathway as a map on paper: boxes and lines in millimetres, where everything fits; else the caller makes a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.locales import Direction
from generator.view.charts.glyphs import number
from generator.view.charts.layers import BOX
from generator.view.charts.layout import Bend, Layout, Spot
from generator.view.charts.pathway_map import LOOKS, Course, Look
from generator.view.steps import StepView

LEAST_GAP, MOST_GAP = 4.5, 9.0  # millimetres between rows
BESIDE, PADDING = 3.0, 5.0  # between boxes, and inside a box left and right together
NARROWEST_BOX, WIDEST_BOX = 34.0, 92.0
SIDE_BY_SIDE = (4, 5)  # so many boxes are tried in a row
TITLE_LINE, STAND_LINE, FRAME = 3.9, 3.7, 3.2  # heights; FRAME is padding and border
TITLE_SIGN, STAND_SIGN, GLYPH = 1.8, 1.62, 6.0  # widths; GLYPH is the level's sign with the spaces around it


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """`start` is counted from the side where reading begins."""

    step: StepView
    start: str
    top: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLine:
    path: str
    look: Look
    choice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintMap:
    """All in millimetres; `lines` are SVG paths over the whole map, in the order they are drawn.

    `choices`: some of them are one way of several.
    """

    width: str
    height: str
    node_width: str
    nodes: tuple[Node, ...]
    lines: tuple[PrintLine, ...]
    choices: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The measures of one map: how wide a track is, where rows begin and how high they are; `width` mirrors."""

    track: float
    tops: tuple[float, ...]
    heights: tuple[float, ...]
    width: float
    direction: Direction

    def x(self, track: float) -> str:
        along = track * self.track
        return number(self.width - along if self.direction == "rtl" else along)

    def y(self, row: int) -> str:
        return number(self.tops[row])

    def foot(self, row: int) -> str:
        return number(self.tops[row] + self.heights[row])


def map_of(
    layout: Layout,
    steps: Mapping[str, StepView],
    course: Course,
    *,
    width: float,
    room: float,
    direction: Direction,
) -> PrintMap | None:
    """None: it is higher than the room, or its boxes too narrow to read, so that only a list can tell the way."""
    track = min(width / layout.tracks, WIDEST_BOX / BOX)
    if track * BOX < NARROWEST_BOX:
        return None
    heights = _row_heights(layout, steps, BOX * track - BESIDE - PADDING)
    gap = min((room - sum(heights)) / max(layout.rows - 1, 1), MOST_GAP)
    if gap < LEAST_GAP:
        return None
    tops = tuple(accumulate((height + gap for height in heights[:-1]), initial=0.0))
    grid = Grid(track, tops, heights, layout.tracks * track, direction)
    lines = _lines_of(layout, course, grid)
    return PrintMap(
        width=number(grid.width),
        height=grid.foot(layout.rows - 1),
        node_width=number(BOX * track - BESIDE),
        nodes=tuple(_node(spot, steps[spot.box], grid) for spot in layout.spots if spot.box is not None),
        lines=lines,
        choices=any(line.choice for line in lines),
    )


def _lines_of(layout: Layout, course: Course, grid: Grid) -> tuple[PrintLine, ...]:
    paths = (
        *((bend.lines, _curve(bend, grid)) for bend in layout.bends),
        *((spot.lines, _through(spot, grid)) for spot in layout.spots if spot.box is None),
    )
    drawn = (PrintLine(path=path, look=course.look(lines), choice=course.is_choice(lines)) for lines, path in paths)
    return tuple(sorted(drawn, key=lambda line: LOOKS.index(line.look)))


def _row_heights(layout: Layout, steps: Mapping[str, StepView], inside: float) -> tuple[float, ...]:
    """The boxes of a row are as high as the one among them with the most to say."""
    heights = [0.0] * layout.rows
    for spot in layout.spots:
        if spot.box is not None:
            heights[spot.row] = max(heights[spot.row], _lines_height(steps[spot.box], inside))
    return tuple(heights)


def _lines_height(step: StepView, inside: float) -> float:
    label = step.sign.label if isinstance(step.sign.label, str) else step.sign.label.text
    title = [len(word) * TITLE_SIGN for word in step.title.text.split()]
    stand = [len(word) * STAND_SIGN for word in f"{label} {step.tag or ''}".split()]
    when = [len(step.when) * STAND_SIGN] if step.when else []  # is never broken
    return _lines(title, inside, TITLE_SIGN) * TITLE_LINE + _lines([GLYPH, *stand, *when], inside) * STAND_LINE + FRAME


def _lines(widths: Sequence[float], inside: float, space: float = STAND_SIGN) -> int:
    """How many lines the pieces take, one after the other as a page sets them."""
    lines, at = 1, 0.0
    for width in widths:
        if at > 0 and at + width > inside:
            lines, at = lines + 1, 0.0
        at += width + space
    return lines


def _node(spot: Spot, step: StepView, grid: Grid) -> Node:
    start = number(spot.start * grid.track + BESIDE / 2)
    return Node(step=step, start=start, top=grid.y(spot.row), height=number(grid.heights[spot.row]))


def _curve(bend: Bend, grid: Grid) -> str:
    above, below = grid.x(bend.above), grid.x(bend.below)
    top, bottom = grid.foot(bend.row), grid.y(bend.row + 1)
    middle = number((float(top) + float(bottom)) / 2)
    return f"M{above} {top}C{above} {middle} {below} {middle} {below} {bottom}"


def _through(spot: Spot, grid: Grid) -> str:
    """A line that passes a row."""
    return f"M{grid.x(spot.middle)} {grid.y(spot.row)}V{grid.foot(spot.row)}"
