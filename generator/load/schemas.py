"""The schema files, as they are and all at once."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

SCHEMAS = files("generator") / "schemas"


@cache
def schema_of(file: str) -> Mapping[str, Any]:
    loaded: dict[str, Any] = json.loads((SCHEMAS / file).read_text(encoding="utf-8"))
    return loaded


def followed(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to, in whichever file; what is said beside the reference wins."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    file, _, steps = str(reference).partition("#/")
    found: Any = schema_of(file or "common.schema.json")
    for step in steps.split("/"):
        found = found[step]
    return {**followed(found), **{key: value for key, value in schema.items() if key != "$ref"}}
