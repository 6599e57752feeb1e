"""What comes before what: prerequisite conditions, cycles in them, and what is ready or most recent.

Works on names alone: competency refs, requirement ids, or both in one graph.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping

from generator.model.pathway_picture import WaitsFor
from generator.records.framework import Condition

Edges = Mapping[str, tuple[str, ...]]  # a name → what it directly builds on


def names_in(condition: Condition | None) -> tuple[str, ...]:
    """Every name of a condition, nested ones too, each once, in the order written."""
    if condition is None:
        return ()
    found: dict[str, None] = {}
    for part in condition.of:
        found |= dict.fromkeys(names_in(part) if isinstance(part, Condition) else (part,))
    return tuple(found)


def is_met(condition: Condition | None, is_reached: Callable[[str], bool]) -> bool:
    """Whether all (or any) of it is reached; a condition of nothing is met."""
    if condition is None or not condition.of:
        return True
    for part in condition.of:
        met = is_met(part, is_reached) if isinstance(part, Condition) else is_reached(part)
        if met == condition.any:  # the first that is met settles an any-of, the first that is not an all-of
            return met
    return not condition.any


def missing_in(condition: Condition | None, is_reached: Callable[[str], bool]) -> tuple[str, ...]:
    """What is still to be reached before it is met: every open name of an all-of, every choice of an open any-of."""
    if condition is None or is_met(condition, is_reached):
        return ()
    found: dict[str, None] = {}
    for part in condition.of:
        if isinstance(part, Condition):
            found |= dict.fromkeys(missing_in(part, is_reached))
        elif not is_reached(part):
            found[part] = None
    return tuple(found)


def still_open(
    condition: Condition | None, is_reached: Callable[[str], bool], called: Callable[[str], str]
) -> WaitsFor | None:
    """What is left of a condition, in the shortest form that means the same; None: it is met.

    `called` gives each name as it is to be told. Parts of the same kind are one; an any-of that something needed anyway
    would meet says nothing new, and neither does a choice that asks for another choice and more.
    """
    if condition is None or is_met(condition, is_reached):
        return None
    parts: dict[str | WaitsFor, None] = {}
    for part in condition.of:
        if not isinstance(part, Condition):
            if not is_reached(part):
                parts[called(part)] = None
        elif (left := still_open(part, is_reached, called)) is not None:
            same_kind = len(left.of) == 1 or left.any == condition.any
            parts |= dict.fromkeys(left.of if same_kind else (left,))
    names = {part for part in parts if isinstance(part, str)}
    kept = tuple(part for part in parts if isinstance(part, str) or names.isdisjoint(part.of))
    only = kept[0]
    return (
        only
        if len(kept) == 1 and isinstance(only, WaitsFor)
        else WaitsFor(of=kept, any=condition.any and len(kept) > 1)
    )


def outer_fringe(conditions: Mapping[str, Condition | None], reached: frozenset[str]) -> tuple[str, ...]:
    """Ready next: not reached, and every prerequisite condition met; in the order of the mapping.

    Source: knowledge spaces (Doignon and Falmagne), for structures given by prerequisites.
    """
    return tuple(
        name
        for name, condition in conditions.items()
        if name not in reached and is_met(condition, lambda needed: needed in reached)
    )


def inner_fringe(conditions: Mapping[str, Condition | None], reached: frozenset[str]) -> tuple[str, ...]:
    """Most recent: reached, and everything else reached would still be ready without it."""
    leads_to = reversed_edges({name: names_in(condition) for name, condition in conditions.items()})
    return tuple(
        name
        for name in conditions
        if name in reached
        and all(
            ready_without(name, conditions.get(later), reached) for later in leads_to.get(name, ()) if later in reached
        )
    )


def ready_without(name: str, condition: Condition | None, reached: frozenset[str]) -> bool:
    return is_met(condition, lambda needed: needed in reached and needed != name)


def reversed_edges(edges: Edges) -> Edges:
    """What directly leads on from each name, in the order of the mapping."""
    leads_to: dict[str, list[str]] = {name: [] for name in edges}
    for name, needed in edges.items():
        for earlier in needed:
            leads_to.setdefault(earlier, []).append(name)
    return {name: tuple(later) for name, later in leads_to.items()}


def downstream_of(name: str, leads_to: Edges) -> frozenset[str]:
    """Everything that comes after a name, directly or through others; never the name itself."""
    found: set[str] = set()
    waiting = list(leads_to.get(name, ()))
    while waiting:
        later = waiting.pop()
        if later not in found:
            found.add(later)
            waiting.extend(leads_to.get(later, ()))
    return frozenset(found - {name})


def cycles_in(edges: Edges) -> tuple[tuple[str, ...], ...]:
    """The cycles of a graph, each with all its names in order: every name builds on the next, the last on the first.

    Every edge that lies in a cycle is told in one, the shortest it lies in, beginning with the name that comes first
    in the mapping: so everything that may have to change is named, without the countless longer cycles that
    interlocking ones make.
    """
    position = {name: number for number, name in enumerate(edges)}
    cycles: list[tuple[str, ...]] = []
    told: set[tuple[str, str]] = set()
    for group in tangles_in(edges):
        for name in sorted(group, key=position.__getitem__):
            for needed in edges[name]:
                if needed in group and (name, needed) not in told:
                    cycle = turned((name, *way_back(needed, name, edges, group)), position)
                    told |= set(zip(cycle, (*cycle[1:], cycle[0]), strict=True))
                    cycles.append(cycle)
    return tuple(sorted(cycles, key=lambda cycle: [position[name] for name in cycle]))


def turned(cycle: tuple[str, ...], position: Mapping[str, int]) -> tuple[str, ...]:
    """The same cycle, beginning with the name that comes first in the mapping."""
    first = cycle.index(min(cycle, key=position.__getitem__))
    return cycle[first:] + cycle[:first]


def way_back(start: str, goal: str, edges: Edges, group: frozenset[str]) -> tuple[str, ...]:
    """The shortest way from one name to another inside a tangle, without the goal itself; empty for the same name."""
    came_from: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while goal not in came_from:
        name = waiting.popleft()
        for needed in edges[name]:
            if needed in group and needed not in came_from:
                came_from[needed] = name
                waiting.append(needed)
    way: list[str] = []
    step = came_from[goal]
    while step is not None:
        way.append(step)
        step = came_from[step]
    return tuple(reversed(way))


def tangles_in(edges: Edges) -> Iterator[frozenset[str]]:
    """The sets of names that build on one another in a circle, found without recursion (Kosaraju).

    Names that nothing in the graph stands for are left out: they cannot close a circle.
    """
    leads_to = reversed_edges(edges)
    assigned: set[str] = set()
    for root in reversed(finishing_order(edges)):
        if root in assigned:
            continue
        group = {root}
        waiting = [root]
        while waiting:
            for later in leads_to.get(waiting.pop(), ()):
                if later not in assigned and later not in group:
                    group.add(later)
                    waiting.append(later)
        assigned |= group
        if len(group) > 1 or root in edges[root]:
            yield frozenset(group)


def finishing_order(edges: Edges) -> list[str]:
    """Names in the order in which a walk through what they build on leaves them."""
    order: list[str] = []
    seen: set[str] = set()
    for start in edges:
        if start in seen:
            continue
        seen.add(start)
        walk = [(start, iter(edges[start]))]
        while walk:
            name, rest = walk[-1]
            following = next((needed for needed in rest if needed in edges and needed not in seen), None)
            if following is None:
                order.append(name)
                walk.pop()
            else:
                seen.add(following)
                walk.append((following, iter(edges[following])))
    return order
