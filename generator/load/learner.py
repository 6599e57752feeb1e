"""One learner's files. Keeps nothing from one learner to the next."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.load.layout import (
    DAY_THEN_SLUG,
    GOAL_ID,
    SCHOOL_YEAR,
    YAML_ENDINGS,
    Listing,
    listing_of,
    misplaced,
    strangers,
    wrong_name,
    yaml_names,
)
from generator.load.learner_folders import LearnerFolder
from generator.load.source import record_of
from generator.problem import Place, Problem
from generator.records.commons import LearnerRecords, PlanYear, StaffRecords
from generator.records.evidence import Evidence, EvidenceSheet
from generator.records.issued import IssuedSheet
from generator.records.learner import Learner
from generator.records.plan import Conference, Goal, Plan
from generator.records.redaction import Redaction, Redactions
from generator.records.staff import StaffSheet
from generator.records.support import Support

R = TypeVar("R")
Found = list[Problem]
OF_A_YEAR = ("plan.yml", "issued.yml")


def read_learner(root: Path, folder: LearnerFolder) -> tuple[LearnerRecords, tuple[Problem, ...]]:
    """As much of the home records as can be read, and every problem in their files. Never opens staff/.

    An empty record stands in for a learner.yml that cannot be read.
    """
    top = listing_of(root, folder.folder)
    problems: Found = [*top.problems, *_top_strangers(top), *(_twice(folder, other) for other in folder.also)]
    learner = _one(root, top.path("learner.yml"), "learner", Learner, problems)
    if learner is not None and learner.learner != folder.learner:
        problems.append(wrong_name(learner.place, "learner", learner.learner, folder.learner))
    years = tuple(year for name in _years(top) if (year := _year(root, top.path(name), folder, problems)) is not None)
    evidence = _evidence(root, top, problems)
    supports = _each(root, listing_of(root, top.path("supports")), "support", Support, _support_name, problems)
    redactions = _redactions(root, top, problems)
    records = LearnerRecords(
        learner=learner or Learner(learner=folder.learner, stage="secondary", place=Place(top.path("learner.yml"))),
        years=years,
        evidence=evidence,
        supports=supports,
        redactions=redactions,
        folder=folder.folder,
    )
    return records, tuple(problems)


def load_staff(root: Path, folder: LearnerFolder) -> tuple[StaffRecords, tuple[Problem, ...]]:
    """What only staff read of this learner, from the files that can be read."""
    problems: Found = []
    listing = listing_of(root, f"{folder.folder}/staff")
    sheets = _each(root, listing, "staff", StaffSheet, _any_name, problems)
    return StaffRecords(sheets=sheets), tuple(problems)


def _years(top: Listing) -> tuple[str, ...]:
    return tuple(name for name in top.folders if SCHOOL_YEAR.fullmatch(name))


def _top_strangers(top: Listing) -> tuple[Problem, ...]:
    folders = ("evidence", "supports", "staff", *_years(top))
    expected = (
        "learner.yml, redactions.yml, evidence/, supports/, staff/, and a folder for each school year like 2026-27"
    )
    return strangers(top, ("learner.yml", "redactions.yml"), folders, expected)


def _twice(folder: LearnerFolder, other: str) -> Problem:
    message = f"learner {folder.learner!r} has two folders; the other one is {folder.folder}"
    return Problem(Place(other), "repeated-id", message, "Join the two, or give one of the learners another id.")


def _one(root: Path, file: str, kind: str, record_type: type[R], problems: Found) -> R | None:
    record, found = record_of(root, file, kind, record_type)
    problems += found
    return record


def _year(root: Path, path: str, folder: LearnerFolder, problems: Found) -> PlanYear | None:
    listing = listing_of(root, path)
    aims, meetings = listing_of(root, listing.path("goals")), listing_of(root, listing.path("conferences"))
    if not (listing.files or aims.files or meetings.files):
        return None  # a year that was cleared away leaves its folders behind
    problems += [
        *listing.problems,
        *strangers(listing, OF_A_YEAR, ("goals", "conferences"), "plan.yml, goals/ and conferences/"),
    ]
    plan = _one(root, listing.path("plan.yml"), "plan", Plan, problems)
    goals = _each(root, aims, "goal", Goal, _goal_name, problems)
    conferences = _each(root, meetings, "conference", Conference, _conference_name, problems)
    issued = _if_there(root, listing, "issued", IssuedSheet, problems)
    if plan is None:
        return None
    if plan.learner != folder.learner:
        problems.append(wrong_name(plan.place, "learner", plan.learner, folder.learner))
    year = path.rpartition("/")[2]
    if plan.school_year != year:
        problems.append(wrong_name(plan.place, "school_year", plan.school_year, year))
    return PlanYear(
        plan=plan,
        goals=tuple(sorted(goals, key=lambda goal: int(goal.id.removeprefix("g")))),
        conferences=tuple(sorted(conferences, key=lambda conference: conference.on)),
        issued=issued.issued if issued else (),
    )


def _if_there(root: Path, folder: Listing, kind: str, record_type: type[R], problems: Found) -> R | None:
    return (
        _one(root, folder.path(f"{kind}.yml"), kind, record_type, problems) if f"{kind}.yml" in folder.files else None
    )


def _each(
    root: Path,
    listing: Listing,
    kind: str,
    record_type: type[R],
    misnamed: Callable[[R, str], Problem | None],
    problems: Found,
) -> tuple[R, ...]:
    """One record a file, in the order of file names."""
    names = yaml_names(listing)
    expected = f"one file for each {kind}, ending in .yml"
    problems += [*listing.problems, *strangers(listing, [f"{name}.yml" for name in names], (), expected)]
    records = []
    for name in names:
        record = _one(root, listing.path(f"{name}.yml"), kind, record_type, problems)
        if record is None:
            continue
        records.append(record)
        if (problem := misnamed(record, name)) is not None:
            problems.append(problem)
    return tuple(records)


def _goal_name(goal: Goal, name: str) -> Problem | None:
    return None if goal.id == name else wrong_name(goal.place, "id", goal.id, name, GOAL_ID)


def _support_name(support: Support, name: str) -> Problem | None:
    return None if support.id == name else wrong_name(support.place, "id", support.id, name)


def _conference_name(conference: Conference, name: str) -> Problem | None:
    """Two conferences of one day are told apart by what follows the date."""
    day = conference.on.isoformat()
    if name == day or name.startswith(f"{day}-"):
        return None
    return wrong_name(conference.place, "on", day, name, DAY_THEN_SLUG)


def _any_name(_record: object, _name: str) -> None:
    return None


def _evidence(root: Path, top: Listing, problems: Found) -> tuple[Evidence, ...]:
    listing = listing_of(root, top.path("evidence"))
    # Photos, sounds and PDFs lie beside the YAML, also in folders of their own.
    attachments = [name for name in listing.files if not name.endswith(YAML_ENDINGS)]
    read = Listing(folder=listing.folder, files=tuple(name for name in listing.files if name not in attachments))
    problems += (*listing.problems, *_unread(root, listing))
    sheets = _each(root, read, "evidence", EvidenceSheet, _evidence_name, problems)
    return tuple(piece for sheet in sheets for piece in sheet.evidence)


def _unread(root: Path, folder: Listing) -> tuple[Problem, ...]:
    """Warnings for evidence in a folder inside evidence/, which holds photos only."""
    inner = tuple(listing_of(root, folder.path(name)) for name in folder.folders)
    expected = "photos, sounds and PDFs; the .yml files of evidence lie one folder up"
    here = (below.path(name) for below in inner for name in below.files if name.endswith(YAML_ENDINGS))
    found = tuple(misplaced(path, "nothing is read from here", f"Expected here: {expected}.") for path in here)
    return found + tuple(problem for below in inner for problem in _unread(root, below))


def _evidence_name(sheet: EvidenceSheet, name: str) -> Problem | None:
    if DAY_THEN_SLUG.fullmatch(name):
        return None
    hint = "Name it by the day and a few words, for example 2026-10-14-fraction-strips.yml."
    return misplaced(sheet.place.file, "the name of this file does not begin with a day", hint)


def _redactions(root: Path, top: Listing, problems: Found) -> tuple[Redaction, ...]:
    redactions = _if_there(root, top, "redactions", Redactions, problems)
    return () if redactions is None else redactions.redactions
