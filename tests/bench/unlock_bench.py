"""Opening a sealed site in a browser, against the same pages in clear: from Open to the page, and page by page.

A browser works on several cores wherever it is used, so this bench gives it those that there are. The brake of the slow
rows is Chromium's own: it holds back the page, where a code is worked out, and not the service worker.
"""

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from generator.build import build
from generator.manifest import Access, Built, Order
from generator.model.access import Reader
from generator.publish.keys import TEST_MASTER, code_of, folder_of
from generator.serve.visit import visited
from tests.bench.table import Row
from tests.browser.conftest import ARGUMENTS, CHROMIUM

SCHOOL, DAY, LEARNER = Path(__file__).resolve().parents[2], date(2026, 11, 20), "s-0001"
CODE = code_of(TEST_MASTER, Reader(who=LEARNER, version=1))
PATHS = ("goal/g1/", "evidence/", "pathway/p1/", "about/", "family/")
ROUNDS, SLOW = 5, 6


class Nobody:
    """Watches a build in silence."""

    def waiting(self, who: str) -> None: ...
    def begins(self, learners: int) -> None: ...
    def finished(self, built: Built) -> None: ...


def unlock_rows(workspace: Path) -> tuple[tuple[Row, ...], str]:
    """The rows, and how long the worker itself takes for a page."""
    for access in ("sealed", "plain"):
        built(workspace / access, access)
    with on_all_cores(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with (
            visited(workspace / "sealed/site", "/", 0) as ours,
            visited(workspace / "plain/site", "/", 0) as theirs,
        ):
            home, plain = f"{ours}s/{folder_of(TEST_MASTER, LEARNER)}/", f"{theirs}s/{LEARNER}/"
            quick = unlocked(browser, home, 1)
            slow = unlocked(browser, home, SLOW)
            pages, answers = pages_from(browser, home)
            bare = loaded(browser, plain, 1)
            bare_slow = loaded(browser, plain, SLOW)
            clear = pages_in_clear(browser, plain)
        browser.close()
    against = "the same pages in clear"
    rows = (
        Row(what="unlocking, until the page stands", ours=quick, baseline=bare, against=against, goal="≤ 1 s"),
        Row(what=f"unlocking, {SLOW}× slower", ours=slow, baseline=bare_slow, against=against, goal="≤ 2 s"),
        Row(what="a page of an open site", ours=pages, baseline=clear, against=against),
    )
    return rows, f"The worker answers with a page in {answers:.0f} ms (goal ≤ 50 ms)."


def built(out: Path, access: Access) -> None:
    order = Order(root=SCHOOL, out=out, learners=(LEARNER,), access=access, only="site", how="serial", release=1)
    build(order, lambda _zone: DAY, Nobody())


def unlocked(browser: Browser, home: str, slower: int) -> float:
    """Median seconds from the touch on Open to the page, each time on a device that was never here."""
    seconds = []
    for _ in range(ROUNDS):
        context = browser.new_context()
        page = context.new_page()
        page.goto(home)
        page.locator("#code").fill(CODE)
        page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
        braked(page, slower)
        start = time.perf_counter()
        page.keyboard.press("Enter")
        page.locator(".md-header").wait_for()
        seconds.append(time.perf_counter() - start)
        context.close()
    return statistics.median(seconds)


def loaded(browser: Browser, home: str, slower: int) -> float:
    """Median seconds of loading the plain page on a device that was never here."""
    seconds = []
    for _ in range(ROUNDS):
        context = browser.new_context()
        page = context.new_page()
        braked(page, slower)
        start = time.perf_counter()
        page.goto(home)
        page.locator(".md-header").wait_for()
        seconds.append(time.perf_counter() - start)
        context.close()
    return statistics.median(seconds)


def braked(page: Page, slower: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})


def pages_from(browser: Browser, home: str) -> tuple[float, float]:
    """Median seconds to load a page of an open site, and median milliseconds of the worker's own answer."""
    page = browser.new_context().new_page()
    page.goto(home)
    page.locator("#code").fill(CODE)
    page.keyboard.press("Enter")
    page.locator(".md-header").wait_for()
    taken = [(time_of(page, home + path), answer_of(page)) for _ in range(ROUNDS) for path in PATHS]
    page.context.close()
    return statistics.median(each for each, _ in taken), statistics.median(each for _, each in taken)


def pages_in_clear(browser: Browser, home: str) -> float:
    page = browser.new_context().new_page()
    page.goto(home)
    taken = [time_of(page, home + path) for _ in range(ROUNDS) for path in PATHS]
    page.context.close()
    return statistics.median(taken)


def time_of(page: Page, address: str) -> float:
    start = time.perf_counter()
    page.goto(address)
    return time.perf_counter() - start


def answer_of(page: Page) -> float:
    asked = "performance.getEntriesByType('navigation')[0].serverTiming[0].duration"
    return float(page.evaluate(asked))


@contextmanager
def on_all_cores() -> Iterator[None]:
    """Undo `on_one_core` for as long as the block runs, where the system lets us."""
    with suppress(AttributeError, OSError):
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        yield
    finally:
        with suppress(AttributeError, OSError):
            os.sched_setaffinity(0, before)
