"""A text made to say something else, with only the lines touched that say it.

What comes out is read again and must be what was wanted; else the file is written by a round trip that keeps comments
but not every space; else it is refused and nothing has changed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import yaml

from generator.yamltext.meaning import means
from generator.yamltext.read import HIDDEN_BREAKS, STAND_INS, Value, read
from generator.yamltext.sections import by_sections
from generator.yamltext.sheet import CannotSplice, Edit, Loader, Node, Sheet, applied, end_of, layout_of
from generator.yamltext.slots import Slot, replaced
from generator.yamltext.splice_block import list_edits, mapping_edits
from generator.yamltext.splice_flow import flow_list_edits, flow_mapping_edits, is_flow
from generator.yamltext.write import Layout, file_text

How: TypeAlias = Literal["splice", "round_trip"]
BYTE_ORDER_MARK = "\ufeff"
TOP = -1  # the anchor of a whole text, which no key or dash holds


class Refused(ValueError):  # noqa: N818 - it says no, it did not go wrong
    """The text cannot be made to say what is wanted; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A text that says what was wanted. A round trip may move spaces and line breaks where nothing was asked."""

    text: str
    how: How


def written(wanted: object) -> str:
    """A new file that says this; raises Refused where YAML cannot."""
    refuse_odd(wanted)
    text = file_text(wanted, Layout())
    if not says(text, wanted):
        raise Refused("a value cannot be written so that it is read back the same")
    return text


def rewritten(text: str, wanted: object) -> Rewritten:
    """The text saying what is wanted; raises Refused, and then nothing has changed."""
    refuse_odd(wanted)
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    body = text.removeprefix(mark)
    value, problems = read(body, "")
    if problems:
        raise Refused(f"the file cannot be read: {problems[0].message} (line {problems[0].place.line})")
    if means(value, wanted):
        return Rewritten(text=text, how="splice")
    newline = "\r\n" if "\r\n" in body else "\n"
    for how, way in WAYS:
        made = way(body, value, wanted)
        # A file without a last line end keeps none, unless its last text needs one.
        for candidate in () if made is None else (made, made + newline):
            if says(candidate, wanted):
                return Rewritten(text=mark + candidate, how=how)
    raise Refused("the file cannot be changed to say this without losing something")


def says(text: str, wanted: object) -> bool:
    value, problems = read(text, "")
    return not problems and means(value, wanted)


def splice(text: str, value: Value, wanted: object, *, texts: bool = True) -> str | None:
    """The text with the fewest lines changed; None where that is not sure."""
    whole = text
    for real, stand_in in zip(HIDDEN_BREAKS, STAND_INS, strict=True):
        whole = whole.replace(real, stand_in)
    root: Node = yaml.compose(whole, Loader=Loader)
    layout = replace(layout_of(text, root) if root is not None else Layout(), texts=texts)
    cut = "" if text.endswith("\n") or not text else layout.newline
    sheet = Sheet(text + cut, layout)
    if root is None:
        return sheet.text + file_text(wanted, layout)
    top = Slot(node=root, value=value, anchor=TOP, column=0, key=None)
    try:
        return applied(sheet.text, changes(sheet, top, wanted)).removesuffix(cut)
    except CannotSplice:
        return None


def splice_in_quotes(text: str, value: Value, wanted: object) -> str | None:
    """The same with new texts on one line: a comment below would become part of one in lines of its own."""
    return splice(text, value, wanted, texts=False)


def round_about(text: str, value: Value, wanted: object) -> str | None:
    from generator.yamltext.round_trip import round_trip  # ruamel.yaml only where it is needed, which is hardly ever

    return round_trip(text, value, wanted)


def splice_of_large(text: str, value: Value, wanted: object) -> str | None:
    return by_sections(text, value, wanted, splice)


WAYS: tuple[tuple[How, Callable[[str, Value, object], str | None]], ...] = (
    ("splice", splice_of_large),
    ("splice", splice),
    ("splice", splice_in_quotes),
    ("round_trip", round_about),
)


def changes(sheet: Sheet, slot: Slot, wanted: Any) -> Iterator[Edit]:
    """The edits that make a slot say what is wanted; none where it already does."""
    try:
        yield from tuple(inner_changes(sheet, slot, wanted))
    except CannotSplice:
        if slot.anchor == TOP:
            raise
        line, end = sheet.line_start(slot.anchor), sheet.line_end(end_of(sheet.text, slot.node))
        yield sheet.over(line, line, sheet.comments(sheet.line_end(slot.anchor), end, sheet.indent(line)))
        yield from replaced(sheet, slot, wanted)


def inner_changes(sheet: Sheet, slot: Slot, wanted: Any) -> Iterator[Edit]:
    node, value = slot.node, slot.value
    if value and wanted and isinstance(wanted, Mapping) and isinstance(value, dict):
        yield from (flow_mapping_edits if is_flow(node) else mapping_edits)(sheet, slot, wanted, changes)
    elif value and wanted and isinstance(wanted, list | tuple) and isinstance(value, list):
        yield from (flow_list_edits if is_flow(node) else list_edits)(sheet, slot, wanted, changes)
    elif means(value, wanted):
        return
    elif slot.anchor == TOP:
        end = sheet.line_end(end_of(sheet.text, node))
        yield Edit(node.start_mark.index, end, file_text(wanted, sheet.layout))
    else:
        yield from replaced(sheet, slot, wanted)


def refuse_odd(wanted: object) -> None:
    """Raise Refused for what no YAML file of ours can hold."""
    ahead: list[object] = [wanted]
    while ahead:
        value = ahead.pop()
        match value:
            case Mapping():
                if not all(isinstance(key, str) and key for key in value):
                    raise Refused("a key is not a word")
                ahead += [*value.keys(), *value.values()]
            case list() | tuple():
                ahead += value
            case str():
                if any("\ud800" <= letter <= "\udfff" for letter in value):
                    raise Refused("a text holds half of a character")
            case None | bool() | int() | float() | Decimal() | date():
                pass
            case _:
                raise Refused(f"{type(value).__name__} is nothing a file can hold")


def marked(raw: bytes, text: str) -> bytes:
    """The text as bytes, with the mark at the start that the file had: reading takes it away."""
    mark = BYTE_ORDER_MARK.encode()
    made = text.encode()
    return mark + made if raw.startswith(mark) and not made.startswith(mark) else made
