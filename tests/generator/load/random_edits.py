"""Edits by the thousand, of every field of every kind of file, held against DeepDiff.

`python -m tests.generator.load.random_edits 20000` makes 20,000 edits and prints how many of them were told, how often
another way of writing the same was called a change, and how many have no sentence of their own. The suite makes 300.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any, TypeAlias

import yaml
from deepdiff import DeepDiff

from generator.load.catalogues import words_for
from generator.load.commons import load_commons
from generator.load.kinds import FILES, kind_at
from generator.load.revisions.files import revision_of
from generator.load.schema import KINDS, schema_problems
from generator.load.schema_fields import Field, fields_of
from generator.load.schemas import followed, schema_of
from generator.load.shape import plain_data, shaped
from generator.model.revisions.told import told_of
from generator.problem import Place
from generator.records.commons import Commons
from generator.render.sources import template_folders
from generator.view.revisions.chapters import chapters_of
from generator.view.revisions.fields.table import FIELDS
from generator.view.revisions.sentence import plain_of
from generator.words import Words
from generator.yamltext.meaning import TRUTH
from generator.yamltext.placed import thawed
from generator.yamltext.read import read
from generator.yamltext.splice import written

TOP = Path(__file__).parents[3]
FOLDERS = ("plans", "frameworks", *(f"tests/cases/{name}" for name in ("base", "good", "ways", "troubled", "scores")))
MOST_LINES = 400  # of the long files of standards a few are enough
Node: TypeAlias = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One file, and what somebody made of it."""

    file: str
    field: str
    did: str
    before: str
    after: str


