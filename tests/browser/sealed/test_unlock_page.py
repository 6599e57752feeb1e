"""The page that asks for the code is for everybody: three languages, keys only, large, dark, from right to left."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.judges import doubts, failures, overflow, violations
from tests.browser.sealed.door import expect_locked, expect_open, field, opener, remember
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, Sealed

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "es", "ar")


def reader(chromium: Browser, language: str) -> BrowserContext:
    return chromium.new_context(locale=language, viewport={"width": 1280, "height": 1024}, bypass_csp=True)


@pytest.fixture(params=LANGUAGES)
def door(request: pytest.FixtureRequest, chromium: Browser, first: Sealed, host: Host) -> Iterator[Page]:
    """The page in the language of the reader's browser, with a message on it."""
    context = reader(chromium, request.param)
    page = context.new_page()
    page.goto(host.url(first.folder(ADA)))
    expect(opener(page)).to_be_enabled()
    expect(page.locator("html")).to_have_attribute("lang", request.param)
    yield page
    context.close()


def test_everyone_can_use_it(door: Page) -> None:
    """Light and dark, with a message and without, on a desk, on a small phone, and at four times the size.

    What one touches is large enough; all runs the way its language runs, and the code from left to right.
    """
    for said in (False, True):
        if said:
            opener(door).click()
            expect(door.get_by_role("alert")).not_to_be_empty()
        for scheme in ("light", "dark"):
            door.emulate_media(color_scheme=scheme)
            for width, height in ((1280, 1024), (320, 256)):
                door.set_viewport_size({"width": width, "height": height})
                assert overflow(door) == [], (said, scheme, width)
                assert violations(door) == [], (said, scheme, width)
        assert doubts(door, "color-contrast") == [], said
    assert failures(door) == []

    door.set_viewport_size({"width": 320, "height": 640})
    for each in (
        field(door),
        opener(door),
        remember(door),
        *door.get_by_role("navigation").get_by_role("button").all(),
    ):
        box = each.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, each
    assert (opener(door).bounding_box() or {"height": 0})["height"] >= 44

    language = door.evaluate("document.documentElement.lang")
    assert door.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    field(door).fill("7KQ2M9")
    assert field(door).evaluate("each => getComputedStyle(each).direction") == "ltr"
    box, label = remember(door).bounding_box(), door.locator("main form .choice label").bounding_box()
    assert box is not None
    assert label is not None
    assert (box["x"] > label["x"]) == (language == "ar"), "the box stands before its words"


def test_the_language_can_be_chosen_and_stays(first: Sealed, host: Host, chromium: Browser) -> None:
    context = reader(chromium, "fr")
    page = context.new_page()
    page.goto(host.url(first.folder(ADA)))
    expect(page.locator("html"), "the school's own where none fits").to_have_attribute("lang", "en")
    page.goto(host.url(f"{first.folder(ADA)}ar/goal/g1/"))
    expect(page.locator("html"), "who asks for an Arabic page reads Arabic").to_have_attribute("lang", "ar")
    for language in ("ar", "es"):
        page.locator(f'nav button[lang="{language}"]').click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.reload()
        expect(opener(page)).to_be_enabled()
        expect(page.locator("html")).to_have_attribute("lang", language)
    context.close()


@pytest.mark.parametrize("remembered", [False, True])
def test_keys_alone_open_and_lock_the_plan(first: Sealed, host: Host, chromium: Browser, remembered: bool) -> None:
    context = reader(chromium, "en")
    page = context.new_page()
    page.goto(host.url(first.folder(ADA)))
    expect(opener(page)).to_be_enabled()
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", "one sees where one is"
        if field(page).evaluate("each => each === document.activeElement"):
            page.keyboard.type(first.code(ADA))
        if remembered and remember(page).evaluate("each => each === document.activeElement"):
            page.keyboard.press("Space")
        if opener(page).evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect_open(page)
    button = page.locator("[data-pathbook-lock]")
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect_locked(page)
    context.close()


def test_a_screen_reader_hears_what_went_wrong(first: Sealed, host: Host, chromium: Browser) -> None:
    context = reader(chromium, "en")
    page = context.new_page()
    page.goto(host.url(first.folder(ADA)))
    field(page).fill("1234")
    field(page).press("Enter")
    told = page.get_by_role("alert")
    expect(told).to_be_visible()
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    described = field(page).evaluate(
        "each => each.getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).textContent)"
    )
    assert told.inner_text() in described
    field(page).fill("7KQ2")
    expect(told).to_be_hidden()
    expect(field(page)).not_to_have_attribute("aria-invalid", re.compile(""))
    context.close()
