"""A stick in a family's computer: a file, no network, a code from a letter. In a real browser, from file://."""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, expect
from selectolax.lexbor import LexborHTMLParser

from generator.load.catalogues import words_for
from generator.model.access import Reader
from generator.publish.keys import TEST_MASTER, code_of
from generator.publish.pb1 import slots_of
from generator.publish.standalone import standalone_of
from generator.publish.vault import vault_of
from tests.browser.at_rest import content_of
from tests.browser.conftest import CHECKOUT
from tests.browser.judges import overflow, violations
from tests.patience import MILLISECONDS as PATIENCE
from tests.patience import until

pytestmark = pytest.mark.browser

LEARNERS = ("s-0001", "s-0003")  # English and Arabic; English and Spanish
TEMPLATES = (CHECKOUT / "site_templates",)
CODES = {learner: code_of(TEST_MASTER, Reader(who=learner, version=1)) for learner in LEARNERS}
MAIN_IS_IN_THE_FRAME = "landmark-one-main"


@pytest.fixture(scope="module")
def plain(example_out: Path) -> Path:
    return example_out / "site" / "s"


@pytest.fixture(scope="module")
def stick(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A file for each learner."""
    folder = tmp_path_factory.mktemp("sticks")
    languages = tuple(words_for(language, "en", TEMPLATES) for language in ("en", "es", "ar"))
    files = {learner: folder / f"{learner}.html" for learner in LEARNERS}
    for learner, file in files.items():
        readers = (Reader(who=learner, version=1),)
        vault = vault_of(TEST_MASTER, learner, 1, readers)
        slots = slots_of(vault, TEST_MASTER, readers)
        file.write_bytes(standalone_of(plain / learner, vault, slots, languages, TEMPLATES))
    return files


class Family:
    """Somebody at a computer without internet, and what their browser asked for and complained of."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.goto(file.as_uri())

    def types(self, code: str) -> None:
        self.page.locator("#code").fill("")
        self.page.locator("#code").press_sequentially(code)
        self.page.locator("form > button").click()

    def opens(self, code: str) -> Frame:
        self.types(code)
        expect(self.page.frame_locator("iframe").locator("main")).to_be_visible()
        return self.page.frames[1]


@pytest.fixture
def at_home(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-US", offline=True)
    yield context
    context.close()


def test_the_code_opens_the_plan_and_nothing_is_asked_of_anybody(
    at_home: BrowserContext, stick: Mapping[str, Path]
) -> None:
    family = Family(at_home, stick["s-0001"])
    assert family.page.title() == "This page is private"
    plan = family.opens(CODES["s-0001"].lower().replace("-", " "))
    expect(plan.locator("h1 > :visible")).to_have_text("My learning plan")
    assert "Amina Farouk" in plan.locator("#en .who").inner_text()
    assert "Amina" not in family.page.title()
    assert family.page.locator("#code").count() == 0
    assert {url for url in family.asked if not url.startswith("data:")} == {stick["s-0001"].as_uri()}
    assert family.complaints == []
    assert at_home.cookies() == []
    assert family.page.evaluate("localStorage.length + sessionStorage.length") == 0
    sandbox = family.page.locator("iframe").get_attribute("sandbox") or ""
    assert "allow-scripts" not in sandbox
    assert "allow-top-navigation" not in sandbox


@pytest.mark.parametrize(
    ("typed", "told", "because"),
    [
        ("", "Please type the code from your letter first.", "nothing was typed"),
        ("37QC-KM41", "Something is missing", "half of it"),
        (CODES["s-0001"][:-1], "Something is missing", "one symbol too few"),
        (CODES["s-0003"], "does not open this plan", "the code of another learner"),
        (
            code_of(TEST_MASTER, Reader(who="s-0001", version=2)),
            "does not open this plan",
            "the code of a newer letter",
        ),
    ],
)
def test_a_wrong_code_is_told_and_opens_nothing(
    at_home: BrowserContext, stick: Mapping[str, Path], typed: str, told: str, because: str
) -> None:
    family = Family(at_home, stick["s-0001"])
    family.types(typed)
    expect(family.page.locator("#message")).to_contain_text(told)
    assert family.page.locator("iframe").count() == 0, because
    expect(family.page.locator("#code")).to_be_focused()


def test_a_mistyped_symbol_is_told_before_anything_is_worked_out(
    at_home: BrowserContext, stick: Mapping[str, Path]
) -> None:
    family = Family(at_home, stick["s-0001"])
    code = CODES["s-0001"]
    family.types(("0" if code[0] != "0" else "1") + code[1:])
    expect(family.page.locator("#message")).to_contain_text("One letter or number is not right")
    family.opens(code)


def test_a_code_pasted_with_words_around_it_is_found(at_home: BrowserContext, stick: Mapping[str, Path]) -> None:
    family = Family(at_home, stick["s-0001"])
    family.page.locator("#code").evaluate(
        """(field, text) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text", text)
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }""",
        f"Your code: {CODES['s-0001']}",
    )
    expect(family.page.locator("#code")).to_have_value(CODES["s-0001"])


def test_a_flipped_byte_is_told_and_shows_nothing(
    at_home: BrowserContext, stick: Mapping[str, Path], tmp_path: Path
) -> None:
    whole = stick["s-0001"].read_text("utf-8")
    [plan] = LexborHTMLParser(whole).css("#plan")
    box = b64decode(plan.text())
    middle = len(box) // 2
    flipped = b64encode(box[:middle] + bytes([box[middle] ^ 1]) + box[middle + 1 :]).decode()
    changed = tmp_path / "changed.html"
    changed.write_text(whole.replace(plan.text(), flipped), encoding="utf-8")
    family = Family(at_home, changed)
    family.types(CODES["s-0001"])
    expect(family.page.locator("#message")).to_contain_text("This file was changed or damaged")
    assert family.page.locator("iframe").count() == 0


def test_a_changed_script_does_not_run(at_home: BrowserContext, stick: Mapping[str, Path], tmp_path: Path) -> None:
    changed = tmp_path / "changed.html"
    changed.write_text(stick["s-0001"].read_text("utf-8").replace('"use strict";', '"use strict";0;'), encoding="utf-8")
    family = Family(at_home, changed)
    assert family.page.locator("#code").count() == 0
    assert "To open this file: a computer" in family.page.locator("main").inner_text()


def test_links_lead_within_the_plan_and_back_again(at_home: BrowserContext, stick: Mapping[str, Path]) -> None:
    family = Family(at_home, stick["s-0001"])
    plan = family.opens(CODES["s-0001"])
    evidence = plan.locator("#home a", has_text="Half of my tiles are blue").first
    evidence.click()
    assert plan.evaluate("location.href") == "about:srcdoc#evidence--e-blue-tiles"
    expect(plan.locator("#evidence--e-blue-tiles")).to_be_in_viewport()
    plan.locator("#evidence .back a").click()
    expect(plan.locator("#en--contents")).to_be_in_viewport()
    family.page.evaluate("history.back()")
    expect(plan.locator("#evidence--e-blue-tiles")).to_be_in_viewport()
    assert family.page.frames[1].url.startswith("about:srcdoc")
    assert family.complaints == []


def test_a_word_explains_itself_without_a_script(at_home: BrowserContext, stick: Mapping[str, Path]) -> None:
    plan = Family(at_home, stick["s-0001"]).opens(CODES["s-0001"])
    word = plan.locator("#home .pb-word", has_text="level").first
    word.click()
    expect(plan.locator(f'[id="{word.get_attribute("popovertarget")}"]')).to_be_visible()
    assert plan.evaluate("document.scripts.length") == 0


def test_pictures_are_drawn(at_home: BrowserContext, stick: Mapping[str, Path]) -> None:
    family = Family(at_home, stick["s-0001"])
    plan = family.opens(CODES["s-0001"])
    window = plan.locator("#evidence svg[role=img]").first
    window.scroll_into_view_if_needed()
    box = window.bounding_box()
    assert box is not None
    assert box["width"] > 100
    show = "hidden => document.querySelectorAll('image').forEach(each => { each.style.display = hidden })"
    plan.evaluate(show, "none")
    empty = window.screenshot()
    plan.evaluate(show, "")
    assert until(lambda: len(window.screenshot()) > 2 * len(empty)), "a picture has more to it than an empty window"


def test_papers_can_be_saved(at_home: BrowserContext, stick: Mapping[str, Path], plain: Path) -> None:
    family = Family(at_home, stick["s-0001"])
    plan = family.opens(CODES["s-0001"])
    links = plan.locator("#family a[download]")
    names = [links.nth(place).get_attribute("download") for place in range(links.count())]
    assert sorted(str(name) for name in names) == sorted(path.name for path in (plain / "s-0001" / "papers").iterdir())
    with family.page.expect_download() as saved:
        links.first.click()
    assert saved.value.suggested_filename == names[0]
    paper = plain / "s-0001" / "papers" / str(names[0])
    assert Path(saved.value.path()).read_bytes() == paper.read_bytes()


def test_the_lock_leaves_nothing_behind(at_home: BrowserContext, stick: Mapping[str, Path]) -> None:
    family = Family(at_home, stick["s-0001"])
    family.opens(CODES["s-0001"])
    family.page.get_by_role("button", name="Lock this plan").click()
    expect(family.page.locator("#code")).to_have_value("")
    expect(family.page.locator("iframe")).to_have_count(0)
    assert "Amina" not in content_of(family.page)
    family.page.go_back()
    assert "Amina" not in content_of(family.page)


def test_the_plan_is_printed_whole_and_not_the_window_around_it(
    at_home: BrowserContext, stick: Mapping[str, Path]
) -> None:
    family = Family(at_home, stick["s-0001"])
    plan = family.opens(CODES["s-0001"])
    family.page.evaluate(
        "document.querySelector('iframe').contentWindow.print = () => { globalThis.printed = 'the plan' }"
    )
    family.page.get_by_role("button", name="Print").click()
    assert family.page.evaluate("printed") == "the plan"
    family.page.emulate_media(media="print")
    expect(family.page.get_by_text("To print the plan, use the button")).to_be_visible()
    expect(plan.locator(".back").first).not_to_be_visible()


@pytest.mark.parametrize(
    ("learner", "language", "dark"), [("s-0001", "en", False), ("s-0001", "ar", True), ("s-0003", "es", False)]
)
def test_everybody_can_use_it_in_each_language(
    chromium: Browser, stick: Mapping[str, Path], learner: str, language: str, dark: bool
) -> None:
    """axe-core over the page that asks, the page around the plan, and the plan; then a window of 320 pixels.

    Nothing can run in the frame, so the plan is judged as a page of its own: the same document, the same address.
    """
    colours: Literal["dark", "light"] = "dark" if dark else "light"
    with chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale=language, color_scheme=colours
    ) as context:
        family = Family(context, stick[learner])
        assert family.page.locator("html").get_attribute("lang") == language
        assert violations(family.page) == []
        family.page.set_viewport_size({"width": 320, "height": 640})
        assert overflow(family.page) == []
        plan = family.opens(CODES[learner])
        expect(plan.locator(f"#{language}")).to_be_visible()
        assert plan.locator(".part:visible").count() == 1, "it opens in the language that was chosen, and in no other"
        assert overflow(family.page) == []
        assert sideways(plan) == []
        assert [rule for rule in violations(family.page) if rule[0] != MAIN_IS_IN_THE_FRAME] == []
        judged = context.new_page()
        judged.set_content(f"<!doctype html>{plan.evaluate('document.documentElement.outerHTML')}")
        judged.evaluate(
            "language => { document.querySelectorAll(`.part:not([lang=${language}])`).forEach(each => each.remove()) }",
            language,
        )
        judged.evaluate("language => { location.hash = language }", language)
        judged.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert violations(judged) == []


def sideways(plan: Frame) -> list[str]:
    """What sticks out of the frame to the side."""
    found: list[str] = plan.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth || e.getBoundingClientRect().left < 0)
            .map(e => e.outerHTML.slice(0, 100)).slice(-5)"""
    )
    return found


def test_it_works_by_keys_alone(at_home: BrowserContext, stick: Mapping[str, Path]) -> None:
    family = Family(at_home, stick["s-0003"])
    for _ in range(4):  # three languages, then the field
        family.page.keyboard.press("Tab")
    expect(family.page.locator("#code")).to_be_focused()
    family.page.keyboard.type(CODES["s-0003"])
    family.page.keyboard.press("Enter")
    plan = family.page.frame_locator("iframe")
    expect(plan.locator("main")).to_be_visible()
    family.page.wait_for_function("document.activeElement.matches('iframe')")
    family.page.keyboard.press("Tab")
    expect(plan.locator(".contents :focus")).to_have_text("What I am working on")
    family.page.keyboard.press("Enter")
    expect(plan.locator("#home h2")).to_be_in_viewport()


def test_a_plan_that_was_left_open_locks_itself(at_home: BrowserContext, stick: Mapping[str, Path]) -> None:
    at_home.clock.install()
    family = Family(at_home, stick["s-0003"])
    family.opens(CODES["s-0003"])
    at_home.clock.fast_forward("59:00")
    assert family.page.locator("iframe").count() == 1
    at_home.clock.fast_forward("02:00")
    expect(family.page.locator("#code")).to_be_visible()
    expect(family.page.locator("iframe")).to_have_count(0)
