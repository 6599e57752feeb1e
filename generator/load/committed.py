"""Whether all that documents are made from is committed, and in which commit: so that they can be made again."""

from dataclasses import dataclass
from pathlib import Path

from generator.load.git import run_git
from generator.problem import ToolFailed

# What was sent home is written down after it was made, and nothing is made from that.
MADE_FROM = ("plans", "frameworks", "site_templates", "mkdocs.yml", ":(exclude,glob)plans/**/issued.yml")
SHORT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """`commit` None: no commit holds it all, and `why` says what is missing. `files`: what git keeps of plans/."""

    commit: str | None
    why: str | None
    files: frozenset[str] = frozenset()


def committed_in(root: Path) -> Committed:
    """How the school's folder stands to the newest commit. Names of people may lie outside git: they are not asked."""
    try:
        newest = run_git(root, "rev-parse", f"--short={SHORT}", "HEAD^{commit}")
        if newest.returncode:
            return Committed(commit=None, why="the school's folder lies in no git repository with commits")
        edited = run_git(
            root, "--no-optional-locks", "status", "--porcelain", "-z", "--untracked-files=all", "--", *MADE_FROM
        )
        kept = run_git(root, "ls-files", "-z", "--", "plans")
    except ToolFailed:
        return Committed(commit=None, why="git is not installed")
    if edited.returncode or edited.stdout:
        return Committed(commit=None, why="some files are not committed")
    files = frozenset(kept.stdout.decode("utf-8", "surrogateescape").split("\0"))
    return Committed(commit=newest.stdout.decode().strip(), why=None, files=files)


def commits_to_here(root: Path) -> int:
    """How many commits led to the newest one, merges counted once: a number that only grows. 0 without git."""
    try:
        counted = run_git(root, "rev-list", "--count", "--first-parent", "HEAD")
    except ToolFailed:
        return 0
    return 0 if counted.returncode else int(counted.stdout)
