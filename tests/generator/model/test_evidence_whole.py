"""One piece may show much: several competencies, one of them twice, rows of a rubric; who saw it, and how often."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.joined import picture_of
from generator.records.evidence import Evidence
from tests.generator.model.made import (
    ON,
    REF,
    calculation,
    commons,
    competency,
    criterion,
    day,
    evidence_rule,
    excluded,
    framework,
    goal,
    piece,
    records,
    result,
    said,
    school,
    year,
)
from tests.generator.model.test_standing import standing

BOTH = commons(framework(competency("fractions"), competency("decimals")))


def test_one_piece_speaks_of_several_competencies() -> None:
    project = piece("project", "10-01", results=(result(REF, 3), result("math:decimals", 2)))
    levels = [standing(records(project), BOTH, ref=ref).level for ref in (REF, "math:decimals")]
    assert [level and level.id for level in levels] == ["got-it", "closer"]


def test_a_competency_seen_twice_in_one_piece_gives_two_scores_and_stays_one_piece() -> None:
    talk = piece("talk", "10-01", results=(result(level=2), result(level=3)))
    by_mean = commons(school=school(calculation=calculation("mean"), evidence_rule=evidence_rule(pieces=2)))
    found = standing(records(talk, piece("quiz", "10-08", 3)), by_mean)
    assert [score.points for score in found.rating.scores] == [2, 3, 3]
    assert f"{found.rating.value:.2f}" == "2.67"
    assert [(need.have, need.need) for need in found.sufficiency.needs] == [(2, 2)]
    least = commons(school=school(calculation=calculation("mean", minimum_evidence=2)))
    assert standing(records(talk), least).rating.why_not == "not_enough_yet", "one piece, however often it shows it"


@pytest.mark.parametrize(
    ("assessors", "have", "because"),
    [
        (("t-0001", "m-0001"), 2, "a partner's mentor is a second pair of eyes"),
        (("m-0001", "m-0002"), 2, "two mentors are two people"),
        (("t-0001", "t-0001"), 1, "the same teacher twice"),
        (("t-0001", "student"), 1, "the learner is not"),
        (("t-0001", None), 1, "nobody knows who"),
    ],
)
def test_partners_count_as_assessors(assessors: tuple[str | None, ...], have: int, because: str) -> None:
    pieces = (
        piece(f"e{n}", f"10-0{n + 1}", 3, assessor=who, partner="clinic", context="work")
        for n, who in enumerate(assessors)
    )
    shared = commons(school=school(evidence_rule=evidence_rule(pieces=2, assessors=2)))
    needs = {need.what: need.have for need in standing(records(*pieces), shared).sufficiency.needs}
    assert needs["assessors"] == have, because


BESIDE: tuple[dict[str, Any], ...] = (
    {"self_level": "starting"},
    {"attempt": 3},
    {"conditions": (said("read aloud"),)},
    {"batch": "row-3"},
    {"due_on": day("09-01")},
    {"entered_on": day("11-01")},
    {"reflection": said("I liked it")},
)


@pytest.mark.parametrize("beside", BESIDE, ids=lambda beside: next(iter(beside)))
def test_what_stands_beside_a_piece_changes_no_conclusion(beside: dict[str, Any]) -> None:
    plain, told = piece("a", "10-01", 3), piece("a", "10-01", 3, **beside)
    bare, full = standing(records(plain, piece("b", "10-02", 2))), standing(records(told, piece("b", "10-02", 2)))
    assert (full.level, full.rating.value, full.sufficiency) == (bare.level, bare.rating.value, bare.sufficiency)
    assert full.reached is not None
    assert bare.reached is not None
    assert (full.reached.on, full.reached.level) == (bare.reached.on, bare.reached.level)


def shown_by(*evidence: Evidence, on: Any = ON) -> tuple[str, ...]:
    """The pieces that show the first criterion of a goal."""
    aim = goal("g1", REF, success_criteria=(criterion("c1"), criterion("c2")))
    (found,) = picture_of(records(*evidence, years=(year(None, aim),)), commons(), {}, on).goals
    return tuple(each.id for each in found.criteria[0].shown_by)


@pytest.mark.parametrize(
    ("evidence", "expected", "because"),
    [
        ((piece("a", "10-01", 3),), (), "a level alone shows no criterion"),
        ((piece("a", "10-01", 1, shows=("g1.c1",)),), ("a",), "named, whatever the level"),
        ((piece("a", "10-01", shows=("g1.c2",)),), (), "another criterion"),
        ((piece("a", "10-01", shows=("g1.c1",), kind="self", results=()),), ("a",), "also by one's own word"),
        ((piece("a", "10-01", shows=("g1.c1",), excluded=excluded()),), (), "not by what was set aside"),
        ((piece("a", "11-25", shows=("g1.c1",)),), (), "not before its day"),
        ((piece("a", "11-25", shows=("g1.c1",), submitted_on=day("11-01")),), (), "not before somebody looked"),
        (
            (piece("a", "10-01", shows=("g1.c1",)), piece("b", "10-08", shows=("g1.c1",), supersedes="a")),
            ("b", "a"),
            "newest first, and what was shown was shown",
        ),
    ],
)
def test_a_criterion_is_shown_by_what_names_it(
    evidence: tuple[Evidence, ...], expected: tuple[str, ...], because: str
) -> None:
    assert shown_by(*evidence) == expected, because


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.integers(1, 4))
def test_how_one_sees_it_oneself_is_never_mixed_in(levels: list[int], own: int) -> None:
    pieces = tuple(piece(f"e{n}", f"10-{n + 1:02}", level) for n, level in enumerate(levels))
    mine = tuple(replace(each, self_level=("starting", "closer", "got-it", "further")[own - 1]) for each in pieces)
    beside = piece("mine", "10-20", own, kind="self", assessor="student")
    for method in ("mean", "highest", "latest", "power_law"):
        shared = commons(school=school(calculation=calculation(method)))
        plain, told = standing(records(*pieces), shared), standing(records(*mine, beside), shared)
        assert (told.rating.value, told.level) == (plain.rating.value, plain.level)
        assert (told.reached is None) == (plain.reached is None)


def test_work_from_before_the_learner_came_counts() -> None:
    early = piece("early", date(2026, 6, 1), 3)
    found = standing(records(early))
    assert (found.level and found.level.id, found.reached and found.reached.on) == ("got-it", date(2026, 6, 1))
