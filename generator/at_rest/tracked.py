"""What git says of a build's inputs: at which commit they stand, what its index holds, and what differs from that.

Git compares stat signatures by its own careful rules, and reads where they leave a doubt. Nothing of the repository is
written: not even the index is brought up to date, since somebody may be at work.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from subprocess import Popen

from generator.at_rest.signed import signature
from generator.load.git import started_git
from generator.problem import ToolFailed

# The index as it is for others; and a signature is trusted in full, whatever somebody has set to make git ask less.
SETTINGS = ("--no-optional-locks", "-c", "core.trustctime=true", "-c", "core.checkStat=default")
WHERE = ("rev-parse", "HEAD", "--show-prefix", *("--git-path", "index", "--git-path", "shallow"))
CUT_OFF = ("--git-path", "info/grafts", "--glob=refs/replace/*")
DIFFERING = (
    "status",
    "--porcelain=v1",
    "-z",
    "--untracked-files=no",
    "--no-renames",
    "--no-branch",
    "--ignore-submodules=none",
    "--",
)
LISTING = ("ls-files", "-z", "-v", "-s", "--")
# A small letter or S: git was told not to look. 120000 is a link, 160000 another repository. Not 0: a merge is open.
NOT_LOOKED_AT = re.compile(rb"(?:^|\0)(?:[a-zSMRC?] |. 1[26]0000 |. \d{6} [0-9a-f]+ [123]\t)")
COLUMN_OF_PATH = 3  # in a line of `git status`
NO_GIT = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """`commit` NO_GIT: git knows nothing here, and every file is looked at.

    `cuts`: what makes the past another although the commit is the same. `listing`: the index's own list of the inputs,
    as a digest; `index` is the signature of the file that it comes from.
    """

    commit: str = NO_GIT
    cuts: str = ""
    index: tuple[int, ...] = ()
    listing: str = ""
    differing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`paths`: what git tracks, none where that was known already; `differing`: those that are not as it knows them."""

    tracked: Tracked
    paths: frozenset[str]
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where git keeps what it says, as it is asked from the school's folder."""

    commit: str
    cuts: str
    index: str
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Git at work on its answers, while the rest is looked at."""

    root: Path
    tops: tuple[str, ...]
    where: "Popen[bytes] | None"
    differing: "Popen[bytes] | None"


def ask(root: Path, tops: tuple[str, ...]) -> Asked:
    """Begin to ask. A machine without git has nothing to ask."""
    with suppress(ToolFailed):
        where = started_git(root, *SETTINGS, *WHERE, *CUT_OFF)
        differing = started_git(root, *SETTINGS, *DIFFERING, *tops)
        return Asked(root=root, tops=tops, where=where, differing=differing)
    return Asked(root=root, tops=tops, where=None, differing=None)


def answered(asked: Asked, known: Tracked | None = None) -> Answer | None:
    """None where git does not look at each file that it tracks. `known`: what it said before, still to be compared."""
    places = placed(asked)
    changed = told_by(asked.differing)
    if places is None or changed is None:
        return Answer(tracked=Tracked(), paths=frozenset(), differing=())
    index = _signature(places.index)
    if known is not None and known.index == index != ():
        listing, paths = known.listing, frozenset[str]()
    elif (found := listed(asked)) is not None:
        listing, paths = found
    else:
        return None
    tracked = Tracked(commit=places.commit, cuts=places.cuts, index=index, listing=listing, differing=digest(changed))
    return Answer(tracked=tracked, paths=paths, differing=tuple(differing_in(changed, places.prefix)))


def let_go(asked: Asked) -> None:
    """Nobody waits for the answers any more."""
    for process in (asked.where, asked.differing):
        if process is not None:
            process.kill()
            with process:
                pass  # its pipes are closed, and its end is noticed


def listed(asked: Asked) -> tuple[str, frozenset[str]] | None:
    """The index's list of the inputs, as a digest and by path. None where git was told not to look at all of them."""
    held = told_by(started_git(asked.root, *SETTINGS, *LISTING, *asked.tops))
    if held is None or NOT_LOOKED_AT.search(held):
        return None
    return digest(held), frozenset(os.fsdecode(line.partition(b"\t")[2]) for line in held.split(b"\0") if line)


def placed(asked: Asked) -> Places | None:
    """None: no repository, or one without a commit."""
    told = told_by(asked.where)
    if told is None:
        return None
    commit, prefix, *paths = os.fsdecode(told).split("\n")
    index, shallow, grafts, *replaced = (each for each in paths if each)
    held = tuple(_held(asked.root / each) for each in (shallow, grafts))
    cuts = digest(b"\0".join((*held, "\n".join(replaced).encode())))
    return Places(commit=commit, cuts=cuts, index=os.fspath(asked.root / index), prefix=prefix)


def differing_in(changed: bytes, prefix: str) -> Iterator[str]:
    """The paths of what differs, as seen from the school's folder; git tells them from the top of the repository."""
    for line in changed.split(b"\0"):
        if line:
            yield os.fsdecode(line[COLUMN_OF_PATH:]).removeprefix(prefix)


def told_by(process: "Popen[bytes] | None") -> bytes | None:
    """What a question to git brought; None where git could not say."""
    if process is None:
        return None
    with process:
        told, _ = process.communicate()
    return None if process.returncode else told


def digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def _held(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _signature(index: str) -> tuple[int, ...]:
    """Empty where there is none to be had, which is like no other."""
    try:
        return signature(index)
    except OSError:
        return ()
