"""A change judged before it is written: what `check` would say of a learner, or of the school, if it were made.

The files are put together in a private folder that goes away again; nothing of the school's own is touched.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.changes import Change, Changes
from generator.check.names import index_of
from generator.check.rules import check_commons
from generator.checked import CheckedSchool, checked_learner, checked_with
from generator.load.commons import load_commons
from generator.load.facts import facts_of
from generator.load.households import Households
from generator.load.layout import LEARNER_ID, YAML_ENDINGS, listing_of
from generator.load.learner_folders import LearnerFolder, LearnerFolders
from generator.load.people import everybody, load_people
from generator.model.groundwork import groundwork_of
from generator.problem import Problem, errors_in, in_reading_order
from generator.records.commons import LearnerRecords
from generator.records.facts import Facts

SHARED = ("frameworks", "plans/groups", "site_templates")
PEOPLE = "plans/people.yml"


@contextmanager
def overlay(root: Path, folder: LearnerFolder, changes: Changes) -> Iterator[Path]:
    """A root that holds one learner's files as they would be, photos and all, and nothing else of the school."""
    with private_root() as top:
        for file in files_below(root, folder.folder):
            put_link(root / file, top / file)
        put_in(top, changes)
        yield top


def judged(school: CheckedSchool, folder: LearnerFolder, changes: Changes) -> tuple[Problem, ...]:
    """What `check` would say of the files that change, and what would newly be wrong in the learner's other files.

    What was wrong in other files before is no matter of this change. `folder` may be a learner's who is not there yet.
    """
    ours = tuple(change for change in changes if change.file.startswith(f"{folder.folder}/"))
    after = checked_after(school, folder, ours)[1]
    return touching(ours, after, lambda: checked_learner(school, folder)[1])


def checked_after(
    school: CheckedSchool, folder: LearnerFolder, changes: Changes
) -> tuple[LearnerRecords | None, tuple[Problem, ...]]:
    """A learner's records as they would be, and everything wrong in them."""
    with private_root() as top:
        for file in files_below(school.root, folder.folder):
            if file.endswith(YAML_ENDINGS):
                put_copy(school.root / file, top / file)
        put_in(top, changes)
        facts = facts_after(school.root, top, folder, changes)
        return checked_with(replace(school, root=top), folder, facts)


def facts_after(root: Path, top: Path, folder: LearnerFolder, changes: Changes) -> Facts:
    """What would lie beside the evidence. Photos that stay are looked at where they are: copying them takes long."""
    start = f"{folder.folder}/evidence/"
    changed = {change.file.removeprefix(start) for change in changes}
    kept = {path: facts for path, facts in facts_of(root, folder).files.items() if path not in changed}
    after = facts_of(top, folder)
    return replace(after, files=kept | dict(after.files))


@contextmanager
def school_with(school: CheckedSchool, changes: Changes) -> Iterator[tuple[CheckedSchool | None, tuple[Problem, ...]]]:
    """The school as it would be with other shared files and new learners, and what the change makes wrong in them.

    None where it could not be used. Learners' own files are not in the folder of this school, other than those that
    change; new names are looked for in plans/people.yml, wherever the school keeps them.
    """
    with private_root() as top:
        for file in shared_files(school.root):
            put_link(school.root / file, top / file)
        put_in(top, changes)
        made, problems = school_at(school, top, changes)
        yield made, touching(changes, problems, lambda: school.problems)


def judged_shared(school: CheckedSchool, changes: Changes) -> tuple[Problem, ...]:
    """What `check` would say of shared files that change, and what would newly be wrong in the others.

    Learners who begin with these changes are judged in the school as it would be.
    """
    with school_with(school, changes) as (made, problems):
        known = {folder.learner for folder in school.folders}
        new = () if made is None else tuple(each for each in made.folders if each.learner not in known)
        return problems + tuple(problem for each in new if made for problem in checked_learner(made, each)[1])


