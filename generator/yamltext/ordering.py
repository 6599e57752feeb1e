"""The order of a list of which two versions were made: who moved what, and where what is new belongs."""

from collections.abc import Collection, Hashable, Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

Tokens: TypeAlias = Sequence[Hashable]
MOST_MOVED = 600  # where both moved entries of a longer list, they are asked


def merged_moves(base: Tokens, ours: Tokens, theirs: Tokens) -> list[Hashable] | None:
    """The same entries in the order both wanted, pair by pair; None where that leads round in a circle."""
    if ours == theirs or base == theirs:
        return list(ours)
    if base == ours:
        return list(theirs)
    if len(base) > MOST_MOVED:
        return None
    places = [{token: place for place, token in enumerate(tokens)} for tokens in (ours, theirs)]
    behind = dict.fromkeys(base, 0)
    for former, latter in combinations(base, 2):
        swapped = any(place[former] > place[latter] for place in places)
        behind[former if swapped else latter] += 1
    return sorted(base, key=behind.__getitem__) if len(set(behind.values())) == len(base) else None


def with_news(order: Tokens, ours: Tokens, theirs: Tokens, base: Tokens = ()) -> list[Hashable]:
    """An order of what all versions have, with what only some have put where it stands there; ours before theirs."""
    whole = list(order)
    put_in(whole, ours, ())
    put_in(whole, theirs, set(ours) - set(order))
    put_in(whole, base, ())
    return whole


def put_in(order: list[Hashable], tokens: Tokens, other_news: Collection[Hashable]) -> None:
    """What an order lacks, each behind the entry it stands behind in its own list and behind news that stand there."""
    known = set(order)
    before: Hashable | None = None
    for place, token in enumerate(tokens):
        if token not in known:
            at = order.index(before) + 1 if place else 0
            at += sum(1 for _ in leading(order[at:], other_news))
            order.insert(at, token)
            known.add(token)
        before = token


def leading(order: Tokens, news: Collection[Hashable]) -> Iterator[Hashable]:
    for token in order:
        if token not in news:
            return
        yield token
