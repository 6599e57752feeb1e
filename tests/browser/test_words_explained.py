"""The school's words explained in place: by a finger, a key and a resting pointer, without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Seen, Sites
from tests.browser.judges import overflow, violations

pytestmark = pytest.mark.browser
GOAL, ARABIC = "goal/g1/", "ar/goal/g1/"
OPEN = "() => [...document.querySelectorAll('.pb-meaning')].filter(each => each.checkVisibility()).map(each => each.id)"
LAID_OUT = "() => [...document.querySelectorAll('#pb h2, #pb p, #pb li')].map(e => e.getBoundingClientRect().top)"


@pytest.fixture(scope="module")
def without_scripts(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False, has_touch=True, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def opened(page: Page) -> list[str]:
    found: list[str] = page.evaluate(OPEN)
    return found


def test_keys_open_and_close_a_meaning_and_nothing_moves(seen: Seen, example_sites: Sites) -> None:
    page = seen.page
    page.goto(example_sites.url("s-0001", GOAL))
    word, before = page.locator(".pb-word").first, page.evaluate(LAID_OUT)
    word.focus()
    page.keyboard.press("Enter")
    meaning = page.locator(f"#{word.get_attribute('popovertarget')}")
    assert opened(page) == [meaning.get_attribute("id")]
    assert page.evaluate(LAID_OUT) == before
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert opened(page) == []
    assert page.evaluate("document.activeElement.className").startswith("pb-word"), "the keys stay where they were"
    assert seen.complaints == []


def test_a_resting_pointer_shows_a_meaning_beside_its_word(seen: Seen, example_sites: Sites) -> None:
    page = seen.page
    page.goto(example_sites.url("s-0001", GOAL))
    word = page.locator(".pb-word").last
    word.hover()
    meaning = page.locator(".pb-meaning:visible")
    box, its_word = meaning.bounding_box(), word.bounding_box()
    assert box is not None
    assert its_word is not None
    assert min(abs(box["y"] - its_word["y"] - its_word["height"]), abs(box["y"] + box["height"] - its_word["y"])) < 20
    meaning.hover()
    assert len(opened(page)) == 1, "the pointer may move onto it"
    page.mouse.move(2, 2)
    assert opened(page) == []


@pytest.mark.parametrize("path", [GOAL, ARABIC])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_meaning_stands_inside_the_window(seen: Seen, example_sites: Sites, path: str, width: int) -> None:
    page = seen.page
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(example_sites.url("s-0001", path))
    words = page.locator(".pb-word")
    assert words.count() >= 2
    for at in range(words.count()):
        words.nth(at).click()
        page.mouse.move(1, 1)
        box = page.locator(".pb-meaning:popover-open").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= 640
        assert box["width"] > 150, "wide enough to read"
        assert overflow(page) == []
        page.keyboard.press("Escape")


def test_a_finger_opens_a_meaning_without_any_script(without_scripts: Page, example_sites: Sites) -> None:
    page = without_scripts
    page.goto(example_sites.url("s-0001", GOAL))
    page.locator(".pb-word").first.tap()
    meaning = page.locator(".pb-meaning:popover-open")
    assert meaning.count() == 1
    page.locator("h1").tap()
    assert meaning.count() == 0


def test_no_word_stands_alone_where_a_row_would_tear_its_sentence(seen: Seen, example_sites: Sites) -> None:
    """A word that became a box of its own in a row or grid would stand apart from the words around it."""
    page = seen.page
    found = 0
    for path in ("", GOAL, "pathway/p1/", "evidence/", "reached/", "conversations/", "changes/", "about/"):
        page.goto(example_sites.url("s-0001", path))
        found += page.locator(".pb-explained").count()
        torn = page.evaluate(
            """() => [...document.querySelectorAll('.pb-explained')].filter(each => /flex|grid/.test(
                getComputedStyle(each.parentElement).display)).map(each => each.parentElement.outerHTML)"""
        )
        assert torn == [], path
    assert found > 10


def test_a_printed_page_has_plain_words(seen: Seen, example_sites: Sites) -> None:
    page = seen.page
    page.goto(example_sites.url("s-0001", GOAL))
    page.emulate_media(media="print")
    assert opened(page) == []
    look = page.locator(".pb-word").first.evaluate("each => getComputedStyle(each).textDecorationLine")
    assert look == "none"
