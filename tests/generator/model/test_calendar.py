"""School days: weekdays without closed days, per school year, estimated where the calendar has no year yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.calendar import (
    days_between,
    days_from_to,
    is_estimated,
    school_days_of,
    school_year_on,
    week_start,
    week_starts_of,
    without,
    year_named,
    year_starting,
)
from generator.records.school import Calendar
from tests.generator.model.made import CALENDAR, HERE, away, day, school_year

DAYS = school_days_of(CALENDAR)  # one week closed: 21 to 25 December
WEEKS = week_starts_of(DAYS)
NO_DAYS = school_days_of(Calendar(timezone="UTC", years={}, place=HERE))
any_day = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("after", "until", "expected", "because"),
    [
        ("09-07", "09-07", 0, "no day comes after itself"),
        ("09-07", "09-11", 4, "Monday to Friday of one week"),
        ("09-11", "09-14", 1, "a week-end holds no school day"),
        ("09-11", "09-07", -4, "backwards"),
        ("12-18", "12-28", 1, "the closed week does not count"),
        ("08-01", "08-31", 1, "school begins on 31 August"),
        ("08-30", "06-11", 200, "a whole school year"),
        ("06-11", "06-30", 0, "it ended on 11 June"),
    ],
)
def test_school_days_between_two_days(after: str, until: str, expected: int, because: str) -> None:
    assert days_between(DAYS, day(after), day(until)) == expected, because


@pytest.mark.parametrize(
    ("on", "expected", "because"),
    [
        ("11-20", "11-16", "a Friday: Monday of this week"),
        ("11-16", "11-16", "a Monday: today"),
        ("11-22", "11-16", "a Sunday: the week that was"),
        ("12-24", "12-14", "in the closed week: the last week with school"),
        ("06-30", "06-07", "in the holidays: the last week of school"),
    ],
)
def test_the_last_school_week_began(on: str, expected: str, because: str) -> None:
    assert week_start(WEEKS, day(on)) == day(expected), because


def test_a_week_whose_monday_is_closed_begins_on_its_tuesday() -> None:
    monday = day("11-16")
    calendar = Calendar(
        timezone="UTC", years={"2026-27": school_year(day("08-31"), day("06-11"), (monday, monday))}, place=HERE
    )
    weeks = week_starts_of(school_days_of(calendar))
    assert week_start(weeks, day("11-20")) == day("11-17")
    assert week_start(weeks, monday) == day("11-09"), "on the Monday itself it has not begun"


def test_days_away_do_not_count() -> None:
    own = without(DAYS, (away("09-14", "09-18"), away("10-03", "10-04")))
    assert days_between(own, day("09-11"), day("09-21")) == 1
    assert days_between(own, day("10-02"), day("10-05")) == 1, "a week-end away takes nothing"
    assert without(DAYS, (away("07-01", "07-05"),)) == DAYS


@pytest.mark.parametrize(
    ("on", "name", "because"),
    [
        (date(2026, 11, 20), "2026-27", "inside the year"),
        (date(2027, 7, 15), "2026-27", "the holidays belong to the year before"),
        (date(2026, 8, 30), "2025-26", "the day before it begins"),
        (date(2027, 9, 15), "2027-28", "a year the calendar does not hold yet"),
        (date(2099, 10, 1), "2099-00", "the name of a century's turn"),
    ],
)
def test_the_school_year_of_a_day(on: date, name: str, because: str) -> None:
    found = school_year_on(CALENDAR, on)
    assert found is not None
    assert found[0] == name, because


def test_a_year_not_set_yet_is_estimated_by_the_nearest_one_and_says_so() -> None:
    next_year = year_named(CALENDAR, "2027-28")
    assert next_year is not None
    assert (next_year.start, next_year.finish) == (date(2027, 8, 31), date(2028, 6, 11))
    assert next_year.closed[0].from_ == date(2027, 12, 21)
    assert is_estimated(DAYS, date(2027, 5, 1), date(2027, 9, 30))
    assert not is_estimated(DAYS, date(2026, 9, 1), date(2027, 8, 30)), "holidays between are not guessed"


def test_a_leap_day_is_moved_to_the_28th() -> None:
    leap = school_year(date(2027, 8, 30), date(2028, 2, 29))
    calendar = Calendar(timezone="UTC", years={"2027-28": leap}, place=HERE)
    moved = year_named(calendar, "2028-29")
    assert moved is not None
    assert moved.finish == date(2029, 2, 28)


def test_a_calendar_without_years_or_without_days_gives_defined_answers() -> None:
    never_open = Calendar(
        timezone="UTC",
        years={"2026-27": school_year(day("08-31"), day("06-11"), (day("08-31"), day("06-11")))},
        place=HERE,
    )
    for days in (NO_DAYS, school_days_of(never_open)):
        assert days_between(days, day("09-01"), day("11-20")) == 0
        assert week_start(week_starts_of(days), day("11-20")) == day("11-20")
    assert school_year_on(Calendar(timezone="UTC", years={}, place=HERE), day("11-20")) is None
    assert year_named(CALENDAR, "next year") is None


@given(any_day, any_day, any_day)
def test_days_between_add_up(first: date, second: date, third: date) -> None:
    whole = days_between(DAYS, first, third)
    assert days_between(DAYS, first, second) + days_between(DAYS, second, third) == whole
    assert days_between(DAYS, first, second) == -days_between(DAYS, second, first)


@given(any_day)
def test_a_week_began_within_the_last_seven_days_unless_there_was_no_school(on: date) -> None:
    began = week_start(WEEKS, on)
    assert began <= on
    assert not days_from_to(DAYS, began + timedelta(days=7), on)


@given(any_day, st.sampled_from([("2026",), ("2026", "2027"), ("2025", "2028")]))
def test_a_school_year_is_found_by_the_days_on_which_years_begin(on: date, held: tuple[str, ...]) -> None:
    years = {year: school_year(date(int(year), 8, 31), date(int(year) + 1, 6, 11)) for year in held}
    known = {year.start.year: year for year in years.values()}
    found = school_year_on(Calendar(timezone="UTC", years=years, place=HERE), on)
    assert found is not None
    assert found[1].start <= on < year_starting(known, found[1].start.year + 1).start
