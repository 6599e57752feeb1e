"""Who reads a learner's sealed site on a day."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.access import Reader, readers_of
from generator.records.learner import Access, FamilyEntry, Learner, RightsHolder, TeamMember
from tests.generator.model.made import HERE, ON

LONG_AGO, SOON, YESTERDAY = date(2025, 9, 1), date(2026, 11, 21), date(2026, 11, 19)


def home(*person: str, **changes: Any) -> FamilyEntry:
    return FamilyEntry(id="home", person=person, language="en", place=HERE, **changes)


def role(person: str, name: Any, **changes: Any) -> TeamMember:
    return TeamMember(person=person, role=name, place=HERE, **changes)


def learner(slots: dict[str, int] | None, **changes: Any) -> Learner:
    access = None if slots is None else Access(epoch=1, slots=slots, place=HERE)
    return Learner(learner="s-0001", stage="elementary", access=access, place=HERE, **changes)


MOTHER, FATHER = home("f-0001"), home("f-0002", rights="none")
TEACHER = role("t-0001", "teacher_of_record")
OWN = RightsHolder(who="student", parents_may_see=False, place=HERE)


@pytest.mark.parametrize(
    ("learner", "expected", "because"),
    [
        (learner(None), {}, "nobody reads a plan that says nothing of who reads"),
        (learner({}), {}, "an empty table names nobody"),
        (learner({"student": 2}), {"s-0001": 2}, "the learner's own code is under the learner's id"),
        (learner({"f-0001": 1}, family=(MOTHER,)), {"f-0001": 1}, "a home that may read, reads"),
        (learner({}, family=(MOTHER,), team=(TEACHER,)), {}, "who is not named has no code"),
        (learner({"f-0002": 1}, family=(FATHER,)), {}, "a home without rights reads nothing"),
        (learner({"f-0002": 1}, family=(FATHER, home("f-0002"))), {"f-0002": 1}, "one home that may is enough"),
        (learner({"f-0001": 1}, family=(home("f-0001", to=YESTERDAY),)), {}, "a home that has ended reads nothing"),
        (learner({"f-0001": 1}, family=(home("f-0001", from_=SOON),)), {}, "a home that has not begun reads nothing"),
        (learner({"f-0001": 1}, family=(home("f-0001", from_=ON, to=ON),)), {"f-0001": 1}, "both ends are included"),
        (
            learner({"student": 1, "f-0001": 1}, family=(MOTHER,), rights_holder=OWN),
            {"s-0001": 1},
            "a student of age who keeps the plan private has the only code",
        ),
        (learner({"t-0001": 3}, team=(TEACHER,)), {"t-0001": 3}, "somebody of the team, by name"),
        (learner({"t-0001": 1}, team=(role("t-0001", "mentor", to=YESTERDAY),)), {}, "an ended role closes the slot"),
        (
            learner({"t-0001": 1}, team=(role("t-0001", "mentor", to=YESTERDAY), TEACHER)),
            {"t-0001": 1},
            "one role in force is enough",
        ),
        (
            learner(
                {"advisor": 2}, team=(role("t-0001", "advisor", to=YESTERDAY), role("t-0002", "advisor", from_=ON))
            ),
            {"t-0002": 2},
            "the slot of a role is for whoever holds it that day",
        ),
        (
            learner({"teacher_of_record": 1}, team=(TEACHER, role("t-0002", "teacher_of_record"))),
            {"t-0001": 1, "t-0002": 1},
            "two may hold one role",
        ),
        (
            learner({"t-0001": 1, "teacher_of_record": 3}, team=(TEACHER,)),
            {"t-0001": 1},
            "a slot of one's own says more than the role's",
        ),
        (
            learner({"teacher_of_record": 3, "mentor": 2}, team=(TEACHER, role("t-0001", "mentor"))),
            {"t-0001": 3},
            "of two roles the newest code counts: the older letter may be the lost one",
        ),
        (
            learner({"t-0009": 1, "f-0009": 1}, team=(TEACHER,)),
            {},
            "who is neither on the team nor at home, reads nothing",
        ),
        (learner({"s-0001": 1, "s-0002": 1}), {}, "another learner has no business here, and oneself is `student`"),
        (learner({"household": 1}, family=(MOTHER,)), {}, "there is no household to hold the code"),
        (learner({"household": 1}, household="h-1"), {}, "a household without a home that may read"),
        (
            learner({"household": 2}, household="h-1", family=(MOTHER,)),
            {"household:h-1": 2},
            "one code for all children",
        ),
        (learner({"household": 1}, household="h-1", family=(FATHER,)), {}, "no home of the household may read"),
        (learner({"household:h-1": 1, "teacher": 1}, household="h-1", family=(MOTHER,)), {}, "no such slots"),
    ],
)
def test_readers(learner: Learner, expected: dict[str, int], because: str) -> None:
    found = readers_of(learner, ON)
    assert {reader.who: reader.version for reader in found} == expected, because
    assert [reader.who for reader in found] == sorted(expected), "in the order of ids, each once"


@given(
    st.dictionaries(st.sampled_from(["student", "f-0001", "f-0002", "t-0001", "mentor"]), st.integers(1, 5)),
    st.permutations(["student", "f-0001", "f-0002", "t-0001", "mentor"]),
)
def test_the_order_of_slots_and_slots_of_others_change_nothing(slots: dict[str, int], order: list[str]) -> None:
    who: dict[str, Any] = {"family": (MOTHER, FATHER), "team": (TEACHER, role("t-0002", "mentor", from_=LONG_AGO))}
    again = {name: slots[name] for name in order if name in slots}
    assert readers_of(learner(slots, **who), ON) == readers_of(learner(again, **who), ON)
    without = {name: version for name, version in slots.items() if name != "t-0001"}
    kept = tuple(reader for reader in readers_of(learner(slots, **who), ON) if reader.who != "t-0001")
    assert readers_of(learner(without, **who), ON) == kept


def test_a_reader_is_who_and_which_code() -> None:
    assert Reader(who="t-0001", version=1) == readers_of(learner({"t-0001": 1}, team=(TEACHER,)), ON)[0]
