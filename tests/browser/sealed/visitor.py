"""Somebody with a browser: what they do at the door of a plan, what they see, and what the browser did meanwhile."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.browser.at_rest import told_by
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.sealed.door import PATIENCE, unlock
from tests.patience import until

ANSWERED = """async () => {
    const worker = navigator.serviceWorker?.controller, channel = new MessageChannel()
    if (!worker) return true
    const answer = new Promise(done => { channel.port1.onmessage = () => done(true) })
    const late = new Promise(done => setTimeout(() => done(false), 5000)) // one that was just replaced says nothing
    worker.postMessage({ t: "hold" }, [channel.port2])
    return Promise.race([answer, late])
}"""


@dataclass(kw_only=True)
class Visitor:
    """A browser context whose requests and complaints are written down, those of workers too."""

    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)  # by the page's own policy, before they were made
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(PATIENCE)
        self.context.on("request", self.asked)
        self.context.on("requestfailed", self.failed)
        self.context.on("console", lambda message: self.complains(message.type, message.text))
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def failed(self, request: Request) -> None:
        if request.failure == "csp":
            self.stopped.append(request.url)

    def complains(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def tab(self) -> Page:
        return self.context.new_page()

    def opens(self, address: str, code: str, *, remembered: bool = False) -> Page:
        """A new tab at a plan that was just unlocked."""
        page = self.tab()
        page.goto(address)
        unlock(page, code, remembered=remembered)
        return page

    def workers_stop(self) -> None:
        """What a phone does to save power: every service worker ends, with all it had in memory.

        Browsers do so half a minute after the last work: by then every page has asked for what it has to keep.
        """
        for page in self.context.pages:
            settled(page)
        tools = self.context.new_cdp_session(self.context.pages[-1])
        tools.send("ServiceWorker.enable")
        tools.send("ServiceWorker.stopAllWorkers")
        tools.detach()


def settled(page: Page) -> None:
    """Wait until a page has asked for what it keeps; one that leaves for another address meanwhile, there."""
    assert until(lambda: told_by(page, ANSWERED)), page.url


def at_home(chromium: Browser, profile: Path) -> Visitor:
    """A browser with a profile on the disk: started again with the same folder it is the same device."""
    context = chromium.browser_type.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=ARGUMENTS, accept_downloads=True
    )
    return Visitor(context=context)
