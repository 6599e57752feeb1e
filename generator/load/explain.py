"""What a schema has against a value, in the words of whoever typed it. One sentence for one mistake."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jsonschema.exceptions import ValidationError

from generator.load.days import meant_day
from generator.load.objection import Objection, as_yaml, cut, nearest, objection_of
from generator.problem import Place, Problem
from generator.yamltext.read import PlacedList, PlacedMap, Plain, Value

UNSEEN = re.compile(r"^\s|\s$|[\u00a0\u00ad\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff]")
TYPE_ANEW = "A space or a sign that cannot be seen is in it: delete it and type it anew."
MOST_CHOICES = 12  # a longer list of choices helps nobody
ANSWERS: Mapping[str, str] = {
    **dict.fromkeys(("yes", "y", "on", "true"), "true"),
    **dict.fromkeys(("no", "n", "off", "false"), "false"),
}
SPOKEN: Mapping[str, str] = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of fields",
}


def problems_of(errors: Iterable[ValidationError], value: Value, file: str) -> tuple[Problem, ...]:
    """The problems of one file in reading order, each mistake once."""
    objections = [objection_of(error, value, Place(file)) for error in errors]
    misnamed = {(*found.steps, found.value) for found in objections if found.about_key}
    problems = {
        problem: None
        for found in objections
        # `{student}` without quotes: that nothing stands behind it is the same mistake.
        if found.value is not None or found.steps not in misnamed
        for problem in _explained(found)
    }
    return tuple(sorted(problems, key=lambda problem: (problem.place.line, problem.place.column)))


def _explained(found: Objection) -> Iterator[Problem]:
    if found.about_key:
        return _wrong_key(found)
    return EXPLANATIONS.get(found.keyword, _some_other)(found)


def _unknown_fields(found: Objection) -> Iterator[Problem]:
    known = tuple(found.schema.get("properties", ()))
    free = [name for name in known if name not in found.value]
    strangers = [key for key in found.value if key not in known]
    pieces = [key for key in strangers if found.value[key] is None and not nearest(key, free)]
    for key in strangers:
        if key not in pieces:
            message = f"{found.whose} has no field {cut(key)!r}"
            place = found.value.key_places[key]
            yield Problem(place, "unknown-field", message, _which_field(key, free, known), length=len(key))
    if pieces:
        yield _cut_by_comma(found, pieces[0])


def _cut_by_comma(found: Objection, piece: str) -> Problem:
    """`{id: c1, text: Compare, order, explain}`: what follows the first comma came out as fields of its own."""
    message = f"{cut(piece)!r} is a part of a text that a comma has cut off"
    hint = "Between { and } a comma ends a text: put quotes around the whole text."
    return Problem(found.value.key_places[piece], "unknown-field", message, hint, length=len(piece))


def _which_field(key: str, free: list[str], known: tuple[str, ...]) -> str:
    if UNSEEN.search(key):
        return TYPE_ANEW
    if key.startswith("-"):
        return f"A space is missing behind the dash:  - {key[1:]}: …"
    near = nearest(key, free)
    return f"did you mean {near[0]!r}?" if near else f"It may have: {', '.join(known)}."


def _missing_fields(found: Objection) -> Iterator[Problem]:
    known: Mapping[str, Any] = found.schema.get("properties", {})
    mistyped = _mistyped(found.value, known)
    for name in found.wanted:
        if name not in found.value and name not in mistyped:
            example = known.get(name, {}).get("examples", ["…"])[0]
            yield Problem(
                found.place, "missing-field", f"{found.whose} has no {name!r}", f"Write:  {name}: {as_yaml(example)}"
            )


def _mistyped(value: Mapping[str, Any], known: Mapping[str, Any]) -> set[str]:
    """Fields that are there under a wrong name: that is said once, at the name."""
    free = [name for name in known if name not in value]
    return {near[0] for key in value if key not in known and (near := nearest(key, free))}


def _wrong_type(found: Objection) -> Iterator[Problem]:
    wanted = (found.wanted,) if isinstance(found.wanted, str) else tuple(found.wanted)
    if found.value is None:
        hint = "Write a value behind the colon, or remove the line."
        yield found.problem("wrong-type", f"{found.called} is empty here", hint)
        return
    kinds = " or ".join(SPOKEN[kind] for kind in wanted if kind != "null")
    spoken = "a date" if found.schema.get("format") == "date" else kinds
    message = f"{found.called} should be {spoken}, not {_shown(found.value)}"
    yield found.problem("wrong-type", message, _right_type(found, wanted))


def _shown(value: object) -> str:
    match value:
        case PlacedMap():
            return "a group of fields"
        case PlacedList():
            return "a list"
        case Plain():
            return repr(cut(value))
        case _:
            return f"text in quotes, {cut(str(value))!r}"


def _right_type(found: Objection, wanted: tuple[str, ...]) -> str | None:
    value = found.value
    if isinstance(value, str) and "boolean" in wanted:
        return f"Write:  {found.before}{ANSWERS.get(value.lower(), 'true or false')}"
    if isinstance(value, str) and not isinstance(value, Plain) and {"integer", "number"} & set(wanted):
        return f"Take the quotes away:  {found.before}{cut(value)}"
    if isinstance(value, str) and "array" in wanted and _lists_words(found.schema):
        return f"Write:  {found.before}[{as_yaml(cut(value))}]"
    if isinstance(value, Plain) and value.partition(":")[0] in found.schema.get("properties", ()):
        return f"A space is missing behind the colon:  {cut(value.replace(':', ': ', 1))}"
    if _words_in_brackets(value) and "string" in wanted:
        return _quote_brackets(found.before, value)
    return found.example


def _lists_words(schema: Mapping[str, Any]) -> bool:
    return all(isinstance(entry, str) for example in schema.get("examples", ()) for entry in example)


def _words_in_brackets(value: object) -> bool:
    """`{student}` without quotes is a group with one empty field."""
    return isinstance(value, PlacedMap) and [*value.values()] == [None]


def _quote_brackets(before: str, value: Iterable[str]) -> str:
    return f'Text that begins with a bracket needs quotes:  {before}"{{{cut(next(iter(value)))}}}"'


def _wrong_key(found: Objection) -> Iterator[Problem]:
    """A name that cannot stand in a group whose names mean something: languages, ids."""
    key = str(found.value)
    group = found.group
    hint = found.schema.get("patternErrorMessage")
    if _words_in_brackets(group):
        hint = _quote_brackets(found.before, group)
    elif group.get(key) is not None and " " in f"{key} {group[key]}".strip() and "anguage" in str(hint):
        hint = f'{hint} If this is one text, put quotes around it:  {found.before}"{cut(key)}: …"'
    message = f"{cut(key)!r} cannot stand here as a name"
    code = str(found.schema.get("x-problem", "bad-value"))
    yield Problem(group.key_places[key], code, message, hint, length=len(key))


def _wrong_choice(found: Objection) -> Iterator[Problem]:
    if not isinstance(found.value, str):
        return  # its type is already a problem
    choices = [str(choice) for choice in found.wanted]
    near = nearest(found.value, choices, 3)
    listed = ", ".join([*near, *(choice for choice in choices if choice not in near)][:MOST_CHOICES])
    hint = f"did you mean {near[0]!r}? It can be: {listed}." if near else f"It can be: {listed}."
    hint = TYPE_ANEW if UNSEEN.search(found.value) else hint
    yield found.problem("bad-value", f"{found.called} cannot be {cut(found.value)!r}", hint)


def _wrong_form(found: Objection) -> Iterator[Problem]:
    value = str(found.value)
    code = str(found.schema.get("x-problem", "bad-value"))
    if not value.strip():
        yield from _nothing_in_it(found)
    elif code == "bad-date":
        meant = meant_day(value)
        meant = TYPE_ANEW if value.strip() in meant else meant
        yield found.problem(code, f"{found.called} is not a day: {cut(value)!r}", meant)
    else:
        hint = _right_form(value, found.schema) or found.schema.get("patternErrorMessage")
        yield found.problem(code, f"{found.called} cannot be {cut(value)!r}", hint)


def _right_form(value: str, schema: Mapping[str, Any]) -> str | None:
    """Ids are often written as people say them: with capital letters and spaces."""
    if UNSEEN.search(value):
        return TYPE_ANEW
    small = re.sub(r"\s+", "-", re.sub(r"\s*:\s*", ":", value.strip())).lower()
    fits = small != value and re.fullmatch(schema.get("pattern", ""), small) is not None
    return f"did you mean {cut(small)!r}? {schema['patternErrorMessage']}" if fits else None


def _out_of_bounds(found: Objection) -> Iterator[Problem]:
    bound = "at least" if found.keyword == "minimum" else "at most"
    message = f"{found.called} is {found.value}; it must be {bound} {found.wanted}"
    yield found.problem("bad-value", message, found.example)


def _nothing_in_it(found: Objection) -> Iterator[Problem]:
    yield found.problem("bad-value", f"{found.called} has nothing in it", "Fill it, or remove it.")


def _one_of(found: Objection) -> Iterator[Problem]:
    if not isinstance(found.value, PlacedMap):
        return  # its type is already a problem
    names = [branch["required"][0] for branch in found.wanted]
    given = [name for name in names if name in found.value]
    hint = f"It has {' and '.join(given)}: keep one." if given else "Write one of them."
    yield found.problem("one-of-several", f"{found.whose} needs exactly one of {', '.join(names)}", hint)


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
