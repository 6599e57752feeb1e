"""Rows of the bench and how they are measured: ours and the baseline take turns in one run, and medians are compared.

Only the ratio means something: how fast a machine is, and what else it does, changes from minute to minute.
"""

import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table. Seconds are medians; `goal` is what the ratio should reach, "" where nothing is set."""

    what: str
    ours: float
    baseline: float
    against: str
    goal: str = ""

    @property
    def ratio(self) -> str:
        """How many times faster than the baseline; 1/n: how many times slower."""
        faster = self.baseline / self.ours
        return f"{faster:.2f}×" if faster >= 1 else f"1/{1 / faster:.1f}"


def interleaved(ways: Mapping[str, Callable[[int], object]], rounds: int) -> Mapping[str, float]:
    """Median seconds of each way: they take turns, round by round, and are told the round's number."""
    seconds: Mapping[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            way(number)
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def on_one_core() -> None:
    """Keep this process, and what it starts, on one core, where the system lets us say so."""
    with suppress(AttributeError, OSError):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


HEAD = ("what", "ours", "baseline", "ratio", "goal", "against")
NUMBERS = ("ours", "baseline", "ratio")


def printed(rows: Sequence[Row]) -> str:
    """The rows as a table."""
    lines = [HEAD, *((row.what, ms(row.ours), ms(row.baseline), row.ratio, row.goal, row.against) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(aligned, HEAD, line, widths)).rstrip() for line in lines)


def aligned(column: str, cell: str, width: int) -> str:
    return cell.rjust(width) if column in NUMBERS else cell.ljust(width)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
