"""pathbook history: what it says on a terminal and to a program, and what it refuses."""

import json
import os
from pathlib import Path

import pytest

from tests.generator.cli.typed import Typed
from tests.history import begun, committed, git, write

ON = ("--on", "2026-11-20")


@pytest.fixture
def school(tiny_school: Path) -> Path:
    begun(tiny_school, "2026-11-02")
    goal = tiny_school / "plans/s-0001/2026-27/goals/g1.yml"
    goal.write_text(goal.read_text().replace("Fold paper strips", "Fold paper circles"))
    committed(tiny_school, "2026-11-09")
    return tiny_school


@pytest.mark.parametrize(
    ("asked", "expected", "because"),
    [
        ((), "Written by t-0001", "staff read ids"),
        (("--names",), "Written by Robin Ashby", "on the screen alone"),
        (("--for", "family", "--names"), "Written by Robin Ashby", "as the page says it"),
        (("--language", "es"), "Escrito por t-0001", "in another language"),
    ],
)
def test_a_plans_past_is_told(typed: Typed, school: Path, asked: tuple[str, ...], expected: str, because: str) -> None:
    status, told, _ = typed("history", "s-0001", "--root", str(school), *ON, *asked)
    assert status == 0
    assert expected in told, because
    assert "Fold paper circles" in told


def test_a_family_is_told_no_ids(typed: Typed, school: Path) -> None:
    _, told, _ = typed("history", "s-0001", "--root", str(school), *ON, "--for", "family")
    assert "t-0001" not in told
    assert "Fold paper circles" in told


def test_a_program_is_told_facts(typed: Typed, school: Path) -> None:
    _, told, _ = typed("history", "s-0001", "--root", str(school), *ON, "--format", "json")
    rows = json.loads(told)
    newest = rows["written"][0]
    assert (rows["version"], rows["learner"], rows["known"]) == (1, "s-0001", "whole")
    assert (newest["day"], newest["written_by"], newest["requests"]) == ("2026-11-09", ["t-0001"], [])
    assert newest["commits"] == [git(school, "rev-parse", "HEAD")]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("s-0009",), "there is no learner"),
        (("s-0001", "--language", "xx"), "there are no words in"),
        (("s-0001", "--names", "--format", "json"), "only on the screen"),
    ],
)
def test_what_cannot_be_told_is_refused_in_words(
    typed: Typed, school: Path, asked: tuple[str, ...], expected: str
) -> None:
    status, _, said = typed("history", *asked, "--root", str(school), *ON)
    assert status == 2
    assert expected in said


def test_a_shallow_clone_says_that_there_is_more(typed: Typed, school: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{school}", "shallow")
    _, told, said = typed("history", "s-0001", "--root", str(tmp_path / "shallow"), *ON)
    assert "Small edits are not listed here." in told
    assert "git fetch --unshallow" in said, "who sits before it can bring the rest"


def test_a_file_with_a_name_that_nobody_can_type_is_told_without_a_crash(typed: Typed, school: Path) -> None:
    folder = os.fsencode(school / "plans/s-0001/evidence")
    piece = b"evidence:\n  - {id: odd, title: Odd, kind: observation, assessed_on: 2026-11-10}\n"
    for name in (b"/2026-11-10-\xff.yml", b"/2026-11-10-\x1b[31m.yml"):
        with open(folder + name, "wb") as file:  # noqa: PTH123 - a Path would hold the same bytes in a roundabout way
            file.write(piece.replace(b"odd", b"odd-%d" % len(name)))
    committed(school, "2026-11-10")
    for name in (b"/2026-11-10-\xff.yml", b"/2026-11-10-\x1b[31m.yml"):
        os.remove(folder + name)  # noqa: PTH107
    write(school, "plans/s-0001/supports/x.yml", "id: x\nwhat: Cards\nstart: 2026-11-11\n")
    committed(school, "2026-11-11")
    status, told, said = typed("history", "s-0001", "--root", str(school), *ON)
    assert status == 0, said
    assert "\x1b" not in told
    told.encode("utf-8")
