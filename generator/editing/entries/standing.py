"""How an entry stands, told by what git alone knows: no host is asked, and none needs a key.

*published*: the published branch holds its commits; or every file of it stands or stood there as the entry has it; or
it would add nothing more. *clash*: it cannot be joined with what is published. *sent back*: its newest commit says
`Sent-back:`, or it was sent and its branch was taken away without being published. *sent*: the remote has it all.
*waiting*: everything else.
"""

import os
from collections.abc import Iterator, Mapping

from generator.changes import Blob
from generator.editing.entries.entry import Branch, Entry, SentBack, Status, learners_in, named, owner
from generator.editing.entries.forge import address_for
from generator.editing.entries.gathered import Told, files_of, look_up, past_of
from generator.editing.entries.settling import changes_of, contents_of, entry_over
from generator.editing.entries.store import Commit, Heads, Store
from generator.load.git import run_git
from generator.merging import merged_file
from generator.records.school import PersonId


def tips_of(store: Store, heads: Heads, person: PersonId | None) -> Iterator[tuple[Branch, Commit]]:
    """Every entry of a person (None: of everybody) with the newest commit known, the oldest first."""
    branches = {branch for branch in (*heads.local, *heads.remote, *heads.sent, *heads.finished) if named(branch)}
    mine = tuple(branch for branch in branches if person is None or owner(branch) == person)
    known = (heads.local, heads.remote, heads.sent, heads.finished)
    look_up(store, (heads.base, heads.published), {tips[branch] for tips in known for branch in mine if branch in tips})
    for branch in sorted(mine, key=lambda branch: (branch.split("/")[2], branch)):
        yield branch, tip_of(store, heads, branch)


def tip_of(store: Store, heads: Heads, branch: Branch) -> Commit:
    """Ours, or the remote's where somebody went on from ours there."""
    here, there = heads.local.get(branch), heads.remote.get(branch)
    if here is None:
        return there or heads.sent.get(branch) or heads.finished[branch]
    return there if there is not None and store.holds(there, here) else here


def open_tips(store: Store, heads: Heads, person: PersonId | None) -> tuple[tuple[Branch, Commit], ...]:
    """Those that are not published, the oldest first."""
    return tuple(each for each in tips_of(store, heads, person) if not is_published(store, heads, each[1]))


def entry_at(store: Store, heads: Heads, branch: Branch, tip: Commit) -> Entry:
    whose = named(branch)
    assert whose is not None  # noqa: S101 - only entries of ours are asked about
    files = tuple(sorted(changes_of(store, heads.base, tip)))
    past = past_of(store, heads.base, tip)
    own = tuple(each for each in past if each.entry == branch)
    status, clashing = status_of(store, heads, branch, tip)
    if status == "published" and not files:  # what it changed is no difference any more
        files = files_of(store, tuple(each.commit for each in own))
    sent = branch in heads.remote or branch in heads.sent or branch in heads.finished
    return Entry(
        branch=branch,
        person=whose[0],
        on=whose[1],
        learners=learners_in(files),
        files=files,
        tip=tip,
        status=status,
        batch=next((each.batch for each in own if each.batch), None),
        address=address_for(store.address, branch, store.forge) if sent and store.address else None,
        said=said_of(past[0]) if status == "sent_back" else None,
        clashing=clashing,
    )


def status_of(store: Store, heads: Heads, branch: Branch, tip: Commit) -> tuple[Status, tuple[str, ...]]:
    """And the files in which it clashes."""
    if is_published(store, heads, tip):
        return "published", ()
    if clashing := entry_over(store, heads.base, tip).clashing:
        return "clash", tuple(sorted(clashing))
    there = heads.remote.get(branch)
    taken_away = there is None and heads.sent.get(branch) == tip
    if taken_away or past_of(store, heads.base, tip)[0].sent_back:
        return "sent_back", ()
    return ("sent" if there is not None and store.holds(there, tip) else "waiting"), ()


def said_of(newest: Told) -> SentBack:
    if not newest.sent_back:
        return SentBack(by=None, on=None, why=None)
    return SentBack(by=newest.author, on=newest.on, why=newest.sent_back)


def is_published(store: Store, heads: Heads, tip: Commit) -> bool:
    if tip in heads.finished.values():
        return True
    into = (heads.base,) if heads.published in {None, heads.base} else (heads.base, heads.published)
    return any(came_into(store, each, tip) for each in into if each is not None)


def came_into(store: Store, published: Commit, tip: Commit) -> bool:
    return store.once(("published", published, tip), lambda: found_in(store, published, tip))


def found_in(store: Store, published: Commit, tip: Commit) -> bool:
    if store.holds(published, tip):
        return True
    common = store.merge_base(published, tip)
    changed = changes_of(store, published, tip)
    since = store.changed(common, published)
    if not changed or any(file not in since for file in changed):
        return False
    stood = stood_between(store, common, published)
    return all(
        after in stood.get(file, ()) or adds_nothing(store, before, after, since[file][1])
        for file, (before, after) in changed.items()
    )


def adds_nothing(store: Store, before: Blob | None, after: Blob | None, now: Blob | None) -> bool:
    """Whether what stands there now says all that was changed."""
    known = contents_of(store, (before, after, now))
    merged = merged_file(known[before], known[now], known[after])
    return not merged.clashes and merged.content == known[now]


def stood_between(store: Store, earlier: Commit, later: Commit) -> Mapping[str, frozenset[Blob | None]]:
    """Every version that files have had on the way from one commit to another, along the line of those who merge."""
    return store.once(("stood", earlier, later), lambda: versions_between(store, earlier, later))


def versions_between(store: Store, earlier: Commit, later: Commit) -> Mapping[str, frozenset[Blob | None]]:
    asked = ("log", "-z", "--first-parent", "-m", "--raw", "--no-renames", "--no-abbrev", "--format=")
    told = run_git(store.root, *asked, f"{earlier}..{later}")  # fails where the two have no commit in common
    parts = os.fsdecode(told.stdout).split("\0")
    found: dict[str, set[Blob | None]] = {}
    for at, raw in enumerate(parts):
        if raw.startswith(":"):
            blob = raw.split(" ")[3]
            found.setdefault(parts[at + 1].removeprefix(store.prefix), set()).add(blob if blob.strip("0") else None)
    return {file: frozenset(blobs) for file, blobs in found.items()}


def entries_in(store: Store, heads: Heads, person: PersonId | None) -> tuple[Entry, ...]:
    return tuple(entry_at(store, heads, branch, tip) for branch, tip in tips_of(store, heads, person))[::-1]
