"""YAML text to values that know where they were written. It gives no meaning to a bare word: a schema does.

Built from libyaml's events rather than from composed nodes: nothing recurses, nothing is expanded, and what stands
before a mistake is still looked at. Refused: anchors, aliases, tags, repeated keys, a second document, keys that are
not words, and nesting deeper than any plan needs. Never raises for what a file holds.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import yaml

from generator.problem import Place, Problem
from generator.yamltext.broken import LINE_END, Broken
from generator.yamltext.mistakes import mistake_in
from generator.yamltext.placed import Inside, PlacedList, PlacedMap, Plain, Value

__all__ = ["PlacedList", "PlacedMap", "Plain", "Value", "decode", "read"]

# PyYAML without libyaml reads more slowly and gives the same events.
EventParser: Any = getattr(yaml.cyaml, "CParser", yaml.Loader)

MOST_BYTES = 10_000_000  # some 200,000 lines; the largest published standards need a tenth of it
DEEPEST = 60
BYTE_ORDER_MARK = "\ufeff"
NOT_IN_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# libyaml ends a line at these, YAML 1.2 and every editor do not. Each is swapped for one letter while it parses.
HIDDEN_BREAKS = ("\x85", "\u2028", "\u2029")
STAND_INS = ("\ue0f1", "\ue0f2", "\ue0f3")
NULLS = frozenset(("", "~", "null", "Null", "NULL"))


def decode(raw: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, without a byte order mark; empty text where there is a problem."""
    if len(raw) > MOST_BYTES:
        return "", (too_large(file, len(raw)),)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "", (_not_utf8(Place(file), "the file is saved as UTF-16"),)
    try:
        return raw.decode("utf-8").removeprefix(BYTE_ORDER_MARK), ()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").removeprefix(BYTE_ORDER_MARK)
        letter = raw[error.start : error.start + 1].decode("cp1252", "replace")
        guess = f"; it may be meant as {letter!r}" if letter.isalpha() else ""
        return "", (_not_utf8(_end_of(before, file), f"here is a letter that is not saved as UTF-8{guess}"),)


def too_large(file: str, size: int) -> Problem:
    return Problem(
        Place(file),
        "file-too-large",
        f"the file has {size / 1_000_000:.0f} MB; a file of a plan or a framework may have {MOST_BYTES // 1_000_000}",
        "Split it into several files, or check that it is the file you meant.",
    )


