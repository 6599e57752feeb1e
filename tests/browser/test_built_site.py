"""What the builder makes works in a browser: the theme from its shared folder, search, light and dark, no other origin.

A site made by hand, so that a mistake here is the builder's or the theme's, never a plan's.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Seen, Sites, expect_found, served, tab_in
from tests.generator.render.handmade import builder_in, html_of, site_of, words_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def handmade_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    out = tmp_path_factory.mktemp("handmade")
    for language in ("en", "es", "ar"):
        site = site_of(f"site-{language}", language, title={"ar": "أستطيع أن أشرح"}.get(language, "I can explain"))
        builder_in(out, words_in(language)).write_pages(site, html_of(site), out / "s" / site.learner)
    with served(out) as sites:
        yield sites


@pytest.mark.parametrize(
    ("language", "typed", "because"),
    [
        ("en", "explain", "a word of the title"),
        ("en", "expl", "the beginning of a word is enough"),
        ("es", "explain", "the Spanish search loads its language from the shared folder"),
        ("ar", "أشرح", "an Arabic word"),
    ],
)
def test_search_works_from_the_shared_theme(
    handmade_sites: Sites, seen: Seen, language: str, typed: str, because: str
) -> None:
    seen.page.goto(handmade_sites.url(f"site-{language}", "goal/g2/"))
    expect_found(seen.page, typed, handmade_sites.url(f"site-{language}", "goal/g1/"), because)
    assert seen.complaints == []
    assert {url for url in seen.requests if not url.startswith(handmade_sites.address)} == set()


def test_the_switch_between_light_and_dark_stays_while_going_on(handmade_sites: Sites, seen: Seen) -> None:
    page = seen.page
    page.goto(handmade_sites.url("site-en"))
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page.locator("label[for=__palette_1]").click()
    page.goto(handmade_sites.url("site-en", "goal/g1/"))
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_skipping_to_the_words_leads_to_the_heading(handmade_sites: Sites, seen: Seen) -> None:
    seen.page.goto(handmade_sites.url("site-en", "goal/g1/"))
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.classList.contains('md-skip')")
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.querySelector(location.hash).tagName") == "H1"


def test_a_page_that_is_not_there_looks_like_the_site(handmade_sites: Sites, seen: Seen) -> None:
    seen.page.goto(handmade_sites.url("site-en", "404.html"))
    assert seen.complaints == []
    assert seen.page.locator("link[rel=stylesheet]").count() >= 2
    assert Path(handmade_sites.folder / "_theme").is_dir()


def test_a_script_among_peoples_words_would_not_run(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Words are cleaned long before; this is the wall behind it, tried with a page that nobody cleaned."""
    out = tmp_path_factory.mktemp("uncleaned")
    site = site_of("site-en", "en")
    bad = (
        "<script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">"
        '<iframe src="https://far.example/"></iframe><img src="https://far.example/x.png"><base href="https://far.example/">'
    )
    html = {path: inside + bad for path, inside in html_of(site).items()}
    builder_in(out, words_in("en")).write_pages(site, html, out / "s" / site.learner)
    with served(out) as sites, tab_in(chromium) as tab:
        tab.page.goto(sites.url("site-en"))
        tab.page.wait_for_load_state("networkidle")
        assert tab.page.title() != "ran"
        assert tab.page.evaluate("document.baseURI").startswith(sites.address)
        assert tab.page.locator("body").get_attribute("data-md-color-scheme") == "default", "the theme's scripts run"
        assert len([each for each in tab.complaints if "Content Security Policy" in each]) >= 5
