"""The printed formula, worked out by hand, gives the printed number: in the example and in general."""

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.mastery.formula import Formula, formula_of
from generator.model.mastery.methods import METHODS
from generator.model.mastery.rating import rating_on
from generator.model.mastery.scores import considered, mentions_in
from generator.model.mastery.yardstick import yardstick_of
from generator.model.standing_picture import Rating
from generator.records.school import MethodName
from generator.view.formulas import formula_lines, formula_shown
from tests.generator.model import made
from tests.generator.test_example_situations import picture, records_of_all
from tests.generator.view.pages import words_in
from tests.generator.view.sums import worked_out

CENT = Decimal("0.01")
LANGUAGES = ("en", "es", "ar")
ENGLISH = words_in("en")
NUMBERS = tuple(method for method in METHODS if method != "teacher")


def rated(method: MethodName, *points: str, **changes: object) -> Rating:
    """The rating of scores, oldest first."""
    calculation = made.calculation(method, **changes)
    pieces = tuple(
        made.piece(f"p{place}", None, results=(made.result(points=Decimal(point)),))
        for place, point in enumerate(points)
    )
    yardstick = yardstick_of(calculation, made.SCALE)
    return rating_on(considered(mentions_in(pieces).get(made.REF, ()), {}, yardstick), yardstick, made.ON)


def formula(rating: Rating) -> Formula:
    found = formula_of(rating, made.SCALE)
    assert found is not None
    return found


def sides(line: str) -> tuple[str, str, str]:
    """The expression of a line, its sign (= or ≈) and the printed result; a name before it is passed over."""
    found = re.fullmatch(r"(?:[A-Za-z]+ = )?(.+) ([=≈]) ([^=≈]+)", line)
    assert found is not None, line
    return found[1], found[2], found[3]


def number_printed(lines: tuple[str, ...], language: str) -> Decimal:
    """What the last line comes to, once every line has been worked out as it is printed."""
    for line in lines:
        expression, sign, result = sides(line)
        value = worked_out(expression, language)
        shown = worked_out(result.removesuffix("…"), language)
        digits = max(-int(shown.as_tuple().exponent), 0)
        unit = Decimal(1).scaleb(-digits)
        if sign == "≈" or re.match("[A-Za-z]+ = ", line):
            assert abs(value - shown) <= unit / 2 or value == shown, line
        elif result.endswith("…"):
            assert shown <= value < shown + unit, line
        else:
            assert value == shown, line
    return value


