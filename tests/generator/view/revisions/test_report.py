"""Some twenty changes as teachers and families read them, in three languages: to be read like prose."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.load.catalogues import words_for
from generator.view.revisions.sentence import Audience
from generator.words import Words
from tests.generator.messages import ROOT
from tests.generator.view.revisions.edits_made import EDITS, report_of

GOLDEN = Path(__file__).parent / "golden"
IDS, PATHS, CODES = (
    r"\b[a-z]-[0-9]{4,}\b|\b[gcap][0-9]{1,2}\b",
    r"\bplans/|\.yml\b",
    r"[0-9a-f]{12}|\b[A-Z0-9]{4}-[A-Z0-9]{4}\b",
)
BOOKKEEPING = re.compile(f"{IDS}|{PATHS}|{CODES}")


@cache
def words_in(language: str) -> Words:
    return words_for(language, "en", (ROOT / "site_templates",))


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("audience", ["teacher", "family"])
def test_changes_read_like_this(audience: Audience, language: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"{audience}-{language}.txt", report_of(words_in(language), audience))


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_family_reads_no_bookkeeping(language: str) -> None:
    titles = {edit.title for edit in EDITS}
    lines = report_of(words_in(language), "family").splitlines()
    assert [line for line in lines if BOOKKEEPING.search(line) and line.partition(". ")[2] not in titles] == []


def test_a_family_reads_nothing_of_the_school_and_of_staff() -> None:
    said = report_of(words_in("en"), "family")
    assert "70 words" not in said, "a note among staff"
    assert "Interpreter" not in said, "what one home needs is no other home's business"
    assert "Can read the plan" not in said
    assert "Settings of the school" not in said


def test_whatever_changed_is_told_to_teachers() -> None:
    edits = re.split(r"\n\n?[0-9]+\. ", report_of(words_in("en"), "teacher"))[1:]
    assert len(edits) == len(EDITS)
    assert [edit for edit in edits if not re.search("^(- |! |    )", edit, re.MULTILINE)] == []
