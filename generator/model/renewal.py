"""Which numbers of which `access` entries are raised, so that codes are renewed and what was held before opens nothing.

One person keeps one code for all plans. Who reads by a role gets a slot of their own: raising the role's would renew
the codes of all who hold it, and then of all whom they share a role with, through the whole school.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.access import HOUSEHOLD, STUDENT, TEAM_ROLES, holders_of, household_of, readers_of, slots_of
from generator.records.learner import Learner


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """One number of one learner's entry. `slot` None: the epoch. `before` None: the slot is new, beside a role's."""

    learner: Learner
    slot: str | None
    before: int | None
    after: int


def renewed(
    learners: Collection[Learner], whole: Collection[str], whose: Collection[str], on: date
) -> tuple[Raised, ...]:
    """What is raised for a new epoch and new codes of whole plans, and for the codes of single readers.

    `whole` are learners' ids, `whose` readers as `Reader.who` names them.
    """
    of_plans = (who for learner in learners if learner.learner in whole for who in everybody_named(learner, on))
    persons = sorted({*whose, *of_plans})
    versions = {who: 1 + highest_version(learners, who, on) for who in persons}
    return tuple(
        raised
        for learner in learners
        for raised in (*epoch_of(learner, whole), *slots_raised(learner, versions.items(), on))
    )


def renewed_everywhere(learners: Collection[Learner]) -> tuple[Raised, ...]:
    """Every slot of the school gets the same next version: so each person has one code again."""
    after = 1 + max((version for learner in learners for version in slots_of(learner).values()), default=0)
    everybody = [learner.learner for learner in learners]
    return tuple(
        raised
        for learner in learners
        for raised in (
            *epoch_of(learner, everybody),
            *(Raised(learner=learner, slot=slot, before=now, after=after) for slot, now in slots_of(learner).items()),
        )
    )


def new_epochs(learners: Collection[Learner], whole: Collection[str]) -> tuple[Raised, ...]:
    """Only what devices kept is worth nothing any more; every code stays as it is."""
    return tuple(raised for learner in learners for raised in epoch_of(learner, whole))


def everybody_named(learner: Learner, on: date) -> Iterator[str]:
    """Everybody whom a slot is for, also where it is closed on the day."""
    for slot in slots_of(learner):
        yield from meant_by(learner, slot, on)


def meant_by(learner: Learner, slot: str, on: date) -> tuple[str, ...]:
    """For whom a slot is; those of a role are who holds it on the day."""
    if slot == HOUSEHOLD:
        return household_of(learner)
    return holders_of(learner, slot, on) if slot in (STUDENT, *TEAM_ROLES) else (slot,)


def epoch_of(learner: Learner, whole: Collection[str]) -> Iterator[Raised]:
    if learner.access is not None and learner.learner in whole:
        now = learner.access.epoch
        yield Raised(learner=learner, slot=None, before=now, after=now + 1)


def slots_raised(learner: Learner, versions: Iterable[tuple[str, int]], on: date) -> Iterator[Raised]:
    by_role = {reader.who for reader in readers_of(learner, on)}
    for who, after in versions:
        slot = own_slot(learner, who)
        if slot is not None:
            yield Raised(learner=learner, slot=slot, before=slots_of(learner)[slot], after=after)
        elif who in by_role:
            yield Raised(learner=learner, slot=who, before=None, after=after)


def own_slot(learner: Learner, who: str) -> str | None:
    """The slot that is for nobody else; None: there is none, and somebody may read by a role."""
    names = {STUDENT: (learner.learner,), HOUSEHOLD: household_of(learner)}
    return next((slot for slot in slots_of(learner) if who in names.get(slot, (slot,))), None)


def highest_version(learners: Iterable[Learner], who: str, on: date) -> int:
    """Of a code, in any plan; 0: nobody has had it yet."""
    slots = ((learner, own_slot(learner, who)) for learner in learners)
    own = (slots_of(learner)[slot] for learner, slot in slots if slot is not None)
    read = (reader.version for learner in learners for reader in readers_of(learner, on) if reader.who == who)
    return max((*own, *read), default=0)
