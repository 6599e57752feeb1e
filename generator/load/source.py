"""One file of a school: its bytes, its value, its record. Says what is wrong with it, never raises for it."""

import os
from pathlib import Path
from typing import TypeVar, cast

from generator.load.schema import KINDS, schema_problems
from generator.load.shape import shaped
from generator.problem import Place, Problem
from generator.yamltext.broken import LINE_END
from generator.yamltext.read import MOST_BYTES, PlacedMap, Value, decode, read, too_large

R = TypeVar("R")


def record_of(root: Path, file: str, kind: str, record_type: type[R]) -> tuple[R | None, tuple[Problem, ...]]:
    """The record of a file that must exist; None where a problem stops it."""
    value, problems = checked_value(root, file, kind)
    return (None if value is None else shaped(record_type, value)), problems


def checked_value(root: Path, file: str, kind: str) -> tuple[PlacedMap | None, tuple[Problem, ...]]:
    """What a file holds once its schema has nothing to say; None where there are problems."""
    return judged(*value_of(root, file), file, kind)


def judged(
    value: Value, problems: tuple[Problem, ...], file: str, kind: str
) -> tuple[PlacedMap | None, tuple[Problem, ...]]:
    """A value that was read, once its schema has nothing to say."""
    if value is None:
        return None, problems or (_empty(file, kind),)
    problems += schema_problems(kind, value, file)
    return (None, problems) if problems else (cast(PlacedMap, value), ())


def value_of(root: Path, file: str) -> tuple[Value, tuple[Problem, ...]]:
    """A file's value with its places; None and no problem where it is empty."""
    raw, problems = bytes_of(root, file)
    if raw is None:
        return None, problems
    text, problems = decode(raw, file)
    return (None, problems) if problems else read(text, file)


def bytes_of(root: Path, file: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """A file's bytes; not read at all where there are too many of them."""
    try:
        # Without a buffer and without Path: half the time, and a school has very many small files.
        with open(os.path.join(root, file), "rb", buffering=0) as opened:  # noqa: PTH118, PTH123
            size = os.fstat(opened.fileno()).st_size
            if size > MOST_BYTES:
                return None, (too_large(file, size),)
            return opened.read(), ()
    except FileNotFoundError:
        return None, (_missing(file),)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or type(error).__name__}"
        return None, (Problem(Place(file), "unreadable-file", message, "Look at who may read it."),)


def line_of(root: Path, file: str, number: int) -> str | None:
    """A line of a file as it was written, for showing a problem; None where there is nothing to show.

    Places in a locked file are those of what it holds, which is not shown.
    """
    path = root / file
    if file.endswith(".age") or not path.is_file() or leaves(root, path):
        return None
    raw, _ = bytes_of(root, file)
    if raw is None:
        return None
    lines = LINE_END.split(raw.decode("utf-8", "replace").removeprefix("\ufeff"))
    return lines[number - 1] if 0 < number <= len(lines) else None


def leaves(root: Path, path: Path) -> bool:
    """Whether a path leads out of the school's folder, by a link or by its parts."""
    inside = os.path.realpath(root)
    return os.path.commonpath((os.path.realpath(path), inside)) != inside


def outside(file: str) -> Problem:
    hint = "Put the file itself here; a link may only lead to something within the school's folder."
    return Problem(Place(file), "outside-school", "this is a link that leads out of the school's folder", hint)


def _missing(file: str) -> Problem:
    return Problem(
        Place(file), "missing-file", "there is no such file", f"Make {file}, or look at the name of the folder."
    )


def _empty(file: str, kind: str) -> Problem:
    needed = ", ".join(KINDS[kind].needed)
    noun = KINDS[kind].noun
    one = f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
    hint = f"{one.capitalize()} has at least: {needed}." if needed else "Fill it, or delete it."
    return Problem(Place(file), "yaml-empty", f"the file is empty; it should hold {one}", hint)
