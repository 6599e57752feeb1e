"""A table of translations (CSV) as spreadsheets save it: with commas, semicolons or tabs, in UTF-8 or UTF-16."""

import csv
import re
from collections.abc import Mapping
from datetime import date
from io import StringIO
from typing import Literal

from generator.importers.foreign import Foreign
from generator.importers.returned import Answer, Returned, not_translations
from generator.translated import code_of

NEEDED = ("id", "language", "text", "translation")
TABLE = "a table of translations"
MARKED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")  # what begins so was marked by `exporters/translation_table.py`
# What a spreadsheet puts in the place of words that it took for a formula: #NAME?, #¿NOMBRE?, #DIV/0!, #N/A.
WORKED_OUT = re.compile(r"#[^\s#]{1,20}[?!]|#N/A")
WAYS_TO_WRITE_A_DAY = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),
    # With slashes only where no other reading makes a day: above 12 there is no month.
    re.compile(r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})"),
)
LARGEST_CELL = 1_000_000


def table_answers(raw: bytes) -> Returned:
    """All rows; raises Foreign where the file is something else."""
    rows = rows_of(raw)
    languages = sorted({row["language"].strip() for row in rows if row["language"].strip()})
    if len(languages) != 1:
        said = f"names several languages: {', '.join(languages)}" if languages else "names no language"
        raise Foreign(f"its column `language` {said}; it must be one")
    return Returned(
        language=languages[0],
        answers=tuple(answer_of(row) for row in rows if row["id"].strip() or row["translation"].strip()),
    )


def rows_of(raw: bytes) -> list[Mapping[str, str]]:
    text = text_of(raw)
    if text.lower().startswith("sep="):  # a word to the spreadsheet, not a row
        text = text.partition("\n")[2]
    head = next(iter(text.splitlines()), "")
    separator = max(",;\t", key=head.count)
    csv.field_size_limit(LARGEST_CELL)
    try:
        cells = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise Foreign(f"this cannot be read as a table: {error}") from None
    columns = [cell.strip().lower() for cell in cells[0]] if cells else []
    lacking = [name for name in NEEDED if name not in columns]
    if lacking:
        raise Foreign(
            not_translations(TABLE, raw) if len(lacking) == len(NEEDED) else f"it has no column {lacking[0]!r}"
        )
    return [row_of(columns, row) for row in cells[1:] if any(row)]


def row_of(columns: list[str], cells: list[str]) -> Mapping[str, str]:
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    return {"by": "", "reviewed": "", **dict(zip(columns, map(as_typed, padded), strict=False))}


def text_of(raw: bytes) -> str:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise Foreign("it is not text saved as UTF-8; choose “CSV UTF-8” when you save the table") from None


def as_typed(cell: str) -> str:
    """What stood in the cell before it was made harmless, with line ends as everywhere."""
    kept = cell[1:] if MARKED.match(cell) else cell
    return kept.replace("\r\n", "\n").replace("\r", "\n")


def answer_of(row: Mapping[str, str]) -> Answer:
    by, reviewed = row["by"].strip().lower(), row["reviewed"].strip()
    who: Literal["human", "machine"] | None = "human" if by == "human" else "machine" if by == "machine" else None
    day = day_of(reviewed)
    trouble = None
    if WORKED_OUT.fullmatch(row["translation"].strip()):
        trouble = "a spreadsheet took the translation for a formula; write an apostrophe before its first sign"
    elif by not in ("", "human", "machine"):
        trouble = f"{by!r} in column `by` is neither human nor machine"
    elif reviewed and day is None:
        trouble = f"{reviewed!r} in column `reviewed` is not a day like 2026-11-20"
    elif day is not None and who != "human":
        trouble = "it says that it was reviewed, and not that a person made it (column `by`)"
    return Answer(
        code=row["id"].strip().removeprefix("t-") or code_of(row["text"]),
        source=row["text"],
        target=row["translation"] if row["translation"].strip() else "",
        by=who,
        reviewed=day or False,
        trouble=trouble,
    )


def day_of(written: str) -> date | None:
    """A day as the table went out, or as spreadsheets of several countries write it anew; None: no day, or not sure."""
    for way in WAYS_TO_WRITE_A_DAY:
        if found := way.fullmatch(written):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    return None
