"""What is wrong with text that is not YAML, said as a teacher would need it.

The parser says where it gave up and which rule of YAML that broke. The line itself shows what was meant: each function
here knows one mistake by its look. The first that knows it speaks.
"""

import re
from collections.abc import Callable

from generator.problem import Place, Problem
from generator.yamltext.broken import LINE_END, LONGEST_LOOK, Broken, Finding, Position, line_at
from generator.yamltext.indentation import LOOKS_AT_STARTS, tab
from generator.yamltext.strange_signs import FIRST_LOOKS, LOOKS_AT_SIGNS

FIELD = re.compile(r"^(?P<before>\s*(?:-\s+)*(?P<key>[\w.-]+):\s+)(?P<value>\S.*?)\s*$")
ENTRY = re.compile(r"^(?P<before>\s*(?:-\s+)+)(?P<value>\S.*?)\s*$")
QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|(?<![\w])'(?:[^']|'')*'""")
NO_SPACE = re.compile(r"^(?P<before>\s*(?:-\s+)*[\w-]+:)(?P<value>[^\s/].*)$")
LONGEST_MEND = 90


def mistake_in(text: str, file: str, broken: Broken) -> Problem:
    """The problem that made this text unreadable."""
    lines = LINE_END.split(text)
    finding = next(found for look in LOOKS if (found := look(lines, broken)) is not None)
    line, column = min(finding.at[0], len(lines) - 1), finding.at[1]
    return Problem(
        Place(file, line + 1, min(column, len(lines[line])) + 1),
        finding.code,
        finding.message,
        finding.hint,
        length=max(1, finding.length),
    )


def _in_quotes(value: str) -> str:
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _mend(before: str, value: str) -> str:
    mended = f"{before.strip()} {_in_quotes(value)}"
    if len(mended) > LONGEST_MEND:
        return f'Put quotes around the whole text:  {before.strip()} "{value[:30].rstrip()} …"'
    return f"Write:  {mended}"


def _quote_never_closed(lines: list[str], broken: Broken) -> Finding | None:
    start: Position | None = None
    if "quoted scalar" in broken.said and ("end of stream" in broken.said or "document" in broken.said):
        start = broken.context
    elif broken.quoted and broken.quoted[0][0] < broken.quoted[1][0] == broken.at[0]:
        start = broken.quoted[0]
    if start is None:
        return None
    rest = line_at(lines, start[0])[start[1] :].rstrip()
    hint = f"Close it at the end of the text:  {rest}{rest[:1]}" if len(rest) < LONGEST_MEND else "Close it at its end."
    message = "the quotation mark opened here is not closed"
    return Finding(code="yaml-open-quote", at=start, message=message, hint=hint, length=len(rest))


def _quote_closed_early(lines: list[str], broken: Broken) -> Finding | None:
    if not broken.quoted or broken.quoted[1][0] != broken.at[0] or broken.quoted[1][1] > broken.at[1]:
        return None
    (number, start), (_, end) = broken.quoted
    line = line_at(lines, number)
    if line[end : broken.at[1]].strip() or line[broken.at[1] : broken.at[1] + 1] in ("", ":", ",", "#"):
        return None
    message = "the text in quotes ends here, but the line goes on"
    hint = _mend(line[:start], _meant(line[start:].rstrip(), end - start))
    return Finding(code="yaml-syntax", at=(number, end - 1), message=message, hint=hint)


def _meant(written: str, end: int) -> str:
    """The text of a line whose first quotation mark closes early: it quotes some words, or stands around them all."""
    if written[end : end + 1].isspace():
        return written
    value = written[1:].removesuffix(written[0])
    return value.replace("''", "'") if written[0] == "'" else value.replace('\\"', '"')


def _backslash(lines: list[str], broken: Broken) -> Finding | None:
    if "escape" not in broken.said and "hexdecimal" not in broken.said:
        return None
    number, column = broken.at
    at = (number, max(0, line_at(lines, number).rfind("\\", 0, column + 1)))
    hint = "Use single quotes around the text: a backslash means nothing special in them."
    message = "a backslash in double quotes starts a code that YAML does not know"
    return Finding(code="yaml-syntax", at=at, message=message, hint=hint)


def _space_after_colon(lines: list[str], broken: Broken) -> Finding | None:
    for number in dict.fromkeys(
        (broken.context[0] if broken.context else broken.at[0], broken.at[0], broken.at[0] - 1)
    ):
        found = NO_SPACE.match(line_at(lines, number))
        if found and ("expected ':'" in broken.said or "mapping values" in broken.said):
            hint = f"Write:  {found['before'].strip()} {found['value'].strip()}"[:LONGEST_MEND]
            at = (number, len(found["before"]) - 1)
            return Finding(code="yaml-colon", at=at, message="a space is missing after this colon", hint=hint)
    return None


