"""Plans of several learners lie on one host, which is one origin to a browser: what one plan can do to another.

The scripts here stand for one that got into a page in spite of all walls; they are let in on purpose.
"""

import pytest
from playwright.sync_api import Page

from tests.browser.sealed.door import expect_locked, expect_open, expect_said, expect_shows, lock, type_code, unlock
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, NURIHAN, TORVIK, Sealed
from tests.browser.sealed.visitor import Visitor

pytestmark = pytest.mark.browser

SECRET = "zorilla"  # stands in Torvik's goal and nowhere else


@pytest.fixture
def side_by_side(first: Sealed, host: Host, visitor: Visitor) -> tuple[Page, Page]:
    """Ada's plan and Torvik's, open in two tabs of one browser."""
    ada = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    torvik = visitor.opens(host.url(f"{first.folder(TORVIK)}goal/g1/"), first.code(TORVIK))
    expect_shows(torvik, SECRET)
    return ada, torvik


@pytest.mark.attack("sibling-code")
@pytest.mark.parametrize(
    ("who", "opens"),
    [
        (ADA, {ADA}),
        ("household:north", {ADA, TORVIK}),
        ("f-0003", {NURIHAN}),
        ("t-0001", {ADA, TORVIK, NURIHAN}),
    ],
)
def test_a_code_opens_the_plans_that_name_its_person(
    first: Sealed, host: Host, visitor: Visitor, who: str, opens: set[str]
) -> None:
    page = visitor.tab()
    for learner in (ADA, TORVIK, NURIHAN):
        page.goto(host.url(first.folder(learner)))
        type_code(page, first.code(who))
        if learner in opens:
            expect_open(page)
        else:
            expect_said(page, "other")


@pytest.mark.attack("sibling-fetch")
def test_a_script_that_fetches_the_other_plan_gets_the_closed_door(
    first: Sealed, host: Host, side_by_side: tuple[Page, Page]
) -> None:
    ada, _ = side_by_side
    for path in ("", "goal/g1/", "goal/g1/index.html", "search/search_index.json", "standalone.html"):
        for mode in ("same-origin", "no-cors", "cors"):
            text = ada.evaluate(
                "([url, mode]) => fetch(url, { mode }).then(r => r.text(), String)",
                [host.url(first.folder(TORVIK) + path), mode],
            )
            assert SECRET not in text, (path, mode)


@pytest.mark.attack("sibling-frame")
def test_a_script_that_frames_the_other_plan_reads_nothing(
    first: Sealed, host: Host, side_by_side: tuple[Page, Page]
) -> None:
    ada, _ = side_by_side
    for sandbox in ("", "allow-same-origin allow-scripts"):
        read = ada.evaluate(
            """([url, sandbox]) => new Promise(done => {
                const frame = document.createElement('iframe')
                if (sandbox) frame.sandbox = sandbox
                const look = () => { try { done(frame.contentDocument.documentElement.outerHTML) }
                    catch (blocked) { done(blocked.name) } }
                frame.onload = () => setTimeout(look, 300)
                setTimeout(look, 1500)
                frame.src = url
                document.body.append(frame)
            })""",
            [host.url(f"{first.folder(TORVIK)}goal/g1/"), sandbox],
        )
        assert SECRET not in read, sandbox


@pytest.mark.attack("sibling-popup")
def test_a_script_that_opens_the_other_plan_in_a_window_reads_nothing(
    first: Sealed, host: Host, visitor: Visitor, side_by_side: tuple[Page, Page]
) -> None:
    ada, _ = side_by_side
    with visitor.context.expect_page() as opened:
        ada.evaluate("url => { globalThis.other = window.open(url) }", host.url(f"{first.folder(TORVIK)}goal/g1/"))
    expect_open(opened.value)
    expect_shows(opened.value, SECRET)  # the reader of both sees it
    read = ada.evaluate(
        "() => { try { return other.document.documentElement.outerHTML } catch (blocked) { return blocked.name } }"
    )
    assert SECRET not in read
    opener = opened.value.evaluate("() => { try { return opener && opener.document.title } catch { return null } }")
    assert opener is None, "nor does the other plan reach back"


# Asks for the key in all the words that our own pages use, and some more; tells what came back, keys by name.
ASK = """async scope => {
    const registration = await navigator.serviceWorker.getRegistration(scope), answers = []
    const wanted = ['key', 'need', 'hold', 'have', 'get', 'ask', 'lend', 'keep', 'unlock', 'state', 'vault', 'give']
    const told = value => JSON.stringify(value, (_, inside) => inside instanceof CryptoKey ? 'KEY' : inside)
    navigator.serviceWorker.addEventListener('message', event => answers.push(told(event.data)))
    for (const word of wanted) for (const name of ['t', 'type', 'kind', 'ask', 'say', 'what', 'do']) {
        const channel = new MessageChannel()
        channel.port1.onmessage = event => answers.push(told(event.data))
        registration.active.postMessage({ [name]: word }, [channel.port2])
    }
    await new Promise(done => setTimeout(done, 700))
    return answers
}"""


