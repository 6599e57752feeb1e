"""What runs inside a worker: one parcel at a time, with tools that were made once for the run."""

import atexit
import gc
import os
import resource
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from platform import node, python_version
from threading import Lock
from typing import TypeVar

from generator.problem import ToolFailed
from generator.programs import programs
from generator.rooms import own_room
from generator.workers.notes import Notes, notes_of
from generator.workers.slips import Slip, picked_up, put_down
from generator.workers.wanted import STILL_WANTED
from generator.workers.work import Done, Gone, Parcel, Run, Work

Tools = TypeVar("Tools")
Item = TypeVar("Item")
Result = TypeVar("Result")

OUT_OF_MEMORY = 75  # how a worker of ours ends: what it has left is no state to go on from
OFTEN_ENOUGH = 3  # times that a parcel was taken and nothing begun: then it is not an item's doing
_HELD: dict[str, object] = {}
_ONE_AT_A_TIME = Lock()  # a worker of a cluster may have several threads; MkDocs and WeasyPrint are for one


class RunIsOver(ToolFailed):
    """Nobody waits for what is being made."""

    def __init__(self) -> None:
        super().__init__("workers", "the run that this was made for is over")

    def __reduce__(self) -> tuple[type["RunIsOver"], tuple[()]]:  # type: ignore[override]
        return RunIsOver, ()


def done(run: Run, work: Work[Tools, Item, Result], parcel: Parcel[Item]) -> Done[Result]:
    """Each item of a parcel. Raises RunIsOver where nobody waits any more."""
    wanted = STILL_WANTED.set(lambda: refuse_if_over(run))
    try:
        refuse_if_over(run)
        with notes_of(run.notes, parcel.number) as notes:
            tools = tools_for(run, work, notes)
            results: list[Result | Gone] = []
            for position, item in enumerate(parcel.items):
                became = one(run, work, tools, notes, position, item)
                results.append(became)
        return Done(results=tuple(results), memory=memory_held())
    finally:
        STILL_WANTED.reset(wanted)


def done_far(run: Run, work: Work[Tools, Item, Result], parcel: Slip) -> Slip:
    """The same on another machine: what there is to do, and what became of it, lies in the folder of the run."""
    refuse_if_misfit(run)
    refuse_if_over(run)
    with _ONE_AT_A_TIME:
        stay_in_own_room()
        return put_down(run.notes, done(run, work, picked_up(run.notes, parcel)))


@cache
def stay_in_own_room() -> None:
    """Until the worker ends: tools have folders there. Of one that was killed, plain pages go with the next worker."""
    room = own_room()
    room.__enter__()
    atexit.register(room.__exit__, None, None, None)


def one(
    run: Run, work: Work[Tools, Item, Result], tools: Tools, notes: Notes, position: int, item: Item
) -> Result | Gone:
    if position in notes.gone:
        return Gone()
    refuse_if_over(run)
    notes.begins(position)
    try:
        result = tried(run, work.do, tools, item)
    except MemoryError:
        if not run.is_far:
            os._exit(OUT_OF_MEMORY)
        return Gone()
    notes.ended(position)
    return result


def tried(run: Run, do: Callable[[Tools, Item], Result], tools: Tools, item: Item) -> Result:
    """On a cluster, whose file systems have moments of their own, and whose memory others use too, twice."""
    if not run.is_far:
        return do(tools, item)
    try:
        return do(tools, item)
    except MemoryError:
        gc.collect()
    except OSError:
        pass
    return do(tools, item)


def tools_for(run: Run, work: Work[Tools, Item, Result], notes: Notes) -> Tools:
    """Made once for a run; those of an earlier one are dropped."""
    if run.name not in _HELD:
        if notes.idle >= OFTEN_ENOUGH:
            raise ToolFailed("workers", "each worker ended while it was getting ready. Is there enough memory?")
        _HELD.clear()
        _HELD[run.name] = work.prepare()
    return _HELD[run.name]  # type: ignore[return-value]


def refuse_if_misfit(run: Run) -> None:
    """A worker may join when everybody was asked already."""
    if run.name not in _HELD and (misfit := misfit_of(run)):
        raise ToolFailed("cluster", misfit)


def refuse_if_over(run: Run) -> None:
    if not run.mark.exists():
        raise RunIsOver


def forget(name: str) -> None:
    """The run is over: its tools hold people's names and the school's secret."""
    _HELD.pop(name, None)


def misfit_of(run: Run) -> str | None:
    """Why this worker must not work for a run; None: it may."""
    if not run.is_far:
        return None
    if wrong := other_programs(run.python, run.programs):
        return wrong
    if not run.mark.is_file():
        return (
            f"the worker on {node()} does not see {run.notes.parent}. All workers must see the school's folder and the "
            "output folder under the same paths as here: put both on a file system that they share."
        )
    return None


def other_programs(python: str | None, digest: str | None) -> str | None:
    """What is another here than where the run began; None: nothing."""
    if python_version() != python:
        return f"{node()} runs Python {python_version()}, and this machine {python}: pages might be others there."
    if programs() != digest:
        return (
            f"{node()} has another Pathbook than this machine, or other versions of what it is made with: pages might "
            "be others there. Install the same on both; constraints.txt names versions."
        )
    return None


def memory_held() -> int:
    """Bytes of this process in memory; on systems that do not tell, the most it ever had."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
    return pages * resource.getpagesize()
