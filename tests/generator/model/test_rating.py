"""Which results enter a rating, in which order, and what becomes of the number."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.mastery.rating import rating_on
from generator.model.mastery.scale import level_at
from generator.model.mastery.scores import considered, mentions_in, replaced_from
from generator.model.mastery.yardstick import yardstick_of
from generator.model.standing_picture import Rating
from generator.records.evidence import Evidence
from generator.records.school import Calculation
from tests.generator.model.made import ON, REF, SCALE, calculation, day, excluded, piece, result


def rated(*evidence: Evidence, by: Calculation | None = None, on: str = "11-20") -> Rating:
    yardstick = yardstick_of(by or calculation(), SCALE)
    seen = considered(mentions_in(evidence).get(REF, ()), replaced_from(evidence), yardstick)
    return rating_on(seen, yardstick, day(on))


def left_out(rating: Rating) -> dict[str, str]:
    return {each.evidence.id: each.why for each in rating.left_out}


OLD, NEW = piece("old", "09-10", 2), piece("new", "10-10", 3)


@pytest.mark.parametrize(
    ("evidence", "entered", "left", "because"),
    [
        ((OLD, NEW), ["old", "new"], {}, "both count"),
        ((NEW, OLD), ["old", "new"], {}, "the day orders, not the file"),
        ((piece("b", "09-10", 2), piece("a", "09-10", 3)), ["b", "a"], {}, "on one day the order of the files"),
        ((OLD, piece("undated", None, 3)), ["undated", "old"], {}, "undated counts as oldest"),
        ((piece("quiz", "09-10", 2, kind="formative"), NEW), ["new"], {"quiz": "kind_does_not_count"}, "formative"),
        ((piece("mine", "10-12", 4, kind="self"), NEW), ["new"], {"mine": "kind_does_not_count"}, "self"),
        ((piece("home", "09-01", 4, kind="prior_learning"), NEW), ["new"], {"home": "kind_does_not_count"}, "prior"),
        ((piece("copied", "10-12", 4, excluded=excluded()), NEW), ["new"], {"copied": "excluded"}, "excluded"),
        ((OLD, piece("again", "10-01", 3, supersedes="old")), ["again"], {"old": "superseded"}, "replaced"),
        (
            (OLD, piece("again", "10-01", 3, supersedes="old"), piece("last", "10-05", 4, supersedes="again")),
            ["last"],
            {"old": "superseded", "again": "superseded"},
            "a third try replaces both",
        ),
        (
            (OLD, piece("again", "10-01", 3, supersedes="old", excluded=excluded())),
            ["old"],
            {"again": "excluded"},
            "an excluded try replaces nothing",
        ),
        (
            (
                OLD,
                piece("again", "10-01", 3, supersedes="old", excluded=excluded()),
                piece("last", "10-05", 4, supersedes="again"),
            ),
            ["last"],
            {"old": "superseded", "again": "excluded"},
            "what replaces the second try replaces the first one too",
        ),
        (
            (OLD, piece("handed-in", "10-01", None, supersedes="old")),
            ["old"],
            {"handed-in": "no_score"},
            "not looked at",
        ),
        (
            (piece("one", "09-01", 2, supersedes="two"), piece("two", "09-02", 3, supersedes="one")),
            [],
            {"one": "superseded", "two": "superseded"},
            "a circle of replacements leaves neither, and both are shown",
        ),
        ((OLD, piece("later", "11-23", 4)), ["old"], {"later": "after_the_day"}, "Monday is not known on Friday"),
        ((OLD, piece("today", "11-20", 3)), ["old", "today"], {}, "today is known"),
        (
            (OLD, piece("part", "10-01", results=(result(level=4, criterion="reasons"),))),
            ["old"],
            {"part": "criterion_only"},
            "a row of the rubric is not the whole",
        ),
        (
            (OLD, piece("draft", "10-01", results=(result(level=4, counts=False),))),
            ["old"],
            {"draft": "result_does_not_count"},
            "the assessor said that it does not count",
        ),
        ((OLD, piece("other", "10-01", "proficient")), ["old"], {"other": "no_score"}, "a level of another scale"),
    ],
)
def test_what_enters_a_rating(
    evidence: tuple[Evidence, ...], entered: list[str], left: dict[str, str], because: str
) -> None:
    rating = rated(*evidence)
    assert [score.evidence.id for score in rating.scores] == entered, because
    assert left_out(rating) == left, because


def test_self_and_prior_learning_never_count_whatever_a_school_writes() -> None:
    counts: Any = ("self", "prior_learning", "performance")
    rating = rated(piece("mine", "10-01", 4, kind="self"), OLD, by=calculation(counts=counts))
    assert rating.value == Decimal(2)


def test_only_the_kinds_a_school_names_count() -> None:
    rating = rated(OLD, piece("quiz", "10-01", 4, kind="formative"), by=calculation(counts=("formative",)))
    assert left_out(rating) == {"old": "kind_does_not_count"}
    assert rating.value == Decimal(4)


def test_the_date_basis_decides_which_is_the_newest() -> None:
    late_work = piece("late", "10-20", 2, submitted_on=day("09-01"))
    retake = piece("retake", "10-10", 4, submitted_on=day("10-09"))
    assert rated(late_work, retake).value == Decimal(2), "assessed last"
    assert rated(late_work, retake, by=calculation(date_basis="submitted_on")).value == Decimal(4), "handed in last"


def test_work_handed_in_but_assessed_later_is_not_yet_known() -> None:
    paper = piece("paper", "11-25", 4, submitted_on=day("11-18"))
    assert rated(OLD, paper, by=calculation(date_basis="submitted_on")).value == Decimal(2)


def test_before_it_was_replaced_a_piece_counted() -> None:
    again = piece("again", "10-10", 1, supersedes="old")
    assert rated(OLD, again, on="10-09").value == Decimal(2)
    assert rated(OLD, again, on="10-10").value == Decimal(1)


@pytest.mark.parametrize(
    ("by", "levels", "value", "level", "why_not", "still_needed", "because"),
    [
        (calculation(), (), None, None, "no_scores", 1, "not yet rated is not zero"),
        (calculation("mean"), (2, 3), "2.50", "closer", None, 0, "the highest level whose points are reached"),
        (calculation("mean", minimum_evidence=3), (3, 3), None, None, "not_enough_yet", 1, "one more piece is needed"),
        (calculation("mean", minimum_evidence=3), (3, 3, 3), "3.00", "got-it", None, 0, "three are enough"),
        (calculation("mean", minimum_evidence=2), (), None, None, "no_scores", 2, "two are needed, none is there"),
        (calculation("n_mastery", n=2), (3, 2), None, None, "too_few_proficient", 0, "one of two"),
        (calculation("n_mastery", n=2), (3, 2, 4), "3.50", "got-it", None, 0, "the proficient ones alone"),
        (calculation("power_law"), (3,), None, None, "needs_two_scores", 0, "no curve through one point"),
        (calculation("teacher"), (3,), None, None, "waits_for_a_teacher", 0, "a judgement is missing"),
    ],
)
def test_what_becomes_of_the_scores(
    by: Calculation,
    levels: tuple[int, ...],
    value: str | None,
    level: str | None,
    why_not: str | None,
    still_needed: int,
    because: str,
) -> None:
    rating = rated(*(piece(f"e{n}", f"10-{n:02}", each) for n, each in enumerate(levels, start=1)), by=by)
    assert rating.value == (None if value is None else Decimal(value)), because
    assert (rating.level and rating.level.id) == level, because
    assert (rating.why_not, rating.still_needed) == (why_not, still_needed), because


def points_piece(id: str, on: str, points: str) -> Evidence:
    return piece(id, on, results=(result(points=Decimal(points)),))


def test_two_results_of_one_piece_are_one_piece_of_evidence() -> None:
    twice = piece("project", "10-01", results=(result(level=3), result(level=3)))
    rating = rated(twice, by=calculation("mean", minimum_evidence=2))
    assert rating.still_needed == 1


def test_the_power_law_is_capped_at_the_top_of_the_scale_and_says_so() -> None:
    evidence = (piece("a", "09-01", 1), piece("b", "09-02", 4), piece("c", "09-03", 4))
    rating = rated(*evidence, by=calculation("power_law"))
    assert (rating.value, rating.capped) == (Decimal("4.00"), True)


def test_a_zero_has_no_curve_and_says_so() -> None:
    rating = rated(points_piece("a", "09-01", "0"), piece("b", "09-02", 3), by=calculation("power_law"))
    assert (rating.value, rating.why_not) == (None, "zero_has_no_curve")


def test_a_cap_of_the_school_holds_for_every_method() -> None:
    rating = rated(piece("a", "09-01", 4), by=calculation("highest", cap=Decimal("3.5")))
    assert (rating.value, rating.level and rating.level.id, rating.capped) == (Decimal("3.50"), "got-it", True)


@pytest.mark.parametrize(("cap", "value"), [(None, "4.00"), ("9", "4.00"), ("3.5", "3.50")])
def test_the_power_law_never_leaves_the_scale_whatever_cap_is_set(cap: str | None, value: str) -> None:
    growing = (piece("a", "09-01", 1), piece("b", "09-02", 4), piece("c", "09-03", 4))
    rating = rated(*growing, by=calculation("power_law", cap=None if cap is None else Decimal(cap)))
    assert (f"{rating.value:.2f}", rating.capped) == (value, True)


@pytest.mark.parametrize(
    ("points", "level", "because"),
    [
        ("0", "starting", "below the lowest points it is the lowest level"),
        ("2.99", "closer", "not yet"),
        ("3", "got-it", "exactly"),
        ("7", "further", "over the top it is the top"),
    ],
)
def test_the_level_of_points(points: str, level: str, because: str) -> None:
    assert level_at(SCALE, Decimal(points)).id == level, because


def test_the_level_follows_from_the_rounded_rating() -> None:
    nearly = tuple(points_piece(f"e{n}", f"10-{n:02}", text) for n, text in enumerate(("2.99", "3.00"), start=1))
    rating = rated(*nearly, by=calculation("mean"))
    assert (rating.value, rating.level and rating.level.id) == (Decimal("3.00"), "got-it"), "2.995 is 3.00"


pieces = st.lists(
    st.tuples(
        st.integers(1, 28), st.sampled_from(["performance", "formative", "self", "summative"]), st.integers(0, 4)
    ),
    max_size=12,
)


@given(pieces, st.sampled_from(["latest", "mean", "decaying_average", "n_mastery", "power_law", "teacher"]))
def test_every_result_is_either_entered_or_left_out_with_a_reason(
    told: list[tuple[int, str, int]], method: str
) -> None:
    evidence = tuple(
        piece(f"e{n}", f"11-{on:02}", level or None, kind=kind) for n, (on, kind, level) in enumerate(told)
    )
    rating = rated(*evidence, by=calculation(method))
    entered = [score.evidence.id for score in rating.scores]
    assert sorted((*entered, *left_out(rating))) == sorted(each.id for each in evidence)
    assert [score.day for score in rating.scores] == sorted(score.day for score in rating.scores if score.day)
    assert (rating.value is None) == (rating.level is None) == (rating.why_not is not None)
    assert all(score.day is not None and score.day <= ON for score in rating.scores)
