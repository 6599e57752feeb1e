"""Pieces of work on their way into the plans: what somebody sees, what they save, and how it stands.

Each is a branch that holds commits of one person; nothing of it is in the plans until it is merged. Nothing here ever
changes a commit, and nothing is saved over what somebody else wrote meanwhile.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from generator.changes import Blob, Change, Changes, blob_of
from generator.editing.entries.commits import ANYWHERE, RefMove, RefMoved, commit_with, move_refs
from generator.editing.entries.entry import Entry, message_of
from generator.editing.entries.settling import Clashing, name_of
from generator.editing.entries.standing import entries_in, entry_at, open_tips
from generator.editing.entries.store import HEADS, SENT, Heads, Store, heads_of
from generator.editing.entries.targets import Tips, checked_out, given_up, holding, new_target, target_for
from generator.editing.entries.view import Seen, View, seen_by, stand_in, view_at
from generator.problem import ToolFailed
from generator.records.school import PersonId

MOST_TRIES = 20
TOO_BUSY = "others save here all the time. Nothing was lost: save once more."
DROPPED = "refs/pathbook/dropped/"  # kept, so that nothing is ever gone
SEEN_BY_OTHERS = "{branch} was sent: close its pull request and delete the branch there, then it can be dropped here"
NOTHING = "there is nothing to save: the plans say so already"


class Moved(Exception):  # noqa: N818 - somebody else was first, which is no error
    """A file is not what a change began from. `now` None: it is gone."""

    def __init__(self, file: str, now: Blob | None) -> None:
        super().__init__(file)
        self.file = file
        self.now = now


class Clashes(Exception):  # noqa: N818 - a question, and no error
    """Two people changed the same places of these files, and somebody has to say what holds."""

    def __init__(self, files: Mapping[str, Clashing]) -> None:
        super().__init__(", ".join(files))
        self.files = files


def entries_of(store: Store, person: PersonId | None) -> tuple[Entry, ...]:
    """The entries of a person (None: of everybody), the newest first."""
    heads = heads_of(store)
    found = entries_in(store, heads, person)
    # One whose every change was taken back again is nobody's work any more, unless others have seen it.
    return tuple(entry for entry in found if entry.files or entry.status != "waiting" or entry.branch in heads.remote)


def view_of(store: Store, person: PersonId, folder: str) -> View:
    """A folder ("" for the school) as a person sees it."""
    return view_at(store, heads_of(store), person, folder)


def saved(
    store: Store,
    person: PersonId,
    changes: Changes,
    *,
    slug: str,
    on: date,
    batch: str | None = None,
    agreed: tuple[str, ...] = (),
) -> Entry:
    """Commit changes to an entry of this person. `agreed`: trailers of the commit's message, who agreed.

    A file that one of their open entries holds goes into that one; else into what waits for the same learner; else
    into a new one. A batch always has one of its own. Raises Moved where a file is not what the change began from, and
    Clashes where a file asks a question that was not answered.
    """
    for _ in range(MOST_TRIES):
        try:
            return saved_once(store, person, changes, slug=slug, on=on, batch=batch, agreed=agreed)
        except RefMoved:
            continue
    raise ToolFailed("git", TOO_BUSY)


def saved_once(
    store: Store,
    person: PersonId,
    changes: Changes,
    *,
    slug: str,
    on: date,
    batch: str | None,
    agreed: tuple[str, ...],
) -> Entry:
    heads = heads_of(store)
    tips = open_tips(store, heads, person)
    news = news_in(changes, sight_of(store, heads, tips, changes))
    if not news:
        return entry_holding(store, heads, tips, changes)
    target = (None if batch else target_for(store, heads, tips, news)) or new_target(heads, person, on, slug)
    files = dict(target.files) | {change.file: change.content for change in news}
    message = message_of(news, target.branch, batch, agreed)
    commit = commit_with(store, target.parents, files, message, person, onto=target.onto)
    moves = tuple(given_up(store, heads, tips, news, target.branch))
    common = store.merge_base(heads.base, target.onto)
    store.once(("merge-base", heads.base, commit), lambda: common)  # as it follows: nobody need ask git
    if store.changed(common, commit) or not moves:  # else all there is to do is to take it back elsewhere
        moves = (RefMove(ref=HEADS + target.branch, to=commit, before=heads.local.get(target.branch)), *moves)
    move_refs(store, moves)
    branch, tip = moves[0].ref.removeprefix(HEADS), moves[0].to or commit
    return entry_at(store, replace(heads, local={**heads.local, branch: tip}), branch, tip)


def entry_holding(store: Store, heads: Heads, tips: Tips, changes: Changes) -> Entry:
    """The entry that says it already. Raises ToolFailed where the plans do."""
    held = holding(store, heads, tips, changes)
    if not held:
        raise ToolFailed("save", NOTHING)
    return entry_at(store, heads, *held[0])


def sight_of(store: Store, heads: Heads, tips: Tips, changes: Changes) -> Seen:
    """The files concerned as the person sees them."""
    files = {change.file for change in changes}
    stands = stand_in(store, heads.base, files)
    seen = seen_by(store, (tip for _, tip in tips), heads.base, stands, files.__contains__)
    return Seen(
        files={file: seen.files[file] for file in files & seen.files.keys()},
        clashing={file: seen.clashing[file] for file in files & seen.clashing.keys()},
    )


def news_in(changes: Changes, seen: Seen) -> Changes:
    """The changes that change something; refused where one began from something else than what is there."""
    news: list[Change] = []
    asked: dict[str, Clashing] = {}
    for change in changes:
        now = name_of(seen.files.get(change.file), like=change.before)
        question = seen.clashing.get(change.file)
        if question is not None and change.before != question.theirs:
            asked[change.file] = question
        elif question is None and now == (None if change.content is None else blob_of(change.content, like=now)):
            continue
        elif question is None and change.before != now:
            raise Moved(change.file, now)
        else:
            news.append(change)
    if asked:
        raise Clashes(asked)
    return tuple(news)


def dropped(store: Store, entry: Entry) -> str:
    """Take an entry off the list; the command that brings it back. Raises ToolFailed where others see it already."""
    heads = heads_of(store)
    here = heads.local.get(entry.branch)
    if entry.branch in heads.remote:
        raise ToolFailed("entries", SEEN_BY_OTHERS.format(branch=entry.branch))
    if entry.branch in checked_out(store):
        raise ToolFailed("entries", f"{entry.branch} is checked out in a work tree: git switch to another branch first")
    moves = [RefMove(ref=DROPPED + entry.branch, to=entry.tip, before=ANYWHERE)]
    moves += [] if here is None else [RefMove(ref=HEADS + entry.branch, to=None, before=here)]
    moves += [RefMove(ref=SENT + entry.branch, to=None, before=ANYWHERE)] if entry.branch in heads.sent else []
    try:
        move_refs(store, tuple(moves))
    except RefMoved:
        raise ToolFailed("entries", "something was saved to it at this moment; look at it again") from None
    return f"git branch {entry.branch} {entry.tip[:12]}"
