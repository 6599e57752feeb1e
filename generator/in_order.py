"""Which learners' files were in order when `check` last looked at them, so that it need not read them again.

What is kept lies in git's own folder, where only this account looks, and never where CI keeps something. It holds no
words: digests, ids, and the one warning that a plan may have for months. Whatever can change what `check` says of a
learner is part of the learner's key; a key that is another, and a file that is damaged, only cost a second look.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.at_rest.private import keep_private, kept_private
from generator.check.access import Circle, circle_of
from generator.checked import CheckedSchool, checked_learner
from generator.inputs import digest_of, files_below, inputs, signature_of
from generator.load.git import run_git
from generator.load.learner_folders import LearnerFolder, learner_folders
from generator.problem import Place, Problem, ToolFailed
from generator.programs import GRAIN_NS, programs
from generator.records.facts import AccessBefore
from generator.records.school import LearnerId

LEAST = 100  # learners: fewer are read in less time than it takes to look whether they must be
WITHOUT_WORDS = "translation-missing"  # its sentences hold numbers, languages and places; many plans have it for long
FORMAT = 1  # of what is kept; another begins anew
FILE, PROGRAMS = f"in-order-{FORMAT}", "programs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What `check` says of one learner. `circle` None: the files cannot be used."""

    problems: tuple[Problem, ...]
    circle: Circle | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    key: str
    looked: Looked


class Noting(Mapping[LearnerId, str]):
    """The households of other learners, and whether somebody asked: then more files decide than the learner's own."""

    def __init__(self, households: Mapping[LearnerId, str]) -> None:
        self._households = households
        self.asked = False

    def __getitem__(self, learner: LearnerId) -> str:
        self.asked = True
        return self._households[learner]

    def __iter__(self) -> Iterator[LearnerId]:
        self.asked = True
        return iter(self._households)

    def __len__(self) -> int:
        return len(self._households)


@dataclass(kw_only=True)
class LastLook:
    """What is remembered of a school's folder, and what will be. `files`: of those that are no learner's."""

    root: Path
    people: Path | None
    at: int
    book: Path
    files: str
    programs: str
    before: Mapping[LearnerId, Kept]
    now: dict[LearnerId, Kept] = field(default_factory=dict)


def last_look(root: Path, people: Path | None, at: int, least: int = LEAST) -> LastLook | None:
    """What was in order. None: nothing is remembered of this folder.

    `at`: now, in nanoseconds, before anything is read. A file written since, or within its clock's tick before, could
    be written once more and look the same.
    """
    if len(learner_folders(root)[0]) < least or (book := book_of(root)) is None:
        return None
    return LastLook(
        root=root,
        people=people,
        at=at,
        book=book,
        files=shared_files(root, people, at),
        programs=programs(book / PROGRAMS),
        before=kept_in(book / FILE),
    )


def book_of(root: Path) -> Path | None:
    """Where it lies: in git's folder, where the school is a whole repository; None: it is not, and nothing is kept."""
    try:
        asked = run_git(root, "rev-parse", "--show-toplevel", "--absolute-git-dir")
    except ToolFailed:
        return None
    said = os.fsdecode(asked.stdout).splitlines()
    if asked.returncode or len(said) != len(("top", "git")) or not os.path.samefile(said[0], root):  # noqa: PTH121
        return None
    book = Path(said[1]) / "pathbook" / "check"
    try:
        for made in (book.parent, book):
            made.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return book


def shared_files(root: Path, people: Path | None, at: int) -> str:
    """One digest of all files that are no learner's, by their signatures; "" where one may be written now."""
    own = frozenset(path for folder in learner_folders(root)[0] for path in (folder.folder, *folder.also))
    files = [file for name in inputs(root) for file in files_below(root, name, own)]
    files += [] if people is None else [("people", os.fspath(people))]
    return signed_by(files, at)


def signed_by(files: Iterable[tuple[str, str]], at: int) -> str:
    signed, newest = signature_of(sorted(files))
    return signed if newest < at - GRAIN_NS else ""


def looks(school: CheckedSchool, last: LastLook | None) -> Iterator[Looked]:
    """What is wrong in each learner's files, as it is known or as they are read."""
    # A locked file of names is opened or not, by a key that lies elsewhere.
    opened = (str(len(school.people)), school.names.roll)
    day = school.on.isoformat()
    shared = "" if last is None else last.files and digest_of((last.files, last.programs, day, *opened))
    for folder in school.folders:
        if last is None or not shared:
            yield read_anew(school, folder)
        elif (kept := last.before.get(folder.learner)) and kept.key == key_of(school, folder, shared, last.at):
            last.now[folder.learner] = kept
            yield kept.looked
        else:
            yield read_and_kept(school, folder, shared, last)


def read_and_kept(school: CheckedSchool, folder: LearnerFolder, shared: str, last: LastLook) -> Looked:
    key = key_of(school, folder, shared, last.at)
    others = Noting(school.names.household)
    looked = read_anew(replace(school, names=replace(school.names, household=others)), folder)
    quiet = looked.circle is not None and all(each.code == WITHOUT_WORDS for each in looked.problems)
    if key and quiet and not others.asked and key == key_of(school, folder, shared, last.at):
        last.now[folder.learner] = Kept(key=key, looked=looked)
    return looked


def read_anew(school: CheckedSchool, folder: LearnerFolder) -> Looked:
    records, problems = checked_learner(school, folder)
    return Looked(problems=problems, circle=None if records is None else circle_of(records.learner, school.on))


def key_of(school: CheckedSchool, folder: LearnerFolder, shared: str, at: int) -> str:
    """All that decides what is said of the learner; "": it cannot be told apart from what may be written now."""
    own = signed_by((file for each in (folder.folder, *folder.also) for file in files_below(school.root, each)), at)
    return own and digest_of((shared, own, said(school.access_before.get(folder.learner))))


def said(before: AccessBefore | None) -> str:
    return "" if before is None else f"{before.epoch} {sorted(before.slots)} {sorted(before.versions.items())}"


def keep(last: LastLook) -> None:
    """For the next look, unless shared files were changed during this one. Where it cannot be kept, nothing is said."""
    if last.now == last.before or last.files != shared_files(last.root, last.people, last.at):
        return
    told = {learner: as_plain(kept) for learner, kept in last.now.items()}
    keep_private(last.book / FILE, json.dumps(told).encode())


def as_plain(kept: Kept) -> list[Any]:
    circle = kept.looked.circle
    assert circle is not None  # noqa: S101 - only files that can be used are kept
    return [
        kept.key,
        [list(each) for each in circle.codes],
        circle.household,
        sorted(circle.at_home),
        [[p.place.file, p.place.line, p.place.column, p.message, p.hint, p.length] for p in kept.looked.problems],
    ]


def kept_in(file: Path) -> Mapping[LearnerId, Kept]:
    """Nothing where the file is not there or is not as it was written."""
    told = kept_private(file)
    return {} if told is None else {learner: kept_of(learner, plain) for learner, plain in json.loads(told).items()}


def kept_of(learner: LearnerId, plain: list[Any]) -> Kept:
    key, codes, household, at_home, told = plain
    circle = Circle(
        learner=learner,
        codes=tuple((who, version) for who, version in codes),
        household=household,
        at_home=frozenset(at_home),
    )
    problems = (
        Problem(Place(file, line, column), WITHOUT_WORDS, message, hint, "warning", length)
        for file, line, column, message, hint, length in told
    )
    return Kept(key=key, looked=Looked(problems=tuple(problems), circle=circle))
