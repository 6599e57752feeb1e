"""What a learner's files name of the school itself: a grade, what somebody answers for, a requirement pack."""

from collections.abc import Iterator

from generator.check.case import Case, unknown
from generator.problem import Problem
from generator.records.learner import Enrolment


def grades_known(case: Case) -> Iterator[Problem]:
    """The grade somebody is in today is one the school has. What another school called theirs is its own affair."""
    grades = case.commons.school.grades
    for enrolment in case.records.learner.enrolment:
        grade = enrolment.grade
        if grade is not None and grades and grade not in grades and not_over(enrolment, case):
            yield unknown(enrolment.place.at("grade"), "grade", grade, grades)


def not_over(enrolment: Enrolment, case: Case) -> bool:
    return enrolment.to is None or case.on <= enrolment.to


def team_answers_for_something(case: Case) -> Iterator[Problem]:
    """What a member of the team answers for is a framework, or a course of school.yml."""
    known = (*case.commons.frameworks, *(case.commons.school.course_map or {}))
    for member in case.records.learner.team:
        for position, name in enumerate(member.for_):
            if name not in known:
                yield unknown(member.place.at("for", position), "framework or course", name, known)


def packs_resolve(case: Case) -> Iterator[Problem]:
    """A requirement pack that a plan names exists."""
    for year in case.records.years:
        for position, pack in enumerate(year.plan.requirements):
            if pack not in case.commons.packs:
                place = year.plan.place.at("requirements", position)
                yield unknown(place, "requirement pack", pack, case.commons.packs)
