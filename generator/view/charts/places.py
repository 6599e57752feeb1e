"""Where in its row each box and passage stands, in whole tracks: near what it is tied to, long lines straight.

Within a row the order is given, and everybody wishes to stand below or above what they are tied to. The places that
displease least, measured in squares, are found by pooling neighbours whose wishes collide (isotonic regression).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from math import floor
from typing import TypeAlias

from generator.view.charts.order import Link, Rows
from generator.view.charts.upright import STRAIGHT, Ties, upright

LEADING, PLAIN = 2.0, 1.0  # how much lines wish to be upright: into a passage, and between boxes
CONTENT = 0.1  # the weight of staying, for what is tied to nothing
SWEEPS = ("above", "below", "above", "both", "both")  # which ties are looked at; downwards and upwards in turn

Wish: TypeAlias = tuple[float, float]  # how far into the free room of its row, and how much that weighs


def places(rows: Rows, links: Sequence[Link], width: Mapping[str, int], passages: Collection[str]) -> Mapping[str, int]:
    """The track at which each begins; the widest row has no room left."""
    tracks = max((sum(map(width.__getitem__, row)) for row in rows), default=0)
    room = [tracks - sum(map(width.__getitem__, row)) for row in rows]
    packed = {
        name: at
        for row in rows
        for name, at in zip(row, accumulate(map(width.__getitem__, row), initial=0), strict=False)
    }
    centre = {name: at + width[name] / 2 for name, at in packed.items()}
    middle = {name: centre[name] + free // 2 for row, free in zip(rows, room, strict=True) for name in row}
    ties = _ties(rows, links, passages)
    for number, side in enumerate(SWEEPS):
        for at in range(len(rows)) if number % 2 == 0 else range(len(rows) - 1, -1, -1):
            wishes = [_wish(middle[name], ties[side][name], centre[name], middle) for name in rows[at]]
            for name, moved in zip(rows[at], _settled(wishes, room[at]), strict=True):
                middle[name] = centre[name] + moved
    starts = {name: round(at - width[name] / 2) for name, at in middle.items()}
    return upright(starts, rows, ties["above"], tracks, width)


def _ties(rows: Rows, links: Sequence[Link], passages: Collection[str]) -> Mapping[str, Ties]:
    above: dict[str, list[tuple[str, float]]] = {name: [] for row in rows for name in row}
    below: dict[str, list[tuple[str, float]]] = {name: [] for row in rows for name in row}
    for upper, lower in links:
        weight = (PLAIN, LEADING, STRAIGHT)[(upper in passages) + (lower in passages)]
        above[lower].append((upper, weight))
        below[upper].append((lower, weight))
    return {"above": above, "below": below, "both": {name: above[name] + below[name] for name in above}}


def _wish(now: float, ties: Sequence[tuple[str, float]], centre: float, middle: Mapping[str, float]) -> Wish:
    """To stand in the middle of what it is tied to."""
    if not ties:
        return now - centre, CONTENT
    total = wished = 0.0
    for other, weight in ties:
        total += weight
        wished += weight * middle[other]
    return wished / total - centre, total


def _settled(wishes: Sequence[Wish], room: int) -> Iterator[int]:
    """Whole numbers from 0 to `room` that never fall, as near to the wishes as that allows."""
    pools: list[tuple[float, float, int]] = []  # wish times weight, weight, how many
    for wish, weight in wishes:
        pool = (wish * weight, weight, 1)
        while pools and pools[-1][0] * pool[1] > pool[0] * pools[-1][1]:
            last = pools.pop()
            pool = (last[0] + pool[0], last[1] + pool[1], last[2] + pool[2])
        pools.append(pool)
    for wished, weight, count in pools:
        # Halves go the same way in every row, or a straight line would get a kink.
        yield from [min(max(floor(wished / weight + 0.5), 0), room)] * count
