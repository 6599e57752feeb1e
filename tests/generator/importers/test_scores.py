"""Results out of the tables that systems and people save."""

import csv
import re
from collections.abc import Mapping
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.foreign import Foreign
from generator.importers.scores import Gradebook, gradebook_of
from generator.importers.scores_cells import DayOrder, DecimalSign, Mark, Unread, day_in, mark_of, order_told, sign_told
from generator.importers.table import letter_of, table_of

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
    (
        "blackboard.csv",
        {
            ("Amina Farouk", "Quiz 3 [Total Pts: 10 Score] |4711"): "8",
            ("Amina Farouk", "Poster [Total Pts: 20 Score] |4712"): "15",
            ("Theo Lindgren", "Quiz 3 [Total Pts: 10 Score] |4711"): "9",
        },
        "points stand in the header",
    ),
    (
        "brightspace.csv",
        {
            ("Amina Farouk", "Quiz 3 Points Grade <Numeric MaxPoints:10 Weight:5>"): "8",
            ("Theo Lindgren", "Quiz 3 Points Grade <Numeric MaxPoints:10 Weight:5>"): "9",
        },
        "numbers are marked as text, and a column marks the end of the line",
    ),
    (
        "schoology.csv",
        {
            ("Amina Farouk", "Quiz 3 (Max Points: 10)"): "8",
            ("Theo Lindgren", "Quiz 3 (Max Points: 10)"): "9",
        },
        "what is overall is worked out",
    ),
    (
        "sakai.tsv",
        {("Farouk, Amina", "Quiz 3 [10]"): "8", ("Lindgren, Theo", "Quiz 3 [10]"): "9"},
        "tabs, and points in brackets",
    ),
    (
        "google-forms.csv",
        {
            ("Amina Farouk", "Score"): "8 / 10",
            ("Amina Farouk", "1. Which is more?"): "3/4",
            ("Theo Lindgren", "Score"): "9 / 10",
            ("Theo Lindgren", "1. Which is more?"): "2/3",
        },
        "a quiz of a form",
    ),
    (
        "oneroster-results.csv",
        {("s-0001", "quiz-3"): "8", ("s-0002", "quiz-3"): "9"},
        "as one system hands results to another",
    ),
    ("line-breaks-in-cells.csv", {("Farouk,\nAmina", "Quiz 3"): "Got\nit"}, "Alt-Enter in a spreadsheet"),
    ("arabic.csv", {("أمينة فاروق", "اختبار الكسور"): "٣"}, "words and digits of another script"),
)


@pytest.mark.parametrize(("file", "expected", "because"), DIALECTS, ids=[case[0] for case in DIALECTS])
def test_every_dialect_says_the_same_kind_of_thing(file: str, expected: Found, because: str) -> None:
    assert found(read((CASES / file).read_bytes())) == expected, because


def number(value: str, out_of: str | None = None) -> Mark:
    return Mark(number=Decimal(value), out_of=None if out_of is None else Decimal(out_of))


@pytest.mark.parametrize(
    ("cell", "sign", "expected", "because"),
    [
        ("3", None, number("3"), "a number"),
        ("'3", None, number("3"), "an apostrophe makes a spreadsheet keep text, and is no part of it"),
        ("3,5", None, number("3.5"), "one digit behind a comma can only be a decimal"),
        ("1.234,5", None, number("1234.5"), "the last sign is the decimal one"),
        ("1,234.5", None, number("1234.5"), "the last sign is the decimal one"),
        ("1 234,5", None, number("1234.5"), "spaces part thousands"),
        ("1\u202f234,5", None, number("1234.5"), "narrow spaces too"),
        ("1'234", None, number("1234"), "so do apostrophes in Switzerland"),
        ("0,125", None, number("0.125"), "nobody writes 0 thousand"),
        ("1,234", "comma", number("1.234"), "the other cells show a decimal comma"),
        ("1,234", "point", number("1234"), "the other cells show a decimal point"),
        ("1.234.567", None, number("1234567"), "twice the same sign parts thousands"),
        ("85.00 %", None, number("85", "100"), "a share of a hundred"),
        ("85,5%", None, number("85.5", "100"), "with a decimal comma"),
        ("7/10", None, number("7", "10"), "a share"),
        ("7 out of 10", None, number("7", "10"), "a share in words"),
        ("٣٫٥", None, number("3.5"), "digits of another script"),
        ("B+", None, Mark(words="B+"), "a letter"),
        ("1 2", None, Mark(words="1 2"), "no number that anybody writes"),
        ("", None, None, "nothing"),
        ("-", None, None, "Moodle's nothing"),
        ("EX", None, None, "excused in Canvas"),
        ("-/10", None, None, "not handed in"),
    ],
)
def test_what_a_cell_says(cell: str, sign: DecimalSign | None, expected: Mark | None, because: str) -> None:
    assert mark_of(cell, sign) == expected, because


