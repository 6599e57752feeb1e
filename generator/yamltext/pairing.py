"""Which entries of an old list are which of a new one: by their id where all have one, else by what they say."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from operator import eq
from typing import Any

from generator.yamltext.meaning import kernel, means

LONGEST_ALIGNED = 2000  # longer lists without ids are compared place by place
MOST_COMPARED = 100  # pairs of entries whose words are compared
LIKE = 0.5  # of their letters, from which on one entry is another one put differently


def origins(old: Sequence[Any], new: Sequence[Any]) -> tuple[int | None, ...]:
    """For each new entry the position of the old one it continues; None: it is new."""
    old_ids, new_ids = ids_of(old), ids_of(new)
    if old_ids is not None and new_ids is not None:
        places = {name: position for position, name in enumerate(old_ids)}
        found = {place: places[name] for place, name in enumerate(new_ids) if name in places}
        return with_renamed(old, new, found)
    return continued([kernel(entry) for entry in old], [kernel(entry) for entry in new])


def ids_of(entries: Sequence[Any]) -> tuple[str, ...] | None:
    """The ids of mappings that all have one of their own; None where they do not."""
    found = tuple(str(entry["id"]) for entry in entries if isinstance(entry, Mapping) and entry.get("id") is not None)
    return found if len(found) == len(entries) == len(set(found)) else None


def with_renamed(old: Sequence[Any], new: Sequence[Any], found: dict[int, int]) -> tuple[int | None, ...]:
    """An entry whose id is new continues one whose id is gone, where they say the same otherwise."""
    gone = sorted(set(range(len(old))) - set(found.values()))
    for place in sorted(set(range(len(new))) - found.keys()):
        likely = next((origin for origin in gone if are_alike(old[origin], new[place])), None)
        if likely is not None:
            found[place] = likely
            gone.remove(likely)
    return tuple(found.get(place) for place in range(len(new)))


def are_alike(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether more than half of what two entries say besides their ids is the same, or there is nothing besides."""
    fields = (old.keys() | new.keys()) - {"id"}
    same = sum(field in old and field in new and means(old[field], new[field]) for field in fields)
    return 2 * same > len(fields) or not fields


def continued(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int | None, ...]:
    """Entries that say the same are joined wherever they stand; one that changed, by what it stands beside."""
    if len(old) > LONGEST_ALIGNED or len(new) > LONGEST_ALIGNED:
        return tuple(place if place < len(old) else None for place in range(len(new)))
    found = equals(old, new)
    if len(old) == len(new) and sum(map(eq, old, new)) >= len(found):
        return tuple(range(len(new)))
    for run in runs(sorted(set(range(len(new))) - found.keys())):
        free = free_beside(found, run, len(old), len(new))
        found |= dict(likest(old, new, free, run))
    return tuple(found.get(place) for place in range(len(new)))


def equals(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Places in the new list of entries that say what one of the old list says, and where that stood."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    found = {block.b + step: block.a + step for block in blocks for step in range(block.size)}
    free: dict[Hashable, list[int]] = {}
    for place in sorted(set(range(len(old))) - set(found.values()), reverse=True):
        free.setdefault(old[place], []).append(place)
    for place, said in enumerate(new):
        if place not in found and free.get(said):
            found[place] = free[said].pop()
    return found


def runs(places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Places that follow one another, together."""
    run: tuple[int, ...] = ()
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = ()
        run = (*run, place)
    if run:
        yield run


def free_beside(found: Mapping[int, int], run: Sequence[int], old: int, new: int) -> tuple[int, ...]:
    """The old entries that no new one continues, behind the entry that a run of new ones stands behind, or before."""
    taken = set(found.values())
    behind = found.get(run[0] - 1) if run[0] else -1
    if behind is not None and (free := tuple(takewhile(lambda place: place not in taken, range(behind + 1, old)))):
        return free
    before = found.get(run[-1] + 1) if run[-1] + 1 < new else old
    if before is None:
        return ()
    return tuple(takewhile(lambda place: place not in taken, range(before - 1, -1, -1)))[::-1]


def likest(
    old: Sequence[Hashable], new: Sequence[Hashable], free: Sequence[int], run: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of new and old places: as many as there may be, in their order, those that say nearly the same first."""
    if len(free) == len(run) or len(free) * len(run) > MOST_COMPARED:
        yield from zip(run, free, strict=False)
        return
    if not free or not run:
        return
    likeness = {(at, origin): alike(old[origin], new[at]) for at in run for origin in free}
    at, origin = max(likeness, key=lambda pair: (likeness[pair], -pair[0], -pair[1]))
    if likeness[at, origin] < LIKE:
        yield from zip(run, free, strict=False)
        return
    yield from likest(old, new, [each for each in free if each < origin], [each for each in run if each < at])
    yield at, origin
    yield from likest(old, new, [each for each in free if each > origin], [each for each in run if each > at])


def alike(one: Hashable, other: Hashable) -> float:
    """From 0 to 1: how much of what two entries say is the same."""
    return SequenceMatcher(None, str(one), str(other), autojunk=False).ratio()


def renames(value: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, str]:
    """Keys whose value stays under another name."""
    gone = [key for key in value if key not in wanted]
    added = [key for key in wanted if key not in value]
    found: dict[str, str] = {}
    alone = len(gone) == len(added) == 1  # else nothing tells which empty field is which
    for old in gone:
        for new in added:
            if new not in found.values() and (alone or value[old] is not None) and means(value[old], wanted[new]):
                found[old] = new
                break
    return found
