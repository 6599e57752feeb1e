"""Where what was sent home is kept: its PDFs and its record, both or neither; and whether they are still what was sent.

The record is written first, then the PDFs take their places. A run cut off in between leaves a record whose PDF is
missing; issuing once more prints it again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from generator.migrating import Edit, Plainly, edited
from generator.problem import ToolFailed, of_file_system
from generator.records.issued import Issued
from generator.writing import held, raw_of, swap_in
from generator.yamltext.read import Plain
from generator.yamltext.splice import Refused, written

Found = Literal["differs", "missing", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where one learner's documents of a term lie, and the file that tells of them, relative to the school's root."""

    folder: Path
    record: str

    def pdf(self, issued: Issued) -> Path:
        last = "" if issued.number == 1 else f"-corrected-{issued.number}"
        return self.folder / f"{issued.edition}{last}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A PDF that is not as it was sent: other bytes, not there, or told of nowhere."""

    file: str
    found: Found


def digest(document: bytes) -> str:
    return sha256(document).hexdigest()


def keep(
    root: Path, kept: Kept, before: tuple[Issued, ...], added: tuple[Issued, ...], documents: Mapping[Path, bytes]
) -> None:
    """Write PDFs, and the record of those that were added; all of it or nothing.

    Raises ToolFailed where a PDF that no record tells of is in the way, or a file cannot be written.
    """
    refuse_strangers(documents)
    record = (root / kept.record).resolve()  # a link within the school stays a link
    try:
        with held(root):
            old = raw_of(root, kept.record) if record.is_file() else None
            new = record_with(kept.record, old, before, added) if added else old
            place_all(record, old, new, documents)
    except Refused as why:
        raise ToolFailed("issue", str(why)) from None
    except OSError as why:
        raise of_file_system(why) from None


def refuse_strangers(documents: Mapping[Path, bytes]) -> None:
    """What somebody may have been sent is never written over."""
    for path, document in documents.items():
        if path.exists() and not (path.is_file() and path.read_bytes() == document):
            hint = f"{path} is there, but issued.yml does not tell of it: take back issued.yml, or move the PDF away"
            raise ToolFailed("issue", hint)


def record_with(file: str, old: bytes | None, before: tuple[Issued, ...], added: tuple[Issued, ...]) -> bytes:
    """The record with new lines at its end; those that were there stay as they are."""
    told = tuple(plainly(each) for each in before)
    after = (*told, *(plainly(each) for each in added))
    if old is None:
        return written({"issued": after}).encode()
    return edited(file, old, (Edit(file=file, steps=("issued",), before=told, after=after),))


def plainly(issued: Issued) -> Plainly:
    """An entry as issued.yml has it."""
    told: dict[str, Plainly] = {
        "term": issued.term,
        "edition": issued.edition,
        "number": Plain(str(issued.number)),
        "on": issued.on.isoformat(),
        "how": issued.how,
        "digest": issued.digest,
        "content": issued.content,
    }
    told |= {} if issued.text_code is None else {"text_code": issued.text_code}
    told |= {} if issued.commit is None else {"commit": issued.commit}
    return told | ({} if issued.corrects is None else {"corrects": Plain(str(issued.corrects))})


def place_all(record: Path, old: bytes | None, new: bytes | None, documents: Mapping[Path, bytes]) -> None:
    """The record before the PDFs that it tells of."""
    files = {} if new is None or new == old else {record: new}
    files |= {path: document for path, document in documents.items() if not path.exists()}
    swap_in(files, {path: old if path == record else None for path in files})


def differing(kept: Kept, issued: Sequence[Issued]) -> Iterator[Differing]:
    """The PDFs of a term that are not as they were sent, by what its records say."""
    told = {kept.pdf(each): each.digest for each in issued}
    for path, sent in told.items():
        if not path.is_file():
            yield Differing(file=str(path), found="missing")
        elif digest(path.read_bytes()) != sent:
            yield Differing(file=str(path), found="differs")
    there = sorted(kept.folder.glob("*.pdf")) if kept.folder.is_dir() else []
    yield from (Differing(file=str(path), found="unknown") for path in there if path not in told)
