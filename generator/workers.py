"""The only place that knows of parallel work: one job for each item, on one core or several.

Results come in the order of the items. Each worker prepares its own tools once. A worker that dies takes down
no other: its item is tried once more in a fresh worker, then reported by what `lost` makes of it.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from typing import Generic, Literal, TypeVar

How = Literal["serial", "processes"]
Tools = TypeVar("Tools")
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Work(Generic[Tools, Item, Result]):
    """What is to be done: `prepare` makes a worker's tools, `do` uses them on one item, `lost` answers for a dead one.

    All three must be importable by name (a function or a partial of one), since they travel to other processes.
    """

    prepare: Callable[[], Tools]
    do: Callable[[Tools, Item], Result]
    lost: Callable[[Item], Result]


def each(
    work: Work[Tools, Item, Result], items: Sequence[Item], how: How = "processes", jobs: int = 1
) -> Iterator[Result]:
    """The result for each item, in their order; as soon as it and all before it are ready."""
    if how == "serial" or jobs <= 1 or len(items) <= 1:
        tools = work.prepare()
        for item in items:
            yield work.do(tools, item)
        return
    yield from in_processes(work, items, min(jobs, len(items)))


def in_processes(work: Work[Tools, Item, Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """Results from worker processes, a bounded number of items ahead of whoever takes them."""
    waiting = iter(items)
    pool = pool_of(work, jobs)
    running: list[tuple[Item, Future[Result]]] = []
    try:
        while True:
            running += [(item, pool.submit(do_one, item)) for item in islice(waiting, jobs * 4 - len(running))]
            if not running:
                return
            item, future = running[0]
            try:
                result = future.result()
                running.pop(0)
            except BrokenProcessPool:
                pool.shutdown(wait=True, cancel_futures=True)
                result = again_alone(work, item)
                waiting = chain([later for later, _ in running[1:]], waiting)
                running = []
                pool = pool_of(work, jobs)
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def again_alone(work: Work[Tools, Item, Result], item: Item) -> Result:
    """A second try in a worker of its own; dying again is the item's own doing."""
    with pool_of(work, 1) as pool:
        try:
            return pool.submit(do_one, item).result()
        except BrokenProcessPool:
            return work.lost(item)


def pool_of(work: Work[Tools, Item, Result], jobs: int) -> ProcessPoolExecutor:
    # Not fork: layout libraries hold threads and locks that a forked child would inherit in any state.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=start_worker, initargs=(work,))


_HELD: list[tuple[Callable[[object, object], object], object]] = []


def start_worker(work: Work[Tools, Item, Result]) -> None:
    """In a fresh process: prepare the tools once. Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _HELD[:] = [(work.do, work.prepare())]  # type: ignore[list-item]


def do_one(item: Item) -> Result:  # type: ignore[type-var]
    """In a worker: the job on one item, with this worker's tools."""
    do, tools = _HELD[0]
    return do(tools, item)  # type: ignore[return-value]
