"""Who gets a letter: of which kind, in which languages and prints, and whom they are told to ask."""

from datetime import date
from typing import Any

import pytest

from generator.model.recipients import Form, asked_at_school, forms_of, recipients_of
from generator.records.learner import Access, FamilyEntry, Learner, TeamMember
from tests.generator.model.made import HERE, ON, school

YESTERDAY = date(2026, 11, 19)
SCHOOL = school(languages=("en", "es"))


def home(*person: str, **changes: Any) -> FamilyEntry:
    usual: dict[str, Any] = {"id": "home", "person": person, "language": "en", "place": HERE}
    return FamilyEntry(**(usual | changes))


def role(person: str, name: Any, **changes: Any) -> TeamMember:
    return TeamMember(person=person, role=name, place=HERE, **changes)


def learner(id_: str, *slots: str, **changes: Any) -> Learner:
    access = Access(epoch=1, slots=dict.fromkeys(slots, 1), place=HERE)
    usual: dict[str, Any] = {"learner": id_, "stage": "elementary", "access": access, "place": HERE}
    return Learner(**(usual | changes))


CHILD = learner("s-0001", "student", "f-0001", "t-0001", family=(home("f-0001"),), team=(role("t-0001", "mentor"),))
SISTER = learner("s-0002", "f-0001", family=(home("f-0001", language="es", print="large", paper="a4"),))
OWN_CHILD = learner("s-0003", "t-0001", family=(home("t-0001"),))
PEER = learner("s-0004", "s-0001", team=(role("s-0001", "mentor"),))
EDUCATOR = learner("e-0001", "student", stage="adult", kind="educator", site_language="es")


@pytest.mark.parametrize(
    ("learners", "who", "kind", "reads", "because"),
    [
        ((CHILD,), "s-0001", "learner", ("s-0001",), "the learner"),
        ((CHILD, SISTER), "f-0001", "home", ("s-0001", "s-0002"), "a home with two children"),
        ((CHILD, OWN_CHILD), "t-0001", "staff", ("s-0001", "s-0003"), "a teacher's list, the own child among them"),
        ((OWN_CHILD,), "t-0001", "home", ("s-0003",), "a teacher without pupils here is at home"),
        ((CHILD, PEER), "s-0001", "staff", ("s-0001", "s-0004"), "a student who mentors another"),
        ((EDUCATOR,), "e-0001", "learner", ("e-0001",), "an educator with nothing but a plan of their own"),
    ],
)
def test_kinds_of_readers(
    learners: tuple[Learner, ...], who: str, kind: str, reads: tuple[str, ...], because: str
) -> None:
    found = next(one for one in recipients_of(learners, ON) if one.reader.who == who)
    assert (found.kind, tuple(each.learner for each in found.reads)) == (kind, reads), because


@pytest.mark.parametrize(
    ("learners", "who", "expected", "because"),
    [
        ((CHILD,), "f-0001", (("en", "letter", "standard"),), "as the home wants it"),
        (
            (CHILD, SISTER),
            "f-0001",
            (("en", "letter", "standard"), ("es", "a4", "large")),
            "one person who reads in two languages gets two letters",
        ),
        ((CHILD,), "s-0001", (("en", "letter", "standard"),), "the student's site is in the school's language"),
        ((EDUCATOR,), "e-0001", (("es", "letter", "standard"),), "a site language of one's own"),
        ((SISTER, OWN_CHILD, CHILD), "t-0001", (("en", "letter", "standard"),), "staff: the school's language"),
    ],
)
def test_forms(
    learners: tuple[Learner, ...], who: str, expected: tuple[tuple[str, str, str], ...], because: str
) -> None:
    found = next(one for one in recipients_of(learners, ON) if one.reader.who == who)
    forms = tuple(Form(language=language, paper=paper, print=size) for language, paper, size in expected)
    assert forms_of(found, SCHOOL, ON) == forms, because


@pytest.mark.parametrize(
    ("team", "expected", "because"),
    [
        ((role("t-0001", "teacher_of_record"), role("t-0002", "advisor")), ("t-0002", "t-0001"), "the advisor first"),
        ((role("t-0001", "advisor", to=YESTERDAY), role("t-0002", "caring_adult")), ("t-0002",), "who is there today"),
        ((role("t-0001", "case_manager"), role("m-0001", "mentor")), (), "those roles tell of more than this plan"),
        (
            (role("t-0001", "teacher_of_record", for_=("art",)), role("t-0002", "teacher_of_record")),
            ("t-0002", "t-0001"),
            "who answers for everything before who answers for a subject",
        ),
        ((), (), "nobody yet"),
    ],
)
def test_whom_one_asks(team: tuple[TeamMember, ...], expected: tuple[str, ...], because: str) -> None:
    assert asked_at_school(learner("s-0001", team=team), ON) == expected, because
