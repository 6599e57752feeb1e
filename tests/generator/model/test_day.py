"""A day that notes what it is asked: every answer stays as it is until the day that is told, and none is overlooked."""

import copy
import json
import pickle
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.day import AskedDay, good_through_of
from tests.generator.model.made import day

ON = day("11-20")  # a Friday
NEVER = date.max
Question = Callable[[date, date], object]
QUESTIONS: Mapping[str, Question] = {
    "before": lambda on, other: on < other,
    "until": lambda on, other: on <= other,
    "after": lambda on, other: on > other,
    "since": lambda on, other: on >= other,
    "the same": lambda on, other: on == other,
    "another": lambda on, other: on != other,
    "before it": lambda on, other: other < on,
    "until it": lambda on, other: other <= on,
    "after it": lambda on, other: other > on,
    "since it": lambda on, other: other >= on,
    "is it": lambda on, other: other == on,
    "is it another": lambda on, other: other != on,
    "later": lambda on, other: max(on, other) > day("12-01"),
    "earlier": lambda on, other: min(on, other) < day("12-01"),
    "two weeks on": lambda on, other: on + timedelta(days=14) >= other,
    "two weeks ago": lambda on, other: other >= on - timedelta(days=14),
    "how far": lambda on, other: (other - on).days,
    "how long ago": lambda on, other: (on - other).days > 30,
    "the year": lambda on, other: on.year,
    "the month": lambda on, other: (on - timedelta(days=3)).month,
    "the weekday": lambda on, other: on.weekday(),
    "among days": lambda on, other: on in {other, ON},
    "in a row": lambda on, other: bisect_right((ON, other) if other > ON else (other, ON), on),
    "in order": lambda on, other: sorted((day("12-01"), on, other, ON)).index(on),
    "in words": lambda on, other: f"{on} {on!r} {on:%d}",
    "in a file": lambda on, other: json.dumps([on], default=str),
    "packed": lambda on, other: pickle.loads(pickle.dumps(on)),
    "copied": lambda on, other: copy.deepcopy([on]),
}


@pytest.mark.parametrize(
    ("ask", "through", "because"),
    [
        (lambda on: None, NEVER, "nothing is asked"),
        (lambda on: on >= day("11-20"), NEVER, "has begun, for ever"),
        (lambda on: on >= day("11-25"), day("11-24"), "begins that day"),
        (lambda on: on <= day("11-25"), day("11-25"), "ends after that day"),
        (lambda on: on <= day("11-19"), NEVER, "is over, for ever"),
        (lambda on: day("11-25") < on, day("11-25"), "asked the other way round"),
        (lambda on: on == ON, ON, "today only"),
        (lambda on: on == day("11-25"), day("11-24"), "that day only"),
        (lambda on: on == day("11-01"), NEVER, "never again"),
        (lambda on: on == "2026-11-20", NEVER, "a text is no day"),
        (lambda on: on + timedelta(days=14) > day("12-24"), day("12-10"), "two weeks ahead"),
        (lambda on: on - timedelta(days=14) >= day("11-10"), day("11-23"), "two weeks behind"),
        (lambda on: (on + timedelta(days=2)) - on, NEVER, "how far two days lie that both move does not change"),
        (lambda on: max(on, day("11-25")) >= on, day("11-24"), "then the two meet, and either is the later one"),
        (lambda on: on.year, date(2026, 12, 31), "until the year ends"),
        (lambda on: on.month, day("11-30"), "until the month ends"),
        (lambda on: on.day, ON, "tomorrow is another day"),
        (lambda on: {on: 1}, ON, "a key is the very day"),
        (lambda on: (on >= day("12-24"), on < day("12-02")), day("12-01"), "the first of all that turns"),
        (lambda on: bisect_left([day("11-01"), day("11-23"), day("12-01")], on), day("11-23"), "looked up in a list"),
    ],
)
def test_an_answer_holds_through(ask: Callable[[date], object], through: date, because: str) -> None:
    assert good_through_of(ask, ON)[1] == through, because


@given(st.sampled_from(sorted(QUESTIONS)), st.dates(date(2026, 10, 1), date(2027, 2, 1)), st.integers(0, 400))
def test_every_answer_is_the_same_on_every_day_until_then(question: str, other: date, later: int) -> None:
    told, through = good_through_of(lambda on: QUESTIONS[question](on, other), ON)
    assert told == QUESTIONS[question](ON, other)
    on = ON + timedelta(days=later)
    if on <= through:
        assert QUESTIONS[question](on, other) == told


def test_no_way_of_asking_is_forgotten() -> None:
    makes_another = {"fromisocalendar", "fromisoformat", "fromordinal", "fromtimestamp", "today", "__new__"}
    constant = {"max", "min", "resolution", "__doc__"}
    by_name = {"__getattribute__"}  # what it finds is one of the others
    assert set(vars(date)) - makes_another - constant - by_name <= set(vars(AskedDay))


@pytest.mark.parametrize("on", [date.min, date.max, date(9999, 12, 1)])
def test_the_first_and_the_last_of_all_days_can_be_asked_too(on: date) -> None:
    _, through = good_through_of(lambda asked: (asked.year, asked.month, asked < date.max, asked.weekday()), on)
    assert through == on