def judged_everywhere(school: CheckedSchool, changes: Changes) -> tuple[Problem, ...]:
    """What `check` would say of changes to shared files, to new learners, and to those who are there."""
    there = {folder.folder: folder for folder in school.folders}
    of_learner: dict[str, list[Change]] = {}
    shared: list[Change] = []
    for change in changes:
        folder = next((above for above in folders_above(change.file) if above in there), None)
        (shared if folder is None else of_learner.setdefault(folder, [])).append(change)
    problems = judged_shared(school, tuple(shared)) if shared else ()
    return problems + tuple(
        problem for folder, ours in of_learner.items() for problem in judged(school, there[folder], tuple(ours))
    )


def folders_above(file: str) -> Iterator[str]:
    """The folders that a file lies in, the innermost first."""
    while "/" in file:
        file = file.rpartition("/")[0]
        yield file


@contextmanager
def only(changes: Changes) -> Iterator[Path]:
    """A root that holds what changes and nothing else, to show lines of it."""
    with private_root() as top:
        put_in(top, changes)
        yield top


def touching(
    changes: Changes, after: tuple[Problem, ...], before: Callable[[], tuple[Problem, ...]]
) -> tuple[Problem, ...]:
    """Problems in the files that change, and new ones elsewhere; an unchanged file says the same at the same place."""
    files = {change.file for change in changes}
    if all(problem.place.file in files for problem in after):
        return in_reading_order(after)
    stood = {(problem.place, problem.code) for problem in before()}
    return in_reading_order(
        tuple(each for each in after if each.place.file in files or (each.place, each.code) not in stood)
    )


def school_at(school: CheckedSchool, top: Path, changes: Changes) -> tuple[CheckedSchool | None, tuple[Problem, ...]]:
    """The school read again from shared files at `top`, which differ from its own by these changes."""
    commons, problems = load_commons(top)
    people, found = load_people(top, None) if PEOPLE in {each.file for each in changes} else (school.people, ())
    problems += found
    if commons is None:
        return None, problems
    folders = folders_with(school, changes)
    problems += check_commons(commons, folders.learners, people)
    commons = replace(commons, catalogues=school.commons.catalogues)
    households = Households(school.root)
    made = replace(
        school,
        root=top,
        commons=commons,
        groundwork=groundwork_of(commons),
        people=people,
        names=index_of(everybody(people), commons.groups.values(), folders.learners, households),
        folders=folders,
    )
    return (None if errors_in(problems) else made), problems


def folders_with(school: CheckedSchool, changes: Changes) -> LearnerFolders:
    """All learners' folders, with those that the changes begin."""
    above = {folder.learner: (folder.above,) for folder in school.folders}
    for change in changes:
        folder, _, name = change.file.rpartition("/")
        around, _, learner = folder.rpartition("/")
        if name == "learner.yml" and change.content is not None and LEARNER_ID.fullmatch(learner):
            above.setdefault(learner, (around,))
    return LearnerFolders(above)


def shared_files(root: Path) -> Iterator[str]:
    """What all learners share."""
    for folder in SHARED:
        yield from files_below(root, folder)
    plans = listing_of(root, "plans")
    yield from map(plans.path, plans.files)


def files_below(root: Path, folder: str) -> Iterator[str]:
    """Every file in a folder and the folders inside it. A link that leaves the school is left out."""
    listing = listing_of(root, folder)
    yield from map(listing.path, listing.files)
    for name in listing.folders:
        yield from files_below(root, listing.path(name))


@contextmanager
def private_root() -> Iterator[Path]:
    with TemporaryDirectory(prefix="pathbook-", ignore_cleanup_errors=True) as top:
        yield Path(top).resolve()


def put_in(top: Path, changes: Changes) -> None:
    """Make the files of a private folder say what the changes want."""
    for change in changes:
        path = inside(top, change)
        path.unlink(missing_ok=True)  # it may be a link to the school's own file
        if change.content is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(change.content)


def inside(top: Path, change: Change) -> Path:
    """Where a change belongs; a path that leads elsewhere is a mistake of whoever made the change."""
    path = top / change.file
    if ".." in path.parts or not path.is_relative_to(top):
        raise ValueError(f"{change.file!r} leads out of the school")
    return path


def put_link(source: Path, target: Path) -> None:
    """The same file at another place; a copy where the two folders lie on two disks."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source.resolve(), target)
    except OSError:
        put_copy(source, target)


def put_copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):  # a link that leads nowhere, or somebody took it away meanwhile
        shutil.copyfile(source, target)
