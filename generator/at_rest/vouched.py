"""Which files git vouches for, learner by learner: their names and contents as one digest, and no file is opened.

In a fresh clone, as CI makes one for each run, nothing was read before: git tells all the same what lies there.
"""

import os
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path

from generator.at_rest.seen import Seen
from generator.at_rest.tracked import LISTING, NO_GIT, SETTINGS, digest
from generator.load.git import run_git

FLAGS = 2  # signs at the start of a line of the index that say how git looks at the file


def vouched_for(root: Path, seen: Seen | None, folders: Collection[str]) -> Mapping[str, str]:
    """By folder, for those in which git knows every file as it lies there; none where git knows nothing."""
    if seen is None or seen.tracked.commit == NO_GIT:
        return {}
    listed = run_git(root, *SETTINGS, *LISTING, *seen.tops)
    if listed.returncode or digest(listed.stdout) != seen.tracked.listing:
        return {}  # somebody is at work in it
    loose = {folder for file in seen.loose for folder in above(file)}
    wanted, found = {os.fsencode(folder) for folder in folders if folder not in loose}, {}
    for line in listed.stdout.split(b"\0"):
        folder = next((each for each in above_bytes(line[line.find(b"\t") + 1 :]) if each in wanted), None)
        if folder is not None:
            if folder not in found:
                found[folder] = sha256()
            found[folder].update(line[FLAGS:] + b"\0")
    return {os.fsdecode(folder): said.hexdigest() for folder, said in found.items()}


def above(file: str) -> tuple[str, ...]:
    """Every folder that a file lies in, the innermost last."""
    parts = file.split("/")
    return tuple("/".join(parts[:length]) for length in range(1, len(parts)))


def above_bytes(file: bytes) -> tuple[bytes, ...]:
    """Those in which a learner's folder can be: directly in plans/, or in a class's."""
    first = file.find(b"/")
    second = file.find(b"/", first + 1)
    third = file.find(b"/", second + 1)
    return tuple(file[:end] for end in (second, third) if end > 0)
