"""A rating as a formula with its numbers in it, so that anybody can work it out by hand. Made only when asked for.

Whoever works out the steps as they are printed, each with the printed result of the ones before, gets the rating.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Literal, TypeAlias

from generator.model.mastery.averages import DEFAULT_K, DEFAULT_N, DEFAULT_WEIGHT
from generator.model.mastery.methods import DIGITS, exact_for, made_of, to_two_places
from generator.model.mastery.parameters import Parameters
from generator.model.mastery.power_law import logarithm
from generator.model.mastery.yardstick import yardstick_of
from generator.model.standing_picture import Rating
from generator.records.school import MethodName, Scale

Sign = Literal["+", "−", "×", "÷", "^", "(", ")", "ln", "exp"]
Expression: TypeAlias = tuple[Decimal | Sign, ...]
Points: TypeAlias = tuple[Decimal, ...]

FEWEST_DIGITS, MOST_DIGITS = 4, 40  # after the point, of a result that a later step uses
GATHERED_FROM = 9  # so many scores are summed by value: 5 × 3 + 4 × 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the working. `name`: how later lines call the result; None: the next line simply goes on with it.

    `value` is the result of the expression; `rounded`: with fewer digits than it has, since later lines use it.
    """

    expression: Expression
    value: Decimal
    name: str | None = None
    rounded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """Which scores a method takes. `among`: those it looks at, oldest first, but for the median by size.

    `times`: how often the chosen one was seen (mode); `tied`: with others seen as often, which are then in `among`.
    `least`: the points a score must have to be taken (n_mastery).
    """

    method: MethodName
    among: Points
    chosen: Points
    times: int = 0
    tied: bool = False
    least: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """`exact` is the result of the last step, `value` the rating: rounded half up to two places, then cut at `cap`.

    `cap` None: nothing was cut off.
    """

    picked: Picked | None
    steps: tuple[Step, ...]
    exact: Decimal
    value: Decimal
    cap: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What a method took from the scores (None: all of them), and how it reckoned."""

    picked: Picked | None = None
    steps: tuple[Step, ...]


def formula_of(rating: Rating, scale: Scale) -> Formula | None:
    """None: there is no number, so there is nothing to work out."""
    points = tuple(score.points for score in rating.scores)
    given = yardstick_of(rating.calculation, scale).parameters
    number = made_of(rating.calculation.method, points, given)
    if rating.value is None or number is None:
        return None
    with localcontext(exact_for(len(points))):
        worked = WORKINGS[rating.calculation.method](points, given, number)
    return Formula(
        picked=worked.picked,
        steps=worked.steps,
        exact=worked.steps[-1].value,
        value=rating.value,
        cap=rating.value if rating.capped else None,
    )


def of_one(method: MethodName, among: Points, chosen: Decimal) -> Worked:
    return Worked(
        picked=Picked(method=method, among=among, chosen=(chosen,)), steps=(Step(expression=(chosen,), value=chosen),)
    )


def mean_of(points: Points) -> Step:
    """One score stands alone."""
    if len(points) == 1:
        return Step(expression=points, value=points[0])
    total = sum(points, Decimal(0))
    return Step(expression=(*in_brackets(points), "÷", Decimal(len(points))), value=total / len(points))


def in_brackets(points: Points) -> Expression:
    """The sum of several scores; of many, each value once with how often it was seen."""
    if len(points) == 1:
        return points
    if len(points) < GATHERED_FROM:
        return ("(", *added((each,) for each in points), ")")
    seen = Counter(points)
    return ("(", *added((Decimal(times), "×", each) for each, times in seen.items()), ")")


def added(parts: Iterable[Expression]) -> Iterator[Decimal | Sign]:
    for at, part in enumerate(parts):
        if at:
            yield "+"
        yield from part


def latest(points: Points, _given: Parameters, _number: Decimal) -> Worked:
    return of_one("latest", points, points[-1])


def highest(points: Points, _given: Parameters, _number: Decimal) -> Worked:
    return of_one("highest", points, max(points))


def mean(points: Points, _given: Parameters, _number: Decimal) -> Worked:
    return Worked(steps=(mean_of(points),))


def median(points: Points, given: Parameters, _number: Decimal) -> Worked:
    last = points if given.window is None else points[-max(given.window, 1) :]
    ordered = tuple(sorted(last))
    middle = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
    return Worked(picked=Picked(method="median", among=ordered, chosen=middle), steps=(mean_of(middle),))


def mode(points: Points, _given: Parameters, number: Decimal) -> Worked:
    seen = Counter(points)
    most = max(seen.values())
    chosen = next(each for each in reversed(points) if seen[each] == most)
    often = tuple(each for each in seen if seen[each] == most)
    picked = Picked(
        method="mode", among=often if len(often) > 1 else points, chosen=(chosen,), times=most, tied=len(often) > 1
    )
    return Worked(picked=picked, steps=of_one("mode", points, chosen).steps)


def mean_of_highest_k(points: Points, given: Parameters, _number: Decimal) -> Worked:
    k = DEFAULT_K if given.k is None else max(given.k, 1)
    best = tuple(sorted(points, reverse=True)[:k])
    return Worked(picked=Picked(method="mean_of_highest_k", among=points, chosen=best), steps=(mean_of(best),))


def n_mastery(points: Points, given: Parameters, _number: Decimal) -> Worked:
    enough = tuple(each for each in points if each >= given.proficient)
    n = DEFAULT_N if given.n is None else max(given.n, 1)
    picked = Picked(method="n_mastery", among=points, chosen=enough, times=n, least=given.proficient)
    return Worked(picked=picked, steps=(mean_of(enough),))


def weighted_average(points: Points, given: Parameters, _number: Decimal) -> Worked:
    *older, newest = points
    if not older:
        return Worked(steps=(mean_of(points),))
    share = share_of_newest(given)
    of_older = (*in_brackets(tuple(older)), *(() if len(older) == 1 else ("÷", Decimal(len(older)))))
    exact = (share * newest * len(older) + (1 - share) * sum(older, Decimal(0))) / len(older)
    return Worked(steps=(Step(expression=(share, "×", newest, "+", 1 - share, "×", *of_older), value=exact),))


def share_of_newest(given: Parameters) -> Decimal:
    return Decimal(DEFAULT_WEIGHT if given.weight is None else given.weight) / 100


def decaying_average(points: Points, given: Parameters, number: Decimal) -> Worked:
    if len(points) == 1:
        return Worked(steps=(mean_of(points),))
    share = share_of_newest(given)
    return Worked(steps=settled(lambda digits: tuple(decaying_steps(points, share, digits)), number))


def decaying_steps(points: Points, share: Decimal, digits: int) -> Iterator[Step]:
    """One line for each score after the first: what there was counts less, and the new score counts its share."""
    decayed = points[0]
    for place, score in enumerate(points[1:], start=2):
        exact = (1 - share) * decayed + share * score
        result = exact if place == len(points) else cut_to(exact, digits)
        yield Step(expression=(1 - share, "×", decayed, "+", share, "×", score), value=result, rounded=result != exact)
        decayed = result


def power_law(points: Points, _given: Parameters, number: Decimal) -> Worked:
    return Worked(steps=settled(lambda digits: tuple(power_steps(points, digits)), number))


def power_steps(points: Points, digits: int) -> Iterator[Step]:
    """The usual way to a line through points by hand: four sums, slope b, start a, and a × nᵇ.

    X: logarithms of the places 1 to n; Y: of the scores; XY and XX: of their products.
    """
    n = Decimal(len(points))
    places = tuple(Decimal(place) for place in range(1, len(points) + 1))
    pairs = tuple(zip(places, points, strict=True))
    x = named("X", added(("ln", place) for place in places), sum(map(logarithm, places)), digits)
    y = named("Y", added(("ln", score) for score in points), sum(map(logarithm, points)), digits)
    xy = named(
        "XY",
        added(("ln", place, "×", "ln", score) for place, score in pairs),
        sum(logarithm(place) * logarithm(score) for place, score in pairs),
        digits,
    )
    xx = named(
        "XX",
        added(("ln", place, "×", "ln", place) for place in places),
        sum(logarithm(place) ** 2 for place in places),
        digits,
    )
    b = slope_of(n, x.value, y.value, xy.value, xx.value, digits)
    start = ((y.value - b.value * x.value) / n).exp()
    a = named("a", ("exp", "(", "(", y.value, "−", b.value, "×", x.value, ")", "÷", n, ")"), start, digits)
    yield from (x, y, xy, xx, b, a)
    yield Step(expression=(a.value, "×", n, "^", b.value), value=a.value * n**b.value)


def slope_of(n: Decimal, x: Decimal, y: Decimal, xy: Decimal, xx: Decimal, digits: int) -> Step:
    above: Expression = ("(", n, "×", xy, "−", x, "×", y, ")")
    below: Expression = ("(", n, "×", xx, "−", x, "×", x, ")")
    return named("b", (*above, "÷", *below), (n * xy - x * y) / (n * xx - x * x), digits)


def named(name: str, expression: Iterable[Decimal | Sign], exact: Decimal | int, digits: int) -> Step:
    value = cut_to(Decimal(exact), digits)
    return Step(expression=tuple(expression), value=value, name=name, rounded=value != exact)


def settled(steps_with: Callable[[int], tuple[Step, ...]], number: Decimal) -> tuple[Step, ...]:
    """Steps with as few digits in between as still lead to the number; where it takes too many, none is cut off."""
    for digits in range(FEWEST_DIGITS, MOST_DIGITS):
        steps = steps_with(digits)
        if to_two_places(steps[-1].value) == number:
            return steps
    return steps_with(DIGITS)


def cut_to(exact: Decimal, digits: int) -> Decimal:
    """Half up to so many digits after the point; what has fewer stays as it is. Nothing is 0, never -0."""
    if exact.adjusted() + digits >= DIGITS:
        return exact
    cut = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return (exact if exact == cut else cut) or Decimal(0)


WORKINGS: Mapping[MethodName, Callable[[Points, Parameters, Decimal], Worked]] = {
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
}
