"""A school's own repository: ready to push, quiet under check, and made whole or not at all."""

import json
import re
import stat
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.cli.app import status_of
from generator.problem import ToolFailed
from generator.starter.answers import FORGES, LANGUAGES, School, answered, days_of, name_from
from generator.starter.making import make
from generator.starter.record import RECORD
from tests.generator.starter.repositories import (
    DAY,
    ZONE,
    answers_for,
    cloned,
    everything_in,
    made_school,
)
from tests.history import git

INVENTED = {"en": "(invented)", "es": "(persona inventada)", "ar": "(شخص مُختلَق)"}


def quiet(root: Path, on: date = DAY) -> bool:
    return status_of(["check", "--strict", "--root", str(root), "--on", on.isoformat()]) == 0


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(("forge", "language"), tuple(zip(FORGES, LANGUAGES, strict=True)))
def test_a_new_repository_is_committed_whole_and_in_order(tmp_path: Path, forge: str, language: str) -> None:
    school = made_school(tmp_path / "school", answers_for(forge, languages=(language,)))
    assert git(school, "status", "--porcelain", "--branch") == "## main"
    assert (
        git(school, "log", "--format=%an <%ae> %s") == "Tess Tester <tess@school.example> The plans of a school begin"
    )
    assert quiet(school)
    clone = cloned(school, tmp_path / "clone")
    assert quiet(clone), "without the names, which git does not have"
    lacking = everything_in(school).keys() - everything_in(clone).keys()
    assert lacking == {"plans/people.yml"}, "names stay out of git until they are locked"
    names = (school / "plans/people.yml").read_text(encoding="utf-8")
    assert names.count(INVENTED[language]) == 2, "nobody takes the example, or their family, for real people"


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize("month", [4, 5])
def test_a_repository_of_any_month_is_in_order(tmp_path: Path, month: int) -> None:
    on = date(2027, month, 28)
    make(tmp_path / "school", answers_for(), on, ZONE)
    assert quiet(tmp_path / "school", on)


@pytest.mark.parametrize(
    ("on", "year", "because"),
    [
        (date(2026, 11, 20), "2026-27", "the year that runs"),
        (date(2027, 4, 30), "2026-27", "the year that runs still"),
        (date(2027, 5, 1), "2027-28", "who begins in May prepares the next one"),
        (date(2099, 9, 1), "2099-00", "a century turns within a year"),
    ],
)
def test_the_coming_year(on: date, year: str, because: str) -> None:
    days = days_of(on)
    assert days.year == year, because
    assert days.start <= days.first < days.due <= days.finish
    assert days.came <= days.seen < on


@pytest.mark.usefixtures("somebody")
def test_a_district_has_a_root_for_each_school(tmp_path: Path) -> None:
    schools = (School(folder="north", name="North School"), School(folder="south", name="South School"))
    district = made_school(tmp_path / "district", answers_for(name="Two Rivers", schools=schools))
    for school in schools:
        assert quiet(district / school.folder)
        assert school.name in (district / school.folder / "plans/school.yml").read_text(encoding="utf-8")
        assert f"/{school.folder}/plans/class-1/" in (district / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert not (district / "plans").exists()
    workspace = json.loads((district / "plans.code-workspace").read_text(encoding="utf-8"))
    assert workspace["folders"] == [{"path": "north"}, {"path": "south"}], "an editor finds the schemas of each"
    ignored = git(district, "check-ignore", "north/plans/people.yml", "south/plans/people.yml", "north/out/x")
    assert len(ignored.splitlines()) == 3
    told = git(district, "check-attr", "merge", "diff", "--", "south/plans/class-1/s-0001/2026-27/goals/g1.yml")
    assert told.count(": pathbook") == 2


@pytest.mark.usefixtures("somebody")
def test_what_runs_can_be_run_and_nothing_is_left_unfilled(tmp_path: Path) -> None:
    school = made_school(tmp_path / "school", answers_for(owner="two-rivers"))
    for path, text in everything_in(school).items():
        executable = bool((school / path).stat().st_mode & stat.S_IXUSR)
        assert executable == text.startswith(b"#!"), path
        assert b"\0" in text or not re.search(rb"\[[=%]|[=%]\]|\bOWNER\b", text), path
    assert not [path for path in everything_in(school) if path.endswith(".j2")]


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    ("name", "because"),
    [
        ('مدرسة "Nº 5": #1 & <b>co</b>', "marks that mean something to YAML, and another script"),
        ("{{ 7 * 7 }} [= 7 =] ${{ secrets.X }} `id` $(id)", "what templates and shells would run"),
        ("no", "a word that YAML 1.1 took for false"),
    ],
)
def test_any_name_comes_through_as_it_was_typed(tmp_path: Path, name: str, because: str) -> None:
    school = made_school(tmp_path / "school", answers_for(name=name))
    assert quiet(school), because
    record = json.loads((school / RECORD).read_text(encoding="utf-8"))
    assert record["answers"]["name"] == name


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": " \t\u200b "}, "is no name that a school could have"),
        ({"owner": "@evil\n/ *"}, "no forge knows"),
        ({"branch": "main`id`"}, "the main branch cannot be called"),
        ({"branch": "a/../b"}, "the main branch cannot be called"),
        ({"forge": "forgejo", "deploy": "pages"}, "serves no pages of its own"),
        ({"schools": (School(folder="../x", name="X"),)}, "cannot be the folder of a school"),
        ({"schools": (School(folder="plans", name="X"),)}, "cannot be the folder of a school"),
        ({"schools": (School(folder="a", name="X"), School(folder="a", name="Y"))}, "in the same folder"),
    ],
)
def test_what_cannot_be_is_refused_in_words(said: dict[str, object], why: str) -> None:
    with pytest.raises(ToolFailed, match=why):
        answered(replace(answers_for(), **said))  # type: ignore[arg-type]


