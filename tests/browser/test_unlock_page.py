"""The page that asks for the code, before the judges: in every language, by day and night, narrow, under fingers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.load.catalogues import words_for
from generator.publish.front import SAID, front_of
from tests.browser.conftest import Sites, served, tab_in
from tests.browser.judges import failures, overflow, settled, violations
from tests.generator.messages import ROOT

pytestmark = pytest.mark.browser

TEMPLATES = (ROOT / "site_templates",)
LANGUAGES = ("en", "ar", "es")
FOLDER = "s/abcdefghijklmnop/"  # of nobody: the page is the same wherever it lies
NARROW = {"width": 320, "height": 256}  # a screen of 1280 by 1024, enlarged four times


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """What is published of nobody, with the door of one folder that holds nothing."""
    folder = tmp_path_factory.mktemp("door")
    front = front_of("/", tuple(words_for(language, "en", TEMPLATES) for language in LANGUAGES), TEMPLATES)
    for path, content in (*front.files.items(), (f"{FOLDER}index.html", front.stub), (f"{FOLDER}sw.js", front.worker)):
        write(folder / path, content)
    with served(folder) as sites:
        yield sites


def write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with tab_in(chromium) as tab:
        yield tab.page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_anybody_can_read_and_use_it(door: Sites, page: Page, language: str, scheme: str) -> None:
    """At first, and with a sentence about what was typed."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{door.address}{FOLDER}")
    page.locator(f"nav button[lang={language}]").click()
    assert judged(page) == []
    page.locator("form button").click()
    expect(page.locator("#message")).to_have_text(words_for(language, "en", TEMPLATES).say(SAID["empty"]))
    assert judged(page) == []
    page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
    page.locator("#code").fill("W0SA-HT72-P8SS-GNKT-6JNW")
    assert overflow(page) == []
    room = page.locator("#code").evaluate("each => each.scrollWidth - each.clientWidth")
    assert room <= 0, "the whole code can be seen, to be compared with the letter"


def judged(page: Page) -> list[object]:
    settled(page)
    return [*violations(page), *failures(page)]


@pytest.mark.parametrize(
    ("path", "said", "because"),
    [
        ("", "nowhere", "the address lacks the learner's part"),
        ("s/somewhere/", "nowhere", "no folder is called so"),
    ],
)
def test_where_no_plan_can_be_it_says_so(door: Sites, page: Page, path: str, said: str, because: str) -> None:
    page.route(f"{door.address}{path}", lambda route: route.fulfill(path=door.folder / "404.html", status=404))
    page.goto(f"{door.address}{path}")
    expect(page.get_by_role("alert"), because).to_have_text(SAID[said])
    assert page.get_by_role("textbox").count() == 0
    page.unroute_all()


KEYS: tuple[tuple[str, list[str], str, str], ...] = (
    ("W0SAH", [], "W0SA-H", "a dash comes with the symbol behind it"),
    ("w0sa ht72", [], "W0SA-HT72", "what is no symbol is left out"),
    ("W0SAH", ["Backspace"], "W0SA", "a symbol and the dash before it"),
    ("W0SAHT", ["ArrowLeft", "ArrowLeft", "Backspace", "Backspace"], "W0SH-T", "over a dash that only comes back"),
    ("W0SAHT", ["Home", *["ArrowRight"] * 4, "Delete"], "W0SA-T", "forward over a dash: the symbol behind it"),
    ("W0SAHT", ["Home", "ArrowRight", "7"], "W70S-AHT", "typed in the middle, the cursor stays there"),
)


@pytest.mark.parametrize(("typed", "keys", "shown", "because"), KEYS, ids=[each[3] for each in KEYS])
def test_groups_do_not_fight_with_whoever_types(
    door: Sites, page: Page, typed: str, keys: list[str], shown: str, because: str
) -> None:
    page.goto(f"{door.address}{FOLDER}")
    page.locator("#code").press_sequentially(typed)
    for key in keys:
        page.keyboard.press(key)
    assert page.locator("#code").input_value() == shown, because


def test_after_a_key_in_the_middle_the_next_goes_beside_it(door: Sites, page: Page) -> None:
    page.goto(f"{door.address}{FOLDER}")
    page.locator("#code").press_sequentially("W0SAHT")
    for key in ("Home", "ArrowRight", "7", "8", "9"):
        page.keyboard.press(key)
    assert page.locator("#code").input_value() == "W789-0SAH-T"


def test_a_plan_that_is_gone_is_told(door: Sites, page: Page) -> None:
    page.goto(f"{door.address}{FOLDER}")
    page.locator("#code").fill("W0SA-HT72-P8SS-GNKT-6JNW")
    page.locator("#code").press("Enter")
    expect(page.locator("#message")).to_have_text(SAID["gone"])
    expect(page.locator("form button")).to_be_enabled()
