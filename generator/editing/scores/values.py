"""From what a cell says to a level or points of a scale: by what the school says that cells mean, never by a guess."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from generator.importers.scores_cells import FULL, Mark
from generator.records.school import Level, Scale
from generator.records.scores import ReadAs

Seen: TypeAlias = tuple[str, str | Decimal]  # ("level", its id) or ("points", how many)
HYPHEN = re.compile(r"(?<=\w)[-_](?=\w)")
MOST_SHOWN = 40
MOST_EXTRA = Decimal("1.25")  # extra credit is not rare; more than this is another number


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the cells of an assessment mean. None: nobody said; `out_of` None: its cells say it, or nothing does."""

    as_: ReadAs | None = None
    out_of: Decimal | None = None
    percent: Mapping[str, Decimal] | None = None
    words: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """Why a cell cannot be read yet, as a clause that names what would settle it."""

    why: str


def seen_in(mark: Mark, meaning: Meaning, scale: Scale) -> Seen | Unsaid:
    """The level or the points that a cell means on a scale."""
    if mark.number is None:
        return level_called(mark.words or "", meaning, scale)
    if mark.number < 0:
        return Unsaid(why=f"{mark.number} is below nothing")
    as_ = meaning.as_ or ("percent" if mark.out_of is not None or meaning.out_of is not None else None)
    if as_ is None:
        return Unsaid(
            why=f"{mark.number} may be points of the scale or of the assessment; say it with --read-as or --max"
        )
    if as_ == "percent":
        return by_share(mark.number, mark.out_of or meaning.out_of or FULL, meaning, scale)
    if mark.out_of is not None:
        return Unsaid(why=f"{mark.number} of {mark.out_of} is a share, not {as_}; say --read-as percent")
    return by_points(mark.number, as_, scale)


def level_called(words: str, meaning: Meaning, scale: Scale) -> Seen | Unsaid:
    """A level by the word that was mapped, by its id, or by its label in any language."""
    mapped = next((id_ for word, id_ in (meaning.words or {}).items() if plain(word) == plain(words)), None)
    if mapped is not None:
        return "level", mapped
    for level in scale.levels:
        labels = (version.text for version in level.label.versions.values())
        if plain(words) in map(plain, (level.id, *labels)):
            return "level", level.id
    example = f"{words[:MOST_SHOWN]}={scale.levels[-1].id}"
    return Unsaid(why=f"{words[:MOST_SHOWN]!r} is no level; say what it means, for example --word {example!r}")


def plain(words: str) -> str:
    """Words in small letters, hyphens inside as spaces: a B+ stays another thing than a B."""
    return " ".join(HYPHEN.sub(" ", words.casefold()).split())


def by_points(number: Decimal, as_: ReadAs, scale: Scale) -> Seen | Unsaid:
    if as_ == "level":
        level = next((level for level in scale.levels if level.points == number), None)
        return ("level", level.id) if level else Unsaid(why=f"no level has {number} points; say --read-as points")
    if number > scale.levels[-1].points:
        return Unsaid(why=f"{number} is more than the {scale.levels[-1].points} points of the scale; say --max")
    return "points", number


def by_share(number: Decimal, out_of: Decimal, meaning: Meaning, scale: Scale) -> Seen | Unsaid:
    """The highest level whose share is reached. Shares are compared whole: 74.96 % is not 75 %."""
    if out_of <= 0:
        return Unsaid(why=f"{number} of {out_of} is a share of nothing")
    if number > out_of * MOST_EXTRA:
        return Unsaid(why=f"{number} is more than the {out_of} that there were")
    starts = starts_of(meaning.percent, scale)
    if starts is None:
        return Unsaid(
            why=f"nobody said from how many per cent on the levels begin; say --percent {asked_percent(scale)}"
        )
    if any(later <= earlier for (_, earlier), (_, later) in pairwise(starts)):
        return Unsaid(why="from level to level the per cents of --percent must rise")
    reached = scale.levels[0]
    for level, start in starts:
        if number * FULL >= start * out_of:
            reached = level
    return "level", reached.id


def starts_of(percent: Mapping[str, Decimal] | None, scale: Scale) -> tuple[tuple[Level, Decimal], ...] | None:
    """From which per cent each level above the lowest begins; None: that is not said of every one of them."""
    upper = scale.levels[1:]
    if percent is None or any(level.id not in percent for level in upper):
        return None
    return tuple((level, percent[level.id]) for level in upper)


def asked_percent(scale: Scale) -> str:
    """What to type, with numbers to put in."""
    return ",".join(f"{level.id}=…" for level in scale.levels[1:])
