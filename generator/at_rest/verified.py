"""Every byte that a build was made of, compared with what is remembered of it: no signature is believed.

Git is asked to read what it vouches for, by the same rules by which it once took the files in.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.at_rest.folders import entries_of, names_of
from generator.at_rest.kept import Kept
from generator.at_rest.signed import NOT_THERE, digest_of
from generator.at_rest.tracked import LISTING, NO_GIT, SETTINGS, answered, ask, let_go
from generator.inputs import inputs
from generator.load.git import run_git
from generator.programs import programs

LISTED = re.compile(rb"[A-Za-z] \d{6} ([0-9a-f]+) 0\t(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """`files`: how many were read. `changed`: what is not as it was when the build began, in the order of names."""

    files: int
    changed: tuple[str, ...]


def inputs_compared(kept: Kept) -> Compared:
    root, seen = Path(kept.root), kept.seen
    tracked = dict(listed(root, seen.tops)) if seen.tracked.commit != NO_GIT else {}
    for file in seen.loose:
        tracked.pop(file, None)  # git knew another version than the one that the build read
    changed = {*changed_beside(root, kept), *changed_in_git(root, tracked), *changed_loose(root, kept)}
    changed |= set(changed_folders(root, kept))
    return Compared(files=len(tracked) + len(seen.loose), changed=tuple(sorted(changed)))


def changed_beside(root: Path, kept: Kept) -> Iterator[str]:
    """What is no file of the school's own: the programs, the commit, and which files count at all."""
    seen = kept.seen
    if seen.programs != programs():
        yield "Pathbook, or what is installed beside it"
    if seen.tops != tuple(inputs(root)):
        yield "which files and folders a build reads"
    waited_for = ask(root, seen.tops)
    try:
        answer = answered(waited_for)
    finally:
        let_go(waited_for)
    if answer is None:
        yield "what git looks at: it was told to believe of some files that they never change"
    elif (answer.tracked.commit, answer.tracked.cuts) != (seen.tracked.commit, seen.tracked.cuts):
        yield "the commit, and with it the past that pages tell"
    elif answer.tracked.listing != seen.tracked.listing:
        yield "git's index"


def listed(root: Path, tops: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Each file that git tracks, with the name of its content."""
    for line in run_git(root, *SETTINGS, *LISTING, *tops).stdout.split(b"\0"):
        found = LISTED.fullmatch(line)
        if found is not None:
            yield os.fsdecode(found[2]), found[1]


def changed_in_git(root: Path, tracked: dict[str, bytes]) -> Iterator[str]:
    """Read anew, by git: what it does to the ends of lines on the way in, it does here too."""
    there = [file for file in tracked if (root / file).is_file() and "\n" not in file]
    yield from (file for file in tracked if file not in set(there))
    told = run_git(root, "hash-object", "--stdin-paths", given=b"".join(os.fsencode(file) + b"\n" for file in there))
    if told.returncode:
        yield "what git tracks: it cannot read all of it"
        return
    yield from (file for file, name in zip(there, told.stdout.split(), strict=True) if tracked[file] != name)


def changed_loose(root: Path, kept: Kept) -> Iterator[str]:
    for file, known in kept.seen.loose.items():
        path = os.path.join(root, file)  # noqa: PTH118
        there = os.path.isfile(path)  # noqa: PTH113
        if there != (known != NOT_THERE) or (there and digest_of(path) != known[4]):
            yield file


def changed_folders(root: Path, kept: Kept) -> Iterator[str]:
    """Folders to which a name came, or from which one went."""
    folders = kept.seen.folders
    for folder, names in zip(folders.paths, folders.names, strict=True):
        path = root / folder
        if not path.is_dir() or names_of(entries_of(str(path))) != names:
            yield f"{folder}/"
