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


HEAD = ("what", "ratio", "goal", "ours", "baseline", "against")


def printed(rows: Sequence[Row]) -> str:
    """The rows as a table."""
    return columns(
        [HEAD, *((row.what, row.ratio, row.goal, ms(row.ours), ms(row.baseline), row.against) for row in rows)],
        left=1,
    )


def columns(lines: Sequence[Sequence[str]], left: int) -> str:
    """A Markdown table that also reads well as it is; the first `left` columns and the last begin at the left."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    begins = [number < left or number == len(widths) - 1 for number in range(len(widths))]
    rule = ["-" * width if first else "-" * (width - 1) + ":" for width, first in zip(widths, begins, strict=True)]
    return "\n".join(f"| {' | '.join(map(cell_of, line, widths, begins))} |" for line in (lines[0], rule, *lines[1:]))


def cell_of(text: str, width: int, begins: bool) -> str:
    return text.ljust(width) if begins else text.rjust(width)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
