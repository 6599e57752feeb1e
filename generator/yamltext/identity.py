"""By what an entry of a list is known again in another version of it: its id, what tells it apart, or its place.

A short word is what it says; a sentence that was put better is still the one that stood there.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from generator.yamltext.meaning import kernel

Keys: TypeAlias = tuple[tuple[str, ...], ...]
Entries: TypeAlias = Sequence[Any]

# For lists whose entries have no id, by the name of the list: the fewest fields that tell all entries apart are taken.
KEYS_OF: Mapping[str, Keys] = {
    "accepted": (("ref",), ("ref", "from_school")),
    "accommodations": (("text",),),
    "approvals": (("person", "role", "on"), ("person", "role", "on", "covers")),
    "away": (("from",),),
    "checks": (("on",), ("on", "by")),
    "closed": (("from",),),
    "competencies": (("ref",),),
    "consents": (("what",), ("what", "by"), ("what", "by", "on")),
    "decisions": (("on",), ("on", "decide")),
    "enrolment": (("from",), ("from", "school")),
    "experiences": (("partner",), ("partner", "from"), ("partner", "from", "what")),
    "files": (("path",),),
    "fulfilled": (("pathway", "requirement"), ("pathway", "requirement", "way")),
    "issued": (("term", "edition", "number"),),
    "linked_plans": (("kind",), ("kind", "owner"), ("kind", "owner", "reference")),
    "links": (("url",), ("type", "target")),
    "log": (("on",),),
    "members": (("learner",), ("learner", "from")),
    "migrations": (("to",), ("to", "on")),
    "moves": (("from",), ("from", "to")),
    "notes": (("on", "by"), ("on", "by", "text")),
    "notices": (("person", "on"), ("person", "on", "method")),
    "program_of_study": (("course",), ("course", "term")),
    "reached": (("competency",), ("competency", "on")),
    "redactions": (("evidence",), ("path",), ("commit",), ("on", "evidence", "path", "commit")),
    "resources": (("url",), ("file",), ("title",)),
    "results": (("competency",), ("competency", "criterion")),
    "reviews": (("due",),),
    "seen": (("finding",), ("finding", "by")),
    "staff": (("person", "role"), ("person", "role", "from")),
    "team": (("person", "role"), ("person", "role", "from")),
    "tiers": (("area", "from"), ("area", "from", "tier")),
    "voice": (("on",), ("on", "text")),
}
ID: Keys = (("id",),)
LONGEST_ALIGNED = 2000  # entries of longer lists without a key are known by their place alone


@dataclass(frozen=True, slots=True)
class Named:
    """An entry with what it is known by among three versions of its list, and what a person may call it."""

    token: Hashable
    name: str | int
    entry: Any


def named(field: str | int | None, base: Entries, ours: Entries, theirs: Entries) -> tuple[tuple[Named, ...], ...]:
    """The entries of three versions of the list in this field; the same entry has the same token in each."""
    lists = (base, ours, theirs)
    for key in (*ID, *KEYS_OF.get(str(field), ())):
        if all(tells_apart(key, entries) for entries in lists):
            return tuple(tuple(Named(token_of(key, each), name_of(key, each), each) for each in one) for one in lists)
    if all(are_words(entries) for entries in lists):
        return tuple(tuple(Named(str(each), str(each), each) for each in entries) for entries in lists)
    return tuple(
        tuple(Named(token, place, entry) for place, (token, entry) in enumerate(zip(tokens, entries, strict=True)))
        for tokens, entries in zip(tokens_by_place(base, ours, theirs), lists, strict=True)
    )


def tells_apart(key: tuple[str, ...], entries: Entries) -> bool:
    """Whether every entry says the first of these fields, and no two say the same in all of them."""
    if not all(isinstance(entry, Mapping) and entry.get(key[0]) is not None for entry in entries):
        return False
    return len({token_of(key, entry) for entry in entries}) == len(entries)


def token_of(key: tuple[str, ...], entry: Mapping[str, Any]) -> Hashable:
    return tuple(kernel(entry.get(field)) for field in key)


def name_of(key: tuple[str, ...], entry: Mapping[str, Any]) -> str:
    return " ".join(said_shortly(entry[field]) for field in key if entry.get(field) is not None)


def said_shortly(value: Any) -> str:
    if isinstance(value, Mapping):
        return said_shortly(next(iter(value.values()), ""))
    return " ".join(map(said_shortly, value)) if isinstance(value, list | tuple) else str(value)


def are_words(entries: Entries) -> bool:
    """Whether they are short words that no two entries share: languages, grades, codes."""
    words = [str(entry) for entry in entries if not isinstance(entry, Mapping | list | tuple) and entry is not None]
    return len(words) == len(entries) == len(set(words)) and not any(any(map(str.isspace, word)) for word in words)


def tokens_by_place(base: Entries, ours: Entries, theirs: Entries) -> tuple[tuple[Hashable, ...], ...]:
    """For each entry the place in `base` of the one it continues; what is new is known by what it says."""
    said = [kernel(entry) for entry in base]
    return (
        tuple(range(len(base))),
        tuple(continued(said, [kernel(entry) for entry in ours])),
        tuple(continued(said, [kernel(entry) for entry in theirs])),
    )


def continued(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Hashable]:
    found = equals(old, new)
    taken = set(found.values())
    seen: dict[Hashable, int] = {}
    for place, said in enumerate(new):
        if place not in found and (origin := neighbour(found, taken, place, len(old), len(new))) is not None:
            found[place] = origin
            taken.add(origin)
        if place in found:
            yield found[place]
            continue
        seen[said] = seen.get(said, -1) + 1
        yield ("new", said, seen[said])


def equals(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Places in the new list of entries that say what one of the old list says, and where that stood."""
    if len(set(old)) == len(old) and len(set(new)) == len(new):
        places = {said: place for place, said in enumerate(old)}
        return {place: places[said] for place, said in enumerate(new) if said in places}
    if len(old) > LONGEST_ALIGNED or len(new) > LONGEST_ALIGNED:
        return {place: place for place in range(min(len(old), len(new)))}
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.b + step: block.a + step for block in blocks for step in range(block.size)}


def neighbour(found: Mapping[int, int], taken: set[int], place: int, old: int, new: int) -> int | None:
    """Which old entry a changed one continues: the free one behind the same entry as itself, or before the same."""
    behind = found.get(place - 1, None if place else -1)
    if behind is not None and behind + 1 < old and behind + 1 not in taken:
        return behind + 1
    before = found.get(place + 1, None if place + 1 < new else old)
    if before is not None and before and before - 1 not in taken:
        return before - 1
    return None
