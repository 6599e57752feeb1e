"""A framework's folder: read for an import, and written all or nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.changes import Change, blob_of
from generator.importers.memory import FILE as MEMORY_FILE
from generator.importers.memory import Memory, memory_from, memory_text
from generator.importers.shelf import HEAD_FILE, Shelf, case_id_of
from generator.importers.write import Outcome
from generator.load.layout import RESERVED, listing_of
from generator.load.schema import schema_problems
from generator.load.source import bytes_of, value_of
from generator.problem import BuildStopped, Problem
from generator.writing import write_files as write_changes
from generator.yamltext.placed import thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import rewritten, written

NEITHER = ("migration.yml",)  # a file of the folder that holds no competencies


def shelf_of(root: Path, framework_id: str) -> Shelf:
    """What lies in a framework's folder; raises BuildStopped where a file of it cannot be read."""
    listing = listing_of(root, f"frameworks/{framework_id}")
    names = [name for name in listing.files if name.endswith(".yml") and name not in NEITHER]
    texts, values = dict[str, str](), dict[str, dict[str, Any]]()
    problems: list[Problem] = []
    for name in sorted(names, key=lambda name: (name != HEAD_FILE, name)):
        file = listing.path(name)
        raw, found = bytes_of(root, file)
        text, wrong = ("", ()) if raw is None else decode(raw, file)
        value, odd = read(text, file)
        kind = "framework" if name == HEAD_FILE else "competencies"
        problems += found or wrong or odd or schema_problems(kind, value, file)
        texts[name] = text
        values[name] = thawed(value)
    if problems:
        raise BuildStopped(tuple(problems), str(root))
    return (
        Shelf(texts=texts, values=values, memory=remembered_in(root, framework_id)) if HEAD_FILE in texts else Shelf()
    )


def remembered_in(root: Path, framework_id: str) -> Memory:
    file = root / "frameworks" / framework_id / MEMORY_FILE
    return memory_from(file.read_text(encoding="utf-8")) if file.is_file() else Memory()


def framework_from(root: Path, case_id: str) -> str | None:
    """The framework of this school that came from a source, by the source's identifier."""
    for name in listing_of(root, "frameworks").folders:
        if name not in RESERVED:
            value, _ = value_of(root, f"frameworks/{name}/{HEAD_FILE}")
            if isinstance(value, dict) and case_id_of(value) == case_id:
                return name
    return None


def texts_of(outcome: Outcome, shelf: Shelf) -> dict[str, str]:
    """The new text of each file that is to change; in a file that is there, only the lines that differ."""
    texts: dict[str, str] = {}
    for name, value in outcome.values.items():
        old = shelf.texts.get(name)
        new = written(value) if old is None else rewritten(old, value).text
        if new != old:
            texts[name] = new
    return texts


def write_files(root: Path, framework_id: str, texts: Mapping[str, str], memory: Memory) -> None:
    """Write files and what is to be remembered of them: all, or none."""
    folder = f"frameworks/{framework_id}"
    changes = (
        Change(file=file, content=text.encode(), before=blob_of(path.read_bytes()) if path.is_file() else None)
        for name, text in {**texts, MEMORY_FILE: memory_text(memory)}.items()
        for file, path in ((f"{folder}/{name}", root / folder / name),)
    )
    write_changes(root, tuple(changes))
