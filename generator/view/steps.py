"""The steps of a pathway as words: what each is, where the learner stands on it, what it builds on and opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.model.pathway_picture import PathwayPicture, Step
from generator.model.picture import Picture
from generator.model.standing_picture import Standing
from generator.view.charts.glyphs import FULL, NOT_STARTED
from generator.view.days import near
from generator.view.goals import goal_path
from generator.view.levels import LevelSign, level_sign, standing_sign
from generator.view.page import RichText
from generator.view.said import in_sentence, isolated, line
from generator.view.waits import called_in, quoted, waits_sentence, way_sentence
from generator.words import Words

MOST_NAMED = 3  # steps that one opens


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """`tag` marks what matters now; None: nothing to mark. `path` leads to the goal that works on it; None: no goal.

    `builds_on` says what it waits for, while it waits; by what it was met, if not by its competencies; else what it
    builds on.
    """

    id: str
    title: RichText
    state: Literal["reached", "ready", "blocked", "working"]
    sign: LevelSign
    tag: str | None
    when: str | None
    builds_on: str | None
    path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyStep:
    """One step that can begin now, and what it opens; None: it opens nothing further."""

    step: StepView
    unlocks: str | None


def steps_of(pathway: PathwayPicture, picture: Picture, words: Words) -> Mapping[str, StepView]:
    """By requirement id, in the order of the pathway."""
    titles = {step.requirement.id: in_sentence(step.requirement.title, picture, words) for step in pathway.steps}
    called = called_in(pathway, picture, words)
    return {
        step.requirement.id: _step(step, _note(step, titles, called, picture, words), picture, words)
        for step in pathway.steps
    }


def ready_of(pathway: PathwayPicture, views: Mapping[str, StepView], words: Words) -> tuple[ReadyStep, ...]:
    by_id = {step.requirement.id: step for step in pathway.steps}
    titles = {id: isolated(view.title) for id, view in views.items()}
    return tuple(
        ReadyStep(step=views[id], unlocks=_unlocks(by_id[id], titles, words))
        for id in pathway.ready_next
        if id in views
    )


def _unlocks(step: Step, titles: Mapping[str, str], words: Words) -> str | None:
    """What it opens by name, and how many more come after these."""
    names = tuple(quoted(titles[id], words) for id in step.opens)[:MOST_NAMED]
    more = step.unlocks - len(names)
    if not names:
        return None
    if more == 0:
        return words.say("Opens the way to {steps}", steps=words.listed(names))
    return words.count(
        "Opens the way to {steps}, and to {n} more step after that",
        "Opens the way to {steps}, and to {n} more steps after that",
        more,
        steps=words.listed(names),
    )


def _step(step: Step, note: str | None, picture: Picture, words: Words) -> StepView:
    goal = _goal_of(step, picture)
    return StepView(
        id=step.requirement.id,
        title=line(step.requirement.title, picture, words),
        state=step.state,
        sign=_sign(step, picture, words),
        tag=_tag(step, words),
        when=_when(step, picture, words),
        builds_on=note,
        path=goal_path(goal) if goal else None,
    )


def _note(
    step: Step, titles: Mapping[str, str], called: Mapping[str, str], picture: Picture, words: Words
) -> str | None:
    if step.waits_for is not None:
        return waits_sentence(step.waits_for, called, words)
    if step.way is not None:
        return way_sentence(step.way, picture, words)
    names = tuple(titles[id] for id in step.builds_on if id in titles)
    return words.say("Builds on: {steps}", steps=words.listed(names)) if names else None


def _goal_of(step: Step, picture: Picture) -> str | None:
    """The goal one reads on at: the one that works on the step, else one on a competency of it."""
    refs = {standing.ref for standing in step.standings}
    return next(
        (
            goal.goal.id
            for goal in picture.goals
            if goal.goal.id == step.goal or any(standing.ref in refs for standing in goal.standings)
        ),
        None,
    )


def _sign(step: Step, picture: Picture, words: Words) -> LevelSign:
    """The lowest level among its competencies; a step without levels is only reached or not."""
    rated = [standing for standing in step.standings if standing.level is not None]
    if step.state == "reached" and len(rated) < max(len(step.standings), 1):
        return LevelSign(label=_reached_how(step, words), glyph=FULL)
    if not step.standings:
        return LevelSign(label=words.say("Not started yet"), glyph=NOT_STARTED)
    lowest = min(step.standings, key=_height)
    return standing_sign(lowest, picture, words)


def _height(standing: Standing) -> float:
    """How far up its scale a standing is, so that standings on different scales can be compared."""
    if standing.level is None:
        return -1.0
    levels = [level.id for level in standing.scale.levels]
    return levels.index(standing.level.id) / len(levels)


def _reached_how(step: Step, words: Words) -> str:
    match step.by:
        case "accepted":
            return words.say("Brought with me")
        case "other_way" if step.way is not None and step.way.kind == "prior_learning":
            return words.say("Brought with me")
        case "other_way":
            return words.say("Met another way")
        case _:
            return words.say("Reached")


def _tag(step: Step, words: Words) -> str | None:
    match step.state:
        case "working":
            return words.say("Working on now")
        case "ready":
            return words.say("Ready next")
        case _:
            return None


def _when(step: Step, picture: Picture, words: Words) -> str | None:
    if step.reached_on is not None:
        return words.say("Reached {day}", day=near(step.reached_on, picture, words))
    if step.requirement.optional:
        return words.say("By choice")
    aim = aim_of(step, picture)
    return None if aim is None else words.say("Aim: {day}", day=near(aim, picture, words))


def aim_of(step: Step, picture: Picture) -> date | None:
    """What was agreed for the goal that works on the step, so that no two pages name two days; else the plan's day."""
    agreed = next((goal.goal.due for goal in picture.goals if goal.goal.id == step.goal), None)
    return agreed or step.due


def enough_of(pathway: PathwayPicture, words: Words) -> str | None:
    """What a count of steps leaves open where fewer are asked for than are drawn; None: each of them counts."""
    counted = sum(1 for step in pathway.steps if not step.requirement.optional)
    if pathway.complete or pathway.needed >= counted:
        return None
    return words.count(
        "{some} of the {n} step is enough.",
        "{some} of the {n} steps are enough.",
        counted,
        some=words.number(pathway.needed),
    )


def legend_of(pathway: PathwayPicture, picture: Picture, words: Words) -> tuple[tuple[LevelSign, ...], ...]:
    """What the signs mean: one row for each scale that the steps use."""
    scales = {
        tuple(level.id for level in standing.scale.levels): standing.scale
        for step in pathway.steps
        for standing in step.standings
    }
    return tuple(
        tuple(level_sign(level, scale, picture, words) for level in (None, *scale.levels)) for scale in scales.values()
    )
