"""The git repository of a school, read and added to without its work tree or index ever being touched.

A school may be a folder of a repository, of a further work tree of it, or of one that has none (a desk's). All that is
asked about commits and blobs never changes, and is remembered; only where the branches stand is asked each time.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from generator.changes import Blob
from generator.load.git import run_git, run_well, said_by_git
from generator.problem import ToolFailed

Commit: TypeAlias = str
Ref: TypeAlias = str
T = TypeVar("T")
SCHOOL_FILE = "plans/school.yml"
FILE_MODES = ("100644", "100755")
# SENT: entries as they were pushed. FINISHED: those found published, which need never be looked for again.
HEADS, SENT, FINISHED = "refs/heads/", "refs/pathbook/sent/", "refs/pathbook/published/"
MOST_REMEMBERED = 20_000
LITERALLY = {"GIT_LITERAL_PATHSPECS": "1"}
NO_GIT = (
    "{root} lies in no git repository, and that is where the form keeps what is saved. "
    "In the school's folder: git init, git add ., git commit -m 'Begun'"
)
NO_COMMIT = "this repository holds no commit yet. In the school's folder: git add ., git commit -m 'Begun'"
NO_SCHOOL = "the newest commit holds no plans/school.yml. In the school's folder: git add ., git commit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """`prefix`: where the school lies in its repository ("" or "school/"). `remote` None: there is none to send to."""

    root: Path
    git: Path  # git's own folder, one for all work trees
    prefix: str
    remote: str | None
    address: str | None  # of the remote, as it is pushed to
    forge: str | None  # what git's settings say that the remote's host is
    known_committer: bool  # whether git's settings say who commits here
    remembered: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    def base(self) -> Commit:
        """What everything begins from: the remote's default branch where it holds HEAD, else HEAD."""
        return heads_of(self).base

    def files(self, commit: Commit, folder: str) -> Mapping[str, Blob]:
        """Every file below a folder ("" for all of the school), its path from the school's root; links left out."""
        if not folder:  # too much to be remembered
            return files_at(self, commit, folder)
        return self.once(("files", commit, folder), lambda: files_at(self, commit, folder))

    def content(self, blob: Blob) -> bytes:
        return self.contents((blob,))[blob]

    def contents(self, blobs: Iterable[Blob]) -> Mapping[Blob, bytes]:
        wanted = tuple(dict.fromkeys(blobs))
        found = objects(self, wanted)
        return {blob: found[blob][1] for blob in wanted}

    def taken_out(self, commit: Commit, folders: tuple[str, ...], into: Path) -> None:
        """The files of these folders ("" for all) written as a checkout writes them, from the school's root."""
        beside = {
            "GIT_DIR": str(self.git),
            "GIT_WORK_TREE": str(into),
            "GIT_INDEX_FILE": str(into / ".pathbook-index"),
        }
        into.mkdir(parents=True, exist_ok=True)
        try:
            run_well(self.root, ("read-tree", commit), beside)
            paths = tuple(self.prefix + folder for folder in folders if self.prefix + folder)
            listed = run_well(self.root, ("ls-files", "-z", "--full-name", "--", *paths), beside | LITERALLY)
            run_well(into, ("checkout-index", "--quiet", "-z", "--stdin"), beside, listed)
        finally:
            (into / ".pathbook-index").unlink(missing_ok=True)
        self.unfolded(into)

    def unfolded(self, into: Path) -> None:
        """What lies in the school's folder of the repository, brought to the top."""
        if not self.prefix or not (into / self.prefix).is_dir():
            return
        first = into / self.prefix.split("/", 1)[0]
        moved = first.rename(into / ".pathbook-repository")
        for entry in (into / ".pathbook-repository" / self.prefix.partition("/")[2]).iterdir():
            entry.rename(into / entry.name)
        for folder, _, _ in os.walk(moved, topdown=False):
            Path(folder).rmdir()

    def merge_base(self, one: Commit, other: Commit) -> Commit:
        """The newest commit that both hold; the empty tree where they have nothing in common."""
        if one == other:
            return one
        return self.once(("merge-base", one, other), lambda: common_of(self, one, other))

    def holds(self, commit: Commit, earlier: Commit) -> bool:
        """Whether a commit holds an earlier one."""
        return commit == earlier or self.merge_base(commit, earlier) == earlier

    def changed(self, before: Commit, after: Commit) -> Mapping[str, tuple[Blob | None, Blob | None]]:
        """The files of the school that differ, with both blobs; None: no such file."""
        if before == after:
            return {}
        return self.once(("changed", before, after), lambda: changed_between(self, before, after))

    def once(self, key: tuple[object, ...], find: Callable[[], T]) -> T:
        """What is asked about commits never changes."""
        if key not in self.remembered:
            found = find()
            if len(self.remembered) > MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[key] = found
            return found
        known: T = self.remembered[key]
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """Where branches stood when they were asked. `published` None: there is no remote, or nothing of it is known."""

    base: Commit
    published: Commit | None
    local: Mapping[str, Commit]
    remote: Mapping[str, Commit]
    sent: Mapping[str, Commit]
    finished: Mapping[str, Commit]


