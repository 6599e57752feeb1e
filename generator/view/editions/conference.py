"""The sheet with which a learner leads a conversation: goals in one's own words, work to show, room to write.

Who has nothing yet holds a good sheet too: its boxes are how a first plan begins.
"""

from dataclasses import dataclass
from datetime import date

from generator.model.picture import GoalPicture, Picture
from generator.records.learner import FamilyEntry
from generator.view.editions.frame import Frame, Signatures, frame_of, signatures_of
from generator.view.editions.room import Sheet, shortened
from generator.view.evidence import EvidenceLine, line_of
from generator.view.goals import i_can_of, main_goal_of
from generator.view.levels import LevelSign, standing_sign
from generator.view.page import RichText
from generator.view.prompts import prompts_of
from generator.view.said import line, student_name
from generator.words import Words

MOST_GOALS, MOST_PIECES, MOST_SIGNS = 4, 3, 150


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGoal:
    """`level` None: a goal without levels."""

    words: RichText
    level: LevelSign | None
    aim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceSheet:
    """`no_goals`, `no_pieces`: what happens where there is nothing yet; None: there is something."""

    frame: Frame
    one_column: bool
    goals: tuple[OwnGoal, ...]
    no_goals: str | None
    starters: tuple[str, ...]  # beginnings of sentences, in the order in which one leads with them
    pieces: tuple[EvidenceLine, ...]
    no_pieces: str | None
    notes: tuple[str, ...]
    rows: int  # to write down what is agreed
    next_day: str
    signatures: Signatures | None


def conference_of(
    picture: Picture, family: FamilyEntry | None, sheet: Sheet, corrects: date | None, words: Words
) -> ConferenceSheet:
    goals = _goals(picture, words)
    pieces = _pieces(picture, words)
    return ConferenceSheet(
        frame=frame_of(_heading(picture, words), corrects, picture, words),
        one_column=sheet.one_column,
        goals=goals,
        no_goals=None if goals else words.say("No goals yet. The first ones are agreed at the next conversation."),
        starters=_starters(picture, words),
        pieces=pieces,
        no_pieces=None if pieces else words.say("Nothing yet. Bring something you made and want to show."),
        notes=prompts_of(picture, words),
        rows=3,
        next_day=_next_day(picture, words),
        signatures=signatures_of(picture, family, words),
    )


def _heading(picture: Picture, words: Words) -> str:
    name = student_name(picture, words)
    if picture.learner.kind == "student":
        return (
            words.say("I lead this conversation: {name}", name=name) if name else words.say("I lead this conversation")
        )
    return words.say("Growth conversation: {name}", name=name) if name else words.say("Growth conversation")


def _goals(picture: Picture, words: Words) -> tuple[OwnGoal, ...]:
    active = (goal for goal in picture.goals if goal.goal.status == "active")
    return tuple(_goal(goal, picture, words) for goal in active)[:MOST_GOALS]


def _goal(goal: GoalPicture, picture: Picture, words: Words) -> OwnGoal:
    own = goal.goal.learner_words
    return OwnGoal(
        words=shortened(line(own, picture, words) if own else i_can_of(goal, picture, words), MOST_SIGNS),
        level=standing_sign(goal.main, picture, words) if goal.main else None,
        aim=words.say("Aim: {day}", day=words.day(goal.goal.due, "short")),
    )


def _starters(picture: Picture, words: Words) -> tuple[str, ...]:
    next_ = words.say("Next I will try … It would help me if …")
    match picture.learner.kind:
        case "student":
            goal = words.say("This is my goal. It matters to me because …")
            return goal, words.say("This work shows what I can do. Look here …"), next_
        case "educator":
            goal = words.say("This is what I work on in my teaching. It matters because …")
            return goal, words.say("This is what students did, and what it tells me …"), next_
        case "leader":
            goal = words.say("This is what I work on as a leader. It matters because …")
            return goal, words.say("This is what has changed for students and staff, and how I know …"), next_


def _pieces(picture: Picture, words: Words) -> tuple[EvidenceLine, ...]:
    """The newest work of the goals, the main goal's first."""
    main = main_goal_of(picture)
    evidence = main.evidence if main and main.evidence else picture.evidence
    return tuple(line_of(piece, main.main if main else None, picture, words) for piece in evidence[:MOST_PIECES])


def _next_day(picture: Picture, words: Words) -> str:
    if picture.next_conference is None:
        return words.say("The day of the next conversation is not set yet. You can ask for one at any time.")
    return words.say("Next conversation: {day}.", day=words.day(picture.next_conference, "full"))
