"""Who holds a code for a learner's site: slots lead to somebody, one person has one code, and no access is half ended.

A slot that has closed by itself is told and stops nothing. What undoes an end is refused. A site's key is bound to who
reads it as well (publish/vault), so this is the second of two walls, and the one that people see.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from generator.check.case import Case, did_you_mean, listed
from generator.model.access import HOUSEHOLD, STUDENT, TEAM_ROLES, Reader, holders_of, readers_of, slots_of
from generator.model.readers import homes_on, parents_may_see, readers_on
from generator.problem import Place, Problem
from generator.records.facts import AccessBefore
from generator.records.learner import Access, Learner
from generator.records.school import LearnerId
from generator.translated import code_of

WORDS = (STUDENT, HOUSEHOLD, *TEAM_ROLES)
Codes: TypeAlias = dict[str, tuple[int, str]]  # who → version, and the learner of whom it was read
Homes: TypeAlias = dict[str, list[tuple[str, frozenset[str]]]]  # household → learners, and who reads at home
LearnerOf: TypeAlias = Callable[[LearnerId], Learner | None]  # None: the files cannot be used
_NOBODY: frozenset[str] = frozenset()
LETTERS_STAY = "Nobody needs a new letter for it"


def slots_lead_to_somebody(case: Case) -> Iterator[Problem]:
    """Every slot is for somebody the file knows; one that is closed today is told."""
    learner, access = case.records.learner, case.records.learner.access
    if access is None:
        return
    for slot in slots_of(learner):
        place = access.place.at("slots", slot)
        stranger = unknown_slot(learner, slot, place)
        if stranger is not None:
            yield stranger
        elif not holders_of(learner, slot, case.on):
            yield from closed_slot(learner, slot, place, case.on)


def learners_by_role(case: Case) -> Iterator[Problem]:
    """A slot of a role opens the plan to everybody in the role: to a classmate on the team too, with the own code."""
    learner, access = case.records.learner, case.records.learner.access
    if access is None:
        return
    for slot in slots_of(learner):
        holders = holders_of(learner, slot, case.on) if slot in TEAM_ROLES else ()
        for who in (each for each in holders if each in case.people and set(case.people[each].roles) == {"learner"}):
            yield Problem(
                access.place.at("slots", slot),
                "learner-reads-another",
                f"{who} is a learner and `{slot}` here, so the own code of {who} opens this plan",
                hint="Name the adults of the role one by one in `slots`, by id, and leave the role's slot out.",
                severity="warning",
            )


def unknown_slot(learner: Learner, slot: str, place: Place) -> Problem | None:
    """None: the learner's file knows for whom the slot is."""
    if slot in (STUDENT, *TEAM_ROLES) or slot in everybody_around(learner):
        return None
    if slot == HOUSEHOLD:
        if learner.household is not None:
            return None
        hint = "Add `household:`, the same word in the files of all children who live together."
        return Problem(place, "unknown-slot", "this learner has no household", hint)
    if slot == learner.learner:
        message = "the learner's own slot has another name"
        return Problem(place, "unknown-slot", message, "Write `student`.")
    message = f"{slot} is neither on the team of {learner.learner} nor at home there"
    near = did_you_mean(slot, (*WORDS, *everybody_around(learner)))
    return Problem(place, "unknown-slot", message, near or listed(WORDS))


def everybody_around(learner: Learner) -> frozenset[str]:
    """Who is or was on the team or at home, with or without rights."""
    at_home = (person for home in learner.family for person in home.person)
    return frozenset((*at_home, *(member.person for member in learner.team)))


def closed_slot(learner: Learner, slot: str, place: Place, on: date) -> Iterator[Problem]:
    """Why nobody reads with the code of this slot today; nothing where it only has not begun."""
    roles = [member for member in learner.team if slot in (member.person, member.role)]
    homes = [home for home in learner.family if slot == HOUSEHOLD or slot in home.person]
    if roles and all(role.to is not None and role.to < on for role in roles):
        yield told(place, "slot-of-ended-role", f"{slot} still has a slot here, though the role has ended")
    elif slot in TEAM_ROLES and not roles:
        yield told(place, "slot-closed", f"nobody on the team is `{slot}`")
    elif slot == HOUSEHOLD and not homes:
        yield told(place, "slot-closed", "the family has no home that could read")
    elif homes and not parents_may_see(learner, on):
        yield told(place, "slot-closed", "the learner holds the rights and keeps the plan from the parents")
    elif any(home in homes for home in homes_on(learner, on)):
        yield told(place, "slot-closed", f"{slot} has no right to read this plan: the home has `rights: none`")
    elif homes and all(home.to is not None and home.to < on for home in homes):
        yield told(place, "slot-closed", f"{slot} still has a slot here, though the home has ended")


def told(place: Place, code: str, message: str) -> Problem:
    hint = f"Its code opens nothing. Take the slot away and raise `epoch`. {LETTERS_STAY}."
    return Problem(place, code, message, hint, severity="warning")


