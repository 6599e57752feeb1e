"""Edits of mappings and lists that stand on lines of their own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import yaml

from generator.yamltext import write
from generator.yamltext.meaning import means
from generator.yamltext.pairing import origins, renames
from generator.yamltext.sheet import CannotSplice, Edit, Node, Sheet, applied, end_of, is_block, is_comment
from generator.yamltext.slots import Slot

Change: TypeAlias = Callable[[Sheet, Slot, Any], Iterator[Edit]]


def mapping_edits(sheet: Sheet, slot: Slot, wanted: Mapping[str, Any], change: Change) -> Iterator[Edit]:
    """Keys set, renamed, taken out and put in; their order in the file stays."""
    pairs: dict[str, tuple[Node, Node]] = dict(zip(slot.value, slot.node.value, strict=True))
    value: Mapping[str, Any] = slot.value
    renamed = renames(value, wanted)
    for old, new in renamed.items():
        node = pairs[old][0]
        yield Edit(node.start_mark.index, node.end_mark.index, write.key_text(new))
    kept = {renamed.get(key, key): pair for key, pair in pairs.items() if key in wanted or key in renamed}
    if not kept and not sheet.starts_line(slot.node.start_mark.index):
        raise CannotSplice("nothing stays of a mapping that begins behind a dash")
    for key, pair in pairs.items():
        if key in wanted and means(value[key], wanted[key]):
            continue
        if key in wanted:
            yield from change(sheet, key_slot(sheet, key, pair, value[key]), wanted[key])
        elif key not in renamed:
            yield from without_entry(sheet, list(pairs.values()), pair)
    yield from new_entries(sheet, slot.node, kept, wanted)


def key_slot(sheet: Sheet, key: str, pair: tuple[Node, Node], value: Any) -> Slot:
    key_node, node = pair
    colon = sheet.text.find(":", key_node.end_mark.index)
    if colon < 0 or sheet.text[key_node.end_mark.index : colon].strip():
        raise CannotSplice("a key without its colon beside it")
    return Slot(node=node, value=value, anchor=colon + 1, column=key_node.start_mark.column, key=key)


def without_entry(sheet: Sheet, pairs: Sequence[tuple[Node, Node]], pair: tuple[Node, Node]) -> Iterator[Edit]:
    """A key taken out with its value. One that stands behind a dash gives its place to the next."""
    start, column = int(pair[0].start_mark.index), int(pair[0].start_mark.column)
    line, end = sheet.line_start(start), sheet.line_end(entry_end(sheet, pair))
    if sheet.starts_line(start):
        below = sheet.below(end, column)
        if below > end:  # what stood further in must not become part of the text above
            yield sheet.over(line, below, sheet.comments(end, below, column))
        else:
            yield sheet.without(line, end)
        return
    following = pairs[pairs.index(pair) + 1 :]
    if not following:
        raise CannotSplice("nothing follows what stands behind a dash")
    new_start = int(following[0][0].start_mark.index)
    yield sheet.over(line, line, sheet.comments(end, sheet.line_start(new_start), sheet.indent(line)))
    yield Edit(start, new_start, "")


def entry_end(sheet: Sheet, pair: tuple[Node, Node]) -> int:
    return max(int(pair[0].end_mark.index), end_of(sheet.text, pair[1]))


def new_entries(
    sheet: Sheet, mapping: Node, kept: Mapping[str, tuple[Node, Node]], wanted: Mapping[str, Any]
) -> Iterator[Edit]:
    """Keys put in behind the one they follow in what is wanted, in front of all where they come first."""
    column = int(mapping.start_mark.column)
    after: str | None = None
    waiting: list[str] = []
    for key in (*wanted, None):
        if key is not None and key not in kept:
            waiting += entry_like(sheet, mapping, key, wanted[key])
            continue
        if waiting and after is not None:
            below = sheet.below(sheet.line_end(entry_end(sheet, kept[after])), column)
            yield sheet.over(below, below, waiting)
        elif waiting:
            first = mapping.value[0]
            behind_a_dash = not sheet.starts_line(first[0].start_mark.index)
            yield in_front(sheet, first if behind_a_dash else next(iter(kept.values()), first), waiting)
        after, waiting = key, []


def entry_like(sheet: Sheet, mapping: Node, key: str, wanted: Any) -> Sequence[str]:
    """A new key as its siblings stand: in braces where they all do."""
    column = int(mapping.start_mark.column)
    line = " " * column + write.on_its_line(key, wanted)
    if isinstance(wanted, Mapping) and wanted and fits_in_braces(sheet, [value for _, value in mapping.value], line):
        return (line,)
    return tuple(write.entry_lines(key, wanted, column, sheet.layout))


def fits_in_braces(sheet: Sheet, siblings: Sequence[Node], line: str) -> bool:
    """Whether all siblings stand in braces, each on a line, and this line is no longer than theirs or any may be."""
    braces = [each for each in siblings if isinstance(each, yaml.MappingNode) and each.flow_style]
    if len(braces) < len(siblings) or not braces:
        return False
    longest = max(each.end_mark.column for each in braces)
    in_lines = all(each.start_mark.line == each.end_mark.line for each in braces)
    return in_lines and len(line) <= max(sheet.layout.width, longest)


def in_front(sheet: Sheet, pair: tuple[Node, Node], lines: Sequence[str]) -> Edit:
    start = int(pair[0].start_mark.index)
    if sheet.starts_line(start):
        line = sheet.line_start(start)
        return sheet.over(line, line, lines)
    column = start - sheet.line_start(start)
    newline = sheet.layout.newline
    return Edit(start, start, newline.join(lines)[column:] + newline + " " * column)


@dataclass(frozen=True, slots=True)
class Chunk:
    """An entry of a list: its lines, the comments right above, those below that stand further in than its dash.

    `between` are the lines between it and the entry before.
    """

    start: int
    end: int
    between: str
    text: str
    below: str


def list_edits(sheet: Sheet, slot: Slot, wanted: Sequence[Any], change: Change) -> Iterator[Edit]:
    """Entries changed, taken out, put in, put in another order."""
    value: Sequence[Any] = slot.value
    came_from = origins(value, wanted)
    dashes = dashes_of(sheet, slot.node)
    inner: dict[int, list[Edit]] = {}
    for position, origin in enumerate(came_from):
        if origin is not None:
            node, dash = slot.node.value[origin], dashes[origin]
            own = Slot(node=node, value=value[origin], anchor=dash + 1, column=slot.node.start_mark.column, key=None)
            inner[origin] = list(change(sheet, own, wanted[position]))
    if came_from == tuple(range(len(value))):
        yield from (edit for edits in inner.values() for edit in edits)
        return
    chunks = chunks_of(sheet, slot.node, dashes, inner)
    fresh = [
        "" if origin is not None else like_its_siblings(sheet, slot.node, entry)
        for origin, entry in zip(came_from, wanted, strict=True)
    ]
    column = int(slot.node.start_mark.column)
    made = rearranged(chunks, came_from, fresh, sheet.layout.newline, column)
    behind_a_dash = 0 if sheet.starts_line(dashes[0]) else column
    if made[:behind_a_dash].strip(" "):
        raise CannotSplice("a comment at the margin would come behind a dash")
    yield Edit(chunks[0].start, chunks[-1].end, made[behind_a_dash:])


def like_its_siblings(sheet: Sheet, node: Node, entry: Any) -> str:
    """A new entry of a list, as wide behind its dash as the others, and in braces only where one of them is."""
    column = int(node.start_mark.column)
    blocks = [each.start_mark.column - column for each in node.value if is_block(each)]
    layout = replace(sheet.layout, gap=blocks[0]) if blocks else sheet.layout
    line = f"{' ' * column}- {write.one_line(entry, in_flow=True)}"
    if isinstance(entry, Mapping) and entry and fits_in_braces(sheet, node.value, line):
        return line + layout.newline
    short = write.stands_on_one_line(entry, column + layout.gap, layout) if write.is_block(entry) else True
    if blocks and not any(isinstance(each, yaml.MappingNode) and each.flow_style for each in node.value):
        short = False
    lines = write.item_lines(entry, column, layout, on_one_line=short)
    return "".join(line + layout.newline for line in lines)


def dashes_of(sheet: Sheet, node: Node) -> tuple[int, ...]:
    """Where the dash of each entry stands."""
    column = int(node.start_mark.column)
    found = [int(node.start_mark.index)]
    for entry in node.value[1:]:
        line = sheet.line_start(entry.start_mark.index)
        while sheet.text[line : line + column + 1] != " " * column + "-":
            if line <= found[-1]:
                raise CannotSplice("a dash was not found")
            line = sheet.line_start(line - 1)
        found.append(line + column)
    return tuple(found)


def chunks_of(
    sheet: Sheet, node: Node, dashes: Sequence[int], inner: Mapping[int, Sequence[Edit]]
) -> tuple[Chunk, ...]:
    """The entries with their edits made. Comments right above an entry belong to it."""
    found: list[Chunk] = []
    column = int(node.start_mark.column)
    free = 0 if column else sheet.line_start(dashes[0])  # comments at the margin head the file
    for position, (entry, dash) in enumerate(zip(node.value, dashes, strict=True)):
        behind_a_dash = not sheet.starts_line(dash)
        start = dash if behind_a_dash else lead_of(sheet, sheet.line_start(dash), free)
        end = max(sheet.line_end(end_of(sheet.text, entry)), sheet.line_end(dash))
        text = " " * column * behind_a_dash + applied(sheet.text[start:end], inner.get(position, ()), start)
        free, above = sheet.below(end, column), sheet.text[free:start] if found else ""
        found.append(Chunk(start, free, above, text, sheet.text[end:free]))
    return tuple(found)


def lead_of(sheet: Sheet, line: int, limit: int) -> int:
    """Where the comment lines right above a line begin."""
    while line > limit:
        above = sheet.line_start(line - 1)
        if not is_comment(sheet.text[above:line]):
            break
        line = above
    return line


def rearranged(
    chunks: Sequence[Chunk], came_from: Sequence[int | None], fresh: Sequence[str], newline: str, column: int
) -> str:
    """The entries in their new order; comments of entries that go away stay."""
    airy = len(chunks) > 1 and all(chunk.between and not chunk.between.strip() for chunk in chunks[1:])
    apart = newline if airy else ""
    orphans = {place: orphaned(chunk, column) for place, chunk in enumerate(chunks) if place not in came_from}
    parts = ""
    done = -1
    for origin, text in zip(came_from, fresh, strict=True):
        if origin is None:
            parts += (apart if parts else "") + text
            continue
        parts += "".join(orphans.pop(place, "") for place in range(done + 1, origin))
        above = chunks[origin].between if origin else apart
        parts += (above if parts or above.strip() else "") + chunks[origin].text + chunks[origin].below
        done = max(done, origin)
    return parts + "".join(orphans.values())


def orphaned(chunk: Chunk, column: int) -> str:
    """The comments above and below an entry that goes away; further in they might become part of a text above."""
    lines = chunk.text.splitlines(keepends=True)
    lead = next((number for number, line in enumerate(lines) if not is_comment(line)), 0)
    below = "".join(" " * column + line.lstrip(" ") for line in chunk.below.splitlines(keepends=True) if line.strip())
    return (chunk.between if chunk.between.strip() else "") + "".join(lines[:lead]) + below
