"""How finished pages enter a MkDocs build: pages in memory, and the plugin that brings them.

MkDocs is extended by its own two means, a subclass of Page and a plugin, so that every other plugin sees an
ordinary build.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from generator.render.page_policy import with_policy
from generator.render.richtext import words_alone
from generator.view.page import BETWEEN, NavItem, Page, SearchEntry, Site
from generator.view.spellings import spellings_of

HEADING = re.compile(r'<h1\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h1>', re.DOTALL)
UNLISTED = '<meta name="robots" content="noindex, nofollow">'
FIRST, LAST = 100, -100
ALSO = "also"  # of an entry of the search: it is found by that, and it is not shown


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerPages:
    """One learner's site on its way through MkDocs: page path → its HTML; file path → where the file lies."""

    site: Site
    html: Mapping[str, str]
    files: Mapping[str, Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """The way from a page to the same one in another language; `present`: it is this very page."""

    name: str
    language: str
    direction: str
    href: str
    present: bool


class FinishedPage(MkDocsPage):
    """A page that needs no Markdown: its words are finished HTML."""

    def __init__(self, page: Page, html: str, title: str, config: MkDocsConfig) -> None:
        super().__init__(escape(words_alone(title)), File.generated(config, source_of(page.path), content=""), config)
        self._html = html
        tab = page.tab or page.title
        heads = {"title": escape(words_alone(page.title)), "tab": escape(words_alone(tab))}
        self._meta = {**heads, "kind": page.kind, "search": {"exclude": True}}

    def read_source(self, config: MkDocsConfig) -> None:
        config.plugins.on_page_read_source(page=self, config=config)
        self.markdown, self.meta = "", dict(self._meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self._html
        self.toc = contents_of(self._html)
        self.present_anchor_ids = set(re.findall(r'\sid="([^"]+)"', self._html))


class LearnerPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Brings a learner's pages, files and search entries; takes the theme's files out, which lie in a shared folder."""

    def __init__(self) -> None:
        self.pages: LearnerPages | None = None

    @event_priority(FIRST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        learner = self._learner()
        titles = {item.path: item.title for item in entries_of(learner.site.nav) if item.path is not None}
        for page in learner.site.pages:
            title = titles.get(page.path, page.title)
            files.append(FinishedPage(page, learner.html[page.path], title, config).file)
        for path, source in learner.files.items():
            files.append(File.generated(config, path, abs_src_path=str(source)))
        return files

    @event_priority(LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        for file in [file for file in files if file.src_dir in config.theme.dirs]:
            files.remove(file)
        return env

    @event_priority(FIRST)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: object
    ) -> TemplateContext:
        return self._at_home(context, page.url, config)

    @event_priority(FIRST)
    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        context["base_url"] = "."  # the page for what is not found would else lead to the root of the host
        return self._at_home(context, "", config)

    def _at_home(self, context: TemplateContext, path: str, config: MkDocsConfig) -> TemplateContext:
        """What every page knows of the learner's folder: its languages, and one memory for light or dark."""
        site = self._learner().site
        home = "/".join((context["base_url"], *[".."] * site.folder.count("/")))
        context["languages"] = language_links(site, home, path)  # type: ignore[typeddict-unknown-key]
        config.extra["scope"] = home
        return context

    @event_priority(LAST)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        return with_policy(unlisted(output), page.content or "")

    @event_priority(LAST)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return with_policy(unlisted(output_content), "")

    @event_priority(FIRST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        for plugin in config.plugins.values():
            index = getattr(plugin, "search_index", None)
            if index is not None:
                index.entries.extend(search_entries(self._learner().site))

    def _learner(self) -> LearnerPages:
        if self.pages is None:
            raise RuntimeError("a build began without a learner")
        return self.pages


def language_links(site: Site, home: str, path: str) -> tuple[LanguageLink, ...]:
    """The languages of a site with more than one; `home` leads to the learner's folder, `path` to the page in each.

    They name index.html, so that they lead on also where no server answers and a folder is only a folder.
    """
    return tuple(
        LanguageLink(
            name=each.name,
            language=each.language,
            direction=each.direction,
            href=f"{home}/{each.folder}{path}index.html",
            present=each.folder == site.folder,
        )
        for each in (site.languages if len(site.languages) > 1 else ())
    )


def unlisted(html: str) -> str:
    """The page with a word to search engines to leave it out, whatever theme a school has."""
    return html.replace("<head>", f"<head>\n    {UNLISTED}", 1)


def source_of(path: str) -> str:
    """The Markdown file MkDocs believes a page comes from."""
    return f"{path.rstrip('/')}.md" if path else "index.md"


def nav_of(items: tuple[NavItem, ...]) -> list[dict[str, object]]:
    """The menu as mkdocs.yml writes it."""
    return [
        {escape(words_alone(item.title)): nav_of(item.children) if item.path is None else source_of(item.path)}
        for item in items
    ]


def entries_of(items: tuple[NavItem, ...]) -> Iterator[NavItem]:
    """Every entry of a menu, sections before what they hold."""
    for item in items:
        yield item
        yield from entries_of(item.children)


def search_entries(site: Site) -> list[dict[str, str]]:
    """What the search finds; the theme shows titles and texts as HTML, so they are escaped here."""
    return [search_entry(entry, page, site.language) for page in site.pages for entry in page.search]


def search_entry(entry: SearchEntry, page: Page, language: str) -> dict[str, str]:
    """Each line on its own: the theme shows those that hold what was typed."""
    title, text = words_alone(entry.title), words_alone(entry.text)
    lines = (escape(line, quote=False) for line in text.split(BETWEEN) if line not in ("", title))
    return {
        "location": page.path + (f"#{entry.anchor}" if entry.anchor else ""),
        "title": escape(title, quote=False),
        "text": "".join(f"<p>{line}</p>" for line in lines),
        ALSO: spellings_of(f"{title} {text}", language),
    }


def contents_of(html: str) -> TableOfContents:
    """A page's contents: only its main heading, where "skip to the words" leads; our pages show no list of them."""
    found = HEADING.search(html)
    if found is None:
        return TableOfContents([])
    words = Markup(found[2]).striptags()  # noqa: S704 - only to strip its tags
    return TableOfContents([AnchorLink(escape(words), found[1], 1)])