def access_ended_whole(case: Case) -> Iterator[Problem]:
    """No epoch and no version goes back, and no slot goes without a new epoch; git knows what there was."""
    access, before = case.records.learner.access, case.facts.access_before
    if access is None or before is None:
        return
    if access.epoch < before.epoch:
        yield went_back(access.place.at("epoch"), "epoch", access.epoch, before.epoch)
    elif access.epoch == before.epoch:
        yield from slots_removed(access, before)
    for slot, version in (access.slots or {}).items():
        if version < before.versions.get(slot, 0):
            yield went_back(access.place.at("slots", slot), slot, version, before.versions[slot])


def went_back(place: Place, what: str, now: int, before: int) -> Problem:
    """Old letters, or old keys, would open the site again."""
    if what == "epoch":
        message = f"the epoch was {before} already: who lost access since would have it again"
        return Problem(place, "epoch-went-back", message, f"Write {before}, or a higher number.", length=len(str(now)))
    message = f"the code of {what} was version {before} already: older letters would open the site again"
    return Problem(
        place, "slot-version-went-back", message, f"Write {before}, or a higher number.", length=len(str(now))
    )


def slots_removed(access: Access, before: AccessBefore) -> Iterator[Problem]:
    gone = sorted(before.slots - set(access.slots or {}))
    if gone:
        yield Problem(
            access.place.at("epoch"),
            "slot-removed",
            f"{' and '.join(gone)} lost the slot, and the epoch is still {access.epoch}",
            hint=f"Write `epoch: {before.epoch + 1}`. {LETTERS_STAY}.",
            length=len(str(access.epoch)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Who reads of one learner, as far as another learner's file can contradict it; digests where words would be.

    `codes`: of each reader, by whom and in which version. `household` "": no code of a household opens the plan.
    """

    learner: LearnerId
    codes: tuple[tuple[str, int], ...]
    household: str
    at_home: frozenset[str]


def circle_of(learner: Learner, on: date) -> Circle:
    shared = learner.household is not None and HOUSEHOLD in slots_of(learner)
    return Circle(
        learner=learner.learner,
        codes=tuple((code_of(reader.who), reader.version) for reader in readers_of(learner, on)),
        household=code_of(learner.household) if shared and learner.household is not None else "",
        at_home=frozenset(person for home in readers_on(learner, on) for person in home.person) if shared else _NOBODY,
    )


def between_learners(circles: Iterable[Circle], learner_of: LearnerOf, on: date) -> Iterator[Problem]:
    """What no learner's file shows alone. `learner_of` is asked where something is wrong: for its place and words."""
    codes: Codes = {}
    homes: Homes = {}
    for circle in circles:
        yield from codes_that_differ(circle, codes, learner_of, on)
        yield from strangers_in_household(circle, homes, learner_of)


def one_code_each(learners: Iterable[Learner], on: date) -> Iterator[Problem]:
    """Who reads several plans reads them all with one code: the version is the same everywhere."""
    codes: Codes = {}
    for learner in learners:
        yield from codes_that_differ(circle_of(learner, on), codes, {learner.learner: learner}.get, on)


def codes_that_differ(circle: Circle, codes: Codes, learner_of: LearnerOf, on: date) -> Iterator[Problem]:
    """`codes` grows with each learner."""
    for who, here in circle.codes:
        version, first = codes.setdefault(who, (here, circle.learner))
        if version != here and (learner := learner_of(circle.learner)) is not None:
            yield from (
                code_differs(learner, reader, version, first, on)
                for reader in readers_of(learner, on)
                if code_of(reader.who) == who
            )


def code_differs(learner: Learner, reader: Reader, version: int, first: LearnerId, on: date) -> Problem:
    around = learner.place if learner.access is None else learner.access.place
    return Problem(
        around.at("slots", slot_of(learner, reader.who, on)),
        "slot-version-differs",
        f"the code of {reader.who} is version {reader.version} here and version {version} for {first},"
        " though one letter opens both",
        hint=f"Write the higher number in both, or `pathbook rotate {command_word(reader.who)} --write`.",
        length=len(str(reader.version)),
    )


def strangers_in_household(circle: Circle, homes: Homes, learner_of: LearnerOf) -> Iterator[Problem]:
    """A household's code opens the plans of all its children: a slip in its word opens a stranger's. `homes` grows."""
    if not (circle.household and circle.at_home):
        return
    others = homes.setdefault(circle.household, [])
    if others and all(circle.at_home.isdisjoint(people) for _, people in others):
        learner = learner_of(circle.learner)
        if learner is not None and learner.household is not None:
            yield Problem(
                learner.place.at("household"),
                "household-of-strangers",
                f"{others[0][0]} is of the household {learner.household} too, and nobody is at home with both, though"
                " the household's letter opens both plans",
                hint="Is the word right? If they do live together, name in `family` who is at home with both.",
                severity="warning",
                length=len(learner.household),
            )
    others.append((circle.learner, circle.at_home))


def slot_of(learner: Learner, who: str, on: date) -> str:
    """The slot that decides the version of somebody's code."""
    return max(
        (slot for slot in slots_of(learner) if who in holders_of(learner, slot, on)),
        key=lambda slot: (slot not in TEAM_ROLES, slots_of(learner)[slot]),
    )


def command_word(who: str) -> str:
    """How a command is told whom one means: a household by its own word."""
    return who.removeprefix(f"{HOUSEHOLD}:")
