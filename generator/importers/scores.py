"""A class's results out of any table: who, which assessment, what the cell says; nothing is judged or guessed here.

A row a learner and a column an assessment, or a row a result: both become the same gradebook. What is no learner's
row (points possible, averages, empty ones) is told apart, and every result keeps the cell it stands in.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.importers.scores_headers import (
    ACTIVITY_BEFORE,
    FOREIGN_NUMBER,
    MARK_UNIT,
    OF_A_LEARNER,
    OUT_OF,
    RESULT_OF,
    odd_row,
)
from generator.importers.scores_sheet import Known, Sheet, sheet_of
from generator.importers.table import Row, Table, letter_of

TITLE_ABOVE = ("assignment name", "assignment", "assessment", "title")  # lines over a table of one assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A learner as the table calls them: `keys` are numbers and addresses by the column they stand in."""

    keys: Mapping[str, str]
    name: str

    @property
    def told(self) -> str:
        return self.name or next(iter(self.keys.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """`key`: as the table calls it, by which it is known again; `title`: the same without a system's own additions.

    `out_of` and `day` as written, empty where the table does not say; `strand`: the outcome it is a result of.
    """

    key: str
    title: str
    out_of: str = ""
    day: str = ""
    strand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One cell, and where it stands. `out_of` and `day` are the row's own, empty where the row does not say."""

    row: int
    column: int
    who: Who
    assessment: str
    cell: str
    out_of: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A row or a column that holds no learner's results, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gradebook:
    """`columns`: the headers that say who a row is about, and so which system it came from."""

    columns: tuple[str, ...]
    assessments: tuple[Assessment, ...]
    results: tuple[Result, ...]
    rows: int
    left_out: tuple[LeftOut, ...] = ()


@dataclass(slots=True, kw_only=True)
class Odd:
    """What rows that are no learner's say of the columns."""

    out_of: dict[int, str] = field(default_factory=dict[int, str])
    day: dict[int, str] = field(default_factory=dict[int, str])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])


def gradebook_of(
    table: Table, known: Known, learner_columns: Collection[str] = (), wanted: Collection[str] = ()
) -> Gradebook:
    """`known`: whether a cell is somebody of the school, which shows the learners' column where its header does not.

    `learner_columns`: their headers, where somebody named them; `wanted`: columns that hold results, whatever their
    header says. Raises Foreign where nobody can be found in it.
    """
    sheet = sheet_of(table, known, learner_columns, wanted)
    odd = Odd()
    learners = tuple(learners_of(sheet, odd, known))
    long = is_long(sheet, learners)
    assessments, results = (long_results if long else wide_results)(sheet, learners, odd)
    return Gradebook(
        columns=tuple(sheet.headers[column] for column in sheet.columns(*OF_A_LEARNER)),
        assessments=assessments,
        results=results,
        rows=len(learners),
        left_out=(*odd.left_out, *(() if long else columns_left_out(sheet))),
    )


def learners_of(sheet: Sheet, odd: Odd, known: Known) -> Iterator[tuple[Row, Who]]:
    """Rows of learners, each with who it is. What other rows say is noted in `odd`."""
    before = True
    for row in sheet.rows:
        who = who_in(sheet, row)
        label = who.told or next(filter(None, row.cells))
        kind = None if known(label) else odd_row(label, before_learners=before)
        if who.told and (kind is None or (len(who.keys) + bool(who.name) > 1 and kind == "summary")):
            before = False
            yield row, who
        else:
            note_odd(sheet, row, label, kind, odd)


def note_odd(sheet: Sheet, row: Row, label: str, kind: str | None, odd: Odd) -> None:
    if kind in ("out_of", "day"):
        cells = {column: row.at(column) for column in sheet.columns("result", "worked_out") if row.at(column)}
        (odd.out_of if kind == "out_of" else odd.day).update(cells)
        return
    if kind is None:  # what stands there may be anything, a name too
        odd.left_out.append(LeftOut(where=f"row {row.number}", why="it names no learner"))
        return
    why = "it is nobody's own" if kind == "nobody" else "it sums up others"
    odd.left_out.append(LeftOut(where=f"row {row.number} ({label[:40]})", why=why))


def who_in(sheet: Sheet, row: Row) -> Who:
    cells = {sheet.headers[column]: row.at(column).lstrip("#'") for column in sheet.columns("key")}
    keys = {header: cell for header, cell in cells.items() if cell}  # some systems mark numbers, so that they stay text
    parts = [" ".join(row.at(column) for column in sheet.columns(role)).strip() for role in ("given", "family")]
    return Who(keys=keys, name=sheet.cell(row, "name") or " ".join(filter(None, parts)))


