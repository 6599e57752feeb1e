"""A site made by hand, without any plan: what the builder is tried with and measured on."""

from collections.abc import Mapping
from pathlib import Path

from babel import Locale

from generator.locales import direction_of
from generator.render.site import SiteBuilder, warm_builder
from generator.render.sources import base_config, template_folders
from generator.view.page import NavItem, Page, SearchEntry, Site
from generator.words import Words

CHECKOUT = Path(__file__).resolve().parents[3]
KINDS = {"evidence": "What have I shown?", "reached": "What can I do now?", "about": "About me"}


def words_in(language: str, messages: Mapping[str, str] | None = None) -> Words:
    return Words(
        language=language,
        base_language="en",
        locale=Locale.parse(language, sep="-"),
        messages=messages or {},
        plurals={},
        plural_form=lambda n: int(n != 1),
    )


def site_of(
    learner: str,
    language: str = "en",
    goals: int = 3,
    title: str = "I can tell why",
    files: Mapping[str, str] | None = None,
) -> Site:
    """A home page, some goals and three more pages, with a menu that gathers the goals."""
    home = page_of("home", "", "What I am working on")
    goal_pages = tuple(page_of("goal", f"goal/g{n}/", f"{title} {n}") for n in range(1, goals + 1))
    others = tuple(page_of(kind, f"{kind}/", title) for kind, title in KINDS.items())
    return Site(
        learner=learner,
        language=language,
        direction=direction_of(language),
        stage="elementary",
        title="My learning plan",
        footer=("Private.", "Standards © their owners & friends."),
        pages=(home, *goal_pages, *others),
        nav=(
            entry_of(home),
            NavItem(title="My goals", path=None, children=tuple(entry_of(page) for page in goal_pages)),
            *(entry_of(page) for page in others),
        ),
        files=files or {},
    )


def page_of(kind: str, path: str, title: str) -> Page:
    return Page(
        kind=kind,
        path=path,
        title=title,
        content=None,
        search=(
            SearchEntry(title=title, text=f"everything about {path or 'home'} & <b>more</b>"),
            SearchEntry(title="Evidence", text="a number line", anchor="evidence"),
        ),
    )


def entry_of(page: Page) -> NavItem:
    return NavItem(title=page.title, path=page.path)


def html_of(site: Site) -> Mapping[str, str]:
    """For each page something like what the templates make: headings, lists, a drawing, links to the other pages."""
    return {page.path: one_html(site, page) for page in site.pages}


def one_html(site: Site, page: Page) -> str:
    up = "../" * page.path.count("/")
    links = "".join(f'<li><a href="{up + other.path or "./"}">{other.kind}</a></li>' for other in site.pages)
    rows = "".join(f"<li><strong>Step {n}</strong> <span>of {site.learner}</span></li>" for n in range(20))
    return (
        f'<div class="pb"><h1 id="top">{page.kind} {page.path}</h1><section id="evidence"><h2>Evidence</h2>'
        f'<svg viewBox="0 0 10 10" aria-hidden="true"><path d="M0 0L10 10"/></svg><ul>{rows}</ul></section>'
        f"<nav><ul>{links}</ul></nav></div>"
    )


def builder_in(out: Path, words: Words | None = None, root: Path = CHECKOUT) -> SiteBuilder:
    return warm_builder(
        root=root,
        config_file=base_config(root),
        templates=template_folders(root),
        shared=out / "_theme",
        photos=out / "photos",
        words=words or words_in("en"),
    )
