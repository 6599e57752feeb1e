"""Mistakes of lines that start where they should not: tabs, dashes, spaces too many or too few."""

import re
from collections.abc import Callable

from generator.yamltext.broken import LONGEST_LOOK, Broken, Finding, indent_of, line_at

FIELD_OF_ENTRY = re.compile(r"^(\s*(?:-\s+)+)[\w.-]+:(?:\s|$)")
NO_SPACE_AFTER_DASH = re.compile(r"^\s*-(?=[{\['\"\w])")


def tab(lines: list[str], broken: Broken) -> Finding | None:
    candidates = [broken.at[0], broken.at[0] - 1, *([broken.context[0]] if broken.context else [])]
    for number in candidates:
        found = re.match(r"^ *(?:- *)?\t", line_at(lines, number))
        if found:
            message = "this line is indented with a tab; YAML counts spaces only"
            hint = "Put spaces in its place, so that the line starts exactly under its neighbours."
            return Finding(code="yaml-tab", at=(number, found.end() - 1), message=message, hint=hint)
    return None


def _space_after_dash(lines: list[str], broken: Broken) -> Finding | None:
    """Found where it stands, or at the first line of the entry it was to begin."""
    for number in (broken.at[0], broken.at[0] - 1):
        line = line_at(lines, number)
        found = NO_SPACE_AFTER_DASH.match(line)
        if found:
            message, hint = "a space is missing behind this dash", f"Write:  - {line[found.end() :].strip()}"[:90]
            return Finding(code="yaml-indentation", at=(number, found.end() - 1), message=message, hint=hint)
    return None


def _dash(lines: list[str], broken: Broken) -> Finding | None:
    line = line_at(lines, broken.at[0])
    if "block sequence entries" in broken.said and re.match(r"^\s*[\w-]+:\s+-\s", line):
        hint = "Start each entry of the list on its own line, under the name of the field."
        message = "a list cannot start on the line of its field"
        return Finding(code="yaml-indentation", at=broken.at, message=message, hint=hint)
    return None


def _indentation(lines: list[str], broken: Broken) -> Finding | None:
    number = _guilty_line(lines, broken)
    line = line_at(lines, number)
    if not line.strip() or not any(words in broken.said for words in INDENTATION_WORDS):
        return None
    have = indent_of(line)
    wanted = _wanted_column(lines, number)
    if wanted == have:
        return _unlike_its_group(broken, number, have)
    message = f"this line starts after {_spaces(have)}; what it seems to belong to starts after {_spaces(wanted)}"
    hint = f"Lines that belong together start in the same column: try {_spaces(wanted)}."
    return Finding(code="yaml-indentation", at=(number, have), message=message, hint=hint)


def _unlike_its_group(broken: Broken, number: int, have: int) -> Finding | None:
    """The line itself may be right, and the one its group starts with wrong."""
    if broken.context is None or broken.context[1] == have or broken.context[0] == number:
        return None
    other = f"line {broken.context[0] + 1} starts after {_spaces(broken.context[1])}"
    message = f"this line starts after {_spaces(have)}, but {other}, and they belong together"
    hint = "Lines that belong together start in the same column: move one of the two."
    return Finding(code="yaml-indentation", at=(number, have), message=message, hint=hint)


def _spaces(number: int) -> str:
    return {0: "no spaces", 1: "1 space"}.get(number, f"{number} spaces")


INDENTATION_WORDS = (
    "mapping values",
    "expected key",
    "expected '-'",
    "block sequence entries",
    "document start",
    "expected ':'",
    "block end",
)


def _guilty_line(lines: list[str], broken: Broken) -> int:
    if "expected ':'" in broken.said and broken.context is not None:
        return broken.context[0]
    return broken.at[0]


def _wanted_column(lines: list[str], number: int) -> int:
    """Where lines of its sort start above, the nearest to where it starts itself; the deeper of two."""
    line = line_at(lines, number)
    have = indent_of(line)
    above = [line_at(lines, before) for before in range(max(0, number - LONGEST_LOOK), number)]
    starts = {indent_of(line) for line in above if line.strip() and not line.lstrip().startswith("#")}
    if line.lstrip().startswith("- "):
        starts = {indent_of(line) for line in above if line.lstrip().startswith("- ")} or starts
    else:
        starts |= {len(found[1]) for line in above if (found := FIELD_OF_ENTRY.match(line))}
    return min(starts, key=lambda column: (abs(column - have), -column), default=0)


def _no_colon(lines: list[str], broken: Broken) -> Finding | None:
    number = _guilty_line(lines, broken)
    line = line_at(lines, number)
    if "expected ':'" not in broken.said or not line.strip():
        return None
    message = "this line has no field: there is no colon with a space behind it"
    hint = "If it goes on with the text of the line above, indent it further than that line."
    return Finding(code="yaml-indentation", at=(number, indent_of(line)), message=message, hint=hint)


LOOKS_AT_STARTS: tuple[Callable[[list[str], Broken], Finding | None], ...] = (
    _space_after_dash,
    _dash,
    _indentation,
    _no_colon,
)
