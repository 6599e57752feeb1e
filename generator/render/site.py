"""A learner's site: MkDocs and its theme, made ready once for a worker and a language, then run for each learner.

Each run is the real `mkdocs.commands.build.build`, so that every event of every plugin fires; what one learner
could leave behind for the next is put back before each.
"""

import json
import os
from collections.abc import Mapping
from copy import copy, deepcopy
from html import escape
from pathlib import Path

from jinja2 import Environment
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import Plugins
from mkdocs.config.defaults import MkDocsConfig, get_schema
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from generator.problem import Problem, ToolFailed
from generator.render.captured import captured
from generator.render.glossary import explained
from generator.render.markdown import WaysOut
from generator.render.photos import copies_of, forget_others, within
from generator.render.richtext import words_alone
from generator.render.templates import environment, page_html
from generator.render.warm_pages import ALSO, LearnerPages, LearnerPlugin, nav_of
from generator.render.warm_theme import (
    BESIDE_SITES,
    INSIDE_SITE,
    point_to_shared,
    published,
    theme_files,
    theme_templates,
    theme_word,
)
from generator.view.page import Site
from generator.words import Words

MUTABLE = ("extra_javascript", "extra_css", "extra_templates", "markdown_extensions", "mdx_configs", "extra")
NO_PAGES_BUT_OURS = "no-documents"  # a folder that does not exist: MkDocs finds nothing there and minds nothing
CODE = "site-warning"
SEARCH = "material/search"
HIGHLIGHT, INSTANT = "search.highlight", "navigation.instant"
# What stands between two words, for the search: as JavaScript reads it. A full stop inside stays, as in 4.NF.A.1.
BETWEEN_WORDS = (
    r"""(?:[\s\u200b\-–—_/\\|+=<>&@#%*~^,;:!?¡¿()\[\]{}"'“”‘’‚„‹›«»…·•،؛؟٪٫٬。、，！？；：「」]|\.(?=\s|$))+"""
)


class SiteBuilder:
    """MkDocs, warm: `write` as often as there are learners of this language. Made by `warm_builder`."""

    def __init__(
        self,
        config: MkDocsConfig,
        shared: Path,
        photos: Path,
        words: Words,
        templates: Environment,
        root: Path,
        theme_from_site: str,
    ) -> None:
        self._config = config
        self._words = words
        self._pages = templates
        self._root = root.resolve()
        self._photos = photos
        self._theme = theme_templates(config.theme)
        files = theme_files(self._theme, config)
        self.theme_name = published(files, shared)
        point_to_shared(self._theme, files, self.theme_name, theme_from_site)
        word = theme_word(self._theme, str(config.theme["language"]), words)
        self._theme.globals |= {"say": words.say, "theme_word": word}
        self._kept = (dict(self._theme.filters), dict(self._theme.globals), dict(self._theme.tests))
        self._settings = {name: deepcopy(config[name]) for name in MUTABLE}
        self._look = {name: copy(value) for name, value in config.theme.items()}
        self._plugin = LearnerPlugin()
        config.plugins["pathbook"] = self._plugin
        config.theme.get_env = self._theme_as_it_was  # type: ignore[method-assign]
        config.plugins.on_startup(command="build", dirty=False)

    def write(self, site: Site, into: Path, root: Path | None = None) -> tuple[Problem, ...]:
        """Write a learner's site into a fresh folder; what MkDocs and its theme complained of.

        `root`: where the learner's files lie, if not in the folder of the school.
        """
        words = self._words.for_stage(site.stage)
        html = {
            page.path: explained(page_html(self._pages, page, words, site.folder), page, site.glossary)
            for page in site.pages
        }
        return self.write_pages(site, html, into, root)

    def write_pages(
        self, site: Site, html: Mapping[str, str], into: Path, root: Path | None = None
    ) -> tuple[Problem, ...]:
        """The same from finished HTML: page path → what stands between header and footer."""
        self._plugin.pages = LearnerPages(site=site, html=html, files=self._files_of(site, root or self._root))
        self._make_ready(site, into)
        with captured("mkdocs", self._config_file, CODE) as problems:
            try:
                build(self._config)
            except (MkDocsException, TemplateError) as failed:
                raise ToolFailed("MkDocs", reason_of(failed)) from failed
        in_few_bytes(into / "search" / "search_index.json")
        return tuple(problems)

    def close(self) -> None:
        """Tell plugins that no more sites will be built."""
        self._config.plugins.on_shutdown()

    @property
    def _config_file(self) -> str:
        path = Path(self._config.config_file_path).resolve()
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.name

    def _make_ready(self, site: Site, into: Path) -> None:
        config = self._config
        for name, value in self._settings.items():
            config[name] = deepcopy(value)
        for name, value in self._look.items():
            config.theme[name] = copy(value)
        config.theme["direction"] = site.direction
        config.site_name = escape(words_alone(site.title))
        config.site_dir = str(into)
        config.docs_dir = str(into / NO_PAGES_BUT_OURS)
        config.nav = nav_of(site.nav)
        config.extra["site"] = site

    def _theme_as_it_was(self) -> Environment:
        """The theme's one environment, free of what a plugin hung on it for the learner before."""
        filters, names, tests = self._kept
        theme = self._theme
        theme.filters.clear()
        theme.filters.update(filters)
        theme.globals.clear()
        theme.globals.update(names)
        theme.tests.clear()
        theme.tests.update(tests)
        return theme

    def _files_of(self, site: Site, root: Path) -> Mapping[str, Path]:
        """The learner's files; none for a language that lies beside them and leads to them."""
        if site.folder:
            return {}
        found = {path: within(root, source) for path, source in site.files.items()}
        photos: dict[str, Path] = {}
        for photo in site.photos:
            photos |= copies_of(photo, root, self._photos / site.learner)
        forget_others(self._photos / site.learner, frozenset(photos.values()))
        return found | photos


