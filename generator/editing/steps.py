"""From where a problem points to the field it means: how a form shows a sentence of `check` beside what was typed."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from generator.problem import Place, Problem, Step
from generator.yamltext.read import PlacedList, PlacedMap, Value, read

Steps: TypeAlias = tuple[Step, ...]
LACKS = re.compile(r" has no '([^']+)'")


def steps_to(problem: Problem, value: Value) -> Steps:
    """The way from the top of a file's value to what a problem is about, such as ("competencies", 0, "ref").

    A field that is missing is named although it is not there. () is the whole file.
    """
    at = (problem.place.line, problem.place.column)
    if not problem.place.inside:
        return _last_before(value, at)
    steps = next((steps for steps, place in _groups(value, ()) if (place.line, place.column) == at), ())
    lacking = LACKS.search(problem.message) if problem.code == "missing-field" else None
    return steps if lacking is None else (*steps, lacking[1])


def steps_at(text: str, line: int, column: int) -> Steps:
    """The way to the value at a place of a text, its key included; the nearest one before it."""
    return _last_before(read(text, "")[0], (line, column))


def _groups(value: Value, steps: Steps) -> Iterator[tuple[Steps, Place]]:
    """Mappings and lists, each with where it starts; no two start at the same place."""
    if isinstance(value, PlacedMap | PlacedList):
        yield steps, value.place
        for step, inner in _entries(value):
            yield from _groups(inner, (*steps, step))


def _last_before(value: Value, at: tuple[int, int]) -> Steps:
    steps: Steps = ()
    while isinstance(value, PlacedMap | PlacedList):
        before = [(step, inner) for step, inner in _entries(value) if _start(value, step) <= at]
        if not before:
            break
        step, value = max(before, key=lambda entry: _start(value, entry[0]))
        steps = (*steps, step)
    return steps


def _entries(value: PlacedMap | PlacedList) -> Iterator[tuple[Step, Value]]:
    yield from value.items() if isinstance(value, PlacedMap) else enumerate(value)


def _start(value: Value, step: Step) -> tuple[int, int]:
    """Where an entry begins: a field with its name."""
    if isinstance(value, PlacedMap):
        place = value.key_places[step]
    else:
        assert isinstance(value, PlacedList)  # noqa: S101 - only groups have entries
        place = value.inside[step]
    return place.line, place.column
