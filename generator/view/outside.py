"""Learning beside lessons: courses of the years, and what is learned with partners outside school."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.model.picture import Picture
from generator.records.library import Partner
from generator.records.plan import CourseOfStudy, Experience
from generator.records.text import Text
from generator.view.days import near
from generator.view.page import RichText
from generator.view.said import apart, line, person_name
from generator.words import Words

STATUSES: Mapping[str, str] = {"planned": "Planned", "in_progress": "Now", "complete": "Done"}
TERMS: Mapping[str, str] = {"fall": "fall", "winter": "winter", "spring": "spring", "summer": "summer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    course: RichText
    about: tuple[RichText | str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    day: str
    day_iso: str
    hours: str
    note: RichText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceLine:
    """`hours` None: none are written down and none agreed. `log` newest first."""

    what: RichText
    about: tuple[RichText | str, ...]
    hours: str | None
    agreement: str | None
    log: tuple[LogLine, ...]
    log_title: str


def courses_of(picture: Picture, words: Words) -> tuple[CourseLine, ...]:
    """In the order of the plan; what was dropped is left out."""
    courses = picture.plan.program_of_study if picture.plan else ()
    return tuple(_course(each, picture, words) for each in courses if each.status != "dropped")


def _course(course: CourseOfStudy, picture: Picture, words: Words) -> CourseLine:
    status = words.say(STATUSES[course.status])
    about = (status,) if course.term is None else (status, _term(course.term, picture, words))
    return CourseLine(course=line(course.course, picture, words), about=about)


def _term(term: str, picture: Picture, words: Words) -> RichText | str:
    """A term's usual name in the reader's language; a school's own name for one stands as it is."""
    return words.say(TERMS[term]) if term in TERMS else line(Text.plain(term), picture, words)


def experiences_of(picture: Picture, words: Words) -> tuple[ExperienceLine, ...]:
    return tuple(_experience(experience, partner, picture, words) for experience, partner in picture.experiences)


def _experience(experience: Experience, partner: Partner | None, picture: Picture, words: Words) -> ExperienceLine:
    mentor = person_name(experience.mentor, picture, words) if experience.mentor else None
    about = (
        line(partner.name, picture, words) if partner else None,
        _when(experience, words),
        words.say("With {name}", name=apart(mentor, words)) if mentor else None,
    )
    log = sorted(experience.log, key=lambda entry: entry.on, reverse=True)
    return ExperienceLine(
        what=line(experience.what, picture, words),
        about=tuple(part for part in about if part is not None),
        hours=_hours(experience, words),
        agreement=_agreement(experience, words),
        log=tuple(
            LogLine(
                day=near(entry.on, picture, words),
                day_iso=entry.on.isoformat(),
                hours=words.say("{hours} h", hours=words.number(entry.hours)),
                note=line(entry.note, picture, words) if entry.note else None,
            )
            for entry in log
        ),
        log_title=words.count("{n} day written down", "{n} days written down", len(log)),
    )


def _when(experience: Experience, words: Words) -> str:
    if experience.to is None:
        return words.say("Since {day}", day=words.day(experience.from_))
    return words.say(
        "{first} to {last}", first=words.day(experience.from_, "medium"), last=words.day(experience.to, "medium")
    )


def _hours(experience: Experience, words: Words) -> str | None:
    done = sum((entry.hours for entry in experience.log), Decimal(0))
    if experience.hours_agreed is not None:
        agreed = words.number(experience.hours_agreed)
        return words.say("Hours so far: {hours} of {agreed}", hours=words.number(done), agreed=agreed)
    return words.say("Hours so far: {hours}", hours=words.number(done)) if experience.log else None


def _agreement(experience: Experience, words: Words) -> str | None:
    """That a paper was signed, and when; who signed it stays on the paper. None: none is told of."""
    if experience.agreement is None or experience.agreement.signed_on is None:
        return None
    return words.say("Agreement signed on {day}", day=words.day(experience.agreement.signed_on))
