"""Renewed codes: which numbers are raised, and that everybody still has one code."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.access import one_code_each
from generator.model.access import readers_of
from generator.model.renewal import Raised, renewed, renewed_everywhere
from generator.records.learner import Access, FamilyEntry, Learner, TeamMember
from tests.generator.model.made import HERE, ON


def learner(number: int, slots: dict[str, int], roles: dict[str, str], **changes: Any) -> Learner:
    team = tuple(TeamMember(person=person, role=role, place=HERE) for role, person in roles.items())  # type: ignore[arg-type]
    home = FamilyEntry(id="home", person=(f"f-000{number}", "f-0009"), language="en", place=HERE)
    return Learner(
        learner=f"s-000{number}",
        stage="elementary",
        family=(home,),
        household="h-1",
        team=team,
        access=Access(epoch=number, slots=slots, place=HERE),
        place=HERE,
        **changes,
    )


ONE = learner(1, {"student": 1, "f-0001": 2, "advisor": 1}, {"advisor": "t-0001"})
TWO = learner(2, {"student": 1, "household": 1, "advisor": 1, "mentor": 1}, {"advisor": "t-0002", "mentor": "t-0001"})
THREE = learner(3, {"household": 1, "t-0002": 4, "t-0001": 2}, {"mentor": "t-0002"})
BARE = replace(ONE, learner="s-0009", access=None)


def as_table(raised: tuple[Raised, ...]) -> set[tuple[str, str, int | None, int]]:
    return {(each.learner.learner, each.slot or "epoch", each.before, each.after) for each in raised}


@pytest.mark.parametrize(
    ("whole", "whose", "expected", "because"),
    [
        ((), ("s-0001",), {("s-0001", "student", 1, 2)}, "the learner's own code is the slot `student`"),
        ((), ("f-0001",), {("s-0001", "f-0001", 2, 3)}, "one more than now"),
        (
            (),
            ("household:h-1",),
            {("s-0002", "household", 1, 2), ("s-0003", "household", 1, 2)},
            "one code for all children: raised for each of them",
        ),
        (
            (),
            ("t-0001",),
            {("s-0001", "t-0001", None, 3), ("s-0002", "t-0001", None, 3), ("s-0003", "t-0001", 2, 3)},
            "who reads by a role gets a slot of their own; a closed slot is raised too",
        ),
        (
            ("s-0001",),
            (),
            {
                ("s-0001", "epoch", 1, 2),
                ("s-0001", "student", 1, 2),
                ("s-0001", "f-0001", 2, 3),
                ("s-0001", "t-0001", None, 3),
                ("s-0002", "t-0001", None, 3),
                ("s-0003", "t-0001", 2, 3),
            },
            "a whole plan: everybody who reads it, everywhere they read",
        ),
    ],
)
def test_what_is_raised(
    whole: tuple[str, ...], whose: tuple[str, ...], expected: set[tuple[str, str, int | None, int]], because: str
) -> None:
    assert as_table(renewed((ONE, TWO, THREE, BARE), whole, whose, ON)) == expected, because


def test_all_codes_of_a_school_get_one_number() -> None:
    raised = renewed_everywhere((ONE, TWO, BARE))
    assert {each.after for each in raised if each.slot} == {3}
    assert {(each.learner.learner, each.after) for each in raised if each.slot is None} == {
        ("s-0001", 2),
        ("s-0002", 3),
    }


def after(learners: tuple[Learner, ...], raised: tuple[Raised, ...]) -> tuple[Learner, ...]:
    """The learners as their files say it afterwards."""
    changed = []
    for one in learners:
        assert one.access is not None
        slots, epoch = dict(one.access.slots or {}), one.access.epoch
        for each in raised:
            if each.learner is one and each.slot is None:
                epoch = each.after
            elif each.learner is one and each.slot is not None:
                assert slots.get(each.slot) == each.before
                slots[each.slot] = each.after
        changed.append(replace(one, access=replace(one.access, epoch=epoch, slots=slots)))
    return tuple(changed)


SLOTS = ("student", "household", "f-0009", "t-0001", "t-0002", "advisor", "mentor")
PERSONS = ("t-0001", "t-0002", "t-0003")


@given(
    st.lists(st.sets(st.sampled_from(SLOTS)), min_size=2, max_size=4),
    st.lists(st.tuples(st.sampled_from(PERSONS), st.sampled_from(PERSONS)), min_size=4, max_size=4),
    st.integers(0, 3),
    st.booleans(),
)
def test_everybody_keeps_one_code_and_only_those_meant_get_a_new_one(
    slots: list[set[str]], roles: list[tuple[str, str]], chosen: int, whole: bool
) -> None:
    learners = tuple(
        learner(
            number, dict.fromkeys(sorted(each), 1), {"advisor": roles[number - 1][0], "mentor": roles[number - 1][1]}
        )
        for number, each in enumerate(slots, start=1)
    )
    one = learners[chosen % len(learners)]
    before = {reader.who: reader.version for each in learners for reader in readers_of(each, ON)}
    meant = {reader.who for reader in readers_of(one, ON)}
    raised = renewed(learners, (one.learner,) if whole else (), () if whole else tuple(sorted(meant)), ON)
    now = after(learners, raised)
    assert not list(one_code_each(now, ON))
    versions = {reader.who: reader.version for each in now for reader in readers_of(each, ON)}
    assert versions.keys() == before.keys(), "nobody comes or goes"
    assert {who for who in versions if versions[who] > before[who]} >= meant
    assert all(
        versions[who] == before[who] for who in versions if who not in meant and not closed_here(one, who, whole)
    )


def closed_here(one: Learner, who: str, whole: bool) -> bool:
    """Of a whole plan, closed slots are renewed too."""
    return whole and one.access is not None and who in (one.access.slots or {})
