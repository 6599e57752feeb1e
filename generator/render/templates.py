"""The one Jinja environment, for the site and for print, and a page of the site as finished HTML.

Templates place words: names they do not get are errors, text is escaped, people's Markdown becomes markup here.
"""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.render.richtext import markup_of
from generator.view.links import relative
from generator.view.page import Page, RichText
from generator.words import Words


def environment(folders: tuple[Path, ...], hosts: tuple[str, ...] = ()) -> Environment:
    """Templates of these folders, a school's own before ours; links out lead only to `hosts`."""
    return Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized(hosts),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        cache_size=-1,
    )


def _finalized(hosts: tuple[str, ...]) -> Callable[[object], object]:
    def finalized(value: object) -> object:
        return markup_of(value, hosts) if isinstance(value, RichText) else value

    return finalized


def page_html(templates: Environment, page: Page, words: Words) -> str:
    """The inside of a page: what stands between the theme's header and footer, its `h1` included.

    A template sees `page` (the content), `say` (fixed messages) and `href` (a path of the site → the way there).
    """
    return templates.get_template(f"pages/{page.kind}.html.j2").render(
        page=page.content,
        say=words.say,
        href=lambda target: relative(target, page.path),
    )
