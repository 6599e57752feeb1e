"""What the last import wrote, as short digests: so the next one can tell a school's edits from the source's.

It lies as a hidden file beside framework.yml. Lost, nothing breaks: then what a school may have worded itself stays.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any, TypeAlias

from generator.importers.source import ItemId
from generator.yamltext.meaning import kernel

FILE = ".imported.json"
Mark: TypeAlias = str | list[str]  # of a value, or of each entry of a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What was written for one item: the marks of its fields, and the item it stood under (None: the top)."""

    fields: Mapping[str, Mark]
    under: ItemId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    head: Remembered | None = None
    items: Mapping[ItemId, Remembered] = field(default_factory=dict[ItemId, Remembered])


def mark_of(value: Any) -> str:
    """A digest that is the same for what means the same."""
    return blake2s(repr(kernel(value)).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def remembered(fields: Mapping[str, Any], under: ItemId | None = None) -> Remembered:
    """The marks of what an import wrote; a mapping inside is marked key by key. Ids and sources never clash."""
    told = {name: value for name, value in fields.items() if name not in ("id", "source")}
    return Remembered(fields=marks_in(told), under=under)


def marks_in(fields: Mapping[str, Any]) -> dict[str, Mark]:
    found: dict[str, Mark] = {}
    for name, value in fields.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{key}": mark_of(inner) for key, inner in value.items()}
        elif isinstance(value, list):
            found[name] = [mark_of(entry) for entry in value]
        else:
            found[name] = mark_of(value)
    return found


def memory_text(memory: Memory) -> str:
    """One item a line, so that two versions can be compared and merged."""
    rows = {"head": memory.head, **{f"item {identifier}": told for identifier, told in memory.items.items()}}
    lines = [f"{json.dumps(name)}: {json.dumps(row_of(told))}" for name, told in rows.items() if told is not None]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def row_of(told: Remembered) -> Mapping[str, Any]:
    return {**told.fields} if told.under is None else {**told.fields, "under": told.under}


def memory_from(text: str) -> Memory:
    """The memory in a file; nothing is remembered where it cannot be read."""
    try:
        rows = json.loads(text)
        found = {name: remembered_in(row) for name, row in rows.items()}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return Memory()
    items = {name.removeprefix("item "): told for name, told in found.items() if name.startswith("item ")}
    return Memory(head=found.get("head"), items=items)


def remembered_in(row: Mapping[str, Any]) -> Remembered:
    return Remembered(fields={name: mark for name, mark in row.items() if name != "under"}, under=row.get("under"))
