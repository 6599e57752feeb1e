"""The schemas as a tree of the fields that a form shows, references followed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.form.sheets.sections import NOT_SHOWN
from generator.load.schemas import followed, schema_of

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A field: its key, its path with dots, its schema with references followed, and what it was a reference to.

    `inner`: the fields of a group, or of each group of a list. `of`: what each member of a list is a reference to.
    """

    key: str
    path: str
    schema: Schema
    ref: str
    required: bool
    kind: str  # "group", "list" or "value"
    inner: tuple["Node", ...] = ()
    of: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_list_of_groups(self) -> bool:
        return self.kind == "list" and bool(self.inner)


@cache
def tree_of(kind: str) -> tuple[Node, ...]:
    """The fields of a kind of file, in the order of its schema; bookkeeping left out."""
    return fields_in(schema_of(f"{kind}.schema.json"), kind)


def nodes_of(kind: str) -> Iterator[Node]:
    """Every field of a kind, also those inside others."""
    ahead = list(tree_of(kind))
    while ahead:
        node = ahead.pop(0)
        yield node
        ahead[:0] = node.inner


def fields_in(schema: Schema, path: str) -> tuple[Node, ...]:
    needed = schema.get("required", ())
    properties: Mapping[str, Schema] = schema.get("properties", {})
    return tuple(
        node_of(key, f"{path}.{key}", below, required=key in needed)
        for key, below in properties.items()
        if f"{path}.{key}" not in NOT_SHOWN
    )


def node_of(key: str, path: str, schema: Schema, *, required: bool) -> Node:
    whole, ref = named(schema)
    inside, of = named(whole["items"]) if whole.get("type") == "array" else (whole, "")
    is_text = "text" in (ref, of)
    inner = () if is_text else fields_in(inside, path)
    return Node(
        key=key,
        path=path,
        schema=whole,
        ref=ref,
        required=required,
        kind="list" if whole.get("type") == "array" else "group" if inner else "value",
        inner=inner,
        of=of,
        choices=tuple(map(str, inside.get("enum", ()))),
    )


def named(schema: Schema) -> tuple[Schema, str]:
    """A schema with its reference followed, and what it was a reference to; empty where it is none."""
    return followed(schema), str(schema.get("$ref", "")).rpartition("/")[2]
