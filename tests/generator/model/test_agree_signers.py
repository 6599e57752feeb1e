"""Nobody agrees for another by a slip: who may say yes, as whom, on which day."""

from typing import Any

import pytest

from generator.model.agree_signers import Around, NoSigner, Role, Signer, holders_of, signer_of
from generator.records.learner import FamilyEntry, Learner, RightsHolder, TeamMember
from generator.records.school import Group, GroupStaff, Member, Person
from tests.generator.model import made


def home(id_: str, *people: str, **changes: Any) -> FamilyEntry:
    return FamilyEntry(id=id_, person=people, language="en", place=made.HERE, **changes)


def only_home(**changes: Any) -> Learner:
    return made.learner(family=(home("a", "f-00011", **changes),))


def member(person: str, role: Any, **changes: Any) -> TeamMember:
    return TeamMember(person=person, role=role, place=made.HERE, **changes)


def person(*roles: str) -> Person:
    return Person(name={"en": "Somebody"}, given={"en": "Some"}, roles=roles, place=made.HERE)


PEOPLE = {"t-0001": person("teacher"), "t-0004": person("leader"), "s-0001": person("learner", "leader")}
CLASS = Group(
    id="class-a",
    title=made.said("Class A"),
    kind="class",
    members=(Member(learner="s-0001", place=made.HERE),),
    staff=(
        GroupStaff(person="t-0002", role="teacher_of_record", place=made.HERE),
        GroupStaff(person="t-0009", role="teacher_of_record", to=made.day("09-30"), place=made.HERE),
        GroupStaff(person="t-0006", role="mentor", place=made.HERE),
    ),
    place=made.HERE,
)
TWO_HOMES = made.learner(family=(home("a", "f-00011"), home("b", "f-00012", "f-00013")))
ONE_PARENT = made.learner(family=(home("a", "f-00011"), home("b", "f-00012", may_sign=False)))
OF_AGE = made.learner(
    family=(home("a", "f-00011"),),
    rights_holder=RightsHolder(who="student", parents_may_see=False, place=made.HERE),
)
TAUGHT = made.learner(team=(member("t-0001", "teacher_of_record"), member("t-0005", "advisor", to=made.day("10-30"))))


def around(learner: Learner, recorder: str | None = None, day: str = "11-20") -> Around:
    return Around(learner=learner, groups=(CLASS,), people=PEOPLE, recorder=recorder, on=made.day(day))


@pytest.mark.parametrize(
    ("role", "person", "learner", "who", "because"),
    [
        ("student", None, TWO_HOMES, "s-0001", "a student's yes is their own"),
        ("student", "s-0001", TWO_HOMES, "s-0001", "and may be said so"),
        ("student", "s-0002", TWO_HOMES, None, "not another student's"),
        ("student", "f-00011", TWO_HOMES, None, "nor a parent's"),
        ("family", "f-00013", TWO_HOMES, "f-00013", "any of a home that signs"),
        ("family", None, TWO_HOMES, None, "who of three it was is not guessed"),
        ("family", "f-00099", TWO_HOMES, None, "somebody else's mother"),
        ("family", "t-0001", TWO_HOMES, None, "a teacher is no family"),
        ("family", None, ONE_PARENT, "f-00011", "there is only one who may"),
        ("family", "f-00012", ONE_PARENT, None, "that home does not sign"),
        ("family", None, made.learner(), None, "no home is known"),
        ("family", "f-00011", OF_AGE, None, "who holds the rights keeps the plan private"),
        (
            "family",
            "f-00011",
            only_home(rights="information"),
            None,
            "only informed",
        ),
        ("family", "f-00011", only_home(to=made.day("10-01")), None, "moved away"),
        ("family", "f-00011", only_home(from_=made.day("12-01")), None, "not yet"),
        ("teacher", "t-0001", TAUGHT, "t-0001", "on the learner's team"),
        ("teacher", "t-0002", TAUGHT, "t-0002", "leads the learner's class"),
        ("teacher", "t-0009", TAUGHT, None, "led it until September"),
        ("teacher", "t-0006", TAUGHT, None, "a mentor is no teacher"),
        ("advisor", "t-0005", TAUGHT, None, "was the advisor until October"),
        ("advisor", "t-0001", TAUGHT, "t-0001", "where there is no advisor, the teacher is"),
        ("leader", "t-0004", TAUGHT, "t-0004", "people.yml says so"),
        ("leader", "t-0001", TAUGHT, None, "a teacher is no leader"),
        ("leader", "s-0001", TAUGHT, None, "nobody agrees to their own plan for the school"),
        ("leader", None, TAUGHT, None, "nobody said who, also where there is only one"),
    ],
)
def test_who_may_say_yes(role: Role, person: str | None, learner: Learner, who: str | None, because: str) -> None:
    found = signer_of(role, person, around(learner))
    assert (found.person if isinstance(found, Signer) else None) == who, because
    assert isinstance(found, Signer) or found.why, because


def test_who_writes_it_down_means_themself_where_they_have_the_role() -> None:
    assert signer_of("teacher", None, around(TAUGHT, recorder="t-0002")) == Signer(person="t-0002")
    assert isinstance(signer_of("teacher", None, around(TAUGHT, recorder="t-0006")), NoSigner)
    assert isinstance(signer_of("leader", None, around(TAUGHT, recorder="t-0002")), NoSigner)


def test_a_role_is_held_on_a_day() -> None:
    assert holders_of("advisor", around(TAUGHT, day="10-15")) == {"t-0005"}
    assert holders_of("teacher", around(TAUGHT, day="09-15")) == {"t-0001", "t-0002", "t-0009"}
