"""A learner's site in every language there is a catalogue of: it fits, runs the right way, and axe finds nothing."""

from collections.abc import Iterator

import pytest
from babel import Locale
from playwright.sync_api import Browser

from generator.checked import checked_learner, checked_school
from generator.load.people import people_for
from generator.manifest import Order
from generator.model.joined import picture_of
from generator.view.site import site_of
from generator.words import direction_of
from generator.workshop import Workshop
from tests.browser.conftest import CHECKOUT, EXAMPLE_DAY, Seen, Sites, served, tab_in
from tests.browser.test_pages import one_of_each, overflow, violations

pytestmark = pytest.mark.browser

LEARNER = "s-0001"
BASE = "en"  # looked at in test_pages
LANGUAGES = sorted({path.stem for path in CHECKOUT.glob("site_templates/words/*.po")} - {BASE})


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """One learner's site in each language, in s/<language>/."""
    out = tmp_path_factory.mktemp("languages")
    order = Order(root=CHECKOUT, out=out, only="site", how="serial")
    shop = Workshop(order=order, school=checked_school(order.root, None, lambda _zone: EXAMPLE_DAY))
    [folder] = (folder for folder in shop.school.folders if folder.learner == LEARNER)
    records, _ = checked_learner(shop.school, folder)
    assert records is not None
    picture = picture_of(
        records, shop.school.commons, people_for(records, shop.school.people), EXAMPLE_DAY, shop.school.groundwork
    )
    for language in LANGUAGES:
        site = site_of(picture, shop.words(language))
        assert shop.builder(language).write(site, order.sites / language) == ()
    with served(out / "site") as sites:
        yield sites


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Seen]:
    with tab_in(chromium) as tab:
        yield tab


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_page_in_each_language(translated: Sites, tab: Seen, language: str) -> None:
    for path in one_of_each(translated.paths(language)).values():
        tab.page.set_viewport_size({"width": 360, "height": 740})
        tab.page.goto(translated.url(language, path))
        assert tab.page.locator("html").get_attribute("lang") == language
        assert tab.page.locator("body").get_attribute("dir") == direction_of(Locale.parse(language, sep="-"))
        for width in (360, 1280):
            tab.page.set_viewport_size({"width": width, "height": 900})
            assert overflow(tab.page) == [], f"{path} at {width} pixels"
        assert violations(tab.page) == [], path
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith(translated.address)] == []
