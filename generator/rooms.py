"""A private folder of the system's for all that a run has on its way, plain pages above all; it goes when the run ends.

Of a run that was killed it stays, and goes with the next run of the same account. Whether somebody is still in a room
is told by a lock on the folder itself: the system lets go of it however a process ends, and whatever tidies temporary
folders leaves alone what is locked.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

PREFIX = "pathbook-run-"
FOLDER_ITSELF = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


@contextmanager
def own_room() -> Iterator[None]:
    """Everything temporary of this process lies in it. Where no place for one is, whoever needs it says so."""
    above = tempfile.tempdir
    lock, room = taken()
    try:
        move_into(above if room is None else str(room))
        yield
    finally:
        move_into(above)
        if lock is not None and room is not None:
            rmtree(room, ignore_errors=True)
            os.close(lock)


def move_into(room: str | None) -> None:
    """For this process alone: a browser that it opens lives longer than the room. None: as the system says."""
    tempfile.tempdir = room


def taken() -> tuple[int | None, Path | None]:
    """A room and the lock on it, after those are cleared that nobody is in any more."""
    with suppress(OSError):
        top = Path(tempfile.gettempdir())
        clear_left(top)
        while True:
            room = Path(tempfile.mkdtemp(prefix=PREFIX, dir=top))
            with suppress(FileNotFoundError):  # another run was quicker, and found nobody in it
                lock = os.open(room, FOLDER_ITSELF)
                fcntl.flock(lock, fcntl.LOCK_EX)
                if room.is_dir():
                    return lock, room
                os.close(lock)
    return None, None


def clear_left(top: Path) -> None:
    """Rooms of this account that nobody is in."""
    with os.scandir(top) as entries:
        rooms = [each.path for each in entries if each.name.startswith(PREFIX) and is_ours(each)]
    for room in rooms:
        with suppress(OSError):  # somebody is in it, or was quicker
            lock = os.open(room, FOLDER_ITSELF)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                rmtree(room)
            finally:
                os.close(lock)


def is_ours(entry: os.DirEntry[str]) -> bool:
    with suppress(OSError):
        return entry.is_dir(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_uid == os.getuid()
    return False
