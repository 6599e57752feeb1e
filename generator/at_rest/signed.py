"""Whether a file is as it was, without reading it where nobody touched it since.

Git's rule holds: a file that was written within a tick of the clock before it was looked at may be written once more
and look the same. Such a file is always read.
"""

import os
import stat
from collections.abc import Mapping
from hashlib import sha256
from typing import TypeAlias

GRAIN_NS = 2_000_000_000  # some file systems count time in steps of two seconds
UNSURE = -1  # stands where the time would, of what has to be read to be known

# Size, time of its content, time of its entry, number of its entry; and the digest of what it holds.
Signed: TypeAlias = tuple[int, int, int, int, str]
Loose: TypeAlias = Mapping[str, Signed]
NOT_THERE: Signed = (UNSURE, UNSURE, UNSURE, UNSURE, "")


def signature(path: str) -> tuple[int, int, int, int]:
    entry = os.lstat(path)
    return entry.st_size, entry.st_mtime_ns, entry.st_ctime_ns, entry.st_ino


def signed(path: str, looked_at: int) -> Signed | None:
    """What a file is; None for a link, a folder or a device, which can change without its own entry telling.

    `looked_at`: when the look began, in nanoseconds.
    """
    try:
        entry = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return NOT_THERE
    if not stat.S_ISREG(entry.st_mode):
        return None
    young = max(entry.st_mtime_ns, entry.st_ctime_ns) > looked_at - GRAIN_NS
    written = UNSURE if young else entry.st_mtime_ns
    return entry.st_size, written, entry.st_ctime_ns, entry.st_ino, digest_of(path)


def is_as_it_was(path: str, known: Signed) -> bool:
    """By its signature; where that is another, by what it holds."""
    try:
        return signature(path) == known[:4] or digest_of(path) == known[4]
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return known == NOT_THERE


def digest_of(path: str) -> str:
    with open(path, "rb") as stream:  # noqa: PTH123 -- ten thousand files: a Path for each costs as much as reading
        return sha256(stream.read()).hexdigest()
