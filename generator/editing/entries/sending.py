"""Entries sent to where they are looked at: a branch pushed, never by force, and what is known of the remote's side.

Nobody is ever asked for a password here: a form has no terminal. Whatever goes wrong, the entry stays as it was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NoReturn

from generator.editing.entries.commits import ANYWHERE, RefMove, RefMoved, commit_with, move_refs
from generator.editing.entries.entry import Branch, Entry, owner
from generator.editing.entries.forge import address_for, address_said
from generator.editing.entries.saved import TOO_BUSY, Clashes
from generator.editing.entries.settling import changes_of, entry_over, must_join
from generator.editing.entries.standing import is_published, tip_of, tips_of
from generator.editing.entries.store import FINISHED, HEADS, SENT, Commit, Heads, Store, heads_of
from generator.editing.entries.targets import checked_out
from generator.load.git import run_git_far
from generator.problem import ToolFailed
from generator.records.school import PersonId

SECONDS_TO_FETCH, SECONDS_TO_SEND = 20.0, 120.0
MOST_TRIES = 4
MOST_PUBLISHED = 20  # of one person, that are remembered once their branches are gone
TOOL = "send"
SEEN = "pathbook-seen"  # a file beside git's own, as old as what is known of the remote
NO_REMOTE = (
    "there is nowhere to send it. Whoever looks after the repository tells git once: git remote add origin ADDRESS"
)
KEPT = "Nothing is lost: the entry is saved on this machine."
# What git says where it gets no further, and what to do; the first that fits.
REASONS: tuple[tuple[str, str], ...] = (
    (
        r"could not resolve host|connection refused|network is unreachable|no route to host|timed? ?out|"
        r"could not connect|couldn't connect|failed to connect|connection reset|unexpected disconnect",
        "the school's repository cannot be reached. Send it once there is a network again.",
    ),
    (
        r"authentication failed|could not read (?:username|password)|permission denied|host key verification failed|"
        r"terminal prompts disabled|access denied|403",
        "the school's repository does not let this machine in. In a terminal, `git push` once signs you in; "
        "then send it again.",
    ),
    (
        r"repository not found|does not appear to be a git repository|not found",
        "there is no repository at the address that git has for it. See `git remote -v`.",
    ),
)
REFUSED = re.compile(r"^remote: ?(.*)$", re.MULTILINE)
CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """`address` None: where a pull request is made is not known. `merged_base`: what moved meanwhile was joined in."""

    branch: Branch
    tip: Commit
    address: str | None
    merged_base: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What is known of the remote. `last_seen` None: it was never seen. `why` None: it has just been seen."""

    last_seen: datetime | None
    why: str | None


def refresh(store: Store) -> Refreshed:
    """Ask the remote how things stand, quietly; not reaching it is no error. What is published is put away."""
    try:
        fetch(store)
        put_away(store)
    except ToolFailed as failed:
        return Refreshed(last_seen=last_seen(store), why=failed.hint)
    return Refreshed(last_seen=last_seen(store), why=None)


