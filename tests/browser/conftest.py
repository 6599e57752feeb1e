"""One Chromium for all browser tests, and the example school's sites behind a small web server."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, expect, sync_playwright

from generator.build import build
from generator.manifest import Built, Order
from tests.conftest import made_once
from tests.patience import MILLISECONDS as PATIENCE

CHECKOUT = Path(__file__).resolve().parents[2]
CATALOGUES = {path.stem for path in CHECKOUT.glob("site_templates/words/*.po")}
LANGUAGE = re.compile(r'<html[^>]* lang="([^"]+)"')
CHROMIUM = Path("/usr/bin/chromium")
SHELL = Path("/usr/bin/chromium-headless-shell")  # the same engine without windows, which takes two thirds of the time
EXAMPLE_DAY = date(2026, 11, 20)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

AT_REST = """addEventListener("DOMContentLoaded", () => {
    const still = document.createElement("style")
    still.textContent = "*, ::before, ::after { transition: none !important; animation: none !important }"
    document.head.append(still)
})"""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium")
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, started once: without windows where Debian has it so."""
    browser = playwright.chromium.launch(executable_path=SHELL if SHELL.exists() else CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def whole_chromium(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium people use, for what only it does: show a PDF in a tab, draw letters as on their screens."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Sites as a web server shows them: `address` of the folder that holds s/ and _theme/."""

    address: str
    folder: Path

    @property
    def learners(self) -> tuple[str, ...]:
        return tuple(sorted(path.name for path in (self.folder / "s").iterdir()))

    def languages(self, learner: str) -> Mapping[str, str]:
        """The languages of a learner's site, its own first → the folder within it: "" or "es/"."""
        site = self.folder / "s" / learner
        others = {path.parent.name: f"{path.parent.name}/" for path in site.glob("*/index.html")}
        own = LANGUAGE.search((site / "index.html").read_text(encoding="utf-8"))
        assert own is not None, learner
        return {own[1]: ""} | {each: others[each] for each in sorted(CATALOGUES & others.keys())}

    def paths(self, learner: str, folder: str = "") -> tuple[str, ...]:
        """The pages of a learner's site in the language of a folder: "" for Home, "goal/g1/" and so on."""
        site = self.folder / "s" / learner / folder
        found = (page.parent.relative_to(site).as_posix() for page in site.rglob("index.html"))
        paths = sorted("" if path == "." else f"{path}/" for path in found)
        return tuple(path for path in paths if path.partition("/")[0] not in CATALOGUES)

    def url(self, learner: str, path: str = "") -> str:
        return f"{self.address}s/{learner}/{path}"


class Nobody:
    """Looks on at a build without a word."""

    def waiting(self, who: str) -> None: ...
    def begins(self, learners: int) -> None: ...
    def finished(self, built: Built) -> None: ...


class QuietFiles(SimpleHTTPRequestHandler):
    """Files as a public host serves them: connections stay open, and what is named by its content may be kept."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None: ...

    def end_headers(self) -> None:
        if "/_theme/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()


@contextmanager
def served(folder: Path) -> Iterator[Sites]:
    """A folder of sites behind a web server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietFiles, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Sites(address=f"http://127.0.0.1:{server.server_address[1]}/", folder=folder)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(kw_only=True)
class Seen:
    """A tab, and what went on in it besides what it shows."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def failed(self, request: Request) -> None:
        """A request came to nothing; one that a page left behind when the next was opened does not count."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url}")


def expect_found(page: Page, typed: str, url: str, because: str) -> None:
    """The search box, emptied and typed into, offers a page. The theme listens to keys: one is pressed."""
    box, links = page.locator(".md-search__input"), page.locator("a.md-search-result__link")
    box.fill("")
    box.press("End")
    expect(links).to_have_count(0)
    box.fill(typed)
    box.press("End")
    expect(page.locator(f'a.md-search-result__link[href^="{url}"]').first, because).to_be_attached()


@pytest.fixture
def seen(chromium: Browser) -> Iterator[Seen]:
    """A fresh tab that records every request and everything the console complains of."""
    with tab_in(chromium) as tab:
        yield tab


@contextmanager
def tab_in(chromium: Browser, *, bypass_csp: bool = False) -> Iterator[Seen]:
    """A tab with nothing remembered, 1280 by 900; nothing in it moves, so that it can be measured at once."""
    context: BrowserContext = chromium.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=bypass_csp)
    context.add_init_script(AT_REST)
    context.set_default_timeout(PATIENCE)
    tab = Seen(page=context.new_page())
    tab.page.on("request", lambda request: tab.requests.append(request.url))
    tab.page.on("requestfailed", tab.failed)
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.page.on(
        "console",
        lambda message: tab.complaints.append(message.text) if message.type in ("error", "warning") else None,
    )
    yield tab
    context.close()


@pytest.fixture(scope="session")
def example_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Every site of the example school, built on the example's day."""
    with served(made_once(tmp_path_factory, "example-sites", build_example_sites) / "site") as sites:
        yield sites


def build_example_sites(out: Path) -> None:
    order = Order(root=CHECKOUT, out=out, only="site", how="serial")
    outcome = build(order, lambda _zone: EXAMPLE_DAY, Nobody())
    assert not outcome.failed, [str(problem.place) for problem in outcome.all_problems]
