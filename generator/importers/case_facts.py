"""Single facts of a CASE package as they ought to be: words where a number stood, lists where one word stood."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

DEEPEST = 12  # what is nested deeper is kept as one text
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def words(value: Any) -> str | None:
    """A text; None where there is none. A number counts as the text of its digits."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return readable(str(value)).strip() or None


def readable(text: str) -> str:
    """Text without what no file or page can hold: halves of characters, control signs."""
    return CONTROL.sub("", LONE_SURROGATE.sub("\ufffd", text))


def many(value: Any) -> tuple[str, ...]:
    """A list of texts, each once, also where one text stood in its place."""
    found = (words(each) for each in (value if isinstance(value, list) else [value]))
    return tuple(dict.fromkeys(each for each in found if each))


def others(row: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """The fields that say something and are not known, verbatim but readable."""
    kept = {readable(name) or "_": cleaned(value) for name, value in row.items() if name not in known}
    return {name: value for name, value in kept.items() if value not in (None, "", [], {})}


def cleaned(value: Any, depth: int = 0) -> Any:
    if isinstance(value, str):
        return readable(value)
    if depth == DEEPEST and isinstance(value, dict | list):
        return readable(json.dumps(value, ensure_ascii=False))
    if isinstance(value, dict):
        return {readable(name) or "_": cleaned(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(each, depth + 1) for each in value]
    return value


def identifier_of(node: Any) -> str | None:
    """The identifier of anything in a package: its own, else the last part of its uri."""
    if isinstance(node, str):
        return tail(node)
    if not isinstance(node, Mapping):
        return None
    return words(node.get("identifier")) or tail(words(node.get("uri")) or "")


def tail(address: str) -> str | None:
    return address.rstrip("/").rpartition("/")[2] or None


def uri_of(node: Any) -> str | None:
    return words(node.get("uri")) if isinstance(node, Mapping) else words(node)


def is_address(text: str) -> bool:
    return re.fullmatch(r"https?://[^\s/]+\S*", text) is not None


def language_tag(text: str | None) -> str | None:
    """A language's short name; None where the text is none."""
    tag = (text or "").replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        return None
    primary, dash, rest = tag.partition("-")
    return primary.lower() + dash + rest


def sequence_of(value: Any) -> float | None:
    """A place among siblings, also where it is written as text."""
    try:
        number = float(value) if not isinstance(value, bool) else None
    except (TypeError, ValueError, OverflowError):
        return None
    return number if number is not None and abs(number) < 1e15 else None
