"""Another page in the same browser, while the form is open in it: what it tries, and what comes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.at_rest import content_of
from tests.browser.form_server import Form, form_for, school_with_history
from tests.history import git

pytestmark = pytest.mark.browser
SECRET = "Amina"
SAVE = '{"learner": "s-0001", "kind": "goal", "name": "g1", "year": "2026-27", "value": {}}'
DRAFT = "/api/draft/s-0001.goal.2026-27.g1"


class Evil(BaseHTTPRequestHandler):
    """A page with nothing on it; what it runs comes from the test."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>A game</title><body></body>")

    def log_message(self, *_: object) -> None: ...


@contextmanager
def evil_port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    with form_for(school_with_history(tmp_path_factory.mktemp("school"))) as form:
        yield form


@pytest.fixture(scope="module")
def context(form: Form, chromium: Browser) -> Iterator[BrowserContext]:
    """A browser in which the teacher has the form open."""
    context = chromium.new_context()
    form.enter(context.new_page())
    yield context
    context.close()


@pytest.fixture(scope="module", params=["evil.localhost", "127.0.0.1"], ids=["another site", "another port"])
def evil(request: pytest.FixtureRequest, context: BrowserContext) -> Iterator[Page]:
    """A page of somebody else's: of another site, and of another program on the very same machine."""
    with evil_port() as port:
        page = context.new_page()
        page.goto(f"http://{request.param}:{port}/")
        yield page
        page.close()


TRIES = {
    "reads the list": "fetch(form + '/', {credentials: 'include'}).then(each => each.text())",
    "asks without asking first": "fetch(form + '/', {mode: 'no-cors'}).then(each => each.text())",
    "reads a style": "fetch(form + '/web/form.css', {credentials: 'include'}).then(each => each.text())",
    "saves as a form would": (
        "fetch(form + '/api/save', {method: 'POST', mode: 'no-cors', credentials: 'include', body: save})"
        ".then(each => each.text())"
    ),
    "saves as we would": (
        "fetch(form + '/api/save', {method: 'POST', credentials: 'include', body: save,"
        " headers: {'Content-Type': 'application/json', 'X-Pathbook': '1'}}).then(each => each.text())"
    ),
    "writes a draft": (
        "fetch(form + draft, {method: 'PUT', credentials: 'include', body: '{}',"
        " headers: {'Content-Type': 'application/json', 'X-Pathbook': '1'}}).then(each => each.text())"
    ),
    "leaves something behind": "navigator.sendBeacon(form + '/api/save', save)",
    "runs a script": "loaded('script', 'src', '/web/form.js')",
    "uses a style": "loaded('link', 'href', '/web/form.css', {rel: 'stylesheet'})",
    "shows a picture": "loaded('img', 'src', '/favicon.ico')",
    "frames it": "framed('iframe', 'src')",
    "embeds it": "framed('embed', 'src')",
    "makes an object of it": "framed('object', 'data')",
    "opens a socket": "new Promise(done => { const one = new WebSocket(form.replace('http', 'ws') + '/');"
    " one.onopen = () => done('Amina'); one.onerror = () => done('no') })",
    "listens": "new Promise(done => { const one = new EventSource(form + '/', {withCredentials: true});"
    " one.onmessage = () => done('Amina'); one.onerror = () => done('no') })",
    "opens it in a window and looks in": (
        "new Promise(done => { const one = window.open(form + '/'); let rounds = 0;"
        " const look = setInterval(() => { let told = 'no';"
        " try { told = one.document.body.textContent } catch {}"
        " if (!one.closed && !told.includes('Amina') && ++rounds < 600) return; clearInterval(look);"
        " done(told + (one.closed ? ' gone' : ' THERE')); one.close() }, 100) })"
    ),
}
HELP = """
const form = FORM, save = SAVE, draft = DRAFT
const loaded = (name, where, path, more = {}) => new Promise(done => {
    const one = document.createElement(name)
    Object.assign(one, more)
    one.onload = () => done("loaded")
    one.onerror = () => done("no")
    one[where] = form + path
    document.body.append(one)
})
const framed = (name, where) => new Promise(done => {
    const one = document.createElement(name)
    one[where] = form + "/"
    document.body.append(one)
    setTimeout(() => { let told = "no"; try { told = one.contentDocument.body.textContent } catch {} done(told) }, 300)
})
"""


