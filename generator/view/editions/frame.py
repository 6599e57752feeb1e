"""What stands around every document for a family: its head, and the footer of each loose sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.model.picture import Picture
from generator.view.heads import grade_of
from generator.view.page import RichText
from generator.view.said import given_name, line, person_name
from generator.words import Words

MARK = "\ue000"  # of Unicode's private use: in nobody's words


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPiece:
    """A part of "page 1 of 4": words, or a counter that layout fills."""

    words: str
    counter: Literal["page", "pages"] | None


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
