"""Whose results a row of another system holds: by an id, a number that was remembered, an address, or a full name.

Nobody is guessed. Who fits no learner, or several, is told with those who come near, by their ids: sentences that may
end up in a log name no child.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeAlias

from generator.check.names import folded
from generator.editing.new.ids import words_for
from generator.importers.scores import Who
from generator.importers.scores_headers import said
from generator.load.layout import LEARNER_ID
from generator.load.people import everybody
from generator.records.commons import People
from generator.records.school import LearnerId

Name: TypeAlias = tuple[str, ...]  # the folded words of a name, in the order of the alphabet
MOST_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Who may be meant. `among`: those whose results are wanted; the others of the school are left out."""

    learners: Collection[LearnerId]
    among: Collection[LearnerId]
    names: Mapping[Name, tuple[LearnerId, ...]]
    numbers: Mapping[tuple[str, str], tuple[LearnerId, ...]]
    addresses: Mapping[str, tuple[LearnerId, ...]]
    told: Mapping[str, LearnerId] = field(
        default_factory=dict[str, LearnerId]
    )  # what somebody said of a name or number

    def knows(self, cell: str) -> bool:
        """Whether a cell is somebody of the school."""
        return cell in self.learners or cell in self.told or name_in(cell) in self.names


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSure:
    """Why nobody is meant for sure, as a clause; `near`: who may be. `stranger`: nobody of the school comes near."""

    why: str
    near: tuple[LearnerId, ...] = ()

    @property
    def stranger(self) -> bool:
        return not self.near


def roll_of(
    people: People, learners: Collection[LearnerId], among: Collection[LearnerId], told: Mapping[str, LearnerId]
) -> Roll:
    names: dict[Name, tuple[LearnerId, ...]] = {}
    numbers: dict[tuple[str, str], tuple[LearnerId, ...]] = {}
    addresses: dict[str, tuple[LearnerId, ...]] = {}
    for id_, person in everybody(people):
        if id_ not in learners:
            continue
        for name in {name_in(written) for written in person.name.values()} - {()}:
            names[name] = (*names.get(name, ()), id_)
        for column, number in (person.numbers or {}).items():
            numbers[column, number] = (*numbers.get((column, number), ()), id_)
        if person.contact is not None and person.contact.email:
            address = person.contact.email.casefold()
            addresses[address] = (*addresses.get(address, ()), id_)
    return Roll(learners=learners, among=among, names=names, numbers=numbers, addresses=addresses, told=told)


def name_in(written: str) -> Name:
    """The words of a name; family name first or last, with a comma or without, is the same."""
    return tuple(sorted(word for part in folded(written) for word in part.replace("'", "-").split("-")))


def number_column(header: str) -> str:
    """How people.yml calls a column of numbers: SIS User ID is sis-user-id."""
    return words_for(said(header), "number")


def learner_of(who: Who, roll: Roll) -> LearnerId | NotSure:
    """The one learner whom everything that is known of a row means."""
    for cell in (*who.keys.values(), who.name):
        if cell in roll.told:
            return roll.told[cell]
    found = [set(each) for each in meant_by(who, roll) if each]
    both = set.intersection(*found) if found else set[LearnerId]()
    if len(both) == 1:
        return both.pop()
    near = tuple(sorted(set().union(*found)))[:MOST_NEAR]
    if found and not both:
        return NotSure(why=f"its cells mean several learners: {', '.join(near)}", near=near)
    if both:
        return NotSure(why=f"several learners are called so: {', '.join(near)}", near=near)
    return NotSure(why="nobody of the school is called so")


def meant_by(who: Who, roll: Roll) -> Iterable[Collection[LearnerId]]:
    """Whom each thing that is known means; the name only where no number means anybody."""
    cells = (*who.keys.values(), who.name)
    yield {cell for cell in cells if LEARNER_ID.fullmatch(cell) and cell in roll.learners}
    numbers = {id_ for column, cell in who.keys.items() for id_ in roll.numbers.get((number_column(column), cell), ())}
    yield numbers
    yield {id_ for cell in cells for id_ in roll.addresses.get(cell.casefold(), ())}
    yield roll.names.get(name_in(who.name), ())


def with_near(unsure: NotSure, who: Who, roll: Roll) -> NotSure:
    """The same with those who come near; takes a while in a large school, so only a few are looked up."""
    words = name_in(who.name)
    if unsure.near or not words:
        return unsure
    close = get_close_matches(" ".join(words), [" ".join(name) for name in roll.names], n=MOST_NEAR, cutoff=0.75)
    parts = [name for name in roll.names if len(words) > 1 and (set(words) < set(name) or set(words) > set(name))]
    near = dict.fromkeys(id_ for name in (*(tuple(each.split()) for each in close), *parts) for id_ in roll.names[name])
    return NotSure(why=unsure.why, near=tuple(near)[:MOST_NEAR])
