"""Home: what am I working on, what am I doing, what do I need to show, when do I move on? One screen, in that order."""

from dataclasses import dataclass, replace

from generator.model.picture import GoalPicture, Picture
from generator.view.charts.level_line import LevelLine, level_line
from generator.view.evidence import EvidenceLine, line_of
from generator.view.goals import (
    ActivityLine,
    CriterionLine,
    GoalHeading,
    activities_of,
    aim_of,
    criteria_of,
    goals_of_year,
    heading_of,
    i_can_of,
    main_goal_of,
    rule_of,
)
from generator.view.heads import Head, head_of
from generator.view.in_short import in_short, of_goal_in_short
from generator.view.levels import Ladder, ladder_of
from generator.view.page import BETWEEN, Page, RichText, SearchEntry
from generator.view.prompts import conversation_of, questions_before
from generator.view.said import block
from generator.view.shortened import shortened
from generator.words import Words

LINES_AT_A_GLANCE = 5  # activities and criteria; the goal's page has them all
PIECES_AT_A_GLANCE = 3
CARDS_AT_A_GLANCE, REACHED_AT_A_GLANCE = 9, 3  # more are folded
LINE_SIGNS, NOTE_SIGNS, VOICE_SIGNS = (
    160,
    200,
    700,
)  # longer words are cut at a glance; where they belong they are whole


