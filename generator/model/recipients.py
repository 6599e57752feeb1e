"""Who gets a letter with a code: in which language and print, and for which plans.

One person has one code however many plans they read, so they get one letter; in two languages, where two homes of
theirs read in two.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.model.access import HOUSEHOLD, Reader, readers_of, team_on
from generator.model.readers import readers_on, site_language
from generator.records.learner import FamilyEntry, Learner
from generator.records.school import School
from generator.records.text import LanguageTag

ReaderKind = Literal["learner", "home", "staff"]
USUAL_PAPER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """`reads`: the learners whose plans the code opens, in the order of ids. "staff": whoever reads by a role."""

    reader: Reader
    kind: ReaderKind
    reads: tuple[Learner, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one letter is printed; `print` is "large" where one of the homes that get it asks for that."""

    language: LanguageTag
    paper: str
    print: str


def recipients_of(learners: Iterable[Learner], on: date) -> tuple[Recipient, ...]:
    """Everybody who reads anything on the day, by `who`. A version that differs between plans: the highest."""
    versions: dict[str, int] = {}
    reads: dict[str, list[Learner]] = {}
    for learner in learners:
        for reader in readers_of(learner, on):
            versions[reader.who] = max(reader.version, versions.get(reader.who, 0))
            reads.setdefault(reader.who, []).append(learner)
    return tuple(
        Recipient(
            reader=Reader(who=who, version=versions[who]),
            kind=kind_of(who, reads[who], on),
            reads=tuple(sorted(reads[who], key=lambda learner: learner.learner)),
        )
        for who in sorted(reads)
    )


def kind_of(who: str, reads: Iterable[Learner], on: date) -> ReaderKind:
    """By a role before at home: a teacher's letter lists the pupils, the own child among them."""
    if any(member.person == who for learner in reads for member in team_on(learner, on)):
        return "staff"
    return "learner" if any(learner.learner == who for learner in reads) else "home"


def forms_of(recipient: Recipient, school: School, on: date) -> tuple[Form, ...]:
    """One for each language that the recipient reads in."""
    homes = [home for learner in recipient.reads for home in readers_on(learner, on)]
    paper = homes[0].paper if homes else USUAL_PAPER
    match recipient.kind:
        case "staff":
            return (Form(language=school.languages[0], paper=paper, print="standard"),)
        case "learner":
            return (Form(language=site_language(recipient.reads[0], school), paper=paper, print="standard"),)
        case "home":
            return forms_of_homes([home for home in homes if is_theirs(home, recipient.reader.who)])


def is_theirs(home: FamilyEntry, who: str) -> bool:
    """A household is at home in every home of its children that may read."""
    return who.startswith(f"{HOUSEHOLD}:") or who in home.person


def forms_of_homes(homes: list[FamilyEntry]) -> tuple[Form, ...]:
    by_language: Mapping[LanguageTag, list[FamilyEntry]] = {
        language: [home for home in homes if home.language == language]
        for language in dict.fromkeys(home.language for home in homes)
    }
    return tuple(
        Form(
            language=language,
            paper=alike[0].paper,
            print="large" if any(home.print == "large" for home in alike) else "standard",
        )
        for language, alike in by_language.items()
    )


def asked_at_school(learner: Learner, on: date) -> tuple[str, ...]:
    """Whom one asks about a learner's plan, the first one first. No case manager: the role tells of another plan."""
    order = ("advisor", "teacher_of_record", "caring_adult")
    serving = [member for member in team_on(learner, on) if member.role in order]
    serving.sort(key=lambda member: (order.index(member.role), len(member.for_) > 0))
    return tuple(dict.fromkeys(member.person for member in serving))
