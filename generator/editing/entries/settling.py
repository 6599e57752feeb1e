"""What one person changed, laid over what stands there now: joined by ids, and where that cannot be, told."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from generator.changes import Blob, blob_of
from generator.editing.entries.store import Commit, Store
from generator.merging import merged_file
from generator.records.school import LearnerId
from generator.yamltext.merge import Clash

Content: TypeAlias = Blob | bytes | None  # what git has, what it has not yet, or no file
Differing: TypeAlias = Mapping[str, tuple[Blob | None, Blob | None]]  # as it was, and as it was changed to


@dataclass(frozen=True, slots=True, kw_only=True)
class Clashing:
    """A file that two people changed in the same place.

    In a clash `ours` is the entry's. `theirs` is the blob that stands there now (None: the file is gone): whoever has
    answered the questions names it as what the answer began from.
    """

    clashes: tuple[Clash, ...]
    theirs: Blob | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Files as they are to be; where they clash, the entry's side stands in them."""

    files: Mapping[str, Content]
    clashing: Mapping[str, Clashing]


def laid_over(store: Store, now: Mapping[str, Content], changed: Differing) -> Settled:
    """Changes made to files that may be others by now."""
    files: dict[str, Content] = {}
    clashing: dict[str, Clashing] = {}
    moved = {file: each for file, each in changed.items() if now.get(file) not in each}
    known = contents_of(store, (part for file, each in moved.items() for part in (*each, now.get(file))))
    for file, (before, after) in changed.items():
        stands = now.get(file)
        if file not in moved:
            files[file] = after
            continue
        merged = merged_file(known[before], known[after], known[stands])
        files[file] = merged.content
        if merged.clashes:
            clashing[file] = Clashing(clashes=merged.clashes, theirs=name_of(stands, like=before or after))
    return Settled(files=files, clashing=clashing)


def contents_of(store: Store, wanted: Iterable[Content]) -> Mapping[Content, bytes | None]:
    """The bytes of each."""
    parts = tuple(dict.fromkeys(wanted))
    read = store.contents(part for part in parts if isinstance(part, str))
    return {part: read[part] if isinstance(part, str) else part for part in parts}


def name_of(content: Content, like: Blob | None) -> Blob | None:
    return blob_of(content, like=like) if isinstance(content, bytes) else content


def entry_over(store: Store, base: Commit, tip: Commit) -> Settled:
    """An entry's changes over a commit."""
    changed = changes_of(store, base, tip)
    common = store.merge_base(base, tip)
    return store.once(("over", base, tip), lambda: laid_over(store, stand_at(store, common, base, changed), changed))


def changes_of(store: Store, base: Commit, tip: Commit) -> Differing:
    """What an entry changes, each file where its learner's folder is by now: learners change classes."""
    common = store.merge_base(base, tip)
    homes = homes_moved(store, common, base)
    changed = store.changed(common, tip)
    return {moved(file, homes): each for file, each in changed.items()} if homes else changed


def homes_moved(store: Store, before: Commit, after: Commit) -> Mapping[str, str]:
    """Folders of learners that lie elsewhere since."""
    return store.once(("homes", before, after), lambda: homes_between(store.changed(before, after)))


def homes_between(changed: Differing) -> Mapping[str, str]:
    found: dict[LearnerId, dict[bool, str]] = {}
    for file, (_, now) in changed.items():
        folder, _, name = file.rpartition("/")
        if name == "learner.yml":
            found.setdefault(folder.rpartition("/")[2], {})[now is not None] = folder
    return {where[False]: where[True] for where in found.values() if len(where) == len((True, False))}


def moved(file: str, homes: Mapping[str, str]) -> str:
    """A file's path once its folder has moved."""
    for folder, now in homes.items():
        if file.startswith(f"{folder}/"):
            return now + file.removeprefix(folder)
    return file


def must_join(store: Store, base: Commit, tip: Commit, files: AbstractSet[str]) -> bool:
    """Whether an entry has to be joined with a commit before these files of it are of use there."""
    common = store.merge_base(base, tip)
    return bool(files & store.changed(common, base).keys() or homes_moved(store, common, base))


def stand_at(store: Store, common: Commit, base: Commit, changed: Differing) -> Mapping[str, Content]:
    """How the files that an entry changes stand in a commit."""
    since = store.changed(common, base)
    return {file: since[file][1] if file in since else before for file, (before, _) in changed.items()}
