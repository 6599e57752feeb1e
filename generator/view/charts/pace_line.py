"""What is reached against what was planned, over the time of a pathway: two lines of steps in a box of 1000 × 100.

It says how things stood when the school week began, as the pace beside it does: a page that said so of today would be
another page every day, for everybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.pathway_picture import PathwayPicture
from generator.model.picture import Picture
from generator.view.charts.glyphs import number
from generator.view.charts.level_line import Dot
from generator.view.days import near
from generator.words import Words

WIDTH, FLOOR, CEILING = 1000.0, 100.0, 8.0
LABELLED = ((400, 1), (1100, 3))  # a way of up to so many days is labelled every so many months; a longer one by years


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    left: str  # percent from the left edge, whatever the direction of the page
    x: str  # the same in units
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceLine:
    plan: str
    reached: str
    dots: tuple[Dot, ...]
    stated: Tick
    ticks: tuple[Tick, ...]
    sentence: str


def pace_line(pathway: PathwayPicture, picture: Picture, words: Words) -> PaceLine | None:
    """None: nothing of the pathway is planned for a day, so there is no line to compare with."""
    planned = sorted(step.due for step in pathway.steps if step.due is not None)
    if not planned:
        return None
    reached = sorted(step.reached_on for step in pathway.steps if step.reached_on is not None)
    most = max(len(planned), len(reached))
    across = _Across(pathway.start, max(pathway.finish, planned[-1]), words.direction == "rtl")
    until = max((pathway.stated_on, *reached[-1:]))  # a step may have been reached since
    stairs = [(across.x(day), _height(at + 1, most)) for at, day in enumerate(reached)]
    behind = max(
        sum(day < across.start for day in reached) - 1, 0
    )  # of what was met before the start, one dot is enough
    return PaceLine(
        plan=_path([(across.x(day), _height(at + 1, most)) for at, day in enumerate(planned)], across, None),
        reached=_path(stairs, across, across.x(until)),
        dots=tuple(Dot(left=number(x / WIDTH * 100), top=number(y)) for x, y in stairs[behind:]),
        stated=_tick(across.x(pathway.stated_on), words.day(pathway.stated_on, "short")),
        ticks=tuple(_tick(across.x(day), label) for day, label in _labels(across.start, across.finish, words)),
        sentence=_sentence(pathway, picture, words),
    )


@dataclass(frozen=True, slots=True)
class _Across:
    """From a day to a place across the box."""

    start: date
    finish: date
    mirrored: bool

    def x(self, day: date) -> float:
        share = (day - self.start).days / max((self.finish - self.start).days, 1)
        along = min(max(share, 0.0), 1.0) * WIDTH
        return WIDTH - along if self.mirrored else along


def _height(steps: int, most: int) -> float:
    return FLOOR - steps * (FLOOR - CEILING) / most


def _path(stairs: list[tuple[float, float]], across: _Across, until: float | None) -> str:
    start = f"M{number(across.x(across.start))} {number(FLOOR)}"
    end = "" if until is None else f"H{number(until)}"
    return start + "".join(f"H{number(x)}V{number(y)}" for x, y in stairs) + end


def _tick(x: float, label: str) -> Tick:
    return Tick(left=number(x / WIDTH * 100), x=number(x), label=label)


def _labels(start: date, finish: date, words: Words) -> Iterator[tuple[date, str]]:
    """The first of each month, of each quarter or of each year, so that there are never too many."""
    days = (finish - start).days
    every = next((months for most, months in LABELLED if days <= most), 12)
    for month in range(start.year * 12 + start.month, finish.year * 12 + finish.month):
        if month % every == 0:
            day = date(month // 12, month % 12 + 1, 1)
            yield day, str(day.year) if every > 1 and day.month == 1 else words.month(day)


def _sentence(pathway: PathwayPicture, picture: Picture, words: Words) -> str:
    planned = sum(1 for step in pathway.steps if step.due is not None and step.due <= pathway.stated_on)
    reached = sum(1 for step in pathway.steps if step.reached_on is not None)
    return words.say(
        "Steps reached so far: {reached}. Steps planned by {day}: {planned}.",
        reached=words.number(reached),
        day=near(pathway.stated_on, picture, words),
        planned=words.number(planned),
    )
