"""Pages under the hands of their readers: enlarged four times, with wide lines, at rest, in high contrast, on paper."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.conftest import Seen, Sites, tab_in
from tests.browser.judges import overflow, settled, unfold, wear
from tests.browser.test_every_page import one_of_each

pytestmark = pytest.mark.browser

SITES = (("s-0001", ""), ("s-0001", "ar/"), ("s-0003", ""))
# WCAG 1.4.12: whoever reads better so sets it themselves.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""

# Words that are cut off: what hides its overflow and has some. The map of a pathway slides, and a list says the same.
CUT = """() => [...document.querySelectorAll('#pb *')].filter(each => {
    const style = getComputedStyle(each)
    const cut = (flow, inside, room) => ['hidden', 'clip'].includes(flow) && inside > room + 1
    const more = cut(style.overflowX, each.scrollWidth, each.clientWidth)
        || cut(style.overflowY, each.scrollHeight, each.clientHeight)
    return more && each.clientWidth > 1 && each.checkVisibility() && !each.matches('.pb-unseen, .pb-slide')
}).map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Seen]:
    with tab_in(chromium) as tab:
        yield tab


def words_on(page: Page) -> set[str]:
    """What the eye can read of a page, without the map of a pathway: a list says the same."""
    text: str = page.evaluate(
        """() => [...document.querySelectorAll('#pb')].map(each => {
            const aside = each.querySelectorAll('.pb-map-part, .pb-ticks')
            aside.forEach(part => { part.style.display = 'none' })
            return each.innerText
        }).join(' ')"""
    )
    return set(re.findall(r"[^\W_]+", text))


@pytest.mark.parametrize(("learner", "folder"), SITES)
def test_enlarged_four_times_nothing_is_lost(example_sites: Sites, tab: Seen, learner: str, folder: str) -> None:
    page = tab.page
    for path in one_of_each(example_sites.paths(learner, folder)).values():
        page.set_viewport_size({"width": 1280, "height": 1024})
        page.goto(example_sites.url(learner, folder + path))
        unfold(page)
        told = words_on(page)
        page.set_viewport_size({"width": 320, "height": 256})
        assert overflow(page) == [], path
        assert told - words_on(page) == set(), path
        assert page.evaluate(CUT) == [], path
        bar = page.locator(".md-header").bounding_box()
        assert bar is not None
        assert bar["height"] <= 256 / 4, "the bar leaves room to read"
        page.add_style_tag(content=SPACING)
        assert overflow(page) == [], f"{path}, with wide lines"
        assert page.evaluate(CUT) == [], f"{path}, with wide lines"
        page.set_viewport_size({"width": 1280, "height": 1024})
        assert overflow(page) == [], f"{path}, with wide lines on a desk"
        assert page.evaluate(CUT) == [], f"{path}, with wide lines on a desk"


def test_whoever_asked_for_rest_sees_nothing_move(example_sites: Sites, chromium: Browser) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(example_sites.url("s-0001", "goal/g1/"))
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].flatMap(each => ['', '::before', '::after'].map(part => {
            const style = getComputedStyle(each, part)
            const times = `${style.transitionDuration},${style.animationDuration}`.split(',').map(parseFloat)
            return Math.max(...times) > .01 || style.scrollBehavior === 'smooth' ? each.outerHTML.slice(0, 80) : null
        })).filter(Boolean)"""
    )
    context.close()
    assert moving == []


# Each sign, box and line that can be seen, by where it stands → its place on the page.
SIGNS = """() => Object.fromEntries([...document.querySelectorAll(
    '.pb-ladder .pb-glyph, .pb-todo .pb-box, .pb-chip .pb-glyph, .pb-levels-box, .pb-legend .pb-glyph, .pb-step-box'
)].filter(each => each.checkVisibility() && each.getBoundingClientRect().width > 4).map((each, at) => {
    const box = each.getBoundingClientRect(), line = each.closest('li')
    const list = each.closest('.pb-criteria') ? '.pb-criteria' : ''
    return [`${at} ${line ? line.className : ''} ${list} ${each.getAttribute('class')}`,
        [box.left, box.top, box.right, box.bottom].map(Math.round)]
}))"""


def contrast_in(picture: Image.Image) -> float:
    """Of the darkest and the lightest part of a picture, as WCAG counts it. Single pixels do not count."""
    flat = picture.convert("RGB").tobytes()
    shades = sorted(luminance(colour) for colour in zip(flat[::3], flat[1::3], flat[2::3], strict=True))
    few = max(1, len(shades) // 50)
    return (shades[-few] + 0.05) / (shades[few - 1] + 0.05)


def luminance(colour: tuple[int, int, int]) -> float:
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signs_and_lines_stay_in_high_contrast(example_sites: Sites, tab: Seen, scheme: str) -> None:
    page = tab.page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")
    faint, signs, boxes = [], {}, {}
    for path in ("goal/g1/", "pathway/p1/"):
        page.goto(example_sites.url("s-0001", path))
        settled(page)
        sheet = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
        for said, box in page.evaluate(SIGNS).items():
            picture = sheet.crop(tuple(box))
            signs[said] = picture.resize((24, 24)).tobytes()
            boxes[said] = filled(picture)
            if contrast_in(picture) < 3:
                faint.append((path, said, round(contrast_in(picture), 1)))
    page.emulate_media(forced_colors="none", color_scheme="light")
    assert faint == []
    levels = [look for said, look in signs.items() if "pb-rung" in said]
    assert len(levels) == len(set(levels)) == 4, "no two levels look alike"
    criteria = {said: part for said, part in boxes.items() if ".pb-criteria" in said}
    shown = [part for said, part in criteria.items() if "pb-done" in said]
    others = [part for said, part in criteria.items() if "pb-done" not in said]
    assert shown
    assert others
    assert min(shown) > max(others) + 0.2, "what is shown looks ticked"


def filled(picture: Image.Image) -> float:
    """Which part of a box is of the colour of its edge."""
    edge = picture.getpixel((1, picture.height // 2))
    same = sum(count for count, colour in picture.getcolors(picture.width * picture.height) or () if colour == edge)
    return same / (picture.width * picture.height)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_a_page_on_paper_is_the_page_without_the_ways_around_it(example_sites: Sites, tab: Seen, scheme: str) -> None:
    page = tab.page
    page.set_viewport_size({"width": 800, "height": 1000})
    page.goto(example_sites.url("s-0001", "goal/g1/"))
    wear(page, scheme)
    page.emulate_media(media="print")
    for around in (".md-header", ".md-tabs", "#pb-menu", ".md-search", ".pb-languages"):
        assert not page.locator(around).first.is_visible(), around
    pale = page.evaluate(
        """() => [...document.querySelectorAll('#pb *, .md-copyright *')].filter(each => each.checkVisibility()
            && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim())).filter(each => {
            const [r, g, b] = getComputedStyle(each).color.match(/[\\d.]+/g).map(Number)
            const back = getComputedStyle(each).backgroundColor
                return r + g + b > 420 && back === 'rgba(0, 0, 0, 0)'
        }).map(each => each.outerHTML.slice(0, 100))"""
    )
    assert pale == [], "paper is white"
    page.emulate_media(media=None)
    read = PdfReader(BytesIO(page.pdf()))
    text = " ".join(" ".join(sheet.extract_text() for sheet in read.pages).split())
    assert "I can make equal fractions and say why they are equal." in text
    assert "Private learning record" in text
    assert "Copyright 2010" in text, "whose words a page quotes is told on paper too"
    assert "Search" not in text
