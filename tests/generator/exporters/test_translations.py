"""What goes out to a translator: XLIFF as the standard asks for it, and a table that no spreadsheet works out."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.exporters.translation_table import table_text
from generator.exporters.xliff import CORE, MATCHES, xliff_text
from generator.importers.translation_table import table_answers
from generator.importers.xliff import xliff_answers
from generator.model.translations import Unit
from generator.records.text import Version
from generator.translated import Gap, code_of

GOLDEN = Path(__file__).with_name("golden")
XML = "{http://www.w3.org/XML/1998/namespace}"
STATES = {"initial", "translated", "reviewed", "final"}
MATCH_TYPES = {"am", "mt", "icm", "idm", "tb", "tm", "other"}


def unit(source: str, earlier: Version | None = None, gap: Gap | None = "missing") -> Unit:
    return Unit(
        code=code_of(source),
        source=source,
        gap=gap,
        earlier=earlier,
        where=("goal: why (grade 4)",),
        plans=2,
        needed_by=date(2026, 12, 8),
    )


UNITS = (
    unit("Then I can read on."),
    unit("- {student} says why \\(\\frac{1}{2} = \\frac{2}{4}\\) & shows it <here>: https://example.org/a?b=1&c=2"),
    unit("Words a machine has been at", Version(text="Unas palabras", by="machine"), "machine"),
    unit("Words made new", Version(text="=Palabras", of=code_of("Words")), None),
    unit("The same words elsewhere", Version(text="Las mismas", of=code_of("The same words elsewhere"))),
    unit("One line.\n\n  - Another\n  - And one more"),
)


def test_xliff_goes_out_so(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "translate.xlf", xliff_text(UNITS, "en", "ar"))


def test_a_table_goes_out_so(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "translate.csv", table_text(UNITS, "es").replace("\r\n", "\n"))


@pytest.mark.parametrize("units", [UNITS, ()])
def test_xliff_is_what_the_standard_allows(units: tuple[Unit, ...]) -> None:
    """The rules of XLIFF 2.0 for the elements that are written here, one by one."""
    root = etree.fromstring(xliff_text(units, "en", "ar").encode())
    assert root.tag == f"{{{CORE}}}xliff"
    assert set(root.attrib) == {"version", "srcLang", "trgLang"}, "trgLang is required where there are targets"
    assert root.get("version") == "2.0"
    (file,) = root
    assert set(file.attrib) <= {"id", "original", "srcDir", "trgDir", f"{XML}space"}
    assert (file.get("srcDir"), file.get("trgDir"), file.get(f"{XML}space")) == ("ltr", "rtl", "preserve")
    notes, *found = file
    assert [note.tag for note in notes] == [f"{{{CORE}}}note"]
    assert found, "a file holds at least one unit"
    ids = [each.get("id") for each in found]
    assert len(set(ids)) == len(ids)
    for each in found:
        assert_unit(each)


def assert_unit(element: Any) -> None:
    assert element.tag == f"{{{CORE}}}unit"
    names = [etree.QName(part).localname for part in element]
    order = ["matches", "notes", "segment"]  # modules come first, then notes, then at least one segment
    assert names == [name for name in order if name in names]
    segment = element[-1]
    assert segment.get("state", "initial") in STATES
    assert [etree.QName(part).localname for part in segment] == ["source"], "a target would be taken for an answer"
    for mark in segment.iter(f"{{{CORE}}}mrk"):
        assert mark.get("translate") == "no"
    inner = [segment.get("id"), *(mark.get("id") for mark in segment.iter(f"{{{CORE}}}mrk"))]
    assert len(set(inner)) == len(inner), "ids of a segment and of what is inside are one set"
    for match in element.iter(f"{{{MATCHES}}}match"):
        assert match.get("ref") == f"#{segment.get('id')}"
        assert match.get("type") in MATCH_TYPES
        assert [etree.QName(part) for part in match] == [f"{{{CORE}}}source", f"{{{CORE}}}target"]


def test_what_stays_as_it_is_is_marked() -> None:
    root = etree.fromstring(xliff_text(UNITS, "en", "es").encode())
    kept = [mark.text for mark in root.iter(f"{{{CORE}}}mrk")]
    assert kept == ["{student}", "\\(\\frac{1}{2} = \\frac{2}{4}\\)", "https://example.org/a?b=1&c=2"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\t=1", "'=1", "''-1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    row = list(csv.reader(StringIO(table_text((unit(cell),), "es").removeprefix("\ufeff"), newline="")))[1]
    assert row[2] == f"'{cell}"
    assert table_answers(table_text((unit(cell),), "es").encode()).answers[0].source == cell


# What XML and our own files can hold.
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("=+-@'\"\n,;{}\\()<>&"),
    min_size=1,
).filter(str.strip)


@given(st.lists(words, min_size=1, max_size=4, unique_by=code_of))
def test_every_text_comes_back_as_it_went(texts: list[str]) -> None:
    units = tuple(map(unit, texts))
    for back in (
        xliff_answers(xliff_text(units, "en", "es").encode()),
        table_answers(table_text(units, "es").encode()),
    ):
        assert back.language == "es"
        assert [(answer.code, answer.source, answer.target) for answer in back.answers] == [
            (each.code, each.source, "") for each in units
        ]
