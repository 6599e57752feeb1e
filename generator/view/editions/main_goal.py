"""Page 2 of a printed plan: the goal in the middle, with the four answers about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.model.picture import GoalPicture, Picture, Standing
from generator.view.charts.level_line import LevelLine, level_line
from generator.view.editions.room import Fitted, fitted, lines, shortened
from generator.view.editions.shapes import scaled
from generator.view.evidence import EvidenceLine, line_of
from generator.view.goals import (
    ActivityLine,
    Chip,
    CriterionLine,
    activities_of,
    chip_of,
    criteria_of,
    i_can_of,
    so_far_of,
    subject_of,
)
from generator.view.levels import Ladder, Rung, ladder_of
from generator.view.page import RichText
from generator.view.said import given_name, in_sentence
from generator.words import Words

Line = TypeVar("Line")
ROOM = 45.0  # lines on the page
HEADS = 14.0  # headings, the rule and the space around them
BIG_SIGNS, RUNG_SIGNS, TODO_SIGNS, NOTE_SIGNS = 56, 24, 66, 46  # signs in a line of each
CHART_WIDTH, CHART_HEIGHT = 62.0, 30.0  # millimetres
STATE_ORDER = {"doing": 0, "next": 1, "done": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChart:
    """The level over time in a box of CHART_WIDTH × CHART_HEIGHT units; `dots` are (x, y)."""

    line: LevelLine
    path: str
    rows: tuple[str, ...]  # y of each level's line, as the rows of `line`
    dots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MainGoal:
    """Sentences that begin with `no_` say what happens next where a list is empty; None: it is not."""

    subject: RichText | str
    code: str | None
    i_can: RichText
    why: RichText | None
    chip: Chip | None
    ladder: Ladder | None
    rule: str
    aim: str
    activities: tuple[ActivityLine, ...]
    more_activities: str | None
    no_activities: str | None
    criteria: tuple[CriterionLine, ...]
    more_criteria: str | None
    no_criteria: str | None
    evidence: tuple[EvidenceLine, ...]
    more_evidence: str | None
    no_evidence: str | None
    chart: LevelChart | None


def main_goal_of(picture: Picture) -> GoalPicture | None:
    """The first active goal that is not reached yet, else the first active one."""
    active = tuple(goal for goal in picture.goals if goal.goal.status == "active")
    return next((goal for goal in active if goal.reached_on is None), active[0] if active else None)


def page_of_goal(goal: GoalPicture, picture: Picture, words: Words) -> MainGoal:
    ladder = _ladder(goal.main, picture, words) if goal.main else None
    i_can = i_can_of(goal, picture, words)
    room = ROOM - HEADS - 1.5 * lines(i_can, BIG_SIGNS) - _ladder_lines(ladder)
    criteria = fitted(criteria_of(goal, picture, words), _criterion_lines, room * 0.45, at_least=2)
    room -= sum(map(_criterion_lines, criteria.kept))
    activities = _activities(goal, picture, words, room * 0.5)
    room -= sum(map(_activity_lines, activities.kept))
    evidence = _evidence(goal, picture, words, room)
    return MainGoal(
        subject=subject_of(goal, picture, words),
        code=goal.main.competency.code if goal.main else None,
        i_can=i_can,
        why=None,
        chip=chip_of(goal, words),
        ladder=ladder,
        rule=_rule(goal, picture, words),
        aim=_aim(goal, words),
        activities=activities.kept,
        more_activities=_more(activities.left_out, words),
        no_activities=None if activities.kept else words.say("The first steps are chosen together with the teacher."),
        criteria=criteria.kept,
        more_criteria=_more(criteria.left_out, words),
        no_criteria=None if criteria.kept else words.say("What to show is agreed at the next conversation."),
        evidence=evidence.kept,
        more_evidence=_more(evidence.left_out, words),
        no_evidence=None if evidence.kept else words.say("Nothing yet. The first piece of work will stand here."),
        chart=_chart(goal.main, picture, words) if goal.main else None,
    )
