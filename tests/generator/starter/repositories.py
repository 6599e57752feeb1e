"""School repositories as init makes them, for tests."""

import subprocess
from datetime import date
from pathlib import Path

from generator.starter.answers import HERE, USUAL_DEPLOY, Answers, School
from generator.starter.making import make
from tests.history import git

DAY = date(2026, 11, 20)
ZONE = "America/New_York"


def answers_for(forge: str = "github", name: str = "North School", **said: object) -> Answers:
    own = {"schools": (School(folder=HERE, name=name),), "deploy": USUAL_DEPLOY[forge], **said}
    return Answers(name=name, forge=forge, **own)  # type: ignore[arg-type]


def made_school(folder: Path, answers: Answers) -> Path:
    make(folder, answers, DAY, ZONE)
    return folder


def cloned(folder: Path, into: Path) -> Path:
    """The repository as a colleague gets it, through a bare one."""
    bare = into.with_suffix(".git")
    git(folder, "init", "--quiet", "--bare", str(bare))
    git(folder, "push", "--quiet", str(bare), "HEAD:refs/heads/main")
    subprocess.run(("git", "clone", "--quiet", "--branch", "main", str(bare), str(into)), check=True)
    return into


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file outside git's own folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts[:1]
    }
