"""The story of renewed codes: which numbers are raised, written into all learners' files or into none.

And of a new master secret, which is made here and shown to nobody.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from generator.access import learners_in
from generator.checked import CheckedSchool
from generator.migrating import Edit, write_edits
from generator.model.renewal import Raised
from generator.problem import BuildStopped, Problem, ToolFailed
from generator.records.learner import Learner
from generator.yamltext.splice import Refused

SECRET_BYTES = 32
ONLY_OWNER = 0o600


def learners_of(school: CheckedSchool) -> tuple[Learner, ...]:
    """Everybody, since one person may read any plan. Raises BuildStopped where a learner.yml cannot be used."""
    read = tuple(learners_in(school.root, school.folders))
    problems: tuple[Problem, ...] = tuple(problem for _, _, found in read for problem in found)
    if problems:
        raise BuildStopped(problems, str(school.root))
    return tuple(learner for _, learner, _ in read if learner is not None)


def write_raised(root: Path, raised: tuple[Raised, ...]) -> None:
    """All of it, or nothing. Raises ToolFailed where a file cannot be changed."""
    try:
        write_edits(root, tuple(edits_of(raised)))
    except Refused as why:
        raise ToolFailed("rotate", f"{why}. Nothing was written.") from None


def edits_of(raised: tuple[Raised, ...]) -> Iterator[Edit]:
    for each in raised:
        steps = ("access", "epoch") if each.slot is None else ("access", "slots", each.slot)
        yield Edit(file=each.learner.place.file, steps=steps, before=each.before, after=each.after)


def make_master(file: Path) -> None:
    """A new secret in a new file, readable by its owner only; never in a repository, never over another file."""
    if any((folder / ".git").exists() for folder in file.resolve().parents):
        raise ToolFailed(
            "rotate", f"{file} would lie in a git repository. Name a file outside, where no commit reaches."
        )
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER)
    except FileExistsError:
        raise ToolFailed(
            "rotate", f"{file} is there already. A secret is never written over: name a new file."
        ) from None
    with os.fdopen(opened, "w", encoding="ascii") as written:
        written.write(secrets.token_hex(SECRET_BYTES) + "\n")
