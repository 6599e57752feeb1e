"""All that a build is made of, as it was when the build began; and whether it still is."""

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path

from generator.at_rest.asked import Asked
from generator.at_rest.folders import Folders, walked
from generator.at_rest.signed import Loose, is_as_it_was, signed
from generator.at_rest.tracked import NO_GIT, Answer, Tracked, answered, ask, let_go
from generator.inputs import inputs, reads_anything
from generator.programs import programs

PROGRAMS = "programs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`at`: when the look began, in nanoseconds: what is written later is seen by the next one.

    `loose`: what git does not vouch for: untracked, ignored, edited since, or outside the school.
    """

    at: int
    programs: str
    tops: tuple[str, ...]
    tracked: Tracked
    folders: Folders
    loose: Loose


def look(root: Path, asked: Asked | None, book: Path) -> Seen | None:
    """None: nobody can tell whether something changes here later, so every build looks for itself.

    `asked` None: nobody will compare with it later, so it is worth while only where git vouches for files.
    """
    at = time.time_ns()
    if reads_anything(root):
        return None
    tops = tuple(inputs(root))
    waited_for = ask(root, tops)
    try:
        below, answer = walked(os.fspath(root), tops, at), answered(waited_for)
    finally:
        let_go(waited_for)
    if below is None or answer is None:
        return None
    if asked is None and answer.tracked.commit == NO_GIT:
        return None
    folders, files = below
    alone = {each for each in files if each not in answer.paths} | {
        *answer.differing,
        *(() if asked is None else asked.files),
    }
    loose = {file: signed(os.path.join(root, file), at) for file in sorted(alone)}  # noqa: PTH118
    known = {file: each for file, each in loose.items() if each is not None}
    if len(known) < len(loose):
        return None
    return Seen(
        at=at, programs=programs(book / PROGRAMS), tops=tops, tracked=answer.tracked, folders=folders, loose=known
    )


def is_unchanged(root: Path, asked: Asked, book: Path, seen: Seen) -> bool:
    """Whether a build would find everything as it was then."""
    if seen.tops != tuple(inputs(root)):
        return False
    waited_for = ask(root, seen.tops)
    try:
        return (
            seen.programs == programs(book / PROGRAMS)
            and all(file in seen.loose for file in asked.files)
            and all(is_as_it_was(os.path.join(root, file), known) for file, known in seen.loose.items())  # noqa: PTH118
            and seen.folders.are_as_they_were(os.fspath(root))
            and is_alike(answered(waited_for, seen.tracked), seen.tracked)
        )
    finally:
        let_go(waited_for)


def is_alike(now: Answer | None, then: Tracked) -> bool:
    """The file of the index is another whenever git brought it up to date; what it holds counts."""
    return now is not None and replace(now.tracked, index=()) == replace(then, index=())
