"""A command as a whole process: how long it took, how much work it was, how much memory its largest process held."""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a process and all that it started used. `peak`: bytes, of the largest single process."""

    wall: float
    cpu: float
    peak: int
    said: str


def spent_by(command: Sequence[str], folder: Path) -> Spent:
    """Run the command to its end in a folder, on every core; a failed one ends the bench with what it said."""
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, preexec_fn=every_core)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode(errors="replace")
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}:\n{said}")
    return Spent(wall=wall, cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss * 1024, said=said)


def every_core() -> None:
    """The bench itself keeps to one core; what it measures here may use all of them."""
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
