"""A learner's whole plan as one document: for browsers in which a sealed site cannot run, and for a USB stick.

It is made from a finished plain site and holds what that site shows, in all its languages, one page after the other.
It needs no script, no font and no network. It is made to be shown in a frame, from its text (`srcdoc`).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from generator.problem import ToolFailed
from generator.render.one_page_files import pictures_of
from generator.render.one_page_links import HERE, Book, book_of, joined, within
from generator.render.one_page_look import without_theme
from generator.render.one_page_read import Entry, ReadPage, ReadSite, heading_of, paths_in, sites_in
from generator.render.sources import shipped
from generator.render.templates import environment, filled

LOOK = "theme/css/pathbook.css"
OWN_LOOK = "one_page/one_page.css"
TEMPLATE = "one_page/document.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the table of contents. `href` None: only a heading of those below it."""

    title: str
    href: str | None
    below: tuple["Line", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A page of the site in the document. `heading`: the id of its heading; `look`: the classes of its words."""

    anchor: str
    heading: str
    look: str
    inside: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The document in one language; `anchor` is that language."""

    anchor: str
    language: str
    name: str
    direction: str
    title: str
    contents: str
    skip: str
    who: Markup
    updated: Markup
    lines: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
    foot: Markup


def one_page(plain: Path, *, papers: bool, templates: tuple[Path, ...] = ()) -> str:
    """A finished plain site folder as one HTML document, without scripts.

    `papers`: recordings and PDFs are inside too; otherwise their names stand there without a link.
    `templates` are folders like site_templates, a school's own before ours; none: ours.
    """
    folders = templates or (shipped("site_templates"),)
    sites = sites_in(plain)
    pictures = pictures_of(plain, sites)
    book = book_of(plain, sites, pictures, papers=papers)
    return filled(
        _environment(folders),
        TEMPLATE,
        look=Markup(_look(folders)),  # noqa: S704 - style sheets of ours or the school's
        languages=sites[0].languages,
        parts=tuple(_part(book, site) for site in sites),
        pictures=tuple(pictures.values()),
        here=HERE,
    )


@lru_cache(maxsize=4)
def _environment(folders: tuple[Path, ...]) -> Environment:
    return environment(folders)


@lru_cache(maxsize=4)
def _look(folders: tuple[Path, ...]) -> str:
    return without_theme(_text(folders, LOOK)) + _text(folders, OWN_LOOK)


def _text(folders: tuple[Path, ...], path: str) -> str:
    for folder in folders:
        if (folder / path).is_file():
            return (folder / path).read_text(encoding="utf-8")
    raise ToolFailed("site_templates", f"there is no {path}")


def _part(book: Book, site: ReadSite) -> Part:
    home = site.pages[0]
    given: dict[str, str] = {}
    return Part(
        anchor=site.language,
        language=site.language,
        name=site.name,
        direction=site.direction,
        title=site.title,
        contents=site.contents,
        skip=site.skip,
        who=_inside(home, ".pb-who"),
        updated=_inside(home, ".pb-who time"),
        lines=_lines(book, _with_all(site)),
        foot=_inside(home, ".md-copyright"),
        chapters=tuple(_chapter(book, page, given) for page in site.pages),
    )


def _chapter(book: Book, page: ReadPage, given: dict[str, str]) -> Chapter:
    for who in page.content.css(".pb-who"):
        who.decompose()  # said once, at the head of the document
    anchor = book.anchors[page.path]
    look = page.content.attrs.sget("class")
    return Chapter(anchor=anchor, heading=within(anchor, "page"), look=look, inside=_markup(joined(book, page, given)))


def _inside(page: ReadPage, where: str) -> Markup:
    found = page.parsed.css_first(where)
    return _markup(None if found is None else found.inner_html)


def _markup(html: str | None) -> Markup:
    return Markup(html or "")  # noqa: S704 - parts of finished pages, cleaned when they were made


def _with_all(site: ReadSite) -> tuple[Entry, ...]:
    """The menu, and below it what it does not name."""
    named = frozenset(paths_in(site.menu))
    return (
        *site.menu,
        *(Entry(title=heading_of(page), path=page.path) for page in site.pages if page.path not in named),
    )


def _lines(book: Book, menu: tuple[Entry, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(title=entry.title, href=_href(book, entry.path), below=_lines(book, entry.below)) for entry in menu
    )


def _href(book: Book, path: str | None) -> str | None:
    return None if path is None or path not in book.anchors else HERE + book.anchors[path]
