"""Two branches joined into one tree: git follows files that were moved, and what both changed is joined by id.

Hosts of repositories ignore merge drivers, so this needs none: where git joined lines or gave up, the three versions of
each YAML file that both sides changed are joined again by what they say. No work tree, index or branch is touched.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from generator.load.commit import commit_named
from generator.load.git import run_git, run_well
from generator.load.layout import YAML_ENDINGS
from generator.merging import MergedFile, merged_file
from generator.problem import ToolFailed

Commit: TypeAlias = str
Tree: TypeAlias = str
Version: TypeAlias = tuple[str, str]  # a file's mode and blob
BASE, OURS, THEIRS = 1, 2, 3  # as git numbers the versions of a file that it could not join
NEW_FILE = "100644"
TOO_OLD = "joining branches needs git 2.38 or newer"
NOBODY = {
    f"GIT_{role}_{what}": said
    for role in ("AUTHOR", "COMMITTER")
    for what, said in (("NAME", "pathbook"), ("EMAIL", "pathbook@pathbook.invalid"))
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """A file that somebody has to decide about. `merged` None: git could not join it, and it holds no YAML."""

    merged: MergedFile | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What two commits make together; `tree` None where somebody has to decide first."""

    tree: Tree | None
    unsettled: Mapping[str, Unsettled]


def joined_commits(repository: Path, ours: str, theirs: str) -> Joined:
    """Raises ToolFailed where git knows one of them not, or is too old."""
    mine, other = (commit_named(repository, name) for name in (ours, theirs))
    common = common_of(repository, mine, other)
    tree, left = merged_by_git(repository, mine, other)
    versions = {**both_changed(repository, common, mine, other), **left}
    settled: dict[str, Version | None] = {}
    unsettled: dict[str, Unsettled] = {}
    for path, stages in versions.items():
        was, here, there = (content_of(repository, stages.get(stage)) for stage in (BASE, OURS, THEIRS))
        is_yaml = path.endswith(YAML_ENDINGS)
        merged = merged_file(was, here, there) if is_yaml else None
        if merged is None or merged.clashes:
            unsettled[path] = Unsettled(merged=merged)
        else:
            mode = next((stages[stage][0] for stage in (OURS, THEIRS) if stage in stages), NEW_FILE)
            settled[path] = None if merged.content is None else (mode, written(repository, merged.content))
    return Joined(tree=None if unsettled else with_files(repository, tree, settled), unsettled=unsettled)


def common_of(repository: Path, ours: Commit, theirs: Commit) -> str:
    """The newest commit that both hold. Raises ToolFailed where there is none, as in CI with half of a history."""
    found = run_git(repository, "merge-base", ours, theirs)
    if found.returncode:
        raise ToolFailed("git", "the two have no commit in common; in CI, fetch the whole history (fetch-depth: 0)")
    return os.fsdecode(found.stdout).strip()


def merged_by_git(repository: Path, ours: Commit, theirs: Commit) -> tuple[Tree, dict[str, dict[int, Version]]]:
    """The tree git makes, and the versions of each file that it could not join."""
    done = run_git(repository, "merge-tree", "--write-tree", "-z", "--no-messages", ours, theirs)
    if done.returncode not in (0, 1):
        said = done.stderr.decode(errors="replace").strip()
        raise ToolFailed("git", TOO_OLD if "usage:" in said else said)
    tree, *told = os.fsdecode(done.stdout).rstrip("\0").split("\0")
    left: dict[str, dict[int, Version]] = {}
    for line in told:
        facts, _, path = line.partition("\t")
        mode, blob, stage = facts.split(" ")
        left.setdefault(path, {})[int(stage)] = (mode, blob)
    return tree, left


def both_changed(repository: Path, base: str, ours: str, theirs: str) -> dict[str, dict[int, Version]]:
    """YAML files that both sides changed where they are: git joins their lines, which may be the same thing twice."""
    mine, other = (changed_since(repository, base, commit) for commit in (ours, theirs))
    return {
        path: {BASE: was, OURS: now, THEIRS: other[path][1]}
        for path, (was, now) in mine.items()
        if path in other and other[path][1] != now
    }


def changed_since(repository: Path, base: str, commit: str) -> dict[str, tuple[Version, Version]]:
    told = run_well(
        repository, ("diff-tree", "-r", "-z", "--no-renames", "--no-abbrev", "--diff-filter=M", base, commit)
    )
    parts = os.fsdecode(told).split("\0")[:-1]
    found: dict[str, tuple[Version, Version]] = {}
    for facts, path in zip(parts[::2], parts[1::2], strict=True):
        old_mode, mode, old, blob, _ = facts.removeprefix(":").split(" ")
        if path.endswith(YAML_ENDINGS):
            found[path] = ((old_mode, old), (mode, blob))
    return found


def content_of(repository: Path, version: Version | None) -> bytes | None:
    return None if version is None else run_well(repository, ("cat-file", "blob", version[1]))


def written(repository: Path, content: bytes) -> str:
    return os.fsdecode(run_well(repository, ("hash-object", "-w", "--stdin"), given=content)).strip()


def with_files(repository: Path, tree: Tree, files: Mapping[str, Version | None]) -> Tree:
    """A tree in which these files are others; None: the file goes."""
    if not files:
        return tree
    with TemporaryDirectory(prefix="pathbook-join-") as folder:
        aside = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        run_well(repository, ("read-tree", tree), aside)
        lines = b"".join(os.fsencode(line) + b"\0" for line in index_lines(files, "0" * len(tree)))
        run_well(repository, ("update-index", "-z", "--index-info"), aside, lines)
        return os.fsdecode(run_well(repository, ("write-tree",), aside)).strip()


def index_lines(files: Mapping[str, Version | None], gone: str) -> Iterator[str]:
    for path, version in files.items():
        yield f"0 {gone}\t{path}" if version is None else f"{version[0]} {version[1]} 0\t{path}"


def commit_of(repository: Path, tree: Tree, ours: str, theirs: str) -> Commit:
    """A commit that holds both, by whoever git says is here, else by nobody in particular."""
    unknown = run_git(repository, "var", "GIT_COMMITTER_IDENT").returncode != 0
    message = f"Joined by id: {theirs}\n"
    asked = ("commit-tree", tree, "-p", commit_named(repository, ours), "-p", commit_named(repository, theirs))
    made = run_well(repository, asked, NOBODY if unknown else None, message.encode())
    return os.fsdecode(made).strip()
