"""The power law: a curve of learning through the scores."""

from decimal import Context, Decimal
from functools import lru_cache

from generator.model.mastery.parameters import Parameters

LOGARITHMS = Context(prec=32)
# Logarithms are irrational, so a curve that ends exactly at 2.125 comes out a hair below it. Twenty-four digits put
# the hair back before anything is rounded half up.
SETTLED = Context(prec=24)


def power_law(scores: tuple[Decimal, ...], _given: Parameters) -> Decimal | None:
    """The curve a·x^b fitted through (1, s1) … (n, sn), read at x = n; order matters.

    Least squares on ln y = ln a + b·ln x. None where no curve can be fitted: a single score, or a score of 0 or
    less, which has no logarithm. May leave the scale (1, 4, 4 gives 4.94): whoever knows the scale caps it.
    Source: Marzano; JumpRope's published table is met at x = n, not at n + 1.
    """
    if len(scores) < 2 or min(scores) <= 0:
        return None
    away, spread = positions(len(scores))
    ys = [logarithm(score) for score in scores]
    mean_y = sum(ys, Decimal(0)) / len(ys)
    slope = sum([x * y for x, y in zip(away, ys, strict=True)], Decimal(0)) / spread
    return SETTLED.plus(LOGARITHMS.exp(mean_y + slope * away[-1]))


@lru_cache(maxsize=256)
def positions(n: int) -> tuple[tuple[Decimal, ...], Decimal]:
    """How far each of ln 1 … ln n lies from their mean, and the sum of the squares of that."""
    xs = [logarithm(Decimal(position)) for position in range(1, n + 1)]
    mean = sum(xs, Decimal(0)) / n
    away = tuple(x - mean for x in xs)
    return away, sum((x**2 for x in away), Decimal(0))


@lru_cache(maxsize=1024)  # a school scores with a handful of numbers, and each logarithm takes as long as the rest
def logarithm(number: Decimal) -> Decimal:
    return LOGARITHMS.ln(number)
