"""Levels as a page shows them: sign and word, and the ladder from the first to the last."""

from dataclasses import dataclass

from generator.model.picture import Picture
from generator.model.standing_picture import Standing
from generator.records.school import Level, Scale
from generator.view.charts.glyphs import FULL, NOT_STARTED, Glyph, level_glyph
from generator.view.days import near
from generator.view.page import RichText
from generator.view.said import line
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSign:
    label: RichText | str
    glyph: Glyph


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One level of the ladder. `here` and `forward` are the words of its tags; None: no such tag."""

    sign: LevelSign
    description: RichText | None
    here: str | None
    forward: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """`not_yet` stands where nobody can say "here": why there is no level, and what comes next."""

    rungs: tuple[Rung, ...]
    not_yet: LevelSign | None


def level_sign(level: Level | None, scale: Scale, picture: Picture, words: Words) -> LevelSign:
    if level is None:
        return LevelSign(label=words.say("Not started yet"), glyph=NOT_STARTED)
    return LevelSign(label=line(level.label, picture, words), glyph=level_glyph(level, scale))


def standing_sign(standing: Standing, picture: Picture, words: Words) -> LevelSign:
    """The level shown for a competency; without one, whether anything has begun."""
    if standing.level is not None:
        return level_sign(standing.level, standing.scale, picture, words)
    if standing.reached is not None:  # a former school's word: reached, with no work here to take a level from
        return LevelSign(label=words.say("Brought with me"), glyph=FULL)
    return LevelSign(label=_why_no_level(standing, words), glyph=NOT_STARTED)


def _why_no_level(standing: Standing, words: Words) -> str:
    rating = standing.rating
    if rating.scores and rating.still_needed:
        return words.count(
            "Not enough to say yet: {n} more piece of work is needed",
            "Not enough to say yet: {n} more pieces of work are needed",
            rating.still_needed,
        )
    if rating.left_out:
        return words.say("Not rated yet")
    return words.say("Not started yet")


def ladder_of(standing: Standing, here: str, picture: Picture, words: Words) -> Ladder:
    """All levels of the competency's scale; `here` is what the tag says, since who reads it differs."""
    sign = standing_sign(standing, picture, words)
    rungs = tuple(_rung(level, standing, here, picture, words) for level in standing.scale.levels)
    return Ladder(rungs=rungs, not_yet=sign if standing.level is None else None)


def _rung(level: Level, standing: Standing, here: str, picture: Picture, words: Words) -> Rung:
    described = (standing.competency.levels or {}).get(level.id) or level.description
    is_here = standing.level is not None and level.id == standing.level.id
    return Rung(
        sign=level_sign(level, standing.scale, picture, words),
        description=line(described, picture, words) if described else None,
        here=here if is_here else None,
        forward=_forward(standing, picture, words) if level.id == standing.target.id else None,
    )


def _forward(standing: Standing, picture: Picture, words: Words) -> str:
    if standing.reached is None:
        return words.say("Move forward at this level")
    return words.say("Reached {day}", day=near(standing.reached.on, picture, words))
