"""A finished plain site, read back from its folder: its languages, its pages in the order of the menu, its own words.

The parser is Lexbor, which builds the tree that browsers build, SVG and MathML included.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.locales import direction_of, own_name_of
from generator.problem import ToolFailed

PAGE = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """`path`: where it lies within the learner's folder: "", "goal/g1/", "ar/goal/g1/"."""

    path: str
    parsed: LexborHTMLParser
    content: LexborNode

    def leads_to(self, href: str) -> str:
        """The path within the learner's folder that a link of this page means, without what follows ? and #."""
        way = normpath(join(self.path or ".", unquote(urlsplit(href).path)))
        return "" if way == "." else way


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the menu. `path` None: only a heading of those below it."""

    title: str
    path: str | None
    below: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSite:
    """A site in one language, lying in `folder` ("" or "ar/") of the learner's: its pages as the menu names them.

    `title`, `contents`, `skip` and `languages` are what its own pages say for these things.
    """

    folder: str
    language: str
    name: str
    direction: str
    title: str
    contents: str
    skip: str
    languages: str
    menu: tuple[Entry, ...]
    pages: tuple[ReadPage, ...]


def sites_in(plain: Path) -> tuple[ReadSite, ...]:
    """The site in each of its languages, the learner's own first."""
    home = LexborHTMLParser((plain / PAGE).read_text(encoding="utf-8"))
    folders = ("", *_other_languages(home))
    paths = sorted(file.parent.relative_to(plain).as_posix() + "/" for file in plain.rglob(PAGE))
    return tuple(_site(plain, folder, _paths_below(folder, folders, paths)) for folder in folders)


def _other_languages(home: LexborHTMLParser) -> tuple[str, ...]:
    """The folders of a site's other languages, as its first page names them."""
    ways = (dirname(normpath(link.attrs.sget("href"))) for link in home.css("nav.pb-languages a[hreflang]"))
    return tuple(dict.fromkeys(f"{way}/" for way in ways if way))


def _paths_below(folder: str, folders: tuple[str, ...], paths: list[str]) -> tuple[str, ...]:
    others = tuple(other for other in folders if other and other != folder)
    own = ("" if path == "./" else path for path in paths)
    return tuple(path for path in own if path.startswith(folder) and not path.startswith(others))


def _site(plain: Path, folder: str, paths: tuple[str, ...]) -> ReadSite:
    pages = {path: _page(plain, path) for path in paths}
    home = pages[folder]
    language = home.parsed.css("html")[0].attrs.sget("lang", "en")
    menu = _menu_of(home) or tuple(Entry(title=heading_of(page), path=path) for path, page in pages.items())
    named = dict.fromkeys(path for path in paths_in(menu) if path in pages)
    title = _said(home, ".md-logo", "aria-label") or heading_of(home)
    return ReadSite(
        folder=folder,
        language=language,
        name=_own_name(home, language),
        direction=direction_of(language),
        title=title,
        contents=_said(home, "#pb-menu", "aria-label") or title,
        skip=_words(home, ".md-skip") or title,
        languages=_said(home, "nav.pb-languages", "aria-label") or title,
        menu=menu,
        pages=tuple(pages[path] for path in (*named, *(path for path in pages if path not in named))),
    )


def _page(plain: Path, path: str) -> ReadPage:
    parsed = LexborHTMLParser((plain / path / PAGE).read_text(encoding="utf-8"))
    content = parsed.css_first("#pb")
    if content is None:
        raise ToolFailed("site_templates", f'the page {path or PAGE} has no part with id="pb", as parts/frame.html.j2')
    return ReadPage(path=path, parsed=parsed, content=content)


def _menu_of(home: ReadPage) -> tuple[Entry, ...]:
    """The menu as a page shows it; empty where a school's own theme shows another."""
    found = home.parsed.css_first("#pb-menu > ul")
    return () if found is None else tuple(_entries(found, home))


def _entries(listed: LexborNode, home: ReadPage) -> Iterator[Entry]:
    for line in listed.iter():
        first, below = line.css_first("a, span"), line.css_first("ul")
        if first is None:
            continue
        href = first.attrs.get("href")
        path = None if href is None else page_path(home.leads_to(href))
        yield Entry(
            title=first.text(strip=True), path=path, below=() if below is None else tuple(_entries(below, home))
        )


def page_path(way: str) -> str:
    """The path of the page that a way leads to: "goal/g1" and "goal/g1/index.html" are "goal/g1/"."""
    folder = way.removesuffix(PAGE) if way == PAGE or way.endswith(f"/{PAGE}") else way
    return f"{folder.rstrip('/')}/" if folder else ""


def paths_in(menu: tuple[Entry, ...]) -> Iterator[str]:
    for entry in menu:
        if entry.path is not None:
            yield entry.path
        yield from paths_in(entry.below)


def heading_of(page: ReadPage) -> str:
    return _words(page, "#pb h1")


def _own_name(home: ReadPage, language: str) -> str:
    return _words(home, f'nav.pb-languages a[hreflang="{language}"]') or own_name_of(language)


def _words(page: ReadPage, where: str) -> str:
    found = page.parsed.css_first(where)
    return "" if found is None else found.text(strip=True)


def _said(page: ReadPage, where: str, attribute: str) -> str:
    found = page.parsed.css_first(where)
    return "" if found is None else found.attrs.sget(attribute)
