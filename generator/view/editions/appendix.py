"""The pages after the fourth, where a build asks for them: how the level of each active goal was worked out.

The same working as on the goal's page, without its links. It may take as many pages as it needs.
"""

from dataclasses import dataclass

from generator.model.picture import GoalPicture, Picture
from generator.model.standing_picture import Standing
from generator.view.goals import i_can_of, subject_of
from generator.view.in_short import in_short, of_goal_in_short
from generator.view.levels import LevelSign, standing_sign
from generator.view.page import RichText
from generator.view.standards import short_of
from generator.view.working import Working, working_of
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedLevel:
    """One competency. `name` None: it is the goal's only one, and the goal's own sentence is enough."""

    name: RichText | None
    code: str | None
    sign: LevelSign
    in_short: str
    working: Working


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedGoal:
    """`in_short` None: the goal has one competency, which tells of itself."""

    subject: RichText | str
    i_can: RichText
    in_short: str | None
    levels: tuple[WorkedLevel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    goals: tuple[WorkedGoal, ...]


def appendix_of(picture: Picture, words: Words) -> Appendix | None:
    """None: no active goal has a level, so there is nothing to work out."""
    active = tuple(goal for goal in picture.goals if goal.goal.status == "active" and goal.standings)
    return Appendix(goals=tuple(_goal(goal, picture, words) for goal in active)) if active else None


def _goal(goal: GoalPicture, picture: Picture, words: Words) -> WorkedGoal:
    return WorkedGoal(
        subject=subject_of(goal, picture, words),
        i_can=i_can_of(goal, picture, words),
        in_short=of_goal_in_short(goal, words),
        levels=tuple(_level(standing, goal, picture, words) for standing in goal.standings),
    )


def _level(standing: Standing, goal: GoalPicture, picture: Picture, words: Words) -> WorkedLevel:
    return WorkedLevel(
        name=short_of(standing, picture, words) if len(goal.standings) > 1 else None,
        code=standing.competency.code,
        sign=standing_sign(standing, picture, words),
        in_short=in_short(standing, picture, words),
        working=working_of(standing, picture, words),
    )
