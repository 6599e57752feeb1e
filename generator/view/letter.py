"""The letter that brings somebody the code: where the plans are, how one opens them, and what to do when it is lost.

Whoever opens the envelope has never seen the site. The address is on it as a picture too, the code never is: a code in
a picture would end in the history of a browser.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from generator.model.access import HOUSEHOLD, team_on
from generator.model.recipients import Form, Recipient, asked_at_school
from generator.records.commons import People
from generator.records.learner import Learner
from generator.records.school import School
from generator.view.letter_advice import Advice, Enclosed, advice_of, finding, opening, typing
from generator.view.page import Edition, RichText
from generator.view.said import apart, full_name
from generator.words import Words

MOST_BELOW = 5  # plans of a list that stands on the same page as the code
MOST_PICTURES = 3  # plans whose address is a picture too: so many fit on the page
ROLES: Mapping[str, str] = {
    "advisor": "Advisor",
    "teacher_of_record": "Teacher",
    "caring_adult": "Somebody to turn to",
    "mentor": "Mentor",
    "case_manager": "Case manager",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanToRead:
    """`picture`: the address is shown as a picture for cameras, too. `role`: by which somebody of the staff reads."""

    name: str
    address: str | None
    picture: bool
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Whom to ask; None: the school wrote down no such way."""

    name: str
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLetter:
    """`trial` None: it is a real one. `newer` None: no letter came before. `code`: its groups of signs."""

    school: RichText
    trial: str | None
    heading: str
    addressed: str
    newer: str | None
    plans: tuple[PlanToRead, ...]
    find: Advice
    type_it: Advice
    user: str | None
    code: tuple[str, ...] = field(repr=False)
    open_it: Advice
    advice: tuple[Advice, ...]
    questions: Advice | None
    helpers: tuple[Helper, ...]
    printed: str
    list_class: Literal["list-below", "list-apart"]


def letter_of(
    recipient: Recipient, form: Form, enclosed: Enclosed, school: School, people: People, on: date, words: Words
) -> Edition:
    """The letter as a document of its own, named after its reader."""
    plans, helpers = plans_of(recipient, enclosed, people, on, words), helpers_of(recipient, people, on, words)
    content = AccessLetter(
        school=in_words_of(school, words),
        trial=words.say("TRIAL – not for families") if enclosed.trial else None,
        heading=heading_of(recipient, words),
        addressed=words.say("For {name}", name=addressee(recipient, people, words)),
        newer=newer(recipient.reader.version, words),
        plans=plans,
        find=finding(recipient, enclosed, words, pictured=any(plan.picture for plan in plans)),
        type_it=typing(recipient, enclosed, words),
        user=enclosed.user,
        code=tuple(enclosed.code.split("-")),
        open_it=opening(recipient, enclosed, words),
        advice=advice_of(recipient, enclosed, words),
        questions=questions(helpers, recipient, words),
        helpers=helpers,
        printed=words.say(
            "Letter {number}, printed on {day}", number=words.number(recipient.reader.version), day=words.day(on)
        ),
        list_class="list-below" if len(plans) <= MOST_BELOW else "list-apart",
    )
    return Edition(
        kind="staff_letter" if recipient.kind == "staff" else "letter",
        learner="letters",
        stage="",
        name=file_name(recipient.reader.who, form),
        language=words.said_in,
        direction=words.direction,
        paper=form.paper,
        print=form.print,
        title=words.say("Letter with an access code"),
        content=content,
        gaps=None,
        text_code=None,
    )


def file_name(who: str, form: Form) -> str:
    return f"{who.replace(':', '-')}-{form.language}"


def in_words_of(school: School, words: Words) -> RichText:
    said = words.text(school.name)
    return RichText(
        text=said.text,
        language=said.language if said.foreign else None,
        direction=said.direction if said.foreign else None,
    )


def heading_of(recipient: Recipient, words: Words) -> str:
    if recipient.kind == "learner":
        return words.say("The key to my plan")
    if len(recipient.reads) == 1:
        return words.say("How to open the learning plan")
    return words.say("How to open the learning plans")


def addressee(recipient: Recipient, people: People, words: Words) -> str:
    who = recipient.reader.who
    if who.startswith(f"{HOUSEHOLD}:"):
        names = tuple(apart(called(learner.learner, people, words), words) for learner in recipient.reads)
        return words.say("the family of {names}", names=words.listed(names))
    return apart(called(who, people, words), words)


def called(person: str, people: People, words: Words) -> str:
    """The whole name; the id where people.yml does not know it."""
    known = people.get(person)
    return person if known is None else full_name(known, words)


def newer(version: int, words: Words) -> str | None:
    if version == 1:
        return None
    return words.say(
        "This is letter {number}. Letters before it no longer work: please throw them away.",
        number=words.number(version),
    )


def plans_of(
    recipient: Recipient, enclosed: Enclosed, people: People, on: date, words: Words
) -> tuple[PlanToRead, ...]:
    """By name, as one looks for them in a list."""
    pictured = len(recipient.reads) <= (1 if recipient.kind == "staff" else MOST_PICTURES)
    plans = (
        PlanToRead(
            name=called(learner.learner, people, words),
            address=None if enclosed.addresses is None else enclosed.addresses[learner.learner],
            picture=pictured and enclosed.addresses is not None,
            role=role_of(recipient.reader.who, learner, on, words) if recipient.kind == "staff" else None,
        )
        for learner in recipient.reads
    )
    return tuple(sorted(plans, key=lambda plan: plan.name.casefold()))


def role_of(who: str, learner: Learner, on: date, words: Words) -> str:
    if who == learner.learner:
        return words.say("My own plan")
    roles = dict.fromkeys(member.role for member in team_on(learner, on) if member.person == who)
    return words.listed(tuple(words.say(ROLES[role]) for role in roles))


def questions(helpers: tuple[Helper, ...], recipient: Recipient, words: Words) -> Advice | None:
    """None: who works at the school knows whom to ask."""
    if recipient.kind == "staff":
        return None
    office = () if helpers else (words.say("Ask the school office. It knows who can help."),)
    return Advice(title=words.say("Questions?"), lines=office)


def helpers_of(recipient: Recipient, people: People, on: date, words: Words) -> tuple[Helper, ...]:
    """One for each plan, each named once; nobody is told to ask themselves."""
    asked = (asked_at_school(learner, on) for learner in recipient.reads)
    others = ([person for person in each if person != recipient.reader.who and person in people] for each in asked)
    first = dict.fromkeys(each[0] for each in others if each) if recipient.kind != "staff" else {}
    return tuple(helper(person, people, words) for person in first)


def helper(person: str, people: People, words: Words) -> Helper:
    known = people[person]
    return Helper(
        name=full_name(known, words),
        email=known.contact.email if known.contact else None,
        phone=known.contact.phone if known.contact else None,
    )
