"""A school's folder with a history: real commits of a real git, on days of our choosing."""

import os
import subprocess
from pathlib import Path

AFTERNOON = "T16:00:00-05:00"  # of a school in New York


def git(folder: Path, *words: str, at: str = "2026-11-20" + AFTERNOON) -> str:
    """What git prints; commits are made at this time, whatever the settings of this machine."""
    when = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=t-0001", "-c", "user.email=t-0001@example.org", "-c", "protocol.file.allow=always")
    done = subprocess.run(
        ("git", *who, *words), cwd=folder, env=os.environ | when | alone, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def begun(folder: Path, day: str = "2026-11-20") -> str:
    """A repository in the folder with everything committed; its first commit."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    return committed(folder, day)


def committed(folder: Path, day: str = "2026-11-20") -> str:
    """Everything committed as it stands; the hash."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", f"As of {day}", at=day + AFTERNOON)
    return git(folder, "rev-parse", "HEAD")


def objects_of(repository: Path) -> bytes:
    """Every object of a repository, whatever leads to it."""
    command = ("git", "cat-file", "--batch-all-objects", "--batch", "--unordered")
    return subprocess.run(command, cwd=repository, capture_output=True, check=True).stdout


def write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
