"""A school as it was known at a commit: its files taken out of git into a private folder, read like any others."""

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.problem import ToolFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A school's files as a commit holds them. `root` lasts as long as the context that made it."""

    root: Path
    commit: str  # the whole hash
    at: datetime  # when it was committed, with its offset


@contextmanager
def known_at(root: Path, name: str) -> Iterator[Known]:
    """The school in `root` as it was at a commit: a hash, branch or tag, or a form like HEAD~3 or main@{2026-11-20}.

    Raises ToolFailed where there is no git, no such commit, or no school in it.
    """
    commit = said_by_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not commit:
        shallow = said_by_git(root, "rev-parse", "--is-shallow-repository") == "true"
        hint = "; only part of the history is here, `git fetch --unshallow` brings the rest" if shallow else ""
        raise ToolFailed("git", f"there is no commit {name!r} in this repository{hint}")
    prefix = said_by_git(root, "rev-parse", "--show-prefix")
    with TemporaryDirectory(prefix="pathbook-") as folder:
        unpack(archive_of(root, f"{commit}:{prefix}"), Path(folder))
        if not (Path(folder) / "plans" / "school.yml").is_file():
            raise ToolFailed("git", f"commit {commit[:12]} holds no plans/school.yml here")
        at = datetime.fromisoformat(said_by_git(root, "show", "--no-patch", "--format=%cI", commit))
        yield Known(root=Path(folder), commit=commit, at=at)


def said_by_git(root: Path, *arguments: str) -> str:
    """What git prints, without the newline; empty where it only failed to find what was asked for."""
    done = run_git(root, *arguments)
    if done.returncode not in (0, 1):
        raise ToolFailed("git", done.stderr.decode(errors="replace").strip() or f"git {arguments[0]} failed")
    return done.stdout.decode().strip()


def archive_of(root: Path, tree: str) -> bytes:
    done = run_git(root, "archive", "--format=tar", tree)
    if done.returncode:
        raise ToolFailed("git", done.stderr.decode(errors="replace").strip())
    return done.stdout


def run_git(root: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(("git", *arguments), cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        raise ToolFailed("git", "git is not installed, and only git knows what stood here before") from None


def unpack(archive: bytes, folder: Path) -> None:
    with tarfile.open(fileobj=BytesIO(archive)) as packed:
        packed.extractall(folder, filter="data")
