"""Who edits, and whom they may edit. What is published counts, never an edit that still waits: nobody opens a plan
to themselves.
"""

from generator.checked import CheckedSchool
from generator.load.learner import LearnerFolder
from generator.load.source import record_of
from generator.model.readers import is_in_force
from generator.records.learner import Learner
from generator.records.school import LearnerId, Person, PersonId

# Roles of people.yml. Whoever is nothing else but one of these is no staff.
NOT_STAFF = frozenset(("learner", "family"))
# Whoever leads the school answers for every student; educators' own plans are between them and their team.
SCHOOL_WIDE = frozenset(("leader",))


def is_staff(person: Person) -> bool:
    return not NOT_STAFF.issuperset(person.roles)


def may_edit(school: CheckedSchool, person: PersonId, learner: LearnerId) -> bool:
    """Whether somebody is on the learner's team today, on the staff of a group they are in, or leads the school."""
    folder = next((each for each in school.folders if each.learner == learner), None)
    return folder is not None and (in_a_group(school, person, learner) or is_answerable(school, person, folder))


def learners_open_to(school: CheckedSchool, person: PersonId) -> tuple[LearnerFolder, ...]:
    """All that somebody may edit, in the order of ids."""
    return tuple(
        each
        for each in school.folders
        if in_a_group(school, person, each.learner) or is_answerable(school, person, each)
    )


def in_a_group(school: CheckedSchool, person: PersonId, learner: LearnerId) -> bool:
    """Whether both are in one group today: one on its staff, the other a member."""
    return any(
        any(each.person == person and is_in_force(each.from_, each.to, school.on) for each in group.staff)
        and any(each.learner == learner and is_in_force(each.from_, each.to, school.on) for each in group.members)
        for group in school.commons.groups.values()
    )


def is_answerable(school: CheckedSchool, person: PersonId, folder: LearnerFolder) -> bool:
    """Whether learner.yml names them on the team, or their own role or plan makes it theirs."""
    record, _ = record_of(school.root, f"{folder.folder}/learner.yml", "learner", Learner)
    if record is None:  # it cannot be read: only the groups tell
        return False
    if any(each.person == person and is_in_force(each.from_, each.to, school.on) for each in record.team):
        return True
    if record.kind == "student":
        known = school.people.get(person)
        return known is not None and not SCHOOL_WIDE.isdisjoint(known.roles)
    return folder.learner == person
