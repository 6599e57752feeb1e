"""What git tells of entries: the commits of each, and of many at once, so that git is not started for every one."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.changes import Blob
from generator.editing.entries.store import Commit, Store, differences_told
from generator.load.git import run_well

MOST_COMMITS = 200  # of one entry
TOLD = "%H%x02%P%x02%an%x02%as" + "".join(
    f"%x02%(trailers:key={key},valueonly,separator=%x20)" for key in ("Entry", "Batch", "Sent-back")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one commit says of itself; "" where it says nothing."""

    commit: Commit
    parents: tuple[Commit, ...]
    author: str
    on: date
    entry: str
    batch: str
    sent_back: str


def look_up(store: Store, bases: Iterable[Commit | None], tips: Iterable[Commit]) -> None:
    """Remember where many entries left the line of these commits, what they say, and what they change."""
    wanted = tuple(tips)
    for base in dict.fromkeys(bases):
        unknown = tuple(tip for tip in wanted if ("merge-base", base, tip) not in store.remembered)
        if base is not None and len(unknown) > 1:
            look_up_since(store, base, unknown)


def look_up_since(store: Store, base: Commit, tips: tuple[Commit, ...]) -> None:
    given = "\n".join((*tips, f"^{base}", "")).encode()
    told = run_well(store.root, ("log", "-z", "--stdin", f"--format={TOLD}"), given=given)
    commits = {each.commit: each for each in read_told(told)}
    left: dict[Commit, Commit] = {}
    for tip in tips:
        places = where_left(commits, tip)
        if len(places) == 1:  # else it was joined, and git is asked which place is the newest
            common = left[tip] = places.pop()
            store.once(("merge-base", base, tip), partial(str, common))
            if common != tip:
                store.once(("past", tip, common), partial(tuple, first_line(commits, tip)))
    look_up_changes(store, {tip: common for tip, common in left.items() if common != tip})


def where_left(commits: Mapping[Commit, Told], tip: Commit) -> set[Commit]:
    """The commits of the other line that one comes to first."""
    left: set[Commit] = set()
    seen, ahead = {tip}, [tip]
    while ahead:
        commit = ahead.pop()
        if commit not in commits:
            left.add(commit)
            continue
        parents = commits[commit].parents
        ahead += [each for each in parents if each not in seen]
        seen.update(parents)
    return left


def first_line(commits: Mapping[Commit, Told], tip: Commit) -> Iterator[Told]:
    commit = tip
    while commit in commits:
        yield commits[commit]
        commit = next(iter(commits[commit].parents), "")


def look_up_changes(store: Store, left: Mapping[Commit, Commit]) -> None:
    unknown = {tip: common for tip, common in left.items() if ("changed", common, tip) not in store.remembered}
    if not unknown:
        return
    given = "".join(f"{tip} {common}\n" for tip, common in unknown.items()).encode()
    asked = ("diff-tree", "--stdin", "-r", "-z", "--no-renames", "--no-abbrev")
    found: dict[Commit, dict[str, tuple[Blob | None, Blob | None]]] = {tip: {} for tip in unknown}
    tip = ""
    parts = iter(os.fsdecode(run_well(store.root, asked, given=given)).split("\0")[:-1])
    for part in parts:
        if part.startswith(":"):
            found[tip].update(differences_told(store, (part, next(parts))))
        else:
            tip = part
    for tip, changed in found.items():
        store.once(("changed", unknown[tip], tip), partial(dict, changed))


def past_of(store: Store, base: Commit, tip: Commit) -> tuple[Told, ...]:
    """The commits of an entry, the newest first; where a commit holds it all, the newest of the line it ends."""
    common = store.merge_base(base, tip)
    since = () if common == tip else ("--not", common)
    asked = ("log", "-z", "--first-parent", f"--max-count={MOST_COMMITS}", f"--format={TOLD}", tip, *since)
    return store.once(("past", tip, common), lambda: tuple(read_told(run_well(store.root, asked))))


def read_told(told: bytes) -> Iterator[Told]:
    for part in os.fsdecode(told).split("\0")[:-1]:
        commit, parents, author, on, entry, batch, sent_back = part.strip("\n").split("\x02")
        yield Told(
            commit=commit,
            parents=tuple(parents.split()),
            author=author,
            on=date.fromisoformat(on),
            entry=entry,
            batch=batch,
            sent_back=sent_back,
        )


def files_of(store: Store, commits: tuple[Commit, ...]) -> tuple[str, ...]:
    """What these commits changed; of a join, only what neither side had."""
    return store.once(("files of", commits), lambda: files_told_by(store, commits))


def files_told_by(store: Store, commits: tuple[Commit, ...]) -> tuple[str, ...]:
    if not commits:
        return ()
    told = run_well(store.root, ("show", "-z", "-c", "--name-only", "--format=", *commits))
    names = {name.strip("\n").removeprefix(store.prefix) for name in os.fsdecode(told).split("\0")}
    return tuple(sorted(names - {""}))
