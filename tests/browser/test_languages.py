"""A learner's site in its languages: the way from one to the other, and a search that finds every goal in each.

That every page is right in every language is judged in test_every_page.
"""

import json
import re
from collections.abc import Mapping
from unicodedata import category, normalize

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Page, expect

from generator.locales import direction_of, own_name_of
from tests.browser.conftest import Seen, Sites, expect_found

pytestmark = pytest.mark.browser

SPOKEN = {"s-0001": ("en", "ar"), "s-0003": ("en", "es"), "e-0001": ("en", "es")}
ONE_LANGUAGE = "s-0004"
ANSWERS = """async ([worker, index, typed]) => {
    const search = new Worker(worker)
    const ask = message => new Promise(answered => {
        search.onmessage = event => answered(event.data.data)
        search.postMessage(message)
    })
    await ask({ type: 0, data: { ...await (await fetch(index)).json(), options: { suggest: false } } })
    const found = {}
    for (const query of typed)
        found[query] = (await ask({ type: 2, data: query })).items.flat().map(each => each.location)
    search.terminate()
    return found
}"""


def switch(page: Page) -> dict[str, str]:
    """The links of the switch that can be seen: language → where it leads, in the order of the page."""
    links = page.locator(".pb-languages:visible a").all()
    return {str(link.get_attribute("hreflang")): str(link.evaluate("link => link.href")) for link in links}


@pytest.mark.parametrize("learner", SPOKEN)
def test_every_page_leads_to_itself_in_the_other_language_and_back(example_sites: Sites, learner: str) -> None:
    site, (own, other) = example_sites.folder / "s" / learner, SPOKEN[learner]
    for path in example_sites.paths(learner):
        both = {own: site / path / "index.html", other: site / other / path / "index.html"}
        for page in both.values():
            root = lxml_html.parse(page).getroot()
            for ways in (".//nav[@class='pb-languages pb-languages-wide']//a", ".//link[@rel='alternate ']"):
                found = {
                    link.get("hreflang"): (page.parent / link.get("href")).resolve() for link in root.findall(ways)
                }
                assert found == both, f"{page}: {ways}"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_switch_is_seen_once_on_every_screen(example_sites: Sites, seen: Seen, width: int) -> None:
    seen.page.set_viewport_size({"width": width, "height": 740})
    seen.page.goto(example_sites.url("s-0003", "es/goal/g1/"))
    home = example_sites.url("s-0003")
    assert switch(seen.page) == {"en": f"{home}goal/g1/index.html", "es": f"{home}es/goal/g1/index.html"}
    assert seen.complaints == [], "the theme's script takes no other page for one of its own"


def test_the_switch_names_each_language_in_itself_and_says_where_one_is(example_sites: Sites, seen: Seen) -> None:
    seen.page.goto(example_sites.url("s-0001", "ar/goal/g1/"))
    links = seen.page.locator(".pb-languages:visible a")
    assert links.all_inner_texts() == [own_name_of("en"), own_name_of("ar")]
    for link, language in zip(links.all(), ("en", "ar"), strict=True):
        assert link.get_attribute("lang") == language
        assert link.get_attribute("dir") == direction_of(language)
        assert link.get_attribute("aria-current") == ("true" if language == "ar" else None)


def test_keys_alone_lead_to_the_other_language(example_sites: Sites, seen: Seen) -> None:
    page = seen.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(example_sites.url("s-0001", "evidence/"))
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hreflang") == "ar":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(example_sites.url("s-0001", "ar/evidence/index.html"))
    assert page.locator("html").get_attribute("lang") == "ar"


def test_the_switch_works_in_a_folder_opened_from_a_disk(example_sites: Sites, seen: Seen) -> None:
    site = (example_sites.folder / "s" / "s-0001").as_uri()
    seen.page.goto(f"{site}/goal/g1/index.html")
    seen.page.locator(".pb-languages:visible a[hreflang=ar]").click()
    assert seen.page.url == f"{site}/ar/goal/g1/index.html"
    assert "أستطيع" in seen.page.locator("h1").inner_text()
    shown = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    assert seen.page.evaluate(shown) == "rgb(23, 64, 109)", "the theme is found from one folder deeper"


