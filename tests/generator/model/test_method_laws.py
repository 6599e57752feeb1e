"""What each method promises, as a table; and the same numbers worked out a second time, with fractions."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.mastery.methods import METHODS, made_of
from generator.model.mastery.parameters import LIMITS, PARAMETER_NAMES, Parameters, faults_in
from generator.records.school import MethodName

Scores = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """`oracle` works the rating out anew, from one score on; None: it is held to laws of its own."""

    within: bool = True  # never below the lowest nor above the highest score
    any_order: bool = False
    single: bool = True  # one score stands for itself
    always: bool = True  # any score makes a rating
    oracle: Callable[[Scores, Parameters], Fraction | None] | None = None


def average(scores: Scores) -> Fraction:
    return sum(scores, Fraction(0)) / len(scores)


def middle(scores: Scores, given: Parameters) -> Fraction:
    ordered = sorted(scores[-given.window :] if given.window else scores)
    return average((ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]))


def most_often(scores: Scores, _: Parameters) -> Fraction:
    times = Counter(scores)
    return max(times, key=lambda score: (times[score], max(n for n, each in enumerate(scores) if each == score)))


def best(scores: Scores, given: Parameters) -> Fraction:
    ordered = sorted(scores)
    return average(tuple(ordered[-(given.k or 3) :]))


def newest_against_mean(scores: Scores, given: Parameters) -> Fraction:
    share = Fraction(given.weight or 65, 100)
    return scores[-1] if len(scores) == 1 else share * scores[-1] + (1 - share) * average(scores[:-1])


def decayed(scores: Scores, given: Parameters) -> Fraction:
    """Closed form: what is left of each score after those that came later."""
    share = Fraction(given.weight or 65, 100)
    left = [(1 - share) ** (len(scores) - place) * share for place in range(1, len(scores) + 1)]
    left[0] = (1 - share) ** (len(scores) - 1)
    return sum((part * score for part, score in zip(left, scores, strict=True)), Fraction(0))


def often_enough(scores: Scores, given: Parameters) -> Fraction | None:
    proficient = tuple(score for score in scores if score >= Fraction(given.proficient))
    return average(proficient) if len(proficient) >= (given.n or 5) else None


PROMISES: dict[MethodName, Promise] = {
    "latest": Promise(oracle=lambda scores, _: scores[-1]),
    "highest": Promise(any_order=True, oracle=lambda scores, _: sorted(scores)[-1]),
    "mean": Promise(any_order=True, oracle=lambda scores, _: average(scores)),
    "median": Promise(oracle=middle),  # in any order without a window: see below
    "mode": Promise(oracle=most_often),
    "mean_of_highest_k": Promise(any_order=True, oracle=best),
    "weighted_average": Promise(oracle=newest_against_mean),
    "decaying_average": Promise(oracle=decayed),
    "n_mastery": Promise(any_order=True, single=False, always=False, oracle=often_enough),
    "power_law": Promise(within=False, single=False, always=False),
    "teacher": Promise(any_order=True, single=False, always=False, oracle=lambda _, __: None),
}
ALL = st.sampled_from(tuple(METHODS))
points = st.decimals(min_value=0, max_value=10, places=3)  # a place more than a rating, so that rounding is seen
some_scores = st.lists(points, min_size=1, max_size=12).map(tuple)
any_scores = st.lists(st.decimals(-1000, 1000, allow_nan=False), max_size=30).map(tuple)
settings = st.builds(
    Parameters,
    weight=st.none() | st.integers(50, 99),
    n=st.none() | st.integers(1, 10),
    k=st.none() | st.integers(1, 10),
    window=st.none() | st.integers(1, 10),
    proficient=points,
)


def rounded(exact: Fraction) -> Decimal:
    """Half up, away from zero, without any decimal arithmetic."""
    cents = math.floor(abs(exact) * 100 + Fraction(1, 2))
    return Decimal(cents if exact >= 0 else -cents) / 100


def methods_that(promise: Callable[[Promise], bool]) -> st.SearchStrategy[MethodName]:
    return st.sampled_from(tuple(name for name, each in PROMISES.items() if promise(each)))


def test_every_method_promises_something() -> None:
    assert PROMISES.keys() == METHODS.keys()


@given(methods_that(lambda each: each.oracle is not None), some_scores, settings)
@example("mean", (Decimal("4.12"), Decimal("4.13")), Parameters())
@example("weighted_average", (Decimal("3.5"), Decimal(3)), Parameters())
def test_a_rating_is_the_one_fractions_give(
    method: MethodName, scores: tuple[Decimal, ...], parameters: Parameters
) -> None:
    oracle = PROMISES[method].oracle
    assert oracle is not None
    exact = oracle(tuple(Fraction(score) for score in scores), parameters)
    assert made_of(method, scores, parameters) == (None if exact is None else rounded(exact))


@given(methods_that(lambda each: each.within), some_scores, settings)
def test_a_rating_stays_within_the_scores_where_it_is_promised(
    method: MethodName, scores: tuple[Decimal, ...], parameters: Parameters
) -> None:
    value = made_of(method, scores, parameters)
    assert value is None or rounded(Fraction(min(scores))) <= value <= rounded(Fraction(max(scores)))


@given(methods_that(lambda each: each.any_order), some_scores.flatmap(st.permutations), settings)
def test_the_order_does_not_matter_where_it_is_promised(
    method: MethodName, scores: list[Decimal], parameters: Parameters
) -> None:
    assert made_of(method, tuple(scores), parameters) == made_of(method, tuple(sorted(scores)), parameters)


@given(some_scores.flatmap(st.permutations))
def test_without_a_window_the_median_knows_no_order(scores: list[Decimal]) -> None:
    assert made_of("median", tuple(scores), Parameters()) == made_of("median", tuple(sorted(scores)), Parameters())


@given(methods_that(lambda each: each.single), points, settings)
def test_a_single_score_stands_for_itself_where_it_is_promised(
    method: MethodName, score: Decimal, parameters: Parameters
) -> None:
    assert made_of(method, (score,), parameters) == rounded(Fraction(score))


@given(methods_that(lambda each: each.always), some_scores, settings)
def test_any_score_makes_a_rating_where_it_is_promised(
    method: MethodName, scores: tuple[Decimal, ...], parameters: Parameters
) -> None:
    assert made_of(method, scores, parameters) is not None


@given(ALL, settings)
def test_no_score_is_not_rated(method: MethodName, parameters: Parameters) -> None:
    assert made_of(method, (), parameters) is None


@given(ALL, any_scores, settings)
def test_no_scores_make_a_method_fail(method: MethodName, scores: tuple[Decimal, ...], parameters: Parameters) -> None:
    value = made_of(method, scores, parameters)
    assert value is None or value == value.quantize(Decimal("0.01"))


@given(ALL, st.integers(-5, 500), st.integers(-5, 500), some_scores)
def test_no_parameter_makes_a_method_fail(
    method: MethodName, weight: int, count: int, scores: tuple[Decimal, ...]
) -> None:
    made_of(method, scores, Parameters(weight=weight, n=count, k=count, window=count))


@given(ALL, any_scores, settings)
def test_a_rating_depends_on_nothing_but_the_scores(
    method: MethodName, scores: tuple[Decimal, ...], parameters: Parameters
) -> None:
    as_written_otherwise = tuple(score * Decimal("1.0") for score in scores)
    assert made_of(method, scores, parameters) == made_of(method, as_written_otherwise, parameters)


def curve_at_the_end(scores: tuple[Decimal, ...]) -> float:
    """The power law in binary numbers, by the sums of a handbook."""
    xs = [math.log(place) for place in range(1, len(scores) + 1)]
    ys = [math.log(float(score)) for score in scores]
    n, sum_x, sum_y = len(xs), sum(xs), sum(ys)
    sum_xy = sum(x * y for x, y in zip(xs, ys, strict=True))
    slope = (n * sum_xy - sum_x * sum_y) / (n * sum(x * x for x in xs) - sum_x**2)
    return math.exp((sum_y - slope * sum_x) / n + slope * xs[-1])


@given(st.lists(st.decimals(Decimal("0.1"), 10, places=2), min_size=2, max_size=12).map(tuple))
def test_the_power_law_is_the_curve_of_a_handbook(scores: tuple[Decimal, ...]) -> None:
    value = made_of("power_law", scores, Parameters())
    assert value is not None
    assert float(value) == pytest.approx(curve_at_the_end(scores), abs=0.0051)


@given(some_scores)
def test_the_power_law_rates_exactly_two_scores_or_more_above_zero(scores: tuple[Decimal, ...]) -> None:
    rated = made_of("power_law", scores, Parameters()) is not None
    assert rated is (len(scores) >= 2 and min(scores) > 0)


@given(ALL, st.integers(-10, 120))
def test_a_parameter_is_within_its_limits_or_a_fault(method: MethodName, value: int) -> None:
    for name in PARAMETER_NAMES:
        limit = LIMITS.get(method, {}).get(name)
        allowed = limit is not None and limit.low <= value <= limit.high
        assert (faults_in(method, {name: value}) == ()) is allowed
