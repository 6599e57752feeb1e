"""How the outputs of a build lie there: cheaply, by the times of what lies on top.

A learner's site that is taken away, or put in the place of another, or has a file more on top, is noticed. What
somebody writes into a page by hand is not: for that `pathbook build --verify` reads every byte.
"""

import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

# By learner there is one folder each; below it only --verify looks.
BY_LEARNER = ("site/s", "pdf")
FOR_ALL = ("site", "standalone", "access")
MANIFEST = ".pathbook/manifest.json"


def lying_in(out: Path) -> str:
    """A digest of what lies on top, and when each was last touched."""
    said = sha256()
    top = os.fspath(out)
    for line in (*told_of(top, MANIFEST), *(line for each in BY_LEARNER for line in on_top_of(top, each))):
        said.update(line)
    for each in FOR_ALL:
        for line in throughout(top, each):
            said.update(line)
    return said.hexdigest()


def on_top_of(out: str, folder: str) -> Iterator[bytes]:
    for entry in entries_of(f"{out}/{folder}"):
        yield line_of(entry.name, entry.stat(follow_symlinks=False))


def throughout(out: str, folder: str) -> Iterator[bytes]:
    """Everything below a folder, but for what each learner has."""
    for entry in entries_of(f"{out}/{folder}"):
        below = f"{folder}/{entry.name}"
        if below in BY_LEARNER:
            continue
        yield line_of(below, entry.stat(follow_symlinks=False))
        if entry.is_dir(follow_symlinks=False):
            yield from throughout(out, below)


def told_of(out: str, file: str) -> Iterator[bytes]:
    try:
        yield line_of(file, os.lstat(f"{out}/{file}"))
    except FileNotFoundError:
        yield b""


def line_of(name: str, entry: os.stat_result) -> bytes:
    size = 0 if stat.S_ISDIR(entry.st_mode) else entry.st_size
    return os.fsencode(name) + b"\0%d %d %d\n" % (size, entry.st_mtime_ns, entry.st_ino)


def entries_of(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda each: each.name)
    except (FileNotFoundError, NotADirectoryError):
        return []
