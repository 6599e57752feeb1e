"""The signs of levels and of pace: told apart by fill and shape, never by colour.

All are drawn in a square of 24 × 24. Paths by how they are painted; nothing is left to decide when drawing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from typing import Literal

from generator.records.school import Level, Scale

CENTRE = 12.0
STAR = "M12 .8l3.3 6.9 7.5 1-5.5 5.2 1.4 7.5L12 17.8l-6.7 3.6 1.4-7.5L1.2 8.7l7.5-1z"
SMALL_STAR = "M12 4.4l2.2 4.7 5.1.6-3.8 3.5 1 5.1-4.5-2.5-4.5 2.5 1-5.1-3.8-3.5 5.1-.6z"
TICK = "M7 12.4l3.4 3.5L17.2 8.6"
STAR_TICK = "M8.6 11.6l2.5 2.5 4.4-4.7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """SVG path data: `outlined` a line, `dashed` a broken one, `filled` solid, `marked` in the colour of the paper."""

    outlined: tuple[str, ...] = ()
    dashed: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()


def number(value: float) -> str:
    """A coordinate as short as it can be written."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def circle(radius: float) -> str:
    r = number(radius)
    return f"M{number(CENTRE - radius)} 12a{r} {r} 0 1 0 {number(2 * radius)} 0a{r} {r} 0 1 0 -{number(2 * radius)} 0z"


def wedge(share: float, radius: float) -> str:
    """The part of a disc from the top, clockwise; `share` between 0 and 1."""
    angle = 2 * pi * share
    x, y = CENTRE + radius * sin(angle), CENTRE - radius * cos(angle)
    r, large = number(radius), int(share > 0.5)
    return f"M12 12V{number(CENTRE - radius)}A{r} {r} 0 {large} 1 {number(x)} {number(y)}Z"


NOT_STARTED = Glyph(dashed=(circle(9.5),))
FULL = Glyph(filled=(circle(10.4),), marked=(TICK,))
BEYOND = Glyph(filled=(STAR,), marked=(STAR_TICK,))
FAR_BEYOND = Glyph(filled=(SMALL_STAR,), outlined=(circle(11),))


@lru_cache(maxsize=64)
def part(share: float) -> Glyph:
    return Glyph(outlined=(circle(9.5),), filled=(wedge(share, 9.5),))


def level_glyph(level: Level | None, scale: Scale) -> Glyph:
    """A dashed ring for None, a growing part of a disc below proficient, a full disc there, stars beyond it.

    A scale that calls no level proficient is full at its top.
    """
    if level is None:
        return NOT_STARTED
    at = [each.id for each in scale.levels].index(level.id)
    full = next((i for i, each in enumerate(scale.levels) if each.proficient), len(scale.levels) - 1)
    if at < full:
        return part((at + 1) / (full + 2))
    return (FULL, BEYOND, FAR_BEYOND)[min(at - full, 2)]


SYMBOLS: Mapping[Literal["ahead", "on_plan", "more_time", "reached", "paused", "later"], Glyph] = {
    "ahead": Glyph(filled=("M12 2.5l7.5 8.5h-4.7v10h-5.6v-10H4.5z",)),
    "on_plan": Glyph(outlined=(circle(9.5),), filled=(circle(4.2),)),
    "more_time": Glyph(
        outlined=(
            "M6 3h12M6 21h12M7.5 3c0 5 3 6.5 4.5 9-1.5 2.5-4.5 4-4.5 9M16.5 3c0 5-3 6.5-4.5 9 1.5 2.5 4.5 4 4.5 9",
        ),
        filled=("M9 20.5c.6-2.2 1.8-3.2 3-4.2 1.2 1 2.4 2 3 4.2z",),
    ),
    "reached": FULL,
    "paused": Glyph(outlined=(circle(9.5),), filled=("M8.2 7.5h2.6v9H8.2zM13.2 7.5h2.6v9h-2.6z",)),
    "later": Glyph(dashed=(circle(9.5),)),
}
