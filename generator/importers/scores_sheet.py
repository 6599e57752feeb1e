"""Where in a table the header stands, and what each column under it is: told by words, by places, by who is in it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.importers.foreign import Foreign
from generator.importers.scores_headers import NOT_RESULTS, OF_A_LEARNER, Role, odd_row, role_of, said, squeezed
from generator.importers.table import Row, Table, letter_of, without_repeats

ROWS_BEFORE_HEADER = 25
BY_PLACE = re.compile(r"column [A-Z]+")
Known: TypeAlias = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table whose header was found: the role of each column, and what stands above."""

    headers: tuple[str, ...]
    roles: tuple[Role, ...]
    above: Mapping[str, str]
    rows: tuple[Row, ...]

    def columns(self, *roles: Role) -> tuple[int, ...]:
        return tuple(column for column, role in enumerate(self.roles) if role in roles)

    def first(self, role: Role) -> int | None:
        return next(iter(self.columns(role)), None)

    def cell(self, row: Row, role: Role) -> str:
        column = self.first(role)
        return "" if column is None else row.at(column)


def sheet_of(table: Table, known: Known, learner_columns: Collection[str], wanted: Collection[str]) -> Sheet:
    refuse_other_files(table)
    position = header_position(table, learner_columns, known)
    header, rows = table.rows[position], table.rows[position + 1 :]
    under = rows[0] if rows and goes_on_below(header, rows[0]) else None
    named = spanned(header, under) if under is not None else told_apart(table.rows[:position], header)
    asked = {said(column) for column in learner_columns}
    headers = [
        name if name or said(by_place(column)) not in asked else by_place(column)
        for column, name in enumerate(without_repeats(tuple(map(on_one_line, named))))
    ]
    roles = [named_role(column, asked, wanted) for column in headers]
    if not any(role in OF_A_LEARNER for role in roles):
        found = column_of_learners(headers, rows, known)
        headers[found], roles[found] = headers[found] or by_place(found), "name"
    above = {said(row.at(0)): row.at(1) for row in table.rows[:position]}
    return Sheet(headers=tuple(headers), roles=tuple(roles), above=above, rows=rows[under is not None :])


def on_one_line(header: str) -> str:
    """A header without line breaks, and without signs that nobody sees."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in header).split())


def by_place(column: int) -> str:
    """What a column without a header is called."""
    return f"column {letter_of(column)}"


def refuse_other_files(table: Table) -> None:
    for row in table.rows[:ROWS_BEFORE_HEADER]:
        headers = {squeezed(cell) for cell in row.cells}
        for those, sentence in NOT_RESULTS:
            if those <= headers:
                raise Foreign(sentence)


def named_role(header: str, learner_columns: Collection[str], wanted: Collection[str]) -> Role:
    """The role of a column: as somebody says it, else as its header does."""
    role = role_of(header)
    if not learner_columns:
        return "result" if header in wanted else role
    if said(header) in learner_columns:
        return role if role in OF_A_LEARNER else "name"
    return "about" if role in OF_A_LEARNER else "result" if header in wanted else role


def header_position(table: Table, learner_columns: Collection[str], known: Known) -> int:
    """The first row that names a learner's column; else the row above the first learner, else the first row."""
    asked = {said(column) for column in learner_columns if not BY_PLACE.fullmatch(column)}
    for position, row in enumerate(table.rows[:ROWS_BEFORE_HEADER]):
        filled = [cell for cell in row.cells if cell]
        if len(filled) < 2 or filled[0].endswith(":"):
            continue
        if asked & {said(cell) for cell in filled} or (
            not asked and any(role_of(cell) in OF_A_LEARNER for cell in filled) and not any(map(known, filled))
        ):
            return position
    if asked:
        raise Foreign(f"no row in it has a column called {' or '.join(map(repr, learner_columns))}")
    first = next((position for position, row in enumerate(table.rows) if any(map(known, row.cells))), 1)
    if sum(map(known, table.rows[first].cells if first < len(table.rows) else ())) > 1:
        raise Foreign(
            "learners stand side by side in it; turn the table (copy it, paste it transposed) and save it again"
        )
    if first == 0:
        raise Foreign("its first row holds a learner; write a row above that says what each column is")
    return first - 1


def goes_on_below(header: Row, row: Row) -> bool:
    """Whether a header takes two rows: the second says what stands under the wide cells of the first."""
    learners = [column for column, cell in enumerate(header.cells) if role_of(cell) in OF_A_LEARNER and cell]
    gaps = [column for column, cell in enumerate(row.cells) if cell and not header.at(column)]
    label = next(filter(None, row.cells))
    return bool(learners and gaps) and not any(map(row.at, learners)) and odd_row(label, before_learners=True) is None


def spanned(header: Row, under: Row | None) -> tuple[str, ...]:
    """The headers of two rows: each of the second, with the cell of the first that spans it."""
    over, names = "", list[str]()
    for column in range(max(len(header.cells), len(under.cells if under else ()))):
        over = header.at(column) or over
        below = under.at(column) if under else ""
        names.append(f"{over} {below}".strip() if below else header.at(column))
    return tuple(names)


def told_apart(above: Sequence[Row], header: Row) -> tuple[str, ...]:
    """The headers; one that comes twice is told apart by what stands over it, which spans the cells to its right."""
    filled = [cell for cell in header.cells if cell]
    next_to = bool(above) and above[-1].number == header.number - 1
    over = above[-1] if next_to and any(above[-1].cells[1:]) else None
    if over is None or len(set(filled)) == len(filled):
        return header.cells
    twice = tuple(cell if header.cells.count(cell) > 1 else "" for cell in header.cells)
    both = spanned(over, Row(number=header.number, cells=twice))
    return tuple(name if mark else cell for cell, mark, name in zip(header.cells, twice, both, strict=False))


def column_of_learners(headers: Sequence[str], rows: Sequence[Row], known: Known) -> int:
    """Where most of the school's people stand. Raises Foreign: nowhere."""
    counts = [sum(known(row.at(column)) for row in rows if row.at(column)) for column in range(len(headers))]
    if not counts or not max(counts):
        named = ", ".join(repr(header) for header in headers if header)[:200]
        raise Foreign(f"no column says whose results these are; name it with --learner-column. Its columns: {named}")
    return counts.index(max(counts))
