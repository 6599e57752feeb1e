"""Data that passed its schema to records, driven by the records' own type hints.

Each record type is compiled once into a converter. Nothing is checked here: a value that does not fit its type is a
mistake in the schemas, not in a file.
"""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from generator.records.framework import Condition
from generator.records.text import Text, Version
from generator.yamltext.read import PlacedList, PlacedMap, Plain, Value

R = TypeVar("R")
Converter = Callable[[Any], Any]

TRUE = frozenset(("true", "True", "TRUE"))
FALSE = frozenset(("false", "False", "FALSE"))
WHOLE_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,2})?")


def shaped(record_type: type[R], value: PlacedMap) -> R:
    """The record this mapping is written as."""
    converter: Converter = converter_of(cast(Any, record_type))
    return cast(R, converter(value))


@cache
def converter_of(hint: Any) -> Converter:
    """What turns a value of a file into a value of this type."""
    simple = SIMPLE.get(hint)
    if simple is not None:
        return simple
    origin = get_origin(hint)
    if origin is Literal:
        return str
    if origin in (Union, types.UnionType):
        (inner,) = (one for one in get_args(hint) if one is not types.NoneType)
        return _or_none(converter_of(inner))
    if origin is tuple:
        return _each(converter_of(get_args(hint)[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _each_value(converter_of(get_args(hint)[1]))
    if is_dataclass(hint):
        return _record(cast(type, hint))
    raise TypeError(f"a record field has a type that no file can hold: {hint}")


def _record(record_type: type) -> Converter:
    hints = get_type_hints(record_type)
    has_place = hints.pop("place", None) is not None
    names = {field.name.removesuffix("_"): field.name for field in fields(record_type) if field.name in hints}
    # Filled when first met: a competency holds competencies.
    converters: dict[str, tuple[str, Converter]] = {}

    def convert(value: PlacedMap) -> Any:
        if not converters:
            converters.update({key: (name, converter_of(hints[name])) for key, name in names.items()})
        arguments: dict[str, Any] = {}
        for key, below in value.items():
            name, converter = converters[key]
            arguments[name] = converter(below)
        if has_place:
            arguments["place"] = value.place
        return record_type(**arguments)

    return convert


def _or_none(converter: Converter) -> Converter:
    """Only where a schema says so can nothing be written for something."""
    return lambda value: None if value is None else converter(value)


def _each(converter: Converter) -> Converter:
    return lambda value: tuple([converter(entry) for entry in value])


def _each_value(converter: Converter) -> Converter:
    return lambda value: {str(key): converter(below) for key, below in value.items()}


def _text(value: Value) -> Text:
    if isinstance(value, PlacedMap):
        return Text({str(language): _version(version) for language, version in value.items()})
    return Text.plain(str(value))


def _version(value: Value) -> Version:
    if isinstance(value, PlacedMap):
        return cast(Version, converter_of(Version)(value))
    return Version(text=str(value))


def _condition(value: PlacedMap | PlacedList) -> Condition:
    """A list means all of them, `{any: […]}` one of them."""
    entries = value["any"] if isinstance(value, PlacedMap) else value
    of = tuple([str(entry) if isinstance(entry, str) else _condition(cast(Any, entry)) for entry in cast(Any, entries)])
    return Condition(of=of, any=isinstance(value, PlacedMap), place=value.place)


def plain_data(value: Any) -> object:
    """The value without places, a bare word in its YAML 1.2 meaning: for what is kept verbatim."""
    if isinstance(value, Mapping):
        return {str(key): plain_data(below) for key, below in value.items()}
    if isinstance(value, list):
        return [plain_data(entry) for entry in value]
    if isinstance(value, Plain):
        return _core_meaning(str(value))
    return value


def _core_meaning(word: str) -> bool | int | float | str:
    if word in TRUE or word in FALSE:
        return word in TRUE
    if WHOLE_NUMBER.fullmatch(word):
        return int(word)
    return float(word) if NUMBER.fullmatch(word) else word


SIMPLE: Mapping[Any, Converter] = {
    str: str,
    int: int,
    bool: TRUE.__contains__,
    Decimal: Decimal,
    date: date.fromisoformat,
    object: plain_data,
    Text: _text,
    Condition: _condition,
}
