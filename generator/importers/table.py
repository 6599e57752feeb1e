"""A table as any program saves it: which signs it is written in, what parts its cells, and what stands in each.

Knows nothing of what the table is about. Rows and columns are counted as a spreadsheet counts them, so that whoever
gave the file finds the cell.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from generator.importers.foreign import Foreign

MARKED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")  # what begins so was marked by `exporters/translation_table.py`
# What a spreadsheet puts in the place of words that it took for a formula: #NAME?, #¿NOMBRE?, #DIV/0!, #N/A.
WORKED_OUT = re.compile(r"#[^\s#]{1,20}[?!]|#N/?[AV]|##+")
WAYS_TO_WRITE_A_DAY = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),
    # With slashes only where no other reading makes a day: above 12 there is no month.
    re.compile(r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})"),
)
LARGEST_CELL = 1_000_000
SEPARATORS = ";\t|,"  # of two that fit equally, the one that stands in sentences less often
LOOKED_AT = 200  # rows
OTHER_FILES: Mapping[bytes, str] = {
    b"PK": "it is a workbook (.xlsx or .ods), not a table of text; open it and save the sheet as “CSV UTF-8”",
    b"\xd0\xcf\x11\xe0": "it is an old workbook (.xls); open it and save the sheet as “CSV UTF-8”",
    b"%PDF": "it is a PDF; save the table itself as CSV",
    b"\x1f\x8b": "it is compressed (gzip); unpack it first",
    b"\x89PNG": "it is a picture",
    b"\xff\xd8\xff": "it is a picture",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`number` as a spreadsheet counts it, from 1. Cells are as they were typed, without spaces around them."""

    number: int
    cells: tuple[str, ...]

    def at(self, column: int) -> str:
        """Empty where the row ends before."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows that hold something. `guessed`: the file does not say how its letters are written."""

    rows: tuple[Row, ...]
    separator: str
    guessed: bool = False


def table_of(raw: bytes) -> Table:
    """Every row of a file; raises Foreign with a sentence where it is no table."""
    text, guessed = decoded(raw)
    text, told = without_sep_line(text)
    if not text.strip("\ufeff \t\r\n"):
        raise Foreign("the file is empty")
    if text.lstrip()[:1] == "<":
        raise Foreign("it is a web page (some systems call such a file .xls); open it and save it as “CSV UTF-8”")
    separator = told or separator_of(text)
    bare = (tuple(cell.strip().lstrip("\ufeff") for cell in cells) for cells in parted(text, separator))
    rows = tuple(Row(number=number, cells=cells) for number, cells in enumerate(bare, 1) if any(cells))
    if not rows:
        raise Foreign("none of its cells holds anything")
    return Table(rows=rows, separator=separator, guessed=guessed)


def decoded(raw: bytes) -> tuple[str, bool]:
    """The text of a file, and whether its letters had to be guessed: what is not Unicode is taken for Windows-1252."""
    for begins, kind in OTHER_FILES.items():
        if raw.startswith(begins):
            raise Foreign(kind)
    try:
        return unicode_text(raw), False
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252"), True
    except UnicodeDecodeError:
        raise Foreign("its letters can be read neither as UTF-8 nor as Windows; save it as “CSV UTF-8”") from None


def unicode_text(raw: bytes) -> str:
    """Raises UnicodeDecodeError where it is none. A file without a mark that is half zeros is UTF-16 all the same."""
    if raw[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return raw.decode("utf-32")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16")
    start = raw[:400]
    if len(start) > 3 and start[1::2].count(0) > len(start) // 4:
        return raw.decode("utf-16-le")
    if len(start) > 3 and start[::2].count(0) > len(start) // 4:
        return raw.decode("utf-16-be")
    return raw.decode("utf-8-sig")


def without_sep_line(text: str) -> tuple[str, str | None]:
    """The text behind a first line `sep=;`, which is a word to the spreadsheet and no row; and what it says."""
    found = re.match(r'"?sep=([^"\r\n])"?[^\r\n]*(?:\r\n|\r|\n|$)', text, re.IGNORECASE)
    return (text[found.end() :], found.group(1)) if found else (text, None)


def separator_of(text: str) -> str:
    """What parts the cells: the sign by which most rows have as many cells as each other. Raises Foreign: none does."""
    best = max(SEPARATORS, key=lambda separator: evenness(text, separator))
    if evenness(text, best)[0] <= 0:
        parted(text, best)  # where a quote was left open, that is the better thing to say
        raise Foreign("it is no table: no row has two cells, parted by commas, semicolons, tabs or bars")
    return best


def evenness(text: str, separator: str) -> tuple[float, int]:
    """How well a sign parts a text: the share of rows that are equally wide, and how wide. (0, 0): not at all."""
    widths = Counter[int]()
    try:
        for cells in reader_of(text, separator):
            if any(map(str.strip, cells)):
                widths[len(cells)] += 1
            if widths.total() >= LOOKED_AT:
                break
    except csv.Error:
        pass
    wide = {width: rows for width, rows in widths.items() if width > 1}
    if not wide:
        return 0, 0
    width, rows = max(wide.items(), key=lambda found: (found[1], found[0]))
    return rows / widths.total(), width


def parted(text: str, separator: str) -> list[list[str]]:
    """All rows, empty ones too. Raises Foreign with the line where a quote is never closed."""
    reader = reader_of(text, separator)
    rows: list[list[str]] = []
    try:
        rows += reader
    except csv.Error as error:
        at = f"row {len(rows) + 1}"
        if "end of data" in str(error):
            raise Foreign(f'{at} opens a quote (") that is never closed; close it, or take it away') from None
        raise Foreign(f"this cannot be read as a table: {at}: {error}") from None
    return rows


def reader_of(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST_CELL)
    return csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)


def as_typed(cell: str) -> str:
    """What stood in the cell before it was made harmless, with line ends as everywhere."""
    kept = cell[1:] if MARKED.match(cell) else cell
    return kept.replace("\r\n", "\n").replace("\r", "\n")


def day_of(written: str) -> date | None:
    """A day as the table went out, or as spreadsheets of several countries write it anew; None: no day, or not sure."""
    for way in WAYS_TO_WRITE_A_DAY:
        if found := way.fullmatch(written):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    return None


def letter_of(column: int) -> str:
    """A column as a spreadsheet calls it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def cell_name(row: int, column: int) -> str:
    """As people say it: row 4, column C."""
    return f"row {row}, column {letter_of(column)}"


def without_repeats(names: Sequence[str]) -> tuple[str, ...]:
    """Names told apart: of a second one that is equal, which column it stands in."""
    seen = Counter[str]()
    told: list[str] = []
    for column, name in enumerate(names):
        seen[name] += 1
        told.append(f"{name} (column {letter_of(column)})" if name and seen[name] > 1 else name)
    return tuple(told)
