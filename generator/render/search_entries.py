"""What the search finds of a learner's site; the theme shows titles and texts as HTML, so they are escaped here."""

from functools import lru_cache
from html import escape

from generator.render.richtext import words_alone
from generator.view.page import BETWEEN, Page, SearchEntry, Site
from generator.view.spellings import spellings_of

ALSO = "also"  # of an entry of the search: it is found by that, and it is not shown


def search_entries(site: Site) -> list[dict[str, str]]:
    return [search_entry(entry, page, site.language) for page in site.pages for entry in page.search]


def search_entry(entry: SearchEntry, page: Page, language: str) -> dict[str, str]:
    title, text, also = _as_shown(entry.title, entry.text, language)
    location = page.path + (f"#{entry.anchor}" if entry.anchor else "")
    return {"location": location, "title": title, "text": text, ALSO: also}


@lru_cache(maxsize=4096)
def _as_shown(said: str, more: str, language: str) -> tuple[str, str, str]:
    """Each line on its own: the theme shows those that hold what was typed. Many pages tell the same of a framework."""
    title, text = words_alone(said), words_alone(more)
    lines = (escape(line, quote=False) for line in text.split(BETWEEN) if line not in ("", title))
    return (
        escape(title, quote=False),
        "".join(f"<p>{line}</p>" for line in lines),
        spellings_of(f"{title} {text}", language),
    )
