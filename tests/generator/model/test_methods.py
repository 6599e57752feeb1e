"""Every method, by published numbers and by its edges; what each promises stands in test_method_laws."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.mastery.methods import made_of
from generator.model.mastery.parameters import ParameterName, Parameters, faults_in
from generator.records.school import MethodName
from tests.generator.model.published import PARAMETERS, RATINGS

NOTHING_SET = Parameters()

points = st.decimals(min_value=0, max_value=10, places=2)
some_scores = st.lists(points, min_size=1, max_size=12).map(tuple)


def scores_in(text: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(score) for score in text.split() if score != "-")


def parameters_of(told: dict[str, int]) -> Parameters:
    return replace(NOTHING_SET, **told)  # type: ignore[arg-type]  # the tables hold whole numbers only


def shown(value: Decimal | None) -> str:
    return "not rated" if value is None else f"{value:.2f}"


@pytest.mark.parametrize(("id_", "method", "parameters", "scores", "expected", "because"), RATINGS)
def test_a_published_rating(
    id_: str, method: MethodName, parameters: dict[str, int], scores: str, expected: str, because: str
) -> None:
    assert shown(made_of(method, scores_in(scores), parameters_of(parameters))) == expected, f"{id_}: {because}"


@pytest.mark.parametrize(
    ("method", "parameters", "scores", "expected", "because"),
    [
        ("mean", {}, "4.12 4.13", "4.13", "4.125 rounds half up"),
        ("mean", {}, "3.17 3.18", "3.18", "3.175 rounds half up"),
        ("mean", {}, "-2.11 -2.12", "-2.12", "half up is away from zero"),
        ("weighted_average", {"weight": 70}, "5 5 0 0.05", "1.04", "0.3 × 10/3 is exactly 1, so 1.035 rounds up"),
        ("median", {"window": 3}, "1 4 2 3", "3.00", "only the last three count"),
        ("median", {"window": 9}, "1 2", "1.50", "fewer than the window: those there are"),
        ("median", {}, "1 2 4 4", "3.00", "without a window all count; the mean of the two middle ones"),
        ("mode", {}, "2 3 3 2 4", "2.00", "both were seen twice, and 2 more recently"),
        ("mode", {}, "2 3.0 3", "3.00", "3.0 and 3 are the same score"),
        ("mean_of_highest_k", {}, "1 4 3 2", "3.00", "three, if nothing is set"),
        ("mean_of_highest_k", {"k": 3}, "2 4", "3.00", "fewer than three: those there are"),
        ("decaying_average", {}, "1 0", "0.35", "an old success fades"),
        ("decaying_average", {}, "1" + " 4.125" * 499, "4.12", "a hair below the half, however many scores there are"),
        ("latest", {}, "-0.004", "0.00", "nothing has no sign"),
        ("n_mastery", {}, "3 3 3 3", "not rated", "five, if nothing is set"),
        ("n_mastery", {"n": 2}, "0 0 4 3", "3.50", "scores below the proficient points are not averaged in"),
        ("power_law", {}, "1 4 4", "4.94", "the curve may leave a scale; the scale caps it"),
        ("power_law", {}, "3 3 1 3", "1.90", "one low score drags on for long"),
        ("power_law", {}, "3", "not rated", "one score makes no curve"),
        ("power_law", {}, "1 2.125", "2.13", "the curve ends exactly at 2.125, and that rounds up"),
        ("teacher", {}, "3 4", "not rated", "a teacher decides"),
    ],
)
def test_an_edge_of_a_method(
    method: MethodName, parameters: dict[str, int], scores: str, expected: str, because: str
) -> None:
    assert shown(made_of(method, scores_in(scores), parameters_of(parameters))) == expected, because


@pytest.mark.parametrize(("method", "parameter", "valid", "invalid"), PARAMETERS)
def test_parameters_are_valid_as_published(
    method: MethodName, parameter: ParameterName, valid: tuple[int, ...], invalid: tuple[int, ...]
) -> None:
    assert all(not faults_in(method, {parameter: value}) for value in valid)
    for value in invalid:
        (fault,) = faults_in(method, {parameter: value})
        assert (fault.name, fault.value) == (parameter, value)
    assert not faults_in(method, {parameter: None}), "not set is the default"


@given(points.filter(lambda score: score > 0), st.integers(2, 20))
def test_the_power_law_keeps_a_steady_score(score: Decimal, times: int) -> None:
    assert made_of("power_law", (score,) * times, NOTHING_SET) == score


@given(points, st.integers(1, 5))
def test_n_mastery_rates_from_the_nth_proficient_score_on(score: Decimal, n: int) -> None:
    parameters = Parameters(n=n, proficient=score)
    assert made_of("n_mastery", (score,) * (n - 1), parameters) is None
    assert made_of("n_mastery", (score,) * n, parameters) == score


@given(some_scores, points, points, st.integers(1, 99))
def test_a_better_newest_score_never_lowers_a_rating(
    scores: tuple[Decimal, ...], one: Decimal, other: Decimal, weight: int
) -> None:
    low, high = sorted((one, other))
    methods: tuple[MethodName, ...] = (
        "latest",
        "highest",
        "mean",
        "mean_of_highest_k",
        "weighted_average",
        "decaying_average",
        "median",
    )
    for method in methods:
        parameters = Parameters(weight=weight)
        worse = made_of(method, (*scores, low), parameters)
        better = made_of(method, (*scores, high), parameters)
        assert worse is not None
        assert better is not None
        assert worse <= better, method
