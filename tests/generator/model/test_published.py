"""Published cases that concern more than one method; and that every known case is either met or named with a reason."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.model.mastery.methods import made_of
from generator.model.mastery.parameters import Parameters
from generator.model.pathway import is_met
from tests.generator.model.made import all_of, any_of, calculation, commons, day, piece, records, result, school
from tests.generator.model.published import (
    CRITERIA,
    FRINGES,
    GROUPS,
    NOT_COVERED,
    PARAMETERS,
    PARENT_ALL,
    PARENT_POINTS,
    POINTS_RULES,
    PREREQUISITES,
    RATINGS,
    SCALES,
    SHARES,
)
from tests.generator.model.test_standing import standing

# A collection of such cases that may lie beside the repository; what is in it must be met here or named.
COLLECTION = Path(__file__).resolve().parents[4] / "shared" / "cases" / "mastery_cases.json"
NOT_CASES = ("about", "conventions")
TABLES = (RATINGS, SCALES, PARENT_ALL, PARENT_POINTS, POINTS_RULES, GROUPS, SHARES, CRITERIA, PREREQUISITES)


@pytest.mark.parametrize(
    ("basis", "expected", "because"),
    [
        ("submitted_on", "4.68", "the newest work handed in was seen as 4.5"),
        ("assessed_on", "4.96", "the same piece was looked at before the last one"),
    ],
)
def test_the_date_basis_orders_the_same_work(basis: Any, expected: str, because: str) -> None:
    """Case or-1, a teacher in the Canvas community, 2017-09-26: handed in, looked at, and what was seen."""
    told = (("09-01", "09-02", "5"), ("09-08", "09-09", "5"), ("09-15", "09-16", "5"), ("09-22", "10-02", "5"))
    last = ("09-29", "09-30", "4.5")
    pieces = tuple(
        piece(f"e{n}", assessed, submitted_on=day(submitted), results=(result(points=Decimal(seen)),))
        for n, (submitted, assessed, seen) in enumerate((*told, last))
    )
    shared = commons(school=school(calculation=calculation("weighted_average", date_basis=basis)))
    assert f"{standing(records(*pieces), shared).rating.value:.2f}" == expected, because


@pytest.mark.parametrize(("id_", "groups", "grades", "expected", "because"), CRITERIA)
def test_published_groups_of_criteria(
    id_: str, groups: tuple[tuple[tuple[str, str], ...], ...], grades: dict[str, str], expected: bool, because: str
) -> None:
    def is_reached(name: str) -> bool:
        work, _, threshold = name.partition(" at ")
        return Decimal(grades.get(work, -1)) >= Decimal(threshold)

    condition = any_of(*(all_of(*(f"{work} at {threshold}" for work, threshold in group)) for group in groups))
    assert is_met(condition, is_reached) is expected, f"{id_}: {because}"


@pytest.mark.parametrize(("id_", "asked", "reached", "expected", "because"), PREREQUISITES)
def test_published_prerequisites(id_: str, asked: str, reached: str, expected: bool, because: str) -> None:
    assert is_met(all_of(*asked.split()), lambda name: name in reached.split()) is expected, f"{id_}: {because}"


def ids_told(section: str, cases: Any) -> Iterator[str]:
    """How the cases of one section are called; what has no id goes by what it is about."""
    match section:
        case "knowledge_fringe":
            yield from ("".join(case["state"]) for case in cases["cases"])
        case "parameter_validity":
            yield from (case["method"] for case in cases)
        case _:
            yield from (case["id"] for case in cases)


@pytest.fixture(scope="module")
def collection() -> dict[str, Any]:
    if not COLLECTION.is_file():
        pytest.skip("no collection of published cases lies beside the repository")
    told: dict[str, Any] = json.loads(COLLECTION.read_text())
    return told


def test_every_known_case_is_met_or_named(collection: dict[str, Any]) -> None:
    met = {row[0] for table in TABLES for row in table}
    met |= {method for method, *_ in PARAMETERS} | {known for known, *_ in FRINGES}
    known = {
        id_ for section in collection if section not in NOT_CASES for id_ in ids_told(section, collection[section])
    }
    assert known - met - NOT_COVERED.keys() == set()
    assert all(len(reason) > 5 for reason in NOT_COVERED.values())
    assert not met & NOT_COVERED.keys(), "what is met is not excused"


def test_our_rows_say_what_the_collection_says(collection: dict[str, Any]) -> None:
    for case in collection["single_student"]:
        told = case["params"]
        numbers = {name: told[name] for name in ("weight", "n", "k", "window") if name in told}
        given = Parameters(**numbers, proficient=Decimal(told.get("mastery_points", 3)))
        scores = tuple(Decimal(str(score)) for score in case["scores_oldest_to_newest"] if score is not None)
        expected = None if case["expected"] is None else Decimal(str(case["expected"]))
        assert made_of(case["method"], scores, given) == expected, case["id"]
    fringes = {known: (inner, outer) for known, inner, outer in FRINGES}
    for case in collection["knowledge_fringe"]["cases"]:
        assert fringes["".join(case["state"])] == ("".join(case["inner"]), "".join(case["outer"]))
