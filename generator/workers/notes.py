"""What workers write down of a parcel, so that whoever tries it again knows with which item a worker died.

A line when a worker takes the parcel, and one when it begins and ends an item. Written at once: a worker that is killed
has no last word. The same notes serve where a cluster tries again by itself and tells nobody.
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TRIES = 2  # of an item
TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """`gone`: positions of items with which workers died as often as they are tried. `idle`: how often the parcel was
    taken before any item was begun."""

    file: int  # its descriptor
    gone: frozenset[int]
    idle: int

    def begins(self, position: int) -> None:
        os.write(self.file, b"begun %d\n" % position)

    def ended(self, position: int) -> None:
        os.write(self.file, b"ended %d\n" % position)


@contextmanager
def notes_of(folder: Path, number: int) -> Iterator[Notes]:
    """What was written down of a parcel, and where to go on."""
    path = folder / str(number)
    lines = Counter(path.read_text(encoding="ascii").splitlines() if path.exists() else ())
    begun = {int(line.split()[1]) for line in lines if line.startswith("begun")}
    gone = frozenset(one for one in begun if lines[f"begun {one}"] >= TRIES and not lines[f"ended {one}"])
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, f"{TAKEN}\n{pid_line()}".encode("ascii"))
        yield Notes(file=file, gone=gone, idle=0 if begun else lines[TAKEN])
    finally:
        os.close(file)


def pid_line() -> str:
    return f"by {os.getpid()}\n"


def pid_in(folder: Path, number: int) -> int | None:
    """The process that took a parcel last; None: nobody did."""
    path = folder / str(number)
    text = path.read_text(encoding="ascii") if path.exists() else ""
    pids = [int(line.split()[1]) for line in text.splitlines() if line.startswith("by ")]
    return pids[-1] if pids else None
