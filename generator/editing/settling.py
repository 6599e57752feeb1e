"""What one person changed, laid over what stands there now: joined by ids, and where that cannot be, told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.changes import Blob, blob_of
from generator.editing.store import Commit, Store
from generator.merging import merged_file
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


def entry_over(store: Store, base: Commit, tip: Commit, now: Mapping[str, Content] | None = None) -> Settled:
    """An entry's changes over a commit, or over what was made of it."""
    common = store.merge_base(base, tip)
    changed = store.changed(common, tip)
    if now is not None:
        return laid_over(store, now, changed)
    return store.once(("over", base, tip), lambda: laid_over(store, stand_at(store, common, base, changed), changed))


def stand_at(store: Store, common: Commit, base: Commit, changed: Differing) -> Mapping[str, Content]:
    """How the files that an entry changes stand in a commit."""
    since = store.changed(common, base)
    return {file: since[file][1] if file in since else before for file, (before, _) in changed.items()}
