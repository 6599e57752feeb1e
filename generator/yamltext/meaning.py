"""Whether what a file says is what was wanted: text as it was typed, numbers and truth values by what they mean."""

import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from generator.yamltext.read import Plain, Value

NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
TRUTH: Mapping[str, bool] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def means(value: Value, wanted: Any) -> bool:
    """Whether a value as it was read is the one wanted."""
    if isinstance(wanted, Mapping):
        return (
            isinstance(value, dict)
            and value.keys() == wanted.keys()
            and all(means(value[key], inner) for key, inner in wanted.items())
        )
    if isinstance(wanted, list | tuple):
        return isinstance(value, list) and len(value) == len(wanted) and all(map(means, value, wanted))
    return scalar_means(value, wanted)


def scalar_means(value: Value, wanted: Any) -> bool:
    if wanted is None or not isinstance(value, str):
        return wanted is None and value is None
    match wanted:
        case Plain():
            return value == wanted and (isinstance(value, Plain) or not (wanted in TRUTH or NUMBER.fullmatch(wanted)))
        case str():
            return value == wanted
        case bool():
            return isinstance(value, Plain) and TRUTH.get(value) is wanted
        case date():
            return value == wanted.isoformat()
        case int() | float() | Decimal():
            return isinstance(value, Plain) and number_means(value, wanted)
    return False


def number_means(text: str, wanted: int | float | Decimal) -> bool:
    if not math.isfinite(wanted):
        return text == not_finite(wanted)
    return NUMBER.fullmatch(text) is not None and Decimal(text) == Decimal(str(wanted))


def not_finite(number: float | Decimal) -> str:
    """Infinity and no number at all, as YAML writes them."""
    if math.isnan(number):
        return ".nan"
    return ".inf" if number > 0 else "-.inf"


def kernel(value: Any) -> object:
    """What two values that mean the same share, to find one among many: a value as read or as wanted."""
    if isinstance(value, Mapping):
        return tuple(sorted((key, kernel(inner)) for key, inner in value.items()))
    if isinstance(value, list | tuple):
        return tuple(kernel(entry) for entry in value)
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)
