"""By what an entry of a list is known again in another version of it: its id, what tells it apart, or its place.

A short word is what it says; a sentence that was put better is still the one that stood there.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.yamltext.meaning import kernel
from generator.yamltext.pairing import continued

Keys: TypeAlias = tuple[tuple[str, ...], ...]
Entries: TypeAlias = Sequence[Any]

# For lists whose entries have no id, by the name of the list: the first of these keys that tells all entries apart is
# taken. Of what happened on a day the day is part: two people may write down one thing each.
KEYS_OF: Mapping[str, Keys] = {
    "accepted": (("ref",), ("ref", "from_school")),
    "accommodations": (("text",),),
    "approvals": (("person", "role", "on"), ("person", "role", "on", "covers")),
    "assessments": (("title",),),
    "away": (("from",),),
    "checks": (("on", "by"),),
    "closed": (("from",),),
    "competencies": (("ref",),),
    "consents": (("what", "by"), ("what", "by", "on")),
    "decisions": (("on", "by"), ("on", "by", "decide")),
    "enrolment": (("from",), ("from", "school")),
    "experiences": (("partner", "from"), ("partner", "from", "what")),
    "files": (("path",),),
    "fulfilled": (("pathway", "requirement"), ("pathway", "requirement", "way")),
    "issued": (("term", "edition", "number"),),
    "linked_plans": (("kind",), ("kind", "owner"), ("kind", "owner", "reference")),
    "links": (("url",), ("type", "target")),
    "log": (("on",),),
    "members": (("learner",), ("learner", "from")),
    "migrations": (("to", "on"),),
    "moves": (("from",), ("from", "to")),
    "notes": (("on", "by"), ("on", "by", "text")),
    "notices": (("person", "on"), ("person", "on", "method")),
    "program_of_study": (("course",), ("course", "term")),
    "reached": (("competency",), ("competency", "on")),
    "redactions": (("evidence",), ("path",), ("commit",), ("on", "evidence", "path", "commit")),
    "resources": (("url",), ("file",), ("title",)),
    "results": (("competency", "criterion"),),
    "reviews": (("due",),),
    "seen": (("finding", "by"),),
    "staff": (("person",), ("person", "role"), ("person", "role", "from")),
    "team": (("person",), ("person", "role"), ("person", "role", "from"), ("person", "for")),
    "tiers": (("area", "from"), ("area", "from", "tier")),
    "voice": (("on",), ("on", "text")),
}
ID: Keys = (("id",),)
ANYWHERE: Keys = (("ref",),)  # lists whose own name is an id, as the competencies of each goal in a migration


@dataclass(frozen=True, slots=True)
class Named:
    """An entry with what it is known by among three versions of its list, and what a person may call it."""

    token: Hashable
    name: str | int
    entry: Any


def named(field: str | int | None, base: Entries, ours: Entries, theirs: Entries) -> tuple[tuple[Named, ...], ...]:
    """The entries of three versions of the list in this field; the same entry has the same token in each."""
    lists = (base, ours, theirs)
    for key in (*ID, *KEYS_OF.get(str(field), ()), *ANYWHERE):
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
        tuple(tokens_of(said, [kernel(entry) for entry in ours])),
        tuple(tokens_of(said, [kernel(entry) for entry in theirs])),
    )


def tokens_of(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Hashable]:
    seen: dict[Hashable, int] = {}
    for said, origin in zip(new, continued(old, new), strict=True):
        if origin is not None:
            yield origin
            continue
        seen[said] = seen.get(said, -1) + 1
        yield ("new", said, seen[said])
