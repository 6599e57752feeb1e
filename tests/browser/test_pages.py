"""Every kind of page of the example school in a browser: it fits, it is silent, asks nobody else, all can read it."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import CHECKOUT, Seen, Sites, search_finds, tab_in

pytestmark = pytest.mark.browser

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
# One with something of everything, one who has just begun, the most goals and two pathways, and an educator.
LOOKED_AT = ("s-0001", "s-0005", "s-0013", "e-0001")
KINDS = ("home", "pathway", "goal", "evidence", "reached", "about")
SMALL_WORDS = frozenset(
    "a about after all am an and are as at be by can do for from give go have how i in into is it make my name of on"  # noqa: SIM905 - a list of quotes nobody could read
    " one or our own say so some tell that the their them there they this to two up use was we what when where which"
    " who why will with without you your".split()
)


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Seen]:
    """One tab for all pages here: what every page needs is fetched once."""
    with tab_in(chromium) as tab:
        yield tab


def one_of_each(paths: tuple[str, ...]) -> Mapping[str, str]:
    """Kind of page → the first page of it."""
    return {path.partition("/")[0] or "home": path for path in reversed(paths)}


def test_every_kind_of_page_is_looked_at(example_sites: Sites) -> None:
    kinds = {kind for learner in LOOKED_AT for kind in one_of_each(example_sites.paths(learner))}
    assert kinds == set(KINDS)


@pytest.mark.parametrize("learner", LOOKED_AT)
def test_each_page_fits_is_silent_and_asks_nobody_else(example_sites: Sites, tab: Seen, learner: str) -> None:
    tab.requests.clear()
    tab.complaints.clear()
    for path in one_of_each(example_sites.paths(learner)).values():
        tab.page.set_viewport_size({"width": 360, "height": 740})
        answer = tab.page.goto(example_sites.url(learner, path))
        assert answer is not None, path
        assert answer.ok, path
        assert tab.page.locator("h1").count() == 1, path
        for width in (360, 1280):
            tab.page.set_viewport_size({"width": width, "height": 900})
            assert overflow(tab.page) == [], f"{path} at {width} pixels"
        assert violations(tab.page) == [], path
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith(example_sites.address)] == []


def test_the_four_questions_of_home_are_answered_without_scrolling(example_sites: Sites, tab: Seen) -> None:
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    for learner in example_sites.learners:
        tab.page.goto(example_sites.url(learner))
        boxes = tab.page.locator("[id^=question-]")
        assert boxes.evaluate_all("all => all.map(e => e.id)") == [f"question-{n}" for n in (1, 2, 3, 4)], learner
        ends = boxes.evaluate_all("all => all.map(e => Math.ceil(e.getBoundingClientRect().bottom))")
        assert max(ends) <= 900, f"{learner}: {ends}"
        assert boxes.evaluate_all("all => all.every(e => e.getBoundingClientRect().right <= innerWidth)"), learner


def test_search_finds_each_goal_by_its_first_content_word(example_sites: Sites, tab: Seen) -> None:
    missed = []
    for learner in example_sites.learners:
        tab.page.goto(example_sites.url(learner, "about/"))
        for path in example_sites.paths(learner):
            if path.startswith("goal/"):
                word = first_content_word(example_sites, learner, path)
                if not search_finds(tab.page, word, example_sites.url(learner, path)):
                    missed.append((learner, path, word))
    assert missed == []


def first_content_word(sites: Sites, learner: str, path: str) -> str:
    """Of the goal's heading: the first word that is not a small one."""
    html = (sites.folder / "s" / learner / path / "index.html").read_text(encoding="utf-8")
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert heading is not None, path
    words: list[str] = re.findall(r"[^\W\d_]+", re.sub(r"<[^>]+>", " ", heading[1]))
    return next(word for word in words if word.lower() not in SMALL_WORDS)


def test_axe_finds_nothing_in_the_dark(example_sites: Sites, seen: Seen) -> None:
    seen.page.emulate_media(color_scheme="dark")
    for path in one_of_each(example_sites.paths("s-0001")).values():
        seen.page.goto(example_sites.url("s-0001", path))
        assert seen.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        assert violations(seen.page) == [], path


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
