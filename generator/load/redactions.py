"""What redactions.yml names, read alone; and which commits it hides."""

from collections.abc import Iterable
from pathlib import Path

from generator.load.source import leaves, record_of
from generator.records.redaction import Redaction, Redactions

FILE = "redactions.yml"


def redactions_in(root: Path, folder: str) -> tuple[Redaction, ...]:
    """Those of the learner whose folder it is; none where there is no such file, or it cannot be read."""
    file = f"{folder}/{FILE}"
    if not (root / file).is_file() or leaves(root, root / file):
        return ()
    named, _ = record_of(root, file, "redactions", Redactions)
    return () if named is None else named.redactions


def hides(redactions: Iterable[Redaction], commit: str) -> bool:
    """Whether a commit is one that must not be shown again: its first signs are enough to name it."""
    return any(each.commit and commit.startswith(each.commit.lower()) for each in redactions)
