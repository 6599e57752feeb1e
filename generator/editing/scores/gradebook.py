"""What a gradebook means in this school: which learner showed what, at which level, on which day; and what is unsure.

Everything that is wrong is gathered, each with its row and column; nothing is guessed and nothing is written here.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from generator.editing.scores.roll_call import NotSure, Roll, learner_of, with_near
from generator.editing.scores.values import Meaning, Seen, Unsaid, seen_in
from generator.importers.scores import Assessment, Gradebook, Result, Who
from generator.importers.scores_cells import (
    DayOrder,
    DecimalSign,
    Mark,
    Unread,
    day_in,
    mark_of,
    number_of,
    order_told,
    plain,
    sign_told,
)
from generator.importers.table import cell_name
from generator.records.framework import CompetencyRef
from generator.records.school import Context, EvidenceKind, LearnerId, Scale
from generator.records.scores import MappedAssessment, ScoreTable
from generator.records.text import Text

ScaleFor: TypeAlias = Callable[[CompetencyRef], Scale | None]  # None: no framework has it
MOST_LOOKED_UP = 20  # learners for whom near names are looked for
ASKS = {"decimal": "--decimal comma or --decimal point", "days": "--days day-first or --days month-first"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One result to become evidence. `results`: what it says of each competency."""

    learner: LearnerId
    how: "How"
    on: date
    results: tuple[tuple[CompetencyRef, Seen], ...]
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong at a cell, and perhaps what to do. `row` None: with an assessment as a whole."""

    where: str
    why: str
    row: int | None = None


@dataclass(slots=True, kw_only=True)
class Reading:
    """What came of a table. `strangers`: rows of nobody of the school; `others`: of learners who are not wanted."""

    wishes: list[Wish] = field(default_factory=list[Wish])
    troubles: list[Trouble] = field(default_factory=list[Trouble])
    unsure: list[Trouble] = field(default_factory=list[Trouble])
    strangers: set[int] = field(default_factory=set[int])
    others: set[int] = field(default_factory=set[int])
    without: int = 0  # cells that say that there is no result
    unmapped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The cells of an assessment, and what all of them show of how numbers and days are written."""

    sign: DecimalSign | None
    order: DayOrder | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How the cells of one assessment are read, and what becomes of them. `day`: as the table says it of all of it.

    A scale is None where no framework has the competency.
    """

    mapped: MappedAssessment
    title: str
    kind: EvidenceKind | None
    context: Context | None
    assessor: str | None
    meaning: Meaning
    spoken: Spoken
    day: str
    scales: Mapping[CompetencyRef, Scale | None]


def reading_of(book: Gradebook, settings: ScoreTable, roll: Roll, scale_for: ScaleFor) -> Reading:
    """What the results of a table mean, in the order of the table."""
    reading = Reading()
    ways = ways_of(book, settings, scale_for)
    reading.troubles += (trouble for how in ways.values() for trouble in unsaid_in(how))
    known = {each.title for each in settings.assessments} | set(settings.left_out)
    reading.unmapped = tuple(each.key for each in book.assessments if each.key not in known)
    people = people_of(book, roll, reading)
    seen: dict[tuple[LearnerId, str], Wish] = {}
    for result in book.results:
        learner, how = people.get(result.row), ways.get(result.assessment)
        if learner is not None and how is not None:
            note_result(result, learner, how, reading, seen)
    return reading


def ways_of(book: Gradebook, settings: ScoreTable, scale_for: ScaleFor) -> Mapping[str, How]:
    """How each assessment that is brought in is read, by what the table calls it."""
    cells: dict[str, list[str]] = {}
    for result in book.results:
        cells.setdefault(result.assessment, []).append(result.cell)
    everywhere = sign_told(cell for column in cells.values() for cell in column)
    order = order_told((*(each.day for each in book.assessments), *(result.day for result in book.results)))
    mapped = {each.title: each for each in settings.assessments}
    ways: dict[str, How] = {}
    for each in book.assessments:
        if each.key in mapped:
            sign = sign_told(cells.get(each.key, ())) or everywhere or settings.decimal
            spoken = Spoken(sign=sign, order=order or settings.days, cells=tuple(cells.get(each.key, ())))
            ways[each.key] = way_of(each, mapped[each.key], settings, spoken, scale_for)
    titles = Counter(how.title for how in ways.values())
    return {key: replace(how, title=key) if titles[how.title] > 1 else how for key, how in ways.items()}


def way_of(
    assessment: Assessment, mapped: MappedAssessment, settings: ScoreTable, spoken: Spoken, scale_for: ScaleFor
) -> How:
    out_of = mapped.out_of
    if out_of is None and assessment.out_of:
        number = number_of(plain(assessment.out_of), spoken.sign)
        out_of = number if isinstance(number, Decimal) and number > 0 else None
    return How(
        mapped=mapped,
        title=own_words(mapped.called) or assessment.title,
        kind=mapped.kind or settings.kind,
        context=mapped.context or settings.context,
        assessor=mapped.assessor or settings.assessor,
        meaning=Meaning(as_=mapped.as_ or settings.as_, out_of=out_of, percent=settings.percent, words=settings.words),
        spoken=spoken,
        day=assessment.day,
        scales={ref: scale_for(ref) for ref in mapped.competencies},
    )


def own_words(text: Text | None) -> str:
    return "" if text is None else next(iter(text.versions.values())).text


def unsaid_in(how: How) -> Iterator[Trouble]:
    """What must be said of an assessment as a whole before it can be brought in."""
    for ref, scale in how.scales.items():
        if scale is None:
            yield Trouble(where=how.mapped.title, why=f"no framework has a competency {ref!r}")
    if how.kind is None:
        yield Trouble(where=how.mapped.title, why="nobody said what sort of evidence it is; say it with --kind")


def people_of(book: Gradebook, roll: Roll, reading: Reading) -> Mapping[int, LearnerId]:
    """Whose each row is; what is not sure is noted once a row."""
    found: dict[int, LearnerId] = {}
    met: dict[tuple[str, ...], LearnerId | NotSure] = {}  # a table with a row a result names each of them often
    rows = {result.row: result.who for result in book.results}
    for row, who in rows.items():
        key = (who.name, *who.keys.values())
        if key not in met:
            met[key] = learner_of(who, roll)
        whose = met[key]
        if isinstance(whose, NotSure):
            note_unsure(row, who, whose, roll, reading)
        elif whose in roll.among:
            found[row] = whose
        else:
            reading.others.add(row)
    return found


def note_unsure(row: int, who: Who, whose: NotSure, roll: Roll, reading: Reading) -> None:
    near = with_near(whose, who, roll) if len(reading.unsure) < MOST_LOOKED_UP else whose
    if near.stranger:
        reading.strangers.add(row)
        return
    hint = f"; {', '.join(near.near)} may be meant" if near.near and not whose.near else ""
    reading.unsure.append(Trouble(where=f"row {row}", why=f"{near.why}{hint}", row=row))


def note_result(
    result: Result, learner: LearnerId, how: How, reading: Reading, seen: dict[tuple[LearnerId, str], Wish]
) -> None:
    where = cell_name(result.row, result.column)
    mark = mark_of(result.cell, how.spoken.sign)
    if mark is None:
        reading.without += 1
        return
    day = day_of(result, how)
    if isinstance(mark, Unread) or not isinstance(day, date):
        reading.troubles.extend(
            Trouble(where=where, why=why_of(each), row=result.row) for each in (mark, day) if isinstance(each, Unread)
        )
        return
    wish = wish_of(result, learner, how, mark, day)
    if not isinstance(wish, Wish):
        reading.troubles.append(Trouble(where=where, why=wish.why, row=result.row))
        return
    first = seen.setdefault((learner, result.assessment + (day.isoformat() if result.day else "")), wish)
    if first is wish:
        reading.wishes.append(wish)
    elif first.results != wish.results:
        why = f"{learner} has another result of this in {cell_name(first.row, first.column)}"
        reading.troubles.append(Trouble(where=where, why=why, row=result.row))


def why_of(unread: Unread) -> str:
    return unread.why if unread.asks is None else f"{unread.why}; say {ASKS[unread.asks]}"


def day_of(result: Result, how: How) -> date | Unread:
    """The day of a result: as somebody said it, else as its row does, else as the table does."""
    if how.mapped.on is not None:
        return how.mapped.on
    day = day_in(result.day or how.day, how.spoken.order)
    return Unread(why="nobody said on which day it was; say it with --on") if day is None else day


def wish_of(result: Result, learner: LearnerId, how: How, mark: Mark, day: date) -> Wish | Unsaid:
    meaning = how.meaning
    if meaning.out_of is None and result.out_of:
        out_of = number_of(plain(result.out_of), how.spoken.sign)
        meaning = replace(meaning, out_of=out_of if isinstance(out_of, Decimal) else None)
    seen: list[tuple[CompetencyRef, Seen]] = []
    for ref, scale in how.scales.items():
        value = seen_in(mark, meaning, scale) if scale is not None else Unsaid(why=f"no framework has {ref!r}")
        if isinstance(value, Unsaid):
            return value
        seen.append((ref, value))
    return Wish(learner=learner, how=how, on=day, results=tuple(seen), row=result.row, column=result.column)
