"""Changes written into a school's folder: every file of them, or none.

All is written beside first and flushed to the disk, so that a power cut leaves each file whole: as it was, or as it
shall be. Nothing is written where a file no longer says what its change began from.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from generator.changes import Change, Changes, blob_of
from generator.load.source import bytes_of, leaves
from generator.problem import of_file_system
from generator.yamltext.splice import Refused

NEW = ".new-"
MAY_BE_WRITTEN = 0o222  # by anybody
Contents: TypeAlias = Mapping[Path, bytes | None]  # None: no such file


def raw_of(root: Path, file: str) -> bytes:
    """A file's bytes; raises Refused where it cannot be read or lies elsewhere."""
    raw, problems = bytes_of(root, file)
    if raw is None or leaves(root, root / file):
        raise Refused(f"{file}: {problems[0].message if problems else 'it lies outside the school'}")
    return raw


def write_files(root: Path, changes: Changes) -> None:
    """All of them or none. Raises Refused where a file has been changed meanwhile, or may not be."""
    with held(root):
        write_alone(root, changes)


def write_alone(root: Path, changes: Changes) -> None:
    """As `write_files`, for somebody who holds the school already."""
    paths = {(root / change.file).resolve(): change for change in changes}  # a link within the school stays a link
    new = {path: change.content for path, change in paths.items()}
    try:
        old = {path: expected(root, path, change) for path, change in paths.items()}
        swap_in(new, old)
    except OSError as why:
        raise of_file_system(why) from None


def expected(root: Path, path: Path, change: Change) -> bytes | None:
    """What lies there, which must be what the change began from; None: nothing does."""
    if leaves(root, path):
        raise Refused(f"{change.file}: it lies outside the school")
    now = path.read_bytes() if path.is_file() else None
    if (None if now is None else blob_of(now, like=change.before)) != change.before:
        why = "it is there already" if change.before is None else "it has been changed meanwhile"
        raise Refused(f"{change.file}: {why}")
    if now is not None and not path.stat().st_mode & MAY_BE_WRITTEN:
        raise Refused(f"{change.file}: it is marked as read-only")
    return now


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Wait until no other command writes into the school's files; the system lets go however a process ends."""
    folder = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives lock no folders
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def swap_in(new: Contents, old: Contents) -> None:
    """Write all beside, then put each in its place; where that fails midway, what was is put back."""
    made = tuple(folder for path, content in new.items() if content is not None for folder in missing_folders(path))
    beside = {path: path.with_name(NEW + path.name) for path, content in new.items() if content is not None}
    try:
        for path, fresh in beside.items():
            write_beside(path, fresh, new[path] or b"")
        replace_all(new, beside, old)
    finally:
        for fresh in beside.values():
            if fresh.is_file():
                fresh.unlink()
        gone = tuple(folder for path, content in new.items() if content is None for folder in path.parents)
        remove_empty((*made, *gone))
    for folder in {path.parent for path in new if path.parent.is_dir()}:
        flush_folder(folder)


def missing_folders(path: Path) -> Iterator[Path]:
    """Folders that must be made for a file, the innermost first."""
    for folder in path.parents:
        if folder.exists():
            return
        yield folder


def write_beside(path: Path, fresh: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, fresh)


def replace_all(new: Contents, beside: Mapping[Path, Path], old: Contents) -> None:
    done: list[Path] = []
    try:
        for path in new:
            if path in beside:
                beside[path].replace(path)
            else:
                path.unlink(missing_ok=True)
            done.append(path)
    except OSError:
        put_back(done, old)
        raise


def put_back(done: Iterable[Path], old: Contents) -> None:
    for path in done:
        was = old[path]
        if was is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(was)


def remove_empty(folders: Iterable[Path]) -> None:
    """Folders in which nothing is left go, as git has none: a learner's empty folder would be a mistake."""
    for folder in folders:
        with suppress(OSError):  # something lies in it, or it is gone
            folder.rmdir()


def flush_folder(folder: Path) -> None:
    """That a file in it has its name is on the disk too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives flush no folders
            os.fsync(opened)
    finally:
        os.close(opened)
