"""The schemas of a school's own files for editors: Pathbook's, with the school's ids and their titles in them.

They are written in draft-07, the newest that every editor's YAML support knows. Nothing is checked by them but what
`check` refuses as well; they stand in the school's repository, so no person's name is in them.

Why an id is offered by a snippet of its own, and allowed by a pattern: a list of allowed values (`enum`) would be shown
whole by every hover and every error, 120 kB for 3,000 codes. A pattern that fits one id is shown for that id alone.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from generator.editing.editors.modeline import schema_file
from generator.editing.editors.school_fields import FIELDS, OFFERED
from generator.editing.editors.school_ids import SchoolId, SchoolIds
from generator.load.schema import KINDS
from generator.load.schemas import schema_of
from generator.yamltext.scalars import inline

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
MADE = "Written by `pathbook schema`; what is changed here is lost when it runs again."
IDS, COMMON = "ids", "common"  # files beside those of the kinds
MOST_TOLD = 5_000  # a longer list would slow an editor down; then only how an id looks is checked
MOST_SPELLED = 8  # a longer list of choices is no sentence
MOST_SEARCHED = 500
MOST_AT_ONCE = 16  # patterns that are tried one after the other
NOTHING = "(?!)"
WIDTH = 118
# What a keyword of draft 2020-12 is called in draft-07. Pathbook's schemas use no other that differs.
RENAMED: Mapping[str, str] = {"$defs": "definitions"}
NO_SCHEMAS = ("examples", "default", "enum", "const", "defaultSnippets")
LEFT_OUT = ("$schema", "x-problem")
KNOWN_ELSEWHERE = ("person", "person or role")  # the names may lie outside the school's folder, or be locked
SIGN_OF_PATTERNS = re.compile(r"[\\^$.*+?()\[\]{}|/]")
STEP = re.compile(r"\[\]|\{\}|[a-z_]+")
SAID: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "oneOf": lambda value: one_of_these_fields(value),
    "minItems": lambda _: "This list is empty: write at least one entry, or leave the field out.",
    "minProperties": lambda _: "Nothing stands in here: write at least one field, or leave it out.",
}
IN_PLAIN_WORDS: Mapping[str, str] = {
    "integer": "Write a whole number here, without quotes.",
    "number": "Write a number here, with a point and without quotes, for example 2.5.",
    "boolean": "Write true or false here, without quotes.",
    "array": "This is a list: write each entry on a line of its own, after a dash.",
    "string": "Write text here. If it is a number or begins with a bracket, put it in quotes.",
}


def school_schemas(ids: SchoolIds) -> Mapping[str, bytes]:
    """Every schema file of a school, by its path from the root; the same bytes for the same school."""
    told = frozenset(of for of in ids if is_told(of, ids))
    made = {kind: text_of_kind(kind, told) for kind in (*KINDS, COMMON)}
    made[IDS] = text_of({"title": "What this school has", "definitions": dict(definitions_of(ids))})
    return {schema_file(name): text.encode() for name, text in made.items()}


@cache
def text_of_kind(kind: str, told: frozenset[str]) -> str:
    """The schema of a kind of file; `told`: what must be one of the school's."""
    if kind == COMMON:
        return text_of(converted(schema_of("common.schema.json")))
    schema: Schema = converted(schema_of(KINDS[kind].file))
    for path, of in FIELDS.get(kind, {}).items():
        if of in told:
            field = field_at(schema, path)
            field["$ref"] = f"{IDS}.schema.json#/definitions/{definition_name(of)}"
    for path, of in OFFERED.get(kind, {}).items():
        field = field_at(schema, path)
        field["allOf"] = [{"$ref": f"{IDS}.schema.json#/definitions/{definition_name(of)}-offered"}]
    return text_of(schema)


def converted(value: Any) -> Any:
    """A schema of draft 2020-12 in draft-07, its messages in plain words."""
    if isinstance(value, list):
        return [converted(entry) for entry in value]
    if not isinstance(value, Mapping):
        return value
    kept = {key: inner for key, inner in value.items() if key not in LEFT_OUT}
    made = {RENAMED.get(key, key): inner if key in NO_SCHEMAS else converted(inner) for key, inner in kept.items()}
    if isinstance(made.get("$ref"), str):
        made["$ref"] = made["$ref"].replace("#/$defs/", "#/definitions/")
    if is_leaf(made):
        made.setdefault("errorMessage", plain_message(made))
    refusals = [refused_unless({key: made.pop(key)}, message(value)) for key, message in SAID.items() if key in made]
    if refusals:
        made["allOf"] = [*made.get("allOf", ()), *refusals]
    return made


def refused_unless(condition: Schema, message: str) -> Schema:
    """A condition of which editors would speak in the words of JSON: no list and no group is ever null."""
    return {"if": condition, "else": {"type": "null", "errorMessage": message}}


def one_of_these_fields(value: Mapping[str, Any]) -> str:
    fields = " or ".join(each["required"][0] for each in value["oneOf"])
    return f"Write exactly one of these fields: {fields}."


def is_leaf(schema: Schema) -> bool:
    """Whether one sentence can say what is wrong with a value; in a group of fields the field is named instead."""
    return isinstance(schema.get("type"), str) and schema["type"] in IN_PLAIN_WORDS


