"""Which entries of an old list are which of a new one: by their id where all have one, else by what they say."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from operator import eq
from typing import Any

from generator.yamltext.meaning import kernel

LONGEST_ALIGNED = 2000  # longer lists without ids are compared place by place


def origins(old: Sequence[Any], new: Sequence[Any]) -> tuple[int | None, ...]:
    """For each new entry the position of the old one it continues; None: it is new."""
    old_ids, new_ids = ids_of(old), ids_of(new)
    if old_ids is not None and new_ids is not None:
        places = {name: position for position, name in enumerate(old_ids)}
        return tuple(places.get(name) for name in new_ids)
    if len(old) > LONGEST_ALIGNED or len(new) > LONGEST_ALIGNED:
        return tuple(position if position < len(old) else None for position in range(len(new)))
    return aligned([kernel(entry) for entry in old], [kernel(entry) for entry in new])


def ids_of(entries: Sequence[Any]) -> tuple[str, ...] | None:
    """The ids of mappings that all have one of their own; None where they do not."""
    found = tuple(str(entry["id"]) for entry in entries if isinstance(entry, Mapping) and entry.get("id") is not None)
    return found if len(found) == len(entries) == len(set(found)) else None


def aligned(old: Sequence[object], new: Sequence[object]) -> tuple[int | None, ...]:
    """Equal entries joined in order, those that changed between them place by place; as few changes as can be."""
    found: list[int | None] = [None] * len(new)
    equal = 0
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        equal += end - start if what == "equal" else 0
        for position, other in zip(range(start, end), range(new_start, new_end), strict=False):
            found[other] = position
    if len(old) == len(new) and sum(map(eq, old, new)) >= equal:
        return tuple(range(len(new)))
    return tuple(found)
