"""What git knows of learners' files: when they came, changed and went, who proposed it and who agreed.

One pass over the log tells of all learners. Only files that families read are told, whatever else lies beside them, and
of people only adults of the school, by their ids. What once lay with the wrong child is marked here, where all
learners are known; a learner's job is handed those marks, the old texts of that learner's own files, and no more.
Where there is no git, or no history of this folder, there is nothing to tell.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from generator.load.blobs import OldTexts, old_texts
from generator.load.history.kept import kept_facts
from generator.load.history.log import FileOp, Landed, log_of
from generator.load.history.message import Message
from generator.load.history.moved import Marks, marks_of_words, moved_in
from generator.load.history.people import SchoolPeople
from generator.load.history.revisions import pair_of
from generator.load.source import leaves
from generator.records.commons import People
from generator.records.history import Claim, Known
from generator.records.school import LearnerId, PersonId

HOME_FILE = re.compile(
    r"learner\.yml|[12][0-9]{3}-[0-9]{2}/plan\.yml"
    r"|[12][0-9]{3}-[0-9]{2}/(?:goals|conferences)/[^/]+\.yml|(?:evidence|supports)/[^/]+\.yml"
)
NEWEST = "HEAD"
Op: TypeAlias = tuple[str, str, str, str, str]  # A, M, D or R (moved); the path; the one before; both blobs
Line: TypeAlias = list[Any]  # commit, moment, request, claims, and operations, each with who proposed it


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerPast:
    """What the log tells of one learner, newest first, as few bytes: it travels to another process.

    `texts`: old versions of this learner's files, by blob, where nobody remembers what they told. `remembered`: the
    file for that. `moved`: marks of what went from this learner to another.
    """

    known: Known = "none"
    told: bytes = b""
    texts: Mapping[str, bytes] = field(default_factory=dict)
    moved: Marks = frozenset()
    remembered: Path | None = None

    @property
    def lines(self) -> list[Line]:
        lines: list[Line] = json.loads(self.told) if self.told else []
        return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the log tells of all learners. `kept`: the folder in which it may be remembered; None: nowhere."""

    known: Known
    told: Mapping[LearnerId, bytes]
    moved: Mapping[LearnerId, Marks] = field(default_factory=dict)
    root: Path | None = None
    kept: Path | None = None

    def of(self, learner: LearnerId, texts: OldTexts | None = None) -> LearnerPast:
        """`texts`: who brings old versions; None: nobody does, and only what is remembered has words."""
        told = self.told.get(learner, b"")
        past = LearnerPast(
            known=self.known,
            told=told,
            moved=self.moved.get(learner, frozenset()),
            remembered=None if self.kept is None else self.kept / "learners" / learner,
        )
        return past if texts is None or not told else replace(past, texts=texts(missing_in(past)))

    @contextmanager
    def texts(self) -> Iterator[OldTexts]:
        """Who brings old versions of files, for as long as the context lasts."""
        if self.root is None:
            yield lambda _: {}
            return
        with old_texts(self.root) as texts:
            yield texts


NO_PAST = LearnerPast()
NOTHING_TOLD = Past(known="none", told={})


def past_of(root: Path, commit: str = NEWEST, people: People | None = None, kept: Path | None = None) -> Past:
    """All that is known up to a commit; nothing where there is no git, or where it knows no learner's files here.

    What went to another learner is known by today's commit, so that it does not come back as known at an earlier one.
    """
    log = log_of(root, commit, kept if commit == NEWEST else None)
    if log is None:
        return NOTHING_TOLD
    school = SchoolPeople(people or {}, said_of_people(log.landed))
    told = told_in(log.landed, log.first, school)
    if not told:
        return NOTHING_TOLD
    with old_texts(root) as texts:
        marks = None if kept is None else kept / "marks"
        newest = log if commit == NEWEST else log_of(root, NEWEST, kept) or log
        moved = moved_in(newest.landed, texts, marks, partial(catalogue_marks, root))
    return Past(known="part" if log.first else "whole", told=told, moved=moved, root=root, kept=kept)


def catalogue_marks(root: Path) -> Marks:
    """Of the words that the school gives to many: today's, which anybody may have copied."""
    files = sorted((root / "frameworks" / "catalogue").glob("*.yml"))
    return frozenset(mark for file in files if not leaves(root, file) for mark in marks_of_words(file.read_bytes()))


