"""Whether a value fits its schema: yes or no, some fifty times faster than an explanation.

Almost every file is right, so the explaining validator is only asked when this one says no. Both read the same schemas
and a test holds them together; a keyword that this one does not know stops it at once rather than being passed over.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from re import Pattern
from re import compile as compiled
from typing import Any, TypeAlias

from generator.load.schemas import schema_of
from generator.load.shape import FALSE, NUMBER, TRUE, WHOLE_NUMBER
from generator.yamltext.read import PlacedList, PlacedMap, Plain

Judge: TypeAlias = Callable[[Any], bool]
Node: TypeAlias = Mapping[str, Any]

SPOKEN_ONLY = frozenset(
    (
        "$schema",
        "$defs",
        "title",
        "description",
        "examples",
        "default",
        "defaultSnippets",
        "errorMessage",
        "patternErrorMessage",
        "x-problem",
    )
)
OF_TEXT = frozenset(("minLength", "pattern", "format", "enum"))
OF_NUMBERS = frozenset(("minimum", "maximum"))
OF_LISTS = frozenset(("items", "minItems"))
OF_GROUPS = frozenset(("properties", "required", "additionalProperties", "propertyNames", "minProperties", "oneOf"))
KNOWN = SPOKEN_ONLY | OF_TEXT | OF_NUMBERS | OF_LISTS | OF_GROUPS | {"type", "$ref"}


@cache
def judge_of(file: str) -> Judge:
    """What says whether a value fits the schema in this file."""
    return _compiled(file, "")


@cache
def _compiled(file: str, pointer: str) -> Judge:
    node: Any = schema_of(file)
    for step in pointer.split("/")[1:]:
        node = node[step]
    return _judge(node, file)


def _judge(node: Node, file: str) -> Judge:
    unknown = node.keys() - KNOWN
    if unknown:
        raise TypeError(f"{file} uses a keyword of JSON Schema that is not checked here: {', '.join(sorted(unknown))}")
    if "$ref" in node:
        return _referred(node, file)
    kinds = {node["type"]} if isinstance(node["type"], str) else set(node["type"])
    judges: dict[type, Judge] = {}
    if "string" in kinds:
        judges[Plain] = judges[str] = _text(node)
    elif kinds & SCALARS.keys():
        judges[Plain] = _scalar(node, kinds)
    if "null" in kinds:
        judges[type(None)] = _always
    if "array" in kinds:
        judges[PlacedList] = _list(node, file)
    if "object" in kinds:
        judges[PlacedMap] = _group(node, file)
    return lambda value: judges.get(type(value), _never)(value)


def _never(_: object) -> bool:
    return False


def _always(_: object) -> bool:
    return True


def _referred(node: Node, file: str) -> Judge:
    """Compiled when first asked: conditions and competencies hold themselves."""
    assert not node.keys() - SPOKEN_ONLY - {"$ref"}, node  # noqa: S101
    target, _, pointer = node["$ref"].partition("#")
    known: list[Judge] = []

    def judge(value: Any) -> bool:
        if not known:
            known.append(_compiled(target or file, pointer))
        return known[0](value)

    return judge


def _text(node: Node) -> Judge:
    if "enum" in node:
        return frozenset(node["enum"]).__contains__
    if "pattern" not in node:
        least = node.get("minLength", 0)
        return lambda value: len(value) >= least
    pattern: Pattern[str] = compiled(node["pattern"])
    if node.get("format") != "date":
        return lambda value: pattern.fullmatch(value) is not None
    return lambda value: pattern.fullmatch(value) is not None and is_day(value)


def is_day(value: str) -> bool:
    """Whether there is such a day; the form of the text is the pattern's to judge."""
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


SCALARS: Mapping[str, Judge] = {
    "integer": lambda value: WHOLE_NUMBER.fullmatch(value) is not None,
    "number": lambda value: NUMBER.fullmatch(value) is not None,
    "boolean": lambda value: value in TRUE or value in FALSE,
}


def _scalar(node: Node, kinds: set[str]) -> Judge:
    (kind,) = kinds & SCALARS.keys()
    judge = SCALARS[kind]
    least, most = node.get("minimum"), node.get("maximum")
    if least is None and most is None:
        return judge

    def within(value: str) -> bool:
        if not judge(value):
            return False
        number = Decimal(value)
        return (least is None or number >= least) and (most is None or number <= most)

    return within


def _list(node: Node, file: str) -> Judge:
    entry, least = _judge(node["items"], file), node.get("minItems", 0)
    return lambda value: len(value) >= least and all(map(entry, value))


def _group(node: Node, file: str) -> Judge:
    fields = {key: _judge(below, file) for key, below in node.get("properties", {}).items()}
    others = _others(node.get("additionalProperties", True), file)
    name = _judge(node["propertyNames"], file) if "propertyNames" in node else None
    required, least = frozenset(node.get("required", ())), node.get("minProperties", 0)
    branches = tuple(branch["required"][0] for branch in node.get("oneOf", ()))

    def judge(value: PlacedMap) -> bool:
        if len(value) < least or (name is not None and not all(map(name, value))):
            return False
        if branches and sum(branch in value for branch in branches) != 1:
            return False
        if not required <= value.keys():
            return False
        for key, below in value.items():  # noqa: SIM110 - a generator would cost a third more, for every field there is
            if not fields.get(key, others)(below):
                return False
        return True

    return judge


def _others(node: Any, file: str) -> Judge:
    if isinstance(node, bool):
        return (lambda _: True) if node else _never
    return _judge(node, file)
