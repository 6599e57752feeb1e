"""Whether there is enough evidence, and varied enough: pieces at or above the target, and what they differ in."""

from datetime import date
from typing import Any

import pytest

from generator.model.sufficiency import most_within, sufficiency_of
from generator.records.evidence import Evidence
from tests.generator.model.made import GOT_IT, ON, commons, evidence_rule, piece, records, school
from tests.generator.model.test_standing import standing

QUIZ: dict[str, Any] = {"kind": "interim"}


def needs(*evidence: Evidence, **rule: Any) -> dict[str, tuple[int, int]]:
    found = standing(records(*evidence), commons(school=school(evidence_rule=evidence_rule(**rule))))
    return {need.kind or need.what: (need.have, need.need) for need in found.sufficiency.needs}


@pytest.mark.parametrize(
    ("evidence", "rule", "expected", "because"),
    [
        ((), {}, {"pieces": (0, 1)}, "nothing yet"),
        ((piece("a", "10-01", 3),), {"pieces": 2}, {"pieces": (1, 2)}, "got it in 2 different pieces: 1 of 2"),
        ((piece("a", "10-01", 2), piece("b", "10-02", 3)), {"pieces": 2}, {"pieces": (1, 2)}, "below is not at"),
        ((piece("a", "10-01", 4), piece("b", "10-02", 3)), {"pieces": 2}, {"pieces": (2, 2)}, "above counts too"),
        ((piece("a", "10-01", 3, kind="formative"),), {"pieces": 1}, {"pieces": (0, 1)}, "formative work beside"),
        (
            (piece("a", "10-01", 3, **QUIZ), piece("b", "10-02", 3, **QUIZ)),
            {"pieces": 2, "kinds": ("interim", "performance")},
            {"pieces": (2, 2), "interim": (2, 1), "performance": (0, 1)},
            "two quizzes are not a performance",
        ),
        (
            (piece("a", "10-01", 3), piece("b", "10-02", 3, context="home"), piece("c", "10-03", 3, context=None)),
            {"contexts": 3},
            {"pieces": (3, 1), "contexts": (2, 3)},
            "a context nobody wrote is not another one",
        ),
        (
            (piece("a", "10-01", 3), piece("b", "10-02", 3, assessor="student"), piece("c", "10-03", 3, assessor=None)),
            {"assessors": 2},
            {"pieces": (3, 1), "assessors": (1, 2)},
            "the learner is not a second pair of eyes",
        ),
        (
            (piece("a", "09-01", 3), piece("b", "10-15", 3), piece("c", "10-30", 3)),
            {"pieces": 3, "within_days": 30},
            {"pieces": (3, 3), "recent": (2, 3)},
            "only two of them lie together within 30 days",
        ),
    ],
)
def test_what_the_evidence_rule_finds(
    evidence: tuple[Evidence, ...], rule: dict[str, Any], expected: dict[str, tuple[int, int]], because: str
) -> None:
    assert needs(*evidence, **rule) == expected, because


@pytest.mark.parametrize(
    ("days", "within", "expected", "because"),
    [
        ((), 30, 0, "nothing"),
        ((date(2026, 9, 1),), 0, 1, "a piece lies with itself"),
        ((date(2026, 9, 1), date(2026, 10, 1)), 30, 2, "exactly thirty days apart"),
        ((date(2026, 9, 1), date(2026, 10, 2)), 30, 1, "a day too far"),
        ((date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 1)), 10, 2, "the best stretch counts, not the last"),
    ],
)
def test_the_most_pieces_within_days(days: tuple[date, ...], within: int, expected: int, because: str) -> None:
    assert most_within(tuple(piece(str(n), each) for n, each in enumerate(days)), within) == expected, because


def test_thin_and_one_sided_are_two_things() -> None:
    rule = evidence_rule(pieces=2, assessors=2)
    quizzes = tuple(piece(id, f"10-{id}", 3) for id in ("01", "02", "03"))
    thin = standing(records(quizzes[0]), commons(school=school(evidence_rule=rule))).sufficiency
    one_sided = standing(records(*quizzes), commons(school=school(evidence_rule=rule))).sufficiency
    assert (thin.thin, thin.one_sided) == (True, False)
    assert (one_sided.thin, one_sided.one_sided) == (False, True)


def test_without_scores_nothing_is_sufficient() -> None:
    assert not sufficiency_of((), GOT_IT, evidence_rule()).met
    assert ON.isoweekday() == 5
