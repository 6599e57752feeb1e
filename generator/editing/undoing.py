"""A batch taken back: every file it wrote, and nothing that somebody wrote since unless that is asked for too."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, join
from typing import Any, Literal, TypeAlias

from generator.changes import Blob, Change, Changes, blob_of
from generator.editing.plans import Plans
from generator.editing.receipts import Written, batches_of, receipt_file, receipt_of, receipt_text
from generator.editing.scores.settings import FOLDER as SETTINGS
from generator.load.layout import BATCHES
from generator.merging import merged_file
from generator.yamltext.placed import thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import marked, rewritten

Earlier: TypeAlias = Callable[[Blob], bytes | None]  # what git keeps under a name; None: it knows nothing of it
AsAdded: TypeAlias = Callable[[str], Blob | None]  # what a file said when it came; None: nobody knows
Why: TypeAlias = Literal["edited", "overlapping", "later_batch", "not_kept"]
Piece: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that stays as it is, and why. `batch`: the later one that changed it."""

    file: str
    why: Why
    batch: str | None = None


@dataclass(slots=True, kw_only=True)
class Undoing:
    """What taking a batch back changes. `gone`: files of it that are not there any more.

    `joined`: files from which it is taken out while what was written since stays.
    """

    changes: list[Change] = field(default_factory=list[Change])
    kept: list[Kept] = field(default_factory=list[Kept])
    gone: list[str] = field(default_factory=list[str])
    joined: set[str] = field(default_factory=set[str])

    @property
    def is_nothing(self) -> bool:
        return not (self.changes or self.kept)

    @property
    def files(self) -> Changes:
        """Without what lists the batch."""
        return tuple(change for change in self.changes if not change.file.startswith(f"{BATCHES}/"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`edited_too`: also what somebody changed since."""

    plans: Plans
    batch: str
    edited_too: bool
    earlier: Earlier
    as_added: AsAdded


def undoing_of(asked: Asked) -> Undoing:
    """Nothing at all where the plans know no such batch, or it was taken back before."""
    undoing = Undoing()
    lines = receipt_of(asked.plans, asked.batch)
    for line in lines or ():
        undo_line(asked, line, undoing)
    known = {line.file for line in lines or ()}
    for file in files_naming(asked.plans, asked.batch):
        if file not in known:
            undo_unlisted(asked, file, undoing, listed=lines is not None)
    if lines is not None:
        undoing.changes.append(list_left(asked, lines, undoing))
    return undoing


def undo_line(asked: Asked, line: Written, undoing: Undoing) -> None:
    """One file of the list: as it was before, if it still is as the batch left it."""
    if line.file not in asked.plans.files:
        undoing.gone.append(line.file)
        return
    now = asked.plans.content(line.file)
    if blob_of(now, like=line.blob) != line.blob:
        undo_edited(asked, line, now, undoing)
        return
    before = None if line.before is None else asked.earlier(line.before)
    if line.before is not None and before is None:
        if line.file.startswith(f"{SETTINGS}/"):  # a way of reading that knows too much harms nobody
            return
        undoing.kept.append(Kept(file=line.file, why="not_kept"))
        return
    undoing.changes.append(Change(file=line.file, content=before, before=blob_of(now, like=line.blob)))


def undo_edited(asked: Asked, line: Written, now: bytes, undoing: Undoing) -> None:
    if line.file.startswith(f"{SETTINGS}/"):  # how a table is read has grown since, and other tables need it
        return
    if line.before is not None and (joined := without_batch(asked, line, now)) is not None:
        undoing.joined.add(line.file)
        undoing.changes.append(Change(file=line.file, content=joined, before=blob_of(now, like=line.blob)))
        return
    later = written_by(asked, line.file, blob_of(now, like=line.blob))
    if later is not None:
        undoing.kept.append(Kept(file=line.file, why="later_batch", batch=later))
    elif line.before is not None:
        undoing.kept.append(Kept(file=line.file, why="overlapping"))
    elif not asked.edited_too:
        undoing.kept.append(Kept(file=line.file, why="edited"))
    elif is_evidence(line.file):
        undoing.changes += without_pieces(asked, line.file, now, undoing.changes)
    else:
        undoing.changes.append(Change(file=line.file, content=None, before=blob_of(now, like=line.blob)))


def without_batch(asked: Asked, line: Written, now: bytes) -> bytes | None:
    """A file that was there before the batch, with all that was written since; None where both cannot be told apart."""
    written, before = asked.earlier(line.blob), asked.earlier(line.before or "")
    if written is None or before is None:
        return None
    merged = merged_file(written, now, before)
    return None if merged.clashes else merged.content


def undo_unlisted(asked: Asked, file: str, undoing: Undoing, *, listed: bool) -> None:
    """A file that names the batch and is not in its list: somebody moved it, or the batch left no list."""
    now = asked.plans.content(file)
    added = None if listed else asked.as_added(file)
    untouched = added is not None and added == blob_of(now, like=added)
    if untouched or asked.edited_too:
        undoing.changes += without_pieces(asked, file, now, undoing.changes)
    else:
        undoing.kept.append(Kept(file=file, why="edited"))


def written_by(asked: Asked, file: str, blob: Blob) -> str | None:
    """The other batch that left a file as it is now."""
    for name in batches_of(asked.plans):
        lines = () if name == asked.batch else receipt_of(asked.plans, name) or ()
        if any(line.file == file and line.blob == blob for line in lines):
            return name
    return None


def is_evidence(file: str) -> bool:
    return file.endswith(".yml") and dirname(file).endswith("/evidence")


def files_naming(plans: Plans, batch: str) -> Iterator[str]:
    """Files of evidence in which the batch is named; most are told apart without being read as YAML."""
    name = batch.encode()
    for file in sorted(filter(is_evidence, plans.files)):
        raw = plans.content(file)
        if name in raw and any(piece.get("batch") == batch for piece in pieces_in(value_in(raw, file))):
            yield file


def value_in(raw: bytes, file: str) -> Any:
    return thawed(read(decode(raw, file)[0], file)[0])


def pieces_in(value: Any) -> Sequence[Piece]:
    """The pieces of evidence that a file holds; none where it holds something else."""
    pieces = value.get("evidence") if isinstance(value, Mapping) else None
    return [piece for piece in pieces if isinstance(piece, Mapping)] if isinstance(pieces, list) else []


def without_pieces(asked: Asked, file: str, now: bytes, already: Sequence[Change]) -> Iterator[Change]:
    """A file without the pieces of the batch; gone, where no other piece is left. Their photos go with them."""
    value = value_in(now, file)
    stay = [piece for piece in pieces_in(value) if piece.get("batch") != asked.batch]
    out = [piece for piece in pieces_in(value) if piece.get("batch") == asked.batch]
    content = marked(now, rewritten(decode(now, file)[0], {**value, "evidence": stay}).text) if stay else None
    if out:
        yield Change(file=file, content=content, before=blob_of(now))
    going = {change.file for change in already if change.content is None}
    for photo in sorted(photos_of(file, out) - photos_of(file, stay) - photos_elsewhere(asked.plans, file) - going):
        if photo in asked.plans.files:
            yield Change(file=photo, content=None, before=blob_of(asked.plans.content(photo)))


def photos_of(file: str, pieces: Sequence[Piece]) -> frozenset[str]:
    """The files beside it that pieces of a file show."""
    shown = (each for piece in pieces for each in piece.get("files") or () if isinstance(each, Mapping))
    return frozenset(join(dirname(file), str(each["path"])) for each in shown if "path" in each)


def photos_elsewhere(plans: Plans, file: str) -> frozenset[str]:
    """What the other files of the same learner's evidence show."""
    others = (each for each in plans.files if dirname(each) == dirname(file) and each != file and is_evidence(each))
    return frozenset().union(*(photos_of(each, pieces_in(value_in(plans.content(each), each))) for each in others))


def list_left(asked: Asked, lines: Sequence[Written], undoing: Undoing) -> Change:
    """What lists the batch: only what is kept of it; gone, where nothing is."""
    file = receipt_file(asked.batch)
    kept = {each.file for each in undoing.kept}
    left = [line for line in lines if line.file in kept]
    content = receipt_text(asked.batch, left) if left else None
    return Change(file=file, content=content, before=blob_of(asked.plans.content(file)))


def batches_known(plans: Plans) -> Mapping[str, int]:
    """Every batch of which something is there: how many of its files still are, by name."""
    found = {
        name: sum(line.file in plans.files for line in receipt_of(plans, name) or ()) for name in batches_of(plans)
    }
    unlisted: dict[str, int] = {}
    for file in filter(is_evidence, plans.files):
        raw = plans.content(file)
        if b"batch:" in raw:
            names = {str(piece["batch"]) for piece in pieces_in(value_in(raw, file)) if piece.get("batch")}
            for name in names - found.keys():
                unlisted[name] = unlisted.get(name, 0) + 1
    return {name: (found | unlisted)[name] for name in sorted(found | unlisted)}
