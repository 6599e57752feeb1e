"""A learner's site in each of its languages: which pages there are, in which order, and the way between them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from generator.model.picture import Picture
from generator.view.attached import files_of, photos_of
from generator.view.gaps import gaps_note
from generator.view.glossary import terms_of
from generator.view.page import NavItem, Page, Paper, Site, SiteLanguage
from generator.view.pages.about import about
from generator.view.pages.changes import changes
from generator.view.pages.conversations import conversations
from generator.view.pages.earlier import earlier
from generator.view.pages.evidence import evidence
from generator.view.pages.family import family
from generator.view.pages.goal import goals
from generator.view.pages.home import home
from generator.view.pages.pathway import pathways
from generator.view.pages.reached import reached
from generator.view.readers import languages_of
from generator.words import Words

PageView: TypeAlias = Callable[[Picture, Words], tuple[Page, ...]]

PAGES: Mapping[str, PageView] = {
    "home": home,
    "pathway": pathways,
    "goal": goals,
    "evidence": evidence,
    "reached": reached,
    "earlier": earlier,
    "about": about,
    "conversations": conversations,
    "changes": changes,
    "family": family,
}


def sites_of(picture: Picture, words_in: Callable[[str], Words], papers: tuple[Paper, ...] = ()) -> tuple[Site, ...]:
    """One site a language, the learner's own first; `papers` are the printed editions that lie beside them.

    A language that nobody has made a catalogue for gets no site of its own: it would be in English.
    """
    own, *others = (words_in(language) for language in languages_of(picture))
    spoken = (own, *(words for words in others if words.has_catalogue))
    languages = tuple(_language(words, "" if words is own else f"{words.language}/") for words in spoken)
    return tuple(site_of(picture, words, languages, papers) for words in spoken)


def site_of(
    picture: Picture, words: Words, languages: tuple[SiteLanguage, ...] = (), papers: tuple[Paper, ...] = ()
) -> Site:
    """The site in one of its languages."""
    words = words.for_stage(picture.learner.stage)
    views: Mapping[str, PageView] = {**PAGES, "family": partial(family, papers=papers)}
    drawn = tuple(page for view in views.values() for page in view(picture, words))
    pages = tuple(replace(page, gaps=gaps_note(page.content, picture, words)) for page in drawn)
    return Site(
        learner=picture.learner.learner,
        language=words.said_in,
        languages=languages,
        folder=next((each.folder for each in languages if each.language == words.language), ""),
        direction=words.direction,
        stage=picture.learner.stage,
        title=words.say("My learning plan"),
        footer=(_private(words),),
        sources=words.say("Where the standards come from"),
        attributions=tuple(dict.fromkeys(line for each in picture.frameworks for line in each.attribution)),
        attributed_in=None if words.language == words.base_language else words.base_language,
        pages=pages,
        nav=_nav(pages, words),
        files=files_of(picture),
        photos=photos_of(picture),
        glossary=terms_of(picture, words),
    )


def _language(words: Words, folder: str) -> SiteLanguage:
    return SiteLanguage(language=words.language, name=words.own_name, direction=words.direction, folder=folder)


def _private(words: Words) -> str:
    return words.say("Private learning record: keep it safe, and share it only with people who support this learning.")


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
