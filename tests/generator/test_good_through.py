"""What is said of a learner stays as it is through the day that is told for it, and mostly changes on the next one."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from generator.build import Found, found_on
from generator.checked import checked_school
from generator.load.history.past import NO_PAST
from generator.load.learner_folders import LearnerFolder
from generator.manifest import Order
from generator.model.day import AskedDay, good_through_of
from generator.workshop import Workshop
from tests.conftest import TOP

FIRST = date(2026, 11, 20)
A_DAY = timedelta(days=1)
APART = timedelta(days=19)  # from one learner’s day to the next one’s: every part of a school year and its holidays


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    order = Order(root=TOP, out=tmp_path_factory.mktemp("out"), access="sealed", appendix=True)
    return Workshop(order=order, school=checked_school(Path(TOP), None, lambda _: FIRST))


def said(shop: Workshop, folder: LearnerFolder, on: date) -> Found:
    return found_on(shop, folder, NO_PAST, None, on)


def test_what_is_said_stays_through_the_day_that_is_told_and_mostly_no_longer(shop: Workshop) -> None:
    ends = []
    for number, folder in enumerate(shop.school.folders):
        on = FIRST + number * APART
        found, through = good_through_of(partial(said, shop, folder), on)
        assert not any(isinstance(each, AskedDay) for each in inside(found)), "nobody asks a day that nobody counts"
        for day in {on + (through - on) // 2, through}:
            assert said(shop, folder, day) == found, f"{folder.learner} on {day}, as of {on}"
        ends.append(said(shop, folder, through + A_DAY) != found)
    assert ends.count(True) >= 0.9 * len(ends), ends


def inside(value: object) -> Iterator[object]:
    """A value and all that it holds."""
    yield value
    if is_dataclass(value):
        for each in fields(value):
            yield from inside(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from inside(pair)
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from inside(each)
