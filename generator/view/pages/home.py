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
    heading_of,
    i_can_of,
    main_goal_of,
    rule_of,
)
from generator.view.heads import Head, head_of
from generator.view.in_short import in_short, of_goal_in_short
from generator.view.levels import Ladder, ladder_of
from generator.view.page import BETWEEN, Page, RichText, SearchEntry
from generator.view.said import block, person_name
from generator.words import Words

LINES_AT_A_GLANCE = 5  # activities and criteria; the goal's page has them all
PIECES_AT_A_GLANCE = 3


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
class Home:
    """`main` None: no goal is active, and `next_step` says what happens then."""

    head: Head
    main: MainGoal | None
    next_step: str | None
    others: tuple[GoalHeading, ...]
    reached: tuple[GoalHeading, ...]
    voice: RichText | None
    voice_day: str | None
    conversation: str


def home(picture: Picture, words: Words) -> tuple[Page, ...]:
    main = main_goal_of(picture)
    title = words.say("What I am working on")
    content = Home(
        head=head_of(title, picture, words),
        main=_main(main, picture, words) if main else None,
        next_step=None if main else _next_step(picture, words),
        others=_headings(tuple(goal for goal in _not_reached(picture) if goal is not main), picture, words),
        reached=_headings(tuple(goal for goal in picture.goals if goal.goal.status == "reached"), picture, words),
        voice=block(picture.voice.text, picture, words) if picture.voice else None,
        voice_day=words.day(picture.voice.on) if picture.voice else None,
        conversation=conversation_of(picture, words),
    )
    voice = (content.voice.text.strip(),) if content.voice else ()
    found = (*(i_can_of(goal, picture, words).text for goal in picture.goals), *voice)
    return (
        Page(
            kind="home",
            path="",
            title=title,
            content=content,
            search=(SearchEntry(title=title, text=BETWEEN.join(found)),),
        ),
    )


def _not_reached(picture: Picture) -> tuple[GoalPicture, ...]:
    return tuple(goal for goal in picture.goals if goal.goal.status in {"active", "paused"})


def _headings(goals: tuple[GoalPicture, ...], picture: Picture, words: Words) -> tuple[GoalHeading, ...]:
    return tuple(heading_of(goal, picture, words) for goal in goals)


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
        activities=activities[:LINES_AT_A_GLANCE],
        more_activities=_more(len(activities) - LINES_AT_A_GLANCE, words),
        criteria=criteria[:LINES_AT_A_GLANCE],
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
    pieces = tuple(line_of(piece, goal.main, picture, words) for piece in goal.evidence[:PIECES_AT_A_GLANCE])
    return (*pieces[:1], *(replace(piece, note=None) for piece in pieces[1:]))


def _more(left: int, words: Words) -> str | None:
    return (
        words.count("{n} more on the page of this goal", "{n} more on the page of this goal", left)
        if left > 0
        else None
    )


def _next_step(picture: Picture, words: Words) -> str:
    if picture.goals:
        return words.say("No goal is active now. At the next conversation we choose what comes next.")
    return words.say("No goals have been agreed yet. At the first conversation we choose one together.")


def conversation_of(picture: Picture, words: Words) -> str:
    """When one next talks about the plan, and with whom."""
    day = picture.next_conference
    advisor = person_name(picture.advisor, picture, words) if picture.advisor else None
    if day is None:
        return words.say("The day of the next conversation about my plan is not set yet.")
    if advisor is None:
        return words.say("Next conversation about my plan: {day}.", day=words.day(day, "full"))
    return words.say("Next conversation about my plan: {day}, with {name}.", day=words.day(day, "full"), name=advisor)
