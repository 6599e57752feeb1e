"""Signs that come from elsewhere: git's marks, spaces of a web page, wide colons, remarks of other languages."""

import re
from collections.abc import Callable, Iterator

from generator.yamltext.broken import Broken, Finding, line_at

ODD_SPACE = "[\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]"
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)")
ODD_INDENT = re.compile(rf"^ *(?:- *)?{ODD_SPACE}+")
ODD_BEHIND_COLON = re.compile(rf"^(?P<before>\s*(?:- +)*[\w-]+:) *{ODD_SPACE}+(?P<value>.*)$")
WIDE_COLON = re.compile(r"^(?P<before>\s*(?:- +)*[\w-]+) *[：﹕꞉∶] *(?P<value>.*)$")
EQUALS = re.compile(r"^(?P<before>\s*(?:- +)*[\w-]+) *= *(?P<value>\S.*)$")
OTHER_REMARK = re.compile(r"^\s*(?://|--(?!-)|;)\s*(?P<value>.*)$")


def _near(lines: list[str], broken: Broken) -> Iterator[tuple[int, str]]:
    """The lines in which the reason may stand, the likeliest first."""
    context = broken.context[0] if broken.context else broken.at[0]
    for number in dict.fromkeys((context, broken.at[0], broken.at[0] - 1)):
        yield number, line_at(lines, number)


def _conflict(lines: list[str], _: Broken) -> Finding | None:
    """Wherever it stands: while two versions are not joined, nothing else in the file matters."""
    for number, line in enumerate(lines):
        if CONFLICT.match(line):
            message = "git left a mark here: two versions of this file have not been joined"
            hint = "Keep the lines you want, and delete the marks <<<<<<<, ======= and >>>>>>>."
            return Finding(code="yaml-syntax", at=(number, 0), message=message, hint=hint, length=len(line))
    return None


def _odd_space(lines: list[str], broken: Broken) -> Finding | None:
    for number, line in _near(lines, broken):
        if found := ODD_INDENT.match(line):
            message = "this line is indented with a space that is no plain one, as web pages and letters have"
            hint = "Delete what stands before the first word, and type spaces."
            return Finding(code="yaml-indentation", at=(number, found.end() - 1), message=message, hint=hint)
        if found := ODD_BEHIND_COLON.match(line):
            message, hint = "the space behind this colon is no plain one", _line(found["before"], found["value"])
            return Finding(code="yaml-colon", at=(number, len(found["before"]) - 1), message=message, hint=hint)
    return None


def _other_colon(lines: list[str], broken: Broken) -> Finding | None:
    """Where a colon was expected, another sign stands for it."""
    if "expected ':'" not in broken.said:
        return None
    for number, line in _near(lines, broken):
        if found := WIDE_COLON.match(line) or EQUALS.match(line):
            at = (number, len(found["before"]))
            hint = _line(f"{found['before']}:", found["value"])
            return Finding(code="yaml-colon", at=at, message="a plain colon belongs behind a name", hint=hint)
    return None


def _other_remark(lines: list[str], broken: Broken) -> Finding | None:
    for number, line in _near(lines, broken):
        if found := OTHER_REMARK.match(line):
            hint = _line("#", found["value"])
            message = "a remark begins with the sign #"
            return Finding(code="yaml-syntax", at=(number, len(line) - len(line.lstrip())), message=message, hint=hint)
    return None


def _line(before: str, value: str) -> str:
    return f"Write:  {before.strip()} {value.strip()}"[:90]


LOOKS_AT_SIGNS: tuple[Callable[[list[str], Broken], Finding | None], ...] = (_odd_space, _other_colon, _other_remark)
FIRST_LOOKS: tuple[Callable[[list[str], Broken], Finding | None], ...] = (_conflict,)
