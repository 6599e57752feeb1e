"""What is wrong in a file, and where: a value that is collected, never raised.

Only two exceptions exist, both `Stop`; everything else that is raised is our own bug.
Nothing here knows how files are read: whoever shows a problem brings the text it points into.
"""

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias
from unicodedata import combining, east_asian_width

Severity = Literal["error", "warning"]
Step: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written: a file relative to the school's root, line and column from 1.

    `inside` leads from a key or an index to the place of the value found there, so that a record
    needs to keep only its own place and can still point at each of its fields.
    """

    file: str
    line: int = 1
    column: int = 1
    inside: "Mapping[Step, Place]" = field(default_factory=dict[Step, "Place"], compare=False, repr=False)

    def at(self, *steps: Step) -> "Place":
        """The place of what lies at these steps below; the deepest one known if a step is missing."""
        place = self
        for step in steps:
            below = place.inside.get(step)
            if below is None:
                return place
            place = below
        return place

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file.

    `code` is stable, kebab-case, and has a folder in tests/cases/bad. `message` blames the file, not the
    person, and holds no name of a person. `hint` is the mend, None where there is nothing to suggest.
    """

    place: Place
    code: str
    message: str
    hint: str | None = None
    severity: Severity = "error"
    length: int = 1  # how many characters the carets under the excerpt cover


class Stop(Exception):  # noqa: N818 - it stops a run, it is not always an error
    """A run that cannot go on, for a reason outside our code."""


class BuildStopped(Stop):
    """Problems in shared files leave nothing to build. `root` is the school's folder, where their places lead."""

    def __init__(self, problems: tuple[Problem, ...], root: str) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
        self.root = root

    def __reduce__(self) -> tuple[type["BuildStopped"], tuple[tuple[Problem, ...], str]]:
        return BuildStopped, (self.problems, self.root)  # it travels from worker to parent


class ToolFailed(Stop):
    """Something outside Pathbook (a file system, git, a font, a library) did not do its part."""

    def __init__(self, tool: str, hint: str) -> None:
        super().__init__(f"{tool}: {hint}")
        self.tool = tool
        self.hint = hint

    def __reduce__(self) -> tuple[type["ToolFailed"], tuple[str, str]]:
        return ToolFailed, (self.tool, self.hint)


AS_IT_WAS = "What was finished is kept; the rest is as it was."
MENDS: Mapping[int, str] = {
    errno.ENOSPC: f"{AS_IT_WAS} Make room on the disk, or write to another one, and try again.",
    errno.EDQUOT: f"{AS_IT_WAS} Make room in what this account may use, and try again.",
    errno.EROFS: "Nothing can be written there. Write elsewhere, or have the disk made writable.",
    errno.EACCES: "This account may not do that. Ask whose folder it is, or use another one.",
    errno.EPERM: "This account may not do that. Ask whose folder it is, or use another one.",
    errno.EMFILE: "Too many files are open at once. Do less at a time: --jobs 1.",
    errno.ENFILE: "Too many files are open on this machine. Close what else runs, and try again.",
    errno.ENOMEM: "There is too little memory. Close what else runs, or do less at a time: --jobs 1.",
}
# What would stop whoever comes next, too.
OF_EVERYBODY = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOMEM))


def of_file_system(why: OSError) -> ToolFailed:
    """A full disk, a folder that is not there, a file nobody may write: which, where the system says it; and what to
    do about it, where that is known."""
    what = why.strerror or str(why)
    mend = MENDS.get(why.errno or 0, "")
    where = "" if why.filename is None else f"{why.filename}: "
    return ToolFailed("file system", f"{where}{what}. {mend}" if mend else f"{where}{what}")


def in_reading_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems by file, line and column, each said once."""
    return tuple(sorted(set(problems), key=lambda p: (p.place.file, p.place.line, p.place.column, p.code, p.message)))


def errors_in(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those that stop something; warnings left out."""
    return tuple(problem for problem in problems if problem.severity == "error")


def shown(problem: Problem, line: str | None) -> str:
    """A problem as people read it: place, sentence, true excerpt with carets, and the mend.

    `line` is the line of the file that the problem points into; None: the file holds no such line.
    """
    kind = "warning: " if problem.severity == "warning" else ""
    parts = [f"{problem.place}: {kind}{problem.code}: {problem.message}"]
    if line is not None:
        parts += excerpt(line, problem.place, problem.length)
    if problem.hint is not None:
        parts.append(f"    {problem.hint}")
    return "\n".join(parts)


LONGEST_EXCERPT = 160


def excerpt(line: str, place: Place, length: int) -> list[str]:
    """The line with its number, and carets under what is meant; a long line is cut around the place."""
    start = max(0, place.column - 1 - LONGEST_EXCERPT // 2) if len(line) > LONGEST_EXCERPT else 0
    piece = line[start : start + LONGEST_EXCERPT]
    column = min(place.column - 1 - start, len(piece))
    margin = len(str(place.line))
    under = "".join("\t" if char == "\t" else " " * columns_of(char) for char in piece[:column])
    meant = piece[column : column + length] or " "
    carets = "^" * sum(map(columns_of, meant))
    return [f"  {place.line} | {piece}", f"  {' ' * margin} | {under}{carets}"]


def columns_of(char: str) -> int:
    """How many columns of a terminal a character takes."""
    if combining(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
