"""What git knows of learners' files: when they came, changed and went. One pass over the log tells of all learners.

Only files that families read are told, whatever else lies beside them; of a commit only its day, never who made it.
Where there is no git, or no history of this folder, there is nothing to tell. Nothing here opens an old file.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.load.git import run_git
from generator.problem import ToolFailed
from generator.records.history import FileChange, FileDid, History, Known
from generator.records.redaction import Redaction
from generator.records.school import LearnerId

HOME_FILE = re.compile(
    r"plans/(?:[^/]+/)?(?P<learner>[a-z]-[0-9]{4,8})/(?P<path>learner\.yml|[12][0-9]{3}-[0-9]{2}/plan\.yml"
    r"|[12][0-9]{3}-[0-9]{2}/(?:goals|conferences)/[^/]+\.yml|(?:evidence|supports)/[^/]+\.yml)"
)
# The line of those who merge, in which a merge is one change: what became part of the plan, and when. Blobs are never
# read, also not to find renamed files, so that a clone without them need not fetch any.
LOG = ("log", "-z", "--first-parent", "--diff-merges=first-parent", "--root", "--raw", "--no-renames", "--no-abbrev")
PLAINLY = ("--no-color", "--no-notes", "--no-ext-diff", "--relative", "--format=@%H %ct")
SETTINGS = ("-c", "log.showRoot=true", "-c", "log.follow=false")
Op = tuple[str, str, str, str]  # A, M, D or R (moved); the path; the one before; the blob, "" where it is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerPast:
    """What the log tells of one learner, newest first, as few bytes: it travels to another process."""

    known: Known = "none"
    told: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the log tells of all learners."""

    known: Known
    told: Mapping[LearnerId, bytes]

    def of(self, learner: LearnerId) -> LearnerPast:
        return LearnerPast(known=self.known, told=self.told.get(learner, b""))


NO_PAST = LearnerPast()
NOTHING_TOLD = Past(known="none", told={})


def past_of(root: Path, commit: str = "HEAD") -> Past:
    """All that is known up to a commit; nothing where there is no git, or where it knows no learner's files here."""
    try:
        asked = run_git(root, "rev-parse", "--git-path", "shallow", f"{commit}^{{commit}}")
        if asked.returncode:
            return NOTHING_TOLD
        *shallow, whole = os.fsdecode(asked.stdout).splitlines()
        log = run_git(root, *SETTINGS, *LOG, *PLAINLY, whole, "--", "plans")
    except ToolFailed:
        return NOTHING_TOLD
    first = beginnings(root / "\n".join(shallow))
    told = told_in(log.stdout, first) if log.returncode == 0 else {}
    return Past(known="part" if first else "whole", told=told) if told else NOTHING_TOLD


def beginnings(shallow: Path) -> frozenset[str]:
    """The commits at which a shallow clone is cut off: all files seem new there, and none is."""
    try:
        return frozenset(shallow.read_text(encoding="ascii").split())
    except FileNotFoundError:
        return frozenset()


def told_in(log: bytes, first: frozenset[str]) -> Mapping[LearnerId, bytes]:
    """By learner, what happened to which files, in the order of the log."""
    found: dict[LearnerId, list[str]] = {}
    for commit, moment, files in commits_in(log):
        for learner, ops in () if commit in first else by_learner(files).items():
            lines = found.setdefault(learner, [])
            for did, path, before, _ in settled(ops):
                lines += (f"{commit} {moment} {did}", path, before)
    return {learner: "\0".join(lines).encode("utf-8", "surrogateescape") for learner, lines in found.items()}


def commits_in(log: bytes) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Each commit with its moment (seconds since 1970) and its changes: what git says of each, and the path."""
    commit = moment = ""
    files: list[tuple[str, str]] = []
    parts = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        match part.lstrip("\n")[:1]:
            case "@":
                if commit:
                    yield commit, moment, files
                commit, _, moment = part.lstrip("\n")[1:].partition(" ")
                files = []
            case ":":
                files.append((part.lstrip("\n"), next(parts)))
    if commit:
        yield commit, moment, files


def by_learner(files: list[tuple[str, str]]) -> Mapping[LearnerId, list[Op]]:
    """The changes of one commit to files that families read; modes and types of files are nobody's news."""
    found: dict[LearnerId, list[Op]] = {}
    for raw, path in files:
        at_home = HOME_FILE.fullmatch(path)
        if at_home is None:
            continue
        _, _, before, after, did = raw.split(" ")
        if before == after:
            continue
        op = did[0] if did[0] in "AD" else "M"
        blob = before if op == "D" else after
        found.setdefault(at_home["learner"], []).append((op, at_home["path"], "", blob))
    return found


def settled(ops: list[Op]) -> Iterator[Op]:
    """A file that went while the same one came has moved: the same by path, by content, or by name and kind."""
    gone = [op for op in ops if op[0] == "D"]
    for did, path, before, blob in ops:
        if did != "A" or not gone:
            if did != "D":
                yield did, path, before, blob
            continue
        old = origin_of(path, blob, gone)
        if old is None:
            yield did, path, before, blob
            continue
        gone.remove(old)
        if old[1] != path:
            yield "R", path, old[1], blob
        if old[3] != blob:
            yield "M", old[1], "", blob
    yield from gone


def origin_of(path: str, blob: str, gone: list[Op]) -> Op | None:
    """What a new file was before; None: it is new."""
    name = path.split("/")[-2:]
    likeness = {old: (old[1] == path, old[3] == blob, old[1].split("/")[-2:] == name) for old in gone}
    old = max(gone, key=lambda old: likeness[old])
    return old if any(likeness[old]) else None


def history_of(past: LearnerPast, timezone: str, redactions: tuple[Redaction, ...] = ()) -> History:
    """One learner's files, each under the name it has now; what a redacted commit did is not told."""
    withheld = tuple(each.commit.lower() for each in redactions if each.commit)
    told: dict[tuple[date, str], list[FileDid]] = {}
    zone = ZoneInfo(timezone)
    for commit, moment, did, path in under_todays_names(past.told):
        if not commit.startswith(withheld):
            day = datetime.fromtimestamp(int(moment), zone).date()
            told.setdefault((day, path), []).append(did)
    by_day = sorted(told.items(), key=lambda each: (-each[0][0].toordinal(), each[0][1]))
    came_to = ((day, path, in_one_day(dids)) for (day, path), dids in by_day)
    changes = (FileChange(day=day, did=did, path=path) for day, path, did in came_to if did is not None)
    return History(changes=tuple(changes), known=past.known)


def under_todays_names(told: bytes) -> Iterator[tuple[str, str, FileDid, str]]:
    """Commit, moment, what happened, and the path as the file is called now; newest first."""
    called: dict[str, str] = {}
    parts = iter(told.decode("utf-8", "surrogateescape").split("\0") if told else ())
    for head in parts:
        commit, moment, op = head.split(" ")
        path, before = next(parts), next(parts)
        match op:
            case "A":
                yield commit, moment, "added", called.pop(path, path)
            case "D":
                yield commit, moment, "removed", path
            case "R":
                called[before] = called.pop(path, path)
            case _:
                yield commit, moment, "changed", called.get(path, path)


def in_one_day(dids: list[FileDid]) -> FileDid | None:
    """What several changes come to, newest first; None: what came that day has gone again."""
    was_there, is_there = dids[-1] != "added", dids[0] != "removed"
    if was_there:
        return "changed" if is_there else "removed"
    return "added" if is_there else None
