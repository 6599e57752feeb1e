"""What a finished page is: words and shapes with nothing left to decide. Templates only place them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.locales import Direction

BETWEEN = " · "  # lines that stood apart on a page, told in one run by the search


@dataclass(frozen=True, slots=True, kw_only=True)
class RichText:
    """People's Markdown, still as text. Only render/richtext turns it into markup.

    `language` is None where it is the page's own (no `lang` attribute needed). `block`: paragraphs and lists are
    allowed; else it is one run of words. `mathematics`: `$…$` is a formula (framework statements only).
    """

    text: str
    language: str | None
    direction: Direction | None
    block: bool = False
    mathematics: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One of the school's words and what it means. `forms`: how it may stand in a text, the word itself first."""

    id: str
    term: str
    means: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """What the search finds: `anchor` is an id on the page, "" for its top."""

    title: str
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a learner's site.

    `kind` is its key in PAGES and the name of its template; `path` is "" for Home, else like "goal/g1/".
    `title` holds no name. `content` is the page's own dataclass, known to its template. `gaps` says that parts are in
    another language; None: none are. `tab`: what the browser's tab and history say, where the title is words of the
    plan, which stay on the disk of whoever looked; None: the title.
    """

    kind: str
    path: str
    title: str
    content: object
    search: tuple[SearchEntry, ...]
    gaps: str | None = None
    tab: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One entry of the site's menu; a section has `children` and then no path."""

    title: str
    path: str | None
    children: "tuple[NavItem, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoCopy:
    """One copy of a photo in the site: its path, and how many pixels its longer side has at most."""

    path: str
    format: Literal["webp", "jpeg", "png"]
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePhoto:
    """A photo beside evidence, `source` relative to the school's root, and the copies that a site shows of it."""

    source: str
    copies: tuple[PhotoCopy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLanguage:
    """One of the languages a learner's site exists in: `name` in that language itself.

    `folder` is within the learner's: "" for the language of the site itself, else like "es/".
    """

    language: str
    name: str
    direction: Direction
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A printed edition as the Family page links it: `path` within the site, "papers/plan-ar-letter-standard.pdf"."""

    path: str
    kind: str
    language: str
    print: str
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything one learner's site says, in one language.

    `languages` are all it exists in, its own too; only the one in the folder "" holds the learner's files.
    """

    learner: str
    language: str
    languages: tuple[SiteLanguage, ...] = ()
    folder: str = ""
    direction: Direction
    stage: str
    title: str
    footer: tuple[str, ...]  # the privacy line
    sources: str = ""  # what the list of attributions is called
    attributions: tuple[str, ...] = ()  # as the owners of the standards ask for them, word for word
    attributed_in: str | None = None  # the language they are written in; None: the site's own
    pages: tuple[Page, ...]
    nav: tuple[NavItem, ...]
    files: Mapping[str, str]  # path within the site → path of the file relative to the school's root
    photos: tuple[SitePhoto, ...] = ()
    glossary: tuple[Term, ...] = ()  # words of this language that pages explain, what matters most first


EditionKind = Literal["plan", "conference", "phone", "letter", "staff_letter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One document for one family: the plan on paper, the sheet for a conversation, the plan for a phone.

    `kind` is the name of its template. `name` is "<family>-<lang>-<paper>-<print>" for the plan, else
    "<family>-<lang>-<kind>". `content` is the document's own dataclass, known to its template; `gaps` is as a page's.
    `text_code` is of what is agreed to by signing it (model/text_code); None: there is no plan yet.
    """

    kind: EditionKind
    learner: str
    stage: str
    name: str
    language: str
    direction: Direction
    paper: str
    print: str
    title: str
    content: object
    gaps: str | None
    text_code: str | None
