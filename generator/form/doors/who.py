"""Who edits, and whom they may edit. What is published counts, never an edit that still waits: nobody opens a plan
to themselves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.checked import CheckedSchool
from generator.load.learner_folders import LearnerFolder
from generator.load.people import everybody
from generator.load.source import record_of
from generator.model.readers import is_in_force
from generator.records.learner import Learner
from generator.records.school import LearnerId, Person, PersonId

# Roles of people.yml. Whoever is nothing else but one of these is no staff.
NOT_STAFF = frozenset(("learner", "family"))
# Whoever leads the school answers for every student; educators' own plans are between them and their team.
SCHOOL_WIDE = frozenset(("leader",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Charges:
    """Whose records are whose to keep, in one state of a school; learner.yml is read once of each."""

    school: CheckedSchool
    emails: Mapping[str, PersonId]  # of staff, in small letters; an address that two people share leads to nobody
    known: dict[LearnerId, Learner | None] = field(default_factory=dict, compare=False, repr=False)

    def may_edit(self, person: PersonId, learner: LearnerId, on: date) -> bool:
        """Whether somebody is on the learner's team on the day, on the staff of a group they are in, or leads."""
        folder = next((each for each in self.school.folders if each.learner == learner), None)
        if folder is None:
            return False
        return learner in in_groups_of(self.school, person, on) or self.answers_for(person, folder, on)

    def learners_of(self, person: PersonId, on: date) -> tuple[LearnerFolder, ...]:
        """All that somebody may edit, in the order of ids."""
        grouped = in_groups_of(self.school, person, on)
        return tuple(
            each for each in self.school.folders if each.learner in grouped or self.answers_for(person, each, on)
        )

    def answers_for(self, person: PersonId, folder: LearnerFolder, on: date) -> bool:
        """Whether learner.yml names them on the team, or their own role or plan makes it theirs."""
        record = self.learner(folder)
        if record is None:  # it cannot be read: only the groups tell
            return False
        if any(each.person == person and is_in_force(each.from_, each.to, on) for each in record.team):
            return True
        if record.kind == "student":
            known = self.school.people.get(person)
            return known is not None and not SCHOOL_WIDE.isdisjoint(known.roles)
        return folder.learner == person

    def learner(self, folder: LearnerFolder) -> Learner | None:
        if folder.learner not in self.known:
            file = f"{folder.folder}/learner.yml"
            self.known[folder.learner] = record_of(self.school.root, file, "learner", Learner)[0]
        return self.known[folder.learner]

    def person_told(self, told: str) -> PersonId | None:
        """The member of staff whom an id or a contact e-mail means; None: nobody, or nobody for sure."""
        known = self.school.people.get(told)
        if known is not None:
            return told if is_staff(known) else None
        named = any(each.person == told for group in self.school.commons.groups.values() for each in group.staff)
        return told if named else self.emails.get(told.strip().casefold())


def charges_of(school: CheckedSchool) -> Charges:
    emails: dict[str, PersonId | None] = {}
    for person, entry in staff_of(school):
        if entry.contact is not None and entry.contact.email is not None:
            email = entry.contact.email.strip().casefold()
            emails[email] = None if email in emails else person
    return Charges(school=school, emails={email: person for email, person in emails.items() if person is not None})


def staff_of(school: CheckedSchool) -> Iterator[tuple[PersonId, Person]]:
    """Everybody of people.yml who works at the school, in the order of the file."""
    return ((person, entry) for person, entry in everybody(school.people) if is_staff(entry))


def is_staff(person: Person) -> bool:
    return bool(person.roles) and not NOT_STAFF.issuperset(person.roles)


def in_groups_of(school: CheckedSchool, person: PersonId, on: date) -> frozenset[LearnerId]:
    """The members, on the day, of all groups on whose staff a person is."""
    return frozenset(
        member.learner
        for group in school.commons.groups.values()
        if any(each.person == person and is_in_force(each.from_, each.to, on) for each in group.staff)
        for member in group.members
        if is_in_force(member.from_, member.to, on)
    )
