"""One value as it stands in a YAML file: bare where no reader can take it for something else, else quoted.

YAML 1.1 and 1.2 readers must agree on everything written here, because a school's files meet both.
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, TypeAlias

from generator.yamltext.meaning import NUMBER, not_finite
from generator.yamltext.read import Plain

Scalar: TypeAlias = str | int | float | Decimal | bool | date | None
Quotes: TypeAlias = Literal["", "'", '"']

MANY_ZEROS = 20
NARROWEST = 40  # however deep it stands, folded text keeps this many columns

# Text that YAML 1.1 or 1.2 reads as null, a truth value, a number, a time or a merge key. A bare date is wanted as one.
SURPRISING = re.compile(
    r"""(?: ~ | null | Null | NULL | << | =
    | y | Y | n | N | yes | Yes | YES | no | No | NO | true | True | TRUE | false | False | FALSE
    | on | On | ON | off | Off | OFF
    | [-+]? 0b [01_]+ | [-+]? 0o? [0-7_]+ | [-+]? 0x [0-9a-fA-F_]+
    | [-+]? [0-9] [0-9_]* (?: : [0-5]? [0-9] )* (?: \. [0-9_]* )? (?: [eE] [-+]? [0-9]+ )?
    | [-+]? \. [0-9_]+ (?: [eE] [-+]? [0-9]+ )?
    | [-+]? \. (?: inf | Inf | INF ) | \. (?: nan | NaN | NAN )
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [Tt] | [ \t]+ ) [0-9]{1,2} : .*
    )""",
    re.VERBOSE,
)
# What a scalar cannot hold as it stands: control characters, and line breaks only YAML 1.1 knows.
ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
BARE_IN_FLOW = re.compile(r"\w(?:[\w .+/()'’–—%@&=~;!*$^-]|:(?=[\w/]))*")
FOLD_AT = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
NAMED_ESCAPES: Mapping[str, str] = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def stands_bare(text: str, *, in_flow: bool) -> bool:
    """Whether the text without quotes is one scalar, whatever a reader takes it for."""
    if not text or text != text.strip() or ESCAPED.search(text) or "\n" in text or "\t" in text:
        return False
    if in_flow:
        return BARE_IN_FLOW.fullmatch(text) is not None
    if text[0] in ",[]{}#&*!|>'\"%@`?:" or text.startswith(("---", "...", "- ")) or text == "-":
        return False
    return not (": " in text or " #" in text or text.endswith(":"))


def inline(value: Scalar, *, in_flow: bool, quotes: Quotes = "") -> str:
    """The value on one line; `quotes` is what stood there before, kept where the value allows it."""
    match value:
        case Plain() if NUMBER.fullmatch(value) or stands_bare(value, in_flow=in_flow):
            return str(value)
        case str():
            return inline_text(value, in_flow=in_flow, quotes=quotes)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case datetime():
            return double_quoted(value.isoformat())
        case date():
            return value.isoformat()
        case int() | float() | Decimal():
            return number_text(Decimal(str(value))) if math.isfinite(value) else not_finite(value)


def number_text(number: Decimal) -> str:
    """The digits of a number; with an exponent only where the zeros would be many."""
    return f"{number:f}" if abs(number.adjusted()) < MANY_ZEROS else str(number)


def inline_text(text: str, *, in_flow: bool, quotes: Quotes) -> str:
    single_can = not (ESCAPED.search(text) or "\n" in text or "\t" in text)
    if quotes == "'" and single_can:
        return single_quoted(text)
    if quotes != '"' and not SURPRISING.fullmatch(text) and stands_bare(text, in_flow=in_flow):
        return text
    if quotes != '"' and single_can and ('"' in text or "\\" in text) and "'" not in text:
        return single_quoted(text)
    return double_quoted(text)


def single_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    named = re.sub(r'[\\"\n\t\r]', lambda found: NAMED_ESCAPES[found[0]], text)
    return '"' + ESCAPED.sub(lambda found: escape_of(found[0]), named) + '"'


def escape_of(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def literal_lines(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The header and the lines of `|` text; None where only quotes keep it exact."""
    body = text.removesuffix("\n")
    if ESCAPED.search(text) or not body.strip() or body.endswith("\n") or body[0] in " \n\t":
        return None
    return ("|" if text.endswith("\n") else "|-"), tuple(body.split("\n"))


def folded_lines(text: str, columns: int, old: Sequence[str] = ()) -> tuple[str, tuple[str, ...]] | None:
    """The header and the lines of `>` text, at most `columns` wide; None where that would change it or is no use.

    `old` are the lines that stood there: those the text still begins and ends with stay as they are.
    """
    paragraphs = text.removesuffix("\n").split("\n")
    outer = paragraphs[0] and paragraphs[-1]
    if not outer or ESCAPED.search(text) or any(each != each.strip() for each in paragraphs):
        return None
    if len(paragraphs) == 1 and not FOLD_AT.search(text):
        return None
    columns = max(columns, NARROWEST)
    lines = (
        refilled(paragraphs[0], columns, old) if len(paragraphs) == 1 and all(old) else filled(paragraphs[0], columns)
    )
    for paragraph in paragraphs[1:]:
        lines += ["", *(filled(paragraph, columns) if paragraph else ())]
    return (">" if text.endswith("\n") else ">-"), tuple(lines)


def refilled(paragraph: str, columns: int, old: Sequence[str]) -> list[str]:
    """A paragraph in which the old lines it begins and ends with stay lines of their own."""
    head: list[str] = []
    tail: list[str] = []
    for line in old:
        if not paragraph.startswith(f"{line} ") or paragraph[len(line) + 1 : len(line) + 2] in (" ", "\t"):
            break
        head.append(line)
        paragraph = paragraph[len(line) + 1 :]
    for line in reversed(old[len(head) :]):
        if not paragraph.endswith(f" {line}") or paragraph[-len(line) - 2 : -len(line) - 1] in (" ", "\t"):
            break
        tail.insert(0, line)
        paragraph = paragraph[: -len(line) - 1]
    return [*head, *filled(paragraph, columns), *tail]


def filled(paragraph: str, columns: int) -> list[str]:
    """The words of a paragraph on as few lines as they need."""
    lines: list[str] = []
    for word in FOLD_AT.split(paragraph):
        if lines and len(lines[-1]) + 1 + len(word) <= columns:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines
