"""What a group's ratings come to, for planning lessons. Nobody is ranked: what comes in has no names.

Each student's own rating comes first (mastery/rating); only then are those of a group taken together, so that who has
handed in much counts no more than who has handed in little. None stands for a student who is not rated yet: no number
is made of that, and nobody is left out in silence either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TypeAlias

from generator.model.mastery.methods import EXACT, to_two_places
from generator.model.mastery.scale import level_at
from generator.records.school import Level, Scale

Ratings: TypeAlias = Sequence[Decimal | None]  # one a student


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelShare:
    """`percent` is of the students who are rated, a whole number."""

    level: Level
    students: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """`levels` in the order of the scale; their percents add up to 100, or all are 0 where nobody is rated."""

    levels: tuple[LevelShare, ...]
    rated: int
    not_rated: int


def mean_of_group(ratings: Ratings) -> Decimal | None:
    """Of the students who are rated, rounded half up to two places; None: nobody is. Source: Canvas, group rollup."""
    rated = those_rated(ratings)
    if not rated:
        return None
    with localcontext(EXACT):
        return to_two_places(sum(rated, Decimal(0)) / len(rated))


def median_of_group(ratings: Ratings) -> Decimal | None:
    """The middle one of the students who are rated, of an even number the mean of the two middle ones; None: nobody is.

    Not rounded: half of two ratings has three places at most. Source: Canvas, group rollup.
    """
    ordered = sorted(those_rated(ratings))
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def level_shares(ratings: Ratings, scale: Scale) -> Shares:
    """How many students stand on each level. Below the lowest level is on the lowest, over the top on the top one."""
    rated = those_rated(ratings)
    levels = [level_at(scale, rating) for rating in rated]
    counts = tuple(sum(each is level for each in levels) for level in scale.levels)
    return Shares(
        levels=tuple(
            LevelShare(level=level, students=students, percent=percent)
            for level, students, percent in zip(scale.levels, counts, percents_of(counts), strict=True)
        ),
        rated=len(rated),
        not_rated=len(ratings) - len(rated),
    )


def those_rated(ratings: Ratings) -> tuple[Decimal, ...]:
    return tuple(rating for rating in ratings if rating is not None)


def percents_of(counts: tuple[int, ...]) -> tuple[int, ...]:
    """Whole percents that add up to 100, by the largest remainder.

    Of equal remainders the first count gets the point, which is the lower level: no table looks better than it is.
    """
    total = sum(counts)
    if total == 0:
        return (0,) * len(counts)
    percents = [count * 100 // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: -(counts[place] * 100 % total))
    for place in by_remainder[: 100 - sum(percents)]:
        percents[place] += 1
    return tuple(percents)
