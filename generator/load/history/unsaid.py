"""What must not be told of the past: redacted pieces and files, words for staff, names of others, what was another's.

A revision is handed on without them: not the old words, not the new ones, and not the thing itself where it was
redacted or was somebody else's. What is left of it is told; where nothing is left, there was no change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.load.history.moved import Marks, mark_of_piece, mark_of_title, marks_in
from generator.records.redaction import Redaction, from_learner
from generator.records.revision import FieldRevision, FileRevision, Value

PIECES = "evidence"  # the kind of file, and the list in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """`pieces`: ids of evidence. `files`: paths beside evidence that no piece may show. `holds`: of any text."""

    pieces: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    holds: Callable[[str], bool] | None = None

    def __bool__(self) -> bool:
        return bool(self.pieces or self.files or self.holds)


def without_redacted(revision: FileRevision, redactions: tuple[Redaction, ...]) -> FileRevision | None:
    """A revision without what redactions name by id or by path."""
    paths = {from_learner(path) for path in (revision.file, revision.was) if path}
    named = frozenset(each.file for each in redactions if each.file)
    if paths & named:
        return None
    pieces = frozenset(each.evidence for each in redactions if each.evidence)
    return said_of(revision, Unsaid(pieces=pieces, files=named))


def said_of(revision: FileRevision, unsaid: Unsaid) -> FileRevision | None:
    """What may be told of a revision; None: nothing."""
    if not revision.readable:
        return replace(revision, before=None, after=None, fields=())
    if not unsaid or is_sayable(revision, unsaid):
        return revision
    before, after = (said_in_file(each, revision.schema, unsaid) for each in (revision.before, revision.after))
    fields = tuple(field for each in revision.fields if (field := said_of_field(each, unsaid)) is not None)
    if (revision.fields and not fields) or nothing_left(revision, before, after):
        return None
    return replace(revision, before=before, after=after, fields=fields)


def is_sayable(revision: FileRevision, unsaid: Unsaid) -> bool:
    """Whether all of it may be told: one look at everything, since most revisions hold nothing of the kind."""
    if unsaid.files or (revision.schema == PIECES and unsaid.pieces.intersection(pieces_in(revision))):
        return False
    sides = (revision.before, revision.after, *(each.before for each in revision.fields))
    everything = dict.fromkeys(text for side in sides for text in texts_in(side))
    return not any(holds_unsaid(text, unsaid) for text in everything)


def said_of_field(each: FieldRevision, unsaid: Unsaid) -> FieldRevision | None:
    if each.field.partition(".")[0] == PIECES and unsaid.pieces.intersection(each.entry[:1]):
        return None
    if each.did == "moved" and unsaid.pieces.intersection(map(id_of, (*listed(each.before), *listed(each.after)))):
        return None
    before, after = said_in(each.before, unsaid), said_in(each.after, unsaid)
    if (before, after) == (each.before, each.after):
        return each
    if before == after or (after is None and each.after is not None) or each.did == "moved":
        return None
    did = "set" if before is None else "removed" if after is None else each.did
    return replace(each, did=did, before=before, after=after)


def listed(value: Value | None) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def said_in_file(value: Value | None, schema: str, unsaid: Unsaid) -> Any:
    if schema != PIECES or not isinstance(value, Mapping):
        return said_in(value, unsaid)
    pieces = value.get(PIECES)
    kept = tuple(each for each in pieces if id_of(each) not in unsaid.pieces) if isinstance(pieces, tuple) else pieces
    return said_in({**value, **({PIECES: kept} if kept is not None else {})}, unsaid)


def nothing_left(revision: FileRevision, before: Value | None, after: Value | None) -> bool:
    """Whether a file of evidence held nothing but what is not told."""
    return revision.schema == PIECES and any(pieces_in(revision)) and not any((*ids_in(before), *ids_in(after)))


def said_in(value: Any, unsaid: Unsaid) -> Any:
    """A value without texts that are not told, and without the photos; None: nothing of it is left."""
    if isinstance(value, str):
        return None if holds_unsaid(value, unsaid) else value
    if isinstance(value, Mapping):
        if f"evidence/{value.get('path')}" in unsaid.files:
            return None
        kept = {name: said for name, inner in value.items() if (said := said_in(inner, unsaid)) is not None}
        return kept if kept or not value else None
    if isinstance(value, tuple):
        left = tuple(said for inner in value if (said := said_in(inner, unsaid)) is not None)
        return left if left or not value else None
    return value


def holds_unsaid(text: str, unsaid: Unsaid) -> bool:
    return unsaid.holds is not None and unsaid.holds(text)


def pieces_in(revision: FileRevision) -> Iterator[str]:
    yield from ids_in(revision.before)
    yield from ids_in(revision.after)


def ids_in(value: Value | None) -> Iterator[str]:
    return (id_ for piece in evidence_in(value) if (id_ := id_of(piece)))


def evidence_in(value: Value | None) -> tuple[Any, ...]:
    pieces = value.get(PIECES) if isinstance(value, Mapping) else None
    return pieces if isinstance(pieces, tuple) else ()


def id_of(piece: Any) -> str:
    return str(piece.get("id", "")) if isinstance(piece, Mapping) else ""


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_in(inner)


def is_marked(text: str, moved: Marks) -> bool:
    """Whether words went from here to another learner."""
    return bool(moved) and any(mark in moved for mark in marks_in(text))


def marked_pieces(revision: FileRevision, moved: Marks) -> Iterator[str]:
    """The ids of pieces that went to another learner: told by id, by title, or by their words."""
    for piece in (*evidence_in(revision.before), *evidence_in(revision.after)):
        if is_named(piece, moved) or any(is_marked(text, moved) for text in texts_in(piece)):
            yield id_of(piece)


def named_pieces(revision: FileRevision, moved: Marks) -> Iterator[str]:
    """The same, told by id alone: whoever still has such a piece has it as of a day before it went."""
    ids = (id_of(piece) for side in (revision.before, revision.after) for piece in evidence_in(side))
    return (id_ for id_ in ids if mark_of_piece(id_) in moved)


def is_named(piece: Any, moved: Marks) -> bool:
    title = piece.get("title") if isinstance(piece, Mapping) else None
    return mark_of_piece(id_of(piece)) in moved or (isinstance(title, str) and mark_of_title(title) in moved)


def pieces_brought(revision: FileRevision) -> frozenset[str]:
    """The ids of pieces that came by a revision: an id is often made of the title."""
    return frozenset(ids_in(revision.after)) - frozenset(ids_in(revision.before))


def words_brought(revisions: Iterable[FileRevision]) -> frozenset[str]:
    """People's words that came by these revisions: whole texts, of more than one word."""
    brought: set[str] = set()
    for each in revisions:
        brought.update(set(texts_in(each.after)) - set(texts_in(each.before)))
    return frozenset(text for text in brought if len(text.split()) > 1)
