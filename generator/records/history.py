"""What git knows about the files of one learner. No record that anybody writes: nothing mirrors it in schemas/."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Known = Literal["whole", "part", "none"]  # part: a clone without the beginning; none: no git, or nothing committed
FileDid = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """What became of one file in the course of a day. A file that only moved has not changed.

    `path` is from the learner's folder, as the file is called now, or was when it was taken away.
    """

    day: date
    did: FileDid
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    changes: tuple[FileChange, ...]  # newest first; of one day by path
    known: Known


NO_HISTORY = History(changes=(), known="none")
