"""How finished pages enter a MkDocs build: pages in memory, and the plugin that brings them.

MkDocs is extended by its own two means, a subclass of Page and a plugin, so that every other plugin sees an
ordinary build.
"""

import re
from dataclasses import dataclass

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from generator.render.page_policy import with_policy
from generator.render.shell_holes import NotTold
from generator.render.themed import LearnerPages, ThemedPage, ThemedSite
from generator.view.page import NavItem

UNLISTED = '<meta name="robots" content="noindex, nofollow">'
FIRST, LAST = 100, -100


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

    def __init__(self, page: ThemedPage, config: MkDocsConfig) -> None:
        super().__init__(page.menu, File.generated(config, source_of(page.path), content=""), config)
        self._said = page

    def read_source(self, config: MkDocsConfig) -> None:
        config.plugins.on_page_read_source(page=self, config=config)
        page = self._said
        self.markdown = ""
        self.meta = {"title": page.title, "tab": page.tab, "kind": page.kind, "search": {"exclude": True}}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self._said.html
        self.toc = contents_of(self._said)
        self.present_anchor_ids = set(re.findall(r'\sid="([^"]+)"', self._said.html))


class HollowPage(FinishedPage):
    """A page of holes, while shells are learned: whatever plugins make of its words, the theme gets the hole itself."""

    def __init__(self, page: ThemedPage, config: MkDocsConfig) -> None:
        super().__init__(page, config)
        self.update_date = NotTold("the day of a page")  # type: ignore[assignment]

    @property
    def content(self) -> str:
        return self._said.html

    @content.setter
    def content(self, _: str | None) -> None:
        pass

    def __eq__(self, other: object) -> bool:
        return self is other  # MkDocs compares titles first


class LearnerPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Brings a learner's pages, files and search entries; takes the theme's files out, which lie in a shared folder."""

    def __init__(self) -> None:
        self.pages: LearnerPages | None = None

    @event_priority(FIRST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        learner = self._learner()
        kind = HollowPage if learner.hollow else FinishedPage
        for page in learner.themed.pages:
            files.append(kind(page, config).file)
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
        learner = self._learner()
        themed = learner.themed
        home = "/".join((context["base_url"], *[".."] * themed.folder.count("/")))
        context["languages"] = language_links(themed, home, path)  # type: ignore[typeddict-unknown-key]
        config.extra["scope"] = home
        if learner.hollow:
            context["build_date_utc"] = NotTold("the day of the build")  # type: ignore[typeddict-item]
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
                index.entries.extend(self._learner().entries)

    def _learner(self) -> LearnerPages:
        if self.pages is None:
            raise RuntimeError("a build began without a learner")
        return self.pages


def language_links(themed: ThemedSite, home: str, path: str) -> tuple[LanguageLink, ...]:
    """The languages of a site with more than one; `home` leads to the learner's folder, `path` to the page in each.

    They name index.html, so that they lead on also where no server answers and a folder is only a folder.
    """
    return tuple(
        LanguageLink(
            name=each.name,
            language=each.language,
            direction=each.direction,
            href=f"{home}/{each.folder}{path}index.html",
            present=each.folder == themed.folder,
        )
        for each in (themed.languages if len(themed.languages) > 1 else ())
    )


def unlisted(html: str) -> str:
    """The page with a word to search engines to leave it out, whatever theme a school has."""
    return html.replace("<head>", f"<head>\n    {UNLISTED}", 1)


def source_of(path: str) -> str:
    """The Markdown file MkDocs believes a page comes from."""
    return f"{path.rstrip('/')}.md" if path else "index.md"


def nav_of(items: tuple[NavItem, ...]) -> list[dict[str, object]]:
    """The menu as mkdocs.yml writes it, of titles as they stand in HTML."""
    return [{item.title: nav_of(item.children) if item.path is None else source_of(item.path)} for item in items]


def contents_of(page: ThemedPage) -> TableOfContents:
    """A page's contents: only its main heading."""
    return TableOfContents([] if page.heading is None else [AnchorLink(page.heading[1], page.heading[0], 1)])
