"""Workers on this machine: each a process of its own, so that one that dies takes down no other.

A worker that has grown large is ended and another takes its place; one that grows without end is refused memory by the
system, and counts as dead. Workers end with us, however we end.
"""

import os
import resource
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex
from tempfile import TemporaryDirectory, gettempdir
from threading import Thread
from typing import Generic, TypeVar

from generator.rooms import move_into
from generator.workers.at_worker import done
from generator.workers.notes import pid_in
from generator.workers.work import Done, Parcel, Run, Work

Tools = TypeVar("Tools")
Item = TypeVar("Item")
Result = TypeVar("Result")

LARGE = 500 * 1024**2  # bytes that a worker may hold when it goes on to the next parcel
FAR_TOO_LARGE = 2 * 1024**3  # bytes that no worker gets
PATIENCE = 30  # seconds for what is being made when a run is broken off


@dataclass(kw_only=True)
class Processes(Generic[Tools, Item, Result]):
    """A pool for each worker: so it is known who was at what."""

    work: Work[Tools, Item, Result]
    run: Run
    room: int
    idle: list[ProcessPoolExecutor] = field(default_factory=list)
    at_work: dict[int, tuple[ProcessPoolExecutor, Future[Done[Result]]]] = field(default_factory=dict)
    ended: SimpleQueue[int] = field(default_factory=SimpleQueue)

    def begin(self, parcel: Parcel[Item]) -> None:
        worker, future = self._taken(parcel)
        self.at_work[parcel.number] = worker, future
        future.add_done_callback(lambda _: self.ended.put(parcel.number))

    def _taken(self, parcel: Parcel[Item]) -> tuple[ProcessPoolExecutor, Future[Done[Result]]]:
        while self.idle:
            worker = self.idle.pop()
            try:
                return worker, worker.submit(done, self.run, self.work, parcel)
            except BrokenProcessPool:  # it was killed while it had nothing to do
                worker.shutdown()
        worker = new_worker()
        return worker, worker.submit(done, self.run, self.work, parcel)

    def next_ended(self) -> tuple[int, Done[Result] | None]:
        number = self.ended.get()
        worker, future = self.at_work.pop(number)
        try:
            became = future.result()
        except BrokenProcessPool:
            worker.shutdown()
            return number, None
        except BaseException:
            worker.shutdown(wait=False)
            raise
        if became.memory > LARGE:
            worker.shutdown(wait=False)
        else:
            self.idle.append(worker)
        return number, became

    def close(self) -> None:
        """Nobody begins anything any more; what is being made is given a while, and then ended."""
        self.run.mark.unlink(missing_ok=True)
        try:
            wait_for([future for _, future in self.at_work.values()], timeout=PATIENCE)
        finally:  # also where somebody presses Ctrl-C once more
            for number, (_, future) in self.at_work.items():
                if not future.done():
                    end(pid_in(self.run.notes, number))
            for worker in (*self.idle, *(worker for worker, _ in self.at_work.values())):
                worker.shutdown(wait=True, cancel_futures=True)


def end(process: int | None) -> None:
    """One of our own workers, which we have not waited for yet: so its number is nobody else's."""
    if process is not None:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


@contextmanager
def processes_for(work: Work[Tools, Item, Result], jobs: int) -> Iterator[Processes[Tools, Item, Result]]:
    with TemporaryDirectory(prefix="pathbook-") as notes:
        run = Run(name=token_hex(8), notes=Path(notes))
        run.mark.touch()
        crew = Processes(work=work, run=run, room=jobs)
        try:
            yield crew
        finally:
            crew.close()


def new_worker() -> ProcessPoolExecutor:
    # Not fork: layout libraries hold threads and locks that a forked child would inherit in any state.
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=start_worker, initargs=(gettempdir(),))


def start_worker(room: str) -> None:
    """In a fresh process. When a run ends early is the parent's to say, also where a signal reaches all of us.

    `room`: where the run has what is on its way; a worker that dies leaves nothing elsewhere.
    """
    move_into(room)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with suppress(ValueError, OSError):  # a lower limit that somebody has set stays
        resource.setrlimit(resource.RLIMIT_DATA, (FAR_TOO_LARGE, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """A parent that was killed says nothing, and its lock is free: somebody else may be writing there already."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
