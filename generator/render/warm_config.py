"""The base of every learner's site: the school's `mkdocs.yml`, with what Pathbook sets for each language."""

from html import escape
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.config_options import Plugins
from mkdocs.config.defaults import MkDocsConfig, get_schema
from mkdocs.utils.yaml import yaml_load

from generator.render.places import INSIDE_SITE
from generator.render.search_entries import ALSO
from generator.words import Words

SEARCH = "material/search"
HIGHLIGHT, INSTANT = "search.highlight", "navigation.instant"
# What stands between two words, for the search: as JavaScript reads it. A full stop inside stays, as in 4.NF.A.1.
BETWEEN_WORDS = (
    r"""(?:[\s\u200b\-–—_/\\|+=<>&@#%*~^,;:!?¡¿()\[\]{}"'“”‘’‚„‹›«»…·•،؛؟٪٫٬。、，！？；：「」]|\.(?=\s|$))+"""
)


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
