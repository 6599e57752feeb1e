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
