"""A clash in words: where it stands, which field it is by the schema's own title, and what each side says."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.load.kinds import kind_at
from generator.load.schemas import followed, schema_of
from generator.yamltext.merge import Clash, Kind, path_in
from generator.yamltext.read import decode, read
from generator.yamltext.splice import written

LONGEST_SHOWN = 300
HAPPENED: Mapping[Kind, str] = {
    "changed": "both sides changed it, each in another way",
    "added": "both sides added it, and not with the same words",
    "removed_by_us": "our side took it away, theirs changed it",
    "removed_by_them": "their side took it away, ours changed it",
    "order": "both sides put the entries into another order",
    "unreadable": "it cannot be joined by what it says: one side cannot be read",
}


def clash_said(file: str, joined: bytes | None, clash: Clash) -> str:
    """Several lines: place in the joined file, field, what happened, and the values."""
    place = f"{file}:{line_of(joined, clash)}"
    field = field_said(file, clash)
    lines = [f"{place}: {field}{HAPPENED[clash.kind]}"]
    if clash.kind != "unreadable":
        lines += [f"  it was:  {value_said(clash.base)}", f"  ours:    {value_said(clash.ours)}"]
        lines += [f"  theirs:  {value_said(clash.theirs)}"]
    return "\n".join(lines)


def line_of(joined: bytes | None, clash: Clash) -> int:
    """Where it stands in the joined file; where we took it away, the nearest that is left around it."""
    value = read(decode(joined or b"", "")[0], "")[0]
    for count in range(len(clash.steps), -1, -1):
        path = path_in(value, clash.steps[:count])
        if path is not None and isinstance(value, dict | list):
            return value.place.at(*path).line
    return 1


def field_said(file: str, clash: Clash) -> str:
    """The way to a field in the words of the schema: “Steps” a1, “Title”."""
    if not clash.steps:
        return ""
    words = ", ".join(titles_of(kind_at(file), clash))
    return f"{words}: "


def titles_of(kind: str | None, clash: Clash) -> Iterator[str]:
    """Each field by its title, an entry of a list behind the list it stands in."""
    schema: Mapping[str, Any] = {} if kind is None else schema_of(f"{kind}.schema.json")
    said = ""
    for step in clash.steps:
        schema = followed(schema)
        fields = schema.get("properties", {})
        if isinstance(step, str) and step in fields:
            if said:
                yield said
            said, schema = f"“{fields[step].get('title', step)}”", fields[step]
        else:
            said = f"{said} {step + 1 if isinstance(step, int) else step}".strip()
            below = schema.get("items", schema.get("additionalProperties"))
            schema = below if isinstance(below, Mapping) else {}
    yield said


def value_said(value: Any) -> str:
    """A value as it would stand in the file, cut where it is long."""
    if value is None:
        return "(nothing)"
    text = written(value).rstrip("\n")
    text = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN].rstrip()} …"
    return text if "\n" not in text else "\n" + "\n".join(f"    {line}" for line in text.split("\n"))