@cache
def files_by_kind() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The names and texts of files; one of each kind says everything that its schema gives as an example."""
    chance = random.Random(0)
    found = {kind: [(made_name(kind), written(full_example(chance, schema_of(KINDS[kind].file))))] for kind in KINDS}
    for path in sorted(path for folder in FOLDERS for path in (TOP / folder).rglob("*.yml")):
        name = path.relative_to(TOP).as_posix()
        text = path.read_text(encoding="utf-8")
        if (kind := kind_at(name)) is not None and text.count("\n") <= MOST_LINES:
            found[kind].append((name, text))
    return {kind: tuple(files) for kind, files in found.items()}


def made_name(kind: str) -> str:
    globs = FILES[kind]
    first = globs if isinstance(globs, str) else globs[0]
    return first.replace("**/", "s-0001/2026-27/").replace("*", "made")


def full_example(chance: random.Random, schema: Mapping[str, Any]) -> Node:
    """Every field of a group that is not one of several ways to say something."""
    whole = followed(schema)
    if "properties" in whole:
        return {name: full_example(chance, below) for name, below in whole["properties"].items() if name != "any"}
    if whole.get("examples"):
        return deepcopy(whole["examples"][0])
    if whole.get("type") == "array":
        return [full_example(chance, whole["items"])]
    return example_of(chance, whole)


def schema_at(kind: str, path: str) -> Mapping[str, Any]:
    """The schema of what stands in a field."""
    schema = schema_of(KINDS[kind].file)
    for name in path.split(".")[1:]:
        whole = followed(schema)
        if whole.get("type") == "array":
            whole = followed(whole["items"])
        schema = whole["additionalProperties"] if name == "*" else whole["properties"][name]
    return schema


def example_of(chance: random.Random, schema: Mapping[str, Any]) -> Node:
    """Something the schema allows, mostly what it shows as an example itself."""
    whole = followed(schema)
    if whole.get("examples"):
        return deepcopy(chance.choice(whole["examples"]))
    if whole.get("enum"):
        return chance.choice(whole["enum"])
    kinds = whole["type"] if isinstance(whole["type"], list) else [whole["type"]]
    match kinds[0]:
        case "array":
            return [example_of(chance, whole["items"])]
        case "object":
            names = chance.sample(list(whole.get("properties", {})), min(2, len(whole.get("properties", {}))))
            return {name: example_of(chance, whole["properties"][name]) for name in names} or {"en": "word"}
        case "boolean":
            return True
        case "integer" | "number":
            return chance.randrange(1, 99)
    return f"word{chance.randrange(99)}"


def other_than(chance: random.Random, value: Node, schema: Mapping[str, Any]) -> Node:
    """A value somebody might put in the place of this one."""
    whole = followed(schema)
    if "null" in whole["type"] and value is not None and chance.random() < 0.3:
        return None
    if whole.get("enum"):
        return chance.choice([each for each in whole["enum"] if each != value])
    if isinstance(value, dict):
        return changed_group(chance, value)
    if isinstance(value, list):
        return [*value, "x:y"]
    text = str(value)
    if text in TRUTH:
        return not TRUTH[text]
    try:
        return (date.fromisoformat(text) + timedelta(days=chance.choice((-9, 1, 30)))).isoformat()
    except ValueError:
        return int(text) + 1 if text.isdecimal() else f"{text}{chance.choice(('x', ' and more', ' 2'))}"


def changed_group(chance: random.Random, value: dict[str, Node]) -> Node:
    """Words in several languages, of which one changes, comes or goes; or what is kept for others."""
    edited = deepcopy(value)
    key = chance.choice(list(edited) or ["fr"])
    match chance.choice(("change", "add", "remove")):
        case "change":
            edited[key] = f"{edited.get(key)} too"
        case "add":
            edited[f"fr-{chance.randrange(99):02}"] = "Autrement."
        case _ if len(edited) > 1:
            del edited[key]
        case _:
            edited[key] = "Otherwise."
    return edited


def edited(chance: random.Random, kind: str, value: Node) -> tuple[str, str]:
    """Changes the value where it stands; what was changed, and how."""
    field = chance.choice([each for each in fields_of(kind).values() if each.path != kind])
    holder, way = value, field.path.split(".")[1:]
    path = kind
    for name in way[:-1]:
        path = f"{path}.{name}"
        holder = inside(chance, holder, name)
        if not isinstance(holder, dict):
            return put(chance, value, kind)
    return at(chance, holder, field, kind, way[-1])


def inside(chance: random.Random, holder: Node, name: str) -> Node:
    """One step further: into an entry where there are several."""
    found = holder.get(chance.choice(list(holder)) if holder and name == "*" else name)
    while isinstance(found, list):
        found = chance.choice(found) if found else None
        if isinstance(found, dict) and found.get(name) and chance.random() < 0.5:
            found = found[name]  # competencies inside competencies
    return found


def put(chance: random.Random, value: dict[str, Node], kind: str) -> tuple[str, str]:
    """A field of the file itself that was not there, or that somebody mistyped."""
    absent = [each for each in fields_of(kind)[kind].fields.values() if each.rpartition(".")[2] not in value]
    if not absent:
        return edited(chance, kind, value)
    if chance.random() < 0.02:
        value[f"zz{chance.randrange(99)}"] = chance.choice(("word", ["a", "b"], {"c": "d"}))
        return f"{kind}.zz", "mistyped"
    path = chance.choice(absent)
    value[path.rpartition(".")[2]] = example_of(chance, schema_at(kind, path))
    return path, "set"


def at(chance: random.Random, holder: dict[str, Node], field: Field, kind: str, name: str) -> tuple[str, str]:
    schema = schema_at(kind, field.path)
    if name == "*":
        name = chance.choice([*holder, "new-key"])
    if name not in holder:
        holder[name] = example_of(chance, schema)
        return field.path, "set"
    here = holder[name]
    if field.shape == "list" and isinstance(here, list):
        return field.path, in_list(chance, here, followed(schema)["items"])
    if chance.random() < 0.25:
        del holder[name]
        return field.path, "removed"
    if field.shape in ("group", "free"):
        holder[name] = {} if chance.random() < 0.1 else example_of(chance, schema)
        return field.path, "replaced"
    holder[name] = other_than(chance, here, schema)
    return field.path, "changed"


def in_list(chance: random.Random, entries: list[Node], schema: Mapping[str, Any]) -> str:
    match chance.choice(("add", "remove", "reorder", "change", "empty")):
        case "remove" if entries:
            entries.pop(chance.randrange(len(entries)))
            return "entry removed"
        case "reorder" if len(entries) > 1:
            entries.insert(0, entries.pop(chance.randrange(1, len(entries))))
            return "reordered"
        case "change" if entries and not isinstance(entries[0], dict):
            place = chance.randrange(len(entries))
            entries[place] = other_than(chance, entries[place], schema)
            return "entry changed"
        case "empty" if chance.random() < 0.3:
            entries.clear()
            return "emptied"
    entry = example_of(chance, schema)
    if isinstance(entry, dict) and "id" in entry:
        entry["id"] = f"{entry['id']}{chance.randrange(10, 99)}"
    entries.insert(chance.randrange(len(entries) + 1), entry)
    return "entry added"


def an_edit(chance: random.Random) -> Edit:
    kind = chance.choice(list(KINDS))
    files = files_by_kind()[kind]
    name, before = files[0] if chance.random() < 0.2 else chance.choice(files)
    value = thawed(read(before, "")[0])
    field, did = edited(chance, kind, value)
    return Edit(file=name, field=field, did=did, before=before, after=written(value))


def written_otherwise(chance: random.Random, before: str, kind: str) -> str:
    """The same, as another hand or tool writes it: quotes, wrapping, brackets, the order of keys, comments."""
    value = shuffled(chance, unmarked(read(before, "")[0], kind, kind))
    text = yaml.safe_dump(
        value,
        default_style=chance.choice((None, None, '"', "'", ">", "|")),
        default_flow_style=chance.random() < 0.3,
        width=chance.choice((20, 60, 120, 1000)),
        indent=chance.choice((2, 4)),
        allow_unicode=chance.random() < 0.8,
        sort_keys=False,
    )
    if yaml.safe_load(text) != value:  # PyYAML wraps some escaped words so that they are others
        text = yaml.safe_dump(value, sort_keys=False)
    return f"# {chance.randrange(99)}\n{text}\n# the end\n"


def unmarked(value: Node, kind: str, path: str) -> Node:
    """Plain text everywhere but in what is kept as it was written."""
    field = fields_of(kind).get(path)
    if field is not None and field.shape == "verbatim":
        return plain_data(value)
    if isinstance(value, dict):
        names = {} if field is None else field.fields
        return {key: unmarked(inner, kind, names.get(key, f"{path}.{key}")) for key, inner in value.items()}
    if isinstance(value, list):
        return [unmarked(entry, kind, path) for entry in value]
    return value if value is None else str(value)


def shuffled(chance: random.Random, value: Node) -> Node:
    if isinstance(value, dict):
        keys = chance.sample(list(value), len(value))
        return {key: shuffled(chance, value[key]) for key in keys}
    return [shuffled(chance, entry) for entry in value] if isinstance(value, list) else value


def held(kind: str, text: str) -> Node:
    """What a file says as its record holds it, without places; as it was typed where its schema refuses it."""
    value: Node = read(text, "")[0]
    if value is None or schema_problems(kind, value, ""):
        return as_typed(value)
    if kind == "people":
        return {person: said(shaped(KINDS[kind].record, entry)) for person, entry in value.items()}
    return said(shaped(KINDS[kind].record, value))


def said(record: Node) -> Node:
    if is_dataclass(record) and not isinstance(record, type):
        return {each.name: said(getattr(record, each.name)) for each in fields(record) if each.name != "place"}
    if isinstance(record, Mapping):
        return {key: said(inner) for key, inner in record.items()}
    if isinstance(record, tuple | list):
        return [said(entry) for entry in record]
    assert not isinstance(record, Place)
    return record.strip() if isinstance(record, str) else record


def as_typed(value: Node) -> Node:
    if isinstance(value, Mapping):
        return {key: as_typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_typed(entry) for entry in value]
    return "" if value is None else str(value).strip()


def is_told_wrongly(edit: Edit) -> bool:
    """Whether a record says something else and nothing is told, or something is told and nothing else was typed.

    DeepDiff decides both; it knows nothing of schemas or ids. Between the two lies what was left out and is written
    down now, or the reverse, with the meaning that it has when it is left out: that is told, and may be.
    """
    kind, found = kind_at(edit.file) or "", revision_of(edit.file, edit.before.encode(), edit.after.encode())
    if found is not None and found.fields:
        return not DeepDiff(*(as_typed(read(text, "")[0]) for text in (edit.before, edit.after)))
    return bool(DeepDiff(*(held(kind, text) for text in (edit.before, edit.after))))


def is_told_elsewhere(edit: Edit) -> bool:
    """Whether nothing that is told is about the field that was edited, around it or in it."""
    found = revision_of(edit.file, edit.before.encode(), edit.after.encode())
    ways = [each.field for each in found.fields] if found is not None else []
    return bool(ways) and not any(is_around(way, edit.field) or is_around(edit.field, way) for way in ways)


def is_around(outer: str, inner: str) -> bool:
    return inner.startswith(outer) and inner[len(outer) :][:1] in ("", ".", *"0123456789")


@cache
def commons_here() -> Commons:
    commons, _ = load_commons(TOP)
    assert commons is not None
    return commons


@cache
def english() -> Words:
    return words_for("en", "en", template_folders(TOP))


def unsaid(edit: Edit) -> tuple[int, int, int]:
    """How much is told of an edit, how much of it has no sentence, and how much only one that fits any field."""
    found = revision_of(edit.file, edit.before.encode(), edit.after.encode())
    told = told_of(() if found is None else (found,), commons_here(), commons_here())
    words = english()
    chapters = [(each, chapters_of((each,), commons_here(), {}, "teacher", words)) for each in told]
    silent = sum(not any(plain_of(one) for chapter in said for one in chapter.sentences) for _, said in chapters)
    return len(told), silent, sum(each.what is not None and each.what.field not in FIELDS for each in told)


def edits(count: int, seed: int) -> Iterator[Edit]:
    chance = random.Random(seed)
    return (an_edit(chance) for _ in range(count))


def main(count: int) -> None:
    begun, wrong, spelled = perf_counter(), Counter[str](), 0
    reached: set[str] = set()
    sums = [0, 0, 0]
    for number, edit in enumerate(edits(count, 1)):
        reached.add(edit.field)
        if is_told_wrongly(edit) or is_told_elsewhere(edit):
            wrong[f"{edit.field} {edit.did}"] += 1
            print("SILENT OR FALSE", edit.file, edit.field, edit.did)
        sums = [have + more for have, more in zip(sums, unsaid(edit), strict=True)]
        again = written_otherwise(random.Random(number), edit.before, kind_at(edit.file) or "")
        found = revision_of(edit.file, edit.before.encode(), again.encode())
        if found is not None and found.fields:
            spelled += 1
            print("SPELLING", edit.file, found.fields[:2])
    fields_known = sum(len(fields_of(kind)) - 1 for kind in KINDS)
    print(f"{count} edits of {len(reached)} of {fields_known} fields in {perf_counter() - begun:.0f} s")
    print(f"told: {sums[0]}; without a sentence: {sums[1]}; with one that fits any field: {sums[2]}")
    print(f"wrongly silent or wrongly told: {wrong.total()}; other spelling told as a change: {spelled} of {count}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
