"""How much goes on a printed page. Lists are cut where the paper ends, and say how many more there are.

Measured in lines of standard print; an estimate on the safe side, since only layout knows the truth.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf
from typing import Generic, TypeVar

from generator.view.page import RichText
from generator.words import Words

Thing = TypeVar("Thing")
LINE = 5.0  # millimetres: a line of standard print; the style sheet's font size times its line height
WIDE = 94  # signs in a line across the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What fits between the margins: millimetres, and lines of standard print.

    `one_column`: set in one column, and as many pages as it needs.
    """

    width: float
    height: float
    lines: float
    one_column: bool


SHEETS: Mapping[tuple[str, str], Sheet] = {
    ("letter", "standard"): Sheet(width=183.9, height=244.0, lines=244.0 / LINE, one_column=False),
    ("a4", "standard"): Sheet(width=178.0, height=261.0, lines=261.0 / LINE, one_column=False),
    ("letter", "large"): Sheet(width=183.9, height=227.0, lines=inf, one_column=True),
    ("a4", "large"): Sheet(width=178.0, height=244.0, lines=inf, one_column=True),
    ("phone", "standard"): Sheet(width=88.0, height=184.0, lines=244.0 / LINE, one_column=True),
}


@dataclass(frozen=True, slots=True)
class Fitted(Generic[Thing]):
    """What there is room for, in its order, and how many were left out."""

    kept: tuple[Thing, ...]
    left_out: int


def fitted(things: Sequence[Thing], cost: Callable[[Thing], float], room: float, at_least: int = 1) -> Fitted[Thing]:
    """As many as fit from the first on, never fewer than `at_least` (where there are so many)."""
    used, kept = 0.0, 0
    for thing in things:
        used += cost(thing)
        if used > room and kept >= at_least:
            break
        kept += 1
    return Fitted(tuple(things[:kept]), len(things) - kept)


def more_on_site(left_out: int, words: Words) -> str | None:
    return words.count("and {n} more, on the site", "and {n} more, on the site", left_out) if left_out else None


def lines(text: RichText | str | None, per_line: int = WIDE) -> int:
    """How many lines the words take; nothing takes none."""
    if text is None:
        return 0
    words = text if isinstance(text, str) else text.text
    return sum(max(1, ceil(len(paragraph) / per_line)) for paragraph in words.strip().splitlines() or [""])
