"""What git tells of a learner's files, in repositories as schools have them."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.load.history.past import NO_PAST, Past, past_of
from generator.load.history.told import history_of
from generator.problem import Place
from generator.records.history import NO_HISTORY, History
from generator.records.redaction import Redaction
from tests.generator.model.made import records
from tests.history import begun, committed, git, write

ZONE = "America/New_York"
HOME, CLASS = "plans/s-0001", "plans/class-oak/s-0001"
GOAL, PIECE = "2026-27/goals/g1.yml", "evidence/2026-10-01-strips.yml"
LONG = "".join(f"line {n}\n" for n in range(30))


def told(past: Past, *redacted: str) -> History:
    redactions = tuple(
        Redaction(commit=name, by="t-0001", on=date(2026, 11, 1), reason_code="x", place=Place("")) for name in redacted
    )
    return history_of(past.of("s-0001"), ZONE, replace(records(), redactions=redactions))


def lines(school: Path, *redacted: str) -> list[str]:
    return [f"{change.day:%m-%d} {change.did} {change.path}" for change in told(past_of(school), *redacted).changes]


def removed(school: Path, path: str) -> None:
    (school / path).unlink()


def moved(school: Path, old: str, new: str, text: str | None = None) -> None:
    (school / new).parent.mkdir(parents=True, exist_ok=True)
    shutil.move(school / old, school / new)
    if text is not None:
        write(school, new, text)


def joined_a_class_with_a_new_goal(school: Path) -> None:
    moved(school, HOME, CLASS)
    write(school, f"{CLASS}/{GOAL}", "new")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    root = tmp_path / "school"
    for path in ("learner.yml", GOAL, PIECE):
        write(root, f"{HOME}/{path}", f"{path}\n{LONG}")
    begun(root, "2026-10-01")
    return root


BEGINNING = [f"10-01 added {GOAL}", f"10-01 added {PIECE}", "10-01 added learner.yml"]


@pytest.mark.parametrize(
    ("happened", "expected", "because"),
    [
        (lambda s: write(s, f"{HOME}/{GOAL}", "new"), [f"11-02 changed {GOAL}"], "an edit"),
        (lambda s: removed(s, f"{HOME}/{PIECE}"), [f"11-02 removed {PIECE}"], "taken away"),
        (lambda s: write(s, f"{HOME}/supports/a.yml", "x"), ["11-02 added supports/a.yml"], "a new file"),
        (lambda s: write(s, f"{HOME}/staff/notes.yml", "x"), [], "what staff write is not for this page"),
        (lambda s: write(s, f"{HOME}/evidence/photo.jpg", "x"), [], "a photo belongs to its piece"),
        (lambda s: write(s, f"{HOME}/2026-27/issued.yml", "x"), [], "what went home tells its day itself"),
        (lambda s: write(s, "plans/s-0002/learner.yml", "x"), [], "another learner"),
        (lambda s: write(s, "plans/s-00011/learner.yml", "x"), [], "an id that begins alike"),
        (lambda s: write(s, "frameworks/core/framework.yml", "x"), [], "no file of a learner"),
        (lambda s: (s / HOME / GOAL).chmod(0o755), [], "how a file is marked is nobody's news"),
        (lambda s: moved(s, HOME, CLASS), [], "a learner who joins a class"),
        (
            joined_a_class_with_a_new_goal,
            [f"11-02 changed {GOAL}"],
            "who joins a class while a goal changes",
        ),
    ],
)
def test_what_a_commit_tells(
    school: Path, happened: Callable[[Path], object], expected: list[str], because: str
) -> None:
    happened(school)
    committed(school, "2026-11-02")
    assert lines(school) == [*expected, *BEGINNING], because


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        (None, [], "a file that only moved has not changed"),
        ("quite another text", ["11-02 changed 2027-28/goals/g1.yml"], "moved and rewritten in one go"),
    ],
)
def test_a_goal_that_goes_on_in_the_next_year_is_one_goal(
    school: Path, text: str | None, expected: list[str], because: str
) -> None:
    moved(school, f"{HOME}/{GOAL}", f"{HOME}/2027-28/goals/g1.yml", text)
    committed(school, "2026-11-02")
    kept = ["10-01 added 2027-28/goals/g1.yml", f"10-01 added {PIECE}", "10-01 added learner.yml"]
    assert lines(school) == [*expected, *kept], because


def test_a_file_renamed_twice_keeps_its_story(school: Path) -> None:
    moved(school, f"{HOME}/{PIECE}", f"{HOME}/evidence/2026-10-02-b.yml")
    committed(school, "2026-10-05")
    write(school, f"{HOME}/evidence/2026-10-02-b.yml", "changed")
    committed(school, "2026-10-06")
    moved(school, f"{HOME}/evidence/2026-10-02-b.yml", f"{HOME}/evidence/2026-10-03-c.yml")
    committed(school, "2026-10-07")
    last = "evidence/2026-10-03-c.yml"
    assert [line for line in lines(school) if last in line] == [f"10-06 changed {last}", f"10-01 added {last}"]


@pytest.mark.parametrize(
    ("steps", "expected", "because"),
    [
        ("+", "added", "it came"),
        ("+~", "added", "came, and was corrected the same day"),
        ("+-", None, "came and went: nobody saw it"),
        ("~~", "changed", "twice the same day is once"),
        ("~-", "removed", "changed, then gone"),
        ("-+", "changed", "went and came back otherwise"),
    ],
)
def test_the_changes_of_a_day_come_to_one(school: Path, steps: str, expected: str | None, because: str) -> None:
    path = f"{HOME}/supports/a.yml"
    if steps[0] != "+":
        write(school, path, "first")
        committed(school, "2026-10-20")
    for number, step in enumerate(steps):
        if step == "-":
            removed(school, path)
        else:
            write(school, path, f"text {number}")
        committed(school, "2026-11-02")
    today = [line for line in lines(school) if line.startswith("11-02")]
    assert today == ([f"11-02 {expected} supports/a.yml"] if expected else []), because


def test_what_was_merged_became_part_of_the_plan_on_the_day_of_the_merge(school: Path) -> None:
    git(school, "checkout", "--quiet", "-b", "proposal")
    write(school, f"{HOME}/{GOAL}", "proposed")
    committed(school, "2026-10-10")
    write(school, f"{HOME}/{GOAL}", "proposed better")
    committed(school, "2026-10-11")
    git(school, "checkout", "--quiet", "main")
    write(school, f"{HOME}/learner.yml", "meanwhile")
    committed(school, "2026-10-12")
    git(school, "merge", "--quiet", "--no-ff", "--no-edit", "proposal", at="2026-10-13T10:00:00-05:00")
    assert lines(school)[:2] == [f"10-13 changed {GOAL}", "10-12 changed learner.yml"]


def test_a_day_is_the_schools_not_the_servers(school: Path) -> None:
    write(school, f"{HOME}/{GOAL}", "late in the evening")
    git(school, "add", "--all")
    git(school, "commit", "--quiet", "--message", "x", at="2026-11-03T03:30:00+00:00")
    assert lines(school)[0] == f"11-02 changed {GOAL}"


def test_a_redacted_commit_is_not_told_whatever_its_case_and_length(school: Path) -> None:
    write(school, f"{HOME}/{GOAL}", "by mistake")
    commit = committed(school, "2026-11-02")
    assert lines(school, commit) == lines(school, commit[:8].upper()) == BEGINNING


def test_a_shallow_clone_tells_what_it_holds_and_that_it_is_not_all(school: Path, tmp_path: Path) -> None:
    write(school, f"{HOME}/{GOAL}", "second")
    committed(school, "2026-10-20")
    write(school, f"{HOME}/{PIECE}", "third")
    committed(school, "2026-11-02")
    git(tmp_path, "clone", "--quiet", "--depth", "2", f"file://{school}", "shallow")
    assert told(past_of(tmp_path / "shallow")) == History(changes=told(past_of(school)).changes[:1], known="part")


def test_a_school_in_a_folder_of_its_checkout_has_the_same_past(school: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    shutil.copytree(school / "plans", outer / "schools" / "north" / "plans")
    write(outer, f"{HOME}/learner.yml", "of another school around it")
    begun(outer, "2026-10-01")
    assert lines(outer / "schools" / "north") == BEGINNING


@pytest.mark.parametrize(
    "path", ['evidence/2026-10-02-"odd".yml', "evidence/2026-10-02-a\tb\nc.yml", "evidence/@é.yml"]
)
def test_strange_names_are_read_as_they_are(school: Path, path: str) -> None:
    write(school, f"{HOME}/{path}", "x")
    committed(school, "2026-11-02")
    assert lines(school)[0] == f"11-02 added {path}"


def test_a_name_that_is_not_utf8_is_no_reason_to_stop(school: Path) -> None:
    name = os.fsencode(school / HOME / "evidence") + b"/2026-10-02-\xff.yml"
    with open(name, "wb") as file:  # noqa: PTH123 - a Path would hold the same bytes in a roundabout way
        file.write(b"x")
    committed(school, "2026-11-02")
    assert told(past_of(school)).changes[0].did == "added"


def without_git(school: Path) -> None:
    shutil.rmtree(school / ".git")


def nothing_committed(school: Path) -> None:
    without_git(school)
    git(school, "init", "--quiet")


def only_others_committed(school: Path) -> None:
    without_git(school)
    write(school, ".gitignore", "plans/\n")
    begun(school)


@pytest.mark.parametrize("undone", [without_git, nothing_committed, only_others_committed])
def test_where_git_knows_nothing_there_is_nothing_to_tell(school: Path, undone: Callable[[Path], None]) -> None:
    undone(school)
    assert told(past_of(school)) == NO_HISTORY


def test_where_git_is_not_installed_there_is_nothing_to_tell(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(school))
    assert told(past_of(school)) == NO_HISTORY == history_of(NO_PAST, ZONE, records())


@pytest.mark.parametrize(
    "settings",
    [
        {"log.showRoot": "false"},
        {"log.follow": "true"},
        {"diff.renames": "copies", "diff.noprefix": "true", "core.abbrev": "4"},
        {"log.diffMerges": "combined", "log.date": "relative", "color.ui": "always", "format.pretty": "oneline"},
    ],
)
def test_nobodys_settings_of_git_change_what_is_told(school: Path, settings: Mapping[str, str]) -> None:
    write(school, f"{HOME}/{GOAL}", "second")
    committed(school, "2026-11-02")
    before = lines(school)
    for name, value in settings.items():
        git(school, "config", name, value)
    assert lines(school) == before
