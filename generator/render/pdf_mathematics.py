"""Formulas on paper. WeasyPrint knows no MathML: it would print three quarters as 34.

A formula becomes one line of words and signs with raised and lowered letters; a fraction keeps its bar.
"""

import re
from collections.abc import Callable, Mapping
from html import escape
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
SHORT = re.compile(r"\w*")


def without_mathml(html: str) -> str:
    """The page with each formula written in one line."""
    if "<math" not in html:
        return html
    return FORMULA.sub(lambda found: _line(fromstring(_without_entities(found[0]))), html)


def _without_entities(formula: str) -> str:
    """XML knows five named entities; the sanitiser writes one more."""
    return formula.replace("&nbsp;", "\u00a0")


def _line(element: Element) -> str:
    parts = tuple(_line(part) for part in element)
    tag = element.tag.rpartition("}")[2]
    shape = SHAPES.get(tag)
    if shape is not None and len(parts) >= PARTS[tag]:
        return shape(parts)
    return escape(element.text or "") + "".join(parts)


def _grouped(part: str) -> str:
    """In brackets, unless it is one number or letter."""
    return part if SHORT.fullmatch(part) else f"({part})"


def _fraction(parts: tuple[str, ...]) -> str:
    above, below = parts[:2]
    if above.isdigit() and below.isdigit():
        return f'<span class="pb-fraction">{above}/{below}</span>'
    return f"{_grouped(above)}/{_grouped(below)}"


def _raised(parts: tuple[str, ...]) -> str:
    return f"{parts[0]}<sup>{parts[1]}</sup>"


def _lowered(parts: tuple[str, ...]) -> str:
    return f"{parts[0]}<sub>{parts[1]}</sub>"


def _both(parts: tuple[str, ...]) -> str:
    return f"{parts[0]}<sub>{parts[1]}</sub><sup>{parts[2]}</sup>"


def _root(parts: tuple[str, ...]) -> str:
    return f"√{_grouped(''.join(parts))}"


def _deeper_root(parts: tuple[str, ...]) -> str:
    return f"<sup>{parts[1]}</sup>√{_grouped(parts[0])}"


SHAPES: Mapping[str, Callable[[tuple[str, ...]], str]] = {
    "mfrac": _fraction,
    "msup": _raised,
    "msub": _lowered,
    "msubsup": _both,
    "msqrt": _root,
    "mroot": _deeper_root,
}
PARTS: Mapping[str, int] = {"mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "msqrt": 1, "mroot": 2}
