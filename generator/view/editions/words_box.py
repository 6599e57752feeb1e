"""The box "Words in this plan": the school's words that this plan says, with what they mean, where a page has room."""

from generator.view.editions.room import fitted, lines
from generator.view.page import Term

MOST = 6
FRAME, SMALL, SMALL_SIGNS = 2.7, 0.84, 108  # lines of the frame and heading; a line of small print, and the signs in it
A_FEW = 2  # a box of fewer words is not worth its frame


def words_box(terms: tuple[Term, ...], room: float) -> tuple[Term, ...]:
    """As many of the terms as fit into so many lines, what matters most first; empty: there is no room for a box."""
    kept = fitted(terms[:MOST], _lines, room - FRAME, at_least=0).kept
    return kept if len(kept) >= A_FEW else ()


def lines_of_box(terms: tuple[Term, ...]) -> float:
    return FRAME + sum(map(_lines, terms)) if terms else 0


def _lines(term: Term) -> float:
    return 0.15 + SMALL * lines(f"{term.term}: {term.means}", SMALL_SIGNS)
