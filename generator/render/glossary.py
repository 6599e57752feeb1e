"""The school's words explained where they stand on a page of the site: once each, without a script and a request.

Works on finished HTML, tag by tag: a word inside a link, a button, a heading, a formula, a drawing, another language's
words, what is folded up or anything a screen reader skips is left alone. Text is text here, never markup.

In what people wrote, a single word keeps its everyday sense: the goal of a game, the level of the water, evidence for
an opinion. There only terms of several words are explained.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from html import unescape
from typing import TypeAlias

from markupsafe import Markup, escape

from generator.view.glossary import peoples_words
from generator.view.page import Page, Term
from generator.view.word_forms import forms_of, key_of

MOST = 6  # on one page; a page that explains every word explains none
TAG = re.compile(r"(<(/?)([A-Za-z][\w:-]*)([^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*)>|<!--.*?-->)", re.DOTALL)
GROUPS = 4  # the whole tag, whether it ends something, its name, its attributes
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


@dataclass(frozen=True, slots=True)
class Hit:
    """Where in a text a form stands. `single`: it is one word, which may have its everyday sense."""

    start: int
    end: int
    which: int
    single: bool


Hits: TypeAlias = Callable[[str], tuple[Hit, ...]]


@dataclass(frozen=True, slots=True)
class Found(Hit):
    """The same, and in which of the page's texts, by its number."""

    text: int


class Written:
    """What people wrote on a page, looked up when it is first asked about."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def words(self) -> str:
        return _plain(" ".join(peoples_words(self._page.content)))


def explained(html: str, page: Page, terms: tuple[Term, ...]) -> str:
    """The page with the first occurrence of a term made a button that opens what it means; at most MOST of them."""
    if not terms or page.kind in EXPLAINS_ALL:
        return html
    pieces = TAG.split(html)
    texts, tags = pieces[:: GROUPS + 1], pieces[1 :: GROUPS + 1]
    around = _around(terms)
    for found in reversed(_occurrences(pieces, page, _hits_of(terms))):
        text, (before, after) = texts[found.text], around[found.which]
        word = text[found.start : found.end]
        texts[found.text] = f"{text[: found.start]}{before}{word}{after}{text[found.end :]}"
    whole = [""] * (len(texts) + len(tags))
    whole[::2], whole[1::2] = texts, tags
    return "".join(whole)


@lru_cache(maxsize=32)
def _around(terms: tuple[Term, ...]) -> tuple[tuple[str, str], ...]:
    """What stands before and behind each term's word."""
    word = Markup("\0")
    buttons = (EXPLAINED.format(id=term.id, word=word, term=term.term, means=term.means) for term in terms)
    return tuple((before, after) for before, _, after in (button.partition("\0") for button in buttons))


@lru_cache(maxsize=32)
def _hits_of(terms: tuple[Term, ...]) -> Hits:
    """Finds forms of the terms in a text. Most texts of a page stand on other pages, too."""
    forms = forms_of(tuple(map(_as_written, terms)))

    @lru_cache(maxsize=4096)
    def hits(text: str) -> tuple[Hit, ...]:
        keys = ((match, key_of(match[1])) for match in forms.pattern.finditer(text))
        return tuple(Hit(*match.span(), forms.terms[key], " " not in key) for match, key in keys)

    return hits


def _occurrences(pieces: list[str], page: Page, hits: Hits) -> list[Found]:
    """In the order of the page: of the terms that stand there, the glossary's first."""
    written = Written(page)
    found: dict[int, Found] = {}
    for number in _open_texts(pieces):
        text = pieces[number * (GROUPS + 1)]
        for hit in hits(text) if text else ():
            if hit.which not in found and not (hit.single and _is_peoples(text, hit, written)):
                found[hit.which] = Found(hit.start, hit.end, hit.which, hit.single, number)
    kept = (found[which] for which in sorted(found)[:MOST])
    return sorted(kept, key=lambda one: (one.text, one.start))


def _is_peoples(text: str, hit: Hit, written: Written) -> bool:
    """Whether the word stands in what people wrote, or is quoted from it within a sentence of ours."""
    opened, closed = (max(text.rfind(sign, 0, hit.start) for sign in pair) for pair in ("“«", "”»"))
    return opened > closed or _plain(unescape(text)) in written.words


def _as_written(term: Term) -> Term:
    """The term as it stands in HTML."""
    return replace(term, forms=tuple(str(escape(form)) for form in term.forms))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _open_texts(pieces: list[str]) -> Iterator[int]:
    """The numbers of the texts in which a word may be explained."""
    closed, depth, step = "", 0, GROUPS + 1
    tags = zip(pieces[2::step], pieces[3::step], pieces[4::step], strict=True)
    for number, (ends, name, attributes) in enumerate(tags):
        if not depth:
            yield number
            if name and not ends and _is_closed(name, attributes):
                closed, depth = name.lower(), 1
        elif name and name.lower() == closed:
            depth += -1 if ends else 1
    if not depth:
        yield len(pieces) // step


@lru_cache(maxsize=4096)
def _is_closed(tag: str, attributes: str) -> bool:
    """Whether nothing is explained inside this element. One without an inside closes nothing."""
    name = tag.lower()
    if name in WITHOUT_END or attributes.endswith("/"):
        return False
    return name in NOT_WITHIN or (attributes != "" and CLOSED.search(attributes) is not None)
