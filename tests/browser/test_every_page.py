"""Every kind of page, in every language, before the judges: anybody can read it, on any screen, by day and by night.

Each page is opened once; what it looks like on other screens and in other colours is emulated. Five learners: one in
two scripts, one between two homes, one with nothing yet, one with many goals, and an educator.
"""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser

from generator.locales import direction_of
from generator.view.site import PAGES
from tests.browser.conftest import CATALOGUES, Seen, Sites, tab_in
from tests.browser.judges import doubts, failures, faults_of_outline, overflow, settled, unfold, violations, wear

pytestmark = pytest.mark.browser

# Learner and language. The first three hold every kind of page in every language, and a second judge looks at them too.
TWO_JUDGES = (("s-0001", "en"), ("s-0001", "ar"), ("s-0003", "es"))
LOOKED_AT = (*TWO_JUDGES, ("s-0005", "en"), ("s-0013", "en"), ("e-0001", "en"))
NARROW = (360, 320)


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Seen]:
    """One tab for all pages here: what every page needs is fetched once."""
    with tab_in(chromium) as tab:
        yield tab


def one_of_each(paths: tuple[str, ...]) -> Mapping[str, str]:
    """Kind of page → the first page of it."""
    return {path.partition("/")[0] or "home": path for path in reversed(paths)}


def test_every_kind_of_page_is_looked_at_in_every_language(example_sites: Sites) -> None:
    seen = {
        (language, kind)
        for learner, language in TWO_JUDGES
        for kind in one_of_each(example_sites.paths(learner, example_sites.languages(learner)[language]))
    }
    # Nobody of the example who reads Spanish was at the school before this year.
    assert seen == {(language, kind) for language in CATALOGUES for kind in PAGES} - {("es", "earlier")}


@pytest.mark.parametrize(("learner", "language"), LOOKED_AT)
def test_each_kind_of_page_in_each_language(example_sites: Sites, tab: Seen, learner: str, language: str) -> None:
    tab.requests.clear()
    tab.complaints.clear()
    folder = example_sites.languages(learner)[language]
    for path in one_of_each(example_sites.paths(learner, folder)).values():
        look_at(example_sites, tab, learner, folder + path, language)
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith(example_sites.address)] == []


def look_at(sites: Sites, tab: Seen, learner: str, path: str, language: str) -> None:
    page = tab.page
    page.set_viewport_size({"width": 1280, "height": 900})
    answer = page.goto(sites.url(learner, path))
    assert answer is not None, path
    assert answer.ok, path
    assert page.locator("html").get_attribute("lang") == language, path
    assert page.locator("body").get_attribute("dir") == direction_of(language), path
    assert faults_of_outline(page) == [], path
    assert overflow(page) == [], path
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 740})
        assert overflow(page) == [], f"{path} at {width} pixels"
    unfold(page)
    assert overflow(page) == [], f"{path} at {NARROW[-1]} pixels, all unfolded"
    assert violations(page, "target-size") == [], f"{path} at {NARROW[-1]} pixels"
    page.set_viewport_size({"width": 1280, "height": 900})
    settled(page)
    assert faults_of_outline(page) == [], f"{path}, all unfolded"
    assert doubts(page) == [], path
    if (learner, language) in TWO_JUDGES:
        assert failures(page) == [], path
    wear(page, "slate")
    assert doubts(page, "color-contrast", "link-in-text-block") == [], f"{path} in dark colours"


def test_dark_colours_come_by_themselves_where_the_machine_is_dark(example_sites: Sites, seen: Seen) -> None:
    seen.page.emulate_media(color_scheme="dark")
    seen.page.goto(example_sites.url("s-0001"))
    assert seen.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert violations(seen.page) == []


OPENED = (
    ("the menu of a phone", 360, "document.getElementById('pb-menu').showPopover()"),
    ("the search of a phone", 360, "document.querySelector('.md-search__input').focus()"),
    ("a word explained", 1280, "document.querySelector('#pb .pb-word').click()"),
    ("a word explained, on a phone", 360, "document.querySelector('#pb .pb-word').click()"),
    ("the search of a desk", 1280, "document.querySelector('.md-search__input').focus()"),
)


@pytest.mark.parametrize(("what", "width", "open_it"), OPENED, ids=[what for what, _, _ in OPENED])
def test_what_opens_over_a_page_is_for_everybody_too(
    example_sites: Sites, seen: Seen, what: str, width: int, open_it: str
) -> None:
    seen.page.set_viewport_size({"width": width, "height": 740})
    for language, folder in example_sites.languages("s-0001").items():
        seen.page.goto(example_sites.url("s-0001", folder))
        seen.page.evaluate(open_it)
        if "search" in what:
            seen.page.keyboard.insert_text({"en": "reached", "es": "logrado", "ar": "الأدلة"}[language])
            seen.page.keyboard.press("End")  # the theme listens to keys
            seen.page.locator(".md-search-result__item").first.wait_for()
        for scheme in ("default", "slate"):
            wear(seen.page, scheme)
            assert violations(seen.page) == [], f"{what}, {language}, {scheme}"
        assert overflow(seen.page) == []


def test_a_page_that_is_not_there_is_for_everybody_too(example_sites: Sites, seen: Seen) -> None:
    for learner, language in TWO_JUDGES:
        folder = example_sites.languages(learner)[language]
        seen.page.goto(example_sites.url(learner, f"{folder}404.html"))
        assert violations(seen.page) == [], language
        assert failures(seen.page) == [], language
        assert overflow(seen.page) == [], language
