"""Without a mouse: everything can be reached, in the order one reads, and one always sees where one is."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Seen, Sites, tab_in
from tests.browser.judges import settled
from tests.browser.test_every_page import one_of_each

pytestmark = pytest.mark.browser

ENOUGH = 400  # more stops than any page has: whoever needs them is trapped

# What can be used on the page, in the order it is written; of buttons of which one is chosen, one stands for all.
USABLE = """() => {
    const shown = each => each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]')
    const chosen = each => each.type !== 'radio' || each.checked
    const kinds = 'a[href], button, input, select, textarea, summary, audio[controls], [tabindex]'
    globalThis.walk = [...document.querySelectorAll(kinds)].filter(each =>
        each.tabIndex >= 0 && !each.disabled && shown(each) && chosen(each))
    globalThis.looks = new Map(walk.map(each => [each, look(each)]))
    return walk.map(each => each.outerHTML.slice(0, 120))
}"""

# Where the focus is: at which place in that order, whether it looks otherwise than before, whether it is covered.
FOCUS = """() => {
    const here = document.activeElement
    if (here === document.body || here === document.documentElement) return null
    const face = here.matches('.md-option') ? here.nextElementSibling : here
    const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2
    const inside = (from, to, end) => to > 0 && from < end
    const box = [...face.getClientRects()].find(each => each.width > 1
        && inside(each.left, each.right, innerWidth) && inside(each.top, each.bottom, innerHeight))
    const on = box && document.elementFromPoint(
        middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight))
    return { what: here.outerHTML.slice(0, 120), at: walk.indexOf(here), shown: Boolean(box),
        uncovered: Boolean(on) && (face.contains(on) || on.contains(face)), marked: look(here) !== looks.get(here) }
}"""

LOOK = """() => { globalThis.look = each => {
    const face = each.matches('.md-option') ? each.nextElementSibling : each, style = getComputedStyle(face)
    return [style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 && style.outlineColor,
        style.boxShadow, style.borderColor, style.opacity].join()
} }"""


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Seen]:
    with tab_in(chromium) as tab:
        yield tab


def walked(page: Page, key: str) -> list[dict[str, Any]]:
    """Where one gets by pressing a key again and again, until one leaves the page."""
    stops: list[dict[str, Any]] = []
    for _ in range(ENOUGH):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUS)
        if stop is not None and not stop["uncovered"]:  # what opens when it is reached takes a moment
            settled(page)
            stop = page.evaluate(FOCUS)
        if stop is None or (stops and stop["what"] == stops[0]["what"] and stop["at"] == stops[0]["at"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"trapped: {[stop['what'] for stop in stops[-4:]]}")


def complaints(stops: list[dict[str, Any]], usable: list[str], order: list[int]) -> list[object]:
    seen = [stop["at"] for stop in stops]
    return [
        *[("never reached", each) for at, each in enumerate(usable) if at not in seen],
        *[("reached, but not to be used", stop["what"]) for stop in stops if stop["at"] < 0],
        *[("not seen", stop) for stop in stops if not stop["shown"] or not stop["uncovered"]],
        *[("looks as without focus", stop["what"]) for stop in stops if not stop["marked"]],
        *([] if seen == order else [("not in the order of reading", seen)]),
    ]


WALKS = (
    ("s-0001", "", 1280, 900, "a desk"),
    ("s-0001", "ar/", 360, 740, "a phone, from right to left"),
    ("s-0005", "", 1280, 900, "a plan that has just begun"),
)


@pytest.mark.parametrize(
    ("learner", "folder", "width", "height", "because"), WALKS, ids=[because for *_, because in WALKS]
)
def test_the_tab_key_leads_through_each_page_in_the_order_one_reads(
    example_sites: Sites, tab: Seen, learner: str, folder: str, width: int, height: int, because: str
) -> None:
    page = tab.page
    page.set_viewport_size({"width": width, "height": height})
    for path in one_of_each(example_sites.paths(learner, folder)).values():
        page.goto(example_sites.url(learner, folder + path))
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        settled(page)
        page.evaluate(LOOK)
        usable = page.evaluate(USABLE)
        forwards = walked(page, "Tab")
        assert complaints(forwards, usable, [*range(len(usable))]) == [], f"{path} ({because})"


def test_on_the_way_back_nothing_hides_under_the_bar(example_sites: Sites, tab: Seen) -> None:
    page = tab.page
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(example_sites.url("s-0001", "goal/g1/"))
    settled(page)
    page.evaluate(LOOK)
    usable = page.evaluate(USABLE)
    backwards = walked(page, "Shift+Tab")
    assert complaints(backwards, usable, [*reversed(range(len(usable)))]) == []


def test_no_page_is_shown_in_another_order_than_it_is_read(example_sites: Sites, tab: Seen) -> None:
    for path in one_of_each(example_sites.paths("s-0001")).values():
        tab.page.goto(example_sites.url("s-0001", path))
        moved = "all => all.filter(e => getComputedStyle(e).order !== '0' || e.tabIndex > 0).map(e => e.className)"
        assert tab.page.locator("#pb *").evaluate_all(moved) == [], path


def test_the_menu_of_a_phone_opens_closes_and_leads_on_by_keys(example_sites: Sites, seen: Seen) -> None:
    page = seen.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(example_sites.url("s-0001"))
    button, menu = page.locator(".pb-menu-button"), page.locator("#pb-menu")
    expect(menu).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    links = menu.locator("a")
    assert {links.nth(at).get_attribute("href") for at in range(links.count())} >= {"goal/g1/", "evidence/", "reached/"}
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pathway/**")


def test_keys_search_and_go_to_what_was_found(example_sites: Sites, seen: Seen) -> None:
    page = seen.page
    page.goto(example_sites.url("s-0001", "about/"))
    page.locator(".md-search__input").focus()
    page.keyboard.type("equal fractions", delay=20)
    page.locator("a.md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator("a.md-search-result__link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    page.locator(".md-search__input").focus()
    page.locator("a.md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/goal/g1/**")


def test_keys_change_light_to_dark_and_back(example_sites: Sites, seen: Seen) -> None:
    page = seen.page
    page.goto(example_sites.url("s-0001"))
    page.get_by_role("radio", checked=True).focus()
    for scheme in ("slate", "default"):
        page.keyboard.press("ArrowRight")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    expect(page.get_by_role("radio", checked=True)).to_have_accessible_name("Show in light colours")


def test_a_bare_letter_does_nothing(example_sites: Sites, seen: Seen) -> None:
    """Whoever dictates to their computer would else be thrown into the search by a word."""
    seen.page.goto(example_sites.url("s-0001"))
    for letter in "fs/pn,.":
        seen.page.keyboard.press(letter)
    expect(seen.page.locator("body")).to_be_focused()
    assert seen.page.url == example_sites.url("s-0001")
