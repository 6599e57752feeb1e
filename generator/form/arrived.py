"""JSON that came from a browser, or lies where a browser left it: an object that everything after can work with."""

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any

DEEPEST = 50  # a plan goes ten deep; what goes far deeper would only make the program stumble


def object_in(raw: bytes) -> Mapping[str, Any] | None:
    """None: it is no JSON object that a form can have made."""
    try:
        value = json.loads(raw, parse_constant=no_number, parse_float=finite)
        if not isinstance(value, dict) or not is_shallow(value):
            return None
        return with_whole_signs(value)
    except (ValueError, RecursionError):
        return None


def no_number(name: str) -> float:
    raise ValueError(name)


def finite(written: str) -> float:
    number = float(written)
    return number if isfinite(number) else no_number(written)


def with_whole_signs(value: dict[str, Any]) -> dict[str, Any]:
    """Half of a sign that takes two, an emoji cut in its middle, can be written nowhere; the words around it can."""
    text = json.dumps(value, ensure_ascii=False)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value if whole == text else dict(json.loads(whole))


def is_shallow(value: object) -> bool:
    """Level by level: nothing here may go as deep as what it looks at."""
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for each in level for inner in below(each)]
    return not level


def below(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
