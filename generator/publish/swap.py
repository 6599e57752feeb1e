"""Outputs are written beside and swapped in: whoever looks sees the last good one or the new one, never a half.

A run that is cut between the two renames of a folder leaves the old one under a name that the next run puts back.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

NEW, OLD = ".new-", ".old-"


@contextmanager
def swapped_in(target: Path) -> Iterator[Path]:
    """A fresh folder beside `target`, put in its place when the block ends well and thrown away when it does not."""
    fresh = target.with_name(NEW + target.name)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        yield fresh
        replace_folder(target, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def replace_folder(target: Path, fresh: Path) -> None:
    """Put `fresh` where `target` is; an equal one leaves every byte and time as it was."""
    if target.is_dir() and not target.is_symlink() and digest_of(target) == digest_of(fresh):
        return
    old = target.with_name(OLD + target.name)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


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
    fresh = file.with_name(NEW + file.name)
    fresh.write_bytes(content)
    fresh.replace(file)


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
