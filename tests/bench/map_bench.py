"""The layout of a map of sixty steps, as wide programs, deep ones and tangled ones make it."""

from functools import partial
from pathlib import Path

from generator.view.charts.layers import layout_of
from tests.bench.table import Row, interleaved, ms
from tests.generator.view.ways import WAYS

BUDGET = 0.010
ROUNDS = 40
STEPS = 60


def map_rows(_workspace: Path) -> tuple[tuple[Row, ...], str]:
    """The row of the slowest, and what was measured in a few words."""
    ways = {name: way for name, way in WAYS.items() if len(way) == STEPS}

    def layout(name: str, _round: int) -> object:
        return layout_of(ways[name])

    seconds = interleaved({name: partial(layout, name) for name in ways}, ROUNDS)
    row = Row(
        what=f"layout of a map of {STEPS} steps, the slowest",
        ours=max(seconds.values()),
        baseline=BUDGET,
        against="the time it may take",
        goal="≥ 1×",
    )
    told = "; ".join(f"{name.partition(',')[0]} {ms(taken)}" for name, taken in seconds.items())
    return (row,), f"Maps of {STEPS} steps: {told}."
