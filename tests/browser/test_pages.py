"""Home shows its four answers at once, and how a level was worked out is one key away and stands on paper."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.browser.conftest import Seen, Sites, tab_in
from tests.browser.judges import overflow, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Seen]:
    """One tab for all pages here: what every page needs is fetched once."""
    with tab_in(chromium) as tab:
        yield tab


def test_the_four_questions_of_home_are_answered_without_scrolling(example_sites: Sites, tab: Seen) -> None:
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    homes = [
        (learner, folder) for learner in example_sites.learners for folder in example_sites.languages(learner).values()
    ]
    for learner, folder in homes:
        tab.page.goto(example_sites.url(learner, folder))
        boxes = tab.page.locator("[id^=question-]")
        assert boxes.evaluate_all("all => all.map(e => e.id)") == [f"question-{n}" for n in (1, 2, 3, 4)], (
            learner + folder
        )
        ends = boxes.evaluate_all("all => all.map(e => Math.ceil(e.getBoundingClientRect().bottom))")
        assert max(ends) <= 900, f"{learner}/{folder}: {ends}"
        assert boxes.evaluate_all("all => all.every(e => e.getBoundingClientRect().right <= innerWidth)"), (
            learner + folder
        )


def test_how_a_level_was_worked_out_is_one_key_away(example_sites: Sites, seen: Seen) -> None:
    """Without any script: closed at first, opened and closed by Enter, and with nothing for axe to find inside."""
    seen.page.set_viewport_size({"width": 360, "height": 740})
    seen.page.goto(example_sites.url("s-0014", "goal/g3/"))
    working, inside = seen.page.locator("details.pb-how").first, seen.page.get_by_text("(2 + 3) ÷ 2 = 2.50")
    expect(inside).to_be_hidden()
    working.locator("summary").focus()
    seen.page.keyboard.press("Enter")
    expect(inside).to_be_visible()
    assert overflow(seen.page) == []
    for scheme in ("default", "slate"):
        seen.page.locator("body").evaluate("(body, scheme) => body.dataset.mdColorScheme = scheme", scheme)
        assert violations(seen.page) == [], scheme
    seen.page.keyboard.press("Enter")
    expect(inside).to_be_hidden()


def test_a_printed_page_shows_how_the_level_was_worked_out(example_sites: Sites, seen: Seen) -> None:
    seen.page.goto(example_sites.url("s-0014", "goal/g3/"))
    expect(seen.page.locator("details.pb-how").first).not_to_have_attribute("open", "")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(seen.page.pdf())).pages)
    assert "= 2.50" in text
