"""Texts for a translator as a table (CSV) that spreadsheets open: UTF-8 with a mark, and no cell that is a formula."""

import csv
import re
from io import StringIO

from generator.exporters.translators import notes_on, served
from generator.model.translations import Unit
from generator.records.text import LanguageTag

COLUMNS = (
    "id", "language", "text", "translation", "by", "reviewed", "earlier", "where", "shown in", "needed by", "note",
)  # fmt: skip
# A spreadsheet works out what begins so, also behind apostrophes of our own.
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def table_text(units: tuple[Unit, ...], target: LanguageTag) -> str:
    """The whole table, its first row the columns; columns `translation`, `by` and `reviewed` are the translator's."""
    sheet = StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for unit in units:
        needed = "" if unit.needed_by is None else unit.needed_by.isoformat()
        earlier = "" if unit.earlier is None else unit.earlier.text
        told = ("; ".join(unit.where), served(unit), needed, " ".join(notes_on(unit)))
        # With a letter in front: spreadsheets take a code like 123456789e05 for a number, and round it.
        cells = (f"t-{unit.code}", target, unit.source, "", "", "", earlier, *told)
        writer.writerow(tuple(map(harmless, cells)))
    return "\ufeff" + sheet.getvalue()


def harmless(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula; taken back by `importers/translation_table.py`."""
    return f"'{cell}" if FORMULA.match(cell) else cell
