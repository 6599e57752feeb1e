"""What a schema has against a value, in the words of whoever typed it. One sentence for one mistake."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jsonschema.exceptions import ValidationError

from generator.problem import Place, Problem, Step
from generator.yamltext.read import PlacedList, PlacedMap, Plain, Value

MOST_CHOICES = 12  # a longer list of choices helps nobody
YEAR_LAST = re.compile(r"\s*([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4}|[0-9]{2})\s*")
YEAR_FIRST = re.compile(r"\s*([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})\s*")
HOW_DAYS_ARE_WRITTEN = "Write the date as year-month-day, for example 2026-11-30."
YES = ("yes", "y", "on", "true")
NO = ("no", "n", "off", "false")
SPOKEN: Mapping[str, str] = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of fields",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What one keyword of a schema has against one value; `schema` is the part of it that holds the keyword."""

    keyword: str
    wanted: Any
    value: Any
    schema: Mapping[str, Any]
    steps: tuple[Step, ...]
    place: Place
    about_key: bool

    @property
    def called(self) -> str:
        """How the value is spoken of: by its field, or by its position in it."""
        if not self.steps:
            return "this file"
        last = self.steps[-1]
        if isinstance(last, str):
            return repr(last)
        field = next((step for step in reversed(self.steps) if isinstance(step, str)), None)
        return f"entry {last + 1}" if field is None else f"entry {last + 1} of {field!r}"

    @property
    def before(self) -> str:
        """What stands before the value on its line, for a mend."""
        return f"{self.steps[-1]}: " if self.steps and isinstance(self.steps[-1], str) else "- "

    def problem(self, code: str, message: str, hint: str | None) -> Problem:
        return Problem(self.place, code, message, hint, length=length_of(self.value))


def problems_of(errors: Iterable[ValidationError], value: Value, file: str) -> tuple[Problem, ...]:
    """The problems of one file in reading order, each mistake once."""
    start = value.place if isinstance(value, PlacedMap | PlacedList) else Place(file)
    found = {problem: None for error in errors for problem in _explained(_objection(error, start))}
    return tuple(sorted(found, key=lambda problem: (problem.place.line, problem.place.column)))


def _objection(error: ValidationError, start: Place) -> Objection:
    schema: Any = error.schema
    steps = tuple(error.absolute_path)
    about_key = "propertyNames" in error.absolute_schema_path
    return Objection(
        keyword=str(error.validator),
        wanted=error.validator_value,
        value=error.instance,
        schema=schema,
        steps=steps,
        place=start.at(*steps, str(error.instance)) if about_key else start.at(*steps),
        about_key=about_key,
    )


def _explained(found: Objection) -> Iterator[Problem]:
    return EXPLANATIONS.get(found.keyword, _some_other)(found)


def length_of(value: object) -> int:
    """How many characters of a line a value fills; 1 for what is longer than a line or a group."""
    if not isinstance(value, str) or "\n" in value:
        return 1
    return max(1, len(value) if isinstance(value, Plain) else len(value) + 2)


def _noun(schema: Mapping[str, Any]) -> str:
    return str(schema.get("title", "group of fields"))


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def nearest(word: str, words: Iterable[str], n: int = 1) -> list[str]:
    """Those of the words that this one was probably meant to be, the likeliest first."""
    folded = {_folded(known): known for known in words}
    return [folded[near] for near in get_close_matches(_folded(word), folded, n, 0.6)]


def _folded(word: str) -> str:
    return re.sub(r"[\W_]", "", word.lower())


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _unknown_fields(found: Objection) -> Iterator[Problem]:
    known = tuple(found.schema.get("properties", ()))
    for key, value in found.value.items():
        if key in known:
            continue
        free = [name for name in known if name not in found.value]
        message = f"{_a(_noun(found.schema))} has no field {_cut(key)!r}"
        hint = _which_field(key, value, free, known)
        yield Problem(found.value.key_places[key], "unknown-field", message, hint, length=len(key))


