"""The one Jinja environment, for the site and for print, and a page of the site as finished HTML.

Templates place words: names they do not get are errors, text is escaped, people's Markdown becomes markup here.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from generator.problem import ToolFailed
from generator.render.compiled import Compiled
from generator.render.lean_output import generator_of
from generator.render.markdown import WaysOut
from generator.render.richtext import NO_WAY_OUT, SHORT, markup_of, words_alone
from generator.view.links import relative
from generator.view.page import Page, RichText
from generator.words import Words

COMPILED = Compiled()


def environment(folders: tuple[Path, ...], ways_out: WaysOut = NO_WAY_OUT) -> Environment:
    """Templates of these folders, a school's own before ours; links in people's words lead only where allowed."""
    made = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized(ways_out),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=COMPILED,
    )
    made.code_generator_class = generator_of()
    return made


def _finalized(ways_out: WaysOut) -> Callable[[object], object]:
    """What stands between braces, as markup: people's Markdown, and names and other words without hidden signs."""

    def finalized(value: object) -> object:
        kind = type(value)
        if kind is str:
            words = str(value)
            return _in_html(words) if len(words) <= SHORT else escape(words_alone(words))
        if kind is Markup:  # made of words that are settled
            return value
        return markup_of(value, ways_out) if isinstance(value, RichText) else escape(value)

    return finalized


@lru_cache(maxsize=8192)
def _in_html(words: str) -> Markup:
    """Titles, ids, days: the same few stand all over a learner's pages, and on those of others."""
    return escape(words_alone(words))


def page_html(templates: Environment, page: Page, words: Words, folder: str = "") -> str:
    """The inside of a page: what stands between the theme's header and footer, its `h1` included.

    A template sees `page` (the content), `gaps` (its note, if any), `say` (fixed messages) and `href` (a path of the
    site → the way there).
    `folder` is where this language of the site lies, within the learner's.
    """
    return filled(
        templates,
        f"pages/{page.kind}.html.j2",
        page=page.content,
        gaps=page.gaps,
        say=words.say,
        href=lambda target: relative(target, page.path, folder),
    )


def filled(templates: Environment, name: str, **values: object) -> str:
    """A template with its words. A mistake in ours keeps its traceback; one in a school's own is told in a sentence."""
    try:
        return templates.get_template(name).render(**values)
    except TemplateError as failed:
        if not has_own(templates):
            raise
        why = failed.message or type(failed).__name__
        hint = f"{name}: {why}; the school's own were perhaps written for another Pathbook"
        raise ToolFailed("site_templates", hint) from failed


def has_own(templates: Environment) -> bool:
    """Whether a school's own folder stands before ours."""
    return isinstance(templates.loader, FileSystemLoader) and len(templates.loader.searchpath) > 1
