"""Fields of a Decap form, made from the schemas of Pathbook's files: one table from a schema to a widget."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from generator.editing.editors.school_fields import FIELDS, OFFERED
from generator.editing.editors.school_ids import SchoolId, SchoolIds
from generator.load.schema import KINDS
from generator.load.schemas import followed, schema_of

Schema: TypeAlias = Mapping[str, Any]
Field: TypeAlias = dict[str, Any]

MOST_IN_A_MENU = 60  # a longer list is searched as one types, and kept in a file of its own
CHOICES = "choices"  # the collection that holds such files
TOOLS_FILL_IN = ("batch", "entered_on", "migrations", "access", "text_code", "digest")
NAMES = ("title", "text", "what", "id", "competency", "ref", "activity", "person", "on")  # an entry is called by


def fields_of(kind: str, ids: SchoolIds) -> list[Field]:
    """The fields of a kind of file. What no form can show (mappings by free keys, conditions) is left as it is."""
    return list(_fields(kind, schema_of(KINDS[kind].file), "", ids))


def _fields(kind: str, schema: Schema, path: str, ids: SchoolIds) -> Iterator[Field]:
    needed = frozenset(schema.get("required", ()))
    for name, own in schema.get("properties", {}).items():
        asked = resolved(own)
        made = None if filled_in(name, asked) else _field(kind, asked, f"{path}.{name}".lstrip("."), ids)
        if made is not None:
            about = {"name": name, "label": own.get("title", name), "required": name in needed}
            opened = {"collapsed": False} if made["widget"] == "list" and name in needed else {}
            yield about | ({"hint": own["description"]} if "description" in own else {}) | eased(made, about) | opened


def filled_in(name: str, schema: Schema) -> bool:
    """Whether tools write it: `from` too, where it is not a day but tells what something was copied from."""
    return name in TOOLS_FILL_IN or (name == "from" and schema.get("format") != "date")


def eased(made: Field, about: Field) -> Field:
    """Decap asks for what a group needs also where the group may be left out: there nothing is asked for."""
    if made["widget"] != "object" or about["required"]:
        return made
    return made | {"fields": [inner | {"required": False} for inner in made["fields"]]}


def resolved(schema: Schema) -> Schema:
    """A schema with what it refers to, and under `is` what that was."""
    return {**followed(schema), "is": schema["$ref"]} if "$ref" in schema else schema


def _field(kind: str, schema: Schema, path: str, ids: SchoolIds) -> Field | None:
    named = FIELDS.get(kind, {}).get(path) or OFFERED.get(kind, {}).get(path)
    if named is not None and ids[named]:
        return chosen(named, ids[named])
    if schema.get("is", "").endswith("/text"):
        return {"widget": "words"}
    match schema.get("type"):
        case "array":
            return _list(kind, schema, path, ids)
        case "object":
            inside = list(_fields(kind, schema, path, ids))
            return {"widget": "object", "collapsed": True, "fields": inside} if inside else None
        case str() as plain:
            return _single(plain, schema)
    return None


def _list(kind: str, schema: Schema, path: str, ids: SchoolIds) -> Field | None:
    entry = resolved(schema["items"])
    if entry.get("type") == "object":
        inside = list(_fields(kind, entry, f"{path}[]", ids))
        name = next((name for name in NAMES if name in entry.get("properties", {})), None)
        summary = {} if name is None else {"summary": f"{{{{fields.{name}}}}}"}
        called = {"label_singular": entry.get("title", "entry")}
        return {"widget": "list", "collapsed": True, **called, **summary, "fields": inside} if inside else None
    one = _field(kind, entry, f"{path}[]", ids)
    if one is None or one["widget"] == "words":
        return None  # a list of texts in several languages is a list of mappings
    if one["widget"] in ("select", "relation"):
        return one | {"multiple": True}
    return {"widget": "list", "field": {"name": "entry", "label": entry.get("title", "Entry"), "required": True, **one}}


def _single(plain: str, schema: Schema) -> Field:
    if "enum" in schema:
        return {"widget": "select", "options": [str(value) for value in schema["enum"]]}
    if schema.get("format") == "date":
        return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
    if plain in ("integer", "number"):
        limits = {name: schema[key] for key, name in (("minimum", "min"), ("maximum", "max")) if key in schema}
        return {"widget": "number", "value_type": "int" if plain == "integer" else "float", **limits}
    if plain == "boolean":
        return {"widget": "boolean"}
    form = {"pattern": [schema["pattern"], schema["patternErrorMessage"]]} if "patternErrorMessage" in schema else {}
    return {"widget": "file" if schema.get("is", "").endswith("/file-path") else "string", **form}


def chosen(of: str, known: tuple[SchoolId, ...]) -> Field:
    """A menu of what the school has; of much, a field in which one searches by code and title."""
    if len(known) <= MOST_IN_A_MENU:
        return {"widget": "select", "options": [{"label": called(each), "value": each.id} for each in known]}
    return {
        "widget": "relation",
        "collection": CHOICES,
        "file": file_name(of),
        "value_field": "choices.*.id",
        "search_fields": ["choices.*.called", "choices.*.id"],
        "display_fields": ["choices.*.called"],
        "options_length": 200,
    }


def called(one: SchoolId) -> str:
    return f"{one.title} ({one.id})" if one.title else one.id


def file_name(of: str) -> str:
    return of.replace(" ", "-")
