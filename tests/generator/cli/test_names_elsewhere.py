"""Names outside git, or locked in it: every command that reads them works in a clone that holds no open names."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.cli.app import COMMANDS, function_at, status_of
from tests.conftest import CASES, laid_over
from tests.history import begun, git

PEOPLE, KEY_FILE = "PATHBOOK_PEOPLE", "PATHBOOK_PEOPLE_KEY_FILE"
BUILD = ("build", "--access", "plain", "--only", "site", "--jobs", "2", "--executor", "processes")
# What reads names, with what it takes to run in the small school; the rest of COMMANDS asks for none.
READING: Mapping[str, tuple[str, ...]] = {
    "check": (),
    "next": ("s-0001",),
    "explain": ("s-0001", "core:fractions.1"),
    "worklist": (),
    "requirements": (),
    "what-if": ("--against", "HEAD"),
    "translate export": ("es", "s-0001"),
}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school with two learners, whose names are read by everybody so far."""
    root = tmp_path / "school"
    laid_over(CASES / "base", root)
    shutil.rmtree(root / "plans/s-0001")
    shutil.copytree(CASES / "base/plans/s-0001", root / "plans/class-a/s-0001")
    laid_over(CASES / "leaving", root)
    shutil.rmtree(root / "plans/class-a/s-0001/evidence")
    return root


@pytest.fixture(params=["outside", "locked"])
def clone(school: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone without people.yml, with the surroundings that lead to the names."""
    if request.param == "locked":
        assert status_of(["people", "lock", "--new-key", str(tmp_path / "key.txt"), "--root", str(school)]) == 0
        monkeypatch.setenv(KEY_FILE, str(tmp_path / "key.txt"))
    else:
        (tmp_path / "safe").mkdir()
        (school / "plans/people.yml").rename(tmp_path / "safe/people.yml")
        monkeypatch.setenv(PEOPLE, str(tmp_path / "safe/people.yml"))
    begun(school)
    git(tmp_path, "clone", "--quiet", str(school), "clone")
    assert not (tmp_path / "clone/plans/people.yml").exists()
    return tmp_path / "clone"


def test_every_command_that_reads_names_finds_them(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command, words in READING.items():
        on = () if command == "translate export" else ("--on", "2026-11-20")
        status = status_of([*command.split(), *words, "--root", str(clone), *on])
        said = capsys.readouterr()
        assert status == 0, f"{command}: {said.err}"
        assert "unknown-person" not in said.err
    assert git(clone, "status", "--porcelain") == "", "nothing was opened on the disk"


@pytest.mark.parametrize("clone", ["locked"], indirect=True)
def test_a_school_as_of_a_commit_has_the_names_of_that_commit_or_todays(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["worklist", "--root", str(clone), "--on", "2026-11-20", "--at"]
    assert status_of([*words, "HEAD"]) == 0
    assert "Robin Ashby" in capsys.readouterr().out
    git(clone, "rm", "--quiet", "--cached", "plans/people.yml.age")
    git(clone, "commit", "--quiet", "--message", "Names leave git")
    assert status_of([*words, "HEAD"]) == 0
    assert "Robin Ashby" in capsys.readouterr().out


@pytest.mark.parametrize("clone", ["locked"], indirect=True)
def test_every_worker_of_a_build_finds_them(clone: Path, tmp_path: Path) -> None:
    words = (*BUILD, "--root", str(clone), "--out", str(tmp_path / "out"), "--on", "2026-11-20")
    assert status_of(words) == 0
    page = (tmp_path / "out/site/s/s-0001/index.html").read_text(encoding="utf-8")
    assert "Ada" in page


def test_without_them_there_is_one_problem_and_nothing_is_built(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status_of(["people", "lock", "--new-key", str(tmp_path / "key.txt"), "--root", str(school)])
    capsys.readouterr()
    for words in (BUILD, ("check",), ("worklist",), ("withdraw", "s-0001", "--keep-until", "2031-06-30")):
        assert status_of([*words, "--root", str(school), "--on", "2026-11-20"]) == 1
        told = capsys.readouterr().err
        assert len(re.findall(r"people-locked", told)) == 1, told
        assert "1 problem" in told
    assert not (school / "out/site").exists()
    assert status_of(["next", "s-0001", "--root", str(school), "--people", str(tmp_path / "none.yml")]) == 1
    assert "missing-file" in capsys.readouterr().err


def test_every_command_with_people_takes_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for target in COMMANDS.values():
        wanted = function_at(target).__annotations__.get("people")
        assert wanted is None or any(getattr(each, "envvar", None) == PEOPLE for each in wanted.__metadata__)
