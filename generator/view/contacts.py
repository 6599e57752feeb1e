"""Whom to ask at school: the learner's own team, with the ways to reach them that the school wrote down.

Nobody of any home is named here, since every home reads the same site; nor is a case manager, whose role alone would
tell of another plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.picture import Picture
from generator.model.surroundings import serves
from generator.records.learner import TeamMember
from generator.records.school import Contact
from generator.view.links import call_to, mail_to
from generator.view.page import RichText
from generator.view.said import line, person_name
from generator.words import Words

ROLES: Mapping[str, str] = {
    "advisor": "Advisor: knows the whole plan",
    "teacher_of_record": "Teacher",
    "caring_adult": "Somebody to turn to",
    "mentor": "Mentor",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """`about` are the subjects they answer for; empty: everything. None: the school wrote down no such way.

    `writes` and `calls` are where links lead. None: what was written is more than an address or a number.
    """

    name: str
    roles: tuple[str, ...]
    about: tuple[RichText, ...]
    email: str | None
    phone: str | None
    writes: str | None
    calls: str | None


def contacts_of(picture: Picture, words: Words) -> tuple[ContactLine, ...]:
    """Each person once, the advisor first."""
    family = {person for home in picture.learner.family for person in home.person}
    serving = sorted(
        (each for each in picture.learner.team if serves(each, picture.on) and each.role in ROLES),
        key=lambda each: (tuple(ROLES).index(each.role), len(each.for_) > 0),
    )
    own = picture.learner.learner
    persons = dict.fromkeys(each.person for each in serving if each.person not in family and each.person != own)
    lines = (
        _line(person, tuple(each for each in serving if each.person == person), picture, words) for person in persons
    )
    return tuple(line for line in lines if line is not None)


def _line(person: str, served: tuple[TeamMember, ...], picture: Picture, words: Words) -> ContactLine | None:
    name = person_name(person, picture, words)
    if name is None:
        return None
    contact: Contact | None = picture.people[person].contact
    refs = {ref for each in served for ref in each.for_}
    return ContactLine(
        name=name,
        roles=tuple(dict.fromkeys(words.say(ROLES[each.role]) for each in served)),
        about=tuple(
            line(each.subject[0] if each.subject else each.title, picture, words)
            for each in picture.frameworks
            if each.id in refs
        ),
        email=contact.email if contact else None,
        phone=contact.phone if contact else None,
        writes=mail_to(contact.email) if contact and contact.email else None,
        calls=call_to(contact.phone) if contact and contact.phone else None,
    )
