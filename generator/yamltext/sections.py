"""A large file changed without being looked at whole: only the keys at its top that differ, each with its neighbours.

A district's list of people has a hundred thousand of them; one who leaves costs a few lines and a moment.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from generator.yamltext.meaning import means
from generator.yamltext.placed import PlacedMap
from generator.yamltext.read import Value

Splice: TypeAlias = Callable[[str, Value, object], str | None]
LARGE = 100_000  # characters; a smaller file is looked at whole in a moment


def by_sections(text: str, value: Value, wanted: Any, splice: Splice) -> str | None:
    """The text saying what is wanted; None where it is not a large mapping on lines of its own."""
    if len(text) < LARGE or not isinstance(value, PlacedMap) or not isinstance(wanted, Mapping):
        return None
    keys = tuple(value)
    starts = [value.key_places[key] for key in keys]
    if "\r" in text.replace("\r\n", "") or any(place.column != 1 for place in starts):
        return None
    lines = [line + "\n" for line in text.split("\n")]
    bounds = [*(place.line - 1 for place in starts), len(lines)]
    parts: list[str] = []
    done = 0
    for first, last, part_wanted in sections(keys, value, wanted):
        before = "".join(lines[bounds[first] : bounds[last]])
        made = splice(before, PlacedMap({key: value[key] for key in keys[first:last]}), part_wanted)
        if made is None:
            return None
        parts += [*lines[done : bounds[first]], made]
        done = bounds[last]
    return "".join([*parts, *lines[done:]]).removesuffix("\n")


def sections(
    keys: tuple[str, ...], value: Mapping[str, Any], wanted: Mapping[str, Any]
) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """From which key to before which one something differs, with a neighbour on each side, and what is to be there."""
    known = {key: place for place, key in enumerate(keys)}
    new = news_behind(known, wanted)
    touched = sorted({*new, *(known[key] for key in keys if key not in wanted or not means(value[key], wanted[key]))})
    while touched:
        first = last = touched.pop(0)
        while touched and touched[0] <= last + 2:
            last = touched.pop(0)
        first, last = max(first - 1, 0), min(last + 2, len(keys))
        there = {
            name: wanted[name]
            for place in range(first, last)
            for name in (keys[place], *new.get(place, ()))
            if name in wanted
        }
        yield first, last, there


def news_behind(known: Mapping[str, int], wanted: Mapping[str, Any]) -> Mapping[int, list[str]]:
    """The new keys, by the place of the one they follow; those in front of all follow the first."""
    found: dict[int, list[str]] = {}
    behind = 0
    for key in wanted:
        if key in known:
            behind = known[key]
        else:
            found.setdefault(behind, []).append(key)
    return found
