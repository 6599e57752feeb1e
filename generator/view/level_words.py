"""What the signs on the pages mean: the levels of the learner's scales, and the signs of pace."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.pathway_picture import PaceState
from generator.model.picture import Picture
from generator.records.school import Scale
from generator.view.charts.glyphs import SYMBOLS, Glyph
from generator.view.levels import LevelSign, level_sign
from generator.view.page import RichText
from generator.view.phrases import pace_words
from generator.view.said import line
from generator.words import Words

PACE_MEANS: Mapping[PaceState, str] = {
    "ahead": "The work is ahead of the days in the plan.",
    "on_plan": "The work goes as the plan says, or within a few school days of it.",
    "more_time": "The work needs more days than the plan says. We look at what would help.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMeaning:
    sign: LevelSign
    means: RichText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleMeaning:
    """One scale, lowest level first. `of`: the subjects that use it; empty: there is only one scale."""

    of: tuple[RichText, ...]
    levels: tuple[LevelMeaning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceMeaning:
    words: str
    symbol: Glyph
    means: str


def scales_of(picture: Picture, words: Words) -> tuple[ScaleMeaning, ...]:
    """The scales of the goals, the main goal's first; the school's own where no goal has one."""
    standings = {goal.main.scale.place: goal.main for goal in picture.goals if goal.main}
    if not standings:
        return (_scale(picture.school.scales[picture.school.default_scale], (), picture, words),)
    named = len(standings) > 1
    return tuple(
        _scale(main.scale, _subjects(main.scale, picture, words) if named else (), picture, words)
        for main in standings.values()
    )


def _subjects(scale: Scale, picture: Picture, words: Words) -> tuple[RichText, ...]:
    mains = (goal.main for goal in picture.goals if goal.main and goal.main.scale.place == scale.place)
    frameworks = {main.framework.id: main.framework for main in mains}
    return tuple(
        dict.fromkeys(
            line(each.subject[0] if each.subject else each.title, picture, words) for each in frameworks.values()
        )
    )


def _scale(scale: Scale, of: tuple[RichText, ...], picture: Picture, words: Words) -> ScaleMeaning:
    return ScaleMeaning(
        of=of,
        levels=tuple(
            LevelMeaning(
                sign=level_sign(level, scale, picture, words),
                means=line(level.description, picture, words) if level.description else None,
            )
            for level in scale.levels
        ),
    )


def paces_of(words: Words) -> tuple[PaceMeaning, ...]:
    return tuple(
        PaceMeaning(words=pace_words(state, words), symbol=SYMBOLS[state], means=words.say(PACE_MEANS[state]))
        for state in PACE_MEANS
    )
