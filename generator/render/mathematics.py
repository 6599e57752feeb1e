"""Numbers and formulas in people's words: fractions as fractions, formulas as MathML, always left to right.

An expression like 3 < 5 must never follow the direction of an Arabic paragraph.
"""

import re
from html import unescape

import nh3
from latex2mathml.converter import convert
from markupsafe import escape

NUMBER = r"\d+(?:[.,]\d+)*"
FRACTION = r"(?:(?<![\w/.,])|(?<=\b[وفبلك]))\d{1,3}/\d{1,3}(?![\w/]|[.,]\d)"
FIGURE = rf"(?:{FRACTION}|(?<![\w/.,]){NUMBER}(?![\w/]))"
EXPRESSION = re.compile(rf"{FIGURE}(?:\s*[=<>≤≥≠+−*×÷·-]\s*{FIGURE})+|{FRACTION}")
FRACTION_ONLY = re.compile(FRACTION)
TAG = re.compile("<[^>]*>")
LONG = 20  # letters; what has more gets a line of its own, which moves to the side on a narrow screen
MATHML_TAGS = {
    *("math", "mi", "mn", "mo", "mfrac", "mrow", "msup", "msub", "msubsup", "msqrt", "mroot", "mtext", "mspace"),
    *("mover", "munder", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose"),
}
# What changes the meaning of a formula or how it is set; \\binom without its `linethickness` would be a fraction.
MATHML_ATTRIBUTES = {
    "*": {"mathvariant", "displaystyle", "scriptlevel"},
    "mo": {"stretchy", "fence", "form", "separator", "largeop", "movablelimits"},
    "mfrac": {"linethickness"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mspace": {"width"},
    "mpadded": {"width"},
    "menclose": {"notation"},
}
# Nothing wider than a line, and no step back by which a formula could lie over what stands before it.
HARMLESS_VALUE = re.compile(r"[a-z][a-z -]{0,30}|-?0\.\d{1,5}em|\d{1,2}(?:\.\d{1,5})?(?:em|ex|pt|px)?")

MATHML = nh3.Cleaner(
    tags=MATHML_TAGS,
    attributes=MATHML_ATTRIBUTES,
    attribute_filter=lambda _tag, _name, value: value if HARMLESS_VALUE.fullmatch(value) else None,
    link_rel=None,
)


def with_figures(text: str) -> str:
    """Escaped words, in which fractions and expressions of numbers are marked and run left to right."""
    if not any(sign.isdigit() for sign in text):
        return str(escape(text))
    pieces: list[str] = []
    after = 0
    for found in EXPRESSION.finditer(text):
        pieces += [str(escape(text[after : found.start()])), _figure(found[0])]
        after = found.end()
    return "".join([*pieces, str(escape(text[after:]))])


def _figure(expression: str) -> str:
    if FRACTION_ONLY.fullmatch(expression):
        return f'<span class="pb-fraction" dir="ltr">{expression}</span>'
    inner = FRACTION_ONLY.sub(lambda found: f'<span class="pb-fraction">{found[0]}</span>', str(escape(expression)))
    return f'<span class="pb-expression" dir="ltr">{inner}</span>'


def formula_markup(formula: str) -> str | None:
    r"""A LaTeX formula as MathML; None where it does not parse or names a command that is not known."""
    try:
        written = convert(formula)
    except Exception:  # noqa: BLE001 - the library raises many kinds, each meaning: this is no formula
        return None
    cleaned = MATHML.clean(written)
    # The library shows an unknown command as its name, and writes \text{<b>} as a tag, which cleaning takes away.
    if "\\" in cleaned or "<math" not in cleaned or len(unescape(written)) < len(formula):
        return None
    if len(TAG.sub("", cleaned)) > LONG:
        return f'<span class="pb-formula pb-formula-long" dir="ltr" tabindex="0">{cleaned}</span>'
    return f'<span class="pb-formula" dir="ltr">{cleaned}</span>'
