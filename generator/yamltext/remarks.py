"""Comments of another version of a file, brought into this one: nobody's words are lost because two texts were joined.

A comment is known by what it stands above or behind: a field or an entry, by its id. Where that is gone, it comes last.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from generator.yamltext.identity import named
from generator.yamltext.meaning import means
from generator.yamltext.read import BYTE_ORDER_MARK, HIDDEN_BREAKS, STAND_INS, read
from generator.yamltext.sheet import Loader

Steps: TypeAlias = tuple[str | int, ...]
CARRIAGE_RETURN = re.compile(r"\r(?!\n)")  # alone it ends a line for the parser, and for no editor
HIDE = str.maketrans(dict(zip(HIDDEN_BREAKS, STAND_INS, strict=True)))
SHOW = str.maketrans(dict(zip(STAND_INS, HIDDEN_BREAKS, strict=True)))
Position: TypeAlias = tuple[int, int]  # line and column, both from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment with its sign; `at`: what stands below it, or beside it where it stands behind something."""

    text: str
    at: Steps | None
    behind: bool


def with_remarks(text: str, base: str, ours: str, theirs: str) -> str:
    """A text joined onto ours, with the comments that theirs has and we did not take away."""
    if not signs_in(theirs) - signs_in(text) or any(
        CARRIAGE_RETURN.search(each) for each in (text, base, ours, theirs)
    ):
        return text
    was, other = tuple(remarks(base)), tuple(remarks(theirs))
    here, taken_away = said_in(text), said_in(base) - said_in(ours)
    still = {remark.text for remark in other}
    gone = [remark for remark in was if remark.text not in still]
    for remark in other:
        if known := next((each for each in (here, taken_away) if each[remark.text]), None):
            known[remark.text] -= 1
            continue
        old = next((each for each in gone if (each.at, each.behind) == (remark.at, remark.behind)), None)
        made = None if old is None else reworded(text, old, remark)
        text = with_remark(text, remark) if made is None else made
    return text


def signs_in(text: str) -> Counter[str]:
    """What may be a comment, seen at a glance: the rest of each line from its first sign on."""
    return Counter(line[line.index("#") :].rstrip() for line in text.split("\n") if "#" in line)


def said_in(text: str) -> Counter[str]:
    return Counter(said for said, _, _ in comments(text))


def reworded(text: str, old: Remark, new: Remark) -> str | None:
    """The text with one comment in place of another; None where that is not there as it was."""
    lines = text.split("\n")
    at = next((line for one, (_, line, _) in zip(remarks(text), comments(text), strict=True) if one == old), None)
    if at is None:
        return None
    before, _, after = lines[at].rpartition(old.text)
    lines[at] = before + new.text + after
    made = "\n".join(lines)
    return made if says_the_same(made, read(text, "")[0]) else None


def comments(text: str) -> Iterator[tuple[str, int, bool]]:
    """Each comment with its line, from 0, and whether it stands behind something."""
    body = text.removeprefix(BYTE_ORDER_MARK).translate(HIDE)  # or the parser would count other lines than we do
    lines = [line.translate(SHOW) for line in body.split("\n")]
    ends = [0, 0, 0]  # behind the last word: its line and column, and its place in the text
    for token in yaml.scan(body, Loader=Loader):
        start = token.start_mark
        if "#" in body[ends[2] : start.index]:
            yield from comments_between(lines, (ends[0], ends[1]), (start.line, start.column))
        if token.end_mark.index > ends[2]:
            ends = [token.end_mark.line, token.end_mark.column, token.end_mark.index]
    yield from comments_between(lines, (ends[0], ends[1]), (len(lines) - 1, len(lines[-1])))


def comments_between(lines: list[str], start: Position, end: Position) -> Iterator[tuple[str, int, bool]]:
    """The comments among the spaces between two words of a file."""
    for number in range(start[0], min(end[0] + 1, len(lines))):  # the end may lie behind a text that has no last end
        first = start[1] if number == start[0] else 0
        gap = lines[number][first : end[1] if number == end[0] else None]
        sign = gap.find("#")
        if sign >= 0:
            yield gap[sign:].rstrip(), number, bool(lines[number][: first + sign].strip())


def remarks(text: str) -> Iterator[Remark]:
    lines = dict(sorted(lines_of(read(text, "")[0]).items()))
    for said, line, behind in comments(text):
        near = line if behind else next((below for below in lines if below > line), None)
        yield Remark(text=said, at=None if near is None else lines.get(near), behind=behind)


def lines_of(value: Any, steps: Steps = ()) -> dict[int, Steps]:
    """For each line on which a field or an entry begins the way to the outermost that does."""
    found: dict[int, Steps] = {}
    inside: list[tuple[str | int, Any, int]] = []
    if isinstance(value, Mapping) and value:
        places = value.key_places  # type: ignore[attr-defined]
        inside = [(key, inner, places[key].line - 1) for key, inner in value.items()]
    elif isinstance(value, list):
        names = named(steps[-1] if steps else None, value, value, value)[0]
        place = value.place  # type: ignore[attr-defined]
        inside = [(each.name, each.entry, place.at(number).line - 1) for number, each in enumerate(names)]
    for step, inner, line in inside:
        found.setdefault(line, (*steps, step))
        for below, way in lines_of(inner, (*steps, step)).items():
            found.setdefault(below, way)
    return found


def with_remark(text: str, remark: Remark) -> str:
    """The text with a comment where it belongs; at its end where it cannot stand there."""
    value = read(text, "")[0]
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    line = nearest(remark.at, lines_of(value))
    ended = text if text.endswith(newline) else text + newline
    candidates = [ended + remark.text + newline]
    if line is not None:
        indent = len(lines[line]) - len(lines[line].lstrip(" "))
        above = newline.join([*lines[:line], " " * indent + remark.text, *lines[line:]])
        behind = newline.join([*lines[:line], f"{lines[line]} {remark.text}", *lines[line + 1 :]])
        candidates = [*([behind] if remark.behind and "#" not in lines[line] else []), above, *candidates]
    return next((each for each in candidates if says_the_same(each, value)), text)


def nearest(at: Steps | None, lines: Mapping[int, Steps]) -> int | None:
    """The line on which this begins, or what it lies in where that stands on one line."""
    begins = {way: line for line, way in sorted(lines.items(), reverse=True)}
    ways = (at[:count] for count in range(len(at or ()), 0, -1)) if at else ()
    return next((begins[way] for way in ways if way in begins), None)


def says_the_same(text: str, value: Any) -> bool:
    read_again, problems = read(text, "")
    return not problems and means(read_again, value)
