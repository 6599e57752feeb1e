"""Schemas are the teachers' manual and the records' mirror: both say the same, and every field explains itself."""

import json
import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from generator.load.schema import KINDS, schema_problems
from generator.load.schemas import SCHEMAS, schema_of
from generator.load.verdict import KNOWN, judge_of
from generator.records.framework import Condition
from generator.records.text import Text, Version
from generator.yamltext.read import read

ALL_FILES = tuple(sorted(file.name for file in SCHEMAS.iterdir() if file.name.endswith(".json")))
SIMPLE: Mapping[Any, str] = {str: "string", int: "integer", Decimal: "number", bool: "boolean", date: "string"}
Node = Mapping[str, Any]


def resolved(node: Node, file: str) -> tuple[Node, str]:
    """What a $ref leads to, with the file it lies in."""
    while "$ref" in node:
        target, _, pointer = str(node["$ref"]).partition("#")
        file = target or file
        node = schema_of(file)
        for step in pointer.split("/")[1:]:
            node = node[step]
    return node, file


def kinds_of(node: Node) -> set[str]:
    """What a value may be; null is how a setting is switched off."""
    return {node["type"]} if isinstance(node["type"], str) else set(node["type"]) - {"null"}


def differences(record: type, schema: Node, file: str, seen: frozenset[type]) -> Iterator[str]:
    """Where a record and the schema of its mapping say different things."""
    if record in seen:
        return
    hints = get_type_hints(record)
    own = {field.name.removesuffix("_"): field for field in fields(record) if field.name != "place"}
    if own.keys() != schema["properties"].keys():
        yield f"{record.__name__}: {own.keys() ^ schema['properties'].keys()}"
    needed = {name for name, field in own.items() if field.default is MISSING}
    if needed != set(schema.get("required", ())):
        yield f"{record.__name__}: required {needed ^ set(schema.get('required', ()))}"
    for name, field in own.items():
        node = schema["properties"][name]
        yield from type_differences(hints[field.name], node, file, f"{record.__name__}.{name}", seen | {record})
        if "default" in node and as_json(field.default) != node["default"]:
            yield f"{record.__name__}.{name}: default {node['default']!r} is {field.default!r} in the record"
        if field.default not in (MISSING, None, ()) and "default" not in node:
            yield f"{record.__name__}.{name}: the schema does not tell the default {field.default!r}"


def type_differences(hint: Any, node: Node, file: str, where: str, seen: frozenset[type]) -> Iterator[str]:
    node, file = resolved(node, file)
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (one for one in get_args(hint) if one is not types.NoneType)
    if kinds_of(node) != kinds_for(hint):
        yield f"{where}: {hint} is {node['type']} in the schema"
    elif get_origin(hint) is Literal and list(get_args(hint)) != node["enum"]:
        yield f"{where}: {get_args(hint)} is {node['enum']} in the schema"
    elif (hint is date) != (node.get("format") == "date"):
        yield f"{where}: a date in one of them only"
    elif get_origin(hint) is tuple:
        yield from type_differences(get_args(hint)[0], node["items"], file, where, seen)
    elif get_origin(hint) is Mapping and get_args(hint)[1] is not object:
        yield from type_differences(get_args(hint)[1], node["additionalProperties"], file, where, seen)
    elif is_dataclass(hint) and hint not in (Text, Condition):
        yield from differences(cast(type, hint), node, file, seen)


def kinds_for(hint: Any) -> set[str]:
    """The types of JSON that a record's type can be written as."""
    by_origin = {Literal: {"string"}, tuple: {"array"}, Mapping: {"object"}}
    if get_origin(hint) is not None:
        return by_origin[get_origin(hint)]
    if is_dataclass(hint):
        return {Text: {"string", "object"}, Condition: {"array", "object"}}.get(cast(type, hint), {"object"})
    return {SIMPLE[hint]}


