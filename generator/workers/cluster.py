"""Workers of a Dask cluster: other machines that see the same folders, and have the same programs.

Through the cluster's scheduler travel paths, options and digests: nothing of a learner, no name, no secret. What is
to be done and what became of it lies in the folder of the run, which all workers see. A cluster tries again by itself
what a dead worker was at; by the notes in that folder an item with which two died is not tried a third time.
"""

import logging
import shutil
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from platform import python_version
from queue import Empty, SimpleQueue
from secrets import token_hex
from time import monotonic
from typing import Any, Generic, TypeVar

from generator.problem import ToolFailed
from generator.programs import programs
from generator.workers.at_worker import done_far, forget, misfit_of, other_programs
from generator.workers.slips import Slip, picked_up, put_down
from generator.workers.work import Done, Parcel, Run, Work

try:
    import distributed
    from distributed.comm.core import CommClosedError
except ImportError:
    NOT_THERE = "Dask is not installed here. Install it:  pip install 'pathbook[cluster]'"
    raise ToolFailed("cluster", NOT_THERE) from None

Tools = TypeVar("Tools")
Item = TypeVar("Item")
Result = TypeVar("Result")

CONNECTING = 30  # seconds for a scheduler to answer
LOOKED_AFTER = 2  # seconds in which nothing ended, after which somebody asks whether all is well
COMING_BACK = 60  # seconds for a first worker to come, or for one to come back
LEAVING = 30  # seconds for workers to hear that a run is over
FOR_EACH = 2  # parcels that wait at a worker, so that it has the next at once


@dataclass(kw_only=True)
class Cluster(Generic[Tools, Item, Result]):
    """One run on a cluster. `client` is Dask's."""

    client: Any
    address: str
    work: Work[Tools, Item, Result]
    run: Run
    room: int
    at_work: dict[int, Any] = field(default_factory=dict)  # Dask's futures
    ended: SimpleQueue[int] = field(default_factory=SimpleQueue)
    begun: int = 0
    empty_since: float | None = None

    def begin(self, parcel: Parcel[Item]) -> None:
        self.begun += 1
        # The key is shown to everybody who looks at the scheduler's page, so it says nothing of anybody.
        key = f"pathbook-{self.run.name}-{self.begun}"
        slip = put_down(self.run.notes, parcel)
        future = self.client.submit(done_far, self.run, self.work, slip, key=key, pure=False)
        self.at_work[parcel.number] = future
        future.add_done_callback(lambda _: self.ended.put(parcel.number))

    def next_ended(self) -> tuple[int, Done[Result] | None]:
        while True:
            with suppress(Empty):
                number = self.ended.get(timeout=LOOKED_AFTER)
                return number, self._became(self.at_work.pop(number))
            self._look_after()

    def _became(self, future: Any) -> Done[Result] | None:
        try:
            slip: Slip = future.result()
        except distributed.KilledWorker:
            return None
        except (CancelledError, CommClosedError):
            raise self._gone() from None
        became: Done[Result] = picked_up(self.run.notes, slip)
        return became

    def _look_after(self) -> None:
        """Nothing ended for a while. Long learners are fine, a cluster without anybody is not."""
        try:
            workers = self.client.nthreads()
        except (OSError, TimeoutError, ValueError, RuntimeError):
            raise self._gone() from None
        if workers:
            self.room, self.empty_since = room_of(workers), None
            return
        self.empty_since = self.empty_since or monotonic()
        if monotonic() - self.empty_since > COMING_BACK:
            raise ToolFailed(
                "cluster", f"no worker is left at {self.address}. {FINISHED} Start workers and build again."
            )

    def _gone(self) -> ToolFailed:
        return ToolFailed("cluster", f"the scheduler at {self.address} is gone. {FINISHED} Start it and build again.")

    def close(self) -> None:
        """The mark goes first: a worker that hears of nothing else begins no further learner and swaps nothing in."""
        self.run.mark.unlink(missing_ok=True)
        with suppress(OSError, TimeoutError, RuntimeError, CancelledError):  # the scheduler may be what failed
            if self.client.status == "running":
                self.client.cancel(list(self.at_work.values()), force=True)
                self.client.run(forget, self.run.name, on_error="ignore")
        with suppress(OSError, TimeoutError, RuntimeError, CancelledError):
            self.client.close(timeout=LEAVING)


FINISHED = "What was finished is kept; the rest is as it was."


@contextmanager
def cluster_of(work: Work[Tools, Item, Result], address: str, shared: Path) -> Iterator[Cluster[Tools, Item, Result]]:
    """The workers of a scheduler, each found fit. Raises ToolFailed where one is not, before anything is done."""
    notes = shared / "runs" / token_hex(8)
    notes.mkdir(mode=0o700, parents=True)
    run = Run(name=notes.name, notes=notes, programs=programs(), python=python_version())
    run.mark.touch()
    try:
        client = client_of(address)
        try:
            room = found_fit(client, address, run)
        except BaseException:
            client.close()
            raise
        crew = Cluster(client=client, address=address, work=work, run=run, room=room)
        try:
            yield crew
        finally:
            crew.close()
    finally:
        shutil.rmtree(notes, ignore_errors=True)


def client_of(address: str) -> Any:
    """Whether plain or with TLS, and with which certificates, is told by Dask's own configuration."""
    for name in ("distributed", "distributed.client", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what it says is said by us, in a sentence
    connected: Any = distributed.Client
    try:
        return connected(address, timeout=CONNECTING, set_as_default=False)
    except (OSError, TimeoutError, ValueError, TypeError, RuntimeError) as why:
        hint = "Is it running, is the port the right one, and is TLS asked for on both sides or on neither?"
        raise ToolFailed("cluster", f"no Dask scheduler answers at {address} ({type(why).__name__}). {hint}") from None


def found_fit(client: Any, address: str, run: Run) -> int:
    """How many parcels may be at work at once. Everybody through whom tasks go must have the same programs."""
    try:
        client.wait_for_workers(1, timeout=COMING_BACK)
    except TimeoutError:
        raise ToolFailed("cluster", f"the scheduler at {address} has no workers. Start some: dask worker …") from None
    said = (asked_of_scheduler(client, run), *client.run(misfit_of, run, on_error="return").values())
    for one in said:
        if one is not None:
            raise ToolFailed("cluster", one if isinstance(one, str) else not_ours(one))
    return room_of(client.nthreads())


def asked_of_scheduler(client: Any, run: Run) -> str | Exception | None:
    try:
        answer: str | None = client.run_on_scheduler(other_programs, run.python, run.programs)
    except Exception as why:  # noqa: BLE001 - whatever a scheduler without Pathbook, or with another Python, raises
        return why
    return answer


def not_ours(why: object) -> str:
    """Somebody cannot even understand what is asked."""
    return (
        f"the scheduler or a worker does not understand Pathbook ({type(why).__name__}). Install the same Pathbook and "
        "the same Python on every machine, and start them from there."
    )


def room_of(threads: Any) -> int:
    return max(1, len(threads)) * FOR_EACH
