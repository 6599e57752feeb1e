"""The fields of each kind of file as its schema has them: each by its path, with what may stand there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from generator.load.schema import KINDS
from generator.load.schemas import followed, schema_of

# group: with fields of its own. free: a group whose keys are somebody's own. text: in one language or several.
# whole: told as one, what is in it means nothing alone. verbatim: kept for others, as it was written.
Shape = Literal["group", "free", "list", "text", "number", "truth", "word", "whole", "verbatim"]
SCALARS: Mapping[str, Shape] = {"integer": "number", "number": "number", "boolean": "truth", "string": "word"}
SHAPES: Mapping[str, Shape] = {"$defs/text": "text", "$defs/condition": "whole"}  # by what refers to them


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a kind of file.

    `path`: lists unmarked and free keys as "*", as in "school.scales.*.levels". Competencies inside competencies are
    of one field. `entries`: what each entry of a list is. `fields`: those of a group, or of the groups in a list, by
    name, in the schema's order, with their paths.
    """

    path: str
    shape: Shape
    entries: Shape | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.path.removesuffix(".*").rpartition(".")[2]


@cache
def fields_of(kind: str) -> Mapping[str, Field]:
    """Every field of a kind of file by its path, in the schema's order; the file itself is the first."""
    return {each.path: each for each in fields_in(kind, schema_of(KINDS[kind].file), {})}


def fields_in(path: str, schema: Mapping[str, Any], around: Mapping[str, str]) -> Iterator[Field]:
    """`around`: what is being told already, by what refers to it, and its path."""
    below = followed(schema)["items"] if followed(schema).get("type") == "array" else schema
    entry, shape = followed(below), shape_of(schema)
    around = {**around, reference_in(below): path}
    named = {name: path_of(path, name, inner, around) for name, inner in entry.get("properties", {}).items()}
    if shape == "list":
        yield Field(path=path, shape=shape, entries=shape_of(below), fields=named)
    else:
        yield Field(path=path, shape=shape, fields=named if shape == "group" else {})
    if shape in ("group", "list") and shape_of(below) == "group":
        for name, inner in entry["properties"].items():
            if named[name] == f"{path}.{name}":
                yield from fields_in(named[name], inner, around)
    elif shape_of(below) == "free":
        yield from fields_in(f"{path}.*", entry["additionalProperties"], around)


def path_of(path: str, name: str, schema: Mapping[str, Any], around: Mapping[str, str]) -> str:
    """Of what holds itself, the path it has outside."""
    reference = reference_in(schema.get("items", {}))
    return around.get(reference, f"{path}.{name}") if reference else f"{path}.{name}"


def reference_in(schema: Mapping[str, Any]) -> str:
    """What a schema refers to, the same from every file; "" where it refers to nothing."""
    return str(schema.get("$ref", "")).partition("#/")[2]


def shape_of(schema: Mapping[str, Any]) -> Shape:
    if reference_in(schema) in SHAPES:
        return SHAPES[reference_in(schema)]
    whole = followed(schema)
    kinds = whole["type"] if isinstance(whole["type"], list) else [whole["type"]]
    if "array" in kinds:
        return "list"
    if "object" not in kinds:
        return next(SCALARS[kind] for kind in kinds if kind in SCALARS)
    if whole.get("properties"):
        return "group"
    return "free" if isinstance(whole.get("additionalProperties"), Mapping) else "verbatim"
