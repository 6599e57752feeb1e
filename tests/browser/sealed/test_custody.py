"""Who holds the key how long: until the last tab is closed, until Lock, until nobody used it; or on the device."""

import pytest
from playwright.sync_api import expect

from tests.browser.at_rest import content_of
from tests.browser.sealed.door import expect_locked, expect_open, expect_said, hides, lock, unlock
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, Sealed
from tests.browser.sealed.visitor import ANSWERED, Visitor

pytestmark = pytest.mark.browser

WORD = "puddlecake"


def goal(host: Host, sealed: Sealed) -> str:
    return host.url(f"{sealed.folder(ADA)}goal/g1/")


def test_closing_the_last_tab_locks(first: Sealed, host: Host, visitor: Visitor) -> None:
    """Though the worker may live on for half a minute."""
    elsewhere = visitor.tab()
    page = visitor.opens(goal(host, first), first.code(ADA))
    page.close()
    elsewhere.goto(goal(host, first))
    expect_locked(elsewhere)
    assert hides(elsewhere, WORD)


def test_leaving_for_another_website_in_the_only_tab_locks(first: Sealed, host: Host, visitor: Visitor) -> None:
    page = visitor.opens(goal(host, first), first.code(ADA))
    page.goto("about:blank")
    page.goto(goal(host, first))
    expect_locked(page)


def test_remembered_it_stays_open(first: Sealed, host: Host, visitor: Visitor) -> None:
    elsewhere = visitor.tab()
    page = visitor.opens(goal(host, first), first.code(ADA), remembered=True)
    page.close()
    visitor.workers_stop()
    elsewhere.goto(goal(host, first))
    expect_open(elsewhere)


@pytest.mark.parametrize("remembered", [False, True])
def test_lock_in_one_tab_locks_all(first: Sealed, host: Host, visitor: Visitor, remembered: bool) -> None:
    one = visitor.opens(goal(host, first), first.code(ADA), remembered=remembered)
    two = visitor.tab()
    two.goto(host.url(first.folder(ADA)))
    expect_open(two)
    lock(two).click()
    for page in (one, two):
        expect_locked(page)
        assert hides(page, "Zelmira")
    three = visitor.tab()
    three.goto(goal(host, first))
    expect_locked(three)


def test_back_after_lock_shows_nothing(first: Sealed, host: Host, visitor: Visitor) -> None:
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    page.goto(goal(host, first))
    page.goto(host.url(f"{first.folder(ADA)}evidence/"))
    lock(page).click()
    expect_locked(page)
    for _ in range(2):
        page.go_back()
        expect_locked(page)
        assert hides(page, WORD)


@pytest.mark.attack("tab-left-open")
def test_a_plan_that_nobody_touches_locks_itself(first: Sealed, host: Host, visitor: Visitor) -> None:
    page = visitor.tab()
    page.clock.install()
    page.goto(goal(host, first))
    unlock(page, first.code(ADA))
    page.clock.fast_forward("14:00")
    expect_open(page)
    page.keyboard.press("ArrowDown")
    page.evaluate(ANSWERED)  # other tabs are told through the worker, and this one too: before the clock moves on
    page.clock.fast_forward("14:00")
    expect_open(page)
    page.clock.fast_forward("02:00")
    expect_said(page, "idle")
    expect_locked(page)
    assert hides(page, WORD)


@pytest.mark.attack("tab-left-open")
def test_a_computer_that_slept_wakes_up_locked(first: Sealed, host: Host, visitor: Visitor) -> None:
    """Its clock jumped: the first touch locks, and does not count as use."""
    page = visitor.tab()
    page.clock.install()
    page.goto(goal(host, first))
    unlock(page, first.code(ADA))
    page.clock.set_system_time(page.evaluate("Date.now()") + 16 * 60_000)
    page.keyboard.press("ArrowDown")
    expect_locked(page)


def test_what_was_typed_stays_nowhere(first: Sealed, host: Host, visitor: Visitor) -> None:
    """Not in the page, its address, its history, nor in what websites may keep."""
    page = visitor.opens(goal(host, first), first.code(ADA))
    kept = page.evaluate(
        """[location.href, document.cookie, name, document.referrer].concat(
            [localStorage, sessionStorage, history.state].map(each => JSON.stringify(each)))"""
    )
    assert first.code(ADA) not in str(kept) + content_of(page)
    assert page.evaluate("document.cookie") == ""
    lock(page).click()
    expect_locked(page)
    expect(page.get_by_role("textbox")).to_have_value("")
