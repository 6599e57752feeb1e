"""Results as pieces of evidence: new ones, those that are there already, and those that a corrected table changes.

A result is known again by its day and its title, or by the file an import gave it. What somebody typed by hand, or
changed after an import, is never written over unless that is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast

from generator.changes import Blob, Change, Changes, blob_of
from generator.editing.new.ids import Used, joined, used_in, values_in, words_for
from generator.editing.new.making import first_words, new_evidence
from generator.editing.plans import Plans
from generator.editing.receipts import batches_of, receipt_of
from generator.editing.scores.gradebook import Wish
from generator.editing.scores.values import Seen
from generator.load.learner_folders import LearnerFolder
from generator.writing import raw_of
from generator.yamltext.placed import Plain, Value, thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import marked, rewritten

State: TypeAlias = Literal["new", "same", "changed", "by_hand", "edited"]
EVIDENCE = "evidence/"
Piece: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A piece of evidence that is there: in which file of the learner's folder, and at which place in it."""

    file: str
    position: int
    piece: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What becomes of one result. `file` from the school's root; `was`: what the piece says now, None for a new one."""

    wish: Wish
    state: State
    file: str
    was: str | None = None

    @property
    def is_written(self) -> bool:
        return self.state in ("new", "changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is written together. `update`: pieces that an import wrote may change; `edited_too`: also those that
    somebody changed since. `written`: what every import wrote, by file."""

    name: str
    on: date
    update: bool
    edited_too: bool
    written: Mapping[str, frozenset[Blob]]


def written_by_batches(plans: Plans) -> Mapping[str, frozenset[Blob]]:
    """For each file that a batch wrote, what it wrote there."""
    found: dict[str, frozenset[Blob]] = {}
    for batch in batches_of(plans):
        for line in receipt_of(plans, batch) or ():
            found[line.file] = found.get(line.file, frozenset()) | {line.blob}
    return found


def proposals_for(
    root: Path, folder: LearnerFolder, wishes: Sequence[Wish], batch: Batch
) -> tuple[tuple[Proposal, ...], Changes]:
    """What becomes of one learner's results, and the changes that do it."""
    values = values_in(root, folder.folder)
    used = used_in(values)
    standing = tuple(pieces_in(values))
    proposals: list[Proposal] = []
    made: list[Change] = []
    updated: dict[str, list[tuple[Standing, Wish]]] = {}
    for wish in wishes:
        there = same_as(wish, standing)
        if there is None:
            changes = new_evidence(folder.folder, said_of(wish, batch), used, wish.on)
            inner = changes[0].file.removeprefix(f"{folder.folder}/")
            used = joined(used, Used(files=frozenset((inner,)), ids={}))
            made += changes
            proposals.append(Proposal(wish=wish, state="new", file=changes[0].file))
            continue
        state = state_of(wish, there, root, folder, batch)
        if state == "changed" and batch.update:
            updated.setdefault(there.file, []).append((there, wish))
        proposals.append(
            Proposal(wish=wish, state=state, file=f"{folder.folder}/{there.file}", was=said_there(wish, there))
        )
    made += (changed_file(root, f"{folder.folder}/{file}", pairs) for file, pairs in updated.items())
    return tuple(proposals), tuple(made)


def pieces_in(values: Mapping[str, Value]) -> Iterator[Standing]:
    for file, value in values.items():
        if file.startswith(EVIDENCE) and isinstance(value, Mapping):
            pieces = value.get("evidence")
            for position, piece in enumerate(pieces if isinstance(pieces, list) else ()):
                if isinstance(piece, Mapping):
                    yield Standing(file=file, position=position, piece=piece)


def same_as(wish: Wish, standing: Iterable[Standing]) -> Standing | None:
    """The piece that this result became before; one that an import wrote before one that was typed."""
    name = f"{EVIDENCE}{wish.on.isoformat()}-{words_for(wish.how.title, wish.how.kind or 'evidence')}.yml"
    fitting = [
        each
        for each in standing
        if ("batch" in each.piece and each.file == name)
        or (
            first_words(each.piece.get("title")) == wish.how.title
            and each.piece.get("assessed_on") == wish.on.isoformat()
        )
    ]
    return next((each for each in fitting if "batch" in each.piece), fitting[0] if fitting else None)


def state_of(wish: Wish, there: Standing, root: Path, folder: LearnerFolder, batch: Batch) -> State:
    if all(seen_there(ref, there.piece) == as_text(seen) for ref, seen in wish.results):
        return "same"
    if "batch" not in there.piece:
        return "by_hand"
    file = f"{folder.folder}/{there.file}"
    as_written = blob_of(raw_of(root, file)) in batch.written.get(file, ())
    return "changed" if as_written or batch.edited_too else "edited"


def seen_there(ref: str, piece: Piece) -> tuple[str, str] | None:
    """What a piece says of a competency as a whole; None: nothing."""
    result = result_in(piece, ref)
    if result is None:
        return None
    told = next((name for name in ("level", "points") if name in result), None)
    return (
        None if told is None else as_text((told, Decimal(str(result[told])) if told == "points" else str(result[told])))
    )


def result_in(piece: Piece, ref: str) -> Piece | None:
    results = piece.get("results")
    return next(
        (
            each
            for each in (results if isinstance(results, list) else ())
            if each.get("competency") == ref and "criterion" not in each
        ),
        None,
    )


def as_text(seen: Seen) -> tuple[str, str]:
    """So that 3 and 3.0 points are the same."""
    name, value = seen
    return name, value if isinstance(value, str) else number_text(value)


def number_text(number: Decimal) -> str:
    return format(number.normalize(), "f")


def said_there(wish: Wish, there: Standing) -> str:
    told = (seen_there(ref, there.piece) for ref, _ in wish.results)
    return ", ".join("nothing" if each is None else shown(each) for each in told)


def shown(seen: Seen) -> str:
    name, value = as_text(seen)
    return value if name == "level" else f"{value} points"


def said_of(wish: Wish, batch: Batch) -> dict[str, Any]:
    """A new piece as its file tells it."""
    how = wish.how
    results = [{"competency": ref, **result_of(seen)} for ref, seen in wish.results]
    return {
        "title": how.title,
        "kind": how.kind,
        "assessed_on": wish.on,
        "entered_on": batch.on,
        "context": how.context,
        "results": results,
        "assessor": how.assessor,
        "batch": batch.name,
    }


def result_of(seen: Seen) -> dict[str, Any]:
    name, value = as_text(seen)
    return {name: value if name == "level" else Plain(value)}


def changed_file(root: Path, file: str, pairs: Sequence[tuple[Standing, Wish]]) -> Change:
    """A file with new levels in the pieces concerned; all else as it stands."""
    raw = raw_of(root, file)
    text, _ = decode(raw, file)
    wanted = thawed(read(text, file)[0])
    for there, wish in pairs:
        piece = wanted["evidence"][there.position]
        for ref, seen in wish.results:
            result = result_in(piece, ref)
            if result is None:
                piece.setdefault("results", []).append({"competency": ref, **result_of(seen)})
            else:
                cast(dict[str, Any], result).pop("level", None)
                cast(dict[str, Any], result).pop("points", None)
                cast(dict[str, Any], result).update(result_of(seen))
    return Change(file=file, content=marked(raw, rewritten(text, wanted).text), before=blob_of(raw))
