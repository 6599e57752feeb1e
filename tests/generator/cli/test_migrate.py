"""pathbook migrate, on copies of the example school and of the smallest one."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import CASES, EXAMPLE_DAY, TOP, laid_over
from tests.generator.cli.typed import Typed

ON = ("--on", EXAMPLE_DAY)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example school's files, without photos of evidence."""
    for name in ("plans", "frameworks"):
        shutil.copytree(TOP / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def two_versions(tiny_school: Path) -> Path:
    """The smallest school with an adopted second version of its framework, to be brought to by 2027-01-31."""
    laid_over(CASES / "bad" / "framework-superseded", tiny_school)
    return tiny_school


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_proposal_writes_nothing_and_tells_what_a_person_decides(example: Path, typed: Typed) -> None:
    before = files_of(example)
    status, printed, _ = typed("migrate", "habits-4", "--root", str(example), *ON)
    lines = printed.splitlines()
    assert status == 0
    assert files_of(example) == before
    assert "    competencies: habits:listen-and-build → habits-4:listen-and-build" in lines
    assert "  kept: habits:listen-and-build → habits-4:listen-and-build: getting-closer" in lines
    assert any("t-0002 decides: the migration asks for a person" in line for line in lines)
    assert any(line.startswith("  frameworks/pathways/habits-of-learning.yml:11: ") for line in lines)


def test_there_and_back_leaves_every_byte_as_it_was(example: Path, typed: Typed) -> None:
    before = files_of(example)
    status, printed, _ = typed("migrate", "habits-4", "--write", "--root", str(example), *ON)
    there = files_of(example)
    changed = {name for name in before if before[name] != there[name]}
    assert (status, before.keys()) == (0, there.keys())
    assert f"changed, in {len(changed)} files." in printed
    assert not any("/evidence/" in name for name in changed)
    assert typed("check", "--root", str(example), *ON)[0] == 0
    assert ": 0 would change" in typed("migrate", "habits-4", "--root", str(example), *ON)[1]
    status, _, _ = typed("migrate", "habits-4", "--back", "--write", "--root", str(example), *ON)
    assert (status, files_of(example)) == (0, before)


def test_comments_and_line_ends_stay(two_versions: Path, typed: Typed) -> None:
    goal = two_versions / "plans/s-0001/2026-27/goals/g1.yml"
    text = goal.read_text().replace("core:fractions.1", "core:fractions.1  # what we agreed in September")
    goal.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    before = files_of(two_versions)
    assert typed("migrate", "core-2", "--write", "--root", str(two_versions), *ON)[0] == 0
    raw = goal.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.removeprefix(b"\xef\xbb\xbf").decode() == text.replace("core:fractions.1", "core-2:compare").replace(
        "\n", "\r\n"
    )
    assert typed("migrate", "core-2", "--back", "--write", "--root", str(two_versions), *ON)[0] == 0
    assert files_of(two_versions) == before


def test_after_it_no_plan_lags(two_versions: Path, typed: Typed) -> None:
    assert "framework-superseded" in typed("check", "--root", str(two_versions), *ON)[2]
    typed("migrate", "core-2", "--write", "--root", str(two_versions), *ON)
    assert typed("check", "--strict", "--root", str(two_versions), *ON)[0] == 0


def test_a_goal_changed_since_is_not_taken_back_and_nothing_else_either(two_versions: Path, typed: Typed) -> None:
    typed("migrate", "core-2", "--write", "--root", str(two_versions), *ON)
    goal = two_versions / "plans/s-0001/2026-27/goals/g1.yml"
    goal.write_text(goal.read_text().replace("core-2:compare", "core-2:add"))
    before = files_of(two_versions)
    status, printed, _ = typed("migrate", "core-2", "--back", "--write", "--root", str(two_versions), *ON)
    assert (status, files_of(two_versions)) == (1, before)
    assert "g1.yml:3: goal g1 has been changed since" in printed


def test_a_learner_whose_files_are_wrong_is_told_and_left_alone(two_versions: Path, typed: Typed) -> None:
    goal = two_versions / "plans/s-0001/2026-27/goals/g1.yml"
    goal.write_text(goal.read_text().replace("2026-12-11", "soon"))
    before = files_of(two_versions)
    status, printed, _ = typed("migrate", "core-2", "--write", "--root", str(two_versions), *ON)
    assert (status, files_of(two_versions)) == (1, before)
    assert "Not changed, because something stands against it: s-0001." in printed


def test_who_is_late_can_still_be_brought_along(two_versions: Path, typed: Typed) -> None:
    """From the day on a plan that lags is an error of that learner: this command is how it is mended."""
    late = ("--root", str(two_versions), "--on", "2027-02-01")
    assert typed("check", *late)[0] == 1
    assert typed("migrate", "core-2", "--write", *late)[0] == 0
    assert typed("check", *late)[0] == 0


def test_one_late_plan_stops_nobody_else(two_versions: Path, typed: Typed) -> None:
    late = ("--root", str(two_versions), "--on", "2027-02-01")
    shutil.copytree(two_versions / "plans/s-0001", two_versions / "plans/s-0002")
    for file in (two_versions / "plans/s-0002").rglob("*.yml"):
        file.write_text(file.read_text().replace("s-0001", "s-0002"))
    assert typed("migrate", "core-2", "s-0002", "--write", *late)[0] == 0
    status, _, complained = typed("check", *late)
    errors = [line for line in complained.splitlines() if line.startswith(("plans/", "frameworks/"))]
    assert status == 1
    assert [line.partition(":")[0] for line in errors if "warning" not in line] == ["plans/s-0001/2026-27/plan.yml"]
    assert typed("next", "s-0002", *late)[0] == 0


def test_a_program_reads_the_edits(two_versions: Path, typed: Typed) -> None:
    told = json.loads(typed("migrate", "core-2", "--json", "--root", str(two_versions), *ON)[1])
    (learner,) = told["learners"]
    assert (told["from"], told["to"], learner["learner"]) == (["core"], "core-2", "s-0001")
    assert learner["edits"][0] == {
        "file": "plans/s-0001/2026-27/goals/g1.yml",
        "at": ["competencies"],
        "before": [{"ref": "core:fractions.1"}],
        "after": [{"ref": "core-2:compare"}],
        "notes": [],
    }
    assert [(each["ref"], each["fate"]) for each in learner["ratings"]] == [("core:fractions.1", "kept")]


def test_a_pull_request_reads_it_folded(example: Path, typed: Typed) -> None:
    _, printed, _ = typed("migrate", "habits-4", "s-0009", "--format", "markdown", "--root", str(example), *ON)
    assert printed.startswith("**habits → habits-4, as of 2026-11-20. Nothing is written; --write makes these edits.**")
    assert "<details><summary>s-0009: 3 edits; 1 for a person</summary>" in printed


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("habits",), 0, "habits → habits-4"),
        (("habits-4", "s-0002"), 0, "1 learner looked at"),
        (("habits-4", "--group", "class-summit"), 0, "4 learners looked at"),
        (("habitz",), 2, "did you mean habits?"),
        (("literacy",), 2, "no migration.yml"),
        (("habits-4", "s-9999"), 2, "there is no learner"),
        (("habits-4", "--group", "class-sumit"), 2, "did you mean class-summit?"),
        (("habits-4", "s-0002", "--group", "class-summit"), 2, "not both"),
        (("habits-4", "--write", "--at", "HEAD"), 2, "cannot be written to"),
    ],
)
def test_what_was_asked_for_is_found_or_refused(words: tuple[str, ...], status: int, said: str, typed: Typed) -> None:
    ended, printed, complained = typed("migrate", *words, "--root", str(TOP), *ON)
    assert ended == status
    assert said in " ".join((printed + complained).replace("│", " ").split())
