"""Every text inside a record, found through the fields of its type."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Protocol

from generator.problem import Place
from generator.records.text import Text


class Written(Protocol):
    """A record that knows where it was written."""

    @property
    def place(self) -> Place: ...


@cache
def field_names(record_type: type) -> tuple[tuple[str, str], ...]:
    """(attribute, YAML key) of each field of a record type that may hold words; () for what is no record."""
    if not is_dataclass(record_type) or record_type is Place:
        return ()
    names = (field.name for field in fields(record_type))
    return tuple((name, name.rstrip("_")) for name in names if name != "place")


def texts_in(value: object, place: Place) -> Iterator[tuple[Text, Place]]:
    """Every text people wrote inside a record, with its place, in the order of the fields."""
    if isinstance(value, Text):
        yield value, place
    elif isinstance(value, tuple):
        for position, part in enumerate(value):
            yield from texts_in(part, place.at(position))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from texts_in(part, place.at(key))
    elif value is not None:
        own = getattr(value, "place", place)
        record_type: type[Any] = type(value)
        for attribute, key in field_names(record_type):  # type: ignore[arg-type] # a type is hashable
            yield from texts_in(getattr(value, attribute), own.at(key))


def versions_of(text: Text, place: Place) -> Iterator[tuple[str, Place]]:
    """Each language's words of a text, with their place."""
    for language, version in text.versions.items():
        yield version.text, place.at(language, "text") if language else place