def said_of_people(landed: tuple[Landed, ...]) -> Iterator[str]:
    """Every way in which commits name somebody."""
    for each in landed:
        for commit in (each.commit, *each.work):
            yield authored(commit.author)
        for message in (each.message, *each.messages):
            yield from (who for who, _ in message.reviewers)
            yield from message.helpers


def authored(author: tuple[str, str]) -> str:
    name, address = author
    return f"{name} <{address}>"


def told_in(landed: tuple[Landed, ...], first: frozenset[str], school: SchoolPeople) -> Mapping[LearnerId, bytes]:
    """By learner, what happened to which files, in the order of the log."""
    found: dict[LearnerId, list[Line]] = {}
    for each in landed:
        if each.commit.name in first:
            continue
        for learner, ops in by_learner(each.commit.ops).items():
            changed = [[*op, proposed_by(op, learner, each, school)] for op in settled(ops)]
            line = [each.commit.name, each.commit.moment, each.message.request, claims_of(learner, each, school)]
            found.setdefault(learner, []).append([*line, changed])
    return {learner: json.dumps(lines, separators=(",", ":")).encode() for learner, lines in found.items()}


def by_learner(ops: tuple[FileOp, ...]) -> Mapping[LearnerId, list[Op]]:
    """The changes of one commit to files that families read."""
    found: dict[LearnerId, list[Op]] = {}
    for each in ops:
        if HOME_FILE.fullmatch(each.path):
            did = "M" if each.before and each.after else "A" if each.after else "D"
            found.setdefault(each.learner, []).append((did, each.path, "", each.before, each.after))
    return found


def settled(ops: list[Op]) -> Iterator[Op]:
    """A file that went while the same one came has moved: the same by path, by content, or by name and kind."""
    gone = [op for op in ops if op[0] == "D"]
    for op in ops:
        did, path, _, _, after = op
        if did == "D":
            continue
        old = origin_of(path, after, gone) if did == "A" and gone else None
        if old is None:
            yield op
            continue
        gone.remove(old)
        if old[1] != path:
            yield "R", path, old[1], "", ""
        if old[3] != after:
            yield "M", old[1], "", old[3], after
    yield from gone


def origin_of(path: str, blob: str, gone: list[Op]) -> Op | None:
    """What a new file was before; None: it is new."""
    name = path.split("/")[-2:]
    likeness = {old: (old[1] == path, old[3] == blob, old[1].split("/")[-2:] == name) for old in gone}
    old = max(gone, key=lambda old: likeness[old])
    return old if any(likeness[old]) else None


def proposed_by(op: Op, learner: LearnerId, landed: Landed, school: SchoolPeople) -> list[PersonId]:
    """Who wrote this version of the file: of a merge, whoever wrote what it merged; then those who helped."""
    author, message = landed.writer_of(learner, op[1], op[4])
    named = (school(authored(author)), *(school(helper) for helper in message.helpers))
    return list(dict.fromkeys(person for person in named if person is not None))


def claims_of(learner: LearnerId, landed: Landed, school: SchoolPeople) -> list[list[str | None]]:
    """Who agreed to what a commit did about this learner, as its trailers claim, and those of the work it merged."""
    claims: dict[Claim, None] = {}
    for message in (landed.message, *landed.messages_about(learner)):
        claims |= dict.fromkeys(claims_in(message, learner, school))
    return [[each.role, each.person, each.method, None if each.on is None else each.on.isoformat()] for each in claims]


def claims_in(message: Message, learner: LearnerId, school: SchoolPeople) -> Iterator[Claim]:
    for who, claim in message.reviewers:
        person = school(who)
        if who == learner:
            yield replace(claim, role="student")
        elif person is not None:
            yield replace(claim, person=person)
    yield from (claim for whose, claim in message.homes if whose == learner)


def missing_in(past: LearnerPast) -> list[str]:
    """The blobs that are needed to tell what nobody remembers."""
    remembered = kept_facts(past.remembered) if past.remembered is not None else {}
    ops = (op for line in past.lines for op in line[4] if op[0] != "R")
    return [blob for op in ops if pair_of(op[1], op[3], op[4]) not in remembered for blob in op[3:5] if blob]
