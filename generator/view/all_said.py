"""All that a page or an edition says, found through the fields of its dataclasses."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from generator.view.page import RichText

Parts: TypeAlias = Callable[[Any], Iterable[Any]]
SILENT = frozenset((str, int, float, bool, date, Decimal, type(None), ...))  # what holds no words of people


def all_said(content: object) -> Iterator[str | RichText]:
    """Every text in it, in the order of the fields: a str is the interface's, a RichText is people's."""
    waiting = [content]
    while waiting:
        part: Any = waiting.pop()
        if isinstance(part, str | RichText):
            yield part
        else:
            waiting += _parts_of(part.__class__)(part)


def said_by_people(content: object) -> Iterator[RichText]:
    """People's texts alone: what by its type cannot hold any is not looked into."""
    waiting = [content]
    while waiting:
        part: Any = waiting.pop()
        if isinstance(part, RichText):
            yield part
        else:
            waiting += _where_people_speak(part.__class__)(part)


@cache
def _parts_of(kind: Any) -> Parts:
    """What gives all that such a thing holds, the last first; nothing for a number, a day or a file."""
    return _getter(kind, tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ())


@cache
def _where_people_speak(kind: Any) -> Parts:
    hints = get_type_hints(kind) if is_dataclass(kind) else {}
    return _getter(kind, tuple(name for name, hint in hints.items() if _may_hold_words(hint, frozenset())))


def _getter(kind: Any, names: tuple[str, ...]) -> Parts:
    if issubclass(kind, tuple):
        return reversed
    if issubclass(kind, Mapping):
        return lambda mapping: reversed(mapping.values())
    if len(names) == 1:
        return lambda record: (getattr(record, names[0]),)
    return attrgetter(*reversed(names)) if names else lambda _: ()


def _may_hold_words(hint: Any, seen: frozenset[Any]) -> bool:
    """Whether a field of this type may hold people's text, itself or somewhere inside; yes where the type is open."""
    if hint is RichText:
        return True
    if hint in seen or hint in SILENT or get_origin(hint) is Literal:
        return False
    inner = (*get_args(hint), *(get_type_hints(hint).values() if is_dataclass(hint) else ()))
    return not inner or any(_may_hold_words(each, seen | {hint}) for each in inner)
