"""Lines set upright: what nearly stands below one another in a map is put exactly so, where each row has room."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.view.charts.order import Rows

NEAR = 4  # tracks: boxes so little askew are set upright
STRAIGHT = 8.0  # the weight of a line inside passages, which is to be upright however far askew it is

Ties: TypeAlias = Mapping[str, Sequence[tuple[str, float]]]  # a place → what it is tied to, and how much that weighs
Span: TypeAlias = tuple[int, int]  # the first and the last track at which the middle of something may stand


def upright(
    starts: Mapping[str, int], rows: Rows, above: Ties, tracks: int, width: Mapping[str, int]
) -> Mapping[str, int]:
    """Starts in tracks, changed; the order in each row stays, and nothing overlaps. Widths are even."""
    half = {name: width[name] // 2 for name in starts}
    middle = {name: start + half[name] for name, start in starts.items()}
    beside = _beside(rows)

    def span(name: str) -> Span:
        left, right = beside[name]
        first = middle[left] + half[left] if left else 0
        last = middle[right] - half[right] if right else tracks
        return first + half[name], last - half[name]

    for run in sorted(_runs(rows, above, middle), key=len, reverse=True):
        for part, (first, last) in _parts(run, span):
            wished = sorted(middle[name] for name in part)[len(part) // 2]
            middle.update(dict.fromkeys(part, min(max(wished, first), last)))
    return {name: at - half[name] for name, at in middle.items()}


def _beside(rows: Rows) -> Mapping[str, tuple[str | None, str | None]]:
    found: dict[str, tuple[str | None, str | None]] = {}
    for row in rows:
        edged = (None, *row, None)
        found |= {name: (edged[at], edged[at + 2]) for at, name in enumerate(row)}
    return found


def _runs(rows: Rows, above: Ties, middle: Mapping[str, int]) -> Sequence[Sequence[str]]:
    """From row to row one place below the other, each in one run at most; what matters most is joined first."""
    run_of: dict[str, list[str]] = {name: [name] for row in rows for name in row}
    runs: list[list[str]] = []
    for row in rows:
        joints = sorted(
            (-weight, abs(middle[upper] - middle[lower]), upper, lower)
            for lower in row
            for upper, weight in above[lower]
        )
        taken: set[str] = set()
        for weight, askew, upper, lower in joints:
            if not taken & {upper, lower} and (-weight == STRAIGHT or askew <= NEAR):
                taken |= {upper, lower}
                run = run_of[upper]
                if len(run) == 1:
                    runs.append(run)
                run.append(lower)
                run_of[lower] = run
    return runs


def _parts(run: Sequence[str], span: Callable[[str], Span]) -> Iterator[tuple[Sequence[str], Span]]:
    """As few parts as it takes for each to have one place in common."""
    part: list[str] = []
    first, last = 0, 0
    for name in run:
        own = span(name)
        if part and max(first, own[0]) > min(last, own[1]):
            yield tuple(part), (first, last)
            part = []
        first, last = (max(first, own[0]), min(last, own[1])) if part else own
        part.append(name)
    yield tuple(part), (first, last)