def store_of(root: Path) -> Store:
    """The repository of a school. Raises ToolFailed where there is none, or nothing is committed in it."""
    asked = run_git(root, "rev-parse", "--path-format=absolute", "--git-common-dir", "--is-bare-repository")
    if asked.returncode:
        said = asked.stderr.decode(errors="replace").strip()
        raise ToolFailed("git", said if "not a git repository" not in said else NO_GIT.format(root=root))
    git, bare = os.fsdecode(asked.stdout).splitlines()
    if run_git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").returncode:
        raise ToolFailed("git", NO_COMMIT)
    prefix = prefix_in(root) if bare == "true" else said_by_git(root, "rev-parse", "--show-prefix")
    if run_git(root, "cat-file", "-e", f"HEAD:{prefix}{SCHOOL_FILE}").returncode:
        raise ToolFailed("git", NO_SCHOOL)
    return Store(
        root=root,
        git=Path(git),
        prefix=prefix,
        remote=(remote := remote_of(root)),
        address=None if remote is None else said_or_none(root, "remote", "get-url", "--push", remote),
        forge=said_or_none(root, "config", "pathbook.forge"),
        known_committer=said_or_none(root, "config", "user.email") is not None,
    )


def said_or_none(root: Path, *arguments: str) -> str | None:
    asked = run_git(root, *arguments)
    return None if asked.returncode else os.fsdecode(asked.stdout).strip() or None


def prefix_in(root: Path) -> str:
    """Where the school lies in a repository without a work tree: the folder nearest to the top."""
    listed = run_well(root, ("ls-tree", "-r", "-z", "--name-only", "HEAD")).split(b"\0")
    found = [name for each in listed if (name := os.fsdecode(each)).endswith(f"/{SCHOOL_FILE}") or name == SCHOOL_FILE]
    return min(found, key=lambda name: (name.count("/"), name), default="").removesuffix(SCHOOL_FILE)


def remote_of(root: Path) -> str | None:
    """Where entries are sent to: origin, else the only one there is."""
    names = said_by_git(root, "remote").split("\n")
    if "origin" in names:
        return "origin"
    return names[0] if len(names) == 1 and names[0] else None


def heads_of(store: Store) -> Heads:
    told = run_git(store.root, "show-ref", "--head")
    refs = {ref: commit for commit, ref in (line.split(" ", 1) for line in os.fsdecode(told.stdout).splitlines())}
    if "HEAD" not in refs:
        raise ToolFailed("git", NO_COMMIT)
    of_remote = f"refs/remotes/{store.remote}/"
    below = partial(names_below, refs)
    published = published_of(store, refs, of_remote) if store.remote else None
    local = below(HEADS)
    return Heads(
        base=base_of(store, refs, published, frozenset(local.values())),
        published=published,
        local=local,
        remote=below(of_remote),
        sent=below(SENT),
        finished=below(FINISHED),
    )


