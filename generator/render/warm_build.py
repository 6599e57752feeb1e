"""MkDocs and its theme, made ready once for a worker and a language, then run for each learner who needs it.

Each run is the real `mkdocs.commands.build.build`, so that every event of every plugin fires; what one learner
could leave behind for the next is put back before each. Shells are learned from such a run, too.
"""

import os
from copy import copy, deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.problem import Problem, ToolFailed
from generator.render.captured import captured
from generator.render.shell_holes import TRACE, Hole, Holes, LookedInto, NotTold, cut
from generator.render.shells import INDEX, Shells
from generator.render.shells_allowed import why_not
from generator.render.themed import LearnerPages, ThemedSite, walked
from generator.render.warm_config import config_of, features_of
from generator.render.warm_pages import LearnerPlugin, nav_of
from generator.render.warm_theme import point_to_shared, published, theme_files, theme_templates, theme_word
from generator.render.written import files_in, lettered_in_few_bytes
from generator.words import Words

MUTABLE = ("extra_javascript", "extra_css", "extra_templates", "markdown_extensions", "mdx_configs", "extra")
NO_PAGES_BUT_OURS = "no-documents"  # a folder that does not exist: MkDocs finds nothing there and minds nothing
CODE = "site-warning"


class WarmBuild:
    """MkDocs, warm: `build` as often as there are learners of this language. Made by `warm_build`.

    `why_whole`: why no shells may be learned; None: they may.
    """

    def __init__(self, config: MkDocsConfig, shared: Path, words: Words, root: Path, theme_from_site: str) -> None:
        self.config = config
        self._root = root.resolve()
        self.templates = theme_templates(config.theme)
        files = theme_files(self.templates, config)
        self.theme_name = published(files, shared)
        point_to_shared(self.templates, files, self.theme_name, theme_from_site)
        word = theme_word(self.templates, str(config.theme["language"]), words)
        self.templates.globals |= {"say": words.say, "theme_word": word}
        self._kept = (dict(self.templates.filters), dict(self.templates.globals), dict(self.templates.tests))
        self._settings = {name: deepcopy(config[name]) for name in MUTABLE}
        self._look = {name: copy(value) for name, value in config.theme.items()}
        self._plugin = LearnerPlugin()
        config.plugins["pathbook"] = self._plugin
        config.theme.get_env = self._theme_as_it_was  # type: ignore[method-assign]
        config.plugins.on_startup(command="build", dirty=False)
        self.why_whole = why_not(config, self.templates)

    def build(self, pages: LearnerPages, site: object, into: Path) -> tuple[Problem, ...]:
        """A learner's site, written; what MkDocs and its theme complained of. `site`: what themes ask about."""
        self._plugin.pages = pages
        self._make_ready(pages.themed, site, into)
        with captured("mkdocs", self._config_file, CODE) as problems:
            try:
                build(self.config)
            except (MkDocsException, TemplateError) as failed:
                raise ToolFailed("MkDocs", reason_of(failed)) from failed
        lettered_in_few_bytes(into / INDEX)
        return tuple(problems)

    def learned(self, themed: ThemedSite) -> Shells:
        """The shells of all sites of this shape. Raises LookedInto with the reason where the theme allows of none."""
        holes = Holes()
        hollow = walked(themed, holes.words, holes.step)
        for page in hollow.pages:
            if isinstance(page.html, Hole):
                page.html.asked = {"<h1": page.has_heading}
        pages = LearnerPages(themed=hollow, entries=[], files={}, hollow=True)
        with TemporaryDirectory(prefix=TRACE) as folder:
            into = Path(folder) / "site"
            if said_in_logs := self.build(pages, Untold(hollow), into):
                raise LookedInto(f"MkDocs complains of every site: {said_in_logs[0].message}")
            return cut(files_in(into), holes)

    def close(self) -> None:
        """Tell plugins that no more sites will be built."""
        self.config.plugins.on_shutdown()

    @property
    def _config_file(self) -> str:
        path = Path(self.config.config_file_path).resolve()
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.name

    def _make_ready(self, themed: ThemedSite, site: object, into: Path) -> None:
        config = self.config
        for name, value in self._settings.items():
            config[name] = deepcopy(value)
        for name, value in self._look.items():
            config.theme[name] = copy(value)
        config.theme["direction"] = themed.direction
        config.site_name = themed.name
        config.site_dir = str(into)
        config.docs_dir = str(into / NO_PAGES_BUT_OURS)
        config.nav = nav_of(themed.nav)
        config.extra["site"] = site

    def _theme_as_it_was(self) -> Environment:
        """The theme's one environment, free of what a plugin hung on it for the learner before."""
        filters, names, tests = self._kept
        theme = self.templates
        theme.filters.clear()
        theme.filters.update(filters)
        theme.globals.clear()
        theme.globals.update(names)
        theme.tests.clear()
        theme.tests.update(tests)
        return theme


class Untold:
    """What a theme may know of a site while shells are learned: what shells cover, in place of all of `Site`."""

    COVERED = ("folder", "language", "languages", "direction", "footer", "sources", "attributions", "attributed_in")

    def __init__(self, themed: ThemedSite) -> None:
        for name in (*self.COVERED, "learner", "stage"):
            setattr(self, name, getattr(themed, name))

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return NotTold(f"the site's {name}")


def warm_build(
    *, root: Path, config_file: Path, templates: tuple[Path, ...], shared: Path, words: Words, theme_from_site: str
) -> WarmBuild:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with captured("mkdocs", config_file.name, CODE) as problems:
        try:
            config = config_of(config_file, templates, words)
        except MkDocsException as failed:
            said = "; ".join(problem.message for problem in problems)
            raise ToolFailed("MkDocs", f"{config_file.name}: {said or failed}") from failed
    config.theme["features"] = features_of(config, theme_from_site)
    return WarmBuild(config, shared, words, root, theme_from_site)


def reason_of(failed: Exception) -> str:
    """Why a build broke off, with the template and line where that is known."""
    match failed:
        case TemplateSyntaxError():
            return f"{failed.name}:{failed.lineno}: {failed.message}"
        case _:
            return str(failed)
