"""The validator that explains: JSON Schema as the standard has it, over values that kept what was typed."""

import re
from decimal import Decimal
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from generator.load.explain import problems_of
from generator.load.schemas import schema_of
from generator.load.shape import FALSE, NUMBER, TRUE, WHOLE_NUMBER
from generator.load.verdict import is_day
from generator.problem import Problem
from generator.yamltext.read import Plain, Value


def explained(schema: str, value: Value, file: str) -> tuple[Problem, ...]:
    """Where a value differs from a schema; `file` is where the value was read."""
    return problems_of(validator_for(schema).iter_errors(value), value, file)


@cache
def validator_for(file: str) -> Any:
    """The one validator object of a schema; making it costs more than checking many files."""
    return PlacedValidator(schema_of(file), registry=_registry(), format_checker=_formats())


@cache
def _registry() -> Registry[Any]:
    common = Resource.from_contents(schema_of("common.schema.json"), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("common.schema.json", common).crawl()
    return registry


@cache
def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("date")(_is_day)
    return checker


def _is_day(value: object) -> bool:
    return not isinstance(value, str) or is_day(value)


def _is_number(_: object, value: object) -> bool:
    return isinstance(value, Plain) and bool(NUMBER.fullmatch(value))


def _is_whole(_: object, value: object) -> bool:
    return isinstance(value, Plain) and bool(WHOLE_NUMBER.fullmatch(value))


def _is_yes_or_no(_: object, value: object) -> bool:
    return isinstance(value, Plain) and (value in TRUE or value in FALSE)


def _pattern(_: Any, pattern: str, value: object, __: object) -> Any:
    # The whole text: Python's $ would also stop before a line end, the one of editors does not.
    if isinstance(value, str) and re.fullmatch(pattern, value) is None:
        yield ValidationError(f"{value!r} does not match {pattern}")


def _minimum(validator: Any, least: Any, value: object, _: object) -> Any:
    if validator.is_type(value, "number") and Decimal(str(value)) < least:
        yield ValidationError(f"{value} is less than {least}")


def _maximum(validator: Any, most: Any, value: object, _: object) -> Any:
    if validator.is_type(value, "number") and Decimal(str(value)) > most:
        yield ValidationError(f"{value} is more than {most}")


# A bare word is text wherever text is asked for, and a number or a yes where that is asked for.
PlacedValidator = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    validators={"pattern": _pattern, "minimum": _minimum, "maximum": _maximum},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "string": lambda _, value: isinstance(value, str),
            "number": _is_number,
            "integer": _is_whole,
            "boolean": _is_yes_or_no,
            "array": lambda _, value: isinstance(value, list),
            "object": lambda _, value: isinstance(value, dict),
            "null": lambda _, value: value is None,
        }
    ),
)
