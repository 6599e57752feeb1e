"""A competency as its framework has it: the formal words, the code, whose they are, and where else they lead."""

from dataclasses import dataclass

from generator.model.picture import Picture
from generator.model.standing_picture import Standing
from generator.view.goals import goal_path
from generator.view.levels import LevelSign, standing_sign
from generator.view.page import RichText
from generator.view.said import line, statement
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """`attribution` is printed as it stands, in the words of its owner.

    `written_in`: the language of publisher and attribution; None where it is the page's own.
    """

    code: str | None
    statement: RichText
    framework: RichText
    publisher: str | None
    attribution: tuple[str, ...]
    written_in: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another competency, and the way to the learner's goal on it; `path` None: no goal works on it."""

    title: RichText
    code: str | None
    sign: LevelSign
    path: str | None


def standard_of(standing: Standing, picture: Picture, words: Words) -> Standard:
    framework = standing.framework
    return Standard(
        code=standing.competency.code,
        statement=statement(standing.competency.statement, framework, picture, words),
        framework=line(framework.title, picture, words),
        publisher=framework.publisher,
        attribution=framework.attribution,
        written_in=None if words.language == words.base_language else words.base_language,
    )


def related_of(standings: tuple[Standing, ...], picture: Picture, words: Words) -> tuple[Related, ...]:
    goals = {of.ref: goal.goal.id for goal in reversed(picture.goals) for of in goal.standings}
    return tuple(
        Related(
            title=short_of(standing, picture, words),
            code=standing.competency.code,
            sign=standing_sign(standing, picture, words),
            path=goal_path(goals[standing.ref]) if standing.ref in goals else None,
        )
        for standing in standings
    )


def short_of(standing: Standing, picture: Picture, words: Words) -> RichText:
    """What a competency is called in a list."""
    competency = standing.competency
    text = competency.short or competency.i_can or competency.statement
    return statement(text, standing.framework, picture, words)
