"""The sheet with which a learner leads a conversation: goals in one's own words, work to show, room to write.

Who has nothing yet holds a good sheet too: its boxes are how a first plan begins.
"""

from dataclasses import dataclass
from datetime import date

from generator.model.picture import GoalPicture, Picture
from generator.records.learner import FamilyEntry
from generator.view.charts.glyphs import number
from generator.view.editions.frame import Frame, Signatures, frame_of, signatures_of
from generator.view.editions.room import LINE, Fitted, Sheet, lines, more_on_site, shortened
from generator.view.evidence import EvidenceLine, line_of
from generator.view.goals import i_can_of, main_goal_of
from generator.view.levels import LevelSign, standing_sign
from generator.view.page import RichText
from generator.view.prompts import questions_before
from generator.view.said import line, student_name
from generator.words import Words

MOST_GOALS, MOST_PIECES, MOST_SIGNS = 4, 3, 140
FIXED, ROWS = 31.0, 3  # lines: all but goals, pieces and notes; rows to write in
HEAD_SIGNS, GOAL_SIGNS, PIECE_SIGNS = 46, 52, 38  # in a line of each
LEAST_NOTE, MOST_NOTE = 24.0, 55.0  # mm to write in
LARGE_NOTE, LARGE_ROWS = 42.0, 3


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
    goals = _goals(picture, words)
    pieces = _pieces(picture, words)
    frame = frame_of(_heading(picture, words), corrects, picture, words)
    return ConferenceSheet(
        frame=frame,
        one_column=sheet.one_column,
        goals=goals.kept,
        more_goals=more_on_site(goals.left_out, words),
        no_goals=None if goals.kept else words.say("No goals yet. The first ones are agreed at the next conversation."),
        starters=_starters(picture, words),
        pieces=pieces,
        no_pieces=None if pieces else words.say("Nothing yet. Bring something you made and want to show."),
        notes=questions_before(picture, words),
        note_height=number(LARGE_NOTE if sheet.one_column else _note_height(frame.heading, sheet, goals, pieces)),
        rows=(None,) * (LARGE_ROWS if sheet.one_column else ROWS),
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


def _goals(picture: Picture, words: Words) -> Fitted[OwnGoal]:
    active = tuple(_goal(goal, picture, words) for goal in picture.goals if goal.goal.status == "active")
    return Fitted(active[:MOST_GOALS], len(active[MOST_GOALS:]))


def _goal(goal: GoalPicture, picture: Picture, words: Words) -> OwnGoal:
    own = goal.goal.learner_words
    return OwnGoal(
        words=shortened(line(own, picture, words) if own else i_can_of(goal, picture, words), MOST_SIGNS),
        level=standing_sign(goal.main, picture, words) if goal.main else None,
        aim=words.say("Aim: {day}", day=words.day(goal.goal.due, "short")),
    )


def _note_height(heading: str, sheet: Sheet, goals: Fitted[OwnGoal], pieces: tuple[EvidenceLine, ...]) -> float:
    """What the sheet has left."""
    taken = (
        FIXED + 1.8 * (lines(heading, HEAD_SIGNS) - 1) + sum(0.5 + lines(goal.words, GOAL_SIGNS) for goal in goals.kept)
    )
    taken += max(5.0, sum(1.2 + lines(piece.title, PIECE_SIGNS) for piece in pieces))
    return min(max((sheet.lines - taken) * LINE, LEAST_NOTE), MOST_NOTE)


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
