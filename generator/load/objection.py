"""One keyword's complaint about one value, and how to speak of that value to whoever wrote it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from generator.problem import Place, Problem, Step
from generator.yamltext.read import PlacedList, PlacedMap, Plain, Value

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

LONGEST_MEND = 90
LONGEST_NAME = 80
# What YAML reads back as the same text without quotes, on a line and between brackets.
BARE = re.compile(r"(?![0-9.+-]+$)[A-Za-z0-9][\w./-]*(?: [\w./-]+)*|[\w.-]+:[\w.-]+|[0-9]{4}-[0-9]{2}-[0-9]{2}")
NOT_BARE = frozenset(("true", "false", "yes", "no", "on", "off", "y", "n", "null"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What one keyword of a schema has against one value; `schema` is the part of it that holds the keyword.

    `about_key`: the value is the name of a field, not what stands behind it. `group` is what the value lies in.
    """

    keyword: str
    wanted: Any
    value: Any
    schema: Mapping[str, Any]
    steps: tuple[Step, ...]
    place: Place
    about_key: bool
    group: Any

    @property
    def called(self) -> str:
        """The value by its field, or by its position in it."""
        if not self.steps:
            return self.whose
        last = self.steps[-1]
        if isinstance(last, str):
            return repr(last)
        field = next((step for step in reversed(self.steps) if isinstance(step, str)), None)
        return f"entry {last + 1}" if field is None else f"entry {last + 1} of {field!r}"

    @property
    def whose(self) -> str:
        """A group of fields by what it is; by its field where only that has a name."""
        return self.called if "examples" in self.schema and self.steps else f"this {self.schema.get('title', 'group')}"

    @property
    def before(self) -> str:
        """What stands before the value on its line."""
        return f"{self.steps[-1]}: " if self.steps and isinstance(self.steps[-1], str) else "- "

    @property
    def example(self) -> str | None:
        """A line with a right value; None: there is none that fits a line."""
        if not self.steps:
            field, example = next(iter(_needed(self.schema).items()), (None, None))
            if field is None:
                field, example = next(iter(self.schema.get("examples", [{}])[0].items()), (None, None))
            return f"Begin with:  {field}: {as_yaml(example)}" if field else None
        example = self.schema["examples"][0] if "examples" in self.schema else _needed(self.schema)
        line = f"For example:  {self.before}{as_yaml(example)}"
        return line if example and len(line) <= LONGEST_MEND else None

    def problem(self, code: str, message: str, hint: str | None) -> Problem:
        return Problem(self.place, code, message, hint, length=length_of(self.value))


def objection_of(error: "ValidationError", root: Value, start: Place) -> Objection:
    """The complaint with its place; `start` is where the file begins."""
    schema: Any = error.schema
    steps = tuple(error.absolute_path)
    about_key = "propertyNames" in error.absolute_schema_path
    group: Any = root
    for step in steps if about_key else steps[:-1]:
        group = group[step]
    begin = root.place if isinstance(root, PlacedMap | PlacedList) else start
    return Objection(
        keyword=str(error.validator),
        wanted=error.validator_value,
        value=error.instance,
        schema=schema,
        steps=steps,
        place=begin.at(*steps),
        about_key=about_key,
        group=group,
    )


def _needed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a group must have, each with its example."""
    fields = schema.get("properties", {})
    return {name: fields[name]["examples"][0] for name in schema.get("required", ()) if name in fields}


def length_of(value: object) -> int:
    """How many characters of a line a value fills; 1 for what is longer than a line or a group."""
    if not isinstance(value, str) or "\n" in value:
        return 1
    return max(1, len(value) if isinstance(value, Plain) else len(value) + 2)


def cut(text: str) -> str:
    """Text on one line, short enough for a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def nearest(word: str, words: Iterable[str], n: int = 1) -> list[str]:
    """Those of the words that this one was probably meant to be, the likeliest first."""
    if len(word) > LONGEST_NAME:
        return []  # comparing takes the product of the lengths, and nobody means a name that long
    folded = {_folded(known): known for known in words}
    return [folded[near] for near in get_close_matches(_folded(word), folded, n, 0.6)]


def _folded(word: str) -> str:
    return re.sub(r"[\W_]", "", word.lower())


def as_yaml(example: Any) -> str:
    """A short example as one writes it on a line."""
    match example:
        case Mapping():
            return "{" + ", ".join(f"{key}: {as_yaml(below)}" for key, below in example.items()) + "}"
        case list():
            return "[" + ", ".join(as_yaml(entry) for entry in example) + "]"
        case bool():
            return "true" if example else "false"
        case str() if BARE.fullmatch(example) and example.lower() not in NOT_BARE:
            return example
        case str():
            return f'"{example}"'
        case _:
            return str(example)
