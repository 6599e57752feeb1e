"""The rows of a rubric on a goal's page: what each is about, the level last seen in it, where, and what comes next."""

from dataclasses import dataclass

from generator.model.picture import Picture
from generator.model.standing_picture import RowSeen, Score, Standing
from generator.records.school import Level
from generator.view.charts.glyphs import NOT_STARTED
from generator.view.days import near
from generator.view.evidence import path_of
from generator.view.levels import LevelSign, level_sign
from generator.view.page import RichText
from generator.view.said import line
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """`looks_like` and `next_looks_like` are the rubric's words for a level; None: it has none, or there is no next.

    `day`, `piece` and `path` tell where it was seen; None: not yet.
    """

    title: RichText
    sign: LevelSign
    looks_like: RichText | None
    next_looks_like: RichText | None
    day: str | None
    piece: RichText | None
    path: str | None


def rubric_of(standing: Standing, picture: Picture, words: Words) -> tuple[RowLine, ...]:
    """() where the competency has no rubric."""
    return tuple(_row(row, standing, picture, words) for row in standing.rubric)


def _row(row: RowSeen, standing: Standing, picture: Picture, words: Words) -> RowLine:
    seen = row.newest
    return RowLine(
        title=line(row.criterion.title, picture, words),
        sign=_sign(seen, standing, picture, words),
        looks_like=_looks_like(row, None if seen is None else seen.level, picture, words),
        next_looks_like=_looks_like(row, _level_after(seen, standing), picture, words),
        day=_day(seen, picture, words),
        piece=None if seen is None else line(seen.evidence.title, picture, words),
        path=None if seen is None else path_of(seen.evidence),
    )


def _sign(seen: Score | None, standing: Standing, picture: Picture, words: Words) -> LevelSign:
    if seen is None:
        return LevelSign(label=words.say("Not yet shown"), glyph=NOT_STARTED)
    return level_sign(seen.level, standing.scale, picture, words)


def _level_after(seen: Score | None, standing: Standing) -> Level | None:
    """The next one to aim for: the first where nothing was seen yet; None: the top."""
    levels = standing.scale.levels
    return next((level for level in levels if seen is None or level.points > seen.level.points), None)


def _looks_like(row: RowSeen, level: Level | None, picture: Picture, words: Words) -> RichText | None:
    described = None if level is None else (row.criterion.levels or {}).get(level.id)
    return None if described is None else line(described, picture, words)


def _day(seen: Score | None, picture: Picture, words: Words) -> str | None:
    if seen is None:
        return None
    return near(seen.day, picture, words) if seen.day else words.say("No date")
