"""Which entry a save goes into. Of what one person has saved, a file is in one entry only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from generator.changes import Changes
from generator.editing.entries.commits import RefMove, commit_with
from generator.editing.entries.entry import Branch, branch_called, learners_in, owner
from generator.editing.entries.settling import Content, changes_of, entry_over, homes_moved, moved, must_join
from generator.editing.entries.standing import entry_at
from generator.editing.entries.store import HEADS, Commit, Heads, Store
from generator.load.git import run_git
from generator.problem import ToolFailed
from generator.records.school import PersonId

Tips: TypeAlias = tuple[tuple[Branch, Commit], ...]
CHECKED_OUT = "{branch} is checked out in a work tree here. There: git switch to another branch; then save again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a save goes: a branch, the commits it follows, and the commit whose files it is laid over.

    `files`: what the entry itself changes, where it is laid over a newer base.
    """

    branch: Branch
    onto: Commit
    parents: tuple[Commit, ...]
    files: Mapping[str, Content]


def target_for(store: Store, heads: Heads, tips: Tips, news: Changes) -> Target | None:
    """The entry of a person that takes these changes; None: it must be a new one."""
    held, beside = holding(store, heads, tips, news), waiting_beside(store, heads, tips, news)
    out = checked_out(store) if held or beside else frozenset()
    if locked := [branch for branch, _ in held if branch in out]:
        raise ToolFailed("git", CHECKED_OUT.format(branch=locked[0]))
    for branch, tip in (*held, *beside):
        target = None if branch in out else target_in(store, heads, branch, tip, news)
        if target is not None:
            return target
    return None


def holding(store: Store, heads: Heads, tips: Tips, changes: Changes) -> Tips:
    """The entries that change some of these files, the newest first."""
    files = {change.file for change in changes}
    return tuple((branch, tip) for branch, tip in reversed(tips) if files & changes_of(store, heads.base, tip).keys())


def waiting_beside(store: Store, heads: Heads, tips: Tips, changes: Changes) -> Tips:
    """The entries that wait for the same learner, the newest first."""
    learners = learners_in(change.file for change in changes)
    if len(learners) != 1:
        return ()
    entries = (entry_at(store, heads, branch, tip) for branch, tip in reversed(tips))
    return tuple(
        (entry.branch, entry.tip)
        for entry in entries
        if entry.learners == learners and entry.status == "waiting" and not entry.batch
    )


def target_in(store: Store, heads: Heads, branch: Branch, tip: Commit, news: Changes) -> Target | None:
    """An entry as a save goes into it; where files moved since it was begun, it is joined with what is published."""
    files = {change.file for change in news}
    over = entry_over(store, heads.base, tip)
    if over.clashing.keys() - files:
        return None  # other questions are open there, and answering one must not answer them
    if not over.clashing and not must_join(store, heads.base, tip, files):
        return Target(branch=branch, onto=tip, parents=(tip,), files={})
    return Target(branch=branch, onto=heads.base, parents=(tip, heads.base), files=over.files)


def new_target(heads: Heads, person: PersonId, on: date, slug: str) -> Target:
    taken = {*heads.local, *heads.remote, *heads.sent, *heads.finished}
    branch = branch_called(person, on, slug, taken)
    return Target(branch=branch, onto=heads.base, parents=(heads.base,), files={})


def given_up(store: Store, heads: Heads, tips: Tips, news: Changes, target: Branch) -> Iterator[RefMove]:
    """The other entries of the person let go of files that are in a new one from now on."""
    files = {change.file for change in news}
    for branch, tip in holding(store, heads, tips, news):
        if branch == target:
            continue
        common = store.merge_base(heads.base, tip)
        homes = homes_moved(store, common, heads.base)
        changed = store.changed(common, tip)
        back = {file: before for file, (before, _) in changed.items() if moved(file, homes) in files}
        message = f"{len(back)} of its files: in another entry from now on\n\nEntry: {branch}\n"
        commit = commit_with(store, (tip,), back, message, owner(branch), onto=tip)
        yield RefMove(ref=HEADS + branch, to=commit, before=heads.local.get(branch))


def checked_out(store: Store) -> frozenset[Branch]:
    """Branches that somebody works on in a work tree: moving them would turn that work upside down."""
    told = run_git(store.root, "worktree", "list", "--porcelain").stdout.decode("utf-8", "replace")
    start = f"branch {HEADS}"
    there = (lines for tree in told.split("\n\n") if "\nprunable" not in tree for lines in tree.splitlines())
    return frozenset(line.removeprefix(start) for line in there if line.startswith(start))
