"""A text and where things stand in it: lines, ends of nodes, the way it is laid out; and edits of it.

Positions count characters from 0, as libyaml's marks do.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from generator.yamltext.write import Layout

# PyYAML without libyaml is slower and gives the same nodes.
Loader: Any = getattr(yaml, "CLoader", yaml.Loader)
Node: TypeAlias = Any  # a composed node of PyYAML, which has no types for its marks


class CannotSplice(Exception):  # noqa: N818 - not an error: another way is taken
    """An edit that would touch more than what it concerns."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Text to stand in place of what lies between two positions."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text with its layout. Its last line ends like the others."""

    text: str
    layout: Layout

    def line_start(self, position: int) -> int:
        return self.text.rfind("\n", 0, position) + 1

    def line_end(self, position: int) -> int:
        """The beginning of the next line."""
        found = self.text.find("\n", position)
        return len(self.text) if found < 0 else found + 1

    def starts_line(self, position: int) -> bool:
        """Whether only spaces stand before it on its line."""
        return not self.text[self.line_start(position) : position].strip(" ")

    def indent(self, line: int) -> int:
        """How many spaces a line begins with."""
        end = self.line_end(line)
        return end - line - len(self.text[line:end].lstrip(" "))

    def below(self, line: int, column: int) -> int:
        """The beginning of the first line that is no comment standing further in than this column."""
        found = ahead = line
        while ahead < len(self.text):
            end = self.line_end(ahead)
            if is_comment(self.text[ahead:end]) and self.indent(ahead) > column:
                found = end
            elif self.text[ahead:end].strip():
                break
            ahead = end
        return found

    def comments(self, start: int, end: int, column: int) -> list[str]:
        """The comments that have lines of their own between two beginnings of lines, put at a column."""
        lines = self.text[start:end].splitlines()
        return [" " * column + line.strip() for line in lines if is_comment(line)]

    def over(self, start: int, end: int, lines: Sequence[str]) -> Edit:
        """Whole lines in place of those between two beginnings of lines."""
        return Edit(start, end, "".join(line + self.layout.newline for line in lines))

    def without(self, start: int, end: int) -> Edit:
        """Whole lines taken away; of empty lines around them one stays."""
        above = self.line_start(start - 1) if start else 0
        if start and not self.text[above:start].strip():
            after = self.line_end(end)
            if end == len(self.text):
                return self.over(above, end, ())
            if not self.text[end:after].strip():
                return self.over(start, after, ())
        return self.over(start, end, ())


def applied(text: str, edits: Iterable[Edit], offset: int = 0) -> str:
    """The text with its edits made; `offset` is where the text begins in the sheet the edits speak of."""
    parts: list[str] = []
    done = offset
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < done and edit.text:
            raise CannotSplice("two edits touch the same text")
        parts += [text[done - offset : max(edit.start, done) - offset], edit.text]
        done = max(done, edit.end)
    return "".join([*parts, text[done - offset :]])


def end_of(text: str, node: Node) -> int:
    """The position behind the last character of a node, comments and empty lines after it left out."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        if isinstance(last, tuple) and last[1].start_mark.index == last[1].end_mark.index:
            return max(int(last[0].end_mark.index), int(last[1].end_mark.index))
        node = last[1] if isinstance(last, tuple) else last
    end = int(node.end_mark.index)
    if not is_block_scalar(node):
        return end
    if "+" in text[node.start_mark.index : node.start_mark.index + 3]:  # the empty lines below are part of the text
        return end - text[:end].endswith("\n")
    return len(text[:end].rstrip())


def is_comment(line: str) -> bool:
    return line.lstrip(" ").startswith("#")


def is_block_scalar(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def is_block(node: Node) -> bool:
    """Whether it is a mapping or list on lines of its own."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def layout_of(text: str, root: Node) -> Layout:
    """How a text is laid out: as the first key below a key, the first dash below a key and the first dash show."""
    found = {"newline": "\r\n" if "\r\n" in text else "\n"} | dict(columns_in(root))
    return Layout(**found)  # type: ignore[arg-type]


def columns_in(root: Node) -> Iterator[tuple[str, int]]:
    """Distances between columns, those nearest the top of the text last so that they win."""
    seen: list[tuple[str, int]] = []
    ahead = [root]
    for node in ahead:  # grows while it is walked
        if len(seen) > 100:
            break
        column = node.start_mark.column
        if not is_block(node):
            continue
        if isinstance(node, yaml.MappingNode):
            for _, value in node.value:
                ahead.append(value)
                if is_block(value):
                    name = "step" if isinstance(value, yaml.MappingNode) else "dash"
                    seen.append((name, value.start_mark.column - column))
        else:
            ahead += node.value
            seen += [("gap", entry.start_mark.column - column) for entry in node.value if is_block(entry)]
    return reversed(seen)
