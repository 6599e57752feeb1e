"""What a browser sends back, as the mapping that the file is to hold: typed by the schema, against what stood there.

What was not touched is handed on as it was read, so that the writer leaves its lines alone. What a form does not show
stays as it is, whatever is sent. Nothing empty is written that was not there; ids are made here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeGuard

from generator.form.sheets.filled_text import as_it_was, text_filled
from generator.form.sheets.part_ids import Names, UsedNames, nothing_used, numbered
from generator.form.sheets.schema_tree import Schema, named
from generator.form.sheets.sections import NOT_SHOWN
from generator.load.schemas import schema_of
from generator.load.shape import NUMBER, WHOLE_NUMBER
from generator.yamltext.meaning import means
from generator.yamltext.pairing import origins
from generator.yamltext.read import Value


def filled(kind: str, old: Value, sent: object, own: str, used: UsedNames = nothing_used) -> dict[str, Any]:
    """The wanted mapping of a file of this kind.

    `old` is the file's value that the form was opened with, None for a new one (`making` names its parts); `own` the
    school's own language. `used` is asked only where a part that is new to a file needs an id.
    """
    names = Names(id=str(old.get("id") or ""), used=used) if isinstance(old, Mapping) else None
    filling = Filling(own=own, names=names)
    return mapping_filled(filling, schema_of(f"{kind}.schema.json"), kind, old, sent if is_group(sent) else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What one form on its way back needs everywhere. `names` None: a new file, whose parts are named later."""

    own: str
    names: Names | None


def is_group(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, Mapping)


def value_filled(filling: Filling, schema: Schema, path: str, old: Value, sent: Any) -> Any:
    """What the file is to hold at a place; empty where nothing stands there."""
    whole, ref = named(schema)
    if ref == "text":
        return text_filled(old, sent, filling.own)
    if is_group(sent) and "properties" in whole:
        return mapping_filled(filling, whole, path, old, sent)
    if isinstance(sent, list | tuple) and "items" in whole:
        return members_filled(filling, whole["items"], path, old, sent)
    if isinstance(sent, Mapping | list | tuple) or (sent is not None and ("items" in whole or "properties" in whole)):
        return old  # no form sends such a thing there
    return scalar_filled(whole, ref, old, sent)


def mapping_filled(filling: Filling, schema: Schema, path: str, old: Value, sent: Mapping[str, Any]) -> dict[str, Any]:
    """A group: shown fields as sent, all others as they were."""
    held: Mapping[str, Any] = old if isinstance(old, Mapping) else {}
    shown = {key: below for key, below in schema["properties"].items() if f"{path}.{key}" not in NOT_SHOWN}
    found: dict[str, Any] = {key: value for key, value in held.items() if key not in shown}
    if "id" in sent and "id" not in shown and "id" not in found and filling.names is not None:
        found["id"] = sent["id"]  # made where the list was seen
    for key, below in shown.items():
        value = value_filled(filling, below, f"{path}.{key}", held.get(key), sent.get(key))
        if not is_empty(value) or (key in held and key in sent and means(held[key], value)):
            found[key] = value
    return {key: found[key] for key in in_order(found, tuple(held), tuple(schema["properties"]))}


def members_filled(filling: Filling, schema: Schema, path: str, old: Value, sent: Sequence[Any]) -> list[Any]:
    held: Sequence[Any] = old if isinstance(old, list) else ()
    present = [each for each in sent if not is_empty(each)]
    if f"{path}.id" in NOT_SHOWN and filling.names is not None:
        present = numbered(path, present, held, filling.names)
    pairs = zip(present, origins(held, present), strict=True)
    made = [value_filled(filling, schema, path, None if at is None else held[at], each) for each, at in pairs]
    return [each for each in made if not is_empty(each)]


def scalar_filled(schema: Schema, ref: str, old: Value, sent: Any) -> Any:
    """A single value as the schema means it; what fits it not is kept as it was typed, and told by the check."""
    if sent is None:
        return None
    said = as_it_was(old, str(sent).lower() if isinstance(sent, bool) else str(sent))
    typed = typed_as(schema, ref, said)
    return old if old is not None and means(old, typed) else typed


def typed_as(schema: Schema, ref: str, said: str) -> Any:
    match schema.get("type"):
        case "integer" if WHOLE_NUMBER.fullmatch(said):
            return int(said)
        case "number" if NUMBER.fullmatch(said):
            return Decimal(said)
        case "boolean" if said in ("true", "false"):
            return said == "true"
    if ref == "date":
        try:
            return date.fromisoformat(said)
        except ValueError:
            return said
    return said


def is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | Mapping | list | tuple) and len(value) == 0)


def in_order(keys: Iterable[str], old: Sequence[str], schema: Sequence[str]) -> tuple[str, ...]:
    """What was there in its order, what is new behind what comes before it in the schema."""
    present = set(keys)
    ordered = [key for key in old if key in present]
    for position, key in enumerate(schema):
        if key in present and key not in ordered:
            before = next((each for each in reversed(schema[:position]) if each in ordered), None)
            ordered.insert(0 if before is None else ordered.index(before) + 1, key)
    return (*ordered, *sorted(present.difference(ordered)))
