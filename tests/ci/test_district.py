"""What a proposal does beside all schools of a district, or to a whole one, is told and checked like all else."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TOP
from tests.history import git

SCRIPTS = TOP / "generator/starter/files/every/.ci"
BASE: dict[str, str] = {
    "north/plans/school.yml": "name: North\n",
    "north/plans/calendar.yml": "timezone: UTC\n",
    ".github/workflows/publish.yml": "on: push\n",
}


def district(folder: Path, change: Callable[[Path], object]) -> Path:
    """A repository whose last commit is a proposal that nobody merged."""
    for path, text in BASE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    git(folder, "init", "--quiet", "--initial-branch=main")
    for said in ("The district", "A proposal"):
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--allow-empty", "--message", said)
        if said == "The district":
            change(folder)
    return folder


def run(script: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(folder), "GITHUB_ACTIONS": "true"}
    return subprocess.run(
        ("sh", SCRIPTS / script, *words), cwd=folder, env=surroundings, capture_output=True, text=True, timeout=60
    )


def takes_the_school(folder: Path) -> None:
    for path in ("north/plans/school.yml", "north/plans/calendar.yml"):
        (folder / path).unlink()
    (folder / ".github/workflows/publish.yml").write_text("on: pull_request_target\n")
    (folder / "ensurepip.py").write_text("")
    (folder / "x<img src=x>\n`@all`.txt").write_text("")


def test_a_school_that_goes_and_files_beside_all_schools_are_told(tmp_path: Path) -> None:
    told = run("report", district(tmp_path, takes_the_school), "HEAD~1", "HEAD")
    assert told.returncode == 0, told.stderr
    assert "# north\n\n⚠️ This school is taken away" in told.stdout
    assert "- `.github/workflows/publish.yml`\n- `ensurepip.py`\n" in told.stdout
    assert "<img" not in told.stdout
    assert "@all" not in told.stdout
    assert "Files: 3\n" in told.stdout


NEVER_GREEN: tuple[tuple[str, Callable[[Path], object]], ...] = (
    ("nothing is left that could be checked", takes_the_school),
    ("plans stay behind without their school", lambda folder: (folder / "north/plans/school.yml").unlink()),
    ("a name would be cut into pieces", lambda folder: (folder / "north").rename(folder / "no rth")),
    ("a name would be an option", lambda folder: (folder / "north").rename(folder / "--root")),
)


@pytest.mark.parametrize(("because", "change"), NEVER_GREEN)
def test_what_nobody_can_check_is_never_green(because: str, change: Callable[[Path], object], tmp_path: Path) -> None:
    assert run("check", district(tmp_path, change), "github").returncode == 1, because
