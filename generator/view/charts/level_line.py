"""A level over time as a line of steps, which may also fall: shapes in a box of 1000 × 100 units, words beside it."""

from dataclasses import dataclass
from datetime import date

from generator.model.picture import Picture
from generator.model.standing_picture import Standing
from generator.view.charts.glyphs import number
from generator.view.days import near
from generator.view.levels import LevelSign, level_sign
from generator.view.said import in_sentence
from generator.words import Words

WIDTH, HEIGHT = 1000.0, 100.0
EDGE = 25.0  # what is kept free at both ends, so that the dots are whole


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """One level: `y` in units and `top` in percent say the same; `target` is the level to reach."""

    sign: LevelSign
    y: str
    top: str
    target: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    left: str  # percent from the left edge, whatever the direction of the page
    top: str  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """`path` is an SVG path in the units of the box. `first` and `last` label its ends; `sentence` says it all."""

    rows: tuple[LevelRow, ...]  # highest level first
    path: str
    dots: tuple[Dot, ...]
    first: str
    last: str | None  # None: one day only
    sentence: str


def level_line(standing: Standing, picture: Picture, words: Words) -> LevelLine | None:
    """None: nothing dated has been rated, so there is no line to draw."""
    history = standing.history
    if not history:
        return None
    levels = tuple(level.id for level in standing.scale.levels)
    points = tuple((_x(day, history, words), _y(levels.index(level.id), len(levels))) for day, level in history)
    first, last = history[0][0], history[-1][0]
    return LevelLine(
        rows=tuple(
            LevelRow(
                sign=level_sign(level, standing.scale, picture, words),
                y=number(_y(at, len(levels))),
                top=number(_y(at, len(levels)) / HEIGHT * 100),
                target=level.id == standing.target.id,
            )
            for at, level in reversed(tuple(enumerate(standing.scale.levels)))
        ),
        path=_stairs(points),
        dots=tuple(Dot(left=number(x / WIDTH * 100), top=number(y / HEIGHT * 100)) for x, y in points),
        first=near(first, picture, words),
        last=near(last, picture, words) if last != first else None,
        sentence=_sentence(standing, picture, words),
    )


def _x(day: date, history: tuple[tuple[date, object], ...], words: Words) -> float:
    first, last = history[0][0], history[-1][0]
    share = (day - first).days / max((last - first).days, 1)
    along = EDGE + share * (WIDTH - 2 * EDGE)
    return WIDTH - along if words.direction == "rtl" else along


def _y(at: int, levels: int) -> float:
    return HEIGHT - (at + 0.5) * HEIGHT / levels


def _stairs(points: tuple[tuple[float, float], ...]) -> str:
    """Across at the old level, then up or down on the day of the new one."""
    start = f"M{number(points[0][0])} {number(points[0][1])}"
    return start + "".join(f"H{number(x)}V{number(y)}" for x, y in points[1:])


def _sentence(standing: Standing, picture: Picture, words: Words) -> str:
    """Every day at which the level changed, and the level then."""
    changes = tuple(
        (day, level)
        for at, (day, level) in enumerate(standing.history)
        if at == 0 or level.id != standing.history[at - 1][1].id
    )
    said = tuple(
        words.say("{level} from {day}", day=near(day, picture, words), level=in_sentence(level.label, picture, words))
        for day, level in changes
    )
    return words.say("My level: {levels}.", levels=words.listed(said))
