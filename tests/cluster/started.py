"""A Dask cluster of this machine, for tests: every process of it has a working directory of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO

from tests.conftest import TOP
from tests.patience import PATIENCE


@dataclass(kw_only=True)
class Started:
    """A process, and the lines it has said."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)


def start(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Started:
    folder.mkdir(parents=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TOP), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    return Started(process=process)


def until(started: Started, pattern: str) -> re.Match[str]:
    """Waits for a line that a process says; then goes on reading, so that it never waits for a reader."""
    assert started.process.stderr is not None
    for line in started.process.stderr:
        started.said.append(line)
        if found := re.search(pattern, line):
            Thread(target=rest_of, args=(started.process.stderr, started.said), daemon=True).start()
            return found
    raise AssertionError("".join(started.said))


def rest_of(stream: IO[str], said: list[str]) -> None:
    said += stream


@dataclass(kw_only=True)
class Lan:
    """A scheduler and its workers."""

    folder: Path
    address: str
    scheduler: Started
    environment: Mapping[str, str]
    workers: list[Started] = field(default_factory=list)

    @property
    def how(self) -> str:
        return f"dask://{self.address}"

    def add_worker(self, environment: Mapping[str, str] | None = None) -> Started:
        folder = self.folder / f"worker-{len(self.workers)}"
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
        local = ("--local-directory", str(folder / "scratch"), "--host", "127.0.0.1")
        worker = start(
            ("dask_worker", self.address, *options, *local), folder, {**self.environment, **(environment or {})}
        )
        self.workers.append(worker)
        until(worker, r"Registered to:")
        return worker

    def at_least(self, workers: int) -> None:
        """So many alive, whatever an earlier test did to them."""
        while sum(worker.process.poll() is None for worker in self.workers) < workers:
            self.add_worker()

    def end(self) -> None:
        for started in (*self.workers, self.scheduler):
            if started.process.poll() is None:
                started.kill()


@contextmanager
def lan(folder: Path, workers: int, environment: Mapping[str, str] | None = None) -> Iterator[Lan]:
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    scheduler = start(("dask_scheduler", *options), folder / "scheduler", environment or {})
    try:
        address = until(scheduler, r"Scheduler at:\s+\w+://(\S+)")[1]
    except BaseException:
        scheduler.kill()
        raise
    started = Lan(folder=folder, address=address, scheduler=scheduler, environment=environment or {})
    try:
        for _ in range(workers):
            started.add_worker()
        yield started
    finally:
        started.end()
