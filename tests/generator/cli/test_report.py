"""Problems in every form that `pathbook check --format` gives, for people and for programs."""

import json
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from time import process_time

import pytest

from generator.cli.app import status_of
from generator.cli.report import FORMS, as_github, as_text, put_out
from generator.problem import Place, Problem
from tests.conftest import CASES, EXAMPLE_DAY, laid_over

BAD = CASES / "bad"


@pytest.fixture
def school(tiny_school: Path) -> Path:
    """One error and one warning."""
    laid_over(BAD / "unknown-level", tiny_school)
    laid_over(BAD / "step-after-goal", tiny_school)
    return tiny_school


def checked(school: Path, form: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = status_of(["check", "--root", str(school), "--on", EXAMPLE_DAY, "--format", form])
    told = capsys.readouterr()
    return status, told.err if form == "text" else told.out


@pytest.mark.parametrize("form", list(FORMS))
def test_each_form(
    form: str, school: Path, golden: Callable[[Path, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = checked(school, form, capsys)
    assert status == 1
    golden(CASES / "formats" / f"{form}.txt", told)


def test_json_has_the_shape_that_programs_rely_on(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(checked(school, "json", capsys)[1])
    assert {"problems", "errors", "warnings"} <= set(told)
    keys = {"file", "line", "column", "code", "severity", "message", "hint"}
    assert [set(problem) for problem in told["problems"]] == [keys, keys]


def test_a_school_in_order_gives_an_empty_list(tiny_school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = checked(tiny_school, "json", capsys)
    assert (status, json.loads(told)["problems"]) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "status", "because"),
    [
        ((), 0, "a warning alone stops nobody"),
        (("--strict",), 1, "unless warnings are to count"),
        (("plans/school.yml",), 0, "the warning lies elsewhere"),
        (("--strict", "plans/school.yml"), 0, "so there is nothing to count"),
        (("--strict", "plans/s-0001"), 1, "it lies in this folder"),
    ],
)
def test_warnings_and_paths(
    arguments: tuple[str, ...], status: int, because: str, tiny_school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_over(BAD / "step-after-goal", tiny_school)
    monkeypatch.chdir(tiny_school)
    assert status_of(["check", "--on", EXAMPLE_DAY, *arguments]) == status, because


def test_a_github_command_cannot_be_broken_out_of() -> None:
    problem = Problem(Place("plans/a,b:c.yml", 3, 5), "some-code", "50% of it\n::error::x", hint="a\r\nb")
    line = as_github((problem,), None).splitlines()[0]
    assert line == (
        "::error file=plans/a%2Cb%3Ac.yml,line=3,col=5,title=some-code::50%25 of it%0A::error::x (a%0D%0Ab)"
    )


@pytest.mark.parametrize(
    ("line", "column", "under", "because"),
    [
        ("title: begining", 8, "       ^^^^^^^^", "carets stand under the word"),
        ("\ttitle: begining", 9, "\t       ^^^^^^^^", "a tab stays a tab, so that both lines shift alike"),
        ("標題: begining", 5, "      ^^^^^^^^", "a wide letter takes two columns"),
        ("short", 40, "     ^", "a place behind the end is shown at the end"),
    ],
)
def test_carets_stand_under_what_is_meant(line: str, column: int, under: str, because: str, tmp_path: Path) -> None:
    (tmp_path / "goal.yml").write_text(line + "\n", encoding="utf-8")
    problem = Problem(Place("goal.yml", 1, column), "some-code", "something", length=8)
    assert as_text((problem,), tmp_path).splitlines()[1:3] == [f"  1 | {line}", f"    | {under}"], because


def test_twenty_thousand_problems_in_one_file_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "long.yml").write_text("a: b\n" * 20_000)
    problems = tuple(Problem(Place("long.yml", 1 + at % 100, 1), "bad-value", f"{at}") for at in range(20_000))
    began = process_time()
    assert as_text(problems, tmp_path).endswith("20000 problems, 0 warnings")
    assert process_time() - began < 10


def test_a_text_goes_out_in_utf_8_whatever_the_screen_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(raw, encoding="ascii", newline="\r\n"))
    put_out("ñ\n", None)
    assert raw.getvalue() == "ñ\n".encode()


def test_a_text_is_put_whole_in_the_place_of_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("before")
    (tmp_path / "link.csv").symlink_to("old.csv")
    put_out("ñ\r\n", tmp_path / "link.csv")
    assert (tmp_path / "old.csv").read_bytes() == "ñ\r\n".encode()
    assert (tmp_path / "link.csv").is_symlink()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["link.csv", "old.csv"]
