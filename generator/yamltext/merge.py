"""Two versions of a file's value that grew from one: joined field by field and entry by entry, clashes kept apart.

What one side changed and the other left alone joins. Where both changed the same to something else, or one took away
what the other changed, ours stands in the value and the clash says all three. Nothing is decided by guessing: a thing
with an id that both sides made anew is one clash, not a mixture of two.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final, Literal, TypeAlias

from generator.yamltext.identity import Named, named, said_shortly
from generator.yamltext.meaning import NUMBER, TRUTH, kernel, scalar_means
from generator.yamltext.ordering import merged_moves, with_news
from generator.yamltext.placed import Plain, thawed

Steps: TypeAlias = tuple[str | int, ...]
Side: TypeAlias = Literal["ours", "theirs"]
Kind: TypeAlias = Literal["changed", "added", "removed_by_us", "removed_by_them", "order", "unreadable"]


class Absence(Enum):
    """Not there at all, which is another thing than an empty field."""

    ABSENT = "absent"


ABSENT: Final = Absence.ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Something both sides changed, each in another way.

    `steps` lead to it in the joined value; an entry of a list is named by its id, else by what tells it apart, else by
    its place, or what it said where it is gone. A value is None where it is not there, or is empty. Of an order, the
    values are the names of the entries.
    """

    steps: Steps
    kind: Kind
    base: Any
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What both sides make together, free to be changed; at each clash it says what ours says."""

    value: Any
    clashes: tuple[Clash, ...] = ()


def three_way(base: Any, ours: Any, theirs: Any) -> Merged:
    """Both versions joined; ABSENT is a version that is not there."""
    return joined(base, ours, theirs, (), "ours")


def with_theirs(base: Any, ours: Any, theirs: Any) -> Any:
    """The same as `three_way` gives, but with what theirs says at each clash."""
    return joined(base, ours, theirs, (), "theirs").value


def joined(base: Any, ours: Any, theirs: Any, steps: Steps, side: Side) -> Merged:
    if same(ours, theirs) or same(base, theirs):
        return Merged(value=thawed(ours))
    if same(base, ours):
        return Merged(value=thawed(theirs))
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping) and not are_two_things(base, ours, theirs):
        return joined_mappings(base if isinstance(base, Mapping) else {}, ours, theirs, steps, side)
    if is_list(ours) and is_list(theirs):
        return joined_lists(base if is_list(base) else (), ours, theirs, steps, side)
    if only_requoted(base, ours) or only_requoted(base, theirs):
        return Merged(value=thawed(theirs if only_requoted(base, ours) else ours))
    clash = Clash(
        steps=steps, kind=kind_of(base, ours, theirs), base=shown(base), ours=shown(ours), theirs=shown(theirs)
    )
    return Merged(value=thawed(ours if side == "ours" else theirs), clashes=(clash,))


def are_two_things(base: Any, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Whether both sides made something with an id: fields of two things must not become one."""
    return not isinstance(base, Mapping) and ("id" in ours or "id" in theirs)


def joined_mappings(
    base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], steps: Steps, side: Side
) -> Merged:
    value: dict[str, Any] = {}
    clashes: tuple[Clash, ...] = ()
    for name in with_news([key for key in ours if key in theirs], tuple(ours), tuple(theirs)):
        field = str(name)
        was, mine, other = (each.get(field, ABSENT) for each in (base, ours, theirs))
        inner = joined(was, mine, other, (*steps, field), side)
        clashes += inner.clashes
        if inner.value is not ABSENT:
            value[field] = inner.value
    return Merged(value=value, clashes=clashes)


def joined_lists(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], steps: Steps, side: Side) -> Merged:
    versions = named(steps[-1] if steps else None, base, ours, theirs)
    by_token = [{each.token: each for each in entries} for entries in versions]
    names = {each.token: each.name for entries in reversed(versions) for each in entries}
    inner: dict[Hashable, Merged] = {}
    for token, name in names.items():
        was, mine, other = (entry_of(each.get(token)) for each in by_token)
        inner[token] = joined(was, mine, other, (*steps, name), side)
    kept = {token for token, each in inner.items() if each.value is not ABSENT}
    orders = [tuple(each.token for each in entries if each.token in kept) for entries in versions]
    common = set.intersection(*map(set, orders))
    moved = [tuple(token for token in order if token in common) for order in orders]
    order = merged_moves(*moved)
    whole = with_news(order or moved[1 if side == "ours" else 2], orders[1], orders[2], orders[0])
    clashes = tuple(placed(clash, len(steps), whole, token) for token, each in inner.items() for clash in each.clashes)
    if order is None:
        before, here, there = ([names[token] for token in tokens] for tokens in moved)
        clashes += (Clash(steps=steps, kind="order", base=before, ours=here, theirs=there),)
    return Merged(value=[inner[token].value for token in whole], clashes=clashes)


def placed(clash: Clash, depth: int, whole: Sequence[Hashable], token: Hashable) -> Clash:
    """A clash in an entry that has only a place: where it has come to stand, else by what it said."""
    if not isinstance(clash.steps[depth], int):
        return clash
    said = next(each for each in (clash.base, clash.ours, clash.theirs) if each is not None)
    name = whole.index(token) if token in whole else said_shortly(said)
    return replace(clash, steps=(*clash.steps[:depth], name, *clash.steps[depth + 1 :]))


def entry_of(found: Named | None) -> Any:
    return ABSENT if found is None else found.entry


def kind_of(base: Any, ours: Any, theirs: Any) -> Kind:
    if ours is ABSENT:
        return "removed_by_us"
    if theirs is ABSENT:
        return "removed_by_them"
    return "added" if base is ABSENT else "changed"


def shown(value: Any) -> Any:
    return None if value is ABSENT else thawed(value)


def is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same, each as it was read from a file or as a form gives it."""
    if one is ABSENT or other is ABSENT:
        return one is other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if is_list(one) and is_list(other):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Mapping | list | tuple) or isinstance(other, Mapping | list | tuple):
        return False
    if isinstance(one, str) and isinstance(other, str):
        return one == other and is_typed(one) == is_typed(other)
    if isinstance(one, str) or isinstance(other, str):
        return scalar_means(one, other) if isinstance(one, str) else scalar_means(other, one)
    return type(one) is type(other) and bool(one == other)


def is_typed(text: str) -> bool:
    """Whether it is a number or a truth value rather than text, as far as the file alone can say."""
    return isinstance(text, Plain) and (text in TRUTH or NUMBER.fullmatch(text) is not None)


def only_requoted(base: Any, changed: Any) -> bool:
    """Whether the same word is there as text and as a number: no reason to ask anybody."""
    return not any(value is ABSENT or isinstance(value, Mapping | list | tuple) for value in (base, changed)) and (
        kernel(base) == kernel(changed)
    )


def path_in(value: Any, steps: Steps) -> Steps | None:
    """The steps of a clash as keys and indexes of a value; None where it does not hold what they name."""
    path: Steps = ()
    for step in steps:
        at = place_in(value, path[-1] if path else None, step)
        if at is None:
            return None
        value, path = value[at], (*path, at)
    return path


def place_in(value: Any, field: str | int | None, step: str | int) -> str | int | None:
    """The key or index of what a step names in the value of this field."""
    if is_list(value):
        entries = named(field, value, value, value)[0]
        return next((place for place, each in enumerate(entries) if each.name == step), None)
    return step if isinstance(value, Mapping) and step in value else None