def _colon_in_text(lines: list[str], broken: Broken) -> Finding | None:
    line = line_at(lines, broken.at[0])
    found = FIELD.match(line)
    if "mapping values" not in broken.said or not found or len(found["before"]) > broken.at[1]:
        return None
    message = "text with a colon in it needs quotes, or it is taken for a field"
    at = (broken.at[0], len(found["before"]))
    hint = _mend(found["before"], found["value"])
    return Finding(code="yaml-colon", at=at, message=message, hint=hint, length=len(found["value"]))


def _needs_quotes(lines: list[str], broken: Broken) -> Finding | None:
    line = line_at(lines, broken.at[0])
    found = FIELD.match(line) or ENTRY.match(line)
    if not found or found["value"][0] not in "{[@`%*&!|>?" or len(found["before"]) > broken.at[1]:
        return None
    if found["value"][0] in "{[" and not _goes_on_after_bracket(found["value"]):
        return None
    message = f"text that begins with {found['value'][0]} needs quotes: the sign has a meaning of its own"
    at = (broken.at[0], len(found["before"]))
    return Finding(code="yaml-syntax", at=at, message=message, hint=_mend(found["before"], found["value"]))


def _goes_on_after_bracket(value: str) -> bool:
    """Whether a text only begins with a bracket: `{student} reads`, but not `{a: 1, b: [2, 3]`."""
    return bool(re.match(r"^(?:\{[^{}]*\}|\[[^\[\]]*\])\s*[^\s#,\]}]", value))


def _open_bracket(lines: list[str], broken: Broken) -> Finding | None:
    at = _innermost_bracket(lines, broken.at) if "flow" in broken.said else None
    if at is None:
        return None
    sign = lines[at[0]][at[1]]
    if line_at(lines, broken.at[0])[broken.at[1] : broken.at[1] + 1] == ",":
        message, hint = "there is nothing before this comma", "Take one comma away."
        return Finding(code="yaml-syntax", at=broken.at, message=message, hint=hint)
    message = f"the bracket {sign} opened here is not closed, or a comma is missing behind it"
    hint = f"Put commas between the entries and {BRACKETS[sign]} at the end."
    return Finding(code="yaml-syntax", at=at, message=message, hint=hint)


BRACKETS = {"[": "]", "{": "}"}


def _innermost_bracket(lines: list[str], until: Position) -> Position | None:
    """The last bracket before a place that nothing closes; what stands in quotes is no bracket."""
    waiting: list[Position] = []
    first = max(0, until[0] - LONGEST_LOOK)
    for number, line in enumerate((line_at(lines, number) for number in range(first, until[0] + 1)), first):
        shown = QUOTED.sub(lambda found: " " * len(found[0]), line)
        for column, sign in enumerate(shown[: until[1]] if number == until[0] else shown):
            if sign in BRACKETS:
                waiting.append((number, column))
            elif waiting and sign == BRACKETS[lines[waiting[-1][0]][waiting[-1][1]]]:
                waiting.pop()
    return waiting[-1] if waiting else None


def _no_name(lines: list[str], broken: Broken) -> Finding | None:
    line = line_at(lines, broken.at[0])
    if not line.lstrip(" -").startswith(":"):
        return None
    message, hint = "there is no name before this colon", "Write a name before it, or remove it."
    return Finding(code="yaml-syntax", at=(broken.at[0], line.index(":")), message=message, hint=hint)


def _odd_sign(lines: list[str], broken: Broken) -> Finding | None:
    if "cannot start any token" not in broken.said:
        return None
    sign = line_at(lines, broken.at[0])[broken.at[1] : broken.at[1] + 1]
    message = f"the sign {sign} cannot start a name or a text"
    hint = "Put quotes around the whole text, or remove the sign."
    return Finding(code="yaml-syntax", at=broken.at, message=message, hint=hint)


def _the_rest(lines: list[str], broken: Broken) -> Finding:
    hint = "Compare it with the lines above: colons, dashes, quotes and spaces at the start."
    return Finding(code="yaml-syntax", at=broken.at, message="this is where the file stops being readable", hint=hint)


LOOKS: tuple[Callable[[list[str], Broken], Finding | None], ...] = (
    *FIRST_LOOKS,
    tab,
    _quote_never_closed,
    _quote_closed_early,
    _backslash,
    _needs_quotes,
    _space_after_colon,
    _colon_in_text,
    _open_bracket,
    _no_name,
    _odd_sign,
    *LOOKS_AT_SIGNS,
    *LOOKS_AT_STARTS,
    _the_rest,
)
