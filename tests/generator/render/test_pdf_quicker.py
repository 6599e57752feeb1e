"""What stands in for WeasyPrint's inside prints the same bytes, and only where the library reads as it did."""

import inspect
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any

import pydyf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint.layout import inline, preferred

from generator.load.catalogues import words_for
from generator.render import pdf_quick_text, pdf_quicker
from generator.render.pdf import Renderer, warm_renderer
from generator.render.pdf_objects import as_bytes
from generator.render.pdf_quicker import QUICKER, as_the_library_does, digest_of, quicken, recognised
from generator.view.edition import editions_of
from generator.view.page import Edition
from tests.conftest import TOP
from tests.generator.test_example_situations import picture, records_of_all

pytestmark = pytest.mark.pdf
TEMPLATES = (TOP / "site_templates",)


@cache
def press() -> Renderer:
    return warm_renderer(TEMPLATES, partial(words_for, base_language="en", folders=TEMPLATES))


@cache
def one_of_each() -> tuple[Edition, ...]:
    """Of the example's editions the first in each kind, language, paper and print."""
    words_in = partial(words_for, base_language="en", folders=TEMPLATES)
    found: dict[tuple[str, ...], Edition] = {}
    for learner in sorted(records_of_all()):
        for edition in editions_of(picture(learner), words_in):
            found.setdefault((edition.kind, edition.language, edition.paper, edition.print), edition)
    return tuple(found.values())


def test_every_edition_is_the_same_bytes_both_ways() -> None:
    editions = one_of_each()
    assert {edition.kind for edition in editions} == {"plan", "conference", "phone"}
    assert {edition.language for edition in editions} == {"en", "es", "ar"}
    assert {edition.print for edition in editions} == {"standard", "large"}
    with as_the_library_does():
        plain = [press().pdf(edition) for edition in editions]
    quick = [press().pdf(edition) for edition in editions]
    assert [edition.name for edition, one, other in zip(editions, plain, quick, strict=True) if one != other] == []
    assert press().pdf(editions[0]) == plain[0], "with every line measured before"


def test_the_installed_library_is_recognised() -> None:
    """Where this fails, WeasyPrint changed inside: read what changed, and mend ours or take it out."""
    with as_the_library_does():
        others = [(each.what, name) for each in QUICKER for name, known in each.known if digest_of(name) != known]
    assert others == []


@pytest.mark.parametrize("each", QUICKER, ids=lambda each: each.what)
def test_ours_takes_what_the_librarys_takes(each: pdf_quicker.Quicker) -> None:
    with as_the_library_does():
        for place in each.places:
            owner, name = pdf_quicker._found(place)
            original = getattr(owner, name)
            ours = inspect.signature(each.made(original)).parameters
            assert list(ours) == list(inspect.signature(original).parameters)


@pytest.fixture
def unknown_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if WeasyPrint were another version inside."""
    others = tuple(replace(each, known=((each.known[0][0], "another source"),)) for each in QUICKER)
    with as_the_library_does():
        monkeypatch.setattr(pdf_quicker, "QUICKER", others)
        recognised.cache_clear()
        yield
    monkeypatch.undo()
    recognised.cache_clear()
    quicken()


@pytest.mark.usefixtures("unknown_library")
def test_another_library_is_left_alone() -> None:
    theirs = inline.split_first_line
    quicken()
    assert recognised() == ()
    assert inline.split_first_line is theirs
    assert press().pdf(one_of_each()[1]).startswith(b"%PDF-1.7")


def test_ours_stand_in_once() -> None:
    quicken()
    ours = inline.split_first_line
    quicken()
    assert inline.split_first_line is ours
    with as_the_library_does():
        assert inline.split_first_line.__module__ == "weasyprint.text.line_break"
    assert preferred.split_first_line.__module__ == pdf_quick_text.__name__


class Noting:
    """A style that tells which of its properties were read."""

    def __init__(self, style: Any, read: set[str]) -> None:
        self.style, self.read, self.font_config = style, read, style.font_config

    def __getitem__(self, key: str) -> object:
        self.read.add(key)
        return self.style[key]


def test_whatever_decides_about_a_line_is_in_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    with as_the_library_does():
        original = inline.split_first_line

        def noting(text: str, style: Any, *rest: object, **more: object) -> object:
            return original(text, Noting(style, read), *rest, **more)

        monkeypatch.setattr(inline, "split_first_line", noting)
        for edition in one_of_each()[:6]:
            press().pdf(edition)
        monkeypatch.undo()
    assert {"font_family", "lang", "hyphens", "white_space"} <= read <= set(pdf_quick_text.READ)


def test_what_was_measured_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_quick_text, "MOST", 50)
    small = warm_renderer(TEMPLATES, partial(words_for, base_language="en", folders=TEMPLATES))
    sheet = next(edition for edition in one_of_each() if edition.kind == "conference")
    assert small.pdf(sheet) == press().pdf(sheet)
    assert 0 < len(small.fonts.__dict__["pathbook_measured"]) <= 50


VALUES = st.recursive(
    st.one_of(
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False, width=32),
        st.text(alphabet="abc/<>", max_size=8),
        st.binary(max_size=8),
        st.text(max_size=8).map(pydyf.String),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(pydyf.Array),
        st.dictionaries(st.text(alphabet="ABC", min_size=1, max_size=4), inner, max_size=4).map(pydyf.Dictionary),
    ),
    max_leaves=12,
)


@given(VALUES)
@settings(max_examples=60, deadline=None)
def test_values_are_written_as_the_library_writes_them(value: object) -> None:
    assert b"[" + as_bytes(value) + b"]" == pydyf.Array([value]).data
