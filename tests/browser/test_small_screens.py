"""On a phone: nothing of a title is cut, no date is torn, and sources of standards wait until somebody asks."""

import pytest

from tests.browser.conftest import Seen, Sites

pytestmark = pytest.mark.browser

CUT = "() => [...document.querySelectorAll('.md-header .md-ellipsis')].some(e => e.scrollWidth > e.clientWidth + 1)"
TORN = """() => [...document.querySelectorAll('.pb-timeline time')].some(day => {
    const words = document.createRange();
    words.selectNodeContents(day);
    return new Set([...words.getClientRects()].map(line => Math.round(line.top))).size > 1;
})"""


@pytest.mark.parametrize(("learner", "path"), [("s-0003", "es/"), ("s-0001", "ar/"), ("s-0001", "")])
def test_a_phone_shows_titles_and_dates_whole(example_sites: Sites, seen: Seen, learner: str, path: str) -> None:
    seen.page.set_viewport_size({"width": 360, "height": 740})
    seen.page.goto(example_sites.url(learner, path))
    assert not seen.page.evaluate(CUT), "the title of the site"
    assert seen.page.locator(".pb-timeline time").count() > 0
    assert not seen.page.evaluate(TORN), "a day and its month"


def test_sources_of_standards_open_by_a_key(example_sites: Sites, seen: Seen) -> None:
    seen.page.goto(example_sites.url("s-0001"))
    line = seen.page.get_by_text("© Copyright 2010").last
    assert not line.is_visible(), "a family sees first that the record is private"
    seen.page.locator(".pb-sources > summary").press("Enter")
    assert line.is_visible()
