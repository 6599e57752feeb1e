"""The door of a plan as people meet it, by what they see and hear of it, and not by how it is made."""

from playwright.sync_api import Locator, Page, expect

from generator.publish.front import SAID
from tests.browser.at_rest import content_of
from tests.patience import MILLISECONDS, until

PATIENCE = MILLISECONDS


def field(page: Page) -> Locator:
    return page.locator("main form").get_by_role("textbox")


def opener(page: Page) -> Locator:
    return page.locator("main form").get_by_role("button")


def remember(page: Page) -> Locator:
    return page.locator("main form").get_by_role("checkbox")


def lock(page: Page) -> Locator:
    return page.locator("[data-pathbook-lock]")


def plan(page: Page) -> Locator:
    """The content of a page of the plan."""
    return page.locator("#pb")


def says(page: Page, key: str) -> Locator:
    """A sentence of the browser side, where somebody can read it."""
    return page.get_by_text(SAID[key]).locator("visible=true").first


def type_code(page: Page, code: str, *, remembered: bool = False) -> None:
    field(page).fill(code)
    if remembered:
        remember(page).check()
    opener(page).click()


def unlock(page: Page, code: str, *, remembered: bool = False) -> None:
    type_code(page, code, remembered=remembered)
    expect_open(page)


def expect_open(page: Page) -> None:
    expect(plan(page)).to_be_visible(timeout=PATIENCE)


def expect_locked(page: Page) -> None:
    expect(field(page)).to_be_visible(timeout=PATIENCE)
    expect(plan(page)).to_have_count(0)


def expect_said(page: Page, key: str) -> None:
    """The sentence stands there, and no page of a plan."""
    expect(says(page, key)).to_be_visible(timeout=PATIENCE)
    expect(plan(page)).to_have_count(0)


def expect_shows(page: Page, words: str) -> None:
    """Words stand somewhere in what the browser holds of the page, shown or not; or come there with the next page."""
    assert until(lambda: words in content_of(page)), words


def hides(page: Page, words: str) -> bool:
    """Whether words stand nowhere in what the browser holds of the page. Ask when it shows what it should show."""
    return words not in content_of(page)