def last_seen(store: Store) -> datetime | None:
    try:
        return datetime.fromtimestamp((store.git / SEEN).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def fetch(store: Store) -> None:
    """Bring in the remote's branches, whatever its settings say, and forget those that are gone there."""
    if store.remote is None:
        raise ToolFailed(TOOL, NO_REMOTE)
    quietly = ("--quiet", "--no-tags", "--prune", "--refmap=", "--no-write-fetch-head")
    branches = f"+{HEADS}*:refs/remotes/{store.remote}/*"
    asked = ("fetch", *quietly, "--recurse-submodules=no", store.remote, branches)
    done = run_git_far(store.root, *asked, seconds=SECONDS_TO_FETCH)
    for _ in range(MOST_TRIES):
        if done is None or b"cannot lock ref" not in done.stderr:
            break
        done = run_git_far(store.root, *asked, seconds=SECONDS_TO_FETCH)  # somebody else fetched at the same moment
    if done is None:
        raise ToolFailed(TOOL, f"the school's repository did not answer within {SECONDS_TO_FETCH:.0f} seconds.")
    if done.returncode:
        fail(done.stderr)
    (store.git / SEEN).touch()


def send(store: Store, entry: Entry) -> Sent:
    """Push an entry, and tell where its pull request is made.

    What was published since is joined in first where both changed a file. Raises Clashes where it cannot be joined,
    and ToolFailed where nothing came of it; the entry is as it was then, or joined.
    """
    if not entry.files and entry.branch not in heads_of(store).remote:  # else they see that it was taken back
        raise ToolFailed(TOOL, f"there is nothing in {entry.branch} to send: it changes nothing")
    joined = False
    for _ in range(MOST_TRIES):
        try:
            fetch(store)
            heads = heads_of(store)
            tip, now = joined_up(store, heads, entry)
            joined = joined or now
            words = "" if heads.remote.get(entry.branch) == tip else pushed(store, entry.branch, tip)
        except RefMoved:
            continue
        address = store.address or ""
        where = address_for(address, entry.branch, store.forge) or address_said(address, words)
        return Sent(branch=entry.branch, tip=tip, address=where, merged_base=joined)
    raise ToolFailed(TOOL, TOO_BUSY)


def joined_up(store: Store, heads: Heads, entry: Entry) -> tuple[Commit, bool]:
    """The entry as it is sent, and whether it was joined with what others did meanwhile."""
    branch = entry.branch
    tip = tip_of(store, heads, branch)
    if is_published(store, heads, tip):
        raise ToolFailed(TOOL, f"{branch} is published already")
    there = heads.remote.get(branch)
    joined = tip if there is None else with_others(store, tip, there, entry)
    if must_join(store, heads.base, joined, changes_of(store, heads.base, joined).keys()):
        joined = with_others(store, joined, heads.base, entry)
    if joined != heads.local.get(branch) and branch not in checked_out(store):
        move_refs(store, (RefMove(ref=HEADS + branch, to=joined, before=heads.local.get(branch)),))
    return joined, joined != tip


def with_others(store: Store, tip: Commit, theirs: Commit, entry: Entry) -> Commit:
    """The entry with a commit of others joined in."""
    if store.holds(tip, theirs):
        return tip
    over = entry_over(store, theirs, tip)
    if over.clashing:
        raise Clashes(over.clashing)
    message = f"Joined with what others changed meanwhile\n\nEntry: {entry.branch}\n"
    return commit_with(store, (tip, theirs), over.files, message, entry.person, onto=theirs)


def pushed(store: Store, branch: Branch, tip: Commit) -> str:
    """What the remote said. Raises RefMoved where somebody else pushed to the branch first."""
    plainly = ("--porcelain", "--no-progress", "--no-follow-tags", "--recurse-submodules=no")
    alone = ("-c", f"remote.{store.remote}.mirror=false")  # a mirror would push all it has, or nothing
    asked = (*alone, "push", *plainly, str(store.remote), f"{tip}:{HEADS}{branch}")
    done = run_git_far(store.root, *asked, seconds=SECONDS_TO_SEND)
    if done is None:
        raise ToolFailed(TOOL, f"the school's repository did not answer within {SECONDS_TO_SEND:.0f} seconds. {KEPT}")
    told = done.stdout.decode("utf-8", "replace")
    if "(non-fast-forward)" in told or "(fetch first)" in told or "(stale info)" in told:
        raise RefMoved
    if done.returncode:
        fail(done.stderr, told)
    known = (RefMove(ref=f"refs/remotes/{store.remote}/{branch}", to=tip, before=ANYWHERE),)
    move_refs(store, (*known, RefMove(ref=SENT + branch, to=tip, before=ANYWHERE)))
    return done.stderr.decode("utf-8", "replace")


def fail(said: bytes, told: str = "") -> NoReturn:
    """Say in plain words why git got no further."""
    words = CREDENTIALS.sub("", said.decode("utf-8", "replace"))
    rejected = [line.split("\t")[-1] for line in told.splitlines() if line.startswith("!")]
    if rejected:
        why = " ".join(" ".join(REFUSED.findall(words)).split()) or rejected[0]
        raise ToolFailed(TOOL, f"the school's repository refused it: {why} {KEPT}")
    for form, hint in REASONS:
        if re.search(form, words, re.IGNORECASE):
            raise ToolFailed(TOOL, f"{hint} {KEPT}")
    lines = [line for line in words.splitlines() if line.strip()]
    raise ToolFailed(TOOL, f"git says: {lines[-1].strip() if lines else 'nothing'}. {KEPT}")


def put_away(store: Store) -> None:
    """Bring entries up to where the remote went on from them, and take away branches of what is published."""
    heads = heads_of(store)
    out = checked_out(store)
    for branch, tip in tips_of(store, heads, None):
        moves = () if branch in out else tuple(moves_of(heads, branch, tip, published=is_published(store, heads, tip)))
        try:
            if moves:
                move_refs(store, moves)
        except RefMoved:
            continue  # somebody saves at this moment; next time
    forget_old(store)


def moves_of(heads: Heads, branch: Branch, tip: Commit, *, published: bool) -> Iterator[RefMove]:
    here = heads.local.get(branch)
    if not published:
        if here not in (None, tip):
            yield RefMove(ref=HEADS + branch, to=tip, before=here)
        return
    if heads.finished.get(branch) != tip:
        yield RefMove(ref=FINISHED + branch, to=tip, before=ANYWHERE)
    if here is not None:
        yield RefMove(ref=HEADS + branch, to=None, before=here)
    if branch in heads.sent:
        yield RefMove(ref=SENT + branch, to=None, before=ANYWHERE)


def forget_old(store: Store) -> None:
    """What was published long ago is no longer remembered: it is in the plans."""
    heads = heads_of(store)
    found: dict[PersonId, list[RefMove]] = {}
    for branch in sorted(heads.finished, key=lambda branch: branch.split("/")[2]):
        if branch not in heads.local and branch not in heads.remote:
            move = RefMove(ref=FINISHED + branch, to=None, before=heads.finished[branch])
            found.setdefault(owner(branch), []).append(move)
    old = tuple(move for moves in found.values() for move in moves[:-MOST_PUBLISHED])
    if old:
        move_refs(store, old)
