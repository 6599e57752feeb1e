"""What a batch wrote, file by file, so that all of it and nothing else can be taken back.

One hidden file a batch, `plans/.batches/<batch>`: a line for each file with git's name for what was written, git's name
for what stood there before (a dash: nothing did), and the path. It travels with the plans, holds no words of them, and
goes away with the batch. Lost, pieces of evidence are still found by their `batch`, and git tells what changed since.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.changes import Blob, Change, Changes, blob_of
from generator.editing.plans import Plans
from generator.importers.ids import free_id
from generator.load.git import run_git
from generator.load.layout import BATCHES, ID
from generator.problem import ToolFailed

NOTHING = "-"
BLOB = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
ABOUT = "# What was written together, so that it can be taken back: pathbook undo {batch}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One file of a batch. `before` None: the batch made it; else what the batch found there."""

    file: str
    blob: Blob
    before: Blob | None


def receipt_file(batch: str) -> str:
    """Raises ValueError for what is no name of a batch: it becomes part of a path."""
    if not ID.fullmatch(batch):
        raise ValueError(f"{batch!r} is no name of a batch")
    return f"{BATCHES}/{batch}"


def with_receipt(batch: str, changes: Changes) -> Changes:
    """The changes of a new batch, and with them the file that lists them."""
    lines = tuple(
        Written(file=change.file, blob=blob_of(change.content), before=change.before)
        for change in changes
        if change.content is not None
    )
    return (*changes, Change(file=receipt_file(batch), content=receipt_text(batch, lines), before=None))


def receipt_text(batch: str, lines: Iterable[Written]) -> bytes:
    told = (f"{line.blob} {line.before or NOTHING} {line.file}\n" for line in sorted(lines, key=lambda line: line.file))
    return (ABOUT.format(batch=batch) + "".join(told)).encode()


def read_receipt(raw: bytes) -> tuple[Written, ...]:
    """What a receipt lists; lines that say nothing are passed over, and no path leaves the plans."""
    return tuple(line for text in raw.decode(errors="replace").splitlines() for line in line_of(text))


def line_of(text: str) -> Iterator[Written]:
    blob, _, rest = text.partition(" ")
    before, _, file = rest.partition(" ")
    told = BLOB.fullmatch(blob) and (before == NOTHING or BLOB.fullmatch(before))
    if told and file.startswith("plans/") and ".." not in file.split("/"):
        yield Written(file=file, blob=blob, before=None if before == NOTHING else before)


def batches_in(root: Path) -> tuple[str, ...]:
    """Every batch that left a receipt, in the order of their names, which begin with the day."""
    folder = root / BATCHES
    found = (path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else ()
    return tuple(sorted(name for name in found if ID.fullmatch(name)))


def batches_of(plans: Plans) -> tuple[str, ...]:
    """The same, wherever the plans are kept."""
    start = f"{BATCHES}/"
    return tuple(
        sorted(name for file in plans.files if file.startswith(start) and ID.fullmatch(name := file[len(start) :]))
    )


def receipt_of(plans: Plans, batch: str) -> tuple[Written, ...] | None:
    """What a batch wrote; None: it left no list."""
    file = receipt_file(batch)
    return read_receipt(plans.content(file)) if file in plans.files else None


def batch_called(day: str, words: str, taken: Collection[str]) -> str:
    """A name for a new batch: the day, a few words, and a number where there is one of that name."""
    return free_id(f"{day}-{words}", taken)


def keep_in_git(root: Path, changes: Changes) -> None:
    """Let git keep what changes write over, and what they write there, also before anybody commits it.

    So a batch can be taken back out of files that were there before it. Where there is no git, nothing is kept, and
    undoing says so.
    """
    over = tuple(each for each in changes if each.before is not None and not each.file.startswith(f"{BATCHES}/"))
    with suppress(ToolFailed):  # git is not installed
        for change in over:
            for content in ((root / change.file).read_bytes(), change.content):
                if content is not None:
                    run_git(root, "hash-object", "-w", "--stdin", given=content)
