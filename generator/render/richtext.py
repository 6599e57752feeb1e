"""People's Markdown as markup: a small subset, safe by construction, and cleaned once more.

Markup in imported statements is cleaned to a few harmless tags. The only module that makes Markup from people's words.
"""

import re
from functools import lru_cache

import nh3
from markupsafe import Markup, escape

from generator.render.cleaned import BLOCK_TAGS, RUN_TAGS, cleaned
from generator.render.formula_words import parsed, typed
from generator.render.hidden_signs import settled
from generator.render.markdown import BRACKET_FORMULA, DOLLAR_FORMULA, WaysOut, as_blocks, as_run
from generator.render.mathematics import formula_markup, with_figures
from generator.view.page import RichText

LONGEST, MOST_BRACKETS = 60_000, 400  # a parser looks far for the end of each; what has more stays as it was typed
HTML_TAG = re.compile(
    r"""</?(?:i|em|b|strong|u|sub|sup|br|p|ul|ol|li|span|div|a|img|font|table|tbody|tr|td|th)"""
    r"""(?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""",
    re.IGNORECASE,
)
NEEDS_MARKDOWN = re.compile(r"https://|[\\`*_\[\]!$\n]|^\s*(?:[-+]|\d+[.)])\s")
NO_WAY_OUT = WaysOut()
SHORT = 1000  # characters of a text whose markup is kept


def markup_of(rich: RichText, ways_out: WaysOut = NO_WAY_OUT) -> Markup:
    """The words as HTML: a run, or paragraphs where `block`; foreign words carry `lang` and `dir`."""
    return (_kept_markup if len(rich.text) <= SHORT else _markup)(rich, ways_out)


def _markup(rich: RichText, ways_out: WaysOut) -> Markup:
    inner = cleaned(_inner(rich, ways_out), ways_out.hosts)
    if rich.language is None:
        return inner
    tag = "div" if rich.block else "span"
    return Markup('<{tag} lang="{language}" dir="{direction}">{inner}</{tag}>').format(
        tag=tag,
        language=rich.language,
        direction=rich.direction or "auto",
        inner=inner,
    )


# A framework's sentence stands on several pages of every learner.
_kept_markup = lru_cache(maxsize=4096)(_markup)


def words_alone(text: str) -> str:
    """Words for where no markup can stand, a title or a name; a formula in them is the line it would be typed in."""
    plain = settled(text)
    return BRACKET_FORMULA.sub(_formula_typed, plain) if "\\(" in plain else plain


def _formula_typed(found: re.Match[str]) -> str:
    markup = formula_markup(found[1])
    return found[0] if markup is None else typed(parsed(markup))


def _inner(rich: RichText, ways_out: WaysOut) -> str:
    text = settled(rich.text).strip()
    if len(text) > LONGEST or text.count("[") > MOST_BRACKETS:
        return _as_typed(text, block=rich.block)
    if rich.mathematics and HTML_TAG.search(text):
        return _statement_html(text, BLOCK_TAGS if rich.block else RUN_TAGS)
    if not NEEDS_MARKDOWN.search(text):
        plain = with_figures(text)
        return f"<p>{plain}</p>" if rich.block and text else plain
    kind = as_blocks if rich.block else as_run
    return kind(text, ways_out, dollars=rich.mathematics)


def _as_typed(text: str, *, block: bool) -> str:
    if not block:
        return str(escape(text))
    return "\n".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", text))


def _statement_html(text: str, tags: set[str]) -> str:
    """An imported statement that holds HTML: a few tags survive, without attributes; formulas and figures are found."""
    kept = nh3.clean(text, tags=tags, attributes={}, link_rel=None)
    return re.sub(r"[^<>]+(?![^<]*>)", lambda found: _cleaned_words(found[0]), kept)


def _cleaned_words(words: str) -> str:
    plain = str(Markup(words).unescape())  # noqa: S704 - cleaned above; unescaped only to be escaped anew
    pieces: list[str] = []
    after = 0
    for found in DOLLAR_FORMULA.finditer(plain):
        if (formula := formula_markup(found[1])) is not None:
            pieces += [with_figures(plain[after : found.start()]), formula]
            after = found.end()
    return "".join([*pieces, with_figures(plain[after:])])
