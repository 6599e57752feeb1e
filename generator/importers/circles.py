"""Relations that lead back to where they began: found and broken without recursion."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

Edge: TypeAlias = tuple[str, str]


def without_circles(edges: Iterable[Edge]) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """The edges that can stand together, in their order, and those that would close a circle."""
    told = tuple(edges)
    suspects = in_circles(told)
    after: dict[str, list[str]] = defaultdict(list)
    kept, refused = [], []
    for origin, destination in told:
        inside = origin in suspects and destination in suspects
        if inside and leads(after, destination, origin):
            refused.append((origin, destination))
            continue
        kept.append((origin, destination))
        if inside:
            after[origin].append(destination)
    return tuple(kept), tuple(refused)


def in_circles(edges: Iterable[Edge]) -> frozenset[str]:
    """The nodes that remain when whatever begins or ends a chain is taken away, again and again."""
    forward = {(origin, destination) for origin, destination in edges}
    backward = {(destination, origin) for origin, destination in forward}
    within = _peeled(forward)
    return within & _peeled({edge for edge in backward if edge[0] in within and edge[1] in within})


def _peeled(edges: set[Edge]) -> frozenset[str]:
    """The nodes that are left when those nothing leads to are taken away, again and again."""
    after: dict[str, list[str]] = defaultdict(list)
    waiting: dict[str, int] = defaultdict(int)
    for origin, destination in edges:
        after[origin].append(destination)
        waiting[destination] += 1
    nodes = set(after) | set(waiting)
    ready = [node for node in nodes if not waiting[node]]
    while ready:
        node = ready.pop()
        nodes.discard(node)
        for following in after[node]:
            waiting[following] -= 1
            if not waiting[following]:
                ready.append(following)
    return frozenset(nodes)


def leads(after: Mapping[str, Iterable[str]], start: str, goal: str) -> bool:
    """Whether one can walk from `start` to `goal`."""
    seen, ahead = {start}, [start]
    while ahead:
        node = ahead.pop()
        if node == goal:
            return True
        for following in after.get(node, ()):
            if following not in seen:
                seen.add(following)
                ahead.append(following)
    return False
