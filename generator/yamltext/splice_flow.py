"""Edits inside brackets: elements changed, taken out, put in, put in another order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import yaml

from generator.yamltext import write
from generator.yamltext.pairing import origins
from generator.yamltext.sheet import CannotSplice, Edit, Node, Sheet, applied
from generator.yamltext.slots import Slot

Change: TypeAlias = Callable[[Sheet, Slot, Any], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Element:
    """An element between commas, and its text as it is to be."""

    start: int
    end: int
    text: str


def flow_mapping_edits(sheet: Sheet, slot: Slot, wanted: Any, change: Change) -> Iterator[Edit]:
    """A mapping in braces."""
    pairs = dict(zip(slot.value, slot.node.value, strict=True))
    inner = {
        key: list(change(sheet, flow_slot(sheet, slot, key, pairs[key]), wanted[key])) for key in pairs if key in wanted
    }
    order = [key for key in pairs if key in wanted]
    for position, key in enumerate(wanted):
        if key not in pairs:
            before = [other for other in list(wanted)[:position] if other in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    if list(pairs) == order:
        yield from (edit for edits in inner.values() for edit in edits)
        return
    elements = {
        key: element(sheet, int(pair[0].start_mark.index), span_end(pair), inner.get(key, ()))
        for key, pair in pairs.items()
    }
    texts = [
        elements[key] if key in elements else f"{write.key_text(key)}: {write.one_line(wanted[key], in_flow=True)}"
        for key in order
    ]
    yield rebuilt(sheet, slot.node, list(elements.values()), texts)


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
    texts = [
        write.one_line(entry, in_flow=True) if origin is None else elements[origin]
        for origin, entry in zip(came_from, wanted, strict=True)
    ]
    yield rebuilt(sheet, slot.node, elements, texts)


def element(sheet: Sheet, start: int, end: int, edits: Sequence[Edit]) -> Element:
    return Element(start, end, applied(sheet.text[start:end], edits, start))


def rebuilt(sheet: Sheet, node: Node, old: Sequence[Element], new: Sequence[Element | str]) -> Edit:
    """The inside of the brackets anew, with the commas and spaces that stood there."""
    between = [sheet.text[former.end : latter.start] for former, latter in pairwise(old)]
    if any("#" in text for text in between):
        raise CannotSplice("a comment stands inside brackets")
    usual = between[0] if between and all(text == between[0] for text in between) else ", "
    texts = [each if isinstance(each, str) else each.text for each in new]
    return Edit(old[0].start, old[-1].end, usual.join(texts))


def is_flow(node: Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