def plain_message(schema: Schema) -> str:
    allowed = schema.get("enum")
    return f"Write one of these: {', '.join(map(str, allowed))}." if allowed else IN_PLAIN_WORDS[schema["type"]]


def field_at(schema: Schema, path: str) -> Schema:
    """The schema of a field; examples on the way there go, as they are of another school."""
    field = schema
    for step in STEP.findall(path):
        match step:
            case "[]":
                field = field["items"]
            case "{}":
                field = field["additionalProperties"]
            case _:
                field = field["properties"][step]
        field.pop("examples", None)
    return field


def is_told(of: str, ids: SchoolIds) -> bool:
    """Whether a field must name one of the school's: not where nobody could say which there are."""
    return len(ids[of]) <= MOST_TOLD and (bool(ids[of]) or of not in KNOWN_ELSEWHERE)


def definitions_of(ids: SchoolIds) -> Iterator[tuple[str, Schema]]:
    """A list of a kind of thing, for fields where it must be one of them, and for others where it is offered."""
    for of, known in ids.items():
        told = known if len(known) <= MOST_TOLD else ()
        yield f"{definition_name(of)}-offered", offer(told) | (explained(told) if told else {})
        if is_told(of, ids):
            said = message_of(of, known)
            yield (
                definition_name(of),
                {
                    "type": "string",
                    "pattern": one_of(known),
                    "patternErrorMessage": said,
                    "errorMessage": said,
                    "allOf": [{"$ref": f"#/definitions/{definition_name(of)}-offered"}],
                },
            )


def offer(known: Sequence[SchoolId]) -> Schema:
    """What an editor suggests. People search snippets by the id and by the words; of many an editor grows slow."""
    if len(known) <= MOST_SEARCHED:
        return {"defaultSnippets": [snippet(each) for each in known]}
    # No value passes the second of the two: so it is suggested from, and neither hover nor error ever shows it.
    suggested = {
        "not": {},
        "enum": [each.id for each in known],
        "enumDescriptions": [words_about(each) for each in known],
        "errorMessage": "",
    }
    return {"anyOf": [{}, suggested]}


def explained(known: Sequence[SchoolId]) -> Schema:
    """What each id stands for, as a tree: an editor tries a branch at a time, and some forty patterns for 3,000 ids."""
    if len(known) <= MOST_AT_ONCE:
        return {
            "allOf": [
                {
                    "anyOf": [
                        {},
                        *(
                            {"pattern": one_of((each,)), "description": f"{each.id}: {words_about(each)}"}
                            for each in known
                        ),
                    ]
                }
            ]
        }
    size = MOST_AT_ONCE
    while size * MOST_AT_ONCE < len(known):
        size *= MOST_AT_ONCE
    branches = (known[start : start + size] for start in range(0, len(known), size))
    return {"allOf": [{"if": {"pattern": one_of(branch)}, "then": explained(branch)} for branch in branches]}


def one_of(known: Sequence[SchoolId]) -> str:
    """A pattern for exactly these ids; for nothing where there are none."""
    return f"^(?:{'|'.join(literal(each.id) for each in known) or NOTHING})$"


def words_about(one: SchoolId) -> str:
    return f"{one.code} {one.title}".strip()


def snippet(one: SchoolId) -> Schema:
    """What an editor offers; people search it by the id and by the words, of which it shows the first."""
    label = f"{one.id}  {one.title}" if one.title else one.id
    return {"label": label, "description": words_about(one), "body": inline(one.id, in_flow=False)}


def literal(text: str) -> str:
    """A pattern for exactly this text, in regular expressions of JavaScript too, which refuse needless escapes."""
    return SIGN_OF_PATTERNS.sub(r"\\\g<0>", text)


def message_of(of: str, known: Sequence[SchoolId]) -> str:
    """Why an id is not accepted: which there are where they are few, else where to see them."""
    if not known:
        return f"This school has no {of} yet, so none can be named here."
    if len(known) <= MOST_SPELLED:
        return f"There is no such {of} at this school; there are: {', '.join(each.id for each in known)}."
    return f"There is no such {of} at this school. Ask your editor for suggestions here (Ctrl+Space) to see them all."


def definition_name(of: str) -> str:
    return of.replace(" ", "-")


def text_of(schema: Schema) -> str:
    """The file: a line for each field or id, so that a change of the school is a change of few lines."""
    return f"{pretty({'$schema': DRAFT, '$comment': MADE, **schema}, 0)}\n"


def pretty(value: Any, column: int) -> str:
    whole = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, dict | list) or column + len(whole) <= WIDTH or on_one_line(value):
        return whole
    start, end = ("{", "}") if isinstance(value, dict) else ("[", "]")
    names = (
        [f"{json.dumps(key, ensure_ascii=False)}: " for key in value] if isinstance(value, dict) else [""] * len(value)
    )
    inside = value.values() if isinstance(value, dict) else value
    lines = (
        f"{' ' * (column + 2)}{name}{pretty(inner, column + 2)}" for name, inner in zip(names, inside, strict=True)
    )
    between = ",\n".join(lines)
    return f"{start}\n{between}\n{' ' * column}{end}"


def on_one_line(value: Any) -> bool:
    """What is told of one id, however long."""
    return isinstance(value, dict) and value.keys() in ({"label", "description", "body"}, {"pattern", "description"})
