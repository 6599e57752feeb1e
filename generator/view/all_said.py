"""All that a page or an edition says, found through the fields of its dataclasses."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from generator.view.page import RichText


def all_said(content: object) -> Iterator[str | RichText]:
    """Every text in it, in the order of the fields: a str is the interface's, a RichText is people's."""
    waiting = [content]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str | RichText):
            yield part
        elif part is not None:
            waiting.extend(reversed(_parts(part)))


def _parts(content: Any) -> tuple[Any, ...]:
    if isinstance(content, tuple):
        return content
    if isinstance(content, Mapping):
        return tuple(content.values())
    return tuple(getattr(content, name) for name in _fields(content.__class__))


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """() for a number, a day or a file: they say nothing by themselves."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
