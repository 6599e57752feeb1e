"""The school's words explained where they stand on a page of the site: once each, without a script and a request.

Works on finished HTML, tag by tag: a word inside a link, a button, a heading, a formula, a drawing, another language's
words, what is folded up or anything a screen reader skips is left alone. Text is text here, never markup.

In what people wrote, a single word keeps its everyday sense: the goal of a game, the level of the water, evidence for
an opinion. There only terms of several words are explained.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from markupsafe import Markup, escape

from generator.view.glossary import peoples_words
from generator.view.page import Page, Term
from generator.view.word_forms import Forms, forms_of, key_of

MOST = 6  # on one page; a page that explains every word explains none
TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)([^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*)>|<!--.*?-->", re.DOTALL)
NOT_WITHIN = frozenset(
    {"a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "label", "select", "summary", "textarea", "time"}
    | {"audio", "code", "details", "math", "pre", "script", "style", "svg", "template", "video"}
)
CLOSED = re.compile(
    r"""\s(?:lang|contenteditable)\s*=|\saria-hidden\s*=\s*["']?true|\shidden\b|\sdir\s*=\s*["']?ltr"""
    r"""|\srole\s*=\s*["']?(?:img|button|link|math|tab|option)\b|\sclass\s*=\s*["'][^"']*\b(?:pb-code|pb-map|pb-fraction)\b""",
    re.IGNORECASE,
)
WITHOUT_END = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
EXPLAINS_ALL = frozenset(("family",))  # kinds of page that list the whole glossary
EXPLAINED = Markup(
    '<span class="pb-explained"><button type="button" class="pb-word" popovertarget="word-{id}">{word}</button>'
    '<span class="pb-meaning" id="word-{id}" popover><strong>{term}</strong> {means}</span></span>'
)


def explained(html: str, page: Page, terms: tuple[Term, ...]) -> str:
    """The page with the first occurrence of a term made a button that opens what it means; at most MOST of them."""
    if not terms or page.kind in EXPLAINS_ALL:
        return html
    pieces: list[str] = []
    after = 0
    for start, end, which in _occurrences(html, page, forms_of(tuple(map(_as_written, terms)))):
        term = terms[which]
        word = Markup(html[start:end])  # noqa: S704 - a piece of the page itself, between its tags
        pieces += [html[after:start], EXPLAINED.format(id=term.id, word=word, term=term.term, means=term.means)]
        after = end
    return "".join([*pieces, html[after:]])


def _occurrences(html: str, page: Page, forms: Forms) -> list[tuple[int, int, int]]:
    """Start, end and which term, in the order of the page: of the terms that stand there, the glossary's first."""
    written = _plain(" ".join(peoples_words(page.content)))
    found: dict[int, tuple[int, int, int]] = {}
    for start, end in _open_texts(html):
        for match in forms.pattern.finditer(html, start, end):
            form = key_of(match[1])
            which = forms.terms[form]
            if which not in found and (" " in form or not _is_peoples(match, start, end, written)):
                found[which] = (*match.span(), which)
    return sorted(found[which] for which in sorted(found)[:MOST])


def _is_peoples(match: re.Match[str], start: int, end: int, written: str) -> bool:
    """Whether the word stands in what people wrote, or is quoted from it within a sentence of ours."""
    opened, closed = (max(match.string.rfind(sign, start, match.start()) for sign in pair) for pair in ("“«", "”»"))
    return opened > closed or _plain(unescape(match.string[start:end])) in written


def _as_written(term: Term) -> Term:
    """The term as it stands in HTML."""
    return replace(term, forms=tuple(str(escape(form)) for form in term.forms))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _open_texts(html: str) -> Iterator[tuple[int, int]]:
    """Where the texts lie in which a word may be explained."""
    closed, depth, after = "", 0, 0
    for tag in TAG.finditer(html):
        if not depth and tag.start() > after:
            yield after, tag.start()
        after = tag.end()
        ends, name, attributes = tag.groups(default="")
        name = name.lower()
        if depth:
            depth += 0 if name != closed else -1 if ends else 1
        elif not ends and _is_closed(name, attributes):
            closed, depth = name, 1
    if not depth:
        yield after, len(html)


def _is_closed(name: str, attributes: str) -> bool:
    """Whether nothing is explained inside this element. One without an inside closes nothing."""
    if name in WITHOUT_END or attributes.endswith("/"):
        return False
    return name in NOT_WITHIN or (attributes != "" and CLOSED.search(attributes) is not None)