def run_in(page: Page, form: Form, name: str) -> str:
    help_ = HELP.replace("FORM", repr(form.address)).replace("SAVE", repr(SAVE)).replace("DRAFT", repr(DRAFT))
    run = f"async () => {{ {help_}\n try {{ return String(await {TRIES[name]}) }} catch (why) {{ return 'no' }} }}"
    told: str = page.evaluate(run)
    return told


def test_our_own_page_gets_all_of_it_so_the_tries_are_real(form: Form, context: BrowserContext) -> None:
    own = context.pages[0]
    assert SECRET in run_in(own, form, "reads the list")
    assert run_in(own, form, "writes a draft") == "{}"
    (form.office.store.git / "pathbook/drafts/t-0001" / f"{DRAFT.rpartition('/')[2]}.json").unlink()


@pytest.mark.parametrize("name", TRIES)
def test_another_page_gets_nothing(form: Form, evil: Page, name: str) -> None:
    told = run_in(evil, form, name)
    assert SECRET not in told, name
    assert "loaded" not in told, name
    assert "THERE" not in told, "the window is no longer the other page's to hold"
    assert git(form.root, "for-each-ref", "refs/heads/entry") == ""
    assert tuple(form.office.store.git.glob("pathbook/drafts/**/*.json")) == ()


def test_a_form_sent_from_another_page_changes_nothing(form: Form, evil: Page) -> None:
    with evil.expect_popup() as opened:
        evil.evaluate(
            """form => {
                const one = document.createElement("form")
                Object.assign(one, {action: form + "/api/save", method: "post", enctype: "text/plain"})
                one.target = "_blank"
                const input = document.createElement("input")
                Object.assign(input, {name: '{"learner": "s-0001", "x": "', value: '"}'})
                one.append(input)
                document.body.append(one)
                one.submit()
            }""",
            form.address,
        )
    expect(opened.value.get_by_text("Another page asked for this")).to_be_visible()
    assert SECRET not in content_of(opened.value)
    opened.value.close()
    assert git(form.root, "for-each-ref", "refs/heads/entry") == ""


def test_a_name_that_is_made_to_point_here_is_told_nothing(form: Form, context: BrowserContext) -> None:
    page = context.new_page()
    port = form.door.address.host.rpartition(":")[2]
    page.goto(f"http://rebound.localhost:{port}/")
    expect(page.locator("body")).to_contain_text("not found under this address")
    told = page.evaluate("() => fetch('/').then(each => each.text())")
    assert SECRET not in told
    page.close()


def test_the_key_is_not_left_in_the_history_nor_told_to_another_page(
    form: Form, chromium: Browser, tmp_path: Path
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.headers.get("referer", "")))
    page.goto("about:blank")
    form.enter(page)
    expect(page.locator("body")).to_contain_text(SECRET)
    assert page.evaluate("document.cookie") == "", "no script reads the cookie, ours neither"
    page.go_back()
    expect(page, "no step back leads to the address with the key").to_have_url("about:blank")
    assert not any("token" in each for each in asked)
    assert all("token" not in cookie["value"] for cookie in context.cookies())
    context.close()


def test_the_file_that_opens_the_browser_lets_it_in(form: Form, chromium: Browser, tmp_path: Path) -> None:
    """A browser keeps strict cookies back from a page that another one led to: the way in must get past that."""
    from generator.form.doors.way_in import HEAD, LEADS

    file = tmp_path / "open.html"
    file.write_text(HEAD + LEADS.format(address=form.door.new_address("/l/s-0001")), encoding="utf-8")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_url(f"{form.address}/l/s-0001")
    expect(page.locator("body")).to_contain_text(SECRET)
    context.close()