@dataclass(frozen=True, slots=True, kw_only=True)
class MainGoal:
    """`ladder` None: a goal without levels; `in_short` then tells of its list, and None: there is none.
    `rule` None: it is reached, or `in_short` says what is still to come.

    The `more_` sentences lead on to the goal's page; None: all are here.
    """

    heading: GoalHeading
    ladder: Ladder | None
    in_short: str | None
    rule: str | None
    aim: str
    activities: tuple[ActivityLine, ...]
    more_activities: str | None
    criteria: tuple[CriterionLine, ...]
    more_criteria: str | None
    evidence: tuple[EvidenceLine, ...]
    more_evidence: str | None
    level_line: LevelLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """Other goals of one kind as cards; `folded` are those that a glance need not see. `more` None: none are."""

    id: str
    title: str
    cards: tuple[GoalHeading, ...]
    folded: tuple[GoalHeading, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """`main` None: no goal is active; then `next_step` says what happens, and `prompts` ask what one could bring to it.

    `voice_whole` None: `voice` is all. `conversation` None: the learner has finished, and none comes.
    """

    head: Head
    main: MainGoal | None
    next_step: str | None
    prompts: tuple[str, ...]
    others: tuple[Goals, ...]
    voice: RichText | None
    voice_whole: RichText | None
    voice_day: str | None
    conversation: str | None


def home(picture: Picture, words: Words) -> tuple[Page, ...]:
    main = main_goal_of(picture)
    title = words.say("What I am working on")
    voice = block(picture.voice.text, picture, words) if picture.voice else None
    at_a_glance = shortened(voice, VOICE_SIGNS) if voice else None
    content = Home(
        head=head_of(title, picture, words),
        main=_main(main, picture, words) if main else None,
        next_step=None if main else _next_step(picture, words),
        prompts=() if main or has_finished(picture) else questions_before(picture, words),
        others=_others(main, picture, words),
        voice=at_a_glance,
        voice_whole=None if voice == at_a_glance else voice,
        voice_day=words.day(picture.voice.on) if picture.voice else None,
        conversation=None if has_finished(picture) else conversation_of(picture, words),
    )
    own = (voice.text.strip(),) if voice else ()
    found = (*(i_can_of(goal, picture, words).text for goal in picture.goals), *own)
    search = (SearchEntry(title=title, text=BETWEEN.join(found)),)
    return (Page(kind="home", path="", title=title, content=content, search=search),)


def _others(main: GoalPicture | None, picture: Picture, words: Words) -> tuple[Goals, ...]:
    """What is worked on or paused, then what is reached; what is empty is left out."""
    groups = (
        ("also", words.say("I am also working on"), ("active", "paused"), CARDS_AT_A_GLANCE),
        ("have-reached", words.say("Goals I have reached"), ("reached",), REACHED_AT_A_GLANCE),
    )
    found: list[Goals] = []
    for id, title, statuses, most in groups:
        goals = (goal for goal in goals_of_year(picture) if goal.goal.status in statuses and goal is not main)
        cards = tuple(heading_of(goal, picture, words) for goal in goals)
        if cards:
            found.append(_group(id, title, cards, most, words))
    return tuple(found)


def _group(id: str, title: str, cards: tuple[GoalHeading, ...], most: int, words: Words) -> Goals:
    """One more than the most is shown rather than folded: a fold for one card hides more than it saves."""
    cut = most if len(cards) > most + 1 else len(cards)
    more = words.count("{n} more goal", "{n} more goals", len(cards) - cut) if cards[cut:] else None
    return Goals(id=id, title=title, cards=cards[:cut], folded=cards[cut:], more=more)


def _main(goal: GoalPicture, picture: Picture, words: Words) -> MainGoal:
    standing = goal.main
    activities = activities_of(goal, picture, words)
    criteria = criteria_of(goal, picture, words)
    return MainGoal(
        heading=heading_of(goal, picture, words),
        ladder=ladder_of(standing, words.say("I am here"), picture, words) if standing else None,
        in_short=_in_short(goal, picture, words),
        rule=rule_of(goal, picture, words),
        aim=aim_of(goal, words),
        activities=tuple(
            replace(each, title=shortened(each.title, LINE_SIGNS)) for each in activities[:LINES_AT_A_GLANCE]
        ),
        more_activities=_more(len(activities) - LINES_AT_A_GLANCE, words),
        criteria=tuple(replace(each, text=shortened(each.text, LINE_SIGNS)) for each in criteria[:LINES_AT_A_GLANCE]),
        more_criteria=_more(len(criteria) - LINES_AT_A_GLANCE, words),
        evidence=_newest(goal, picture, words),
        more_evidence=_more(len(goal.evidence) - PIECES_AT_A_GLANCE, words),
        level_line=level_line(standing, picture, words) if standing else None,
    )


def _in_short(goal: GoalPicture, picture: Picture, words: Words) -> str | None:
    """Of a goal of several parts how many are reached, and where the first stands as long as it is not."""
    main = goal.main
    own = None if main is None or (main.reached and len(goal.standings) > 1) else in_short(main, picture, words)
    said = tuple(sentence for sentence in (of_goal_in_short(goal, words), own) if sentence is not None)
    return " ".join(said) if said else None


def _newest(goal: GoalPicture, picture: Picture, words: Words) -> tuple[EvidenceLine, ...]:
    """The newest pieces; only the first of them with its note, for room."""
    lines = (line_of(piece, goal.main, picture, words) for piece in goal.evidence[:PIECES_AT_A_GLANCE])
    pieces = tuple(
        replace(
            piece,
            title=shortened(piece.title, LINE_SIGNS),
            note=shortened(piece.note, NOTE_SIGNS) if piece.note else None,
        )
        for piece in lines
    )
    return (*pieces[:1], *(replace(piece, note=None) for piece in pieces[1:]))


def _more(left: int, words: Words) -> str | None:
    return (
        words.count("{n} more on the page of this goal", "{n} more on the page of this goal", left)
        if left > 0
        else None
    )


def has_finished(picture: Picture) -> bool:
    """Whether every enrolment is over, after years with a plan: nobody asks them for a first goal."""
    ended = all(each.to is not None and each.to < picture.on for each in picture.learner.enrolment)
    return bool(picture.earlier) and picture.plan is None and bool(picture.learner.enrolment) and ended


def _next_step(picture: Picture, words: Words) -> str:
    if has_finished(picture):
        return words.say("My time at this school is over. What I reached stays mine.")
    if picture.goals:
        return words.say("No goal is active now. At the next conversation we choose what comes next.")
    return words.say("No goals have been agreed yet. At the first conversation we choose one together.")
