"""What a theme is told of a learner's site: each name as it stands in HTML, and each page's finished inside.

`walked` leads through all of it in one order. So the same walk that collects what differs between learners also says
what two sites must have in common for the theme to write the same around it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markupsafe import Markup

from generator.locales import Direction
from generator.render.richtext import words_alone
from generator.view.page import NavItem, Site, SiteLanguage

HEADING = re.compile(r'<h1\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h1>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemedPage:
    """One page. `menu` is its name there; `heading`: the id and the words of its main heading, if that has an id."""

    path: str
    kind: str
    title: str
    tab: str
    menu: str
    html: str
    heading: tuple[str, str] | None
    has_heading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemedSite:
    """One learner's site as the theme gets it. What `walked` does not change is alike for many learners."""

    learner: str
    stage: str
    name: str
    language: str
    languages: tuple[SiteLanguage, ...]
    folder: str
    direction: Direction
    footer: tuple[str, ...]
    sources: str
    attributions: tuple[str, ...]
    attributed_in: str | None
    pages: tuple[ThemedPage, ...]
    nav: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerPages:
    """One learner's site on its way to the disk: what the search finds; file path → where the file lies.

    `hollow`: it is nobody's, and shells are learned from it.
    """

    themed: ThemedSite
    entries: list[dict[str, str]]
    files: Mapping[str, Path]
    hollow: bool = False


def themed_of(site: Site, html: Mapping[str, str]) -> ThemedSite:
    """`html`: page path → what stands between header and footer."""
    titles = {item.path: item.title for item in entries_of(site.nav) if item.path is not None}
    return ThemedSite(
        learner=site.learner,
        stage=site.stage,
        name=in_html(site.title),
        language=site.language,
        languages=site.languages,
        folder=site.folder,
        direction=site.direction,
        footer=site.footer,
        sources=site.sources,
        attributions=site.attributions,
        attributed_in=site.attributed_in,
        pages=tuple(
            ThemedPage(
                path=page.path,
                kind=page.kind,
                title=in_html(page.title),
                tab=in_html(page.tab or page.title),
                menu=in_html(titles.get(page.path, page.title)),
                html=html[page.path],
                heading=heading_of(html[page.path]),
                has_heading="<h1" in html[page.path],
            )
            for page in site.pages
        ),
        nav=themed_items(site.nav),
    )


def in_html(words: str) -> str:
    return escape(words_alone(words))


def heading_of(html: str) -> tuple[str, str] | None:
    """Where "skip to the words" leads, and what stands there; our pages show no list of their contents."""
    found = HEADING.search(html)
    if found is None:
        return None
    return found[1], escape(Markup(found[2]).striptags())  # noqa: S704 - only to strip its tags


def entries_of(items: tuple[NavItem, ...]) -> Iterator[NavItem]:
    """Every entry of a menu, sections before what they hold."""
    for item in items:
        yield item
        yield from entries_of(item.children)


def themed_items(items: tuple[NavItem, ...]) -> tuple[NavItem, ...]:
    """A menu with its titles as they stand in HTML."""
    return tuple(
        NavItem(title=in_html(item.title), path=item.path, children=themed_items(item.children)) for item in items
    )


def walked(themed: ThemedSite, words: Callable[[str], str], step: Callable[[str], str]) -> ThemedSite:
    """The same site with all its words changed, and the steps of its pages' paths after the first; in one order."""
    paths = {page.path: _path_walked(page.path, step) for page in themed.pages}
    return ThemedSite(
        learner=words(themed.learner),
        stage=words(themed.stage),
        name=words(themed.name),
        language=themed.language,
        languages=themed.languages,
        folder=themed.folder,
        direction=themed.direction,
        footer=tuple(map(words, themed.footer)),
        sources=words(themed.sources),
        attributions=tuple(map(words, themed.attributions)),
        attributed_in=themed.attributed_in,
        pages=tuple(_page_walked(page, paths[page.path], words) for page in themed.pages),
        nav=tuple(_item_walked(item, paths, words) for item in themed.nav),
    )


def _path_walked(path: str, step: Callable[[str], str]) -> str:
    first, *others = path.split("/")
    return "/".join((first, *(step(each) if each else "" for each in others)))


def _page_walked(page: ThemedPage, path: str, words: Callable[[str], str]) -> ThemedPage:
    return ThemedPage(
        path=path,
        kind=page.kind,
        title=words(page.title),
        tab=words(page.tab),
        menu=words(page.menu),
        html=words(page.html),
        heading=page.heading and (words(page.heading[0]), words(page.heading[1])),
        has_heading=page.has_heading,
    )


def _item_walked(item: NavItem, paths: Mapping[str, str], words: Callable[[str], str]) -> NavItem:
    return NavItem(
        title=words(item.title),
        path=item.path if item.path is None else paths.get(item.path, item.path),
        children=tuple(_item_walked(each, paths, words) for each in item.children),
    )
