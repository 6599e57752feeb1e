"""The story of a turn: each learner's year is put away and the next one begun, all of it together or not at all."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from generator.changes import Change, Changes
from generator.checked import checked_learner
from generator.editing.amended import Told, amended
from generator.editing.new.ids import used_by
from generator.editing.year.goals_turned import goal_changes, settled
from generator.editing.year.learner_turned import grades_of, groups_of, known_grade, learner_turned
from generator.editing.year.plan_turned import new_plan, put_away
from generator.editing.year.turn import Turn, Turned
from generator.load.layout import listing_of
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.load.people import people_for
from generator.model.calendar import year_named
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.model.rollover import (
    away_at,
    enrolment_at,
    fates_of,
    lasting_judgements,
    pathways_left,
    review_days,
    unfinished_supports,
)
from generator.problem import ToolFailed, errors_in
from generator.records.commons import LearnerRecords, PlanYear
from generator.records.school import LearnerId
from generator.yamltext.splice import Refused

TOOL = "rollover"
BESIDE = frozenset(("missing-file",))  # photos, which are not at hand where plans are read from git


def turned(turn: Turn, folder: LearnerFolder) -> Turned:
    """What becomes of one learner; nothing is written."""
    records, _ = read_learner(turn.school.root, folder)
    wrong = errors_in(checked_learner(turn.school, folder)[1])
    if any(problem.code not in BESIDE for problem in wrong):
        return Turned(learner=folder.learner, left_out="the files cannot be used: pathbook check says why", failed=True)
    if any(year.plan.school_year == turn.name for year in records.years):
        return Turned(learner=folder.learner, left_out=f"has a plan for {turn.name} already", already=True)
    before = [year for year in records.years if year.plan.school_year < turn.name]
    if before and before[-1].plan.frozen is not None:
        said = f"{before[-1].plan.school_year} is put away already"
        return Turned(learner=folder.learner, left_out=said, already=True)
    why = why_not(turn, folder, records, before)
    if why is not None:
        return Turned(learner=folder.learner, left_out=why)
    try:
        return turned_from(turn, folder, records, before[-1])
    except Refused as refused:
        return Turned(learner=folder.learner, left_out=f"a file cannot be changed: {refused}", failed=True)


def why_not(turn: Turn, folder: LearnerFolder, records: LearnerRecords, before: list[PlanYear]) -> str | None:
    """Why nothing is done for this learner; None: it is."""
    learner = records.learner
    begun = listing_of(turn.school.root, f"{folder.folder}/{turn.name}")
    if begun.files or begun.folders:
        return f"the folder {turn.name} is there and holds no plan.yml: look at it first"
    if learner.retain_until is not None:
        return "has left the school"
    if learner.enrolment and enrolment_at(learner, turn.seen_on, turn.year_ended) is None:
        return f"is not enrolled on {turn.seen_on}"
    until = away_at(learner, turn.year.start)
    if until is not None:
        return f"is away until {until}: turn the year when they are back"
    return None if before else "has no plan of an earlier year to begin from"


def turned_from(turn: Turn, folder: LearnerFolder, records: LearnerRecords, old: PlanYear) -> Turned:
    learner, seen = records.learner, seen_at_the_end(turn, records, old)
    grades = grades_of(turn, learner)
    known_grade(turn, grades[1], learner.learner)
    goes_on = grades[0] is None or grades[1] is not None
    groups = tuple(groups_of(turn, learner.learner, goes_on=goes_on))
    used = used_by(turn.school.root, folder.folder, turn.past.get(learner.learner))
    found = Turned(
        learner=learner.learner,
        before=old.plan.school_year,
        goals=settled(turn, learner.learner, fates_of(old, seen, goes_on=goes_on), used),
        grades=grades,
        goes_on=goes_on,
        groups=tuple(each for each in groups if each[0] != each[1]),
        stays=tuple(group for group, following in groups if group == following),
        pathways=pathways_left(old, seen) if goes_on else (),
        complete=tuple(each.pathway.id for each in seen.pathways if each.complete),
        reviews=reviews_of(turn, grades) if goes_on else (),
        supports=unfinished_supports(records, turn.last_day),
        judgements=tuple(lasting_judgements(old, turn.year.start)),
    )
    year = year_named(turn.school.commons.calendar, old.plan.school_year)
    of_learner, said = learner_turned(turn, learner, year, grades, found.groups)
    changes = (*changes_of(turn, folder, old, found, seen), *of_learner)
    return replace(found, changes=changes, notes=(*said, *lies_elsewhere(folder, found)))


def changes_of(turn: Turn, folder: LearnerFolder, old: PlanYear, found: Turned, seen: Picture) -> Iterator[Change]:
    """The learner's files: the plan of the new year, its goals, what is settled of the old one."""
    goals = tuple(goal_changes(turn, folder.folder, old.plan.school_year, found.goals, seen))
    if found.goes_on:
        yield new_plan(turn, folder.folder, old, found.pathways, found.reviews)
    yield from goals
    yield put_away(turn, folder.folder, old, goals)


