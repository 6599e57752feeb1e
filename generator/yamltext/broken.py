"""Where a text stopped being YAML, and what was found to be the reason."""

import re
from dataclasses import dataclass
from typing import TypeAlias

LINE_END = re.compile("\r\n|\r|\n")
LONGEST_LOOK = 1000  # characters of a line, and lines above a place: no pattern may take hours over one file
Position: TypeAlias = tuple[int, int]  # line and column, both from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Where the parser gave up, in its own words; `quoted` is the span of the text in quotes just before, if it was."""

    said: str
    at: Position
    context: Position | None
    quoted: tuple[Position, Position] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    code: str
    at: Position
    message: str
    hint: str
    length: int = 1


def line_at(lines: list[str], number: int) -> str:
    return lines[number][:LONGEST_LOOK] if 0 <= number < len(lines) else ""


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
