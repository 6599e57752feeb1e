"""Plans are published again and again: what a device makes of newer, older and other publications."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.publish.pb1 import sealed_manifest
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
from tests.browser.sealed.publications import ADA, Publications, Sealed
from tests.browser.sealed.visitor import Visitor, at_home

pytestmark = pytest.mark.browser

OLD, NEW, NEWEST = "puddlecake", "thundercake", "honeycomb"  # a word of Ada's first goal, release by release


def goal_of(host: Host, sealed: Sealed) -> str:
    return host.url(f"{sealed.folder(ADA)}goal/g1/")


def published(host: Host, sealed: Sealed) -> None:
    """The host shows another publication from now on, and caches have run out."""
    host.folder = sealed.site


@pytest.fixture
def at_second(publications: Publications, host: Host, visitor: Visitor) -> tuple[Host, Visitor]:
    """A device that remembers the plan, with the second release seen."""
    host.keep_for = 0
    published(host, publications["second"])
    page = visitor.opens(goal_of(host, publications["first"]), publications["first"].code("f-0001"), remembered=True)
    expect_shows(page, NEW)
    return host, visitor


def test_a_page_opened_after_a_new_release_is_the_new_one(
    publications: Publications, host: Host, visitor: Visitor
) -> None:
    first = publications["first"]
    host.keep_for = 0
    page = visitor.opens(goal_of(host, first), first.code(ADA))
    expect_shows(page, OLD)
    published(host, publications["second"])
    page.goto(host.url(f"{first.folder(ADA)}goal/g2/"))
    expect_open(page)
    page.reload()
    page.goto(goal_of(host, first))
    expect_open(page)
    expect_shows(page, NEW)


@pytest.mark.attack("rollback")
def test_a_device_that_saw_a_newer_release_refuses_an_older_one(
    publications: Publications, at_second: tuple[Host, Visitor]
) -> None:
    host, visitor = at_second
    published(host, publications["first"])
    visitor.workers_stop()
    page = visitor.tab()
    page.goto(goal_of(host, publications["first"]))
    expect_said(page, "older")
    assert hides(page, OLD)
    published(host, publications["second"])
    page.goto(goal_of(host, publications["first"]))
    expect_open(page)
    expect_shows(page, NEW)
    lock(page).click()
    expect_locked(page)
    published(host, publications["first"])
    page.goto(goal_of(host, publications["first"]))
    type_code(page, publications["first"].code(ADA))
    expect_said(page, "older")  # Lock wiped the key; what was seen stays known
    assert hides(page, OLD)


@pytest.mark.attack("rollback")
def test_a_key_of_an_ended_epoch_makes_no_newer_release(
    publications: Publications, host: Host, visitor: Visitor
) -> None:
    """Whoever read once and holds the host can seal with the old key what number they like."""
    host.keep_for = 0
    first, now = publications["first"], publications["revoked-new-epoch"]
    published(host, now)
    visitor.opens(goal_of(host, now), now.code("f-0002"), remembered=True)
    visitor.workers_stop()
    published(host, first)
    forged = sealed_manifest(first.vault(ADA), replace(first.manifest(ADA), release=1_000_000))
    host.says(f"{first.folder(ADA)}_pb/m", forged)
    page = visitor.tab()
    page.goto(goal_of(host, first))
    type_code(page, first.code("f-0002"))
    expect_said(page, "older")
    assert hides(page, OLD)


def test_where_publications_were_lost_a_new_epoch_begins_anew(
    publications: Publications, at_second: tuple[Host, Visitor]
) -> None:
    host, visitor = at_second
    now = publications["begun-anew"]
    assert now.manifest(ADA).release < publications["second"].manifest(ADA).release
    published(host, now)
    visitor.workers_stop()
    page = visitor.tab()
    page.goto(goal_of(host, now))
    unlock(page, now.code("f-0001"))
    expect_shows(page, OLD)


@pytest.mark.attack("rollback-new-device")
def test_limit_a_device_that_saw_nothing_opens_an_older_release(
    publications: Publications, at_second: tuple[Host, Visitor], chromium: Browser, tmp_path: Path
) -> None:
    """No signature could tell it that there is a newer one. The page says of which day it is."""
    host, _ = at_second
    published(host, publications["first"])
    newcomer = at_home(chromium, tmp_path / "new")
    page = newcomer.opens(goal_of(host, publications["first"]), publications["first"].code(ADA))
    expect_shows(page, OLD)
    expect(page.locator("body")).to_contain_text("2026")
    newcomer.context.close()


@pytest.mark.attack("revoked-new-epoch")
@pytest.mark.attack("revoked-same-epoch")
@pytest.mark.attack("letter-replaced")
@pytest.mark.parametrize("after", ["revoked-new-epoch", "revoked", "renewed"])
def test_who_reads_no_longer_is_locked_out_everywhere(
    publications: Publications, at_second: tuple[Host, Visitor], after: str
) -> None:
    """With a new epoch and without one: the key itself is bound to who reads, and with which letter."""
    host, visitor = at_second
    now = publications[after]
    published(host, now)
    visitor.workers_stop()
    page = visitor.tab()
    page.goto(goal_of(host, now))
    expect_locked(page)
    assert hides(page, NEWEST)
    type_code(page, now.code("f-0001"))
    expect_said(page, "other")
    unlock(page, now.code("f-0002"))
    expect_shows(page, NEWEST)  # other letters stay as they were


@pytest.mark.attack("letter-replaced")
def test_a_new_letter_opens_what_the_old_one_did(publications: Publications, host: Host, visitor: Visitor) -> None:
    now = publications["renewed"]
    published(host, now)
    page = visitor.tab()
    page.goto(goal_of(host, now))
    type_code(page, now.code("f-0001", 1))
    expect_said(page, "other")
    unlock(page, now.code("f-0001", 2))
    expect_shows(page, NEWEST)


@pytest.mark.attack("old-copies")
def test_limit_an_old_copy_of_the_folder_opens_with_the_old_code(
    publications: Publications, host: Host, visitor: Visitor
) -> None:
    """What was published once can be kept: by caches, by archives, by anybody. A new key protects what comes later."""
    assert publications["revoked"].readers[ADA] != publications["first"].readers[ADA]
    page = visitor.opens(goal_of(host, publications["first"]), publications["first"].code("f-0001"))
    expect_shows(page, OLD)


@pytest.mark.parametrize("remembered", [False, True])
def test_the_worker_is_replaced_while_the_plan_is_open(
    publications: Publications, host: Host, visitor: Visitor, remembered: bool
) -> None:
    first = publications["first"]
    host.keep_for = 0
    page = visitor.opens(goal_of(host, first), first.code(ADA), remembered=remembered)
    worker = f"{first.folder(ADA)}sw.js"
    host.says(worker, first.read(worker) + b"// newer\n")
    page.evaluate(
        """async () => {
            const changed = new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done))
            await (await navigator.serviceWorker.getRegistration()).update()
            await changed
        }"""
    )
    for path in ("goal/g2/", "", "goal/g1/"):
        page.goto(host.url(first.folder(ADA) + path))
        expect_open(page)
    expect_shows(page, OLD)
