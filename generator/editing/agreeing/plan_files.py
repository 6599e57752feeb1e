"""What was agreed, and that a family was told, as new entries of plan.yml; every other line of it stays."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from generator.changes import Change, Changes, blob_of
from generator.editing.new.making import as_schema
from generator.migrating import marked
from generator.writing import raw_of
from generator.yamltext.placed import thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import Refused, rewritten

Entry: TypeAlias = Mapping[str, object]
List: TypeAlias = Literal["approvals", "notices"]


def with_entries(root: Path, file: str, kind: List, entries: Sequence[Entry]) -> Change:
    """Raises Refused where the file cannot be written."""
    raw = raw_of(root, file)
    text, problems = decode(raw, file)
    value, wrong = read(text, file)
    if problems or wrong:
        raise Refused(f"{file}: the file cannot be read: {(*problems, *wrong)[0].message}")
    wanted = thawed(value)
    wanted[kind] = [*wanted.get(kind, ()), *as_schema("plan", {kind: list(entries)})[kind]]
    return Change(file=file, content=marked(raw, rewritten(text, wanted).text), before=blob_of(raw))


def changes_with(root: Path, entries: Iterable[tuple[str, Entry]], kind: List = "approvals") -> Changes:
    """One change a file, however many entries it gets."""
    of_file: dict[str, list[Entry]] = {}
    for file, entry in entries:
        of_file.setdefault(file, []).append(entry)
    return tuple(with_entries(root, file, kind, each) for file, each in of_file.items())