@pytest.mark.parametrize(
    ("cell", "said", "because"),
    [
        ("1,234", "may be 1234 or 1.234", "it is asked, not guessed"),
        ("=B2/10", "is a formula", "the result is not in the file"),
        ("#REF!", "mistake of the spreadsheet's own", "the spreadsheet could not work it out"),
        ("#N/A", "mistake of the spreadsheet's own", "nor this"),
        ("#DIV/0!", "mistake of the spreadsheet's own", "nor this"),
        ("07-Oct", "is a day", "a spreadsheet made it of 7/10"),
        ("2026-10-07", "is a day", "and this"),
        ("7/0", "a share of nothing", "no test has no points"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(cell: str, said: str, because: str) -> None:
    mark = mark_of(cell)
    assert isinstance(mark, Unread), because
    assert said in mark.why, because


@pytest.mark.parametrize(
    ("cell", "order", "expected", "because"),
    [
        ("2026-11-20", None, "2026-11-20", "as everybody understands it"),
        ("2026-11-20T10:15:00Z", None, "2026-11-20", "as a system writes it"),
        ("11/20/2026", None, "2026-11-20", "there is no month 20"),
        ("20/11/2026", None, "2026-11-20", "there is no month 20"),
        ("20.11.2026", None, "2026-11-20", "with points the day comes first"),
        ("03.04.2026", None, "2026-04-03", "with points the day comes first"),
        ("45981", None, "2025-11-20", "as Excel counts days"),
        ("20 Nov 2026", None, "2026-11-20", "with a name"),
        ("Nov 20, 2026", None, "2026-11-20", "with a name"),
        ("03/04/2026", "month_first", "2026-03-04", "the other cells tell"),
        ("03/04/2026", "day_first", "2026-04-03", "the other cells tell"),
        ("03/04/2026", None, "may be 2026-04-03 or 2026-03-04", "it is asked, not guessed"),
        ("31/31/2026", None, "is not a day", "no month has so many"),
        ("soon", None, "is not a day", "a word"),
    ],
)
def test_what_day_a_cell_says(cell: str, order: DayOrder | None, expected: str, because: str) -> None:
    day = day_in(cell, order)
    assert expected in (day.why if isinstance(day, Unread) else str(day)), because


@pytest.mark.parametrize(
    ("cells", "expected", "because"),
    [
        (("1,234", "3,5"), "comma", "3,5 can only be a decimal comma"),
        (("1,234", "1,234.5"), "point", "the last sign is the decimal one"),
        (("1.234", "85,5 %"), "comma", "a share shows it too"),
        (("1,234", "12"), None, "nothing shows it"),
        (("3,5", "3.5"), None, "they contradict each other"),
    ],
)
def test_other_cells_tell_the_decimal_sign(cells: tuple[str, ...], expected: str | None, because: str) -> None:
    assert sign_told(cells) == expected, because


@pytest.mark.parametrize(
    ("cells", "expected", "because"),
    [
        (("03/04/2026", "11/20/2026"), "month_first", "there is no month 20"),
        (("03/04/2026", "20/11/2026"), "day_first", "there is no month 20"),
        (("03/04/2026", "20.11.2026"), None, "what is clear by itself says nothing of slashes"),
        (("03/04/2026", "20/11/2026", "11/20/2026"), None, "they contradict each other"),
    ],
)
def test_other_cells_tell_the_order_of_days(cells: tuple[str, ...], expected: str | None, because: str) -> None:
    assert order_told(cells) == expected, because


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "the file is empty"),
        (
            b"PK\x03\x04",
            "open it and save the sheet as “CSV UTF-8”",
        ),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "it is a web page"),
        (b"Dear teacher\nhere they are", "it is no table"),
        (b'Name,Quiz\n"Ada Arden,3\n', 'row 2 opens a quote (") that is never closed'),
        (b"Pet,Colour\nCat,black\n", "no column says whose results these are"),
        (b"Assessment,Amina Farouk,Theo Lindgren\nQuiz 3,3,4\n", "learners stand side by side in it"),
        (b"Amina Farouk,3\nTheo Lindgren,4\n", "its first row holds a learner"),
        (b"vendor_guid,object_type,title\na,outcome,A\n", "these are outcomes for Canvas to take in"),
    ],
)
def test_what_is_no_table_of_results_says_what_it_is(raw: bytes, why: str) -> None:
    with pytest.raises(Foreign, match=re.escape(why)):
        read(raw)


