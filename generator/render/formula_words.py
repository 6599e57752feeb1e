"""A formula in words: spoken for who listens, in one line of signs for who copies it or where it cannot be drawn.

Takes MathML. A shape that is not in the tables is told by its parts, so nothing of a formula is ever lost.
"""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import TypeAlias
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from generator.words import Words

Parts: TypeAlias = tuple[str, ...]
Shapes: TypeAlias = Mapping[str, Callable[[Parts], str]]

PARTS: Mapping[str, int] = {"mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "munderover": 3, "mroot": 2, "mover": 2}
SIGNS: Mapping[str, str] = {
    "+": "plus",
    "-": "minus",
    "\u2212": "minus",
    "±": "plus or minus",
    "×": "times",
    "·": "times",
    "⋅": "times",
    "*": "times",
    "÷": "divided by",
    "/": "divided by",
    "=": "equals",
    "≠": "is not equal to",
    "≈": "is about",
    "<": "is less than",
    ">": "is greater than",
    "≤": "is at most",
    "≥": "is at least",
    "(": "open bracket",
    ")": "close bracket",
    "%": "percent",
    "°": "degrees",
    "∘": "degrees",
    "∠": "angle",
    "π": "pi",
    "∞": "infinity",
    "∑": "sum",
    "→": "an arrow",
    "―": "a line",
    "¯": "a line",
    "‾": "a line",
}
UNHEARD = frozenset("\u2061\u2062\u2063\u2064\u200b\u00a0\u2003\u2009")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def parsed(formula: str) -> Element:
    """MathML as elements. XML knows five named entities; the sanitiser writes one more."""
    element: Element = fromstring(formula.replace("&nbsp;", "\u00a0"))
    return element


def spoken(formula: Element, words: Words) -> str:
    """How a formula is read aloud."""
    return " ".join(_told(formula, partial(_heard, words), _spoken_shapes(words), " ").split())


def typed(formula: Element) -> str:
    """The formula in one line, as somebody would type it: 3/4, (a+1)/2, x², √(a+b)."""
    return _told(formula, _seen, TYPED, "").strip()


def line_markup(formula: Element) -> str:
    """The same line as markup, with raised and lowered letters; a fraction of two numbers is set as one."""
    return _told(formula, lambda element: escape(_seen(element)), MARKED_UP, "")


def _told(element: Element, leaf: Callable[[Element], str], shapes: Shapes, between: str) -> str:
    parts = _with_mixed_numbers(element, tuple(_told(part, leaf, shapes, between) for part in element), shapes)
    shape = shapes.get(_tag(element))
    if shape is not None and len(parts) == PARTS.get(_tag(element), len(parts)):
        return shape(parts)
    return between.join(part for part in (leaf(element), *parts) if part)


def _with_mixed_numbers(element: Element, parts: Parts, shapes: Shapes) -> Parts:
    """A fraction right behind a number is not 21/2 but 2 1/2."""
    together: list[str] = []
    before = ""
    for child, part in zip(element, parts, strict=True):
        if before == "mn" and _tag(child) == "mfrac" and _tag(element) in ("math", "mrow"):
            together[-1:] = [shapes["mixed"]((together[-1], part))]
        else:
            together.append(part)
        before = _tag(child)
    return tuple(together)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _seen(element: Element) -> str:
    return "".join(sign for sign in element.text or "" if sign not in UNHEARD or sign.isspace())


def _heard(words: Words, element: Element) -> str:
    text = _seen(element).strip()
    return words.say(SIGNS[text]) if text in SIGNS else text


def _spoken_shapes(words: Words) -> Shapes:
    return {
        "mfrac": partial(_spoken_fraction, words),
        "mixed": lambda parts: words.say("{whole} and {part}", whole=parts[0], part=parts[1]),
        "msup": partial(_spoken_power, words),
        "msub": lambda parts: words.say("{base} sub {index}", base=parts[0], index=parts[1]),
        "msubsup": partial(_spoken_range, words),
        "munderover": partial(_spoken_range, words),
        "mover": lambda parts: words.say("{inside} with {sign} above", inside=parts[0], sign=parts[1]),
        "msqrt": partial(_spoken_root, words),
        "mroot": lambda parts: words.say("root {index} of {inside}", index=parts[1], inside=parts[0]),
        "mtr": ", ".join,
        "mtable": "; ".join,
    }


def _spoken_fraction(words: Words, parts: Parts) -> str:
    above, below = parts
    if _alone(above) and _alone(below):
        return words.say("{above} over {below}", above=above, below=below)
    return words.say("the fraction {above} over {below}, end of fraction", above=above, below=below)


def _spoken_power(words: Words, parts: Parts) -> str:
    base, power = parts
    if power == words.say("degrees"):
        return f"{base} {power}"
    if power == "2":
        return words.say("{base} squared", base=base)
    if power == "3":
        return words.say("{base} cubed", base=base)
    return words.say("{base} to the power of {power}", base=base, power=power)


def _spoken_range(words: Words, parts: Parts) -> str:
    return words.say("{sign} from {low} to {high} of", sign=parts[0], low=parts[1], high=parts[2])


def _spoken_root(words: Words, parts: Parts) -> str:
    inside = " ".join(parts)
    if _alone(inside):
        return words.say("square root of {inside}", inside=inside)
    return words.say("square root of {inside}, end of root", inside=inside)


def _alone(part: str) -> bool:
    """Whether it is one number or one letter, which needs no brackets."""
    return part.isalnum() and (part.isdigit() or len(part) == 1)


def _grouped(part: str) -> str:
    return part if _alone(part) else f"({part})"


def _typed_fraction(parts: Parts) -> str:
    return f"{_grouped(parts[0])}/{_grouped(parts[1])}"


def _typed_power(parts: Parts) -> str:
    base, power = parts
    if power in ("∘", "°", "′"):
        return base + ("°" if power == "∘" else power)
    return base + (power.translate(RAISED) if power.isascii() and power.isdigit() else f"^{_grouped(power)}")


def _marked_fraction(parts: Parts) -> str:
    above, below = parts
    if above.isdigit() and below.isdigit():
        return f'<span class="pb-fraction">{above}/{below}</span>'
    return _typed_fraction(parts)


TYPED: Shapes = {
    "mixed": " ".join,
    "mfrac": _typed_fraction,
    "msup": _typed_power,
    "msub": lambda parts: f"{parts[0]}_{_grouped(parts[1])}",
    "msubsup": lambda parts: f"{parts[0]}_{_grouped(parts[1])}^{_grouped(parts[2])}",
    "munderover": lambda parts: f"{parts[0]}_{_grouped(parts[1])}^{_grouped(parts[2])}",
    "msqrt": lambda parts: f"√{_grouped(''.join(parts))}",
    "mroot": lambda parts: f"{parts[1].translate(RAISED)}√{_grouped(parts[0])}",
    "mtr": ", ".join,
    "mtable": "; ".join,
}
MARKED_UP: Shapes = {
    **TYPED,
    "mfrac": _marked_fraction,
    "msup": lambda parts: f"{parts[0]}<sup>{parts[1]}</sup>",
    "msub": lambda parts: f"{parts[0]}<sub>{parts[1]}</sub>",
    "msubsup": lambda parts: f"{parts[0]}<sub>{parts[1]}</sub><sup>{parts[2]}</sup>",
    "mroot": lambda parts: f"<sup>{parts[1]}</sup>√{_grouped(parts[0])}",
}