def warm_builder(
    *,
    root: Path,
    config_file: Path,
    templates: tuple[Path, ...],
    shared: Path,
    photos: Path,
    words: Words,
    hosts: tuple[str, ...] = (),
    theme_from_site: str = BESIDE_SITES,
) -> SiteBuilder:
    """A builder for one language. `root` is the school's folder, `shared` where the theme's files lie for all sites
    (`theme_from_site`: the way there from a learner's), `photos` where copies of photos are kept, a folder a learner.

    `templates` are folders like site_templates, a school's own before ours. Links out lead only to `hosts`.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with captured("mkdocs", config_file.name, CODE) as problems:
        try:
            config = config_of(config_file, templates, words)
        except MkDocsException as failed:
            said = "; ".join(problem.message for problem in problems)
            raise ToolFailed("MkDocs", f"{config_file.name}: {said or failed}") from failed
    config.theme["features"] = features_of(config, theme_from_site)
    ways_out = WaysOut(hosts=hosts, said=words.say("(another website: {host})", host="{host}"))
    return SiteBuilder(config, shared, photos, words, environment(templates, ways_out), root, theme_from_site)


def config_of(config_file: Path, templates: tuple[Path, ...], words: Words) -> MkDocsConfig:
    """The base of every learner's site in one language: its own theme folder first, then those of `templates`."""
    with config_file.open("rb") as stream:
        look = yaml_load(stream).get("theme", {})
    look = {"name": look} if isinstance(look, str) else dict(look)
    look.setdefault("name", "material")
    own = look.pop("custom_dir", None)
    for _, option in get_schema():
        if isinstance(option, Plugins):
            option.plugin_cache.clear()  # MkDocs gives one plugin to all: Spanish pages were searched as English ones
    config = load_config(str(config_file), theme=look, docs_dir=str(templates[-1]), site_url="")
    config.theme.dirs[:0] = theme_folders(config_file.parent / own if own else None, templates)
    config.theme.static_templates.discard("sitemap.xml")  # a private site tells no search engine where its pages are
    config.theme["language"] = theme_language(words.language, config.theme.dirs)
    find_every_word(config)
    config.theme["palette"] = [with_words(option, words) for option in palettes_of(config)]
    return config


def features_of(config: MkDocsConfig, theme_from_site: str) -> list[str]:
    """What the theme does, without writing searched words into addresses: those lie in the browser's history, and
    a hard reload tells them to the host.

    In a sealed site pages change without being loaded anew. That needs a list of them, which only the worker there has.
    """
    kept = [str(each) for each in config.theme.get("features") or () if each not in (HIGHLIGHT, INSTANT)]
    return [*kept, INSTANT] if theme_from_site == INSIDE_SITE else kept


def in_few_bytes(index: Path) -> None:
    """The search's index with letters as they are: the theme writes each Arabic one in six bytes."""
    if index.is_file():
        held = json.loads(index.read_bytes())
        index.write_text(json.dumps(held, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def find_every_word(config: MkDocsConfig) -> None:
    """Let the theme's search find words in every language, where the school has not set it up in its own way.

    Left alone it passes over "say" and "why", keeps a full stop at a word's end, and drops letters it does not know.
    """
    search = config.plugins.get(SEARCH)
    if search is None:
        return
    if search.config["separator"] is None:
        search.config["separator"] = BETWEEN_WORDS
    if search.config["pipeline"] is None:
        search.config["pipeline"] = []
    search.config["fields"].setdefault(ALSO, {"boost": 1.0})


def theme_folders(own: Path | None, templates: tuple[Path, ...]) -> list[str]:
    """What is laid over the theme, first wins: the base's `custom_dir`, then the `theme` of each template folder."""
    folders = [(folder / "theme").resolve() for folder in templates]
    if own is not None and own.resolve() not in folders:
        folders.insert(0, own.resolve())
    return [str(folder) for folder in folders if folder.is_dir()]


def reason_of(failed: Exception) -> str:
    """Why a build broke off, with the template and line where that is known."""
    match failed:
        case TemplateSyntaxError():
            return f"{failed.name}:{failed.lineno}: {failed.message}"
        case _:
            return str(failed)


def theme_language(language: str, folders: list[str]) -> str:
    """The language of the theme's own words; English where the theme does not have the learner's."""
    for name in (language, language.split("-")[0]):
        if any((Path(folder) / "partials" / "languages" / f"{name}.html").is_file() for folder in folders):
            return name
    return "en"


def palettes_of(config: MkDocsConfig) -> list[dict[str, object]]:
    palette = config.theme.get("palette") or []
    return [palette] if isinstance(palette, dict) else list(palette)


def with_words(option: dict[str, object], words: Words) -> dict[str, object]:
    """A palette whose switch says in the learner's language what it does."""
    toggle = option.get("toggle")
    if not isinstance(toggle, dict):
        return option
    name = words.say("Show in light colours") if option.get("scheme") == "slate" else words.say("Show in dark colours")
    return option | {"toggle": toggle | {"name": escape(name)}}
