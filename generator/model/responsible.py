"""Who answers for something about a learner on a day, by the roles and days of the learner's team."""

from collections.abc import Mapping
from datetime import date

from generator.model.surroundings import advisor_on, serves
from generator.records.framework import CompetencyRef
from generator.records.learner import Learner, TeamMember
from generator.records.school import PersonId

Courses = Mapping[str, tuple[CompetencyRef, ...]]  # course code → its competencies


def responsible_for(
    refs: tuple[CompetencyRef, ...], learner: Learner, courses: Courses, on: date, first: PersonId | None = None
) -> PersonId | None:
    """The one named `first` unless their time in the team is over; else the teacher whose subject covers the first
    competency that any teacher covers; else the advisor; else the teacher of record. None: nobody.
    """
    if first is not None and not has_left(first, learner, on):
        return first
    teachers = [member for member in learner.team if member.role == "teacher_of_record" and serves(member, on)]
    for ref in refs:
        for member in teachers:
            if covers(member, ref, courses):
                return member.person
    return advisor_on(learner, on)


def covers(member: TeamMember, ref: CompetencyRef, courses: Courses) -> bool:
    """Whether what they answer for names the competency's framework or a course that teaches it."""
    return any(name == ref.partition(":")[0] or ref in courses.get(name, ()) for name in member.for_)


def has_left(person: PersonId, learner: Learner, on: date) -> bool:
    """Whether every role they have had in the team is over. Somebody who never was in the team has not left it."""
    roles = [member for member in learner.team if member.person == person]
    return bool(roles) and not any(member.to is None or on <= member.to for member in roles)
