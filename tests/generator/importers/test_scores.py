"""Results out of the tables that systems and people save."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from generator.importers.scores import Gradebook, gradebook_of
from generator.importers.table import table_of

SCHOOL = frozenset(
    ("amina farouk", "theo lindgren", "s-0001", "s-0002", "farouk, amina", "lindgren, theo", "أمينة فاروق")
)


def known(cell: str) -> bool:
    return cell.casefold() in SCHOOL


def read(text: str | bytes) -> Gradebook:
    return gradebook_of(table_of(text if isinstance(text, bytes) else text.encode()), known)


def found(book: Gradebook) -> dict[tuple[str, str], str]:
    return {(result.who.told, result.assessment): result.cell for result in book.results if result.cell}


Found: TypeAlias = Mapping[tuple[str, str], str]  # by learner and assessment, as the table calls them
CASES = Path(__file__).parents[2] / "cases/scores"
DIALECTS: tuple[tuple[str, Found, str], ...] = (
    (
        "canvas-gradebook.csv",
        {
            ("Farouk, Amina", "Quiz 3 (4711)"): "8.5",
            ("Farouk, Amina", "Poster (4712)"): "EX",
            ("Lindgren, Theo", "Poster (4712)"): "15",
        },
        "points possible are a row, worked-out columns are no results, the test student is nobody",
    ),
    (
        "canvas-mastery.csv",
        {
            ("Amina Farouk", "Math > Fractions > Compare result"): "3.4",
            ("Theo Lindgren", "Math > Fractions > Compare result"): "2",
        },
        "what mastery needs is no result",
    ),
    (
        "canvas-outcome-results.csv",
        {("Amina Farouk", "Quiz 3: Compare"): "3", ("Amina Farouk", "Quiz 3: Add"): "2"},
        "one assessment that several outcomes are read from",
    ),
    (
        "moodle-grader.csv",
        {
            ("Amina Farouk", "Quiz: Fractions (Real)"): "8.50",
            ("Amina Farouk", "Quiz: Fractions (Percentage)"): "85.00 %",
            ("Theo Lindgren", "Quiz: Fractions (Real)"): "-",
            ("Theo Lindgren", "Quiz: Fractions (Percentage)"): "-",
        },
        "given and family names are two columns",
    ),
    (
        "google-classroom.csv",
        {("Amina Farouk", "Quiz 3"): "8", ("Theo Lindgren", "Poster"): "15"},
        "dates, points and the average stand above the learners",
    ),
    (
        "powerschool-template.csv",
        {("Farouk, Amina", "Quiz 3"): "8", ("Lindgren, Theo", "Quiz 3"): "9"},
        "the assessment is named above the table",
    ),
    (
        "semicolons-of-excel.csv",
        {("Farouk, Amina", "Quiz 3 (10 Punkte)"): "8,5", ("Lindgren, Theo", "Quiz 3 (10 Punkte)"): "9"},
        "commas in names and numbers part nothing",
    ),
    (
        "tabs-in-utf-16.txt",
        {("s-0001", "Quiz 3"): "Got it", ("s-0002", "Quiz 3"): "Starting"},
        "Excel's “Unicode text”",
    ),
    ("windows-1252.csv", {("Amina Farouk", "Contrôle"): "15/20"}, "an old Excel of France"),
    ("bars.csv", {("Amina Farouk", "Quiz 3"): "3", ("Theo Lindgren", "Quiz 3"): "4"}, "somebody's own export"),
    (
        "titles-above.csv",
        {("Amina Farouk", "Unit 1 Quiz"): "3", ("Amina Farouk", "Unit 1 Quiz (column C)"): "2"},
        "one header twice, under one that spans both",
    ),
    (
        "header-of-two-rows.csv",
        {
            ("Amina Farouk", "Unit 1 Quiz"): "3",
            ("Amina Farouk", "Unit 1 Poster"): "2",
            ("Amina Farouk", "Unit 2 Quiz"): "4",
        },
        "merged cells leave gaps that the next row fills",
    ),
    (
        "header-nobody-listed.csv",
        {
            ("Amina Farouk", "Ref"): "x",
            ("Theo Lindgren", "Ref"): "y",
            ("Amina Farouk", "Sorting shapes"): "3",
            ("Theo Lindgren", "Sorting shapes"): "4",
        },
        "whose results they are shows in the column itself",
    ),
    (
        "long.csv",
        {("Amina Farouk", "Quiz 3"): "8", ("Theo Lindgren", "Quiz 3"): "9", ("Amina Farouk", "Poster"): "15"},
        "a row a result",
    ),
    ("line-breaks-in-cells.csv", {("Farouk,\nAmina", "Quiz\n3"): "Got\nit"}, "Alt-Enter in a spreadsheet"),
    ("arabic.csv", {("أمينة فاروق", "اختبار الكسور"): "٣"}, "words and digits of another script"),
)


@pytest.mark.parametrize(("file", "expected", "because"), DIALECTS, ids=[case[0] for case in DIALECTS])
def test_every_dialect_says_the_same_kind_of_thing(file: str, expected: Found, because: str) -> None:
    assert found(read((CASES / file).read_bytes())) == expected, because
