"""The two sides of a proposal as schools: what all learners share, and only those learners who are looked at.

Nothing is judged here but what would keep a picture from being made: `check` says what is wrong. Members of groups
and names in plans are none of it, so that nobody else's files have to be there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.check.case import NameIndex
from generator.check.rules import check_commons
from generator.checked import CheckedSchool
from generator.load.catalogues import languages_with_catalogue
from generator.load.commons import readable_commons
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder, learner_folders
from generator.load.people import people_of
from generator.load.proposal import Proposal, part_at
from generator.model.groundwork import groundwork_of
from generator.problem import BuildStopped, Problem, errors_in
from generator.records.commons import Commons, LearnerRecords
from generator.records.revision import FileRevision
from generator.records.school import LearnerId
from generator.render.sources import template_folders

NOBODY = NameIndex(roll="", first_words=frozenset(), longest=0, members="", given={}, household={})
LEVELLED = ("plans/school.yml", "plans/calendar.yml", "frameworks/")  # what levels, pathways and pace are made from
WORDS_ONLY = ("frameworks/glossary/", "frameworks/requirements/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """`commons`: as much as can be read, to call things by their names; None: too little. `school` None: nothing can be
    concluded from it.
    """

    root: Path
    commons: Commons | None
    school: CheckedSchool | None
    folders: Mapping[LearnerId, LearnerFolder]  # of the learners whose files changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """`everybody`: shared files changed that any picture may be made from, so everybody's files are on both sides."""

    before: Side
    after: Side
    everybody: bool
    withheld: tuple[LearnerId, ...]
    on: date

    def commons(self) -> tuple[Commons, Commons]:
        """To call things by their names: a side that cannot be read borrows from the other one."""
        known = tuple(side.commons for side in (self.before, self.after) if side.commons is not None)
        return known[0], known[-1]


def concerns_everybody(revisions: tuple[FileRevision, ...]) -> bool:
    return any(
        revision.fields or not revision.readable
        for revision in revisions
        if revision.learner is None and any(map(is_levelled, files_of(revision)))
    )


def is_levelled(file: str) -> bool:
    return file.startswith(LEVELLED) and not file.startswith(WORDS_ONLY) and file.endswith(".yml")


def files_of(revision: FileRevision) -> tuple[str, ...]:
    return (revision.file,) if revision.was is None else (revision.was, revision.file)


def folders_in(revisions: tuple[FileRevision, ...]) -> frozenset[str]:
    """The folders of the learners whose files changed, as they are and were called."""
    found = (
        f"{file.partition(f'/{each.learner}/')[0]}/{each.learner}"
        for each in revisions
        if each.learner
        for file in files_of(each)
        if f"/{each.learner}/" in file
    )
    return frozenset(found)


@contextmanager
def sides_read(
    root: Path,
    proposal: Proposal,
    revisions: tuple[FileRevision, ...],
    people: Path | None,
    today: Callable[[str], date],
) -> Iterator[Sides]:
    """Raises BuildStopped where what all share can be read on neither side."""
    everybody = concerns_everybody(revisions)
    folders = None if everybody else folders_in(revisions)
    changed = frozenset(each.learner for each in revisions if each.learner)
    with part_at(root, proposal.base, folders) as then, part_at(root, proposal.head, folders) as now:
        shared = tuple(readable_commons(part.root) for part in (then, now))
        known = next((commons for commons, _ in reversed(shared) if commons is not None), None)
        if known is None:
            raise BuildStopped(shared[1][1], str(now.root))
        on = today(known.calendar.timezone)
        yield Sides(
            before=side_in(then.root, *shared[0], changed, people, on),
            after=side_in(now.root, *shared[1], changed, people, on),
            everybody=everybody,
            withheld=tuple(sorted({*then.withheld, *now.withheld})),
            on=on,
        )


def side_in(
    root: Path,
    commons: Commons | None,
    problems: tuple[Problem, ...],
    changed: frozenset[LearnerId],
    people: Path | None,
    on: date,
) -> Side:
    folders, _ = learner_folders(root)
    school = None
    if commons is not None:
        commons = replace(commons, catalogues=languages_with_catalogue(template_folders(root)))
        if not errors_in(problems) and not errors_in(check_commons(replace(commons, groups={}), (), {})):
            school = school_in(root, commons, folders, people, on)
    return Side(
        root=root,
        commons=commons,
        school=school,
        folders={each.learner: each for each in folders if each.learner in changed},
    )


def school_in(
    root: Path, commons: Commons, folders: Sequence[LearnerFolder], people: Path | None, on: date
) -> CheckedSchool:
    return CheckedSchool(
        root=root,
        commons=commons,
        groundwork=groundwork_of(commons),
        people=people_of(root, people),
        names=NOBODY,
        folders=folders,
        on=on,
        problems=(),
        access_before={},
    )


def records_in(side: Side) -> Mapping[LearnerId, LearnerRecords]:
    """The home records of the learners whose files changed, as far as they can be read."""
    return {learner: read_learner(side.root, folder)[0] for learner, folder in side.folders.items()}
