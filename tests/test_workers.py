"""Work in several processes: results in order, and a worker that dies takes down no other."""

import os
from functools import partial
from pathlib import Path

import pytest

from generator.workers import How, Work, each


def tools(folder: Path) -> Path:
    return folder


def doubled(folder: Path, number: int) -> str:
    """Twice the number; 3 kills its worker each time, 5 only the first time."""
    again = folder / str(number)
    if number == 3 or (number == 5 and not again.exists()):
        again.touch()
        os._exit(1)
    return str(2 * number)


def lost(number: int) -> str:
    return f"lost {number}"


def thrice(_: Path, number: int) -> str:
    return str(3 * number)


@pytest.mark.parametrize("how", ["serial", "processes"])
def test_results_come_in_the_order_of_the_items(how: How, tmp_path: Path) -> None:
    work = Work(partial(tools, tmp_path), thrice, lost)
    assert tuple(each(work, range(20), how, jobs=2)) == tuple(str(3 * number) for number in range(20))


def test_a_worker_that_dies_is_tried_once_more_and_then_named(tmp_path: Path) -> None:
    work = Work(partial(tools, tmp_path), doubled, lost)
    results = tuple(each(work, range(8), "processes", jobs=2))
    assert results == ("0", "2", "4", "lost 3", "8", "10", "12", "14")
