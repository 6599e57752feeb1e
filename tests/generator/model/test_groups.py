"""A group: students first, then the mean or the median of those rated, and how many stand on each level."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.groups import level_shares, mean_of_group, median_of_group, percents_of
from generator.model.mastery.methods import made_of
from generator.model.mastery.parameters import Parameters
from generator.records.school import Level, MethodName, Scale
from tests.generator.model.made import HERE, SCALE, said
from tests.generator.model.published import GROUP_OF_SCORES, GROUPS, SHARES

NOBODY = "nobody"


def ratings_in(text: str) -> tuple[Decimal | None, ...]:
    return tuple(None if each == "-" else Decimal(each) for each in text.split())


def shown(value: Decimal | None) -> str:
    return NOBODY if value is None else str(value.normalize() + 0)


def scale_of(points: tuple[int, ...]) -> Scale:
    """A scale from the points of its levels, highest first as Canvas lists them."""
    levels = (Level(id=f"l{each}", label=said("level"), points=Decimal(each), place=HERE) for each in reversed(points))
    return Scale(levels=tuple(levels), place=HERE)


@pytest.mark.parametrize(("id_", "stat", "ratings", "expected", "because"), GROUPS)
def test_a_published_group(id_: str, stat: str, ratings: str, expected: str, because: str) -> None:
    found = {"mean": mean_of_group, "median": median_of_group}[stat](ratings_in(ratings))
    assert shown(found) == expected, f"{id_}: {because}"


@pytest.mark.parametrize(("method", "students", "mean", "because"), GROUP_OF_SCORES)
def test_each_student_is_rated_first(method: MethodName, students: tuple[str, ...], mean: str, because: str) -> None:
    scores = (tuple(Decimal(each) for each in student.split()) for student in students)
    ratings = tuple(made_of(method, each, Parameters(n=5)) for each in scores)
    assert shown(mean_of_group(ratings)) == mean, because


@pytest.mark.parametrize(("id_", "points", "ratings", "expected", "because"), SHARES)
def test_published_level_shares(
    id_: str, points: tuple[int, ...], ratings: str, expected: tuple[int, ...], because: str
) -> None:
    found = level_shares(ratings_in(ratings), scale_of(points))
    assert tuple(share.percent for share in reversed(found.levels)) == expected, f"{id_}: {because}"


def test_those_not_rated_are_told_apart_and_take_no_share() -> None:
    found = level_shares(ratings_in("3 - 3.5 0.2 -"), SCALE)
    assert (found.rated, found.not_rated) == (3, 2)
    assert [(share.level.id, share.students, share.percent) for share in found.levels] == [
        ("starting", 1, 33),
        ("closer", 0, 0),
        ("got-it", 2, 67),
        ("further", 0, 0),
    ]


@pytest.mark.parametrize(
    ("counts", "expected", "because"),
    [
        ((0, 0), (0, 0), "nobody is rated"),
        ((1, 0), (100, 0), "one student"),
        ((1, 1, 1), (34, 33, 33), "equal remainders: the lower level"),
        ((0, 1, 1, 1), (0, 34, 33, 33), "a level without students never gets a point"),
        ((1, 1, 1, 1, 1, 1), (17, 17, 17, 17, 16, 16), "four points to give, from below"),
        ((1, 6), (14, 86), "14.29 and 85.71: the larger remainder"),
        ((1, 1), (50, 50), "nothing is left over"),
    ],
)
def test_percents_by_largest_remainder(counts: tuple[int, ...], expected: tuple[int, ...], because: str) -> None:
    assert percents_of(counts) == expected, because


some_ratings = st.lists(st.none() | st.decimals(0, 5, places=2), max_size=40).map(tuple)


@given(some_ratings)
def test_shares_add_up_and_nobody_is_lost(ratings: tuple[Decimal | None, ...]) -> None:
    found = level_shares(ratings, SCALE)
    assert sum(share.students for share in found.levels) == found.rated
    assert found.rated + found.not_rated == len(ratings)
    assert sum(share.percent for share in found.levels) == (100 if found.rated else 0)
    assert all(abs(share.percent - Decimal(100 * share.students) / max(found.rated, 1)) < 1 for share in found.levels)


@given(some_ratings.flatmap(lambda ratings: st.tuples(st.just(ratings), st.permutations(ratings))))
def test_the_order_of_students_does_not_matter(both: tuple[tuple[Decimal | None, ...], list[Decimal | None]]) -> None:
    ratings, shuffled = both
    assert mean_of_group(ratings) == mean_of_group(shuffled)
    assert median_of_group(ratings) == median_of_group(shuffled)
    assert level_shares(ratings, SCALE) == level_shares(shuffled, SCALE)


@given(some_ratings)
def test_mean_and_median_lie_among_those_rated(ratings: tuple[Decimal | None, ...]) -> None:
    rated = [rating for rating in ratings if rating is not None]
    for found in (mean_of_group(ratings), median_of_group(ratings)):
        assert (found is None) is (not rated)
        assert found is None or min(rated) <= found <= max(rated)
