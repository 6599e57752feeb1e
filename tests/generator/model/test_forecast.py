"""When the rest is likely to be reached: a band from the last weeks, and honest silence where there is too little."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.calendar import SchoolDays, days_from_to, school_days_of, without
from generator.model.forecast import WINDOWS, forecast
from generator.model.fulfilled import Met
from generator.model.joined import picture_of
from generator.model.pathway_picture import Forecast, Way
from tests.generator.model.made import (
    CALENDAR,
    accepted,
    away,
    commons,
    competency,
    day,
    follows,
    framework,
    learner,
    pathway,
    piece,
    plan,
    records,
    requirement,
    year,
)

DAYS = school_days_of(CALENDAR)
NAMES = tuple("abcdefgh")
STEPS = tuple(requirement(name) for name in NAMES)
STATED = day("02-01")  # a Monday, the 106th school day of the year


def foreseen(*reached: str, own_days: SchoolDays = DAYS, start: str = "08-31", stated: date = STATED) -> Forecast:
    """Eight steps, the first of them reached on the days told."""
    met = {name: Met(on=day(on), by="model") for name, on in zip(NAMES, reached, strict=False)}
    return forecast(STEPS, met, day(start), own_days, stated)


def windows(found: Forecast) -> str:
    return ", ".join(f"{each.reached} in {each.days}: {each.finish}" for each in found.windows)


FOUR = ("12-02", "12-10", "01-06", "01-20")  # two of them in the last 20 school days, all in the last 40


def test_each_window_gives_a_day_and_the_band_is_from_the_earliest_to_the_latest() -> None:
    found = foreseen(*FOUR)
    # Four are left. 4 × 20 ÷ 2 = 40 school days after 1 February; 4 × 40 ÷ 4 = 40; 4 × 60 ÷ 4 = 60.
    assert windows(found) == "2 in 20: 2027-03-29, 4 in 40: 2027-03-29, 4 in 60: 2027-04-26"
    assert (found.remaining, found.so_far, found.why_not) == (4, 4, None)
    assert (found.earliest, found.latest, found.estimated) == (day("03-29"), day("04-26"), False)


def test_a_part_of_a_day_is_a_day() -> None:
    found = foreseen("12-02", "12-10", "01-06", "01-20", "01-21")
    assert windows(found).startswith("3 in 20: 2027-03-01"), "3 left: 20 school days, exactly"
    assert windows(foreseen(*FOUR, "02-01")).startswith("3 in 20: 2027-03-01"), "the day it is stated on counts"
    six = foreseen("11-30", "12-02", "12-10", "01-06", "01-20", "01-21")
    assert [each.reached for each in six.windows] == [3, 5, 6]
    assert six.windows[0].finish == DAYS.days[DAYS.days.index(STATED) + 14], "2 × 20 ÷ 3 = 13.3: fourteen days"


@pytest.mark.parametrize(
    ("reached", "why_not", "earliest", "latest", "because"),
    [
        ((), "too_few", None, None, "nothing yet"),
        (("01-06", "01-20"), "too_few", None, None, "two are too few"),
        (("09-02", "09-03", "09-04"), "too_few_lately", None, None, "three, but none in the last sixty days"),
        (("09-02", "12-03", "12-04"), "too_few_lately", None, None, "two in sixty days are no pace"),
        (
            ("12-02", "12-03", "12-04"),
            None,
            "05-05",
            None,
            "nothing in the last twenty days, so only not before: 5 × 40 ÷ 3 = 67 days",
        ),
        (FOUR, None, "03-29", "04-26", "all three say a day"),
    ],
)
def test_what_can_be_said(
    reached: tuple[str, ...], why_not: str | None, earliest: str | None, latest: str | None, because: str
) -> None:
    found = foreseen(*reached)
    told = (None if earliest is None else day(earliest), None if latest is None else day(latest))
    assert (found.why_not, found.earliest, found.latest) == (why_not, *told), because


def test_a_young_pathway_looks_back_to_its_start_and_no_further() -> None:
    found = foreseen("12-02", "12-10", "01-06", start="12-01")
    assert [(each.days, each.reached) for each in found.windows] == [(20, 1), (40, 3)], "it has lasted forty days"
    assert foreseen(start="02-08").windows == (), "it has not begun"


def test_what_was_brought_along_or_reached_before_is_done_but_tells_no_pace() -> None:
    brought = Met(on=day("01-06"), by="other_way", way=Way(kind="prior_learning", name=None, title=None))
    vouched = Met(on=day("01-06"), by="accepted")
    early = Met(on=day("09-01"), by="model")
    found = forecast(STEPS, {"a": brought, "b": vouched, "c": early}, day("10-05"), DAYS, STATED)
    assert (found.remaining, found.so_far, found.why_not) == (5, 0, "too_few")


def test_what_was_reached_after_the_day_it_is_stated_on_is_not_looked_at() -> None:
    found = foreseen(*FOUR, "02-03")
    assert (found.remaining, found.so_far) == (4, 4)


def test_days_away_are_no_school_days() -> None:
    gone = without(DAYS, (away("01-11", "01-15"), away("03-01", "03-05")))
    found = foreseen(*FOUR, own_days=gone)
    assert [each.reached for each in found.windows] == [2, 4, 4], "the windows reach five days further back"
    assert found.earliest == date(2027, 4, 5), "the week in March is skipped"


def test_a_day_beyond_the_calendar_is_not_told() -> None:
    short = SchoolDays(days=tuple(each for each in DAYS.days if each <= day("04-01")), estimated=())
    found = foreseen(*FOUR, own_days=short)
    assert (found.earliest, found.latest) == (day("03-29"), None)
    shorter = SchoolDays(days=tuple(each for each in DAYS.days if each <= day("02-10")), estimated=())
    assert foreseen(*FOUR, own_days=shorter).why_not == "beyond_the_calendar"
    assert foreseen(*FOUR, own_days=SchoolDays(days=(), estimated=())).earliest is None


def test_days_of_a_year_that_is_not_set_yet_are_told_as_estimated() -> None:
    found = foreseen("12-02", "12-03", "01-06")
    assert found.latest is not None
    assert found.latest > day("06-11")
    assert found.estimated


def test_a_picture_has_it_while_the_pathway_is_under_way() -> None:
    math = framework(*(competency(id) for id in "abcd"))
    way = pathway(*(requirement(id, f"math:{id}") for id in "abcd"))

    def seen(*names: str, **more: Any) -> Forecast | None:
        pieces = tuple(piece(id, "09-15", 3, ref=f"math:{id}") for id in names)
        known = records(*pieces, years=(year(plan(pathways=(follows(),))),), **more)
        return picture_of(known, commons(math, pathways=(way,)), {}, day("11-20")).pathways[0].forecast

    under_way, vouched = seen("a", "b", "c"), seen("a", "b", who=learner(accepted=(accepted("09-07", ref="math:c"),)))
    assert under_way is not None
    assert (under_way.stated_on, under_way.remaining, under_way.so_far) == (day("11-16"), 1, 3)
    assert vouched is not None
    assert (vouched.remaining, vouched.so_far, vouched.why_not) == (1, 2, "too_few")
    assert seen("a", "b", "c", "d") is None, "complete"


school_days = st.sampled_from(days_from_to(DAYS, day("08-31"), day("06-11")))


@given(st.lists(school_days, max_size=8), school_days, school_days)
def test_a_forecast_keeps_its_promises(reached: list[date], start: date, stated: date) -> None:
    met = {name: Met(on=on, by="model") for name, on in zip(NAMES, reached, strict=False)}
    found = forecast(STEPS, met, start, DAYS, stated)
    counts = [each.reached for each in found.windows]
    assert (found.earliest is None) == (found.why_not is not None)
    assert found.earliest is None or found.earliest >= stated
    assert found.latest is None or found.earliest is None or found.latest >= found.earliest
    assert counts == sorted(counts), "a longer window sees no less"
    assert all(each.days <= most for each, most in zip(found.windows, WINDOWS, strict=False))
    assert found.latest is None or all(counts), "nothing in a window: nothing is promised"


@given(st.lists(school_days, min_size=3, max_size=7), school_days)
def test_reaching_one_more_never_moves_the_earliest_day_back(reached: list[date], stated: date) -> None:
    met = {name: Met(on=on, by="model") for name, on in zip(NAMES, reached, strict=False)}
    more = met | {NAMES[len(reached)]: Met(on=stated, by="model")}
    before = forecast(STEPS, met, day("08-31"), DAYS, stated)
    after = forecast(STEPS, more, day("08-31"), DAYS, stated)
    if before.earliest is not None:
        assert after.earliest is not None
        assert after.earliest <= before.earliest
