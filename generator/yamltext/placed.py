"""Values that know where they were written."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias, Union

from generator.problem import Place, Step


class Plain(str):
    """An unquoted scalar as it was typed. Whether it is a number or a yes is decided by the schema."""

    __slots__ = ()


class Spot(NamedTuple):
    """A parser's mark as far as it is needed: line and column, both from 0."""

    line: int
    column: int


class Inside(Mapping[Any, Place]):
    """Where a group or list starts and its values lie; places are made when asked for, most never are."""

    __slots__ = ("_file", "_first", "_mark", "_marks")

    def __init__(self, file: str, mark: Any, marks: dict[Any, Any], first: int = 1) -> None:
        self._file = file
        self._first = first  # the number of the line that was read first
        self._mark = mark
        self._marks = marks  # the parser's mark of a scalar, the Inside of a group or list

    @property
    def place(self) -> Place:
        return Place(self._file, self._mark.line + self._first, self._mark.column + 1, self)

    def beside(self, marks: dict[Any, Any]) -> "Inside":
        """The same of what else is written there."""
        return Inside(self._file, self._mark, marks, self._first)

    def __getitem__(self, step: Step) -> Place:
        mark = self._marks[step]
        return mark.place if isinstance(mark, Inside) else Place(self._file, mark.line + self._first, mark.column + 1)

    def get(self, step: Step, default: Any = None) -> Any:  # asked for every place that a rule may point at
        return self[step] if step in self._marks else default

    def __iter__(self) -> Iterator[Any]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)

    def __reduce__(self) -> tuple[Any, ...]:
        # The parser's marks cannot be sent to another process. What lies inside several places is sent once.
        marks = {step: mark if isinstance(mark, Inside) else _spot(mark) for step, mark in self._marks.items()}
        return Inside, (self._file, _spot(self._mark), marks, self._first)


def _spot(mark: Any) -> Spot:
    return Spot(mark.line, mark.column)


class PlacedMap(dict[str, "Value"]):
    """A mapping; `place.at(key)` leads to the value of a key, `key_places[key]` to the key."""

    __slots__ = ("inside", "keys_at")
    inside: Inside
    keys_at: dict[Any, Any]  # the parser's mark of each key

    @property
    def key_places(self) -> Inside:
        return self.inside.beside(self.keys_at)

    @property
    def place(self) -> Place:
        return self.inside.place


class PlacedList(list["Value"]):
    """A list; `place.at(index)` leads to an entry."""

    __slots__ = ("inside",)
    inside: Inside

    @property
    def place(self) -> Place:
        return self.inside.place


Value: TypeAlias = Union[PlacedMap, PlacedList, str, None]  # noqa: UP007 - names are not defined yet when it is read


def thawed(value: Any) -> Any:
    """A value as it was read, its mappings and lists free to be changed."""
    if isinstance(value, Mapping):
        return {key: thawed(inner) for key, inner in value.items()}
    return [thawed(entry) for entry in value] if isinstance(value, list | tuple) else value
