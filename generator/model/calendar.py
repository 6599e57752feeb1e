"""School days: which they are, how many lie between two days, and which school year a day belongs to.

A year the calendar does not hold yet is estimated by the nearest one it holds, moved to the same dates; what rests
on estimated days can be asked, so that a page can say so.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.records.learner import Away
from generator.records.school import Calendar, Closed, SchoolYear

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEARS_BEFORE, YEARS_AFTER = 4, 13  # a child who starts school today leaves it within these


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDays:
    """School days, earliest first; `estimated` are those of years the calendar does not hold."""

    days: tuple[date, ...]
    estimated: tuple[date, ...]


def school_days_of(calendar: Calendar) -> SchoolDays:
    """All school days from four years before to thirteen years after the years the calendar holds."""
    known = years_by_start(calendar)
    if not known:
        return SchoolDays(days=(), estimated=())
    held = frozenset(day for year in known.values() for day in days_in(year))
    guessed = frozenset(
        day
        for start in range(min(known) - YEARS_BEFORE, max(known) + YEARS_AFTER + 1)
        if start not in known
        for day in days_in(year_starting(known, start))
        if not any(year.start <= day <= year.finish for year in known.values())
    )
    return SchoolDays(days=tuple(sorted(held | guessed)), estimated=tuple(sorted(guessed)))


def years_by_start(calendar: Calendar) -> Mapping[int, SchoolYear]:
    """The calendar's years by the year they start in."""
    return {year.start.year: year for year in calendar.years.values()}


def year_starting(known: Mapping[int, SchoolYear], start: int) -> SchoolYear:
    """The school year that starts in this year: the calendar's, else the nearest one (the earlier of two) moved."""
    nearest = min(known, key=lambda year: (abs(year - start), year))
    return known[nearest] if nearest == start else moved(known[nearest], start - nearest)


def moved(year: SchoolYear, by_years: int) -> SchoolYear:
    return replace(
        year,
        start=same_date(year.start, by_years),
        finish=same_date(year.finish, by_years),
        terms=(),
        closed=tuple(
            replace(closed, from_=same_date(closed.from_, by_years), to=closed.to and same_date(closed.to, by_years))
            for closed in year.closed
        ),
    )


def same_date(day: date, by_years: int) -> date:
    """The same day of another year; 29 February becomes 28."""
    last_of_february = day.month == 2 and day.day == 29
    return day.replace(year=day.year + by_years, day=28 if last_of_february else day.day)


def days_in(year: SchoolYear) -> Iterator[date]:
    """The year's weekdays without its closed days."""
    closed = {day for stretch in year.closed for day in closed_days(stretch)}
    open_weekdays = {WEEKDAYS.index(name) for name in year.weekdays}
    for ordinal in range(year.start.toordinal(), year.finish.toordinal() + 1):
        if (ordinal - 1) % 7 in open_weekdays:  # ordinal 1 was a Monday
            day = date.fromordinal(ordinal)
            if day not in closed:
                yield day


def closed_days(stretch: Closed) -> Iterator[date]:
    for ordinal in range(stretch.from_.toordinal(), (stretch.to or stretch.from_).toordinal() + 1):
        yield date.fromordinal(ordinal)


def without(school_days: SchoolDays, away: tuple[Away, ...]) -> SchoolDays:
    """One learner's own school days: the days away do not count for them."""
    for stretch in away:
        school_days = SchoolDays(days=cut(school_days.days, stretch), estimated=cut(school_days.estimated, stretch))
    return school_days


def cut(days: tuple[date, ...], away: Away) -> tuple[date, ...]:
    first, after = bisect_left(days, away.from_), bisect_right(days, away.to)
    return days if first >= after else days[:first] + days[after:]


def days_between(school_days: SchoolDays, after: date, until: date) -> int:
    """How many school days come after the one day and not after the other; negative when the days run backwards."""
    return bisect_right(school_days.days, until) - bisect_right(school_days.days, after)


def days_from_to(school_days: SchoolDays, start: date, finish: date) -> tuple[date, ...]:
    """The school days from one day to another, both included."""
    return school_days.days[bisect_left(school_days.days, start) : bisect_right(school_days.days, finish)]


def is_estimated(school_days: SchoolDays, start: date, finish: date) -> bool:
    """Whether any school day from one day to the other is only an estimate."""
    return bisect_left(school_days.estimated, start) < bisect_right(school_days.estimated, finish)


def week_starts_of(school_days: SchoolDays) -> tuple[date, ...]:
    """The first school day of each week that holds one, earliest first."""
    first_of = {(day.toordinal() - 1) // 7: day for day in reversed(school_days.days)}  # ordinal 1 was a Monday
    return tuple(reversed(first_of.values()))


def week_start(week_starts: tuple[date, ...], on: date) -> date:
    """The first school day of the last school week that has begun by this day; the day itself where there is none."""
    begun = bisect_right(week_starts, on)  # only days on which the answer changes are asked for: see day.py
    return week_starts[begun - 1] if begun else on


def school_year_on(calendar: Calendar, on: date) -> tuple[str, SchoolYear] | None:
    """The school year begun last on this day, with its name; holidays belong to the year before them.

    None: the calendar holds no year at all.
    """
    known = years_by_start(calendar)
    if not known:
        return None
    start = begun_by(known, on)
    return year_name(calendar, start), year_starting(known, start)


def begun_by(known: Mapping[int, SchoolYear], on: date) -> int:
    """The year in which the school year of the day starts. The day is not asked for its own year, see day.py: that
    turns at New Year, and nothing else does."""
    begun = max((start for start, year in known.items() if year.start <= on), default=min(known) - 1)
    while year_starting(known, begun).start > on:
        begun -= 1
    while begun < date.max.year and year_starting(known, begun + 1).start <= on:
        begun += 1
    return begun


def year_name(calendar: Calendar, start: int) -> str:
    """As the calendar names it, else like "2027-28"."""
    names = {year.start.year: name for name, year in calendar.years.items()}
    return names.get(start, f"{start}-{(start + 1) % 100:02d}")


def year_named(calendar: Calendar, name: str) -> SchoolYear | None:
    """The school year of this name, estimated if the calendar does not hold it; None: the name holds no year."""
    if name in calendar.years:
        return calendar.years[name]
    known = years_by_start(calendar)
    begins = name[:4]
    return year_starting(known, int(begins)) if known and begins.isdecimal() and len(begins) == 4 else None
