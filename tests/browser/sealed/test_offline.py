"""After the first visit a plan can be read without a network, by whoever has the code; and nobody else."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.publish.contents import SealedFile
from tests.browser.at_rest import told_by
from tests.browser.sealed.door import (
    expect_locked,
    expect_open,
    expect_said,
    expect_shows,
    hides,
    lock,
    type_code,
    unlock,
)
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, NURIHAN, Publications, Sealed
from tests.browser.sealed.visitor import Visitor, at_home
from tests.patience import until

pytestmark = pytest.mark.browser

WORD = "lanternfish"  # stands on a page that was never opened while there was a network


KEPT = """async () => {
    const kept = (await Promise.all((await caches.keys()).map(async each => (await caches.open(each)).keys()))).flat()
    return kept.map(each => each.url).filter(each => each.includes('/_pb/b/')).map(each => each.split('/').pop())
}"""


def kept_exactly(page: Page, names: set[str]) -> None:
    """Wait until the worker, which works quietly, has put by these sealed files and no others."""
    assert until(lambda: set(told_by(page, KEPT)) == names), set(told_by(page, KEPT)) ^ names


def needed(sealed: Sealed) -> set[str]:
    """The sealed files of Ada's newest release."""
    return {file.name for file in sealed.manifest(ADA).files.values() if isinstance(file, SealedFile)}


def test_without_a_network_all_pages_open(first: Sealed, host: Host, visitor: Visitor) -> None:
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    kept_exactly(page, needed(first))
    host.offline = True
    page.reload()
    expect_open(page)
    for path in ("goal/g2/", "es/goal/g2/", "evidence/"):
        page.goto(host.url(first.folder(ADA) + path))
        expect_open(page)
    page.goto(host.url(f"{first.folder(ADA)}goal/g2/"))
    expect_shows(page, WORD)
    visitor.workers_stop()
    page.reload()
    expect_open(page)
    lock(page).click()
    expect_locked(page)
    unlock(page, first.code("f-0002"))
    expect_shows(page, WORD)


def test_without_a_network_the_code_opens_it_after_a_restart(
    first: Sealed, host: Host, chromium: Browser, tmp_path: Path
) -> None:
    before = at_home(chromium, tmp_path / "profile")
    page = before.opens(host.url(first.folder(ADA)), first.code(ADA))
    kept_exactly(page, needed(first))
    before.context.close()
    host.offline = True
    after = at_home(chromium, tmp_path / "profile")
    page = after.tab()
    page.goto(host.url(f"{first.folder(ADA)}goal/g2/"))
    expect_locked(page)
    assert hides(page, WORD)
    type_code(page, first.code(NURIHAN))
    expect_said(page, "other")
    unlock(page, first.code(ADA))
    expect_shows(page, WORD)
    after.context.close()


def test_a_plan_that_was_never_opened_here_needs_a_network(first: Sealed, host: Host, visitor: Visitor) -> None:
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    expect_locked(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    host.offline = True
    type_code(page, first.code(ADA))
    expect_said(page, "network")
    host.offline = False
    type_code(page, first.code(ADA))
    expect_open(page)


def test_what_was_kept_is_no_more_than_the_newest_release(
    publications: Publications, host: Host, visitor: Visitor
) -> None:
    """Old sealed pages go, so that a lost device does not keep a school year."""
    first, second = publications["first"], publications["second"]
    host.keep_for = 0
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    kept_exactly(page, needed(first))
    host.folder = second.site
    lock(page).click()
    expect_locked(page)
    unlock(page, second.code(ADA))
    assert needed(first) - needed(second)
    kept_exactly(page, needed(second))


def test_a_slow_host_does_not_keep_a_family_waiting(first: Sealed, host: Host, visitor: Visitor) -> None:
    """What is known is shown while the host says nothing."""
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    kept_exactly(page, needed(first))
    host.stuck = True
    page.goto(host.url(f"{first.folder(ADA)}goal/g2/"))
    expect_open(page)
    expect(page.locator("#pb")).to_contain_text(WORD)
    host.stuck = False