def read(text: str, file: str, first: int = 1) -> tuple[Value, tuple[Problem, ...]]:
    """The value of a file, None where it is empty or cannot be read; `file` names it in places.

    `first`: the number of the text's first line, where the text is only a piece of the file.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    reading = _Reading(file=file, first=first)
    for stand_in, real in zip(STAND_INS, HIDDEN_BREAKS, strict=True):
        if real in text:
            reading.hidden[stand_in] = real
            text = text.replace(real, stand_in)
    value: Value = None
    try:
        value = _built(EventParser(text).get_event, reading)
    except yaml.MarkedYAMLError as error:
        reading.problems.append(mistake_in(text, file, _broken(error, reading)))
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        reading.problems.append(_odd_character(text, file))
    return value, tuple(_lowered(problem, first - 1) for problem in reading.problems)


# A group or list being filled, where its values lie, and where its keys lie (None: a list).
Open: TypeAlias = tuple[Any, dict[Any, Any], dict[Any, Any] | None]


@dataclass(slots=True)
class _Reading:
    """What is known of a file while it is read. `stopped`: what follows has no sure meaning."""

    file: str
    first: int
    hidden: dict[str, str] = field(default_factory=dict)  # stand-in: the line break it stands for
    problems: list[Problem] = field(default_factory=list)
    stopped: bool = False
    documents: int = 0
    scalar: Any = None  # the event of the last one
    open: list[Open] = field(default_factory=lambda: [([], {}, None)])  # the outermost holds the document

    def complain(self, mark: Any, code: str, message: str, hint: str, length: int = 1) -> None:
        place = Place(self.file, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(place, code, message, hint, length=max(1, length)))

    def stop(self, mark: Any, code: str, message: str, hint: str) -> None:
        self.complain(mark, code, message, hint)
        self.stopped = True


def _built(next_event: Callable[[], Any], reading: _Reading) -> Value:
    """The value that the events tell of; None as soon as something is refused.

    One loop with its state in local names: it runs for every word of every file of a school.
    """
    around, hidden, scalar = reading.open, reading.hidden, yaml.ScalarEvent
    group, marks, keys = around[-1]
    key: str | None = None
    while not reading.stopped and (event := next_event()) is not None:
        kind = type(event)
        if kind is scalar and event.anchor is None and event.tag is None:
            reading.scalar = event
            if keys is None:
                marks[len(group)] = event.start_mark
                group.append(_scalar(event, hidden))
            elif key is None:
                key = _key(event, keys, reading)
            else:
                marks[key], group[key], key = event.start_mark, _scalar(event, hidden), None
        elif kind in ENDS:
            around.pop()
            group, marks, keys = around[-1]
        elif kind in STARTS:
            group, marks, keys = _opened(event, key, reading)
            key = None
        else:
            _other(event, reading)
    return None if reading.stopped or not around[0][0] else around[0][0][0]


def _lowered(problem: Problem, lines: int) -> Problem:
    place = problem.place
    return replace(problem, place=replace(place, line=place.line + lines)) if lines else problem


def _scalar(event: Any, hidden: Mapping[str, str]) -> str | None:
    text: str = event.value if not hidden else _unhidden(event.value, hidden)
    if event.style:
        return text
    return None if text in NULLS else Plain(text)


def _unhidden(text: str, hidden: Mapping[str, str]) -> str:
    for stand_in, real in hidden.items():
        text = text.replace(stand_in, real)
    return text


def _key(event: Any, keys: dict[Any, Any], reading: _Reading) -> str:
    hidden = reading.hidden
    mark, key = event.start_mark, _unhidden(event.value, hidden) if hidden else event.value
    if not key:
        hint = "Write a name before it, or remove it."
        reading.stop(mark, "yaml-syntax", "there is no name before this colon", hint)
    elif key == "<<" and not event.style:
        message = "this joins another part of the file in (<<), which is not read here"
        reading.stop(mark, "yaml-alias", message, "Write the fields out.")
    elif key in keys:
        # The parser would keep the last of two without a word; a lost goal must not be silent.
        message = f"{key!r} is written twice here; line {keys[key].line + 1} already has it"
        reading.complain(mark, "yaml-repeated-key", message, "Keep one of the two.", len(key))
    keys[key] = mark
    return key


def _opened(event: Any, key: str | None, reading: _Reading) -> Open:
    """A new group or list, put where it belongs."""
    group, marks, keys = reading.open[-1]
    if event.anchor is not None or event.tag is not None:
        _refuse_marked(event, reading)
    elif keys is not None and key is None:
        hint = 'Text that begins with a bracket needs quotes around it: "{student} …".'
        message = "the name of a field is expected here, not a group or a list"
        reading.stop(event.start_mark, "yaml-syntax", message, hint)
    elif len(reading.open) > DEEPEST:
        message = f"this is nested more than {DEEPEST} levels deep"
        hint = "No file needs that; look for brackets or dashes too many."
        reading.stop(event.start_mark, "yaml-too-deep", message, hint)
    opened = STARTS[type(event)](reading, event.start_mark)
    marks[len(group) if keys is None else key] = opened[0].inside
    if keys is None:
        group.append(opened[0])
    else:
        group[key] = opened[0]
    reading.open.append(opened)
    return opened


def _new_group(reading: _Reading, mark: Any) -> Open:
    group, marks, keys = PlacedMap(), dict[Any, Any](), dict[Any, Any]()
    group.inside = Inside(reading.file, mark, marks, reading.first)
    group.keys_at = keys
    return group, marks, keys


def _new_list(reading: _Reading, mark: Any) -> Open:
    entries, marks = PlacedList(), dict[Any, Any]()
    entries.inside = Inside(reading.file, mark, marks, reading.first)
    return entries, marks, None


STARTS: Mapping[type[yaml.Event], Callable[[_Reading, Any], Open]] = {
    yaml.MappingStartEvent: _new_group,
    yaml.SequenceStartEvent: _new_list,
}
ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))


def _other(event: Any, reading: _Reading) -> None:
    """Scalars with an anchor or a tag, aliases, and where documents begin."""
    match event:
        case yaml.ScalarEvent():
            _refuse_marked(event, reading)
        case yaml.AliasEvent():
            hint = f'Write the fields out; if it is text, put it in quotes: "*{event.anchor}".'
            message = "the star points to another part of the file, which is not read here"
            reading.stop(event.start_mark, "yaml-alias", message, hint)
        case yaml.DocumentStartEvent():
            reading.documents += 1
            if reading.documents > 1:
                hint = "Keep one document in a file: remove the line ---, or make two files."
                reading.stop(event.start_mark, "yaml-many-documents", "a second document starts here", hint)


def _refuse_marked(event: Any, reading: _Reading) -> None:
    """An anchor (&name) or a tag (!name): both could give text another meaning than it shows."""
    if event.anchor is not None:
        hint = f'If it is text, put it in quotes: "&{event.anchor} …".'
        message = "the sign & names a part of the file, which is not read here"
        reading.stop(event.start_mark, "yaml-alias", message, hint)
        return
    hint = f'If it is text, put it in quotes: "{event.tag.replace("tag:yaml.org,2002:", "!!")} …".'
    message = "the sign ! gives a value another type, which is not read here"
    reading.stop(event.start_mark, "yaml-tag", message, hint)


def _broken(error: yaml.MarkedYAMLError, reading: _Reading) -> Broken:
    """What the parser said, without its types; lines and columns from 0."""
    mark = error.problem_mark or error.context_mark
    context, scalar = error.context_mark, reading.scalar
    return Broken(
        said=f"{error.context or ''}: {error.problem or ''}",
        at=(mark.line, mark.column) if mark else (0, 0),
        context=(context.line, context.column) if context else None,
        quoted=_span(scalar) if scalar is not None and scalar.style in ("'", '"') else None,
    )


def _span(scalar: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = scalar.start_mark, scalar.end_mark
    return (start.line, start.column), (end.line, end.column)


def _odd_character(text: str, file: str) -> Problem:
    odd = NOT_IN_YAML.search(text)
    place = _end_of(text[: odd.start()] if odd else "", file)
    shown = f" (U+{ord(odd.group()):04X})" if odd else ""
    message = f"here is a character that cannot be seen and cannot stand in YAML{shown}"
    return Problem(place, "yaml-syntax", message, "Delete it, and type the text around it again.")


def _not_utf8(place: Place, message: str) -> Problem:
    return Problem(place, "file-not-utf8", message, "In your editor choose “Save with encoding” and then UTF-8.")


def _end_of(text: str, file: str) -> Place:
    """The place just behind this beginning of a file."""
    lines = LINE_END.split(text)
    return Place(file, len(lines), len(lines[-1]) + 1)
