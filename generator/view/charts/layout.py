"""What the layout of a map is: boxes and passages in rows, and the lines between them, counted in tracks."""

from dataclasses import dataclass
from typing import TypeAlias

Edge: TypeAlias = tuple[str, str]  # from a box to one that builds on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A box, or the passage of lines through a row when `box` is None. `start` and `span` are in tracks."""

    box: str | None
    row: int
    start: int
    span: int
    lines: tuple[Edge, ...] = ()  # that run through a passage

    @property
    def middle(self) -> float:
        return self.start + self.span / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """A part of some lines between two rows: below row `row`, from one track to another."""

    row: int
    above: float
    below: float
    lines: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`spots` by row, then in the order of reading."""

    rows: int
    tracks: int
    spots: tuple[Spot, ...]
    bends: tuple[Bend, ...]
