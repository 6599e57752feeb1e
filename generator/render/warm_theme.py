"""The theme, once for the school: its templates in one environment, its files in one shared folder.

The shared folder is named by what it holds, so that a browser may keep it forever and a build only ever adds one.
Files keep their own places inside it: the theme's style sheets and its search find each other by relative paths.
"""

import os
import shutil
from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from pathlib import Path
from typing import cast

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.localization import install_translations
from mkdocs.structure.files import Files
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext, script_tag_filter, url_filter

from generator.render.compiled import Compiled
from generator.words import Words

COMPILED = Compiled()
NOT_FOR_READERS = (".map", "sitemap.xml")


class ThemeTemplates(Environment):
    """The theme's templates. What lies in its folders is listed once: MkDocs asks for 14,000 names at every build."""

    def __init__(self, folders: list[str]) -> None:
        super().__init__(loader=FileSystemLoader(folders), auto_reload=False, cache_size=-1, bytecode_cache=COMPILED)
        self._listed: dict[tuple[object, str], list[str]] = {}

    def list_templates(
        self, extensions: Collection[str] | None = None, filter_func: Callable[[str], bool] | None = None
    ) -> list[str]:
        key = (extensions, getattr(filter_func, "__qualname__", ""))
        if key not in self._listed:
            self._listed[key] = super().list_templates(extensions, filter_func)
        return self._listed[key]


def theme_templates(theme: Theme) -> ThemeTemplates:
    """What `Theme.get_env` makes, with the list of files kept."""
    templates = ThemeTemplates(theme.dirs)
    templates.filters |= {"url": url_filter, "script_tag": script_tag_filter}
    install_translations(templates, theme.locale, theme.dirs)
    return templates


def theme_files(templates: Environment, config: MkDocsConfig) -> Mapping[str, Path]:
    """The theme's files by their path in a site."""
    files = Files([])
    files.add_files_from_theme(templates, config)
    return {file.src_uri: Path(str(file.abs_src_path)) for file in files if not file.src_uri.endswith(NOT_FOR_READERS)}


def published(files: Mapping[str, Path], shared: Path) -> str:
    """Put the theme's files into their folder in `shared`, if it is not there yet; its name is a digest of them."""
    contents = {path: files[path].read_bytes() for path in sorted(files)}
    digest = sha256()
    for path, content in contents.items():
        digest.update(f"{path} {len(content)} ".encode() + content)
    name = digest.hexdigest()[:16]
    if not (shared / name).is_dir():
        fresh = shared / f".new-{name}-{os.getpid()}"
        for path, content in contents.items():
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).write_bytes(content)
        try:
            fresh.rename(shared / name)
        except OSError:  # another worker was first, with the same bytes
            shutil.rmtree(fresh)
    return name


def point_to_shared(templates: Environment, files: Mapping[str, Path], name: str, from_site: str) -> None:
    """Let the theme's own filters lead to the shared folder for the files that lie there.

    `from_site` leads from a learner's folder to where _theme/ lies (places.py).
    """

    @pass_context
    def url(context: Context, value: str) -> str:
        if str(value) not in files:
            return plain_url(context, str(value))
        base = str(context["base_url"])
        up = from_site + "../" * folder_of(context).count("/")
        return f"{'' if base == '.' else base + '/'}{up}_theme/{name}/{value}"

    @pass_context
    def script_tag(context: Context, script: ExtraScriptValue) -> str:
        tag = script_tag_filter(template_context(context), script)
        plain, shared = (escape(way(context, str(script))) for way in (plain_url, url))
        return Markup(tag.replace(f'src="{plain}"', f'src="{shared}"'))  # noqa: S704 - MkDocs' own escaped tag

    templates.filters |= {"url": url, "script_tag": script_tag}


THEME_WORDS: Mapping[str, str] = {
    "action.skip": "Skip to content",
    "clipboard.copied": "Copied",
    "clipboard.copy": "Copy",
    "footer": "Foot of the page",
    "header": "Head of the page",
    "nav": "All pages",
    "search": "Search",
    "search.placeholder": "Search",
    "search.reset": "Clear",
    "search.result.initializer": "Getting the search ready",
    "search.result.more.one": "1 more on this page",
    "search.result.more.other": "More on this page: #",
    "search.result.none": "Nothing found",
    "search.result.one": "1 page found",
    "search.result.other": "Pages found: #",
    "search.result.placeholder": "Type to search",
    "search.result.term.missing": "Not on this page",
    "select.language": "Language",
    "select.version": "Choose a version",
    "tabs": "Pages",
    "top": "Back to top",
}


def theme_word(templates: Environment, language: str, words: Words) -> Callable[[str], str]:
    """The theme's own words, "Search" and the like: from our catalogue, else from the theme's of that language.

    English where neither has one. Looked up once each. They stand in attributes too, so they are escaped.
    """
    partials = (f"partials/languages/{name}.html" for name in (language, "en"))
    theirs, english = (templates.get_template(partial).make_module() for partial in partials)
    known = {"language": words.said_in, "direction": words.direction}

    def word(key: str) -> str:
        if key not in known:
            ours = words.say(THEME_WORDS[key]) if key in THEME_WORDS else ""
            translated = ours if ours != THEME_WORDS.get(key) or language == "en" else ""
            found = translated or str(theirs.t(key)) or ours or str(english.t(key)) or key  # type: ignore[attr-defined]
            known[key] = found.replace('"', "&quot;").replace("<", "&lt;")
        return known[key]

    return word


def folder_of(context: Context) -> str:
    """Where the language that is being written lies within the learner's folder: "" or "es/"."""
    return str(context["config"].extra["site"].folder)


def plain_url(context: Context, value: str) -> str:
    """Where MkDocs itself would lead."""
    return url_filter(template_context(context), value)


def template_context(context: Context) -> TemplateContext:
    """What a theme's template was given, under the name MkDocs' own types know it by."""
    return cast(TemplateContext, context)
