"""Git's log of a school, in one pass: the line of those who merge, and behind each merge the work that it brought.

All commits are listed, each against its first parent; which of them are the line is worked out here. So a merge is one
change of the day it became part of the plans, and still tells who wrote what it merged.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.load.git import run_git
from generator.load.history.kept import KeptLog
from generator.load.history.message import Message, message_of
from generator.load.log_lines import LISTED, PLAIN, SETTINGS, listed_in
from generator.problem import ToolFailed
from generator.records.school import LearnerId

ASKED = ("log", "-z", "--diff-merges=first-parent", *LISTED, *PLAIN, "--format=@%H %ct %P%n%an%n%ae%n%B")
LEARNERS_FILE = re.compile(r"plans/(?:[^/]+/)?(?P<learner>[a-z]-[0-9]{4,8})/(?P<path>(?s:.+)\.ya?ml)")
Author = tuple[str, str]  # name and address
NOTHING = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOp:
    """A file of a learner that a commit changed; `before`, `after`: its blobs, "" where there is none."""

    learner: LearnerId
    path: str  # from the learner's folder
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit, against its first parent. `moment` is in seconds since 1970."""

    name: str
    moment: str
    parents: tuple[str, ...]
    author: Author
    text: str
    ops: tuple[FileOp, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """A commit of the line, with all that it brought. `work`: the commits behind a merge, newest first."""

    commit: Commit
    message: Message
    work: tuple[Commit, ...] = ()
    messages: tuple[Message, ...] = ()  # of the work

    def writer_of(self, learner: LearnerId, path: str, blob: str) -> tuple[Author, Message]:
        """Who wrote this version of a file of the learner's, and what their commit says."""
        if not self.work:
            return self.commit.author, self.message

        def nearness(each: tuple[Commit, Message]) -> tuple[bool, bool, bool]:
            mine = [op for op in each[0].ops if op.learner == learner]
            same = [op for op in mine if op.path == path]
            return any(op.after == blob for op in same), bool(same), bool(mine)

        commit, message = max(zip(self.work, self.messages, strict=True), key=nearness)
        return commit.author, message

    def messages_about(self, learner: LearnerId) -> Iterator[Message]:
        """Those of the work on this learner's plan."""
        for commit, message in zip(self.work, self.messages, strict=True):
            if any(op.learner == learner for op in commit.ops):
                yield message


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """Newest first. `first`: the commits at which a shallow clone is cut off; all files seem new there, none is."""

    landed: tuple[Landed, ...] = ()
    first: frozenset[str] = frozenset()


def log_of(root: Path, commit: str = "HEAD", kept: Path | None = None) -> Log | None:
    """Everything up to a commit; None where git knows nothing of this folder. `kept`: where a log may be remembered."""
    try:
        asked = run_git(root, "rev-parse", "--show-prefix", "--git-path", "shallow", f"{commit}^{{commit}}")
        if asked.returncode:
            return None
        prefix, shallow, tip = asked.stdout.decode("utf-8", "surrogateescape").removesuffix("\n").rsplit("\n", 2)
        first = beginnings(root / shallow)
        raw = raw_log(root, tip, KeptLog(kept, prefix, first) if kept is not None else None)
    except ToolFailed:
        return None
    commits = {each.name: each for each in commits_in(raw)}
    return Log(landed=tuple(landed_in(commits, tip)), first=first)


def raw_log(root: Path, tip: str, kept: "KeptLog | None") -> bytes:
    """What git lists; only what is new where the rest is remembered."""
    before = None if kept is None else kept.read()
    if before is not None and before.tip == tip:
        return before.raw
    if before is not None and run_git(root, "merge-base", "--is-ancestor", before.tip, tip).returncode == 0:
        raw = listed(root, f"{before.tip}..{tip}") + before.raw
    else:
        raw = listed(root, tip)
    if kept is not None:
        kept.write(tip, raw)
    return raw


def listed(root: Path, which: str) -> bytes:
    done = run_git(root, *SETTINGS, *ASKED, which, "--")
    if done.returncode:
        raise ToolFailed("git", done.stderr.decode(errors="replace").strip())
    return done.stdout


def beginnings(shallow: Path) -> frozenset[str]:
    try:
        return frozenset(shallow.read_text(encoding="ascii").split())
    except FileNotFoundError:
        return frozenset()


def commits_in(raw: bytes) -> Iterator[Commit]:
    for head, files in listed_in(raw):
        first, name, address, text = head.split("\n", 3)
        commit, moment, *parents = first.split()
        ops = tuple(op for told, path in files for op in op_of(told, path))
        yield Commit(name=commit, moment=moment, parents=tuple(parents), author=(name, address), text=text, ops=ops)


def op_of(raw: str, path: str) -> Iterator[FileOp]:
    """Only what a learner's files hold; modes and types of files are nobody's news."""
    found = LEARNERS_FILE.fullmatch(path)
    if found is None:
        return
    _, _, before, after, _ = raw.split(" ")
    if before != after:
        yield FileOp(
            learner=found["learner"],
            path=found["path"],
            before=before if before.strip(NOTHING) else "",
            after=after if after.strip(NOTHING) else "",
        )


def landed_in(commits: Mapping[str, Commit], tip: str) -> Iterator[Landed]:
    """The line of first parents, newest first. What several merges reach belongs to the first that brought it."""
    line: list[Commit] = []
    name: str | None = tip
    while name is not None and (commit := commits.get(name)) is not None:
        line.append(commit)
        name = commit.parents[0] if commit.parents else None
    seen = {commit.name for commit in line}
    told = []
    for commit in reversed(line):
        work = tuple(behind(commit, commits, seen))
        messages = tuple(message_of(each.text) for each in work)
        told.append(Landed(commit=commit, message=message_of(commit.text), work=work, messages=messages))
    yield from reversed(told)


def behind(merge: Commit, commits: Mapping[str, Commit], seen: set[str]) -> Iterable[Commit]:
    """The commits that a merge brought, newest first, without merges among them: those only fetched what was there."""
    waiting, found = list(merge.parents[1:]), []
    while waiting:
        name = waiting.pop()
        if name in seen or (commit := commits.get(name)) is None:
            continue
        seen.add(name)
        waiting += commit.parents
        found.append(commit)
    own = [commit for commit in found if len(commit.parents) < 2]
    return sorted(own, key=lambda commit: -int(commit.moment))
