"""A command as a whole process: how long it took, how much work it was, how much memory its largest process held."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A process of next to nothing starts the command: what the bench itself holds would count as the command's memory.
STARTER = """
import json, os, subprocess, sys, time
os.sched_setaffinity(0, range(os.cpu_count() or 1))
begun = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
_, status, used = os.wait4(child.pid, 0)
child.returncode = os.waitstatus_to_exitcode(status)
wall = time.perf_counter() - begun
told = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * 1024}
print(json.dumps(told | {"status": child.returncode}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a process and all that it started used. `peak`: bytes, of the largest single process."""

    wall: float
    cpu: float
    peak: int
    said: str


def spent_by(command: Sequence[str], folder: Path) -> Spent:
    """Run the command to its end in a folder, on every core; a failed one ends the bench with what it said."""
    starter = [sys.executable, "-I", "-S", "-c", STARTER, *command]
    ended = subprocess.run(starter, cwd=folder, capture_output=True, text=True, check=True)
    told = json.loads(ended.stdout)
    if told.pop("status"):
        raise SystemExit(f"{' '.join(command)} failed:\n{ended.stderr}")
    return Spent(**told, said=ended.stderr)