def as_json(default: object) -> object:
    match default:
        case Decimal():
            return int(default)
        case tuple():
            return list(default)
        case _:
            return default


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_and_its_schema_name_the_same_fields(kind: str) -> None:
    schema = schema_of(KINDS[kind].file)
    if kind == "people":
        schema = schema["additionalProperties"]
    assert list(differences(KINDS[kind].record, schema, KINDS[kind].file, frozenset())) == []


def test_a_version_of_a_text_and_its_schema_name_the_same_fields() -> None:
    schema = schema_of("common.schema.json")["$defs"]["version"]
    assert list(differences(Version, schema, "common.schema.json", frozenset())) == []


def test_every_schema_belongs_to_a_kind_of_file() -> None:
    assert {kind.file for kind in KINDS.values()} | {"common.schema.json"} == set(ALL_FILES)


def parts_of(node: Any, path: str = "") -> Iterator[tuple[str, Node]]:
    """Every mapping in a schema file, with the way to it."""
    if isinstance(node, Mapping):
        yield path, node
        for key, below in node.items():
            if key not in ("examples", "default"):
                yield from parts_of(below, f"{path}/{key}")
    elif isinstance(node, list):
        for index, below in enumerate(node):
            yield from parts_of(below, f"{path}/{index}")


def fields_in(file: str) -> Iterator[tuple[str, Node]]:
    for path, node in parts_of(schema_of(file)):
        if isinstance(node.get("properties"), Mapping) and not path.endswith("/properties"):
            for name, field in node["properties"].items():
                yield f"{path}/properties/{name}", field


@pytest.mark.parametrize("file", ALL_FILES)
def test_every_field_has_a_title_a_description_and_an_example(file: str) -> None:
    for path, field in fields_in(file):
        assert field.get("title"), path
        assert str(field.get("description", "")).endswith((".", ":")), path
        assert field.get("examples"), path


@pytest.mark.parametrize("file", ALL_FILES)
def test_every_example_is_right(file: str) -> None:
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema_of(name), default_specification=DRAFT202012)) for name in ALL_FILES
    )
    for path, field in fields_in(file):
        judge = Draft202012Validator({"$ref": f"{file}#{path}"}, registry=registry)
        for example in field["examples"]:
            assert [error.message for error in judge.iter_errors(example)] == [], path


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_schema_is_one(file: str) -> None:
    Draft202012Validator.check_schema(schema_of(file))


@pytest.mark.parametrize("file", ALL_FILES)
def test_groups_with_fields_refuse_others(file: str) -> None:
    for path, node in parts_of(schema_of(file)):
        if isinstance(node.get("properties"), Mapping) and not path.endswith("/properties"):
            assert node["additionalProperties"] is False, path


@pytest.mark.parametrize("file", ALL_FILES)
def test_patterns_speak_of_the_whole_text_and_have_words(file: str) -> None:
    for path, node in parts_of(schema_of(file)):
        if isinstance(node.get("pattern"), str):
            assert node["pattern"].startswith("^"), path
            assert node["pattern"].endswith("$"), path
            assert node["patternErrorMessage"], path
            assert node["errorMessage"], path


@pytest.mark.parametrize("kind", KINDS)
def test_every_keyword_is_one_the_quick_verdict_knows(kind: str) -> None:
    judge_of(KINDS[kind].file)
    for path, node in parts_of(schema_of(KINDS[kind].file)):
        if "type" in node and isinstance(node["type"], str | list) and not path.endswith("/properties"):
            assert node.keys() <= KNOWN, path


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "defaultSnippets" in schema_of(KINDS[kind].file)])
def test_what_an_editor_fills_in_is_right(kind: str) -> None:
    for snippet in schema_of(KINDS[kind].file)["defaultSnippets"]:
        assert snippet["label"]
        assert snippet["description"]
        filled = re.sub(r"\$\{\d+[:|]([^},|]*)[^}]*\}", r"\1", json.dumps(snippet["body"]))
        value, problems = read(filled, "new.yml")
        assert problems + schema_problems(kind, value, "new.yml") == ()
