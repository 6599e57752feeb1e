"""YAML text to values that know where they were written. It gives no meaning to a bare word: a schema does.

Built from libyaml's events rather than from composed nodes: nothing recurses, nothing is expanded, and what stands
before a mistake is still looked at. Refused: anchors, aliases, tags, repeated keys, a second document, keys that are
not words, and nesting deeper than any plan needs. Never raises for what a file holds.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, Union

import yaml

from generator.problem import Place, Problem, Step
from generator.yamltext.mistakes import LINE_END, Broken, mistake_in

# PyYAML without libyaml has no CParser: its own reader is slower and gives the same events.
EventParser: Any = getattr(yaml, "CLoader", yaml.Loader)

MOST_BYTES = 10_000_000  # some 200,000 lines; the largest published standards need a tenth of it
DEEPEST = 60
BYTE_ORDER_MARK = "\ufeff"
NOT_IN_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# libyaml ends a line at these, YAML 1.2 and every editor do not. Each is swapped for one letter while it parses.
HIDDEN_BREAKS = ("\x85", "\u2028", "\u2029")
STAND_INS = ("\ue0f1", "\ue0f2", "\ue0f3")
NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Plain(str):
    """An unquoted scalar as it was typed. Whether it is a number or a yes is decided by the schema."""

    __slots__ = ()


class PlacedMap(dict[str, "Value"]):
    """A mapping; `place.at(key)` leads to the value of a key, `key_places[key]` to the key."""

    __slots__ = ("key_places", "place")
    place: Place
    key_places: Mapping[str, Place]


class PlacedList(list["Value"]):
    """A list; `place.at(index)` leads to an entry."""

    __slots__ = ("place",)
    place: Place


Value: TypeAlias = Union[PlacedMap, PlacedList, str, None]  # noqa: UP007 - names are not defined yet when it is read


class Inside(Mapping[Any, Place]):
    """Places by key or index, made when asked for: most are never looked at."""

    __slots__ = ("_file", "_marks")

    def __init__(self, file: str, marks: dict[Any, Any]) -> None:
        self._file = file
        self._marks = marks  # a Place where a mapping or list lies, else the parser's mark

    def __getitem__(self, step: Step) -> Place:
        mark = self._marks[step]
        if isinstance(mark, Place):
            return mark
        return Place(self._file, mark.line + 1, mark.column + 1)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)

    def __reduce__(self) -> tuple[type[dict[Any, Place]], tuple[dict[Any, Place]]]:
        # The parser's marks cannot be sent to another process, places can.
        return dict, (dict(self),)


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


def read(text: str, file: str) -> tuple[Value, tuple[Problem, ...]]:
    """The value of a file, None where it is empty or cannot be read; `file` names it in places."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    odd = NOT_IN_YAML.search(text)
    if odd is not None:
        return None, (_odd_character(text, odd.start(), file),)
    hidden = {stand_in: real for stand_in, real in zip(STAND_INS, HIDDEN_BREAKS, strict=True) if real in text}
    for stand_in, real in hidden.items():
        text = text.replace(real, stand_in)
    building = _Building(file=file, hidden=hidden)
    try:
        _build(EventParser(text), building)
    except yaml.MarkedYAMLError as error:
        building.problems.append(mistake_in(text, file, _broken(error, building)))
        building.stopped = True
    return (None if building.stopped else building.root), tuple(building.problems)


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet; `key` waits for its value."""

    value: Any
    marks: dict[Any, Any]
    key_marks: dict[str, Any] | None  # None: a list
    key: str | None = None
    lost: bool = False  # the value to come belongs to a repeated key


@dataclass(slots=True)
class _Building:
    """What is read so far. `stopped`: the rest of the file has no sure meaning."""

    file: str
    hidden: Mapping[str, str]
    root: Value = None
    problems: list[Problem] = field(default_factory=list)
    stopped: bool = False
    documents: int = 0
    last_scalar: Any = None
    open: list[_Open] = field(default_factory=list)

    def complain(self, mark: Any, code: str, message: str, hint: str, length: int = 1) -> None:
        place = Place(self.file, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(place, code, message, hint, length=max(1, length)))

    def stop(self, mark: Any, code: str, message: str, hint: str) -> None:
        self.complain(mark, code, message, hint)
        self.stopped = True


def _build(parser: Any, building: _Building) -> None:
    """Read events until the end of the text or the first thing that is refused."""
    while not building.stopped and (event := parser.get_event()) is not None:
        handler = HANDLERS.get(type(event))
        if handler is not None:
            handler(event, building)


def _scalar(event: Any, building: _Building) -> None:
    if event.anchor is not None or event.tag is not None:
        _refuse_marked(event, building)
        return
    building.last_scalar = event
    text: str = event.value
    for stand_in, real in building.hidden.items():
        text = text.replace(stand_in, real)
    above = building.open[-1] if building.open else None
    if above is not None and above.key_marks is not None and above.key is None:
        _key(text, event, above, building)
    elif event.style:
        _attach(text, event.start_mark, above, building)
    else:
        _attach(None if text in NULLS else Plain(text), event.start_mark, above, building)


def _key(key: str, event: Any, above: _Open, building: _Building) -> None:
    mark = event.start_mark
    above.key = key
    if key in above.value:
        first = above.key_marks[key].line + 1 if above.key_marks else 0
        above.lost = True
        message = f"{key!r} is written twice here; line {first} already has it"
        building.complain(mark, "yaml-repeated-key", message, "Keep one of the two.", len(key))
    elif not key:
        building.stop(
            mark, "yaml-syntax", "there is no name before this colon", "Write a name before it, or remove it."
        )
    elif key == "<<" and not event.style:
        message = "this joins another part of the file in (<<), which is not read here"
        building.stop(mark, "yaml-alias", message, "Write the fields out.")
    elif above.key_marks is not None:
        above.key_marks[key] = mark
        above.value[key] = None  # keeps the order of the file, and shows repetition inside the value


def _attach(value: Any, mark: Any, above: _Open | None, building: _Building) -> None:
    """Put a value where it belongs; `mark` is a Place where it is a mapping or a list."""
    if above is None:
        building.root = value
    elif above.key_marks is None:
        above.marks[len(above.value)] = mark
        above.value.append(value)
    elif above.lost:
        above.key, above.lost = None, False
    else:
        above.marks[above.key] = mark
        above.value[above.key] = value
        above.key = None


def _mapping(event: Any, building: _Building) -> None:
    value, marks, key_marks = PlacedMap(), dict[Any, Any](), dict[Any, Any]()
    value.key_places = Inside(building.file, key_marks)
    _opened(event, building, _Open(value, marks, key_marks))


def _list(event: Any, building: _Building) -> None:
    _opened(event, building, _Open(PlacedList(), {}, None))


def _opened(event: Any, building: _Building, frame: _Open) -> None:
    mark = event.start_mark
    above = building.open[-1] if building.open else None
    if event.anchor is not None or event.tag is not None:
        _refuse_marked(event, building)
        return
    if above is not None and above.key_marks is not None and above.key is None:
        hint = 'Text that begins with a bracket needs quotes around it: "{student} …".'
        building.stop(mark, "yaml-syntax", "a name of a field is expected here, not a group or a list", hint)
        return
    if len(building.open) == DEEPEST:
        message = f"this is nested more than {DEEPEST} levels deep"
        building.stop(mark, "yaml-too-deep", message, "No file needs that; look for brackets or dashes too many.")
        return
    frame.value.place = Place(building.file, mark.line + 1, mark.column + 1, Inside(building.file, frame.marks))
    _attach(frame.value, frame.value.place, above, building)
    building.open.append(frame)


def _closed(_: Any, building: _Building) -> None:
    building.open.pop()


def _alias(event: Any, building: _Building) -> None:
    hint = f'Write the fields out; if it is text, put it in quotes: "*{event.anchor}".'
    building.stop(
        event.start_mark, "yaml-alias", "the star points to another part of the file, which is not read here", hint
    )


def _refuse_marked(event: Any, building: _Building) -> None:
    """An anchor (&name) or a tag (!name): both could give text another meaning than it shows."""
    if event.anchor is not None:
        hint = f'If it is text, put it in quotes: "&{event.anchor} …".'
        building.stop(
            event.start_mark, "yaml-alias", "the sign & names a part of the file, which is not read here", hint
        )
        return
    hint = f'If it is text, put it in quotes: "{_as_typed(event.tag)} …".'
    building.stop(event.start_mark, "yaml-tag", "the sign ! gives a value another type, which is not read here", hint)


def _as_typed(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _document(event: Any, building: _Building) -> None:
    building.documents += 1
    if building.documents > 1:
        hint = "Keep one document in a file: remove the line ---, or make two files."
        building.stop(event.start_mark, "yaml-many-documents", "a second document starts here", hint)


HANDLERS: Mapping[type[yaml.Event], Callable[[Any, _Building], None]] = {
    yaml.ScalarEvent: _scalar,
    yaml.MappingStartEvent: _mapping,
    yaml.SequenceStartEvent: _list,
    yaml.MappingEndEvent: _closed,
    yaml.SequenceEndEvent: _closed,
    yaml.AliasEvent: _alias,
    yaml.DocumentStartEvent: _document,
}


def _broken(error: yaml.MarkedYAMLError, building: _Building) -> Broken:
    """What the parser said, without its types; lines and columns from 0."""
    mark = error.problem_mark or error.context_mark
    context, scalar = error.context_mark, building.last_scalar
    return Broken(
        said=f"{error.context or ''}: {error.problem or ''}",
        at=(mark.line, mark.column) if mark else (0, 0),
        context=(context.line, context.column) if context else None,
        quoted=_span(scalar) if scalar is not None and scalar.style in ("'", '"') else None,
        columns=tuple(frame.value.place.column - 1 for frame in building.open),
    )


def _span(scalar: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = scalar.start_mark, scalar.end_mark
    return (start.line, start.column), (end.line, end.column)


def _odd_character(text: str, position: int, file: str) -> Problem:
    place = _end_of(text[:position], file)
    message = f"here is a character that cannot be seen and cannot stand in YAML (U+{ord(text[position]):04X})"
    return Problem(place, "yaml-syntax", message, "Delete it, and type the text around it again.")


def _not_utf8(place: Place, message: str) -> Problem:
    return Problem(place, "file-not-utf8", message, "In your editor choose “Save with encoding” and then UTF-8.")


def _end_of(text: str, file: str) -> Place:
    """The place just behind this beginning of a file."""
    lines = LINE_END.split(text)
    return Place(file, len(lines), len(lines[-1]) + 1)
