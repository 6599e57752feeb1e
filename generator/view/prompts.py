"""When one next talks, and what to think about before: three open questions, then what the plan itself leaves open.

A question stands beside what it is about, never around it: the words of a goal keep their own language and length.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.picture import GoalPicture, Picture
from generator.model.support_decision import look_again_on
from generator.records.text import Text
from generator.view.evidence import path_of
from generator.view.goals import goal_path, in_brief
from generator.view.page import RichText
from generator.view.said import line, person_name
from generator.words import Words

MOST_OF_PLAN = 4  # more is no preparation but a list


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question of the plan, what it is about, and where that is told."""

    asks: str
    about: RichText
    path: str


def conversation_of(picture: Picture, words: Words) -> str:
    """When one next talks about the plan, and with whom."""
    day = picture.next_conference
    advisor = person_name(picture.advisor, picture, words) if picture.advisor else None
    if day is None:
        return words.say("The day of the next conversation about my plan is not set yet.")
    if advisor is None:
        return words.say("Next conversation about my plan: {day}.", day=words.day(day, "full"))
    return words.say("Next conversation about my plan: {day}, with {name}.", day=words.day(day, "full"), name=advisor)


def questions_before(picture: Picture, words: Words) -> tuple[str, ...]:
    """Three questions that fit to anybody of the learner's kind, with or without goals."""
    if not picture.goals:
        return (
            words.say("What am I good at?"),
            words.say("What do I care about?"),
            words.say("What do I want to learn first?"),
        )
    if picture.learner.kind != "student":
        return (
            words.say("Which piece of work shows what has changed in my practice?"),
            words.say("What is hard, and what would help?"),
            words.say("What do I want to try next?"),
        )
    return (
        words.say("Which piece of work am I proud of?"),
        words.say("What is hard for me right now?"),
        words.say("What do I want to try next?"),
    )


def open_questions(picture: Picture, words: Words) -> tuple[OpenQuestion, ...]:
    """What waits for a decision, most pressing first, then what is near; each goal asks once."""
    asked: dict[str, OpenQuestion] = {}
    for rule in RULES:
        for question in rule(picture, words):
            asked.setdefault(question.path, question)
    return tuple(asked.values())[:MOST_OF_PLAN]


def _to_confirm(picture: Picture, words: Words) -> Iterator[OpenQuestion]:
    for goal in _active(picture):
        if goal.reached_on is None and any(standing.proposed for standing in goal.standings):
            yield _about(goal, words.say("The work seems to be there. Do we say that this is reached?"), picture, words)


def _reached(picture: Picture, words: Words) -> Iterator[OpenQuestion]:
    for goal in _active(picture):
        if goal.reached_on is not None:
            yield _about(goal, words.say("This is reached. What comes next?"), picture, words)


def _due(picture: Picture, words: Words) -> Iterator[OpenQuestion]:
    """Aims that have passed, and those that come before the next conversation does."""
    until = picture.next_conference or picture.on
    for goal in _active(picture):
        if goal.reached_on is None and goal.goal.due < picture.on:
            asks = words.say("The aim was {day}. Do we set a new day?", day=words.day(goal.goal.due))
            yield _about(goal, asks, picture, words)
        elif goal.reached_on is None and goal.goal.due <= until:
            asks = words.say("The aim is {day}. What is still missing?", day=words.day(goal.goal.due))
            yield _about(goal, asks, picture, words)


def _supports(picture: Picture, words: Words) -> Iterator[OpenQuestion]:
    for each in picture.supports:
        day = look_again_on(each.support) if each.running else None
        if day is not None and day <= (picture.next_conference or picture.on):
            text = each.support.what or (each.library.title if each.library else Text.plain(each.support.id))
            yield OpenQuestion(asks=_does_it_help(day, words), about=line(text, picture, words), path="about/#supports")


def _does_it_help(day: date, words: Words) -> str:
    return words.say("We wanted to look at this help again by {day}. Does it help?", day=words.day(day))


def _taking_more_time(picture: Picture, words: Words) -> Iterator[OpenQuestion]:
    for goal in _active(picture):
        if goal.pace is not None and goal.pace.state == "more_time":
            yield _about(goal, words.say("This is taking more time. What would help?"), picture, words)


def _paused(picture: Picture, words: Words) -> Iterator[OpenQuestion]:
    for goal in picture.goals:
        if goal.goal.status == "paused":
            yield _about(goal, words.say("This is paused. Do we take it up again?"), picture, words)


def _unwritten(picture: Picture, words: Words) -> Iterator[OpenQuestion]:
    for goal in _active(picture):
        if not goal.criteria:
            yield _about(goal, words.say("What would show that I can do it?"), picture, words)
        elif not goal.doing:
            yield _about(goal, words.say("What is the first step?"), picture, words)


def _nearest_aim(picture: Picture, words: Words) -> Iterator[OpenQuestion]:
    goal = next((each for each in _active(picture) if each.reached_on is None), None)
    if goal is not None:
        asks = words.say("The aim is {day}. What is the next step?", day=words.day(goal.goal.due))
        yield _about(goal, asks, picture, words)


def _newest_piece(picture: Picture, words: Words) -> Iterator[OpenQuestion]:
    piece = next(iter(picture.evidence), None)
    if piece is not None:
        about = line(piece.title, picture, words)
        yield OpenQuestion(asks=words.say("What does my newest piece of work show?"), about=about, path=path_of(piece))


RULES: tuple[Callable[[Picture, Words], Iterator[OpenQuestion]], ...] = (
    _to_confirm,
    _reached,
    _due,
    _supports,
    _taking_more_time,
    _paused,
    _unwritten,
    _nearest_aim,
    _newest_piece,
)


def _active(picture: Picture) -> Iterator[GoalPicture]:
    return (goal for goal in picture.goals if goal.goal.status == "active")


def _about(goal: GoalPicture, asks: str, picture: Picture, words: Words) -> OpenQuestion:
    return OpenQuestion(asks=asks, about=in_brief(goal, picture, words), path=goal_path(goal.goal.id))
