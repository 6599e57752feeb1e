"""Pages of a hand-made learner as finished HTML, and a small reader of it."""

from dataclasses import dataclass, field, fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any

from generator.load.catalogues import words_for
from generator.model.picture import Picture
from generator.model.standing_picture import Score
from generator.records.text import Text
from generator.render.markdown import WaysOut
from generator.render.templates import environment, page_html
from generator.view.page import Page
from generator.view.site import site_of
from generator.words import Words
from tests.generator.messages import ROOT

TEMPLATES = (ROOT / "site_templates",)
ENVIRONMENT = environment(TEMPLATES, WaysOut(hosts=("khanacademy.org",)))
WITHOUT_END = frozenset({"source", "area", "br", "hr", "img", "input", "link", "meta", "path", "wbr"})
SPOKEN = frozenset({"alt", "aria-label", "title", "placeholder"})


def words_in(language: str) -> Words:
    return words_for(language, "en", TEMPLATES)


def pages_of(picture: Picture, words: Words) -> dict[str, str]:
    """Page path → HTML."""
    return {page.path: html_of(page, words) for page in site_of(picture, words).pages}


def html_of(page: Page, words: Words) -> str:
    return page_html(ENVIRONMENT, page, words)


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str]
    words: list[str] = field(default_factory=list)  # of itself and of everything inside
    hidden: bool = False

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


class Reader(HTMLParser):
    """Every element of a page in the order it stands there; ends must match their beginnings."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        element.hidden = element.attributes.get("aria-hidden") == "true" or any(above.hidden for above in self._open)
        self.elements.append(element)
        if tag not in WITHOUT_END:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in WITHOUT_END:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> ends nothing"
        assert self._open.pop().tag == tag, f"</{tag}> ends another element"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)


def read(html: str) -> tuple[Element, ...]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader._open == [], "an element never ends"
    return tuple(reader.elements)


def spoken(elements: tuple[Element, ...]) -> tuple[str, ...]:
    """All words of a page, and those that only some readers meet."""
    said = [element.attributes[name] for element in elements for name in SPOKEN & set(element.attributes)]
    return (elements[0].text, *said)


def without_words(value: Any) -> Any:
    """The same picture with all that people wrote replaced by a sign that no alphabet has."""
    match value:
        case Text():
            return Text.plain("♪")
        case Score():
            return Score(*map(without_words, value))
        case tuple():
            return tuple(without_words(each) for each in value)
        case dict():
            return {key: without_words(each) for key, each in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type) and type(value).__name__ != "Place":
            own = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
            changed = {
                name: "♪" if name in {"code", "publisher"} and own[name] else without_words(own[name]) for name in own
            }
            return replace(value, **changed)
        case _:
            return value