@pytest.mark.attack("sibling-message")
def test_a_script_with_a_faked_address_gets_no_key_from_the_other_worker(
    first: Sealed, host: Host, side_by_side: tuple[Page, Page]
) -> None:
    ada, torvik = side_by_side
    scope = host.base + first.folder(TORVIK)
    ada.evaluate("scope => history.pushState(null, '', scope + 'goal/g1/')", scope)
    answers = ada.evaluate(ASK, scope)
    assert "KEY" not in str(answers)
    torvik.reload()
    expect_open(torvik)


@pytest.mark.attack("sibling-remembered")
def test_limit_a_script_in_one_plan_can_use_a_remembered_key_of_another(
    first: Sealed, host: Host, visitor: Visitor
) -> None:
    """One origin is one cupboard. So session mode is the default, and schools that can give each plan its own host."""
    ada = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    torvik = visitor.opens(host.url(first.folder(TORVIK)), first.code(TORVIK), remembered=True)
    found = ada.evaluate(KEYS_IN_THE_CUPBOARD)
    assert found["keys"] == 1, "only the remembered one"
    assert found["exported"] == 0, "it can be used, but not be carried away as bytes"
    lock(torvik).click()
    expect_locked(torvik)
    assert ada.evaluate(KEYS_IN_THE_CUPBOARD)["keys"] == 0


KEYS_IN_THE_CUPBOARD = """async () => {
    const found = { keys: 0, exported: 0 }
    const done = request => new Promise((ok, no) => {
        request.onsuccess = () => ok(request.result)
        request.onerror = no
    })
    const look = async value => {
        if (value instanceof CryptoKey) {
            found.keys += 1
            found.exported += await crypto.subtle.exportKey('raw', value).then(() => 1, () => 0)
        } else if (value && typeof value === 'object') for (const inside of Object.values(value)) await look(inside)
    }
    for (const { name } of await indexedDB.databases()) {
        const base = await done(indexedDB.open(name))
        for (const each of base.objectStoreNames) {
            await look(await done(base.transaction(each).objectStore(each).getAll()))
        }
        base.close()
    }
    return found
}"""


# Puts another text in the place of all that any plan has put by for times without a network.
POISON = """async () => {
    for (const name of await caches.keys()) {
        const cupboard = await caches.open(name)
        for (const request of await cupboard.keys()) {
            const kind = request.url.endsWith('.js') ? 'text/javascript' : 'text/html'
            const script = 'globalThis.poisoned = true'
            const text = kind === 'text/html' ? `<script>${script}</script><main>poisoned</main>` : script
            await cupboard.put(request, new Response(text, { headers: { 'Content-Type': kind } }))
        }
    }
}"""


@pytest.mark.attack("sibling-cupboard")
def test_a_script_in_one_plan_cannot_slip_anything_into_another(
    first: Sealed, host: Host, visitor: Visitor, side_by_side: tuple[Page, Page]
) -> None:
    """While there is a network. Without one, only sealed files and the theme can be proved: a limit of one origin."""
    ada, torvik = side_by_side
    for page in (ada, torvik):
        page.wait_for_load_state("networkidle")
    ada.evaluate(POISON)
    for stopped in (False, True):
        if stopped:
            visitor.workers_stop()
        for path in ("", "evidence/", "goal/g1/"):
            torvik.goto(host.url(first.folder(TORVIK) + path))
            expect_open(torvik)
            assert not torvik.evaluate("'poisoned' in globalThis"), path
    expect_shows(torvik, SECRET)
    lock(torvik).click()
    expect_locked(torvik)
    assert not torvik.evaluate("'poisoned' in globalThis")
    unlock(torvik, first.code(TORVIK))
    expect_shows(torvik, SECRET)


def test_locking_one_plan_leaves_the_other_open(side_by_side: tuple[Page, Page]) -> None:
    ada, torvik = side_by_side
    lock(ada).click()
    expect_locked(ada)
    torvik.reload()
    expect_open(torvik)


def test_one_plan_being_open_does_not_open_the_other(first: Sealed, host: Host, visitor: Visitor) -> None:
    visitor.opens(host.url(first.folder(ADA)), first.code("household:north"))
    page = visitor.tab()
    page.goto(host.url(first.folder(TORVIK)))
    expect_locked(page)
    unlock(page, first.code("household:north"))
    expect_shows(page, "Torvik")
