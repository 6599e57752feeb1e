"""A table of translations (CSV) as spreadsheets save it: with commas, semicolons or tabs, in UTF-8 or UTF-16."""

from collections.abc import Mapping
from typing import Literal

from generator.importers.foreign import Foreign
from generator.importers.returned import Answer, Returned, not_translations
from generator.importers.table import WORKED_OUT, as_typed, day_of, parted, unicode_text, without_sep_line
from generator.translated import code_of

NEEDED = ("id", "language", "text", "translation")
TABLE = "a table of translations"


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
    text = without_sep_line(text_of(raw))[0]
    head = next(iter(text.splitlines()), "")
    cells = parted(text, max(",;\t", key=head.count))
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
    try:
        return unicode_text(raw)
    except UnicodeDecodeError:
        raise Foreign("it is not text saved as UTF-8; choose “CSV UTF-8” when you save the table") from None


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
