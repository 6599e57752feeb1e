"""What people decided about the turn of a year: a table that the dry run writes, a teacher edits, the real run reads.

One line for each goal, grade and group of each learner, in any spreadsheet.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import TypeAlias, get_args

from generator.exporters.translation_table import harmless
from generator.importers.table import Row, as_typed, day_of, table_of
from generator.load.layout import GOAL_ID
from generator.model.rollover import Becomes
from generator.records.school import LearnerId

COLUMNS = ("learner", "about", "becomes", "due", "outcome", "why", "title")
NEEDED = COLUMNS[:3]
GRADE, GROUP = "grade", "group "
FINISHED, NO_GROUP = "finished", "none"  # instead of a grade: there is no next one; instead of a group
OF_A_GOAL: tuple[Becomes, ...] = get_args(Becomes)
ABOUT = re.compile(rf"{GOAL_ID.pattern}|{GRADE}|{GROUP}\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`becomes`: what becomes of a goal; a grade; a group. `due`, `outcome`: of a goal, where somebody says so."""

    becomes: str
    due: date | None = None
    outcome: str | None = None


Answers: TypeAlias = Mapping[tuple[LearnerId, str], Answer]  # about: "g1", "grade", "group class-harbor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as it is written: what would become of something, and by which rule."""

    learner: LearnerId
    about: str
    becomes: str
    due: date | None = None
    outcome: str | None = None
    why: str
    title: str = ""


class Unreadable(ValueError):  # noqa: N818 - it says no, it did not go wrong
    """A table of answers that says something nobody can do; the message names every such row."""


def table_text(lines: Iterable[Line]) -> str:
    """For spreadsheets: UTF-8 with a mark, and no cell that is a formula."""
    sheet = StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        due = "" if line.due is None else line.due.isoformat()
        cells = (line.learner, line.about, line.becomes, due, line.outcome or "", line.why, line.title)
        writer.writerow(tuple(map(harmless, cells)))
    return "\ufeff" + sheet.getvalue()


def answers_in(raw: bytes) -> Answers:
    """Raises Unreadable with every row that says nothing anybody could do, and Foreign where it is no table."""
    head, *rows = table_of(raw).rows
    places = {name.strip().casefold(): column for column, name in enumerate(head.cells)}
    lacking = [name for name in NEEDED if name not in places]
    if lacking:
        raise Unreadable(f"the table has no column {' and no column '.join(lacking)}; its first row names the columns")
    wrong = [said for row in rows for said in wrong_in(row, places)]
    if wrong:
        raise Unreadable("; ".join(wrong))
    return {(cell(row, places, "learner"), cell(row, places, "about")): answer_in(row, places) for row in rows}


def cell(row: Row, places: Mapping[str, int], column: str) -> str:
    return as_typed(row.at(places[column])) if column in places else ""


def answer_in(row: Row, places: Mapping[str, int]) -> Answer:
    return Answer(
        becomes=cell(row, places, "becomes") or "ask",
        due=day_of(cell(row, places, "due")),
        outcome=cell(row, places, "outcome") or None,
    )


def wrong_in(row: Row, places: Mapping[str, int]) -> Iterator[str]:
    about, becomes, due = (cell(row, places, column) for column in ("about", "becomes", "due"))
    if not ABOUT.fullmatch(about):
        yield f"row {row.number}: {about!r} is neither a goal like g1, nor grade, nor group and the name of one"
    elif GOAL_ID.fullmatch(about) and becomes and becomes not in OF_A_GOAL:
        yield f"row {row.number}: {becomes!r} is none of {', '.join(OF_A_GOAL)}"
    if due and day_of(due) is None:
        yield f"row {row.number}: {due!r} is not a day; write it as 2027-11-20"
