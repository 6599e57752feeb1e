"""What is to be translated into one language: each text once, whatever the number of plans that show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from generator.model.translatable import Wish
from generator.records.text import LanguageTag, Text, Version
from generator.translated import Gap, code_of, gap_in, is_shown, is_stale, is_unreviewed, original_of

MOST_PLACES_TOLD = 4
FOR_ALL = "for all learners"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the readers of one plan meet. `who`: for a translator, without a name or an id: "grade 4".

    `needed_by`: the next conversation; None: no day is agreed.
    """

    wishes: tuple[Wish, ...]
    who: str
    needed_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One text to translate; `code` is of its words, and so the same wherever they stand.

    `earlier`: what there is of it already, by whom it says. None: nothing. `gap` None: it can be read, but was made
    from other words. `plans`: how many show it; 0: none does now.
    """

    code: str
    source: str
    gap: Gap | None
    earlier: Version | None
    where: tuple[str, ...]
    plans: int
    needed_by: date | None


@dataclass(slots=True)
class Gathered:
    """A unit while it is put together."""

    source: str
    gaps: list[Gap | None] = field(default_factory=list)
    earlier: Version | None = None
    where: dict[str, None] = field(default_factory=dict)
    plans: int = 0
    days: list[date] = field(default_factory=list)


def units_of(readings: Iterable[Reading], language: LanguageTag, source: LanguageTag) -> tuple[Unit, ...]:
    """What readers of `language` lack, of what was written in `source`: what is needed first comes first.

    Of one day, what serves most plans; of those, in the order in which it was met.
    """
    gathered: dict[str, Gathered] = {}
    done: dict[str, Version] = {}
    for reading in readings:
        met: set[str] = set()
        for wish in reading.wishes:
            first = first_words(wish, source)
            if first is None:
                continue
            code = code_of(first)
            if is_wanted(wish.found.text, language, wish.own):
                unit = gathered.setdefault(code, Gathered(first))
                add(unit, wish, reading, language, counted=code not in met)
                met.add(code)
            elif language in wish.found.text.versions:
                done.setdefault(code, wish.found.text.versions[language])
    return tuple(sorted(finished(gathered, done), key=lambda unit: (unit.needed_by or date.max, -unit.plans)))


def first_words(wish: Wish, source: LanguageTag) -> str | None:
    """The words a text began with; None: they are in another language than `source`."""
    tag = original_of(wish.found.text, wish.own)
    return wish.found.text.versions[tag].text if (tag or wish.own) == source else None


def is_wanted(text: Text, language: LanguageTag, own: LanguageTag) -> bool:
    """Whether a translator has something to do: it is not there, not to be shown, or behind."""
    if (original_of(text, own) or own) == language:
        return False
    version = text.versions.get(language)
    return version is None or is_unreviewed(version) or is_stale(text, language, own)


def add(unit: Gathered, wish: Wish, reading: Reading, language: LanguageTag, *, counted: bool) -> None:
    """`counted`: this reading has not been counted for the unit yet."""
    text = wish.found.text
    unit.gaps.append(None if is_shown(text, language, wish.own) else gap_in(text, language, wish.own))
    unit.earlier = unit.earlier or text.versions.get(language)
    unit.where[f"{wish.what} ({FOR_ALL if wish.shared else reading.who})"] = None
    if counted and reading.who:
        unit.plans += 1
        unit.days += [] if reading.needed_by is None else [reading.needed_by]


def finished(gathered: dict[str, Gathered], done: dict[str, Version]) -> Iterator[Unit]:
    """`done`: the same words, already translated at another place."""
    for code, unit in gathered.items():
        where = tuple(unit.where)
        more = len(where) - MOST_PLACES_TOLD
        yield Unit(
            code=code,
            source=unit.source,
            gap=next((gap for gap in unit.gaps if gap is not None), None),
            earlier=done.get(code) or unit.earlier,
            where=(*where[:MOST_PLACES_TOLD], f"{more} more") if more > 0 else where,
            plans=unit.plans,
            needed_by=min(unit.days, default=None),
        )
