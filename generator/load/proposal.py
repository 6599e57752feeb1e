"""What a proposal begins from and leads to: two commits, or a commit and the files as they stand; and parts of them.

A proposal is read from where it left the line it goes into, so that what was merged there since is not told as taken
back. Only part of a school is taken out of git where only part of it is looked at.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.load.commit import RECORDS, commit_named, names_lent, redacted_since, taken_out
from generator.load.formats import bring_up_in
from generator.load.git import run_git, said_by_git
from generator.problem import ToolFailed

SHARED = ("plans/school.yml", "plans/calendar.yml", "plans/people.yml", "plans/people.yml.age", "plans/groups")
FRAMEWORKS = "frameworks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`base` and `head` are whole hashes; `head` None: the files as they stand."""

    base: str
    head: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """`root` lasts as long as the context that made it. `withheld`: of whom this very commit must not be shown."""

    root: Path
    withheld: tuple[str, ...]


def proposal_of(root: Path, base: str, head: str | None) -> Proposal:
    """Raises ToolFailed where there is no git, one of the commits is missing, or nobody knows where they parted."""
    there = commit_asked(root, base)
    here = commit_asked(root, head or "HEAD")
    found = run_git(root, "merge-base", there, here)
    parted = found.stdout.decode().strip()
    if not parted:
        raise ToolFailed("git", no_common_beginning(root, base, head))
    return Proposal(base=parted, head=None if head is None else here)


def commit_asked(root: Path, name: str) -> str:
    """The whole hash; a branch that only the remote has is named as it is found there."""
    try:
        return commit_named(root, name)
    except ToolFailed as failed:
        if "there is no commit" not in failed.hint:
            raise
        remotes = said_by_git(root, "remote").splitlines()
        there = [
            f"{each}/{name}"
            for each in remotes
            if not run_git(root, "rev-parse", "--verify", f"{each}/{name}").returncode
        ]
        if there:
            raise ToolFailed(failed.tool, f"{failed.hint}; did you mean {there[0]}?") from None
        hint = f"; where it is a branch, `git fetch {remotes[0]} {name}` brings it" if remotes else ""
        raise ToolFailed(failed.tool, failed.hint + hint) from None


def no_common_beginning(root: Path, base: str, head: str | None) -> str:
    sides = f"{base} and {head or 'what stands here'}"
    if said_by_git(root, "rev-parse", "--is-shallow-repository") == "true":
        return (
            f"only part of the history is here, and nobody can tell from it where {sides} parted; "
            "`git fetch --unshallow` brings the rest (in a workflow: fetch-depth: 0, or GIT_DEPTH: 0)"
        )
    return f"{sides} have no beginning in common; name a commit from which the other one came"


@contextmanager
def part_at(root: Path, commit: str | None, folders: Collection[str] | None) -> Iterator[Part]:
    """What all learners share, and the files of the learners' folders named (None: of everybody), at a commit.

    `commit` None: the school's folder itself, as it stands. What was redacted since is not in it.
    """
    if commit is None:
        yield Part(root=root, withheld=())
        return
    asked = RECORDS if folders is None else (*SHARED, FRAMEWORKS, *folders)
    with TemporaryDirectory(prefix="pathbook-") as folder:
        school = taken_out(root, commit, Path(folder), asked)
        (school / "plans").mkdir(parents=True, exist_ok=True)  # there may have been no school then
        names_lent(root, school)
        bring_up_in(school)
        yield Part(root=school, withheld=redacted_since(root, school, commit))
