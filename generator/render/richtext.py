"""People's Markdown as markup: a small subset, safe by construction, and cleaned once more.

Paragraphs, lists, tables, emphasis, line breaks, code and links to hosts the school allows. Never raw HTML, never an
image from elsewhere. Markup in imported statements is cleaned to a few harmless tags. The only module that makes
Markup from people's words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from generator.render.cleaned import BLOCK_TAGS, RUN_TAGS, cleaned
from generator.render.formula_words import parsed, typed
from generator.render.hidden_signs import settled
from generator.render.mathematics import formula_markup, with_figures
from generator.view.links import allowed, host_of
from generator.view.page import RichText

INLINE_RULES = ["emphasis", "backticks", "newline", "escape", "link", "image", "balance_pairs", "fragments_join"]
BLOCK_RULES = ["list", "table"]
LONGEST, MOST_BRACKETS = 60_000, 400  # a parser looks far for the end of each; what has more stays as it was typed
HTML_TAG = re.compile(
    r"""</?(?:i|em|b|strong|u|sub|sup|br|p|ul|ol|li|span|div|a|img|font|table|tbody|tr|td|th)"""
    r"""(?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https://[^\s<>\"'`|]+[^\s<>\"'`|.,;:!?)\]*_]")
NEEDS_MARKDOWN = re.compile(r"https://|[\\`*_\[\]!$\n]|^\s*(?:[-+]|\d+[.)])\s")
SIDES = {"text-align:right": ' class="pb-cell-end"', "text-align:center": ' class="pb-cell-centre"'}
# A dollar opens a formula only before a non-space and closes it only after one and not before a digit:
# "$5 and $7" stays what it is.
DOLLAR_FORMULA = re.compile(r"\$(?=\S)([^$\n]{0,500}[^$\s\\])\$(?!\d)")
SPACELESS = "\u0e00"  # from Thai on, many scripts write without spaces; there a star may well begin inside a word
BRACKET_FORMULA = re.compile(r"\\\((.{1,500}?)\\\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysOut:
    """To which hosts links may lead, and what is said of each link to whoever cannot see its sign; `{host}` in it."""

    hosts: tuple[str, ...] = ()
    said: str = ""


NO_WAY_OUT = WaysOut()


def markup_of(rich: RichText, ways_out: WaysOut = NO_WAY_OUT) -> Markup:
    """The words as HTML: a run, or paragraphs where `block`; foreign words carry `lang` and `dir`."""
    return _markup(rich, ways_out)


@lru_cache(maxsize=4096)
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
    environment: EnvType = {"ways_out": ways_out, "dollars": rich.mathematics, "closing": []}
    if rich.block:
        return str(BLOCKS.render(text, environment)).strip()
    return str(RUNS.renderInline(text, environment)).strip()


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


def _emphasis_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """As CommonMark has it, but for stars: between letters and figures they are signs, so 5*3*2 and l*w*h stay."""
    mark = state.src[state.pos]
    if silent or mark not in "*_":
        return False
    run = state.scanDelims(state.pos, mark == "*" and not _inside_word(state))
    for _ in range(run.length):
        state.push("text", "", 0).content = mark
        state.delimiters.append(
            Delimiter(
                marker=ord(mark),
                length=run.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=run.can_open,
                close=run.can_close,
            )
        )
    state.pos += run.length
    return True


def _inside_word(state: StateInline) -> bool:
    """Whether stars stand between two letters of a script that puts spaces between words."""
    after = state.pos
    while after < state.posMax and state.src[after] == "*":
        after += 1
    beside = state.src[state.pos - 1 : state.pos] + state.src[after : after + 1]
    return len(beside) == 2 and all(sign.isalnum() and sign < SPACELESS for sign in beside)


def _text(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return with_figures(tokens[index].content)


def _text_with_addresses(
    _: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, environment: EnvType
) -> str:
    """An address that somebody simply typed is a link too, where the school allows its host; not within a link."""
    text, ways_out = tokens[index].content, environment["ways_out"]
    if "https://" not in text or environment["closing"]:
        return with_figures(text)
    pieces: list[str] = []
    after = 0
    for found in ADDRESS.finditer(text):
        if allowed(found[0], ways_out.hosts):
            before, url, after = text[after : found.start()], found[0], found.end()
            pieces += [with_figures(before), _anchor(url), escape(url), _anchor_end(url, ways_out)]
    return "".join([*pieces, with_figures(text[after:])])


def _formula(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return tokens[index].content


def _link_open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, environment: EnvType) -> str:
    url = str(tokens[index].attrGet("href") or "")
    ways_out: WaysOut = environment["ways_out"]
    leads_out = allowed(url, ways_out.hosts)
    environment["closing"].append(_anchor_end(url, ways_out) if leads_out else "")
    return _anchor(url) if leads_out else ""


def _link_close(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, environment: EnvType) -> str:
    return str(environment["closing"].pop())


def _image(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, environment: EnvType) -> str:
    """An image of somewhere else is its words, with a link where the school allows the host."""
    url = str(tokens[index].attrGet("src") or "")
    words = with_figures(tokens[index].content)
    ways_out: WaysOut = environment["ways_out"]
    return f"{_anchor(url)}{words}{_anchor_end(url, ways_out)}" if allowed(url, ways_out.hosts) else words


def _anchor(url: str) -> str:
    return f'<a href="{escape(url)}" rel="noopener noreferrer">'


def _anchor_end(url: str, ways_out: WaysOut) -> str:
    """Style draws the sign that a link leads away; these words are for who cannot see it."""
    if not ways_out.said:
        return "</a>"
    return f'<span class="pb-unseen"> {escape(ways_out.said.format(host=host_of(url)))}</span></a>'


def _table_open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    """Wide tables move inside a frame that keys can reach; its name is what stands at the head of the columns.

    A table without a class would be wrapped once more by the theme's script.
    """
    heads: list[str] = []
    for at in range(index, len(tokens)):
        if tokens[at].type == "thead_close":
            break
        if tokens[at].type == "inline":
            heads += [text.content for text in tokens[at].children or () if text.type in ("text", "code_inline")]
    name = escape(", ".join(head.strip() for head in heads if head.strip()) or "…")
    return f'<div class="pb-table" tabindex="0" role="group" aria-label="{name}"><table class="pb-rows">\n'


def _table_close(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, _____: EnvType) -> str:
    return "</table></div>\n"


def _cell_open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    """A head without words heads nothing. Sides are those of the reading direction."""
    cell = tokens[index]
    side = SIDES.get(str(cell.attrGet("style") or ""), "")
    if cell.tag == "th" and tokens[index + 1].content.strip():
        return f'<th scope="col"{side}>'
    return f"<td{side}>"


def _cell_close(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    is_head = tokens[index].tag == "th" and tokens[index - 1].content.strip()
    return "</th>\n" if is_head else "</td>\n"


def _no_link(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, _____: EnvType) -> str:
    return ""


def _image_words(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return with_figures(tokens[index].content)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 20}).enable(INLINE_RULES).enable(BLOCK_RULES)
    parser.inline.ruler.at("emphasis", _emphasis_rule)
    parser.inline.ruler.before("escape", "formula", _formula_rule)
    parser.add_render_rule("text", _text)
    parser.add_render_rule("formula", _formula)
    return parser


def _parser_of_blocks() -> MarkdownIt:
    parser = _parser()
    parser.add_render_rule("text", _text_with_addresses)
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("link_close", _link_close)
    parser.add_render_rule("image", _image)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    for cell in ("th", "td"):
        parser.add_render_rule(f"{cell}_open", _cell_open)
        parser.add_render_rule(f"{cell}_close", _cell_close)
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
