"""People's Markdown as markup: a small subset, safe by construction.

Paragraphs, lists, emphasis, line breaks, code and links to hosts the school allows. Never raw HTML, never an image
from elsewhere. Markup in imported statements is cleaned to a few harmless tags. The only module that makes Markup
from people's words.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from generator.render.mathematics import formula_markup, with_figures
from generator.view.links import allowed
from generator.view.page import RichText

INLINE_RULES = ["emphasis", "backticks", "newline", "escape", "link", "image", "balance_pairs", "fragments_join"]
BLOCK_RULES = ["list"]
RUN_TAGS = {"i", "em", "b", "strong", "sub", "sup", "br"}
BLOCK_TAGS = RUN_TAGS | {"p", "ul", "ol", "li"}
HTML_TAG = re.compile(
    r"""</?(?:i|em|b|strong|u|sub|sup|br|p|ul|ol|li|span|div|a|img|font|table|tbody|tr|td|th)"""
    r"""(?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""",
    re.IGNORECASE,
)
NEEDS_MARKDOWN = re.compile(r"[\\`*_\[\]!$\n]|^\s*(?:[-+]|\d+[.)])\s")
# A dollar opens a formula only before a non-space and closes it only after one and not before a digit:
# "$5 and $7" stays what it is.
DOLLAR_FORMULA = re.compile(r"\$(?=\S)([^$\n]*[^$\s\\])\$(?!\d)")
BRACKET_FORMULA = re.compile(r"\\\((.+?)\\\)")


def markup_of(rich: RichText, hosts: tuple[str, ...] = ()) -> Markup:
    """The words as HTML: a run, or paragraphs where `block`; foreign words carry `lang` and `dir`."""
    return _markup(rich, hosts)


@lru_cache(maxsize=4096)
def _markup(rich: RichText, hosts: tuple[str, ...]) -> Markup:
    inner = _inner(rich, hosts)
    if rich.language is None:
        return Markup(inner)  # noqa: S704 - made below from escaped pieces only
    tag = "div" if rich.block else "span"
    return Markup('<{tag} lang="{language}" dir="{direction}">{inner}</{tag}>').format(
        tag=tag,
        language=rich.language,
        direction=rich.direction or "auto",
        inner=Markup(inner),  # noqa: S704
    )


def _inner(rich: RichText, hosts: tuple[str, ...]) -> str:
    text = rich.text.strip()
    if rich.mathematics and HTML_TAG.search(text):
        return _statement_html(text, BLOCK_TAGS if rich.block else RUN_TAGS)
    if not NEEDS_MARKDOWN.search(text):
        plain = with_figures(text)
        return f"<p>{plain}</p>" if rich.block and text else plain
    environment: EnvType = {"hosts": hosts, "dollars": rich.mathematics, "closing": []}
    if rich.block:
        return str(BLOCKS.render(text, environment)).strip()
    return str(RUNS.renderInline(text, environment)).strip()


def _statement_html(text: str, tags: set[str]) -> str:
    """An imported statement that holds HTML: a few tags survive, without attributes; formulas and figures are found."""
    cleaned = nh3.clean(text, tags=tags, attributes={}, link_rel=None)
    return re.sub(r"[^<>]+(?![^<]*>)", lambda found: _cleaned_words(found[0]), cleaned)


def _cleaned_words(words: str) -> str:
    plain = str(Markup(words).unescape())  # noqa: S704 - cleaned above; unescaped only to be escaped anew
    pieces: list[str] = []
    after = 0
    for found in DOLLAR_FORMULA.finditer(plain):
        formula = formula_markup(found[1])
        if formula is not None:
            pieces += [with_figures(plain[after : found.start()]), formula]
            after = found.end()
    return "".join([*pieces, with_figures(plain[after:])])


def _formula_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    r"""`\(…\)` anywhere, `$…$` in framework statements; what does not parse stays as it was typed."""
    pattern = DOLLAR_FORMULA if state.env["dollars"] and state.src[state.pos] == "$" else BRACKET_FORMULA
    found = pattern.match(state.src, state.pos)
    formula = formula_markup(found[1]) if found else None
    if found is None or formula is None:
        return False
    if not silent:
        state.push("formula", "", 0).content = formula
    state.pos = found.end()
    return True


def _text(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return with_figures(tokens[index].content)


def _formula(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return tokens[index].content


def _link_open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, environment: EnvType) -> str:
    url = str(tokens[index].attrGet("href") or "")
    leads_out = allowed(url, environment["hosts"])
    environment["closing"].append("</a>" if leads_out else "")
    return _anchor(url) if leads_out else ""


def _link_close(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, environment: EnvType) -> str:
    return str(environment["closing"].pop())


def _image(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, environment: EnvType) -> str:
    """An image of somewhere else is its words, with a link where the school allows the host."""
    url = str(tokens[index].attrGet("src") or "")
    words = with_figures(tokens[index].content)
    return f"{_anchor(url)}{words}</a>" if allowed(url, environment["hosts"]) else words


def _anchor(url: str) -> str:
    return f'<a href="{escape(url)}" rel="noopener noreferrer">'


def _no_link(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, _____: EnvType) -> str:
    return ""


def _image_words(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return with_figures(tokens[index].content)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 20}).enable(INLINE_RULES).enable(BLOCK_RULES)
    parser.inline.ruler.before("escape", "formula", _formula_rule)
    parser.add_render_rule("text", _text)
    parser.add_render_rule("formula", _formula)
    return parser


def _parser_of_blocks() -> MarkdownIt:
    parser = _parser()
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("link_close", _link_close)
    parser.add_render_rule("image", _image)
    return parser


def _parser_of_runs() -> MarkdownIt:
    """For one run of words, which may itself stand inside a link: links are only their words."""
    parser = _parser()
    parser.add_render_rule("link_open", _no_link)
    parser.add_render_rule("link_close", _no_link)
    parser.add_render_rule("image", _image_words)
    return parser


BLOCKS = _parser_of_blocks()
RUNS = _parser_of_runs()
