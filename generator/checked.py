"""A school that has been read and checked: the shared files once, then one learner at a time.

`check` and `build` both begin here, so nothing is built that `check` would refuse.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.check.case import NameIndex
from generator.check.names import index_of
from generator.check.rules import check_commons, check_learner
from generator.load.commons import load_commons
from generator.load.facts import facts_of
from generator.load.households import Households
from generator.load.learner import LearnerFolder, learner_folders, load_learner, load_staff
from generator.load.people import everybody, load_people, people_of
from generator.model.groundwork import Groundwork, groundwork_of
from generator.problem import BuildStopped, Problem, errors_in
from generator.records.commons import Commons, LearnerRecords, People


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSchool:
    """Shared files in order, and what judging one learner takes. `problems` holds warnings only."""

    root: Path
    commons: Commons
    groundwork: Groundwork
    people: People
    names: NameIndex
    folders: tuple[LearnerFolder, ...]
    on: date
    problems: tuple[Problem, ...]


def checked_school(root: Path, people_file: Path | None, today: Callable[[str], date]) -> CheckedSchool:
    """Read and check what all learners share. Problems in it stop everything: raises BuildStopped with all of them."""
    commons, problems = load_commons(root)
    people, people_problems = load_people(root, people_file)
    folders, misplaced = learner_folders(root)
    problems += people_problems + misplaced
    if commons is None:
        raise BuildStopped(problems, str(root))
    learners = frozenset(folder.learner for folder in folders)
    problems += check_commons(commons, learners)
    if errors_in(problems):
        raise BuildStopped(problems, str(root))
    return CheckedSchool(
        root=root,
        commons=commons,
        groundwork=groundwork_of(commons),
        people=people,
        names=index_of(everybody(people), commons.groups.values(), learners, Households(root)),
        folders=folders,
        on=today(commons.calendar.timezone),
        problems=problems,
    )


def known_school(root: Path, people_file: Path | None, on: date, names: NameIndex) -> CheckedSchool:
    """The same school in another process, where it need not be checked again; without its folders."""
    commons, problems = load_commons(root)
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
    )


def checked_learner(school: CheckedSchool, folder: LearnerFolder) -> tuple[LearnerRecords | None, tuple[Problem, ...]]:
    """One learner's home records, and everything wrong in their files. None: they cannot be used."""
    records, problems = load_learner(school.root, folder)
    staff, staff_problems = load_staff(school.root, folder)
    problems += staff_problems
    if records is None:
        return None, problems
    facts = facts_of(school.root, folder)
    problems += check_learner(records, staff, facts, school.commons, school.people, school.names, school.on)
    return (None if errors_in(problems) else records), problems
