"""The plan of one learner, as a family reads it: on paper in four pages, or in one column on a phone."""

from dataclasses import dataclass, replace
from datetime import date

from generator.model.picture import Picture
from generator.records.learner import FamilyEntry
from generator.view.editions.appendix import Appendix
from generator.view.editions.frame import Frame, frame_of
from generator.view.editions.glance import Glance, glance_of
from generator.view.editions.main_goal import MainGoal, page_of_goal
from generator.view.editions.room import LINE, Sheet
from generator.view.editions.talk import Talk, talk_of
from generator.view.editions.way import Way, way_of
from generator.view.editions.words_box import words_box
from generator.view.glossary import said_in, terms_of
from generator.view.goals import main_goal_of
from generator.view.page import Term
from generator.view.said import student_name
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlan:
    """The content of a plan. `main` None: no goal is active; `no_main` says what happens then, with room to write.

    `one_column`: lists in place of tables and of the map. `appendix` None: nobody asked for it, or there is nothing to
    work out.
    """

    frame: Frame
    one_column: bool
    glance: Glance
    main: MainGoal | None
    no_main: str | None
    ideas: tuple[str, ...]
    way: Way
    talk: Talk
    appendix: Appendix | None = None


def plan_of(
    picture: Picture, family: FamilyEntry | None, sheet: Sheet, corrects: date | None, words: Words
) -> PrintedPlan:
    goal = main_goal_of(picture)
    name = student_name(picture, words)
    heading = words.say("Learning plan: {name}", name=name) if name else words.say("Learning plan")
    frame, glance = frame_of(heading, corrects, picture, words), glance_of(picture, family, sheet, words)
    main = page_of_goal(goal, picture, sheet, words) if goal else None
    way, terms = _with_words(way_of(picture, sheet, words), (glance, main), terms_of(picture, words))
    return PrintedPlan(
        frame=frame,
        one_column=sheet.one_column,
        glance=glance,
        main=main,
        no_main=None if goal else _no_main(picture, words),
        ideas=(words.say("What could come next?"), words.say("What would help?")),
        way=way,
        talk=talk_of(picture, family, terms, sheet, words),
    )


def _with_words(way: Way, before: object, terms: tuple[Term, ...]) -> tuple[Way, tuple[Term, ...]]:
    """The page of the way, with the words of this plan explained where it has room; and what is still to explain."""
    said = said_in((before, way), terms)
    box = words_box(said, way.left / LINE)
    return (replace(way, glossary=box), ()) if box else (way, said)


def _no_main(picture: Picture, words: Words) -> str:
    if picture.goals:
        return words.say("No goal is active now. The next one is chosen together at the next conversation.")
    return words.say("No goals yet. The first ones are chosen together at the next conversation.")