def test_points_possible_dates_and_titles_of_each_dialect() -> None:
    canvas = read((CASES / "canvas-gradebook.csv").read_bytes())
    assert [(each.title, each.out_of) for each in canvas.assessments] == [("Quiz 3", "10"), ("Poster", "20")]
    classroom = read((CASES / "google-classroom.csv").read_bytes())
    assert [(each.day, each.out_of) for each in classroom.assessments] == [("2026-11-12", "10"), ("2026-11-13", "20")]
    template = read((CASES / "powerschool-template.csv").read_bytes())
    assert [(each.title, each.out_of, each.day) for each in template.assessments] == [("Quiz 3", "10", "11/20/2026")]
    moodle = read((CASES / "moodle-grader.csv").read_bytes())
    assert [each.title for each in moodle.assessments] == ["Fractions", "Fractions"]
    for file in ("blackboard.csv", "brightspace.csv", "schoology.csv", "sakai.tsv"):
        first = read((CASES / file).read_bytes()).assessments[0]
        assert (first.title, first.out_of) == ("Quiz 3", "10"), file
    excel = read((CASES / "semicolons-of-excel.csv").read_bytes())
    assert [(each.title, each.out_of) for each in excel.assessments] == [("Quiz 3", "10")]


@pytest.mark.parametrize(
    ("header", "title", "out_of", "because"),
    [
        ("Quiz 3", "Quiz 3", "", "nothing is said"),
        ("Quiz 3 /10", "Quiz 3", "10", "as people write it"),
        ("Quiz 3/10", "Quiz 3", "10", "or so"),
        ("Quiz 3 (out of 20)", "Quiz 3", "20", "in words"),
        ("Quiz 3 (10 pts)", "Quiz 3", "10", "as points"),
        ("Quiz 3 max. 12,5 points", "Quiz 3", "12,5", "with a decimal comma"),
        ("Quiz 3 of 10", "Quiz 3 of 10", "", "the third of ten quizzes"),
        ("Chapter (2)", "Chapter (2)", "", "a chapter"),
        ("/10", "/10", "", "a header that says nothing else"),
    ],
)
def test_a_header_says_out_of_how_many(header: str, title: str, out_of: str, because: str) -> None:
    (assessment,) = read(f'Name,"{header}"\nAmina Farouk,3\n').assessments
    assert (assessment.title, assessment.out_of) == (title, out_of), because


@pytest.mark.parametrize(
    ("label", "counts", "because"),
    [
        ("Average", False, "it sums up the class"),
        ("Moyenne de la classe", False, "in another language"),
        ("Klassendurchschnitt", False, "in one word"),
        ("Student, Test", False, "nobody is called so"),
        ("", False, "it names nobody"),
        ("Theo Lindgren", True, "a learner"),
        ("Max Average", True, "perhaps a learner, of whom somebody else must judge"),
    ],
)
def test_rows_that_are_no_learners(label: str, counts: bool, because: str) -> None:
    book = read(f'Name,Quiz 3\nAmina Farouk,3\n"{label}",2.5\n')
    assert (book.rows == 2) is counts, because


def test_rows_and_columns_are_counted_as_a_spreadsheet_counts_them() -> None:
    book = read("Name,Quiz\n\nAmina Farouk,3\n")
    assert [(result.row, letter_of(result.column)) for result in book.results] == [(3, "B")]
    assert (letter_of(0), letter_of(25), letter_of(26), letter_of(701), letter_of(702)) == ("A", "Z", "AA", "ZZ", "AAA")


CELLS = st.text(st.sampled_from("abcXYZ 0123456789,.;|\t\"'/%éß"), min_size=1, max_size=12).map(str.strip).filter(bool)
NAMES = st.lists(
    st.sampled_from(["Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana"]), min_size=2, max_size=2, unique=True
)
TABLES = st.dictionaries(
    NAMES.map(" ".join), st.lists(CELLS, min_size=2, max_size=2), min_size=2, max_size=6
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    table=TABLES,
    separator=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")),
    newline=st.sampled_from(("\n", "\r\n")),
    shape=st.sampled_from(("wide", "long")),
    quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    sep_line=st.booleans(),
)
def test_law_what_is_written_in_any_dialect_is_read_back(
    table: dict[str, list[str]], separator: str, encoding: str, newline: str, shape: str, quoting: int, sep_line: bool
) -> None:
    titles = ("Exit ticket", "Portfolio, part 1")
    wide = [["Student", *titles], *([name, *cells] for name, cells in table.items())]
    pairs = [(name, title, cell) for name, cells in table.items() for title, cell in zip(titles, cells, strict=True)]
    long = [["Student", "Assignment", "Score"], *map(list, pairs)]
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=newline, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows(wide if shape == "wide" else long)
    first = f"sep={separator}{newline}" if sep_line else ""
    book = gradebook_of(table_of((first + out.getvalue()).encode(encoding)), lambda cell: cell in table)
    assert found(book) == {(name, title): cell for name, title, cell in pairs}
