"""Files that went while others came: which of them are one file that was given another name or lies elsewhere now.

A guess that two learners' files are one would be an alarm, so of another learner's it must say the same in almost
every line; a folder that moved to another group is no guess at all.
"""

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeAlias

from generator.changes import Blob
from generator.load.kinds import kind_at
from generator.records.school import LearnerId

OF_LEARNER = re.compile(r"plans/(?:[^/]+/)?(?P<learner>[a-z]-[0-9]{4,8})/(?P<path>.+)", re.DOTALL)
LIKE, HARDLY_OTHER = 0.6, 0.9  # how many of their lines are the same: of one learner's files, of two learners'
MOST_COMPARED = 400  # pairs of files whose lines are compared
Contents: TypeAlias = Callable[[Sequence[Blob]], Mapping[Blob, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A file that differs between two versions of a school; `before` None: it was not there, `after`: it is not."""

    file: str
    was: str | None = None
    before: Blob | None
    after: Blob | None


def learner_of(file: str) -> LearnerId | None:
    """In whose folder a file lies; None: it is shared."""
    found = OF_LEARNER.fullmatch(file)
    return found["learner"] if found is not None else None


def with_renames(differing: Iterable[Differing], contents: Contents) -> tuple[Differing, ...]:
    """The same, by path, a file that only got another name told once."""
    each = tuple(differing)
    came, gone = ({one.file: one for one in each if where(one) is None} for where in (was_there, is_there))
    origins: dict[str, str] = {}
    for key in KEYS:
        origins |= dict(paired(left(came, origins.keys()), left(gone, set(origins.values())), key))
    likely = by_likeness(left(came, origins.keys()), left(gone, set(origins.values())), contents)
    origins |= dict(likely)
    renamed = (replace(came[new], was=old, before=gone[old].before) for new, old in origins.items())
    told = {*origins.keys(), *origins.values()}
    return tuple(sorted((*(one for one in each if one.file not in told), *renamed), key=lambda one: one.file))


def was_there(one: Differing) -> Blob | None:
    return one.before


def is_there(one: Differing) -> Blob | None:
    return one.after


def left(files: Mapping[str, Differing], taken: Collection[str]) -> tuple[Differing, ...]:
    return tuple(one for file, one in files.items() if file not in taken)


def place_of(one: Differing) -> Hashable:
    """The place in a learner's folder, wherever that lies; None: it is nobody's."""
    found = OF_LEARNER.fullmatch(one.file)
    return None if found is None else found.group("learner", "path")


def content_of(one: Differing) -> tuple[Blob | None, str | None]:
    return one.before or one.after, kind_at(one.file)


def name_of(file: str) -> str:
    return file.rpartition("/")[2]


# What a file that came and one that went may share to be the same, the surest first.
KEYS: tuple[Callable[[Differing], Hashable], ...] = (
    place_of,
    lambda one: (content_of(one), learner_of(one.file), name_of(one.file)),
    lambda one: (content_of(one), learner_of(one.file)),
    lambda one: (content_of(one), name_of(one.file)),
    content_of,
)


def paired(
    came: Iterable[Differing], gone: Iterable[Differing], key: Callable[[Differing], Hashable]
) -> Iterator[tuple[str, str]]:
    """New and old names of the files that share a key; of several, in their order."""
    old: dict[Hashable, list[str]] = {}
    for one in gone:
        old.setdefault(key(one), []).append(one.file)
    for one in came:
        shared = key(one)
        if shared is not None and old.get(shared):
            yield one.file, old[shared].pop(0)


def by_likeness(came: Sequence[Differing], gone: Sequence[Differing], contents: Contents) -> Iterator[tuple[str, str]]:
    """Files of one kind that say nearly the same, the likest first."""
    pairs = [(new, old) for new in came for old in gone if may_be_one(new, old)]
    if not pairs or len(pairs) > MOST_COMPARED:
        return
    texts = contents([blob for new, old in pairs for blob in (new.after, old.before) if blob is not None])
    likeness = {
        (new.file, old.file): alike(texts.get(new.after or ""), texts.get(old.before or "")) for new, old in pairs
    }
    taken: set[str] = set()
    for new, old in sorted(likeness, key=lambda pair: -likeness[pair]):
        least = LIKE if learner_of(new) == learner_of(old) else HARDLY_OTHER
        if likeness[new, old] >= least and not taken & {new, old}:
            taken |= {new, old}
            yield new, old


def may_be_one(new: Differing, old: Differing) -> bool:
    """Of another learner only a file of the same name; and only what is read here."""
    kind = kind_at(new.file)
    of_one = learner_of(new.file) == learner_of(old.file)
    return kind is not None and kind == kind_at(old.file) and (of_one or name_of(new.file) == name_of(old.file))


def alike(one: bytes | None, other: bytes | None) -> float:
    """From 0 to 1: how many of their lines are the same."""
    if one is None or other is None:
        return 0
    return SequenceMatcher(None, one.splitlines(), other.splitlines(), autojunk=False).ratio()
