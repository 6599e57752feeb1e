"""What git knows about the files of one learner. No record that anybody writes: nothing mirrors it in schemas/.

Who proposed and who agreed is as commits claim it: an author, a trailer. Only a forge's own approval would prove it.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # a revision names what became of its file in the words of this module
    from generator.records.revision import FileRevision

Known = Literal["whole", "part", "none"]  # part: a clone without the beginning; none: no git, or nothing committed
FileDid = Literal["added", "changed", "removed"]
Role = Literal["school", "family", "student"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody agreed, by a line of a commit's message. `person` only for adults of the school; homes have no names.

    `method` and `on` are as typed there; None: not told.
    """

    role: Role
    person: str | None = None
    method: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """What became of one file in the course of a day, by the same people. A file that only moved has not changed.

    `path` is from the learner's folder, as the file is called now, or was when it was taken away.
    """

    day: date
    did: FileDid
    path: str
    commit: str = ""  # the newest one that took part
    proposed_by: tuple[str, ...] = ()  # adults of the school, the first who wrote it before who helped; (): unknown
    agreed_by: tuple[Claim, ...] = ()
    requests: tuple[str, ...] = ()  # as their host calls them: "#12", "!12"
    blobs: tuple[str, str] = ("", "")  # git's names of what it held before and after; "": nothing
    revision: "FileRevision | None" = None  # None: nobody read what it held


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    changes: tuple[FileChange, ...]  # newest first; of one day by path
    known: Known


NO_HISTORY = History(changes=(), known="none")


def named_in(history: History) -> frozenset[str]:
    """The adults of the school who proposed something or agreed to it."""
    claims = (claim.person for each in history.changes for claim in each.agreed_by if claim.person is not None)
    return frozenset((*claims, *(person for each in history.changes for person in each.proposed_by)))
