"""The sheet with which a learner leads a conversation: goals in one's own words, work to show, room to write.

Who has nothing yet holds a good sheet too: its boxes are how a first plan begins.
"""

from dataclasses import dataclass
from datetime import date
from math import inf

from generator.model.picture import GoalPicture, Picture
from generator.records.learner import FamilyEntry
from generator.view.charts.glyphs import number
from generator.view.editions.frame import Frame, Signatures, frame_of, signatures_of
from generator.view.editions.room import Fitted, Sheet, fitted, lines, more_on_site
from generator.view.evidence import EvidenceLine, line_of
from generator.view.goals import i_can_of, main_goal_of
from generator.view.levels import LevelSign, standing_sign
from generator.view.page import RichText
from generator.view.prompts import questions_before
from generator.view.said import line, student_name
from generator.view.shortened import shortened
from generator.words import Words

MOST_GOALS, MOST_PIECES, MOST_SIGNS = 4, 3, 140
FIXED, WRITTEN_LINE = 162.0, 5.3  # mm: all but goals, sentences to begin with, pieces and notes; a line of these
HEAD_SIGNS, GOAL_SIGNS, STARTER_SIGNS, PIECE_SIGNS = 46, 52, 47, 32  # in a line of each
LEAST_NOTE, MOST_NOTE = 19.0, 55.0  # mm to write in
LARGE_NOTE = 42.0
ROWS = (None,) * 3  # to write down what is agreed


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
    more_goals: str | None
    no_goals: str | None
    starters: tuple[str, ...]  # beginnings of sentences, in the order in which one leads with them
    pieces: tuple[EvidenceLine, ...]
    no_pieces: str | None
    notes: tuple[str, ...]
    note_height: str  # millimetres
    rows: tuple[None, ...]  # to write down what is agreed
    next_day: str
    signatures: Signatures | None


def conference_of(
    picture: Picture, family: FamilyEntry | None, sheet: Sheet, corrects: date | None, words: Words
) -> ConferenceSheet:
    frame = frame_of(_heading(picture, words), corrects, picture, words)
    starters, pieces = _starters(picture, words), _pieces(picture, words)
    room = inf if sheet.one_column else sheet.height - FIXED - WRITTEN_LINE * _lines(frame, starters, pieces)
    active = tuple(_goal(goal, picture, words) for goal in picture.goals if goal.goal.status == "active")
    goals = _fitting(active, room - LEAST_NOTE)
    return ConferenceSheet(
        frame=frame,
        one_column=sheet.one_column,
        goals=goals.kept,
        more_goals=more_on_site(goals.left_out, words),
        no_goals=None if active else words.say("No goals yet. The first ones are agreed at the next conversation."),
        starters=starters,
        pieces=pieces,
        no_pieces=None if pieces else words.say("Nothing yet. Bring something you made and want to show."),
        notes=questions_before(picture, words),
        note_height=number(LARGE_NOTE if sheet.one_column else _note_height(room, goals)),
        rows=ROWS,
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


def _fitting(active: tuple[OwnGoal, ...], room: float) -> Fitted[OwnGoal]:
    goals = fitted(active[:MOST_GOALS], _goal_height, room, at_least=2)
    return Fitted(goals.kept, len(active) - len(goals.kept))


def _goal_height(goal: OwnGoal) -> float:
    return WRITTEN_LINE * (0.55 + lines(goal.words, GOAL_SIGNS))


def _goal(goal: GoalPicture, picture: Picture, words: Words) -> OwnGoal:
    own = goal.goal.learner_words
    return OwnGoal(
        words=shortened(line(own, picture, words) if own else i_can_of(goal, picture, words), MOST_SIGNS),
        level=standing_sign(goal.main, picture, words) if goal.main else None,
        aim=words.say("Aim: {day}", day=words.day(goal.goal.due, "short")),
    )


def _lines(frame: Frame, starters: tuple[str, ...], pieces: tuple[EvidenceLine, ...]) -> float:
    """Of the heading beyond its first, and of what stands side by side."""
    said = sum(0.3 + lines(starter, STARTER_SIGNS) for starter in starters)
    shown = sum(1.2 + lines(piece.title, PIECE_SIGNS) for piece in pieces)
    return 1.8 * (lines(frame.heading, HEAD_SIGNS) - 1) + max(said, shown)


def _note_height(room: float, goals: Fitted[OwnGoal]) -> float:
    """What the sheet has left."""
    taken = sum(map(_goal_height, goals.kept)) + (WRITTEN_LINE if goals.left_out else 0)
    return int(min(max(room - taken, LEAST_NOTE), MOST_NOTE))


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
