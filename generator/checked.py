"""A school that has been read and checked: the shared files once, then one learner at a time.

`check` and `build` both begin here, so nothing is built that `check` would refuse.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.check.case import NameIndex
from generator.check.names import index_of
from generator.check.rules import check_commons, check_learner
from generator.load.access_before import AccessOfThePast
from generator.load.catalogues import languages_with_catalogue, problems_of_catalogues
from generator.load.commons import load_commons
from generator.load.facts import facts_of
from generator.load.households import Households
from generator.load.learner import load_staff, read_learner
from generator.load.learner_folders import LearnerFolder, Roll, learner_folders
from generator.load.people import everybody, load_people, people_of
from generator.model.groundwork import Groundwork, groundwork_of
from generator.names_kept import Kept, digest_of_shared, keep_names, kept_names
from generator.problem import BuildStopped, Problem, errors_in
from generator.records.commons import Commons, LearnerRecords, People
from generator.records.facts import AccessBefore, Facts
from generator.records.school import LearnerId
from generator.render.sources import template_folders

NEED_EVERY_FILE = (
    "unknown-criterion",
    "unknown-goal",
    "unknown-evidence",
    "approval-out-of-date",
    "plan-lacks-element",
    "review-due",
)
NEED_HOUSEHOLD = ("other-learner-named", "classmate-named")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSchool:
    """Shared files in order, and what judging one learner takes. `problems` holds warnings only."""

    root: Path
    commons: Commons
    groundwork: Groundwork
    people: People
    names: NameIndex
    folders: Sequence[LearnerFolder]
    on: date
    problems: tuple[Problem, ...]
    access_before: Mapping[LearnerId, AccessBefore]


def checked_school(
    root: Path, people_file: Path | None, today: Callable[[str], date], book: Path | None = None
) -> CheckedSchool:
    """Read and check what all learners share. Problems in it stop everything: raises BuildStopped with all of them.

    `book`: where it is remembered that shared files were in order, and of which names; None: nowhere.
    """
    school, problems = read_school(root, people_file, today, book)
    if school is None or errors_in(problems):
        raise BuildStopped(problems, str(root))
    return school


def read_school(
    root: Path, people_file: Path | None, today: Callable[[str], date], book: Path | None = None
) -> tuple[CheckedSchool | None, tuple[Problem, ...]]:
    """What all learners share, and everything wrong in it; None where it is too little to judge a learner by."""
    kept = kept_names(book, Households(root))
    commons, problems = commons_of(root)
    people, people_problems = load_people(root, people_file, kept.people)
    folders, misplaced = learner_folders(root)
    problems += people_problems + misplaced
    if commons is None:
        return None, problems
    names, found = judged_names(root, book, commons, people, folders.learners, kept)
    problems += found
    school = CheckedSchool(
        root=root,
        commons=commons,
        groundwork=groundwork_of(commons),
        people=people,
        names=names,
        folders=folders,
        on=today(commons.calendar.timezone),
        problems=problems,
        access_before=AccessOfThePast(root),
    )
    return school, problems


def judged_names(
    root: Path, book: Path | None, commons: Commons, people: People, learners: Roll, kept: Kept
) -> tuple[NameIndex, tuple[Problem, ...]]:
    """Every learner's names, and what is wrong in shared files; as they were remembered, where all is the same."""
    shared = "" if book is None else digest_of_shared(book, root, people, learners)
    same = shared == kept.shared != ""
    found = () if same else check_commons(commons, learners, people)
    if same and kept.names is not None:
        return kept.names, found
    names = index_of(everybody(people), commons.groups.values(), learners, Households(root))
    if book is not None and not found and shared == digest_of_shared(book, root, people, learners):
        keep_names(book, people, shared, names)
    return names, found


def commons_of(root: Path) -> tuple[Commons | None, tuple[Problem, ...]]:
    """What all learners share, the languages that words exist in too; and what is wrong in it."""
    commons, problems = load_commons(root)
    folders = template_folders(root)
    for own in folders[:-1]:
        problems += problems_of_catalogues(own)
    return (None if commons is None else replace(commons, catalogues=languages_with_catalogue(folders))), problems


def known_school(root: Path, people_file: Path | None, on: date, names: NameIndex) -> CheckedSchool:
    """The same school in another process, where it need not be checked again; without its folders."""
    commons, problems = commons_of(root)
    if commons is None:
        raise BuildStopped(problems, str(root))
    return CheckedSchool(
        root=root,
        commons=commons,
        groundwork=groundwork_of(commons),
        people=people_of(root, people_file),
        names=names,
        folders=(),
        on=on,
        problems=(),
        access_before=AccessOfThePast(root),
    )


def checked_learner(school: CheckedSchool, folder: LearnerFolder) -> tuple[LearnerRecords | None, tuple[Problem, ...]]:
    """One learner's home records, and everything wrong in their files. None: they cannot be used."""
    return checked_with(school, folder, facts_of(school.root, folder))


def checked_with(
    school: CheckedSchool, folder: LearnerFolder, facts: Facts
) -> tuple[LearnerRecords | None, tuple[Problem, ...]]:
    """The same, where it is known already what lies beside the evidence."""
    records, problems = read_learner(school.root, folder)
    staff, staff_problems = load_staff(school.root, folder)
    if records.learner.access is not None:
        facts = replace(facts, access_before=school.access_before.get(folder.learner))
    found = check_learner(
        records, staff, facts, school.commons, school.people, school.names, school.on, school.groundwork
    )
    problems += staff_problems + certain(found, problems)
    return (None if records is None or errors_in(problems) else replace(records, files=facts.files)), problems


def certain(found: tuple[Problem, ...], reading: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What the rules found, without what a file that could not be read would put right."""
    unread = {problem.place.file.rpartition("/")[2] for problem in errors_in(reading)}
    doubtful = (*(NEED_EVERY_FILE if unread else ()), *(NEED_HOUSEHOLD if "learner.yml" in unread else ()))
    return tuple(problem for problem in found if problem.code not in doubtful)


def problems_in_reading(root: Path, folder: LearnerFolder) -> tuple[Problem, ...]:
    """What is wrong in one learner's files taken by themselves, where the shared files cannot be used."""
    return read_learner(root, folder)[1] + load_staff(root, folder)[1]
