"""Every text inside a record, found through the types of its fields; its place is worked out when asked for."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, Protocol, get_args, get_type_hints

from generator.problem import Place, Step
from generator.records.text import Text


class Written(Protocol):
    """A record that knows where it was written."""

    @property
    def place(self) -> Place: ...


class Found(NamedTuple):
    """A text in the field `steps[0]` of the record `owner`, perhaps some steps below it."""

    text: Text
    owner: Any
    steps: tuple[Step, ...]

    @property
    def place(self) -> Place:
        place: Place = self.owner.place
        return place.at(*self.steps)

    def place_of(self, language: str) -> Place:
        """The place of one version's words; "": the text is a plain string."""
        return self.place.at(language, "text") if language else self.place


def texts_in(record: Written) -> Iterator[Found]:
    """Every text in a record and the records inside it, in the order of the fields."""
    found: list[Found] = []
    _gather(record, record, (), found)
    return iter(found)


def _gather(value: Any, owner: Any, steps: tuple[Step, ...], found: list[Found]) -> None:
    if isinstance(value, Text):
        found.append(Found(value, owner, steps))
    elif isinstance(value, tuple | dict):
        for step, part in enumerate(value) if isinstance(value, tuple) else value.items():
            _gather(part, owner, (*steps, step), found)
    elif value is not None:
        kind: Any = type(value)
        for attribute in fields_with_text(kind):
            part = getattr(value, attribute)
            if part is not None and part != ():
                _gather(part, value, (attribute.rstrip("_"),), found)


@cache
def fields_with_text(record_type: Any) -> tuple[str, ...]:
    """The fields of a record type that hold texts, or records that do; () for what is no record."""
    return tuple(name for name, hint in _hints(record_type) if _holds_text(hint, frozenset((record_type,))))


def _hints(record_type: Any) -> Iterator[tuple[str, Any]]:
    if is_dataclass(record_type) and record_type not in (Place, Text):
        hints = get_type_hints(record_type)
        yield from ((field.name, hints[field.name]) for field in fields(record_type))


def _holds_text(hint: Any, seen: frozenset[Any]) -> bool:
    if hint is Text or hint in seen:
        return hint is Text
    parts = (*get_args(hint), *(inner for _, inner in _hints(hint)))
    return any(_holds_text(part, seen | {hint}) for part in parts)
