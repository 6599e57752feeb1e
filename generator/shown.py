"""One digest of everything that a learner's pages or papers say: equal where nothing would be drawn otherwise.

It is the same in every process and on every machine. A value is told by the name of its kind and its fields, in their
order, so nobody has to list what a page holds: a field that is added tomorrow counts from its first day.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from operator import attrgetter
from typing import Any


def digest_of_values(*values: object) -> str:
    """Half of a SHA-256: enough to tell apart, and short where ten thousands stand in one file."""
    return sha256(ENCODER.encode(values).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _taken_apart(value: object) -> Any:
    kind = type(value)
    if kind not in _WAYS:
        _WAYS[kind] = _way_of(kind)
    return _WAYS[kind](value)


def _way_of(kind: type) -> Callable[[Any], Any]:
    """How a value of this kind is told in lists, texts and numbers."""
    name = kind.__qualname__
    if issubclass(kind, Enum):
        return lambda value: (name, value.name)
    if is_dataclass(kind):
        return _fields_of(kind, name)
    if issubclass(kind, frozenset | set):
        return lambda value: (name, sorted(map(ENCODER.encode, value)))  # else in another order in each process
    if issubclass(kind, Mapping):
        return lambda value: (name, list(value.items()))
    if issubclass(kind, date):
        return lambda value: ("date", value.isoformat())
    if issubclass(kind, bytes):
        return lambda value: (name, value.hex())
    raise TypeError(f"nobody knows how to tell a {name} from another one")


def _fields_of(kind: type, name: str) -> Callable[[Any], Any]:
    names = [field.name for field in fields(kind)]
    if not names:
        return lambda _: (name,)
    take = attrgetter(*names)
    return lambda value: (name, take(value))


_WAYS: dict[type, Callable[[Any], Any]] = {}
ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_taken_apart)
