"""One file of a school as it shall be: its value changed by a function, its text only where that shows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from generator.changes import Change, blob_of
from generator.writing import raw_of
from generator.yamltext.placed import thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import Refused, marked, rewritten

Told: TypeAlias = dict[str, Any]  # a file's value, free to be changed
Amend: TypeAlias = Callable[[Told], None]


def amended(root: Path, file: str, amend: Amend) -> Change:
    """Raises Refused where the file cannot be read, or cannot be made to say it."""
    raw = raw_of(root, file)
    return Change(file=file, content=amended_text(file, raw, amend), before=blob_of(raw))


def begun_from(root: Path, file: str, new: str, amend: Amend) -> Change:
    """A new file that begins from another one: what stays keeps its words, their order and their remarks."""
    return Change(file=new, content=amended_text(file, raw_of(root, file), amend), before=None)


def amended_text(file: str, raw: bytes, amend: Amend) -> bytes:
    text, problems = decode(raw, file)
    value, wrong = read(text, file)
    if problems or wrong:
        raise Refused(f"{file}: the file cannot be read: {(*problems, *wrong)[0].message}")
    wanted: Told = dict(thawed(value or {}))
    amend(wanted)
    try:
        return marked(raw, rewritten(text, wanted).text)
    except Refused as why:
        raise Refused(f"{file}: {why}") from None


def put(told: Told, field: str, value: object) -> None:
    """Say it where there is something to say, else say nothing."""
    if value is None or value in ((), [], {}):
        told.pop(field, None)
    else:
        told[field] = value
