"""Items in parcels, parcels to whoever is free, results in order; so many parcels at work and no more."""

from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import count
from typing import TypeVar

from generator.problem import ToolFailed
from generator.workers.work import CLUSTER, Crew, Done, Gone, How, Parcel, Work, is_cluster

Tools = TypeVar("Tools")
Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4  # parcels a worker may be ahead of the one that is waited for: one slow learner stops nobody for a while
SHARES = 8  # parcels a worker gets at least, where there are enough items, so that all end at about the same time
MOST = 8  # items in a parcel: what a death costs to do again, and how often somebody hears of progress


def each(
    work: Work[Tools, Item, Result], items: Sequence[Item], how: How = "processes", jobs: int = 1
) -> Generator[Result, None, None]:
    """The result for each item, in their order; as soon as it and all before it are ready.

    To be closed by whoever does not take all: then nothing is at work any more when the call returns.
    """
    if is_cluster(how) and work.shared is not None:
        if items:
            from generator.workers.cluster import cluster_of  # distributed is an extra, and takes a second to load

            with cluster_of(work, how.removeprefix(CLUSTER), work.shared) as crew:
                yield from in_order(work, items, crew)
        return
    if how == "serial" or jobs <= 1 or len(items) <= 1:
        tools = work.prepare()
        for item in items:
            yield work.do(tools, item)
        return
    from generator.workers.processes import processes_for

    with processes_for(work, min(jobs, len(items))) as crew:
        yield from in_order(work, items, crew)


def in_order(
    work: Work[Tools, Item, Result], items: Sequence[Item], crew: Crew[Item, Result]
) -> Generator[Result, None, None]:
    parcels = parcels_of(items, crew.room)
    at_work: dict[int, Parcel[Item]] = {}
    ready: dict[int, tuple[Result, ...]] = {}
    deaths: dict[int, int] = {}
    following, waiting = 0, next(parcels, None)
    while True:
        while waiting and len(at_work) < crew.room and waiting.number < following + AHEAD * crew.room:
            at_work[waiting.number] = waiting
            crew.begin(waiting)
            waiting = next(parcels, None)
        if following in ready:
            yield from ready.pop(following)
            following += 1
        elif not at_work:
            return
        else:
            number, done = crew.next_ended()
            if done is None:
                deaths[number] = again(crew, at_work[number], deaths.get(number, 0) + 1)
            else:
                ready[number] = tuple(results_of(work, at_work.pop(number), done))


def again(crew: Crew[Item, Result], parcel: Parcel[Item], deaths: int) -> int:
    """Give a parcel to another worker. What the dead one noted says which item is not tried any more."""
    if deaths > 2 * len(parcel.items) + OFTEN:
        raise ToolFailed("workers", "workers die again and again. Is there enough memory? Try --executor serial")
    crew.begin(parcel)
    return deaths


OFTEN = 4  # deaths of a parcel beyond two for each of its items


def results_of(work: Work[Tools, Item, Result], parcel: Parcel[Item], done: Done[Result]) -> Iterator[Result]:
    for item, result in zip(parcel.items, done.results, strict=True):
        yield work.lost(item) if isinstance(result, Gone) else result


def parcels_of(items: Sequence[Item], room: int) -> Iterator[Parcel[Item]]:
    """Items by the handful. Taken from `items` when their turn comes: that may bring what they need."""
    size = max(1, min(MOST, len(items) // (room * SHARES)))
    for number, start in zip(count(), range(0, len(items), size)):
        yield Parcel(number=number, items=tuple(items[start : start + size]))


HOWS: Sequence[Callable[[How], bool]] = (
    lambda how: how in ("serial", "processes"),
    lambda how: is_cluster(how) and ":" in how.removeprefix(CLUSTER),
)


def is_how(how: How) -> bool:
    """Whether somebody typed a way to share out work that there is."""
    return any(fits(how) for fits in HOWS)
