"""Newer templates brought into a school's repository, with everything that the school changed kept.

Three versions of each file: as it came (`record.py`), as the school has it, as it comes now. What only one side changed
is that side's; what both changed is joined line by line, and where that cannot be, the school's file stays as it is and
the new one lies beside it as `.new`. What the school took away stays away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeAlias

from generator.changes import Blob, Change, Changes, blob_of
from generator.load.git import run_git
from generator.load.version import holds, installed_version
from generator.problem import ToolFailed
from generator.starter.answers import Answers
from generator.starter.making import empty_tree
from generator.starter.record import RECORD, Record, record_in, record_text
from generator.starter.rendering import Texts, rendered, version_here

Fate: TypeAlias = Literal["made", "renewed", "joined", "beside", "away", "gone", "left"]
BESIDE = ".new"
CLASHED = range(1, 128)  # how git merge-file counts what it could not join


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What becomes of one file. `content` None: it goes away; `file` is where the content goes."""

    file: str
    fate: Fate
    content: bytes | None = None
    now: bytes | None = None  # what lies at `file`

    @property
    def writes(self) -> bool:
        return self.fate not in ("away", "left") and self.content != self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """`changes` are from the top of the repository; `settled` tells of every file with something to say."""

    changes: Changes
    settled: tuple[Settled, ...]


def record_at(top: Path) -> Record:
    """Raises ToolFailed where `init` never was, or was one of a newer Pathbook."""
    if not (top / RECORD).is_file():
        hint = f"{top} was not made by pathbook init: it holds no {RECORD}. A new repository:  pathbook init DIR"
        raise ToolFailed("init", hint)
    record = record_in((top / RECORD).read_bytes())
    here = installed_version()
    if here is not None and not holds(f">={record.pathbook}", here):
        hint = f"Pathbook {record.pathbook} wrote these files last, and this is {here}; install the newer one"
        raise ToolFailed("init", hint)
    return record


def update_of(top: Path, record: Record, answers: Answers) -> Update:
    """What has to be written so that the files are those of these answers and this Pathbook, and still the school's."""
    new = rendered(answers)
    like = empty_tree(top)
    blobs = {path: blob_of(text, like=like) for path, text in new.items()}
    settled = tuple(
        each
        for path in dict.fromkeys((*new, *record.files))
        if (each := settled_file(top, path, new.get(path), record, blobs.get(path))) is not None
    )
    stands = {each.file: each.content for each in settled if each.writes}
    kept = Record(
        pathbook=version_here(), answers=answers, files=blobs, texts=dict(texts_to_keep(top, new, stands, blobs, like))
    )
    written = Settled(file=RECORD, fate="renewed", content=record_text(kept), now=(top / RECORD).read_bytes())
    changes = tuple(change_of(each, like) for each in (*settled, written) if each.writes)
    return Update(changes=changes, settled=settled)


def settled_file(top: Path, path: str, new: bytes | None, record: Record, blob: Blob | None) -> Settled | None:
    """None: there is nothing to do and nothing to say."""
    came, here = record.files.get(path), bytes_at(top, path)
    if came == blob or here == new:
        return None
    if here is None:
        return Settled(file=path, fate="made" if came is None else "away", content=new)
    untouched = came is not None and came == blob_of(here, like=came)
    if new is None:
        return Settled(file=path, fate="gone" if untouched else "left", now=here)
    if untouched:
        return Settled(file=path, fate="renewed", content=new, now=here)
    before = None if came is None else text_as_it_came(top, path, came, record)
    joined = None if before is None else joined_texts(here, before, new)
    if joined is None:
        return Settled(file=path + BESIDE, fate="beside", content=new, now=bytes_at(top, path + BESIDE))
    return None if joined == here else Settled(file=path, fate="joined", content=joined, now=here)


def bytes_at(top: Path, path: str) -> bytes | None:
    file = top / path
    return file.read_bytes() if file.is_file() else None


def text_as_it_came(top: Path, path: str, came: Blob, record: Record) -> bytes | None:
    """None: neither the record nor git holds it, as in a clone without history."""
    if path in record.texts:
        return record.texts[path].encode()
    found = run_git(top, "cat-file", "blob", came)
    return found.stdout if found.returncode == 0 else None


def joined_texts(ours: bytes, before: bytes, theirs: bytes) -> bytes | None:
    """Both changes in one text; None: they touch the same lines, or it is no text."""
    if any(b"\0" in text for text in (ours, before, theirs)):
        return None
    with TemporaryDirectory(prefix="pathbook-") as folder:
        files = tuple(Path(folder) / name for name in ("ours", "before", "theirs"))
        for file, text in zip(files, (ours, before, theirs), strict=True):
            file.write_bytes(text)
        done = run_git(Path(folder), "merge-file", "--stdout", *map(str, files))
    if done.returncode != 0 and done.returncode not in CLASHED:
        raise ToolFailed("git", done.stderr.decode(errors="replace").strip() or "git merge-file failed")
    return done.stdout if done.returncode == 0 else None


def texts_to_keep(
    top: Path, new: Texts, stands: Mapping[str, bytes | None], blobs: Mapping[str, Blob], like: Blob
) -> Iterator[tuple[str, str]]:
    """What git would not hold: templates as they come now, where the school's file is another one."""
    for path, text in new.items():
        here = stands[path] if path in stands else bytes_at(top, path)
        if here is not None and blob_of(here, like=like) != blobs[path] and b"\0" not in text:
            yield path, text.decode(errors="replace")


def change_of(each: Settled, like: Blob) -> Change:
    before = None if each.now is None else blob_of(each.now, like=like)
    return Change(file=each.file, content=each.content, before=before)
