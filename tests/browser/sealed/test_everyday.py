"""What a family does with an open plan every day works as it does on any website."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sealed.door import PATIENCE, expect_locked, expect_open, expect_shows, lock, unlock
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, NURIHAN, Sealed
from tests.browser.sealed.visitor import Visitor

pytestmark = pytest.mark.browser

GOAL_WORD = "puddlecake"


@pytest.fixture
def home(first: Sealed, host: Host, visitor: Visitor) -> Page:
    """Ada's first page, just unlocked."""
    return visitor.opens(host.url(first.folder(ADA)), first.code(ADA))


@pytest.mark.parametrize("path", ["evidence/", "es/goal/g2/", "goal/g1/#pb"])
def test_the_code_leads_to_the_page_that_was_asked_for(first: Sealed, host: Host, visitor: Visitor, path: str) -> None:
    page = visitor.tab()
    address = host.url(first.folder(ADA) + path)
    page.goto(address)
    expect_locked(page)
    unlock(page, first.code("f-0001"))
    expect(page).to_have_url(address)


def test_pictures_and_drawings_are_there(first: Sealed, host: Host, home: Page) -> None:
    home.goto(host.url(f"{first.folder(ADA)}evidence/"))
    expect_open(home)
    home.evaluate("document.querySelectorAll('#pb img').forEach(each => { each.loading = 'eager' })")
    home.wait_for_function(
        "[...document.querySelectorAll('#pb img')].every(each => each.complete && each.naturalWidth > 0)"
    )
    assert home.locator("#pb img").count() > 0
    home.goto(host.url(first.folder(ADA)))
    expect_open(home)
    drawn = home.evaluate("[...document.querySelectorAll('#pb svg')].map(each => each.getBoundingClientRect().width)")
    assert drawn
    assert all(width >= 0 for width in drawn)
    assert max(drawn) > 0


@pytest.mark.parametrize("path", ["", "goal/g1/"])
def test_what_is_searched_for_at_once_is_found(first: Sealed, host: Host, home: Page, path: str) -> None:
    """Typed the moment the page is there, also after it came without loading all anew."""
    if path:
        home.locator(f'#pb a[href$="{path}"]').first.click()
        home.wait_for_url(f"**/{path}")
    home.locator(".md-search__input").click()
    home.keyboard.type("lanternfish")
    expect(home.locator(f'a.md-search-result__link[href*="{first.folder(ADA)}goal/g2/"]').first).to_be_attached(
        timeout=PATIENCE
    )


def test_links_change_the_page_without_loading_all_anew(first: Sealed, host: Host, home: Page) -> None:
    home.evaluate("globalThis.same = true")
    home.locator('#pb a[href$="goal/g1/"]').first.click()
    home.wait_for_url("**/goal/g1/")
    expect(home.locator("#pb")).to_contain_text(GOAL_WORD)
    assert home.evaluate("globalThis.same") is True
    home.go_back()
    home.wait_for_url(f"**/{first.folder(ADA)}")
    assert home.evaluate("globalThis.same") is True


