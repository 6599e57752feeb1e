"""Which adult of the school an author or a trailer means: by id, or by an address of people.yml. Nobody else is told.

A family member, a learner and whoever the list does not know stay unnamed, whatever a commit says of them.
"""

import re
from collections.abc import Iterable, Mapping

from generator.load.people import addressed
from generator.records.commons import People
from generator.records.school import PersonId

PERSON_ID = re.compile(r"[a-z]-[0-9]{4,8}")
WITH_ADDRESS = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]+)>")
AT_HOME = frozenset({"family", "learner", "student"})


class SchoolPeople:
    """Asked with what a commit says: an id, an address, or a name with an address."""

    def __init__(self, people: People, said: Iterable[str]) -> None:
        self._people = people
        self._known: dict[str, PersonId | None] = {}
        typed = tuple(dict.fromkeys(said))
        addresses = {text: address_in(text) for text in typed}
        found = addressed(people, frozenset(each for each in addresses.values() if each))
        for text in typed:
            self._known[text] = self._meant(text, addresses[text], found)

    def __call__(self, said: str) -> PersonId | None:
        return self._known.get(said)

    def _meant(self, text: str, address: str, found: Mapping[str, PersonId]) -> PersonId | None:
        name, before = text.partition("<")[0].strip(), address.partition("@")[0]
        for person in (name, before, found.get(address, "")):
            if PERSON_ID.fullmatch(person) and is_of_school(person, self._people):
                return person
        return None


def address_in(text: str) -> str:
    found = WITH_ADDRESS.fullmatch(text.strip())
    return (found["address"] if found else text if "@" in text else "").strip().casefold()


def is_of_school(person: PersonId, people: People) -> bool:
    """Whether somebody works at or for the school; a teacher who is also a learner does."""
    return person in people and not AT_HOME.issuperset(people[person].roles)
