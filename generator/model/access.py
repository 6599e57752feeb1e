"""Who reads a learner's sealed site on a day, and with which version of their code.

Nobody reads who is not named in `access`, and nobody who is named there reads unless the learner's own file also says
why: as the learner, as somebody of a home that may read, or in a role of the team that is in force. A slot whose reason
has ended is closed by itself, so an ended role or a home that lost its rights never waits for somebody to remember.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args, get_type_hints

from generator.model.readers import is_in_force, readers_on
from generator.records.learner import Learner, TeamMember

STUDENT, HOUSEHOLD = "student", "household"
TEAM_ROLES: tuple[str, ...] = get_args(get_type_hints(TeamMember)["role"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who holds one code: `who` is a person's or a learner's id, or "household:" and the id of a household.

    The same `who` and `version` are the same code, however many sites it opens.
    """

    who: str
    version: int


def readers_of(learner: Learner, on: date) -> tuple[Reader, ...]:
    """Everybody whose code opens this learner's site on the day, by `who`; empty: nobody, so there is no site."""
    versions: dict[str, int] = {}
    # A slot of one's own says more than that of a role, and the newest code of several roles counts.
    for slot, version in sorted(slots_of(learner).items(), key=lambda each: (each[0] not in TEAM_ROLES, each[1])):
        versions |= dict.fromkeys(holders_of(learner, slot, on), version)
    return tuple(Reader(who=who, version=version) for who, version in sorted(versions.items()))


def slots_of(learner: Learner) -> Mapping[str, int]:
    """The version of the code of each slot, closed ones too."""
    return {} if learner.access is None else learner.access.slots or {}


def epoch_of(learner: Learner) -> int:
    """How often an access was taken away for good, and one more."""
    return 1 if learner.access is None else learner.access.epoch


def holders_of(learner: Learner, slot: str, on: date) -> tuple[str, ...]:
    """Who holds the code of a slot on the day; empty: the slot is closed, or names nobody the learner's file knows."""
    if slot == STUDENT:
        return (learner.learner,)
    if slot == HOUSEHOLD:
        return household_of(learner) if readers_on(learner, on) else ()
    if slot in TEAM_ROLES:
        return tuple(member.person for member in team_on(learner, on) if member.role == slot)
    at_home = any(slot in home.person for home in readers_on(learner, on))
    return (slot,) if at_home or any(member.person == slot for member in team_on(learner, on)) else ()


def household_of(learner: Learner) -> tuple[str, ...]:
    """The household as a reader; empty: the learner has none."""
    return () if learner.household is None else (f"{HOUSEHOLD}:{learner.household}",)


def team_on(learner: Learner, on: date) -> tuple[TeamMember, ...]:
    """The roles of the team that are in force on the day."""
    return tuple(member for member in learner.team if is_in_force(member.from_, member.to, on))
