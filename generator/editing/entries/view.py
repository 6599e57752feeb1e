"""What one person sees of a folder: what is published, and over it what they have saved and nobody has merged yet."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.changes import Blob, Change, Changes, blob_of
from generator.editing.entries.entry import Branch, owner
from generator.editing.entries.settling import Clashing, Content, changes_of, laid_over
from generator.editing.entries.standing import open_tips
from generator.editing.entries.store import LITERALLY, Commit, Heads, Store, files_told
from generator.load.git import run_well
from generator.records.school import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`files` leads to blobs; `made` holds those that were joined here and that git does not have yet.

    `others`: files that open entries of other people change, with whose. Where a file clashes, the person's own side
    stands in it.
    """

    store: Store
    base: Commit
    files: Mapping[str, Blob]
    made: Mapping[Blob, bytes]
    published: Mapping[str, Blob]  # the same folder as it is published
    clashing: Mapping[str, Clashing]
    others: Mapping[str, tuple[PersonId, ...]]

    def content(self, file: str) -> bytes:
        return self.contents((file,))[file]

    def contents(self, files: Iterable[str]) -> Mapping[str, bytes]:
        """The bytes of files that are there."""
        wanted = tuple(files)
        asked = self.store.contents(self.files[file] for file in wanted if self.files[file] not in self.made)
        known = {**self.made, **asked}
        return {file: known[self.files[file]] for file in wanted}

    def changes(self) -> Changes:
        """How this folder differs from the published one: what to lay over a copy of that."""
        differing = tuple(file for file, blob in self.files.items() if self.published.get(file) != blob)
        read = self.contents(differing)
        gone = (file for file in self.published if file not in self.files)
        return (
            *(Change(file=file, content=read[file], before=self.published.get(file)) for file in differing),
            *(Change(file=file, content=None, before=self.published[file]) for file in gone),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Files as a person sees them; not there: no such file."""

    files: Mapping[str, Content]
    clashing: Mapping[str, Clashing]


def seen_by(
    store: Store, tips: Iterable[Commit], base: Commit, stands: Mapping[str, Blob], among: Callable[[str], bool]
) -> Seen:
    """Files as they stand, and over them what these entries change, in order; `among` says which are looked at."""
    now: dict[str, Content] = dict(stands)
    clashing: dict[str, Clashing] = {}
    for tip in tips:
        changed = changes_of(store, base, tip)
        settled = laid_over(store, now, {file: each for file, each in changed.items() if among(file)})
        now.update(settled.files)
        clashing.update(settled.clashing)
    return Seen(files={file: content for file, content in now.items() if content is not None}, clashing=clashing)


def view_at(store: Store, heads: Heads, person: PersonId, folder: str) -> View:
    below = folder.rstrip("/") + "/" if folder else ""
    tips = open_tips(store, heads, None)
    stands = store.files(heads.base, folder)
    own = (tip for branch, tip in tips if owner(branch) == person)
    seen = seen_by(store, own, heads.base, stands, lambda file: file.startswith(below))
    made = {blob_of(each, like=heads.base): each for each in seen.files.values() if isinstance(each, bytes)}
    return View(
        store=store,
        base=heads.base,
        files={
            file: blob_of(each, like=heads.base) if isinstance(each, bytes) else each
            for file, each in seen.files.items()
            if each is not None
        },
        made=made,
        published=stands,
        clashing=seen.clashing,
        others=others_in(store, heads, tuple(each for each in tips if owner(each[0]) != person), below),
    )


def others_in(
    store: Store, heads: Heads, tips: tuple[tuple[Branch, Commit], ...], below: str
) -> Mapping[str, tuple[PersonId, ...]]:
    found: dict[str, dict[PersonId, None]] = {}
    for branch, tip in tips:
        for file in changes_of(store, heads.base, tip):
            if file.startswith(below):
                found.setdefault(file, {})[owner(branch)] = None
    return {file: tuple(people) for file, people in found.items()}


def stand_in(store: Store, commit: Commit, files: Iterable[str]) -> Mapping[str, Blob]:
    """These files as a commit has them."""
    paths = tuple(store.prefix + file for file in files)
    return files_told(store, run_well(store.root, ("ls-tree", "-z", "--full-tree", commit, "--", *paths), LITERALLY))
