"""Who may say yes to a plan, as whom, on a day: so that nobody agrees for another by a slip.

A student speaks for themself only; a family by somebody of a home that may sign; the school by whoever held the role
on that day. Who it was is never guessed: where it can be several, they are told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from generator.model.readers import is_in_force, parents_may_see
from generator.records.commons import People
from generator.records.learner import FamilyEntry, Learner
from generator.records.school import Group, PersonId

Role: TypeAlias = Literal["student", "family", "advisor", "teacher", "leader"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who says yes. `home` None: nobody of a home."""

    person: PersonId
    home: FamilyEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSigner:
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What tells who somebody is to a learner on a day. `recorder` None: nobody said who writes it down."""

    learner: Learner
    groups: tuple[Group, ...]
    people: People
    recorder: PersonId | None
    on: date


def signer_of(role: Role, person: PersonId | None, around: Around) -> Signer | NoSigner:
    """Whose yes it is. `person` None: nobody said; then there must be one only, or it is whoever writes it down."""
    match role:
        case "student":
            return of_student(person, around)
        case "family":
            return of_family(person, around)
        case _:
            return of_school(role, person, around)


def of_student(person: PersonId | None, around: Around) -> Signer | NoSigner:
    own = around.learner.learner
    if person is not None and person != own:
        return NoSigner(why=f"{person} cannot agree for {own}: a student's yes is their own")
    return Signer(person=own)


def homes_that_sign(learner: Learner, on: date) -> tuple[FamilyEntry, ...]:
    """The homes in force on the day that read everything and may sign; as editions have a signature box for them."""
    if not parents_may_see(learner, on):
        return ()
    in_force = (home for home in learner.family if is_in_force(home.from_, home.to, on))
    return tuple(home for home in in_force if home.may_sign and home.rights == "full")


def of_family(person: PersonId | None, around: Around) -> Signer | NoSigner:
    learner, on = around.learner, around.on
    homes = homes_that_sign(learner, on)
    may = {each: home for home in homes for each in home.person}
    if person in may:
        return Signer(person=person, home=may[person])
    if person is not None:
        return NoSigner(why=why_no_family(person, around))
    if len(may) == 1:
        ((only, home),) = may.items()
        return Signer(person=only, home=home)
    if not may:
        return NoSigner(why=f"learner.yml names nobody at home who may sign on {on}")
    return NoSigner(why=f"say who it was, with --person: {one_of(may)}")


def why_no_family(person: PersonId, around: Around) -> str:
    learner, on = around.learner, around.on
    homes = tuple(home for home in learner.family if person in home.person)
    if not homes:
        return f"{person} is in no home of {learner.learner}"
    if not parents_may_see(learner, on):
        return f"{learner.learner} holds the rights on {on} and keeps the plan private"
    if not any(is_in_force(home.from_, home.to, on) for home in homes):
        return f"{person}'s home is not one of {learner.learner}'s on {on}"
    return f"learner.yml says that {person}'s home does not sign (`may_sign`, `rights`)"


def of_school(role: Role, person: PersonId | None, around: Around) -> Signer | NoSigner:
    holders = holders_of(role, around)
    if person is not None:
        if person in holders:
            return Signer(person=person)
        return NoSigner(why=f"{person} is not {called(role)} of {around.learner.learner} on {around.on}{told(holders)}")
    if around.recorder in holders:
        return Signer(person=around.recorder or "")
    if not holders:
        return NoSigner(why=f"nobody is {called(role)} of {around.learner.learner} on {around.on}, as far as files say")
    return NoSigner(why=f"say who it was, with --person: {one_of(holders)}")


def called(role: Role) -> str:
    return {"advisor": "an advisor", "teacher": "a teacher", "leader": "a leader of the school"}[role]


def told(holders: Iterable[PersonId]) -> str:
    names = one_of(holders)
    return f"; that is {names}" if names else ""


def one_of(people: Iterable[PersonId]) -> str:
    return " or ".join(sorted(people))


def holders_of(role: Role, around: Around) -> frozenset[PersonId]:
    """Who holds a role of the school for a learner on the day; leaders are told by people.yml, the others by plans."""
    if role == "leader":
        own = around.learner.learner  # whose own plan it may be
        return frozenset(id_ for id_, person in around.people.items() if "leader" in person.roles and id_ != own)
    advisors = serving(("advisor",), around)
    teachers = serving(("teacher_of_record",), around)
    # Where nobody is the advisor, the teacher of the class is: surroundings.advisor_on has it so too.
    return (advisors or teachers) if role == "advisor" else teachers


def serving(roles: tuple[str, ...], around: Around) -> frozenset[PersonId]:
    """Who has one of these roles in the learner's team, or leads a group that the learner is in."""
    learner, on = around.learner, around.on
    team = {each.person for each in learner.team if each.role in roles and is_in_force(each.from_, each.to, on)}
    of_groups = {
        each.person
        for group in around.groups
        if any(each.learner == learner.learner and is_in_force(each.from_, each.to, on) for each in group.members)
        for each in group.staff
        if each.role in roles and is_in_force(each.from_, each.to, on)
    }
    return frozenset(team | of_groups) - {learner.learner}