def is_long(sheet: Sheet, learners: Sequence[tuple[Row, Who]]) -> bool:
    """Whether each row is one result: it has a column of titles, which are no numbers, and one of results."""
    if sheet.first("score") is None or (sheet.first("title") is None and sheet.first("strand") is None):
        return False
    titles = [sheet.cell(row, "title") or sheet.cell(row, "strand") for row, _ in learners]
    return any(any(map(str.isalpha, title)) for title in titles)


def wide_results(
    sheet: Sheet, learners: Sequence[tuple[Row, Who]], odd: Odd
) -> tuple[tuple[Assessment, ...], tuple[Result, ...]]:
    """A row a learner: every column that is neither about the learner nor worked out is an assessment."""
    columns = columns_of_results(sheet)
    assessments = {column: assessment_at(sheet, column, odd) for column in columns}
    results = tuple(
        Result(
            row=row.number,
            column=column,
            who=who,
            assessment=assessment.key,
            cell=row.at(column),
            day=sheet.cell(row, "day"),
        )
        for row, who in learners
        for column, assessment in assessments.items()
    )
    return tuple(assessments.values()), results


def columns_of_results(sheet: Sheet) -> tuple[int, ...]:
    """In a wide table a column called Score or Assessment holds results like any other."""
    return tuple(column for column in sheet.columns("result", "score", "title", "strand") if sheet.headers[column])


def assessment_at(sheet: Sheet, column: int, odd: Odd) -> Assessment:
    header = sheet.headers[column]
    if sheet.roles[column] == "score" and (named := next(filter(None, map(sheet.above.get, TITLE_ABOVE)), "")):
        out_of, day = sheet.above.get("points possible", ""), sheet.above.get("due date", "")
        return Assessment(key=named, title=named, out_of=odd.out_of.get(column, out_of), day=odd.day.get(column, day))
    title, out_of = parts_of(header, from_a_system=bool(odd.out_of))
    out_of = odd.out_of.get(column) or same_for_all(sheet, column) or out_of
    return Assessment(key=header, title=title, out_of=out_of, day=odd.day.get(column, ""))


def same_for_all(sheet: Sheet, column: int) -> str:
    """What a column of points possible says, where it says the same for everybody and there is one assessment."""
    whole = {sheet.cell(row, "out_of") for row in sheet.rows} - {""}
    return whole.pop() if len(whole) == 1 and columns_of_results(sheet) == (column,) else ""


def parts_of(header: str, *, from_a_system: bool) -> tuple[str, str]:
    """The title in a header, and out of how many points it says the result is."""
    title = MARK_UNIT.sub("", header)
    found = next((each for way in OUT_OF if (each := way.search(title)) and each.start() > 0), None)
    title = title if found is None else title[: found.start()].rstrip()
    result = RESULT_OF.fullmatch(title)
    title = result.group(1) if result is not None and " > " in title else title
    if from_a_system:
        title = FOREIGN_NUMBER.sub("", title)
    shorter = ACTIVITY_BEFORE.sub("", title, count=1).strip()
    return shorter or title or header, "" if found is None else found["most"]


def long_results(
    sheet: Sheet, learners: Sequence[tuple[Row, Who]], _odd: Odd
) -> tuple[tuple[Assessment, ...], tuple[Result, ...]]:
    """A row a result. Assessments in the order in which they come."""
    assessments: dict[str, Assessment] = {}
    results: list[Result] = []
    score = sheet.first("score") or 0
    for row, who in learners:
        made = named_in(sheet, row)
        first = assessments.setdefault(made.key, made)
        if (first.out_of, first.day) != (made.out_of, made.day):
            assessments[made.key] = replace(
                first, out_of=same(first.out_of, made.out_of), day=same(first.day, made.day)
            )
        results.append(
            Result(
                row=row.number,
                column=score,
                who=who,
                assessment=made.key,
                cell=row.at(score),
                out_of=made.out_of,
                day=made.day,
            )
        )
    return tuple(assessments.values()), tuple(results)


def named_in(sheet: Sheet, row: Row) -> Assessment:
    """The assessment that a row is a result of; one that is looked at by several outcomes is one for each."""
    title, strand = sheet.cell(row, "title"), sheet.cell(row, "strand")
    return Assessment(
        key=": ".join(filter(None, (title, strand))) or sheet.headers[sheet.first("score") or 0],
        title=title or strand,
        out_of=sheet.cell(row, "out_of"),
        day=sheet.cell(row, "day"),
        strand=strand,
    )


def same(first: str, second: str) -> str:
    return first if first == second else ""


def columns_left_out(sheet: Sheet) -> Iterator[LeftOut]:
    """Columns that a system worked out itself: averages of the year are no result of a day."""
    for column in sheet.columns("worked_out"):
        yield LeftOut(where=f"column {letter_of(column)} ({sheet.headers[column]})", why="it is worked out from others")
