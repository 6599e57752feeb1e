"""The second way: a file written whole from what ruamel.yaml remembers of it. Keeps comments, not every space."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from generator.yamltext.meaning import NUMBER, TRUTH, means
from generator.yamltext.pairing import origins
from generator.yamltext.read import Plain
from generator.yamltext.scalars import SURPRISING, literal_lines


def round_trip(text: str, value: Any, wanted: Any) -> str | None:
    """The text saying what is wanted, where `value` is what it says; None where ruamel.yaml cannot."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10**6
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        document = yaml.load(text)
        if isinstance(document, CommentedMap) and isinstance(wanted, Mapping):
            merge_mapping(document, value, wanted)
        elif isinstance(document, CommentedSeq) and isinstance(wanted, list | tuple):
            merge_list(document, value, wanted)
        else:
            return None
        out = StringIO()
        yaml.dump(document, out)
    except (YAMLError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    made = out.getvalue()
    made = made if text.endswith("\n") else made.removesuffix("\n")
    return made.replace("\n", "\r\n") if "\r\n" in text else made


def merge_mapping(document: Any, value: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Make ruamel's mapping say what is wanted, leaving alone what already does."""
    for key in value:
        if key not in wanted:
            del document[key]
    for key, inner in wanted.items():
        if key not in value:
            document[key] = fresh(inner)
        else:
            document[key] = merged(document[key], value[key], inner)


def merge_list(document: Any, value: Sequence[Any], wanted: Sequence[Any]) -> None:
    """Make ruamel's list say what is wanted, entries that stay keeping what is known of them."""
    entries = [
        fresh(inner) if origin is None else merged(document[origin], value[origin], inner)
        for origin, inner in zip(origins(value, wanted), wanted, strict=True)
    ]
    document[:] = entries


def merged(document: Any, value: Any, wanted: Any) -> Any:
    if means(value, wanted):
        return document
    if isinstance(document, CommentedMap) and isinstance(wanted, Mapping):
        merge_mapping(document, value, wanted)
        return document
    if isinstance(document, CommentedSeq) and isinstance(wanted, list | tuple):
        merge_list(document, value, wanted)
        return document
    return fresh(wanted)


def fresh(wanted: Any) -> Any:
    """A new value in the types ruamel.yaml writes the way we would."""
    match wanted:
        case Mapping():
            return CommentedMap((key, fresh(inner)) for key, inner in wanted.items())
        case list() | tuple():
            return CommentedSeq(fresh(inner) for inner in wanted)
        case Plain() if NUMBER.fullmatch(wanted) or wanted in TRUTH:
            return TRUTH.get(wanted) if wanted in TRUTH else float(wanted) if "." in wanted else int(wanted)
        case str() if "\n" in wanted and literal_lines(wanted):
            return LiteralScalarString(wanted)
        case str() if SURPRISING.fullmatch(wanted) or "\n" in wanted:
            return DoubleQuotedScalarString(wanted)
        case str() | bool() | int() | float() | date() | None:
            return wanted
    return float(wanted)  # a Decimal
