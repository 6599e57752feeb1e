"""What was agreed, and that a family was told, as new entries of plan.yml; every other line of it stays."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from generator.changes import Change, Changes
from generator.editing.amended import Told, amended
from generator.editing.new.making import as_schema

Entry: TypeAlias = Mapping[str, object]
List: TypeAlias = Literal["approvals", "notices"]


def with_entries(root: Path, file: str, kind: List, entries: Sequence[Entry]) -> Change:
    """Raises Refused where the file cannot be written."""

    def add(told: Told) -> None:
        told[kind] = [*told.get(kind, ()), *as_schema("plan", {kind: list(entries)})[kind]]

    return amended(root, file, add)


def changes_with(root: Path, entries: Iterable[tuple[str, Entry]], kind: List = "approvals") -> Changes:
    """One change a file, however many entries it gets."""
    of_file: dict[str, list[Entry]] = {}
    for file, entry in entries:
        of_file.setdefault(file, []).append(entry)
    return tuple(with_entries(root, file, kind, each) for file, each in of_file.items())