def _which_field(key: str, value: Value, free: list[str], known: tuple[str, ...]) -> str:
    if key.startswith("-"):
        return f"A space is missing behind the dash:  - {key[1:]}: …"
    near = nearest(key, free)
    if near:
        return f"did you mean {near[0]!r}?"
    if value is None and " " in key:
        return "Inside { } a comma ends a text: put quotes around the whole text."
    return f"It may have: {', '.join(known)}."


def _missing_fields(found: Objection) -> Iterator[Problem]:
    known: Mapping[str, Any] = found.schema.get("properties", {})
    mistyped = _mistyped(found.value, known)
    for name in found.wanted:
        if name not in found.value and name not in mistyped:
            example = known.get(name, {}).get("examples", ["…"])[0]
            message = f"this {_noun(found.schema)} has no {name!r}"
            yield Problem(found.place, "missing-field", message, f"Write:  {name}: {as_yaml(example)}")


def _mistyped(value: Mapping[str, Any], known: Mapping[str, Any]) -> set[str]:
    """Fields that are there under a wrong name: that is said once, at the name."""
    free = [name for name in known if name not in value]
    return {near[0] for key in value if key not in known and (near := nearest(key, free))}


def as_yaml(example: Any) -> str:
    """A short example as one writes it on a line."""
    match example:
        case Mapping():
            return "{" + ", ".join(f"{key}: {as_yaml(below)}" for key, below in example.items()) + "}"
        case list():
            return "[" + ", ".join(as_yaml(entry) for entry in example) + "]"
        case bool():
            return "true" if example else "false"
        case str() if re.fullmatch(r"(?![0-9.]+$)[A-Za-z0-9][\w./-]*(?: [\w.-]+)*\.?|[\w.-]+:[\w.-]+", example):
            return example
        case str():
            return f'"{example}"'
        case _:
            return str(example)


def _wrong_type(found: Objection) -> Iterator[Problem]:
    if found.value is None:
        yield found.problem(
            "wrong-type", f"{found.called} is empty here", "Write a value behind the colon, or remove the line."
        )
        return
    wanted = (found.wanted,) if isinstance(found.wanted, str) else tuple(found.wanted)
    spoken = "a date" if found.schema.get("format") == "date" else " or ".join(SPOKEN[kind] for kind in wanted)
    message = f"{found.called} should be {spoken}, not {_shown(found.value)}"
    yield found.problem("wrong-type", message, _right_type(found, wanted))


def _shown(value: object) -> str:
    match value:
        case PlacedMap():
            return "a group of fields"
        case PlacedList():
            return "a list"
        case Plain():
            return repr(_cut(value))
        case _:
            return f"text in quotes, {_cut(str(value))!r}"


def _right_type(found: Objection, wanted: tuple[str, ...]) -> str | None:
    value = found.value
    if isinstance(value, str) and "boolean" in wanted:
        answer = {**dict.fromkeys(YES, "true"), **dict.fromkeys(NO, "false")}.get(value.lower(), "true or false")
        return f"Write:  {found.before}{answer}"
    if isinstance(value, str) and not isinstance(value, Plain) and {"integer", "number"} & set(wanted):
        return f"Take the quotes away:  {found.before}{value}"
    if isinstance(value, str) and "array" in wanted:
        return f"Write:  {found.before}[{as_yaml(str(value))}]"
    if _only_text_in_brackets(value) and "string" in wanted:
        return "Text that begins with a bracket needs quotes around it."
    examples = found.schema.get("examples")
    return f"For example:  {found.before}{as_yaml(examples[0])}" if examples else None


def _only_text_in_brackets(value: object) -> bool:
    """`{student}` without quotes is a group with one empty field, `[x]` a list with one entry."""
    return isinstance(value, PlacedMap) and len(value) == 1 and set(value.values()) == {None}


