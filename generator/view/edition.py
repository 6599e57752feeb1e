"""What a family holds in its hands: the plan of one learner on paper, in the family's language and print.

Four pages at standard print: at a glance, the main goal, the way ahead, talking together; after them, where a build
asks for it, how each level was worked out. Its words are labels more
than sentences, since a name in a sentence would have to agree with its verb in some languages.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from generator.model.picture import Picture
from generator.records.learner import FamilyEntry
from generator.view.editions.appendix import Appendix, appendix_of
from generator.view.editions.glance import Glance, glance_of
from generator.view.editions.main_goal import MainGoal, page_of_goal
from generator.view.editions.room import SHEETS, Sheet
from generator.view.editions.talk import Talk, talk_of
from generator.view.editions.way import Way, way_of
from generator.view.goals import main_goal_of
from generator.view.heads import grade_of
from generator.view.page import Edition, RichText
from generator.view.said import given_name, line, person_name, student_name
from generator.words import Words

OWN_PAPER = ("letter", "standard")
OWN_COPY = "own"  # stands for the family in the name of the edition a learner without one gets
MARK = "\ue000"  # of Unicode's private use: in nobody's words


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPiece:
    """A part of "page 1 of 4": words, or a counter that layout fills."""

    words: str
    counter: Literal["page", "pages"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlan:
    """The content of an edition. `main` None: no goal is active; `no_main` says what happens then, with room to write.

    `name` is the given name, for the footer of loose sheets; None: people.yml does not know the learner. `appendix`
    None: nobody asked for it, or there is nothing to work out.
    """

    large: bool
    school: RichText
    heading: str
    who: tuple[str, ...]
    name: str | None
    privacy: str
    page_number: tuple[NumberPiece, ...]
    glance: Glance
    main: MainGoal | None
    no_main: str | None
    ideas: tuple[str, ...]
    way: Way
    talk: Talk
    appendix: Appendix | None = None


def editions_of(picture: Picture, words_in: Callable[[str], Words]) -> tuple[Edition, ...]:
    """One for each home that may read the plan on the day; one of its own for a learner without any home in force."""
    return tuple(_edition(picture, home, words, None) for home, words in _readers(picture, words_in))


def editions_with_appendix(picture: Picture, words_in: Callable[[str], Words]) -> tuple[Edition, ...]:
    """The same editions, each with how every level was worked out."""
    readers = _readers(picture, words_in)
    return tuple(_edition(picture, home, words, appendix_of(picture, words)) for home, words in readers)


def _readers(picture: Picture, words_in: Callable[[str], Words]) -> tuple[tuple[FamilyEntry | None, Words], ...]:
    """Who gets an edition, in which words; None: the learner's own copy."""
    homes = _homes(picture)
    if not homes:
        return ((None, words_in(picture.learner.site_language or picture.school.languages[0])),)
    return tuple((home, words_in(home.language)) for home in homes if home.rights != "none")


def _homes(picture: Picture) -> tuple[FamilyEntry, ...]:
    """Family entries in force on the day; none for a learner who holds the rights and keeps the plan private."""
    if not parents_may_see(picture):
        return ()
    return tuple(home for home in picture.learner.family if _in_force(home.from_, home.to, picture.on))


def parents_may_see(picture: Picture) -> bool:
    """Whether a learner who holds the rights has kept the plan from the parents."""
    holder = picture.learner.rights_holder
    if holder is None or holder.who == "parents" or not _in_force(holder.from_, None, picture.on):
        return True
    return holder.parents_may_see


def _in_force(start: date | None, end: date | None, on: date) -> bool:
    return (start is None or start <= on) and (end is None or on <= end)


def _edition(picture: Picture, family: FamilyEntry | None, words: Words, appendix: Appendix | None) -> Edition:
    words = words.for_stage(picture.learner.stage)
    paper, size = (family.paper, family.print) if family else OWN_PAPER
    return Edition(
        learner=picture.learner.learner,
        stage=picture.learner.stage,
        name="-".join((family.id if family else OWN_COPY, words.language, paper, size)),
        language=words.language,
        direction=words.direction,
        paper=paper,
        print=size,
        title=words.say("Learning plan"),
        content=replace(_plan(picture, family, SHEETS[paper, size], words), appendix=appendix),
    )


def _plan(picture: Picture, family: FamilyEntry | None, sheet: Sheet, words: Words) -> PrintedPlan:
    goal = main_goal_of(picture)
    name = student_name(picture, words)
    return PrintedPlan(
        large=sheet.large,
        school=line(picture.school.name, picture, words),
        heading=words.say("Learning plan: {name}", name=name) if name else words.say("Learning plan"),
        who=_who(picture, words),
        name=given_name(picture, words),
        privacy=words.say("Private record. Keep it safe. Share it only with people who support this learning."),
        page_number=_page_number(words),
        glance=glance_of(picture, family, sheet, words),
        main=page_of_goal(goal, picture, sheet, words) if goal else None,
        no_main=None if goal else _no_main(picture, words),
        ideas=(words.say("What could come next?"), words.say("What would help?")),
        way=way_of(picture, sheet, words),
        talk=talk_of(picture, family, sheet, words),
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
    counters: dict[str, Literal["page", "pages"]] = {"page": "page", "pages": "pages"}
    said = words.say("Page {page} of {pages}", page=f"{MARK}page{MARK}", pages=f"{MARK}pages{MARK}")
    return tuple(NumberPiece(words=part, counter=counters.get(part)) for part in said.split(MARK) if part)


def _no_main(picture: Picture, words: Words) -> str:
    if picture.goals:
        return words.say("No goal is active now. The next one is chosen together at the next conversation.")
    return words.say("No goals yet. The first ones are chosen together at the next conversation.")
