"""What an adult holds in one file, handed on from a day: each act says in words what it did, or what nobody holds now.

The past stays: stretches end and others begin, and whoever wrote, checked, agreed or assessed goes on being told.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from generator.editing.amended import Told
from generator.model.access import TEAM_ROLES
from generator.model.rollover import A_DAY
from generator.records.school import PersonId
from generator.yamltext.read import Plain

NOT_STAFF = frozenset(("learner", "family"))
ENDED_PLANS = frozenset(("complete", "archived"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """Who leaves after which day, and who comes in their place; None: nobody, yet.

    `codes`: with which version of a code each person reads other plans.
    """

    person: PersonId
    last_day: date
    successor: PersonId | None = None
    codes: Mapping[PersonId, int] = field(default_factory=dict)

    @property
    def next_day(self) -> date:
        return self.last_day + A_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that changes, in words. `orphaned`: nobody holds it from then on."""

    said: str
    orphaned: bool = False


Acts: TypeAlias = Iterator[Act]
Hand: TypeAlias = Callable[[Told, Farewell], Acts]


def goes_on(stretch: Mapping[str, Any], leave: Farewell) -> bool:
    return "to" not in stretch or date.fromisoformat(str(stretch["to"])) > leave.last_day


def of_stretches(told: Told, entries: str, leave: Farewell) -> Acts:
    """Stretches of a team or a group's staff: each ends with the day, and the successor's begins."""
    listed = told.get(entries) or []
    there = {(each["person"], each.get("role")) for each in listed if goes_on(each, leave)}
    for each in [each for each in listed if each["person"] == leave.person and goes_on(each, leave)]:
        role, until = each.get("role"), each.get("to")
        following = {**each, "person": leave.successor, "from": leave.next_day}
        began = date.fromisoformat(str(each["from"])) if "from" in each else None
        if began is not None and began > leave.last_day:
            listed.remove(each)
            following["from"] = began
            yield Act(said=f"{entries}: {role} from {began} is taken back, since it has not begun")
        else:
            each["to"] = leave.last_day
            yield Act(said=f"{entries}: {role} ends on {leave.last_day}")
        if leave.successor is None:
            others = any(other == role and person != leave.person for person, other in there)
            if not others:
                yield Act(said=f"{entries}: nobody is {role} from then on", orphaned=True)
        elif (leave.successor, role) not in there:
            listed.append(following)
            last = "" if until is None else f" to {until}"
            yield Act(said=f"{entries}: {leave.successor} is {role} from {following['from']}{last}")
    if listed:
        told[entries] = listed


def of_learner(told: Told, leave: Farewell) -> Acts:
    """The team, and the codes: the slot goes, and the epoch rises wherever the person could read."""
    roles = {
        each.get("role") for each in told.get("team") or () if each["person"] == leave.person and goes_on(each, leave)
    }
    yield from of_stretches(told, "team", leave)
    access = told.get("access") or {}
    slots = access.get("slots") or {}
    own = slots.pop(leave.person, None)
    if own is None and roles.isdisjoint(slots):
        return
    if not slots:
        access.pop("slots", None)
    access["epoch"] = Plain(str(int(str(access["epoch"])) + 1))
    what = "by their role" if own is None else "with a slot of their own, which goes"
    yield Act(said=f"access: they read {what}; the epoch becomes {access['epoch']}")
    if leave.successor is not None and leave.successor not in slots:
        yield from slot_for(slots, roles & set(TEAM_ROLES), own is not None, leave)


def slot_for(slots: dict[str, Any], roles: set[Any], own: bool, leave: Farewell) -> Acts:  # noqa: FBT001
    """The successor reads by the role's slot where their code is of its version, else with a slot of their own."""
    version = leave.codes.get(leave.successor or "")
    by_role = [role for role in roles if role in slots]
    fits = by_role and all(version in (None, int(str(slots[role]))) for role in by_role)
    if leave.successor is None or (fits and not own) or not roles:
        return
    slots[leave.successor] = Plain(str(version or 1))
    yield Act(said=f"access: {leave.successor} reads with version {version or 1} of their code")


