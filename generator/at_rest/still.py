"""Whether anything has changed since the last build: asked before what a build takes is so much as loaded.

A build that ends well leaves behind what it was made of (`remember`), and the next command compares (`still_holds`). In
every doubt the answer is no, and the build looks for itself.
"""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.at_rest.asked import asked_with, book_for, school_for
from generator.at_rest.kept import Kept, kept_in
from generator.at_rest.outputs import lying_in
from generator.at_rest.seen import is_unchanged

SECOND_NS = 1_000_000_000


def still_holds(said: Sequence[str], environ: Mapping[str, str], folder: str) -> str | None:
    """The sentence that ends the run: nothing has changed. None: a build has to look.

    `said`: what stands after the command's name; `folder`: where it was typed.
    """
    root = school_for(said, folder)
    if root is None:
        return None
    book = book_for(said, folder, root)
    kept, asked = kept_in(book), asked_with(said, environ, folder)
    if kept is None or kept.asked != asked.of or kept.root != root or not is_within(kept, time.time_ns()):
        return None
    if asked.strict and kept.warnings:
        return None
    if not is_unchanged(Path(root), asked, book, kept.seen) or lying_in(book.parent) != kept.lying:
        return None
    return sentence(kept)


def is_within(kept: Kept, now: int) -> bool:
    """Whether it is a day on which all that is shown stays true; not so for a clock that was put back."""
    return kept.seen.at <= now and (kept.until is None or now < kept.until * SECOND_NS)


def sentence(kept: Kept) -> str:
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(kept.seen.at / SECOND_NS))
    learners = f"{kept.learners:,} {'learner' if kept.learners == 1 else 'learners'}"
    said = f"Nothing has changed since the build of {when}: {learners} as of {kept.on}."
    if kept.warnings:
        warnings = f"{kept.warnings} {'warning' if kept.warnings == 1 else 'warnings'}"
        said += f"\nThere {'was' if kept.warnings == 1 else 'were'} {warnings}:  pathbook check"
    return said
