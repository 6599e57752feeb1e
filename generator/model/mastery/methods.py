"""Every way to make one rating of several scores, and the one place where a rating is rounded."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, getcontext, setcontext
from typing import TypeAlias

from generator.model.mastery.averages import (
    decaying_average,
    mean,
    mean_of_highest_k,
    n_mastery,
    weighted_average,
)
from generator.model.mastery.parameters import Parameters
from generator.model.mastery.picked import highest, latest, median, mode, teacher
from generator.model.mastery.power_law import power_law
from generator.records.school import MethodName

# Scores oldest to newest, at least one; None: the method makes no rating of these.
Method: TypeAlias = Callable[[tuple[Decimal, ...], Parameters], Decimal | None]

METHODS: Mapping[MethodName, Method] = {
    "latest": latest,
    "highest": highest,
    "mean": mean,
    "median": median,
    "mode": mode,
    "mean_of_highest_k": mean_of_highest_k,
    "weighted_average": weighted_average,
    "decaying_average": decaying_average,
    "n_mastery": n_mastery,
    "power_law": power_law,
    "teacher": teacher,
}
DIGITS = 60  # enough that nothing but thirds and logarithms is ever cut off before the end
EXACT = Context(prec=DIGITS)
FEW = 20  # so many scores never need more digits: a decaying average takes two more with each
CENT = Decimal("0.01")


def made_of(method: MethodName, scores: tuple[Decimal, ...], given: Parameters) -> Decimal | None:
    """What the method makes of the scores, oldest first, rounded half up to two places; None: not rated."""
    if not scores:
        return None
    around = getcontext()
    setcontext(exact_for(len(scores)))  # twice as fast as localcontext, which copies, and this is asked very often
    try:
        exact = METHODS[method](scores, given)
    finally:
        setcontext(around)
    return None if exact is None else to_two_places(exact)


def exact_for(scores: int) -> Context:
    """Digits enough for so many scores that an average a hair below a half is not taken for the half."""
    return EXACT if scores <= FEW else Context(prec=DIGITS + 2 * scores)


def to_two_places(exact: Decimal) -> Decimal:
    """Half up, away from zero: 4.125 is 4.13. Nothing is 0.00, never -0.00."""
    digits = exact.adjusted() + 4
    roomy = EXACT if digits <= DIGITS else Context(prec=digits)
    rounded = exact.quantize(CENT, rounding=ROUND_HALF_UP, context=roomy)
    return rounded if rounded else abs(rounded)
