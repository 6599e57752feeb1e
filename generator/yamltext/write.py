"""Values as the lines of a YAML file, written the way a person would: block style, short lists of words on one line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeGuard

from generator.yamltext.read import Plain
from generator.yamltext.scalars import folded_lines, inline, literal_lines

Wanted: TypeAlias = Any  # mappings with text as keys, lists or tuples, and scalars.Scalar

SHORT_WORD = 24  # a list of longer texts stands one to a line
FEW_FIELDS = 5  # a mapping of more stands on lines of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is laid out, in columns."""

    step: int = 2  # from a key to the keys below it
    dash: int = 2  # from a key to the dashes below it
    gap: int = 2  # from a dash to what follows it
    width: int = 100  # longer text is folded
    newline: str = "\n"
    texts: bool = True  # long text and text of several lines stands in lines of its own


def file_text(wanted: Wanted, layout: Layout) -> str:
    """A whole file. Entries of a list at the top stand apart by an empty line."""
    if is_list(wanted) and wanted:
        lines = list(item_block(wanted, 0, layout))
    elif isinstance(wanted, Mapping) and wanted:
        lines = [line for key, value in wanted.items() for line in airy(key, value, layout)]
    else:
        lines = [one_line(wanted, in_flow=False)]
    return "".join(f"{line}{layout.newline}" for line in lines)


def airy(key: str, value: Wanted, layout: Layout) -> Iterator[str]:
    """A key at the top of a file; the entries of a list of mappings stand apart."""
    lines = list(entry_lines(key, value, 0, layout))
    if not is_list(value) or len(lines) <= len(value) + 1:
        yield from lines
        return
    dash = f"{' ' * layout.dash}-"
    for number, line in enumerate(lines):
        if number > 1 and line.startswith(dash):
            yield ""
        yield line


def entry_lines(key: str, value: Wanted, column: int, layout: Layout) -> Iterator[str]:
    """The lines of a key and its value, the key standing at a column from 0."""
    start = f"{' ' * column}{key_text(key)}:"
    if not is_block(value) or stands_on_one_line(value, len(start), layout):
        yield from scalar_lines(start, value, column, layout)
        return
    yield start
    if isinstance(value, Mapping):
        for inner_key, inner in value.items():
            yield from entry_lines(inner_key, inner, column + layout.step, layout)
    else:
        yield from item_block(value, column + layout.dash, layout)


def item_block(entries: Sequence[Wanted], column: int, layout: Layout) -> Iterator[str]:
    """The entries of a list; mappings all on one line each, or none."""
    short = all(not is_block(entry) or stands_on_one_line(entry, column + layout.gap, layout) for entry in entries)
    for entry in entries:
        yield from item_lines(entry, column, layout, on_one_line=short)


def item_lines(entry: Wanted, column: int, layout: Layout, *, on_one_line: bool) -> Iterator[str]:
    """The lines of one entry of a list, its dash standing at a column."""
    start = f"{' ' * column}-"
    if on_one_line or not is_block(entry):
        yield from scalar_lines(start, entry, column, layout)
        return
    inner = column + layout.gap
    lines = (
        (line for key, value in entry.items() for line in entry_lines(key, value, inner, layout))
        if isinstance(entry, Mapping)
        else item_block(entry, inner, layout)
    )
    first = next(iter(lines))
    yield start + first[len(start) :]  # the dash takes the place of the first line's indentation
    yield from lines


def scalar_lines(start: str, value: Wanted, column: int, layout: Layout) -> Iterator[str]:
    """A scalar, or a collection on one line, after `key:` or a dash."""
    plain = f"{start} {one_line(value, in_flow=False)}"
    block = None
    if not layout.texts:
        pass
    elif isinstance(value, str) and "\n" in value:
        block = literal_lines(value)
    elif isinstance(value, str) and len(plain) > layout.width:
        block = folded_lines(value, layout.width - column - layout.step)
    if block is None:
        yield plain
        return
    header, lines = block
    yield f"{start} {header}"
    yield from (f"{' ' * (column + layout.step)}{line}" if line else "" for line in lines)


def one_line(value: Wanted, *, in_flow: bool) -> str:
    """The value on one line, collections in brackets."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key_text(key)}: {one_line(inner, in_flow=True)}" for key, inner in value.items())
        return f"{{{inside}}}"
    if is_list(value):
        return f"[{', '.join(one_line(entry, in_flow=True) for entry in value)}]"
    return inline(value, in_flow=in_flow)


def on_its_line(key: str, value: Wanted) -> str:
    """A key with all it holds on one line, as somebody in a list of people."""
    return f"{key_text(key)}: {one_line(value, in_flow=True)}"


def key_text(key: str) -> str:
    """A key is never quoted for its meaning: `on:` is a field of ours."""
    return inline(Plain(key), in_flow=True)


def is_list(value: object) -> TypeGuard[Sequence[Wanted]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def is_block(value: Wanted) -> bool:
    """Whether it is a collection that can stand on lines of its own."""
    return bool(value) and (isinstance(value, Mapping) or is_list(value))


def stands_on_one_line(value: Wanted, column: int, layout: Layout) -> bool:
    """Whether a person would write the collection in brackets: a few short words or fields that fit the line."""
    if isinstance(value, Mapping):
        inside = list(value.values())
        if len(inside) > FEW_FIELDS:
            return False
    else:
        inside = list(value)
        if any(len(one_line(word, in_flow=True)) > SHORT_WORD for word in inside if not is_block(word)):
            return False
    if any(is_block(each) or (isinstance(each, str) and "\n" in each) for each in inside):
        return False
    return column + 1 + len(one_line(value, in_flow=True)) <= layout.width