def lies_elsewhere(folder: LearnerFolder, found: Turned) -> Iterator[str]:
    """Where folders are named by groups, which folder somebody has to move."""
    for group, following in found.groups:
        if following is not None and folder.above == f"plans/{group}":
            moving = f"git mv {folder.folder} plans/{following}/"
            yield f"the folder stays in {folder.above}; where folders tell who looks at changes: {moving}"


def seen_at_the_end(turn: Turn, records: LearnerRecords, old: PlanYear) -> Picture:
    """The learner on the last day on which the old year's plan is the one in force."""
    school = turn.school
    year = year_named(school.commons.calendar, old.plan.school_year)
    day = turn.seen_on if year is None or follows(turn, old) else min(turn.seen_on, year.finish)
    return picture_of(records, school.commons, people_for(records, school.people), day, school.groundwork)


def reviews_of(turn: Turn, grades: tuple[str | None, str | None]) -> tuple[date, ...]:
    return review_days(turn.school.commons.school, turn.year, turn.school_days, transition=grades[0] != grades[1])


def follows(turn: Turn, old: PlanYear) -> bool:
    """Whether the old year is the one just before the new one in the calendar."""
    names = sorted(name for name in turn.school.commons.calendar.years if name < turn.name)
    return bool(names) and names[-1] == old.plan.school_year


def group_changes(turn: Turn, all_turned: Collection[Turned]) -> Iterator[Change]:
    """The files of groups in which stretches end or begin. Raises ToolFailed for a group that is not there."""
    leaving: dict[str, list[LearnerId]] = {}
    coming: dict[str, list[LearnerId]] = {}
    for each in all_turned:
        for group, following in each.groups:
            leaving.setdefault(group, []).append(each.learner)
            if following is not None:
                coming.setdefault(following, []).append(each.learner)
    for group in dict.fromkeys((*leaving, *coming)):
        record = turn.school.commons.groups.get(group)
        if record is None:
            hint = f"there is no group {group!r}; make it first: pathbook new group"
            raise ToolFailed(TOOL, hint)
        yield with_members(turn, record.place.file, leaving.get(group, []), coming.get(group, []))


def with_members(turn: Turn, file: str, leaving: list[LearnerId], coming: list[LearnerId]) -> Change:
    def amend(told: Told) -> None:
        members = told.get("members") or []
        for member in members:
            if member["learner"] in leaving and "to" not in member:
                member["to"] = turn.last_day
        open_ones = {member["learner"] for member in members if "to" not in member}
        new = [learner for learner in dict.fromkeys(coming) if learner not in open_ones]
        told["members"] = [*members, *({"learner": learner, "from": turn.year.start} for learner in new)]

    return amended(turn.school.root, file, amend)


def all_changes(turn: Turn, all_turned: Collection[Turned]) -> Changes:
    """Everything that is written, learner by learner, then the groups."""
    of_learners = tuple(change for each in all_turned for change in each.changes)
    return (*of_learners, *group_changes(turn, all_turned))
