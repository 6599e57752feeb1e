"""A file of a school as lines that read well side by side: one line a fact, each field by the title of its schema.

Made for `git diff`, which asks about one version at a time and tells only what its name ends in: so the kind of a file
is known by what it holds. Lines stand in the order of the schema, sentences each on a line of their own, so that little
moves when little changes. What cannot be read is shown as it stands: it is somebody's all the same.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from generator.load.kinds import FILES
from generator.load.schema import KINDS
from generator.load.schema_fields import SHAPES, reference_in
from generator.load.schemas import followed, schema_of
from generator.yamltext.identity import named
from generator.yamltext.read import decode, read
from generator.yamltext.remarks import remarks

INDENT = "  "
SHORT = 100  # letters, up to which a text stands behind its title
SENTENCE = re.compile(r"(?<=[.!?…؟。])\s+|\n+")
MODELINE = re.compile(r"#\s*yaml-language-server:")
BY_NAME: Mapping[str, str] = {
    glob.rpartition("/")[2]: kind for kind, glob in FILES.items() if isinstance(glob, str) and "*" not in glob[-8:]
}


def readable_lines(name: str, raw: bytes) -> Iterator[str]:
    """The lines of one file; `name` as far as it is known."""
    text, problems = decode(raw, "")
    if problems:
        text = raw.decode("utf-8", "replace")
    value, wrong = (None, problems) if problems else read(text, "")
    kind = None if wrong or not isinstance(value, Mapping) else kind_of(name.rpartition("/")[2], value)
    if kind is None:
        yield from (visible(line) for line in text.splitlines())
        return
    for line in of_value(value, schema_of(KINDS[kind].file)):
        yield visible(line)
    said = [remark.text.lstrip("#").strip() for remark in remarks(text) if not MODELINE.match(remark.text)]
    if said:
        yield "Remarks:"
        yield from (visible(f"{INDENT}{line}") for line in said if line)


def kind_of(name: str, value: Any) -> str | None:
    """Which kind of file has these fields; None: none of ours."""
    if name in BY_NAME:
        return BY_NAME[name]
    found = max(FILES, key=lambda kind: likeness(kind, value))
    return found if likeness(found, value) > 0 else None


def likeness(kind: str, value: Any) -> int:
    """How many of its fields a kind knows, less those it does not know or needs in vain."""
    schema = schema_of(KINDS[kind].file)
    if kind in BY_NAME.values():
        return 0
    known, needed = schema["properties"].keys(), set(schema.get("required", ()))
    return len(value.keys() & known) - 2 * len(value.keys() - known) - 2 * len(needed - value.keys())


def of_value(value: Any, schema: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """The fields of a group: those of the schema in its order, then what it does not know."""
    fields = followed(schema).get("properties", {})
    for key in (*(name for name in fields if name in value), *(name for name in value if name not in fields)):
        below = fields.get(key, {"type": "string"})
        yield from of_field(str(below.get("title", key)), key, value[key], below, indent)


def of_field(title: str, key: str, value: Any, schema: Mapping[str, Any], indent: str) -> Iterator[str]:
    """One field behind its title; what is of another shape than the schema says is shown by its own."""
    if isinstance(value, list):
        yield from of_list(title, key, value, schema, indent)
    elif not isinstance(value, Mapping):
        yield from of_words(title, "" if value is None else value, indent)
    elif reference_in(schema) in SHAPES:
        for language, version in sorted(value.items()):
            yield from of_field(f"{title} ({language})", key, *in_language(version), indent)
    elif "properties" in followed(schema):
        yield f"{indent}{title}:"
        yield from of_value(value, schema, indent + INDENT)
    else:
        below = followed(schema).get("additionalProperties")
        for name, inner in sorted(value.items()):
            yield from of_field(f"{title} {name}", name, inner, below if isinstance(below, Mapping) else {}, indent)


def in_language(version: Any) -> tuple[Any, Mapping[str, Any]]:
    """The words of one language; who made them, and when they were read, as a group of its own."""
    if isinstance(version, Mapping) and set(version) == {"text"}:
        version = version["text"]
    return version, {"type": "object", "properties": schema_of("common.schema.json")["$defs"]["version"]["properties"]}


def of_list(title: str, key: str, entries: list[Any], schema: Mapping[str, Any], indent: str) -> Iterator[str]:
    below = followed(schema).get("items", {})
    if not any(isinstance(entry, Mapping | list) for entry in entries) and is_short(entries):
        yield f"{indent}{title}: {', '.join(map(words_of, entries)) or 'none'}"
        return
    for each in named(key, entries, entries, entries)[0]:
        which = f" {each.name}" if isinstance(each.name, str) and isinstance(each.entry, Mapping) else ""
        if isinstance(each.entry, Mapping) and reference_in(below) not in SHAPES:
            yield f"{indent}{title}:{which}"
            inside = {name: inner for name, inner in each.entry.items() if inner != each.name}
            yield from of_value(inside, below, indent + INDENT)
        else:
            yield from of_field(title, key, each.entry, below, indent)


def is_short(entries: list[Any]) -> bool:
    return len(said := ", ".join(map(words_of, entries))) <= SHORT and SENTENCE.search(said) is None


def words_of(value: Any) -> str:
    return "" if value is None else str(value)


def of_words(title: str, words: str, indent: str) -> Iterator[str]:
    sentences = [sentence for sentence in SENTENCE.split(words.strip()) if sentence]
    if len(words) <= SHORT and "\n" not in words.strip():
        yield f"{indent}{title}: {words.strip()}".rstrip()
        return
    yield f"{indent}{title}:"
    yield from (f"{indent}{INDENT}{sentence}" for sentence in sentences)


def visible(line: str) -> str:
    """Signs that nobody sees, and that may hide or turn what stands beside them, shown as their number."""
    if line.isprintable():
        return line
    return "".join(sign if sign.isprintable() or harmless(sign) else f"\\u{ord(sign):04x}" for sign in line)


def harmless(sign: str) -> bool:
    """A space of any width; what joins letters in many scripts, and the two marks that Arabic is typed with."""
    return unicodedata.category(sign) == "Zs" or sign in "\t\u200c\u200d\u200e\u200f"
