"""Edits inside brackets: elements changed, taken out, put in, put in another order."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import yaml

from generator.yamltext import write
from generator.yamltext.meaning import means
from generator.yamltext.pairing import origins, renames
from generator.yamltext.sheet import CannotSplice, Edit, Node, Sheet, applied
from generator.yamltext.slots import Slot

COMMENT = re.compile("#.*")
Change: TypeAlias = Callable[[Sheet, Slot, Any], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Element:
    """An element between commas, and its text as it is to be.

    `lead` stands before it, behind the comma of the one before; `trail` is the comment behind its own comma.
    """

    start: int
    end: int
    text: str
    lead: str = ""
    trail: str = ""


def flow_mapping_edits(sheet: Sheet, slot: Slot, wanted: Any, change: Change) -> Iterator[Edit]:
    """A mapping in braces."""
    value: Mapping[str, Any] = slot.value
    renamed = renames(value, wanted)
    elements: dict[str, Element] = {}
    edits: list[Edit] = []
    for key, pair in zip(value, slot.node.value, strict=True):
        own: list[Edit] = []
        if key in wanted and not means(value[key], wanted[key]):
            own += change(sheet, flow_slot(sheet, slot, key, pair), wanted[key])
        elif key in renamed:
            own.append(Edit(pair[0].start_mark.index, pair[0].end_mark.index, write.key_text(renamed[key])))
        elements[renamed.get(key, key)] = element(sheet, int(pair[0].start_mark.index), span_end(pair), own)
        edits += own
    order = in_order([key for key in elements if key in wanted], wanted)
    if list(elements) == order:
        yield from edits
        return
    made = [elements.get(key) or new_element(f"{write.key_text(key)}: ", wanted[key]) for key in order]
    yield rebuilt(sheet, slot, tuple(elements.values()), made)


def in_order(kept: list[str], wanted: Mapping[str, Any]) -> list[str]:
    """The keys that stay in their order, each new one behind the one it follows in what is wanted."""
    order = list(kept)
    names = list(wanted)
    for position, key in enumerate(names):
        if key not in order:
            order.insert(order.index(names[position - 1]) + 1 if position else 0, key)
    return order


def span_end(pair: tuple[Node, Node]) -> int:
    return max(int(pair[0].end_mark.index), int(pair[1].end_mark.index))


def flow_slot(sheet: Sheet, slot: Slot, key: str, pair: tuple[Node, Node]) -> Slot:
    key_node, node = pair
    colon = sheet.text.find(":", key_node.end_mark.index, max(node.start_mark.index, key_node.end_mark.index) + 1)
    if colon < 0:
        raise CannotSplice("a key without a colon")
    value = slot.value[key]
    return Slot(node=node, value=value, anchor=colon + 1, column=slot.column, key=key, in_flow=True)


def flow_list_edits(sheet: Sheet, slot: Slot, wanted: Sequence[Any], change: Change) -> Iterator[Edit]:
    """A list in brackets."""
    value: Sequence[Any] = slot.value
    nodes = slot.node.value
    came_from = origins(value, wanted)
    inner: dict[int, list[Edit]] = {}
    for position, origin in enumerate(came_from):
        if origin is not None:
            start = int(nodes[origin].start_mark.index)
            own = Slot(
                node=nodes[origin], value=value[origin], anchor=start, column=slot.column, key=None, in_flow=True
            )
            inner[origin] = list(change(sheet, own, wanted[position]))
    if came_from == tuple(range(len(value))):
        yield from (edit for edits in inner.values() for edit in edits)
        return
    elements = [
        element(sheet, int(node.start_mark.index), int(node.end_mark.index), inner.get(position, ()))
        for position, node in enumerate(nodes)
    ]
    made = [
        new_element("", entry) if origin is None else elements[origin]
        for origin, entry in zip(came_from, wanted, strict=True)
    ]
    yield rebuilt(sheet, slot, elements, made)


def element(sheet: Sheet, start: int, end: int, edits: Sequence[Edit]) -> Element:
    return Element(start, end, applied(sheet.text[start:end], edits, start))


def new_element(before: str, wanted: Any) -> Element:
    return Element(-1, -1, before + write.one_line(wanted, in_flow=True))


def rebuilt(sheet: Sheet, slot: Slot, old: Sequence[Element], new: Sequence[Element]) -> Edit:
    """The inside of the brackets anew, with the spaces, line breaks and comments that stood there."""
    inside, (opening, closing) = laid_out(sheet, slot.node, old)
    by_start = {each.start: each for each in inside}
    leads = [each.lead for each in inside[1:]]
    usual = leads[0] if leads and all(lead == leads[0] and "#" not in lead for lead in leads) else " "
    below = sheet.layout.newline + " " * (slot.column + sheet.layout.step)
    orphans = "".join(each.lead for each in inside if "#" in each.lead and all(each.start != one.start for one in new))
    made, open_comment = opening + orphans, False
    for place, wanted in enumerate(new):
        lead = (by_start[wanted.start].lead or usual if wanted.start in by_start else usual) if place else ""
        trail = by_start[wanted.start].trail if wanted.start in by_start else ""
        made += (below if open_comment and "\n" not in lead[:2] else lead) + wanted.text
        made += ("," if place + 1 < len(new) else "") + trail
        open_comment = bool(trail)
    closing = below + closing.lstrip(" ") if open_comment and "\n" not in closing[:2] else closing
    return Edit(slot.node.start_mark.index + 1, slot.node.end_mark.index - 1, made + closing)


def laid_out(sheet: Sheet, node: Node, old: Sequence[Element]) -> tuple[tuple[Element, ...], tuple[str, str]]:
    """The elements with what stands around them; and what stands behind the bracket and before its end."""
    found: list[Element] = []
    lead = ""
    for place, each in enumerate(old):
        last = place + 1 == len(old)
        following = int(node.end_mark.index) - 1 if last else old[place + 1].start
        trail, below = around_comma(sheet.text[each.end : following])
        found.append(replace(each, lead=lead, trail=trail))
        lead = below
    opening = sheet.text[node.start_mark.index + 1 : old[0].start]
    return tuple(found), (opening, lead)


def around_comma(gap: str) -> tuple[str, str]:
    """The comment behind an element on its line, with the spaces before it; and what stands below."""
    comma = COMMENT.sub(lambda found: " " * len(found[0]), gap).find(",")
    before = gap[: max(comma, 0)]
    behind = (before if "#" in before else "") + gap[comma + 1 :]
    line, newline, below = behind.partition("\n")
    if "#" not in line:
        return "", behind
    ending = "\r" if line.endswith("\r") else ""
    return line.removesuffix("\r"), ending + newline + below


def is_flow(node: Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
