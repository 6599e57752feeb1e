"""Entries of lists are known again in another version of a file, in every list that the schemas know."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator.load.schemas import SCHEMAS, schema_of
from generator.yamltext.identity import ANYWHERE, KEYS_OF, named

FILES = tuple(sorted(path.name for path in SCHEMAS.iterdir() if path.name.endswith(".schema.json")))
Lists = Iterator[tuple[str, frozenset[str], Mapping[str, Any]]]


def resolved(node: Mapping[str, Any], file: str) -> tuple[Mapping[str, Any], str]:
    while "$ref" in node:
        other, _, path = node["$ref"].partition("#")
        file = other or file
        node = schema_of(file)
        for step in filter(None, path.split("/")):
            node = node[step]
    return node, file


def lists_of_groups(node: Mapping[str, Any], file: str, field: str, seen: frozenset[str] = frozenset()) -> Lists:
    """The lists below a node whose entries are groups of fields: their names, and these fields."""
    mark = str(node.get("$ref"))
    node, file = resolved(node, file)
    if mark in seen:
        return
    seen |= {mark} - {"None"}
    if "items" in node:
        entry, _ = resolved(node["items"], file)
        if entry.get("properties"):
            yield field, frozenset(entry["properties"]), entry
        yield from lists_of_groups(node["items"], file, field, seen)
    for name, inner in node.get("properties", {}).items():
        yield from lists_of_groups(inner, file, name, seen)
    if isinstance(node.get("additionalProperties"), Mapping):
        yield from lists_of_groups(node["additionalProperties"], file, field, seen)


@pytest.mark.parametrize("file", FILES)
def test_every_list_of_groups_in_the_schemas_has_an_id_or_a_key(file: str) -> None:
    for field, properties, entry in lists_of_groups(schema_of(file), file, ""):
        if "id" in entry.get("required", ()) or field in ("prerequisites", "any", "all"):
            continue
        keys = [key for key in (*KEYS_OF.get(field, ()), *ANYWHERE) if properties.issuperset(key)]
        assert keys, f"{file}: entries of {field} with {sorted(properties)}"


@pytest.mark.parametrize(
    ("field", "entries", "names", "because"),
    [
        ("activities", [{"id": "a1"}, {"id": "a2"}], ["a1", "a2"], "an id is a name"),
        ("members", [{"learner": "s-1"}, {"learner": "s-2"}], ["s-1", "s-2"], "one field is enough"),
        ("members", [{"learner": "s-1", "from": "2026-01-01"}, {"learner": "s-1", "from": "2026-09-01"}],
         ["s-1 2026-01-01", "s-1 2026-09-01"], "who left and came back is told apart by the day"),
        ("competencies", ["m:a", "m:b"], ["m:a", "m:b"], "a short word is its own name"),
        ("strengths", ["Reads aloud.", "Sings."], [0, 1], "a sentence has only its place"),
        ("strengths", [{"en": "Sings."}, "x"], [0, 1], "so has a text in several languages"),
        ("tags", ["a", "a"], [0, 1], "words that are there twice have a place"),
        ("team", [{"person": "t-1", "role": "mentor"}, {"person": "t-1", "role": "mentor"}], [0, 1],
         "two that say the same have a place"),
    ],
)  # fmt: skip
def test_an_entry_is_named_by_what_tells_it_apart(field: str, entries: Any, names: Any, because: str) -> None:
    assert [each.name for each in named(field, entries, entries, entries)[0]] == names, because
