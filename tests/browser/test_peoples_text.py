"""Tables, lists, formulas and links of people's text on a page: everyone can read them, whatever the screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from generator.render.markdown import WaysOut
from generator.render.richtext import markup_of
from generator.view.page import RichText
from tests.browser.conftest import Seen, Sites, served, tab_in
from tests.browser.judges import overflow, violations
from tests.generator.render.handmade import builder_in, site_of, words_in

pytestmark = pytest.mark.browser

WAYS_OUT = WaysOut(hosts=("school.example",), said="(another website: {host})")
WRITTEN = {
    "en": r"""
We *compared* \(\frac{3}{4}\) with 2/3 and read [a lesson](https://school.example/a).

| Day | What we did together | Pages | Who helped | How it felt | What is next |
|:----|:---------------------|------:|:----------:|-------------|--------------|
| Monday | Folded strips | 12 | a friend | *good* | more of the same |

3. Third
4. Fourth
   - a thing

So \(\frac{a+b}{c-d} + \sqrt{x^2+y^2+z^2} = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13\), and
https://school.example/averylongaddresswithoutanyspacethatnobodywouldeverwishtoreadaloudtoanybodyelse
""",
    "ar": r"""
قارنّا \(\frac{3}{4}\) مع 2/3 ثم 3 < 5 وقرأنا [درسًا](https://school.example/a).

| اليوم | ماذا فعلنا معًا | الصفحات |
|:------|:---------------|-------:|
| الاثنين | طوينا شرائط | 12 |
""",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    out = tmp_path_factory.mktemp("written")
    for language, text in WRITTEN.items():
        site = site_of(f"site-{language}", language)
        rich = RichText(text=text, language=None, direction=None, block=True)
        prose = f'<div class="pb-prose">{markup_of(rich, WAYS_OUT)}</div>'
        shown = f'<div id="pb" class="pb"><h1 id="page">One</h1>{prose}</div>'
        html = {page.path: shown for page in site.pages}
        builder_in(out, words_in(language)).write_pages(site, html, out / "s" / site.learner)
    with served(out) as sites:
        yield sites


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Seen]:
    with tab_in(chromium) as tab:
        yield tab


@pytest.mark.parametrize("language", sorted(WRITTEN))
def test_everyone_can_read_it(pages: Sites, tab: Seen, language: str) -> None:
    tab.complaints.clear()
    for scheme in ("light", "dark"):
        tab.page.emulate_media(color_scheme=scheme)
        tab.page.set_viewport_size({"width": 320, "height": 800})
        tab.page.goto(pages.url(f"site-{language}"))
        tab.page.evaluate("document.fonts.ready")
        assert overflow(tab.page) == []
        assert violations(tab.page) == []
    assert "Pathbook Math" in tab.page.evaluate(
        "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    )
    assert tab.complaints == []


def test_a_wide_table_and_a_long_formula_move_under_the_keys(pages: Sites, tab: Seen) -> None:
    tab.page.set_viewport_size({"width": 320, "height": 800})
    tab.page.goto(pages.url("site-en"))
    for frame in (".pb-table", ".pb-formula-long"):
        box = tab.page.locator(frame)
        assert box.evaluate("e => e.scrollWidth > e.clientWidth"), frame
        box.focus()
        tab.page.keyboard.press("ArrowRight")
        tab.page.wait_for_function("frame => document.querySelector(frame).scrollLeft > 0", arg=frame)


def test_fractions_and_comparisons_run_from_left_to_right_in_arabic(pages: Sites, tab: Seen) -> None:
    """Where the figures really stand: 3 above 4, and 3 before 5."""
    tab.page.goto(pages.url("site-ar"))
    above, below = (tab.page.locator("mfrac > *").nth(n).bounding_box() for n in (0, 1))
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"] + 1
    order = """e => ["3", "5"].map(sign => { const r = document.createRange(); const t = e.firstChild
        r.setStart(t, t.data.indexOf(sign)); r.setEnd(t, t.data.indexOf(sign) + 1)
        return r.getBoundingClientRect().left })"""
    three, five = tab.page.locator(".pb-expression").evaluate(order)
    assert three < five


def test_a_link_shows_and_says_that_it_leads_away(pages: Sites, tab: Seen) -> None:
    tab.page.goto(pages.url("site-en"))
    link = tab.page.locator("#pb a").first
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert tab.page.get_by_role("link", name="a lesson (another website: school.example)").count() == 1
    assert link.evaluate("e => getComputedStyle(e, '::after').maskImage").startswith('url("data:image/svg+xml')