def test_a_paper_can_be_saved(first: Sealed, host: Host, home: Page, tmp_path: Path) -> None:
    """By `?dl=1`, since browsers send what has a `download` attribute to the host; under a name that tells nothing."""
    host.log.clear()
    with home.expect_download() as saved:
        home.evaluate("address => { location.href = address }", f"{host.url(first.folder(ADA))}{first.paper(ADA)}?dl=1")
    saved.value.save_as(tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_bytes() == (first.school / "plans/s-0001/evidence/moonstrip.pdf").read_bytes()
    assert saved.value.suggested_filename == "learning-plan.pdf"
    assert [path for path in host.paths if ".pdf" in path] == []


def test_no_page_has_what_goes_past_the_worker(first: Sealed, host: Host, home: Page) -> None:
    """Browsers ask the host itself for what has `download`, and for what stands in object and embed."""
    for path in ("", "goal/g1/", "evidence/", "about/", "family/", "conversations/"):
        home.goto(host.url(first.folder(ADA) + path))
        expect_open(home)
        assert home.locator("[download], object, embed, portal, [ping]").count() == 0, path


def test_a_missing_slash_is_mended(first: Sealed, host: Host, home: Page) -> None:
    home.goto(host.url(f"{first.folder(ADA)}goal/g1"))
    expect_open(home)
    expect(home).to_have_url(host.url(f"{first.folder(ADA)}goal/g1/"))


NOWHERE = {ADA: {"nowhere/": "en", "goal/g99/": "en", "es/nowhere/": "es"}, NURIHAN: {"nowhere/": "ar", "en/x/": "en"}}


def test_a_page_that_is_nowhere_is_told_in_the_language_of_its_address(
    first: Sealed, host: Host, visitor: Visitor
) -> None:
    for learner, languages in NOWHERE.items():
        page = visitor.opens(host.url(first.folder(learner)), first.code(learner))
        for path, language in languages.items():
            answer = page.goto(host.url(first.folder(learner) + path))
            assert answer is not None
            assert answer.status == 404, path
            assert page.evaluate("document.documentElement.lang") == language, path
            assert page.locator(".md-header").count() == 1, "with the way back to the plan"


def test_it_stays_open_through_reloads_and_in_a_second_tab(
    first: Sealed, host: Host, visitor: Visitor, home: Page
) -> None:
    home.reload()
    expect_open(home)
    second = visitor.tab()
    second.goto(host.url(f"{first.folder(ADA)}goal/g1/"))
    expect_open(second)
    home.close()
    second.reload()
    expect_open(second)
    expect_shows(second, GOAL_WORD)


@pytest.mark.parametrize("remembered", [False, True])
def test_a_hard_reload_heals_itself(first: Sealed, host: Host, visitor: Visitor, remembered: bool) -> None:
    """It goes past the worker, so the host answers with the closed door; that one finds the plan open and goes in."""
    page = visitor.opens(host.url(f"{first.folder(ADA)}goal/g1/"), first.code(ADA), remembered=remembered)
    tools = visitor.context.new_cdp_session(page)
    with page.expect_navigation():
        tools.send("Page.reload", {"ignoreCache": True})
    expect_open(page)
    expect_shows(page, GOAL_WORD)


def test_a_worker_that_was_stopped_is_given_the_key_again(
    first: Sealed, host: Host, visitor: Visitor, home: Page
) -> None:
    """Before a reload, before another page, before a link, and before a second tab."""
    goal = f"{first.folder(ADA)}goal/g1/"
    visitor.workers_stop()
    home.reload()
    expect_open(home)
    visitor.workers_stop()
    home.locator('#pb a[href$="goal/g1/"]').first.click()
    home.wait_for_url("**/goal/g1/")
    expect_open(home)
    visitor.workers_stop()
    home.goto(host.url(f"{first.folder(ADA)}evidence/"))
    expect_open(home)
    visitor.workers_stop()
    second = visitor.tab()
    second.goto(host.url(goal))
    expect_open(second)
    expect_shows(second, GOAL_WORD)


def test_two_children_of_one_home_side_by_side(first: Sealed, host: Host, visitor: Visitor) -> None:
    one = visitor.opens(host.url(first.folder(ADA)), first.code("household:north"))
    other = visitor.opens(host.url(first.folder("s-0002")), first.code("household:north"))
    expect_shows(one, "Zelmira")
    expect_shows(other, "Torvik")
    visitor.workers_stop()
    for page, name in ((one, "Zelmira"), (other, "Torvik")):
        page.reload()
        expect_open(page)
        expect_shows(page, name)


def test_unlocking_as_early_as_possible(first: Sealed, host: Host, visitor: Visitor) -> None:
    """The code is typed the moment the field is there, again and again; nothing of it reaches the host."""
    page = visitor.tab()
    for round_ in range(5):
        page.goto(host.url(f"{first.folder(ADA)}goal/g1/"), wait_until="commit")
        unlock(page, first.code(ADA))
        lock(page).click()
        expect_locked(page)
        assert [path for path in host.paths if "?" in path] == [], round_
