"""A learner's site: which pages there are, in the order people see them, and the way between them."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from generator.model.picture import Picture
from generator.view.evidence import site_file, source_file
from generator.view.page import NavItem, Page, Site
from generator.view.pages.about import about
from generator.view.pages.evidence import evidence
from generator.view.pages.goal import goals
from generator.view.pages.home import home
from generator.view.pages.pathway import pathways
from generator.view.pages.reached import reached
from generator.words import Words

PageView: TypeAlias = Callable[[Picture, Words], tuple[Page, ...]]

PAGES: Mapping[str, PageView] = {
    "home": home,
    "pathway": pathways,
    "goal": goals,
    "evidence": evidence,
    "reached": reached,
    "about": about,
}


def site_of(picture: Picture, words: Words) -> Site:
    words = words.for_stage(picture.learner.stage)
    pages = tuple(page for view in PAGES.values() for page in view(picture, words))
    return Site(
        learner=picture.learner.learner,
        language=words.language,
        direction=words.direction,
        stage=picture.learner.stage,
        title=words.say("My learning plan"),
        footer=_footer(picture, words),
        pages=pages,
        nav=_nav(pages, words),
        files={site_file(file): source_file(file) for piece in picture.evidence for file in piece.files},
    )


def _footer(picture: Picture, words: Words) -> tuple[str, ...]:
    """The privacy line, then what the owners of the standards ask to be printed."""
    attributions = dict.fromkeys(line for framework in picture.frameworks for line in framework.attribution)
    privacy = words.say(
        "Private learning record: keep it safe, and share it only with people who support this learning."
    )
    return (privacy, *attributions)


def _nav(pages: tuple[Page, ...], words: Words) -> tuple[NavItem, ...]:
    """A page of its kind stands alone; goals, and pathways when there are several, are gathered in a section."""
    items: list[NavItem] = []
    for kind in PAGES:
        entries = tuple(NavItem(title=page.title, path=page.path) for page in pages if page.kind == kind)
        if kind in SECTIONS and (kind == "goal" or len(entries) > 1):
            items += [NavItem(title=words.say(SECTIONS[kind]), path=None, children=entries)] if entries else []
        else:
            items += entries
    return tuple(items)


SECTIONS: Mapping[str, str] = {"pathway": "My pathways", "goal": "My goals"}
