"""Every page of the form, judged: by ear and by eye, on a tablet and a phone, light and dark, both ways round."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import tab_in
from tests.browser.form.conftest import complaints, ready
from tests.browser.form_server import Form
from tests.browser.judges import overflow, unfold, violations

pytestmark = pytest.mark.browser

TABLET = (
    "/l/s-0001",
    "/l/s-0001/goal/g1",
    "/l/s-0004/plan/2026-27?sheet=judged",
    "/l/s-0001/learner/learner?sheet=people",
)
PHONE = ("/", "/l/s-0001", "/l/s-0001/goal/g1", "/l/s-0001/conference/2026-10-15")
TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, select, textarea, input')]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44)
    .filter(each => !each.matches('[type=checkbox], [type=radio]') && !each.closest('.skip, .unseen'))
    .map(each => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(
    ("language", "scheme", "width", "pages"), [("en", "light", 820, TABLET), ("ar", "dark", 360, PHONE)]
)
def test_every_page_is_for_everybody(
    form: Form, chromium: Browser, language: str, scheme: str, width: int, pages: tuple[str, ...]
) -> None:
    with tab_in(chromium) as tab:
        page = tab.page
        page.set_viewport_size({"width": width, "height": 1180})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        form.enter(page, f"/?lang={language}")
        tab.complaints.clear()
        assert {path: faults for path in pages if (faults := faults_of(form, page, path))} == {}
        assert complaints(tab) == []


def faults_of(form: Form, page: Page, path: str) -> list[object]:
    page.goto(f"{form.address}{path}")
    if path.count("/") > 2:
        ready(page)
    unfold(page)
    # As high as the page, so that the bar with “Save” lies over nothing: one can scroll, a judge does not.
    width = page.evaluate("innerWidth")
    page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight") + 200})
    return [*violations(page), *overflow(page), *page.evaluate(TOO_SMALL)]


def test_what_is_wrong_is_told_so_that_everybody_finds_it(form: Form, chromium: Browser) -> None:
    with tab_in(chromium) as tab:
        page = tab.page
        form.enter(page, "/")
        page.goto(f"{form.address}/l/s-0001/support/new")
        ready(page)
        page.locator("button.save").click()
        page.locator("#problems").wait_for()
        assert violations(page) == []
