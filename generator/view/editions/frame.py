"""What stands around every document for a family: its head, and the footer of each loose sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.model.picture import Picture
from generator.model.text_code import code_of
from generator.records.learner import FamilyEntry
from generator.view.heads import grade_of
from generator.view.page import RichText
from generator.view.said import apart, given_name, line, person_name
from generator.words import Words

MARK = "\ue000"  # of Unicode's private use: in nobody's words


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPiece:
    """A part of "page 1 of 4": words, or a counter that layout fills."""

    words: str
    counter: Literal["page", "pages"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Who may sign; `code` tells which words they read, in which language. None: there is no plan yet."""

    who: tuple[str, ...]
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`name` is the given name, for the footer of loose sheets; None: people.yml does not know the learner.

    `corrects` says which edition this one takes the place of; None: none.
    """

    school: RichText
    heading: str
    who: tuple[str, ...]
    name: str | None
    privacy: str
    page_number: tuple[NumberPiece, ...]
    corrects: str | None


def frame_of(heading: str, corrects: date | None, picture: Picture, words: Words) -> Frame:
    return Frame(
        school=line(picture.school.name, picture, words),
        heading=heading,
        who=_who(picture, words),
        name=given_name(picture, words),
        privacy=words.say("Private record. Keep it safe. Share it only with people who support this learning."),
        page_number=_page_number(words),
        corrects=words.say("Corrects the edition of {day}.", day=words.day(corrects)) if corrects else None,
    )


def signatures_of(picture: Picture, family: FamilyEntry | None, words: Words) -> Signatures | None:
    """None: nobody is asked to sign."""
    who = _signing(family, words)
    code = text_code_in(picture, words)
    return Signatures(who=who, code=code and words.say("Text {code}", code=apart(code, words))) if who else None


def _signing(family: FamilyEntry | None, words: Words) -> tuple[str, ...]:
    if family is None:
        return (words.say("Learner: signature and date"), words.say("School: signature and date"))
    if not family.may_sign or family.rights != "full":
        return ()
    return (
        words.say("Family: signature and date"),
        words.say("Student: signature and date"),
        words.say("School: signature and date"),
    )


def text_code_in(picture: Picture, words: Words) -> str | None:
    """The code of all that is agreed, as it is read in these words."""
    if not picture.agreed:
        return None
    return code_of(picture.agreed, tuple(picture.agreed), words.language, words.base_language)


def _who(picture: Picture, words: Words) -> tuple[str, ...]:
    advisor = person_name(picture.advisor, picture, words) if picture.advisor else None
    parts = (
        grade_of(picture, words),
        words.say("Updated {day}", day=words.day(picture.updated)),
        words.say("Advisor: {name}", name=advisor) if advisor else None,
    )
    return tuple(part for part in parts if part is not None)


def _page_number(words: Words) -> tuple[NumberPiece, ...]:
    """The sentence cut where its numbers belong: only layout knows them."""
    counters: Mapping[str, Literal["page", "pages"]] = {"page": "page", "pages": "pages"}
    said = words.say("Page {page} of {pages}", page=f"{MARK}page{MARK}", pages=f"{MARK}pages{MARK}")
    return tuple(NumberPiece(words=part, counter=counters.get(part)) for part in said.split(MARK) if part)
