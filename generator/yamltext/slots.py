"""One place of a text that holds a value, and the edits that put another value there whole."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from generator.yamltext import write
from generator.yamltext.scalars import Quotes, folded_lines, inline, literal_lines
from generator.yamltext.sheet import CannotSplice, Edit, Node, Sheet, end_of, is_block, is_block_scalar
from generator.yamltext.write import Wanted

HEADER = re.compile(r"[|>][0-9+-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What stands behind a key or a dash.

    `anchor` is the position behind the colon or dash, `column` where the key or dash stands; `key` None: an entry of a
    list. `in_flow`: inside brackets, where everything stays on its line and an entry has no dash.
    """

    node: Node
    value: Any  # as it was read: PlacedMap, PlacedList, text or None
    anchor: int
    column: int
    key: str | None
    in_flow: bool = False


def replaced(sheet: Sheet, slot: Slot, wanted: Wanted) -> Iterator[Edit]:
    """Put another value into a slot, keeping the quotes and the comment that stood there."""
    node = slot.node
    end = end_of(sheet.text, node)
    if slot.in_flow:
        yield over_inline(sheet, slot, end, flow_text(node, wanted))
    elif is_block(node):
        yield from over_block(sheet, slot, end, *lines_for(slot, wanted, sheet))
    elif is_block_scalar(node):
        yield from over_block_scalar(sheet, slot, end, wanted)
    elif stays_on_its_line(sheet, slot, end, wanted):
        yield over_inline(sheet, slot, end, inline(wanted, in_flow=False, quotes=quotes_of(node)))
    else:
        first, below = lines_for(slot, wanted, sheet)
        yield over_inline(sheet, slot, end, first)
        yield sheet.over(sheet.line_end(end), sheet.line_end(end), below)


def flow_text(node: Node, wanted: Wanted) -> str:
    if write.is_block(wanted):
        return write.one_line(wanted, in_flow=True)
    return (
        inline(wanted, in_flow=True, quotes=quotes_of(node))
        if is_scalar(wanted)
        else write.one_line(wanted, in_flow=True)
    )


def is_scalar(wanted: Wanted) -> bool:
    return not isinstance(wanted, dict | list | tuple)


def quotes_of(node: Node) -> Quotes:
    """The quotes a scalar stands in, to be kept."""
    styles: Mapping[str, Quotes] = {"'": "'", '"': '"'}
    return styles.get(node.style, "") if isinstance(node, yaml.ScalarNode) else ""


def lines_for(slot: Slot, wanted: Wanted, sheet: Sheet) -> tuple[str, tuple[str, ...]]:
    """What follows the colon or dash on its line, and the lines below."""
    layout = sheet.layout
    if slot.key is not None:
        lines = tuple(write.entry_lines(slot.key, wanted, slot.column, layout))
        return lines[0][slot.column + len(write.key_text(slot.key)) + 1 :].strip(" "), lines[1:]
    layout = replace(layout, gap=gap_of(sheet, slot))
    lines = tuple(write.item_block((wanted,), slot.column, layout))
    return lines[0][slot.column + 1 :].strip(" "), lines[1:]


def gap_of(sheet: Sheet, slot: Slot) -> int:
    """From the dash to what is put behind it: as far as what stands there, else a space."""
    start, end = slot.node.start_mark.index, slot.node.end_mark.index
    beside = start < end and sheet.line_start(start) == sheet.line_start(slot.anchor)
    return int(slot.node.start_mark.column) - slot.column if beside else len("- ")


def stays_on_its_line(sheet: Sheet, slot: Slot, end: int, wanted: Wanted) -> bool:
    """Whether a new scalar stands where the old one did; text that makes a short line too long is folded instead."""
    if not is_scalar(wanted) or (isinstance(wanted, str) and "\n" in wanted):
        return False
    if not isinstance(wanted, str) or quotes_of(slot.node):
        return True
    width, start = sheet.layout.width, slot.node.start_mark.index
    column = start - sheet.line_start(start)
    was_long = end - sheet.line_start(start) > width
    return was_long or column + len(inline(wanted, in_flow=False)) <= width


def over_inline(sheet: Sheet, slot: Slot, end: int, text: str) -> Edit:
    """Text in place of a value that stands within a line."""
    start = slot.node.start_mark.index
    between = sheet.text[slot.anchor : start]
    if not text:  # what comes stands on the lines below
        if between.strip():
            raise CannotSplice("a comment stands between a key and its value")
        return Edit(slot.anchor, end, "")
    if (slot.in_flow and slot.key is None) or (start < end and between[-1:] in (" ", "\n")):
        return Edit(start, end, text)
    return Edit(slot.anchor, max(end, slot.anchor), f" {text}")


def over_block(sheet: Sheet, slot: Slot, end: int, first: str, below: tuple[str, ...]) -> Iterator[Edit]:
    """Lines in place of a mapping or list that stands on lines of its own."""
    start = slot.node.start_mark.index
    line = sheet.line_start(start)
    if sheet.starts_line(start):
        yield Edit(slot.anchor, slot.anchor, f" {first}" if first else "")
        yield sheet.over(line, sheet.line_end(end), below)
    else:
        yield sheet.over(line, sheet.line_end(end), (sheet.text[line:start] + first, *below))


def over_block_scalar(sheet: Sheet, slot: Slot, end: int, wanted: Wanted) -> Iterator[Edit]:
    """Lines in place of `|` or `>` text; text stays in that style where it can."""
    start = slot.node.start_mark.index
    header = HEADER.match(sheet.text, start)
    body = sheet.line_end(start)
    first, below = block_text(sheet, slot, end, wanted) or lines_for(slot, wanted, sheet)
    yield Edit(start if first else slot.anchor, header.end() if header else start, first)
    yield sheet.over(body, max(body, sheet.line_end(end)), below)


def block_text(sheet: Sheet, slot: Slot, end: int, wanted: Wanted) -> tuple[str, tuple[str, ...]] | None:
    """Text in the style and at the margin of the block text it replaces; None where it cannot be."""
    if not isinstance(wanted, str) or not sheet.layout.texts:
        return None
    start = slot.node.start_mark.index
    old = sheet.text[sheet.line_end(start) : max(end, start)].splitlines()
    first = next((line for line in old if line.strip()), "")
    margin = len(first) - len(first.lstrip(" ")) if first else slot.column + sheet.layout.step
    width = max(map(len, old)) if len(old) > 1 else sheet.layout.width
    if slot.node.style == "|":
        made = literal_lines(wanted)
    else:
        made = folded_lines(wanted, width - margin, tuple(line.strip() for line in old))
    if made is None:
        return None
    return made[0], tuple(" " * margin + line if line else "" for line in made[1])