def test_a_site_of_one_language_has_no_switch(example_sites: Sites, seen: Seen) -> None:
    seen.page.goto(example_sites.url(ONE_LANGUAGE))
    assert seen.page.locator(".pb-languages, link[rel~=alternate]").count() == 0


def test_light_or_dark_is_chosen_once_for_all_languages(example_sites: Sites, seen: Seen) -> None:
    seen.page.goto(example_sites.url("s-0001"))
    seen.page.locator("label[for=__palette_1]").click()
    seen.page.locator(".pb-languages:visible a[hreflang=ar]").click()
    expect(seen.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_page_that_is_not_there_leads_home_in_its_language(example_sites: Sites, seen: Seen) -> None:
    seen.page.goto(example_sites.url("s-0001", "ar/404.html"))
    assert seen.page.locator("html").get_attribute("lang") == "ar"
    assert "404" not in seen.page.locator("main").inner_text()
    seen.page.locator("main a").click()
    assert seen.page.url == example_sites.url("s-0001", "ar/")


def headings(sites: Sites, learner: str, folder: str) -> Mapping[str, str]:
    """What a goal's page is called, by its place in the site."""
    index = json.loads((sites.folder / "s" / learner / folder / "search" / "search_index.json").read_bytes())
    goals = (entry for entry in index["docs"] if re.fullmatch(r"goal/[^/]+/", entry["location"]))
    return {entry["location"]: entry["title"] for entry in goals}


def words_of(heading: str) -> list[str]:
    """Its words as somebody would type them from the page."""
    return re.findall(r"[^\s\-–—.,;:!?¿¡()«»“”\"'’،؛؟/=×]{2,}", heading)


def as_typed(word: str) -> set[str]:
    """The word as it stands there, and as people type it who leave out accents or vowels, or put the article before."""
    if not re.search(r"[\u0620-\u064a]", word):
        return {word, word.upper(), "".join(sign for sign in normalize("NFD", word) if category(sign) != "Mn")}
    bare = re.sub(r"[\u064b-\u0652\u0670\u0640]", "", word)
    stem = re.sub("^([وفبك]?ال|و)", "", bare)
    return {word, bare, bare.replace("أ", "ا").replace("إ", "ا"), stem, *([f"ال{stem}"] if len(stem) > 2 else ())}


@pytest.mark.parametrize("learner", [*SPOKEN, ONE_LANGUAGE])
def test_a_goal_is_found_by_every_word_of_its_heading(example_sites: Sites, seen: Seen, learner: str) -> None:
    for folder in example_sites.languages(learner).values():
        seen.page.goto(example_sites.url(learner, folder))
        worker = json.loads(seen.page.locator("#__config").inner_text())["search"]
        wanted = {
            (location, typed)
            for location, heading in headings(example_sites, learner, folder).items()
            for word in words_of(heading)
            for typed in as_typed(word)
        }
        assert wanted
        asked = [worker, "search/search_index.json", sorted({typed for _, typed in wanted})]
        found = seen.page.evaluate(ANSWERS, asked)
        missed = {(location, typed) for location, typed in wanted if location not in found[typed]}
        assert missed == set(), folder


@pytest.mark.parametrize(
    ("learner", "folder", "typed", "because"),
    [
        ("s-0001", "", "why", "no word is too small"),
        ("s-0001", "", "fraction", "the beginning of a word is enough"),
        ("s-0001", "", "4.NF.A.1", "a code is one word"),
        ("s-0001", "", "strips", "a word of a criterion"),
        ("s-0003", "es/", "como", "without its accent"),
        ("s-0003", "es/", "bandejas", "a word of an activity"),
        ("s-0001", "ar/", "الكسور", "with its article"),
        ("s-0001", "ar/", "كسورا", "without its vowels"),
    ],
)
def test_the_search_box_offers_the_goal(
    example_sites: Sites, seen: Seen, learner: str, folder: str, typed: str, because: str
) -> None:
    seen.page.goto(example_sites.url(learner, folder))
    expect_found(seen.page, typed, example_sites.url(learner, f"{folder}goal/g1/"), because)
    assert seen.complaints == []
