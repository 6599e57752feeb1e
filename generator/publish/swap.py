"""Outputs are written beside and swapped in: whoever looks sees the last good one or the new one, never a half.

A run that is cut between the two renames of a folder leaves the old one under a name that the next run puts back.
The same output may be made twice at once: a cluster gives a task to another worker when one is silent, and the silent
one may live. So each try writes under a name of its own, and whichever is in place last is whole.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from generator.problem import ToolFailed
from generator.workers.wanted import STILL_WANTED

NEW, OLD = ".new-", ".old-"
TRIES = 100  # of renaming, where another try of the same output is always a little quicker
IN_THE_WAY = (errno.ENOTEMPTY, errno.EEXIST)


def beside(target: Path) -> Path:
    """A name for what is being written, which no other try uses."""
    return target.with_name(f"{NEW}{target.name[:180]}.{token_hex(4)}")


@contextmanager
def swapped_in(target: Path) -> Iterator[Path]:
    """A fresh folder beside `target`, put in its place when the block ends well and thrown away when it does not."""
    back_where_it_was(target, target.with_name(OLD + target.name))  # where a try before this one was cut
    fresh = beside(target)
    fresh.mkdir(parents=True)
    try:
        yield fresh
        STILL_WANTED.get()()
        replace_folder(target, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def replace_folder(target: Path, fresh: Path) -> None:
    """Put `fresh` where `target` is; an equal one leaves every byte and time as it was."""
    old = target.with_name(OLD + target.name)
    for _ in range(TRIES):
        if are_equal(target, fresh):
            return
        try:
            done = out_of_the_way(target, old) and came_into(target, fresh)
        except BaseException:  # Ctrl-C too, between the two
            back_where_it_was(target, old)
            raise
        if done:
            shutil.rmtree(old, ignore_errors=True)
            return
    raise ToolFailed("file system", f"{target}: something else writes there all the time")


def back_where_it_was(target: Path, old: Path) -> None:
    if old.exists() and not target.exists():
        with suppress(OSError):
            old.rename(target)


def are_equal(target: Path, fresh: Path) -> bool:
    if not target.is_dir() or target.is_symlink():
        return False
    new = digest_of(fresh)
    with suppress(FileNotFoundError):  # another try has just moved it
        return digest_of(target) == new
    return False


def out_of_the_way(target: Path, old: Path) -> bool:
    """False where something lay under that name, left by a run that was cut: now it is gone."""
    try:
        with suppress(FileNotFoundError):  # there was nothing yet, or another try has just moved it
            target.rename(old)
    except OSError as why:
        if why.errno not in IN_THE_WAY:
            raise
        shutil.rmtree(old, ignore_errors=True)
        return False
    return True


def came_into(target: Path, fresh: Path) -> bool:
    """False where another try was quicker."""
    try:
        fresh.rename(target)
    except OSError as why:
        if why.errno not in IN_THE_WAY:
            raise
        return False
    return True


def put_back(folder: Path) -> None:
    """Mend what an interrupted run left in `folder`: old outputs return to their place, half-written ones go."""
    if not folder.is_dir():
        return
    for left in sorted(folder.iterdir()):
        if left.name.startswith(OLD):
            target = left.with_name(left.name.removeprefix(OLD))
            if target.exists():
                taken_away(left)
            else:
                left.rename(target)
        elif left.name.startswith(NEW):
            taken_away(left)


def digest_of(folder: Path) -> str:
    """One digest over the names of all that is in a folder, and the bytes of its files, in the order of their names.

    Where a link leads counts, and not what lies there: whoever packs a folder may follow it.
    """
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix().encode()
        if path.is_symlink():
            kind, content = b"link", os.fsencode(path.readlink())
        else:
            kind, content = (b"file", path.read_bytes()) if path.is_file() else (b"folder", b"")
        digest.update(b"%s %d %d " % (kind, len(name), len(content)) + name + content)
    return digest.hexdigest()


def put_in_place(file: Path, content: bytes) -> None:
    """Write one file whole or not at all; an equal one keeps its time."""
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = beside(file)
    try:
        fresh.write_bytes(content)
        STILL_WANTED.get()()
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def without_others(folder: Path, kept: frozenset[str]) -> frozenset[str]:
    """Take away what is there for others than `kept`; who they were. A learner who has left is published no longer."""
    if not folder.is_dir():
        return frozenset()
    gone = frozenset(found.name for found in folder.iterdir() if found.name not in kept)
    for name in gone:
        taken_away(folder / name)
    return gone


def taken_away(path: Path) -> None:
    """A folder or a file goes, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
