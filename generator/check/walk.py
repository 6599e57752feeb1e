"""Every text inside a record, found through the types of its fields; its place is worked out when asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Protocol, get_args, get_type_hints

from generator.problem import Place, Step
from generator.records.text import Text


class Written(Protocol):
    """A record that knows where it was written."""

    @property
    def place(self) -> Place: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """What people wrote in one language, in the record `owner`, some steps below it."""

    words: str
    owner: Place
    steps: tuple[Step, ...]

    @property
    def place(self) -> Place:
        return self.owner.at(*self.steps)


def wordings_in(record: Written) -> Iterator[Wording]:
    """Every version of every text in a record and the records inside it, in the order of the fields."""
    return _below(record, record.place, ())


def _below(value: Any, owner: Place, steps: tuple[Step, ...]) -> Iterator[Wording]:
    if isinstance(value, Text):
        for language, version in value.versions.items():
            yield Wording(version.text, owner, (*steps, language, "text") if language else steps)
    elif isinstance(value, tuple | dict):
        for step, part in enumerate(value) if isinstance(value, tuple) else value.items():
            yield from _below(part, owner, (*steps, step))
    elif value is not None:
        kind: Any = type(value)
        for attribute in fields_with_text(kind):
            yield from _below(getattr(value, attribute), value.place, (attribute.rstrip("_"),))


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


def wordings_of(records: tuple[Written, ...]) -> tuple[Wording, ...]:
    """Every version of every text in these records."""
    return tuple(wording for record in records for wording in wordings_in(record))