def base_of(store: Store, refs: Mapping[Ref, Commit], published: Commit | None, entries: frozenset[Commit]) -> Commit:
    """HEAD, or what is published where that holds it; never an entry that somebody has checked out to look at it."""
    here = refs["HEAD"]
    if here in entries and (said_or_none(store.root, "symbolic-ref", "HEAD") or "").startswith(f"{HEADS}entry/"):
        here = published or next((refs[HEADS + name] for name in ("main", "master") if HEADS + name in refs), here)
    return published if published is not None and store.holds(published, here) else here


def names_below(refs: Mapping[Ref, Commit], start: str) -> Mapping[str, Commit]:
    return {ref.removeprefix(start): commit for ref, commit in refs.items() if ref.startswith(f"{start}entry/")}


def published_of(store: Store, refs: Mapping[Ref, Commit], of_remote: str) -> Commit | None:
    """The remote's default branch as last seen; where nobody told which that is, the one called as ours."""
    if f"{of_remote}HEAD" in refs:
        return refs[f"{of_remote}HEAD"]
    ours = run_git(store.root, "symbolic-ref", "--quiet", "--short", "HEAD")
    names = (os.fsdecode(ours.stdout).strip(), "main", "master")
    return next((refs[of_remote + name] for name in names if of_remote + name in refs), None)


def files_at(store: Store, commit: Commit, folder: str) -> Mapping[str, Blob]:
    path = store.prefix + folder.rstrip("/") + "/" if folder else store.prefix
    asked = ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *((path,) if path else ()))
    return files_told(store, run_well(store.root, asked, LITERALLY))


def files_told(store: Store, listed: bytes) -> Mapping[str, Blob]:
    """The files of `git ls-tree -z`; links and other repositories left out."""
    found: dict[str, Blob] = {}
    for line in os.fsdecode(listed).split("\0")[:-1]:
        told, _, name = line.partition("\t")
        mode, _, blob = told.split(" ")
        if mode in FILE_MODES:
            found[name.removeprefix(store.prefix)] = blob
    return found


def common_of(store: Store, one: Commit, other: Commit) -> Commit:
    found = run_git(store.root, "merge-base", one, other)
    if found.returncode == 0:
        return os.fsdecode(found.stdout).strip()
    return said_by_git(store.root, "hash-object", "-t", "tree", "--stdin")  # of nothing: the empty tree


def changed_between(store: Store, before: Commit, after: Commit) -> Mapping[str, tuple[Blob | None, Blob | None]]:
    told = run_well(store.root, ("diff-tree", "-r", "-z", "--no-renames", "--no-abbrev", before, after))
    return differences_told(store, os.fsdecode(told).split("\0")[:-1])


def differences_told(store: Store, parts: Sequence[str]) -> dict[str, tuple[Blob | None, Blob | None]]:
    """The files of the school in what `git diff-tree -z --no-abbrev` says: facts and path in turn."""
    found: dict[str, tuple[Blob | None, Blob | None]] = {}
    for raw, path in zip(parts[::2], parts[1::2], strict=True):
        _, _, old, new, _ = raw.split(" ")
        if path.startswith(store.prefix) and old != new:
            found[path.removeprefix(store.prefix)] = (blob_or_none(old), blob_or_none(new))
    return found


def blob_or_none(name: str) -> Blob | None:
    return name if name.strip("0") else None


def objects(store: Store, names: Iterable[str]) -> Mapping[str, tuple[str, bytes]]:
    """What lies at these names (hashes, or COMMIT:PATH), with its type and bytes; what is not there is left out."""
    wanted = tuple(names)
    if not wanted:
        return {}
    if odd := [name for name in wanted if re.search(r"[\n\r]", name)]:
        raise ToolFailed("git", f"{odd[0]!r} is no name for a file")
    told = run_well(store.root, ("cat-file", "--batch"), given=b"".join(os.fsencode(name) + b"\n" for name in wanted))
    found: dict[str, tuple[str, bytes]] = {}
    at = 0
    for name in wanted:
        end = told.index(b"\n", at)
        head = told[at:end].rsplit(b" ", 2)
        at = end + 1
        if head[-1].isdigit() and len(head) == len(("name", "type", "size")):
            size = int(head[-1])
            found[name] = (head[1].decode(), told[at : at + size])
            at += size + 1
    return found
