"""Which files `pathbook tidy` looks at, and against what: the work tree, single files, or what a proposal brings."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.changes import Blob, Change, Changes, blob_of
from generator.editing.entries.store import Store
from generator.editing.other_tools.tidying import Tidied, tidied
from generator.load.git import run_well
from generator.load.layout import YAML_ENDINGS
from generator.writing import raw_of
from generator.yamltext.splice import Refused

FOLDERS = ("plans/", "frameworks/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A file as it is, and as it was; None: it was not there."""

    file: str
    old: bytes | None
    new: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidying:
    """What is made of a file; `refused` says why nothing is."""

    file: str
    change: Change | None = None
    tidied: Tidied | None = None
    refused: str | None = None


def tidying_of(version: Version) -> Tidying:
    try:
        made = tidied(version.old, version.new)
    except Refused as why:
        return Tidying(file=version.file, refused=str(why))
    if made.content == version.new:
        return Tidying(file=version.file, tidied=made)
    change = Change(file=version.file, content=made.content, before=blob_of(version.new))
    return Tidying(file=version.file, tidied=made, change=change)


def changes_of(tidyings: Iterable[Tidying]) -> Changes:
    return tuple(each.change for each in tidyings if each.change is not None)


def brought(store: Store, base: str, head: str) -> Iterator[Version]:
    """What a proposal changes: its files, against where it left the base."""
    changed = store.changed(store.merge_base(base, head), head)
    ours = {file: blobs for file, blobs in changed.items() if is_ours(file)}
    contents = store.contents(blob for blobs in ours.values() for blob in blobs if blob is not None)
    for file, (old, new) in sorted(ours.items()):
        if new is not None and not is_link(store, head, file):
            yield Version(file=file, old=None if old is None else contents[old], new=contents[new])


def is_link(store: Store, commit: str, file: str) -> bool:
    return file not in store.files(commit, file.rpartition("/")[0])


def in_work_tree(store: Store, commit: str, files: tuple[str, ...]) -> Iterator[Version]:
    """Files as they lie in the folder, against a commit: these, or (none) all that differ."""
    before = store.files(commit, "")
    for file in files or differing(store.root, commit):
        if (store.root / file).is_file():
            yield Version(file=file, old=old_of(store, before.get(file)), new=raw_of(store.root, file))


def old_of(store: Store, blob: Blob | None) -> bytes | None:
    return None if blob is None else store.content(blob)


def differing(root: Path, commit: str) -> tuple[str, ...]:
    """Files of plans and frameworks that differ from a commit, and those that git does not know yet."""
    changed = run_well(root, ("diff", "--name-only", "--relative", "--no-renames", "-z", commit))
    new = run_well(root, ("ls-files", "--others", "--exclude-standard", "-z"))
    names = {os.fsdecode(name) for told in (changed, new) for name in told.split(b"\0")}
    return tuple(sorted(filter(is_ours, names)))


def is_ours(file: str) -> bool:
    return file.startswith(FOLDERS) and file.endswith(YAML_ENDINGS)
