"""The rows of a rubric: the newest level seen in each, beside the rating and never in it."""

from typing import Any

import pytest

from generator.model.standing import ledger_of, standing_of
from generator.records.evidence import Evidence
from generator.records.framework import Criterion
from tests.generator.model.made import (
    HERE,
    ON,
    REF,
    commons,
    competency,
    day,
    excluded,
    framework,
    piece,
    records,
    result,
    said,
)
from tests.generator.model.test_standing import standing

ROWS = (Criterion(id="ask", title=said("Ask"), place=HERE), Criterion(id="stay", title=said("Stay"), place=HERE))
SHARED = commons(framework(competency("fractions", rubric=ROWS)))


def seen(id: str, on: str | None, *rows: tuple[str, int], **changes: Any) -> Evidence:
    """A piece with a level for each row, and none for the whole."""
    return piece(id, on, results=tuple(result(level=level, criterion=row) for row, level in rows), **changes)


def rows_of(*evidence: Evidence, on: str = "11-20") -> dict[str, tuple[str, str] | None]:
    found = standing(records(*evidence), SHARED, on=day(on)).rubric
    return {row.criterion.id: (row.newest.level.id, row.newest.evidence.id) if row.newest else None for row in found}


@pytest.mark.parametrize(
    ("evidence", "ask", "because"),
    [
        ((), None, "not seen yet"),
        ((seen("a", "10-01", ("ask", 3)),), ("got-it", "a"), "with the piece it was seen in"),
        ((seen("a", "10-01", ("ask", 3)), seen("b", "10-08", ("ask", 2))), ("closer", "b"), "the newest"),
        ((seen("b", "10-08", ("ask", 2)), seen("a", "10-01", ("ask", 3))), ("closer", "b"), "by day, not by file"),
        ((seen("a", "10-01", ("ask", 3), ("ask", 1)),), ("starting", "a"), "of one day the later in the file"),
        ((seen("a", "10-01", ("ask", 3)), seen("b", "10-08", ("stay", 1))), ("got-it", "a"), "each row by itself"),
        ((seen("a", "10-01", ("ask", 3), kind="formative"),), ("got-it", "a"), "work along the way is shown"),
        ((seen("a", "10-01", ("ask", 3), kind="self"),), None, "how one sees it oneself stands beside"),
        ((seen("a", "10-01", ("ask", 3), excluded=excluded()),), None, "what was set aside is not shown"),
        (
            (seen("a", "10-01", ("ask", 3)), seen("b", "10-08", ("stay", 1), supersedes="a")),
            None,
            "what was replaced is not shown",
        ),
        ((piece("whole", "10-01", 3),), None, "a level of the whole says nothing of its parts"),
        ((seen("later", "11-25", ("ask", 3)),), None, "nobody has seen it yet"),
    ],
)
def test_the_newest_level_of_a_row(evidence: tuple[Evidence, ...], ask: tuple[str, str] | None, because: str) -> None:
    assert rows_of(*evidence)["ask"] == ask, because


def test_rows_keep_their_order_and_rate_nothing() -> None:
    known = seen("a", "10-01", ("stay", 3), ("ask", 4))
    assert list(rows_of(known)) == ["ask", "stay"]
    found = standing_of(REF, None, ledger_of(records(known), day("11-20")), SHARED)
    assert (found.level, found.reached, found.rating.scores) == (None, None, ())
    assert [left_out.why for left_out in found.rating.left_out] == ["criterion_only", "criterion_only"]
    assert found.rubric == (), "worked out only for what a goal works on"


def test_a_day_looks_back_only() -> None:
    pieces = (seen("a", "10-01", ("ask", 2)), seen("b", "10-08", ("ask", 3)))
    assert rows_of(*pieces, on="10-05")["ask"] == ("closer", "a")
    assert rows_of(*pieces, on="10-08")["ask"] == ("got-it", "b")
    assert day("10-08") < ON
