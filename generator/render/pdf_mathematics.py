"""Formulas on paper. WeasyPrint knows no MathML: it would print three quarters as 34.

A formula is drawn as outlines, read aloud in words, and copied as the line it would be typed in, which lies unseen
beneath. What cannot be drawn, or is too wide for a column, is that line.
"""

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from fontTools.ttLib import TTFont, TTLibError
from markupsafe import Markup

from generator.render.formula_words import line_markup, parsed, spoken, typed
from generator.render.pdf_finish import SPOKEN
from generator.words import Words

FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
SMALL = re.compile("<m(?:sup|sub|subsup|root|over|under|underover)>")  # shapes with small letters in them
UNITS = 20  # of a drawing to one em
WIDEST = 18.0  # em; the narrowest column of a printed plan has some 20
LETTER = 0.62  # em; a little more than most letters are wide
INK = "#111a22"
JOINED = re.compile("[\u0590-\u08ff]")  # letters of right-to-left scripts: outlines would not join them


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Outlines of a formula; sizes in em, `depth` below the line of writing."""

    shapes: str
    box: str
    width: float
    height: float
    depth: float


def with_drawn_formulas(html: str, words: Words, font: Path) -> str:
    """The page with its formulas as outlines; `font` needs a MATH table, else they become lines."""
    return FORMULA.sub(partial(_placed, words, font), html) if "<math" in html else html


def _placed(words: Words, font: Path, found: re.Match[str]) -> str:
    formula = parsed(found[0])
    drawing = _drawn(found[0], font)
    if drawing is None or drawing.width > WIDEST:
        return line_markup(formula)
    line = typed(formula)
    return str(
        Markup(
            '<span class="formula-line{small}" style="width:{width:.3f}em;margin-right:-{width:.3f}em">'
            '<span style="font-size:{size:.3f}em">{line}</span></span>'
            '<svg xmlns="http://www.w3.org/2000/svg" class="formula{small}" viewBox="{box}"'
            ' style="width:{width:.3f}em;height:{height:.3f}em;vertical-align:{depth:.3f}em">'
            "<title>{title}</title>{shapes}</svg>"
        ).format(
            small=" formula-small" if SMALL.search(found[0]) else "",
            width=drawing.width,
            height=drawing.height,
            depth=-drawing.depth,
            size=min(1.0, drawing.width / (LETTER * max(1, len(line)))),
            line=line,
            box=drawing.box,
            title=f"{SPOKEN}{spoken(formula, words).replace(SPOKEN, '')}",
            shapes=Markup(drawing.shapes),  # noqa: S704 - paths and rectangles, made below
        )
    )


@lru_cache(maxsize=1024)
def _drawn(formula: str, font: Path) -> Drawing | None:
    """None: it holds a letter the font cannot draw, or a shape the library does not know."""
    element = parsed(formula)
    if not {ord(sign) for sign in "".join(element.itertext())} <= _drawable(font):
        return None
    try:
        drawing = _outlines(element, font)
    except Exception:  # noqa: BLE001 - the library raises many kinds, each meaning: this cannot be drawn
        return None
    left, top, width, height = (float(part) for part in drawing.attrib["viewBox"].split())
    return Drawing(
        shapes="".join(_shape(each) for each in drawing),
        box=f"{left:.2f} {top:.2f} {width:.2f} {height:.2f}",
        width=width / UNITS,
        height=height / UNITS,
        depth=(top + height) / UNITS,
    )


def _outlines(formula: Element, font: Path) -> Element:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the library's own, about how it finds its fonts
        # Imported here: it reads two fonts of its own, and most plans hold no formula.
        from ziamath.config import config
        from ziamath.zmath import Math
    config.svg2 = False  # whole paths, no symbols with ids that two formulas would share
    drawing: Element = Math(formula, size=UNITS, font=str(font), margin=0).svgxml()
    return drawing


def _shape(shape: Element) -> str:
    return tostring(shape, encoding="unicode").replace('"black"', f'"{INK}"')


@lru_cache(maxsize=8)
def _drawable(font: Path) -> frozenset[int]:
    """What the font can draw; nothing where it is no font for formulas, or for letters that join."""
    try:
        with TTFont(font, lazy=True) as face:
            known = face.getBestCmap() if "MATH" in face else {}
            return frozenset(letter for letter in known if not JOINED.match(chr(letter)))
    except (OSError, TTLibError):
        return frozenset()
