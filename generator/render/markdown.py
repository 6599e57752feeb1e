"""The part of Markdown that people may write, and what each sign of it becomes. Makes HTML, promises nothing.

Paragraphs, lists, tables, emphasis, line breaks, code, formulas and links to hosts the school allows. Never raw HTML,
never an image from elsewhere. What comes out is cleaned by richtext, the only one who asks here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import escape

from generator.render.mathematics import formula_markup, with_figures
from generator.view.links import allowed, host_of

INLINE_RULES = ["emphasis", "backticks", "newline", "escape", "link", "image", "balance_pairs", "fragments_join"]
BLOCK_RULES = ["list", "table"]
ADDRESS = re.compile(r"https://[^\s<>\"'`|]+[^\s<>\"'`|.,;:!?)\]*_]")
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


def as_blocks(text: str, ways_out: WaysOut, *, dollars: bool) -> str:
    """Paragraphs, lists and tables. `dollars`: `$…$` is a formula."""
    return str(BLOCKS.render(text, _asked(ways_out, dollars=dollars))).strip()


def as_run(text: str, ways_out: WaysOut, *, dollars: bool) -> str:
    """One run of words, which may itself stand inside a link: links are only their words."""
    return str(RUNS.renderInline(text, _asked(ways_out, dollars=dollars))).strip()


def _asked(ways_out: WaysOut, *, dollars: bool) -> EnvType:
    """`closing`: how each link that is open ends."""
    return {"ways_out": ways_out, "dollars": dollars, "closing": []}


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
    parser = _parser()
    parser.add_render_rule("link_open", _no_link)
    parser.add_render_rule("link_close", _no_link)
    parser.add_render_rule("image", _image_words)
    return parser


BLOCKS = _parser_of_blocks()
RUNS = _parser_of_runs()
