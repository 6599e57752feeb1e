"""Whether a school's set-up allows of shells: every event that something listens to is known not to need each page."""

from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import material
import mkdocs
from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateError
from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.defaults import MkDocsConfig

from generator.programs import shipped
from generator.render.warm_pages import LearnerPlugin

# Looked through, and compared byte by byte by our tests. Another version is believed only after that.
KNOWN = {"mkdocs": ("1.6.1",), "mkdocs-material": ("9.8.1",)}
KNOWN_EVENTS = {
    LearnerPlugin: None,  # our own: all
    SearchPlugin: frozenset(("on_startup", "on_config", "on_page_context", "on_post_build", "on_serve")),
}
# Which pages and files there are, and what else is written, would be decided anew for each site.
LEFT_ALONE = ("exclude_docs", "draft_docs", "not_in_nav", "extra_templates", "strict")
PLACING = frozenset(("d", "default", "e", "escape", "first", "script_tag", "url"))
ABOUT_PLACE = frozenset(("abs_url", "canonical_url", "dest_uri", "edit_url", "file", "pages", "src_uri", "url"))


def why_not(config: MkDocsConfig, templates: Environment) -> str | None:
    """The reason for building every site whole; None: shells may be tried."""
    left_alone = (f"mkdocs.yml sets {name}" for name in LEFT_ALONE if config[name])
    reasons = chain(_unknown_versions(), _listeners(config), left_alone, _own_templates(config, templates))
    return next(reasons, None)


def _unknown_versions() -> Iterator[str]:
    found = {"mkdocs": mkdocs.__version__, "mkdocs-material": version("mkdocs-material")}
    yield from (f"{name} {found[name]} is not known" for name, known in KNOWN.items() if found[name] not in known)


def _listeners(config: MkDocsConfig) -> Iterator[str]:
    for event, methods in config.plugins.events.items():
        yield from (f"{_name_of(one)} listens to {event}" for one in methods if not _is_known(event, one))


def _is_known(event: str, method: Callable[..., object]) -> bool:
    owner = type(getattr(method, "__self__", None))
    if owner not in KNOWN_EVENTS:
        return False
    events = KNOWN_EVENTS[owner]
    return events is None or f"on_{event}" in events


def _name_of(method: Callable[..., object]) -> str:
    owner = getattr(method, "__self__", None)
    return f"{method.__module__}" if owner is None else f"the plugin {type(owner).__name__}"


def _own_templates(config: MkDocsConfig, templates: Environment) -> Iterator[str]:
    """Where a school's own theme does more with words than place them. What is filled in cannot be asked there."""
    known = tuple(Path(each).resolve() for each in (shipped("site_templates"), *mkdocs.__path__, *material.__path__))
    for folder in (Path(each).resolve() for each in config.theme.dirs):
        if any(folder.is_relative_to(each) for each in known):
            continue
        for file in sorted(folder.rglob("*.html")):
            said = _more_than_placing(file.read_text(encoding="utf-8", errors="replace"), templates)
            if said is not None:
                yield f"{file.relative_to(folder).as_posix()} {said}"


def _more_than_placing(source: str, templates: Environment) -> str | None:
    try:
        tree = templates.parse(source)
    except TemplateError:
        return "cannot be read"
    for found in tree.find_all(nodes.Filter):
        if found.name not in PLACING:
            return f"uses the filter {found.name}"
    ways = {id(found.node) for found in tree.find_all(nodes.Filter) if found.name == "url"}
    for place in tree.find_all(nodes.Getattr):
        if place.attr in ABOUT_PLACE and id(place) not in ways:
            return f"asks for {place.attr}"
    return "looks something up" if _looks_up(tree) else None


def _looks_up(tree: nodes.Template) -> bool:
    """Whether something is looked for that may be a learner's words, in what a hole cannot answer for."""
    sought = (
        *(found.arg for found in tree.find_all(nodes.Getitem)),
        *(
            found.expr
            for found in tree.find_all(nodes.Compare)
            if any(each.op in ("in", "notin") for each in found.ops)
        ),
        *(each for found in tree.find_all(nodes.Call) for each in found.args if _is_get(found.node)),
    )
    return not all(isinstance(each, (nodes.Const, nodes.Slice)) for each in sought)


def _is_get(called: nodes.Expr) -> bool:
    return isinstance(called, nodes.Getattr) and called.attr == "get"
