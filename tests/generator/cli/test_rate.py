"""pathbook rate, as typed on a command line."""

import pytest

from tests.generator.cli.typed import Typed


@pytest.mark.parametrize(
    ("words", "expected", "because"),
    [
        (("latest", "--", "1", "2", "4", "5", "3"), "3.00\n", "two decimals"),
        (("weighted_average", "--weight", "75", "--", "3"), "3.00\n", "a single score"),
        (("n_mastery", "--n", "3", "--", "4", "5", "1", "3", "-", "3"), "3.75\n", "- is a missing score"),
        (("n_mastery", "--n", "1", "--proficient", "2", "--", "2"), "2.00\n", "what proficient means can be told"),
        (("mean_of_highest_k", "--k", "2", "--", "1", "3", "4"), "3.50\n", "the two best"),
        (("median", "--window", "1", "--", "1", "4"), "4.00\n", "the newest one alone"),
        (("mean", "--", "-1", "3"), "1.00\n", "a score below zero is a score, not an option"),
        (("highest", "--", "-"), "not rated\n", "nothing but a missing score"),
        (("highest",), "not rated\n", "no scores at all"),
        (("mean", "3", "4", "2"), "3.00\n", "the two dashes may be left out"),
        (("mean", "3", "4", "-", "2"), "3.00\n", "also around a missing one"),
        (("mean", "3", "–", "4"), "3.50\n", "a dash pasted from a table is a missing score too"),
        (("mean", "3", "4", "--", "5"), "4.00\n", "wherever they stand"),
        (("mean", "3", "4", "+5", "4."), "4.00\n", "numbers as people write them"),
        (("weighted_average", "3.5", "3.0"), "3.18\n", "3.175 rounds half up"),
        (("power_law", "1", "4", "4"), "4.94\n", "no scale is told here, so nothing caps it"),
        (("n_mastery", "3", "3", "--n", "2"), "3.00\n", "options may come last"),
    ],
)
def test_a_rating_is_printed(typed: Typed, words: tuple[str, ...], expected: str, because: str) -> None:
    assert typed("rate", *words) == (0, expected, ""), because


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("power_law", "--", "0", "2"), "no curve can be drawn through a score of 0 or less"),
        (("power_law", "--", "3"), "a curve needs two scores or more"),
        (("n_mastery", "--", "3"), "too few of the scores reach the proficient points"),
        (("teacher", "--", "3"), "a teacher decides"),
    ],
)
def test_what_is_not_rated_says_why_on_the_side(typed: Typed, words: tuple[str, ...], reason: str) -> None:
    status, printed, complained = typed("rate", *words)
    assert (status, printed) == (0, "not rated\n")
    assert reason in complained


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("lastest", "--", "3"), "'lastest' is not one of"),
        (("weighted_average", "--weight", "100", "--", "3"), "100 is not from 1 to 99"),
        (("decaying_average", "--weight", "49", "--", "3"), "49 is not from 50 to 99"),
        (("highest", "--weight", "50", "--", "3"), "highest takes no such number"),
        (("n_mastery", "--k", "3", "--", "3"), "n_mastery takes --n, not this"),
        (("mean", "--", "good"), "'good' is no score"),
        (("mean", "--", "nan"), "'nan' is no score"),
        (("mean", "3,5", "4"), "write 3.5 with a point"),
        (("mean", "3,4,2"), "'3,4,2' is no score"),
        (("mean", "1_0"), "'1_0' is no score"),
        (("mean", "1e9"), "'1e9' is no score"),
        (("mean", "99999999"), "no score a scale could hold"),
        (("mean", "4.1249999999999999999999999999999999", "4.125"), "no score a scale could hold"),
        (("mean", "None"), "'None' is no score"),
        (("mean", ""), "'' is no score"),
        (("mean", "--", "-0,5"), "write -0.5 with a point"),
        (("n_mastery", "--proficient", "-", "--", "3"), "'-' is no score"),
        (("n_mastery", "--proficient", "good", "--", "3"), "'good' is no score"),
        (("mean", "-1", "3"), "No such option: -1"),
    ],
)
def test_wrong_usage_is_refused(typed: Typed, words: tuple[str, ...], reason: str) -> None:
    status, printed, complained = typed("rate", *words)
    assert (status, printed) == (2, "")
    assert reason in " ".join(complained.split())
