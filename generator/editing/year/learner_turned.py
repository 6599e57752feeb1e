"""Who a learner is from the new year on: the grade, the adults beside them, the codes of whoever is new."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.changes import Change
from generator.editing.amended import Told, amended
from generator.editing.year.answers import FINISHED, GRADE, GROUP, NO_GROUP
from generator.editing.year.turn import Turn
from generator.model.access import TEAM_ROLES
from generator.model.readers import is_in_force
from generator.model.rollover import enrolment_at, grade_after
from generator.problem import ToolFailed
from generator.records.learner import Learner
from generator.records.school import Group, GroupStaff, SchoolYear
from generator.yamltext.read import Plain

Stretch = Mapping[str, Any]


def grades_of(turn: Turn, learner: Learner) -> tuple[str | None, str | None]:
    """The grade before and after the turn. None and None: nobody speaks of grades here. None after: finished."""
    now = enrolment_at(learner, turn.last_day, turn.year_ended)
    if now is None or now.grade is None:
        return None, None
    answer = turn.answers.get((learner.learner, GRADE))
    if answer is None:
        return now.grade, grade_after(now.grade, turn.school.commons.school.grades)
    return now.grade, None if answer.becomes == FINISHED else answer.becomes


def groups_of(turn: Turn, learner: str, *, goes_on: bool) -> Iterator[tuple[str, str | None]]:
    """Each group the learner is in, with the one they are in next; None: in none."""
    for group in turn.school.commons.groups.values():
        if any(each.learner == learner and each.to is None for each in group.members):
            answer = turn.answers.get((learner, GROUP + group.id))
            said = turn.moves.get(group.id, group.id) if answer is None else answer.becomes
            yield group.id, None if said == NO_GROUP or not goes_on else said


def staff_of(group: Group | None, on: date) -> tuple[GroupStaff, ...]:
    staff = () if group is None else group.staff
    return tuple(each for each in staff if each.role in TEAM_ROLES and is_in_force(each.from_, each.to, on))


def learner_turned(
    turn: Turn,
    learner: Learner,
    old: SchoolYear | None,
    grades: tuple[str | None, str | None],
    moved: tuple[tuple[str, str | None], ...],
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """learner.yml with new stretches, if anything of it becomes different; and which adults go and come, in words."""
    said: list[str] = []

    def amend(told: Told) -> None:
        enrol(turn, told, learner, old, grades)
        for group, following in moved:
            said.extend(hand_over(turn, told, group, following))

    change = amended(turn.school.root, learner.place.file, amend)
    same = (turn.school.root / change.file).read_bytes() == change.content
    return (() if same else (change,)), tuple(said)


def enrol(
    turn: Turn, told: Told, learner: Learner, old: SchoolYear | None, grades: tuple[str | None, str | None]
) -> None:
    """The stretch of the old grade ends, and one of the new grade begins; the last one ends with its school year."""
    before, after = grades
    if before is None:
        return
    ends = turn.last_day if after is not None or old is None else old.finish
    stretches = told.get("enrolment") or []
    for stretch in stretches:
        if "to" not in stretch:
            stretch["to"] = max(ends, date.fromisoformat(stretch["from"]))
    if after is not None:
        stretches.append({"school": stretches[-1]["school"], "grade": after, "from": turn.year.start})
    elif (answer := turn.answers.get((learner.learner, GRADE))) is not None and answer.outcome:
        stretches[-1]["reason"] = answer.outcome


def hand_over(turn: Turn, told: Told, group: str, following: str | None) -> Iterator[str]:
    """The adults of a group leave the team with it, and those of the next group come."""
    groups = turn.school.commons.groups
    leaving, coming = staff_of(groups.get(group), turn.seen_on), staff_of(groups.get(following or ""), turn.year.start)
    stay = {(each.person, each.role) for each in coming}
    going = {(each.person, each.role) for each in leaving} - stay
    team = told.get("team") or []
    if following is None or not team:
        return  # who is in no group keeps the adults they know, until a person says otherwise
    joined = joined_on(groups.get(group), told["learner"])
    for member in team:
        if (member["person"], member["role"]) in going and "to" not in member and came_with(member, joined):
            member["to"] = max(turn.last_day, date.fromisoformat(member.get("from", "0001-01-01")))
            yield f"{member['person']} is {member['role']} until {member['to']}"
    there = {(member["person"], member["role"]) for member in team if "to" not in member}
    before = {member["person"]: member["role"] for member in team}
    new = [each for each in coming if (each.person, each.role) not in there]
    told["team"] = [*team, *({"person": each.person, "role": each.role, "from": turn.year.start} for each in new)]
    for each in new:
        open_slot(turn, told, each, before)
        yield f"{each.person} is {each.role} from {turn.year.start}"


def joined_on(group: Group | None, learner: str) -> date | None:
    """The first day of the learner's stretch in the group that goes on; None: nobody wrote it down."""
    stretches = () if group is None else group.members
    return next((each.from_ for each in stretches if each.learner == learner and each.to is None), None)


def came_with(member: Stretch, joined: date | None) -> bool:
    """Whether somebody stands beside the learner because of the group: who was there before it, stays after it."""
    began = member.get("from")
    return began is None or joined is None or date.fromisoformat(began) >= joined


def open_slot(turn: Turn, told: Told, staff: GroupStaff, before: Mapping[str, str]) -> None:
    """Whoever is new reads as those before them in the role did, with the code they have elsewhere.

    A role's slot does for whoever holds it, where their code is of its version. `before`: everybody's role up to now.
    """
    access = told.get("access")
    slots = access.get("slots") if access else None
    if not slots or staff.person in slots:
        return
    version = turn.codes.get(staff.person)
    by_role, by_person = staff.role in slots, any(before.get(slot) == staff.role for slot in slots)
    if by_person or (by_role and version is not None and str(slots[staff.role]) != str(version)):
        slots[staff.person] = Plain(str(version or 1))


def known_grade(turn: Turn, grade: str | None, learner: str) -> None:
    """Raises ToolFailed for a grade that the school does not have."""
    grades = turn.school.commons.school.grades
    if grade is not None and grades and grade not in grades:
        raise ToolFailed("rollover", f"{learner}: the school has no grade {grade!r}; it has {', '.join(grades)}")