def half_up(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("learner", sorted(records_of_all()))
def test_every_printed_formula_of_the_example_gives_its_printed_number(learner: str, language: str) -> None:
    words = words_in(language)
    for standing in picture(learner).standings.values():
        found = formula_of(standing.rating, standing.scale)
        assert (found is None) == (standing.rating.value is None)
        if found is not None:
            assert half_up(number_printed(formula_lines(found, words), language)) == standing.rating.value


SCORES = st.lists(st.sampled_from(("1", "1.5", "2", "2.25", "2.5", "3", "3.5", "4")), min_size=1, max_size=14)


@given(st.sampled_from(NUMBERS), SCORES, st.integers(50, 99), st.integers(1, 4), st.sampled_from(LANGUAGES))
def test_every_printed_formula_gives_its_printed_number(
    method: MethodName, points: list[str], weight: int, few: int, language: str
) -> None:
    rating = rated(method, *points, weight=weight, k=few, n=few, window=few)
    found = formula_of(rating, made.SCALE)
    assert (found is None) == (rating.value is None)
    if found is not None and rating.value is not None:
        result = half_up(number_printed(formula_lines(found, words_in(language)), language))
        assert rating.value == (result if found.cap is None else min(result, found.cap))


WIDE = st.decimals(min_value="0.001", max_value="999999", allow_nan=False, allow_infinity=False, places=3)


@given(st.sampled_from(NUMBERS), st.lists(WIDE, min_size=1, max_size=6))
def test_scores_of_any_size_can_be_written(method: MethodName, points: list[Decimal]) -> None:
    """A scale may run to a hundred or to a million."""
    rating = rated(method, *(str(each) for each in points), n=1, cap=Decimal(10**9))
    found = formula_of(rating, made.SCALE)
    if found is not None and rating.value is not None:
        printed = half_up(number_printed(formula_lines(found, ENGLISH), "en"))
        assert rating.value == (printed if found.cap is None else min(printed, found.cap))
        assert formula_shown(found, ENGLISH).after or printed == found.exact


def test_no_number_is_too_large_to_be_shown() -> None:
    for method in NUMBERS:
        shown = formula_shown(formula(rated(method, "9e70", "8e70", n=1, cap=Decimal(10) ** 90)), ENGLISH)
        assert shown.lines or shown.picked, method


@pytest.mark.parametrize("points", [("2.125",) * 3, ("1", "2.125"), ("2.005", "2.005"), ("0.5", "0.25", "0.125")])
def test_a_curve_that_ends_on_half_a_cent_is_rounded_as_it_is_printed(points: tuple[str, ...]) -> None:
    rating = rated("power_law", *points)
    assert half_up(number_printed(formula_lines(formula(rating), words_in("en")), "en")) == rating.value


@pytest.mark.parametrize(
    ("rating", "lines", "because"),
    [
        (rated("latest", "2", "3"), (), "one number needs no working out"),
        (rated("mean", "3", "4", "2"), ("(3 + 4 + 2) ÷ 3 = 3.00",), "sum over number"),
        (rated("mean", "3", "3", "4"), ("(3 + 3 + 4) ÷ 3 = 3.333333…",), "a third never ends"),
        (rated("mean", *"333344444"), ("(4 × 3 + 5 × 4) ÷ 9 = 3.555555…",), "many scores are gathered"),
        (
            rated("weighted_average", "2", "4", "3"),
            ("0.65 × 3 + 0.35 × (2 + 4) ÷ 2 = 3.00",),
            "the newest and the rest",
        ),
        (rated("weighted_average", "2", "4", weight=75), ("0.75 × 4 + 0.25 × 2 = 3.50",), "one other needs no mean"),
        (
            rated("decaying_average", "1", "3", "4"),
            ("0.35 × 1 + 0.65 × 3 = 2.30", "0.35 × 2.3 + 0.65 × 4 = 3.405"),
            "each line goes on with the one before",
        ),
        (rated("median", "4", "1", "3", "2"), ("(2 + 3) ÷ 2 = 2.50",), "two stand in the middle"),
        (rated("mean_of_highest_k", "4", "1", "3", k=2), ("(4 + 3) ÷ 2 = 3.50",), "only the best"),
        (rated("n_mastery", "4", "1", "3", n=2), ("(4 + 3) ÷ 2 = 3.50",), "only those at the proficient points"),
        (
            rated("power_law", "1", "2", "4"),
            (
                "X = ln 1 + ln 2 + ln 3 ≈ 1.7918",
                "Y = ln 1 + ln 2 + ln 4 ≈ 2.0794",
                "XY = ln 1 × ln 1 + ln 2 × ln 2 + ln 3 × ln 4 ≈ 2.0035",
                "XX = ln 1 × ln 1 + ln 2 × ln 2 + ln 3 × ln 3 ≈ 1.6874",
                "b = (3 × 2.0035 − 1.7918 × 2.0794) ÷ (3 × 1.6874 − 1.7918 × 1.7918) ≈ 1.2338",
                "a = exp((2.0794 − 1.2338 × 1.7918) ÷ 3) ≈ 0.9572",
                "0.9572 × 3^1.2338 = 3.712572…",
            ),
            "the way to a line through points",
        ),
    ],
)
def test_a_formula_as_it_stands(rating: Rating, lines: tuple[str, ...], because: str) -> None:
    shown = formula_shown(formula(rating), words_in("en"))
    assert shown.lines == lines, because


@pytest.mark.parametrize(
    ("rating", "picked", "because"),
    [
        (rated("latest", "3"), "There is one score so far, so it stands alone.", "nothing to choose from"),
        (rated("mean", "3"), "There is one score so far, so it stands alone.", "a mean of one"),
        (rated("mean", "3", "4"), None, "every score counts"),
        (
            rated("decaying_average", "3", "4", "2"),
            "It begins with the oldest score. Each line goes on with the result of the line before.",
            "several lines say how they are read",
        ),
        (rated("decaying_average", "3", "4"), None, "one line speaks for itself"),
        (
            rated("power_law", "3", "4"),
            "A curve a × n^b is laid through the n scores. X and Y add up the logarithms (ln) of the places and of the "
            "scores, XY and XX those of their products.",
            "what the letters mean",
        ),
        (rated("latest", "4", "2"), "Of 4, 2, the newest is 2.", "the order is the order of the days"),
        (rated("highest", "4", "2"), "Of 4, 2, the highest is 4.", "whatever came later"),
        (rated("median", "4", "1", "2"), "By size: 1, 2, 4. In the middle stands 2.", "by size, not by day"),
        (rated("median", "4", "1", "2", window=2), "By size: 1, 2. In the middle stand 1, 2.", "only the window"),
        (rated("mode", "2", "3", "3"), "Of 2, 3, 3, the one seen most often is 3.", "most often"),
        (rated("mode", "3", "2"), "3, 2 were seen equally often. The one seen last is 2.", "a tie says why"),
        (rated("mean_of_highest_k", "1", "4", "3", k=2), "Of 1, 4, 3, the best are 4, 3.", "best first"),
        (
            rated("n_mastery", "1", "4", n=1),
            "Of 1, 4, these are 3 or more: 4. It takes 1 of them.",
            "who is counted, and how many it takes",
        ),
    ],
)
def test_which_scores_are_taken_is_a_sentence(rating: Rating, picked: str | None, because: str) -> None:
    assert formula_shown(formula(rating), words_in("en")).picked == picked, because


@pytest.mark.parametrize(
    ("rating", "after", "because"),
    [
        (rated("mean", "3", "4"), (), "3.50 was not rounded"),
        (
            rated("weighted_average", "3.5", "3", weight=65),
            ("Rounded half up to two places: 3.175 is 3.18.",),
            "half goes up",
        ),
        (
            rated("power_law", "1", "4", "4"),
            (
                "Rounded half up to two places: 4.936676… is 4.94.",
                "4.94 is more than the most it may be. It stops at 4.00.",
            ),
            "a curve that leaves the scale is cut, and both numbers are told",
        ),
        (rated("latest", "4", cap=Decimal("3.5")), ("4.00 is more than the most it may be. It stops at 3.50.",), "cap"),
    ],
)
def test_rounding_and_cap_are_named_where_they_did_something(
    rating: Rating, after: tuple[str, ...], because: str
) -> None:
    told = formula_shown(formula(rating), words_in("en")).after
    assert told == after, because


def test_numbers_are_written_as_the_language_writes_them_and_keep_every_digit() -> None:
    rating = rated("weighted_average", "2.0625", "3.1755", "1234.5")
    (line,) = formula_shown(formula(rating), words_in("es")).lines
    assert line == "0,65 × 1234,5 + 0,35 × (2,0625 + 3,1755) ÷ 2 = 803,34165"
    assert formula_shown(formula(rated("latest", "2.5", "3")), words_in("es")).picked == "De 2,5; 3, lo más nuevo es 3."


@pytest.mark.parametrize("rating", [rated("latest"), rated("teacher", "3"), rated("power_law", "0", "3")])
def test_without_a_number_there_is_no_formula(rating: Rating) -> None:
    assert formula_of(rating, made.SCALE) is None