def full(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")


def file_there(folder: Path) -> None:
    folder.write_text("mine")


def inside_other(folder: Path) -> None:
    subprocess.run(("git", "init", "--quiet", str(folder.parent)), check=True)


def with_commits(folder: Path) -> None:
    folder.mkdir()
    git(folder, "init", "--quiet")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "mine")


def dead_link(folder: Path) -> None:
    folder.symlink_to(folder.with_name("nowhere"))


def cut_off(folder: Path) -> None:
    folder.with_name(f".new-{folder.name}").mkdir()


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    ("there", "why"),
    [
        (full, "is not empty"),
        (file_there, "is a file"),
        (inside_other, "lies in another git repository"),
        (with_commits, "holds a repository with commits"),
        (dead_link, "is a link that leads nowhere"),
        (cut_off, "is left from a run that was cut off"),
    ],
)
def test_no_room_is_said_and_nothing_is_touched(
    tmp_path: Path, there: Callable[[Path], None], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "school"
    there(folder)
    before = sorted(tmp_path.rglob("*"))
    assert status_of(["init", str(folder)]) == 3
    assert why in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize("there", [False, True])
def test_where_git_knows_nobody_nothing_is_left_behind(
    tmp_path: Path, there: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "deep" / "school"
    if there:
        folder.mkdir(parents=True)
    assert status_of(["init", str(folder)]) == 3
    assert "git does not know who you are" in capsys.readouterr().err
    assert list(tmp_path.rglob("*")) == ([folder.parent, folder] if there else [])


@pytest.mark.usefixtures("somebody")
def test_without_git_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert status_of(["init", str(tmp_path / "school")]) == 3
    assert "git is not installed" in capsys.readouterr().err
    assert not (tmp_path / "school").exists()


@pytest.mark.usefixtures("somebody")
def test_an_empty_clone_is_filled_on_the_branch_it_has(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=trunk", "far.git")
    git(tmp_path, "clone", "--quiet", "far.git", "near")
    made_school(tmp_path / "near", answers_for("forgejo"))
    assert git(tmp_path / "near", "symbolic-ref", "--short", "HEAD") == "trunk"
    rule = (tmp_path / "near/.forgejo/branch-protection.json").read_text(encoding="utf-8")
    assert json.loads(rule)["rule_name"] == "trunk"
    assert git(tmp_path / "near", "remote") == "origin", "what the clone knew stays"


@pytest.mark.usefixtures("somebody")
def test_what_somebody_leaves_out_everywhere_is_still_in_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ignore").write_text(".vscode/\n*.json\n")
    (tmp_path / "gitconfig").write_text(f"[core]\n\texcludesFile = {tmp_path / 'ignore'}\n\tautocrlf = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    school = made_school(tmp_path / "school", answers_for())
    assert {".vscode/settings.json", RECORD} <= set(git(school, "ls-files").splitlines())


@pytest.mark.parametrize(
    ("folder", "name"), [("north-school", "North School"), ("PS_118", "PS 118"), ("école", "École"), ("-", "-")]
)
def test_a_folder_gives_a_name_where_nobody_said_one(folder: str, name: str) -> None:
    assert name_from(folder) == name