def _wrong_choice(found: Objection) -> Iterator[Problem]:
    if not isinstance(found.value, str):
        return  # its type is already a problem
    choices = [str(choice) for choice in found.wanted]
    near = nearest(found.value, choices, 3)
    listed = ", ".join([*near, *(choice for choice in choices if choice not in near)][:MOST_CHOICES])
    hint = f"did you mean {near[0]!r}? It can be: {listed}." if near else f"It can be: {listed}."
    yield found.problem("bad-value", f"{found.called} cannot be {_cut(found.value)!r}", hint)


def _wrong_form(found: Objection) -> Iterator[Problem]:
    value = str(found.value)
    code = str(found.schema.get("x-problem", "bad-value"))
    if found.about_key:
        message = f"{_cut(value)!r} cannot stand here as a name"
        hint = found.schema.get("patternErrorMessage")
        yield Problem(found.place, code, message, hint, length=len(value))
    elif code == "bad-date":
        yield found.problem(code, f"{found.called} is not a day: {_cut(value)!r}", _which_day(value))
    else:
        message = f"{found.called} cannot be {_cut(value)!r}"
        yield found.problem(code, message, found.schema.get("patternErrorMessage"))


def _which_day(value: str) -> str:
    if written := YEAR_FIRST.fullmatch(value):
        return _real_day(int(written[1]), int(written[2]), int(written[3]))
    if written := YEAR_LAST.fullmatch(value):
        first, second, year = int(written[1]), int(written[2]), int(written[3])
        year += 2000 if year < 100 else 0
        days = dict.fromkeys(
            _day(year, *order) for order in ((second, first), (first, second)) if _exists(year, *order)
        )
        return f"did you mean {' or '.join(days)}?" if days else HOW_DAYS_ARE_WRITTEN
    return HOW_DAYS_ARE_WRITTEN


def _real_day(year: int, month: int, day: int) -> str:
    if _exists(year, month, day):
        return f"did you mean {_day(year, month, day)}?"
    if _exists(year, day, month):
        return f"did you mean {_day(year, day, month)}?"
    if not _exists(year, month, 1):
        return HOW_DAYS_ARE_WRITTEN
    last = monthrange(year, month)[1]
    return f"That month has {last} days: did you mean {_day(year, month, last)}?"


def _exists(year: int, month: int, day: int) -> bool:
    return year >= 1000 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _day(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _out_of_bounds(found: Objection) -> Iterator[Problem]:
    bound = "at least" if found.keyword == "minimum" else "at most"
    yield found.problem("bad-value", f"{found.called} is {found.value}; it must be {bound} {found.wanted}", None)


def _nothing_in_it(found: Objection) -> Iterator[Problem]:
    yield found.problem("bad-value", f"{found.called} has nothing in it", "Fill it, or remove it.")


def _one_of(found: Objection) -> Iterator[Problem]:
    names = [branch["required"][0] for branch in found.wanted]
    message = f"{_a(_noun(found.schema))} has exactly one of {', '.join(names)}"
    given = [name for name in names if name in found.value]
    hint = f"It has {' and '.join(given)}: keep one." if given else "Write one of them."
    yield found.problem("one-of-several", message, hint)


def _some_other(found: Objection) -> Iterator[Problem]:
    yield found.problem("bad-value", f"{found.called} cannot be this", found.schema.get("errorMessage"))


EXPLANATIONS: Mapping[str, Callable[[Objection], Iterator[Problem]]] = {
    "additionalProperties": _unknown_fields,
    "required": _missing_fields,
    "type": _wrong_type,
    "enum": _wrong_choice,
    "pattern": _wrong_form,
    "format": _wrong_form,
    "minimum": _out_of_bounds,
    "maximum": _out_of_bounds,
    "minLength": _nothing_in_it,
    "minItems": _nothing_in_it,
    "minProperties": _nothing_in_it,
    "oneOf": _one_of,
}