def of_group(told: Told, leave: Farewell) -> Acts:
    yield from of_stretches(told, "staff", leave)


def of_field(told: Told, name: str, what: str, leave: Farewell) -> Acts:
    """One field that names who answers for something still to come."""
    if told.get(name) != leave.person:
        return
    if leave.successor is None:
        yield Act(said=f"{what}: nobody in their place", orphaned=True)
    else:
        told[name] = leave.successor
        yield Act(said=f"{what}: {leave.successor}")


def of_support(told: Told, leave: Farewell) -> Acts:
    """Help that goes on; who checked it before stays told."""
    ends = told.get("ends_on")
    if ends is None or date.fromisoformat(str(ends)) > leave.last_day:
        yield from of_field(told, "who", f"support {told.get('id')}", leave)


def of_plan(told: Told, leave: Farewell) -> Acts:
    """Reviews still to be held, and experiences that go on. A year that is over stays as it was."""
    if told.get("status") in ENDED_PLANS:
        return
    for review in told.get("reviews") or ():
        if "held_on" not in review:
            yield from of_field(review, "by", f"review due {review.get('due')}", leave)
    for experience in told.get("experiences") or ():
        if goes_on(experience, leave):
            yield from of_field(
                experience, "mentor", f"mentor of the experience with {experience.get('partner')}", leave
            )


def of_conference(told: Told, leave: Farewell) -> Acts:
    """A talk that lies ahead."""
    if date.fromisoformat(str(told.get("on"))) > leave.last_day:
        yield from of_field(told, "led_by", f"talk on {told.get('on')}", leave)


def of_evidence(told: Told, leave: Farewell) -> Acts:
    """Work that was handed in and waits for somebody's eye."""
    for piece in told.get("evidence") or ():
        if "assessed_on" not in piece and "submitted_on" in piece:
            yield from of_field(piece, "assessor", f"evidence {piece.get('id')}, handed in and not looked at", leave)


def of_staff(told: Told, leave: Farewell) -> Acts:
    for linked in told.get("linked_plans") or ():
        yield from of_field(linked, "owner", f"owner of the linked plan ({linked.get('kind')})", leave)


def of_people(told: Told, leave: Farewell) -> Acts:
    """Their name stays, for what they wrote and assessed; what they were at school ends."""
    entry = told.get(leave.person)
    if not isinstance(entry, dict) or not set(entry.get("roles") or ()) - NOT_STAFF:
        return
    left = [role for role in entry["roles"] if role in NOT_STAFF]
    gone = [role for role in entry["roles"] if role not in NOT_STAFF]
    entry.pop("roles")
    if left:
        entry["roles"] = left
    yield Act(said=f"no longer {' and '.join(gone)}; the name stays, for what they wrote")
    if "leader" in gone and not any("leader" in (each.get("roles") or ()) for each in told.values()):
        yield Act(said="nobody is leader from then on: give somebody the role")


WITHIN = r"plans/(?:[^/]+/)?[a-z]-[0-9]{4,8}"
# Which files may name somebody for days to come, and what is done there; in the order in which it is told.
HANDS: tuple[tuple[re.Pattern[str], Hand], ...] = (
    (re.compile(r"plans/people\.yml"), of_people),
    (re.compile(r"plans/groups/[^/]+\.ya?ml"), of_group),
    (re.compile(rf"{WITHIN}/learner\.yml"), of_learner),
    (re.compile(rf"{WITHIN}/[0-9]{{4}}-[0-9]{{2}}/plan\.yml"), of_plan),
    (re.compile(rf"{WITHIN}/[0-9]{{4}}-[0-9]{{2}}/conferences/[^/]+\.ya?ml"), of_conference),
    (re.compile(rf"{WITHIN}/supports/[^/]+\.ya?ml"), of_support),
    (re.compile(rf"{WITHIN}/evidence/[^/]+\.ya?ml"), of_evidence),
    (re.compile(rf"{WITHIN}/staff/[^/]+\.ya?ml"), of_staff),
)


def hand_for(file: str) -> Hand | None:
    return next((hand for pattern, hand in HANDS if pattern.fullmatch(file)), None)
