"""What the host learns, and what leaves for anybody else, when two people read everything they have."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.at_rest import told_by
from tests.browser.sealed.door import expect_open
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, BASE, NURIHAN, Sealed
from tests.browser.sealed.visitor import Visitor

pytestmark = pytest.mark.browser

# What a host is asked for: what is published for everybody, the closed door, and sealed files by names of their own.
PUBLISHED = re.compile(
    r"_theme/[0-9a-f]+/[\w./-]+|_pb/[0-9a-f]+/[\w.]+|s/[a-z2-7]{16}/(sw\.js|_pb/(slots\.json|m|b/[a-z2-7]{26}))?"
)
SEARCHED = "lanternfish"


@pytest.fixture(scope="module")
def chromium(whole_chromium: Browser) -> Browser:
    return whole_chromium


def pages_of(sealed: Sealed, learner: str) -> tuple[str, ...]:
    files = sealed.manifest(learner).files
    return tuple(path.removesuffix("index.html") for path in files if path.endswith("index.html"))


def read_all(page: Page, host: Host, sealed: Sealed, learner: str) -> None:
    for path in pages_of(sealed, learner):
        page.goto(host.url(sealed.folder(learner) + path))
        expect_open(page)
        page.evaluate("document.querySelectorAll('img').forEach(each => { each.loading = 'eager' })")
        page.wait_for_function("[...document.images].every(each => each.complete)")


def search_and_follow(page: Page, host: Host, sealed: Sealed) -> None:
    page.goto(host.url(sealed.folder(ADA)))
    page.locator(".md-search__input").click()
    page.keyboard.type(SEARCHED, delay=5)
    found = page.locator("a.md-search-result__link").first
    expect(found).to_be_visible()
    found.click()
    expect(page.locator("#pb")).to_contain_text(SEARCHED)


@pytest.mark.attack("host-log")
@pytest.mark.attack("nothing-leaves")
def test_reading_everything_tells_the_host_no_page_and_no_word(first: Sealed, host: Host, visitor: Visitor) -> None:
    """And nobody else anything, and no rule for what pages may do is broken on any page, in any language."""
    for learner in (ADA, NURIHAN):
        page = visitor.opens(host.url(first.folder(learner)), first.code(learner))
        read_all(page, host, first, learner)
    page = visitor.context.pages[0]
    search_and_follow(page, host, first)
    page.reload()
    page.goto(host.url(f"{first.folder(ADA)}nowhere/"))
    page.goto(host.url(first.folder(ADA) + first.paper(ADA)))
    assert [path for path in host.paths if PUBLISHED.fullmatch(path) is None] == []
    assert {asked.referrer for asked in host.log if asked.referrer and "goal" in asked.referrer} == set()
    elsewhere = [
        url for url in visitor.requests if not url.startswith((host.address, "data:", "blob:", "chrome-extension:"))
    ]
    assert elsewhere == []
    assert [text for text in visitor.complaints if "404" not in text] == []


@pytest.mark.attack("host-log")
def test_the_door_tells_the_host_which_page_was_asked_for_and_no_more(
    first: Sealed, host: Host, visitor: Visitor
) -> None:
    """Before it is unlocked the address is asked of the host, as with any website: it says "goal/g1", never a word."""
    page = visitor.tab()
    page.goto(host.url(f"{first.folder(ADA)}goal/g1/"))
    stubs = [path for path in host.paths if path.startswith(f"{first.folder(ADA)}goal")]
    assert stubs == [f"{first.folder(ADA)}goal/g1/"]
    there = {
        file.parent.relative_to(first.site / first.folder(learner)).as_posix()
        for learner in (ADA, NURIHAN)
        for file in (first.site / first.folder(learner)).rglob("index.html")
    }
    words = {part for path in there for part in re.findall(r"[a-z]{3,}", path)}
    fixed = {"about", "changes", "conversations", "earlier", "evidence", "family", "goal", "pathway", "reached"}
    assert words <= fixed, "paths are made of the same words for everybody"


def test_stubs_tell_neither_languages_nor_how_many_goals(first: Sealed) -> None:
    """Ada has two goals and reads English and Spanish; Nurihan has one, and reads Arabic and English."""
    stubs = [
        {
            file.relative_to(first.site / first.folder(learner)).as_posix()
            for file in (first.site / first.folder(learner)).rglob("index.html")
        }
        for learner in (ADA, NURIHAN)
    ]
    assert stubs[0] == stubs[1]
    contents = {file.read_bytes() for file in first.site.rglob("index.html")}
    assert len(contents) == 1, "the same door everywhere"
    assert BASE.encode() in next(iter(contents))


def test_a_paper_opens_in_a_tab_of_its_own(first: Sealed, host: Host, visitor: Visitor) -> None:
    """And the plan is still open beside it afterwards."""
    home = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    host.log.clear()
    home.goto(host.url(f"{first.folder(ADA)}evidence/"))
    expect_open(home)
    address = home.locator('#pb a[href*=".pdf"]').first.evaluate("each => each.href")
    paper = visitor.tab()
    paper.goto(address)
    assert told_by(paper, "document.contentType") == "application/pdf"
    paper.close()
    home.reload()
    expect_open(home)
    assert [path for path in host.paths if ".pdf" in path] == []
