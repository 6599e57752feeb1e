"""A pathway of sixty steps in a browser: a map one can read, lines that pass the boxes, and on a phone a list."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.checked import checked_learner, checked_school
from generator.load.people import people_for
from generator.manifest import Order
from generator.model.joined import picture_of
from generator.view.site import site_of
from generator.workshop import Workshop
from tests.browser.conftest import EXAMPLE_DAY, Seen, Sites, served, tab_in
from tests.browser.judges import overflow, violations
from tests.conftest import CASES
from tests.generator.view.ways import TITLES, WAYS, Way

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "ar")
WAY = WAYS["strands, 60"]
REACHED = 20
CHOOSING = next(step for step in reversed([*WAY]) if len(WAY[step]) == 2)
ELSEWHERE = "s4-6"
PAGE = "pathway/p1/"


def title(at: int, language: str) -> str:
    versions = TITLES[at % len(TITLES)].versions
    return f"{versions.get(language, versions['']).text} {at}"


def long_school(root: Path, way: Way) -> None:
    """The smallest school, with a pathway of competencies of its own: some reached, one worked on, one any-of.

    One tie leads through a competency that is no part of the pathway. YAML reads JSON.
    """
    shutil.copytree(CASES / "base", root)
    numbers = {step: at for at, step in enumerate(way)}

    def competency(step: str) -> dict[str, object]:
        text = {language: title(numbers[step], language) for language in LANGUAGES}
        return {"id": step, "statement": text, "short": text}

    outside = {"id": "elsewhere", "statement": "Know a tool.", "prerequisites": [f"way:{way[ELSEWHERE][0]}"]}
    write(
        root / "frameworks/way/framework.yml",
        {"id": "way", "title": "Way", "competencies": [*map(competency, way), outside]},
    )
    write(root / "frameworks/pathways/long.yml", pathway(way, numbers))
    plan = root / "plans/s-0001/2026-27/plan.yml"
    line = "\npathways:\n  - {id: p1, pathway: long, start: 2026-09-01, finish: 2027-06-01}\n"
    plan.write_text(plan.read_text("utf-8").replace("[core]", "[core, way]") + line, "utf-8")
    shown = [*way][:REACHED]
    results = [{"competency": f"way:{step}", "level": "got-it"} for step in shown] + [
        {"competency": f"way:{[*way][REACHED]}", "level": "starting"}
    ]
    piece = {"id": "e2", "title": "Notebook", "kind": "performance", "assessed_on": "2026-11-02", "assessor": "t-0001"}
    write(root / "plans/s-0001/evidence/2026-11-02-notebook.yml", {"evidence": [{**piece, "results": results}]})
    school = root / "plans/school.yml"
    school.write_text(school.read_text("utf-8").replace("languages: [en]", "languages: [en, ar]"), "utf-8")


def pathway(way: Way, numbers: dict[str, int]) -> dict[str, object]:
    def requirement(step: str) -> dict[str, object]:
        above: list[object] = list(way[step])
        if step == CHOOSING:
            above = [{"any": above}]
        if step == ELSEWHERE:
            above = ["way:elsewhere", *above[1:]]
        text = {language: title(numbers[step], language) for language in LANGUAGES}
        return {"id": step, "title": text, "competencies": [f"way:{step}"]} | (
            {"prerequisites": above} if above else {}
        )

    return {"id": "long", "title": "The long way", "kind": "course", "requirements": [*map(requirement, way)]}


def write(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


@pytest.fixture(scope="module")
def long_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """The learner's site in each language, in s/<language>/."""
    top = tmp_path_factory.mktemp("long")
    long_school(top / "school", WAY)
    order = Order(root=top / "school", out=top / "out", only="site", how="serial")
    shop = Workshop(order=order, school=checked_school(order.root, None, lambda _zone: EXAMPLE_DAY))
    [folder] = shop.school.folders
    records, problems = checked_learner(shop.school, folder)
    assert records is not None, problems
    people = people_for(records, shop.school.people)
    picture = picture_of(records, shop.school.commons, people, EXAMPLE_DAY, shop.school.groundwork)
    for language in LANGUAGES:
        site = site_of(picture, shop.words(language))
        assert shop.builder(language).write(site, order.sites / language) == ()
    with served(top / "out" / "site") as sites:
        yield sites


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Seen]:
    with tab_in(chromium) as tab:
        yield tab


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_long_pathway_fits_and_everybody_can_read_it(
    long_sites: Sites, tab: Seen, language: str, scheme: str
) -> None:
    tab.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for width in (1280, 900, 360, 320):
        tab.page.set_viewport_size({"width": width, "height": 900})
        tab.page.goto(long_sites.url(language, PAGE))
        assert overflow(tab.page) == [], f"{width} pixels"
        assert violations(tab.page) == [], f"{width} pixels"
    tab.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert overflow(tab.page) == [], "with all steps unfolded"
    assert violations(tab.page) == [], "with all steps unfolded"
    assert tab.complaints == []


LINES_IN_BOXES = """() => {
    const boxes = [...document.querySelectorAll('.pb-step-box')].map(each => each.getBoundingClientRect())
    const inside = (x, y) => boxes.some(box =>
        x > box.left + 1 && x < box.right - 1 && y > box.top + 3 && y < box.bottom - 3)
    return [...document.querySelectorAll('.pb-way')].filter(path => {
        const screen = path.getScreenCTM(), length = path.getTotalLength()
        return [...Array(41).keys()].some(at => {
            const point = path.getPointAtLength(length * at / 40).matrixTransform(screen)
            return inside(point.x, point.y)
        })
    }).map(path => path.getAttribute('d'))
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_runs_through_a_box_on_the_screen(long_sites: Sites, tab: Seen, language: str) -> None:
    for width in (1280, 900):
        tab.page.set_viewport_size({"width": width, "height": 900})
        tab.page.goto(long_sites.url(language, PAGE))
        assert tab.page.locator(".pb-step").count() == len(WAY)
        assert tab.page.locator(".pb-way").count() > len(WAY)
        assert tab.page.evaluate(LINES_IN_BOXES) == []


def test_the_map_is_legible_and_needs_no_sliding_on_a_desk(long_sites: Sites, tab: Seen) -> None:
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    tab.page.goto(long_sites.url("en", PAGE))
    view = tab.page.locator(".pb-map-view")
    assert view.evaluate("each => each.scrollWidth <= each.clientWidth")
    assert tab.page.locator(".pb-slide").evaluate("each => each.getBoundingClientRect().height") == 0
    sizes = tab.page.locator(".pb-step-box *").evaluate_all(
        "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 13
    heights = tab.page.locator(".pb-step-box").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth).length"
    )
    assert heights == 0, "no word sticks out of its box"


def test_where_the_map_is_wider_than_its_room_it_says_so_and_slides_alone(long_sites: Sites, tab: Seen) -> None:
    tab.page.set_viewport_size({"width": 700, "height": 900})
    tab.page.goto(long_sites.url("en", PAGE))
    view = tab.page.locator(".pb-map-view")
    assert view.evaluate("each => each.scrollWidth > each.clientWidth")
    assert tab.page.locator(".pb-slide").evaluate("each => each.getBoundingClientRect().height") > 10
    view.focus()
    tab.page.keyboard.press("ArrowRight")
    tab.page.wait_for_function("() => document.querySelector('.pb-map-view').scrollLeft > 0")
    assert overflow(tab.page) == []


def test_one_way_of_several_is_drawn_broken_and_said_in_words(long_sites: Sites, tab: Seen) -> None:
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    tab.page.goto(long_sites.url("en", PAGE))
    broken = tab.page.locator(".pb-way-choice")
    assert broken.count() >= len(WAY[CHOOSING])
    assert broken.first.evaluate("each => getComputedStyle(each).strokeDasharray") != "none"
    assert tab.page.get_by_text("Broken line: one of these is enough").is_visible()


def test_a_phone_shows_the_list_and_first_where_one_is(long_sites: Sites, tab: Seen) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    tab.page.goto(long_sites.url("en", PAGE))
    assert not tab.page.locator(".pb-map").is_visible()
    headings = tab.page.locator("#pb h2:visible").all_inner_texts()
    assert headings[:3] == ["Where I am now", "What can come next", "The other steps"]
    assert tab.page.locator("#now").bounding_box()["y"] < 300  # type: ignore[index]
    listed = tab.page.locator(".pb-steps > li")
    assert sorted(listed.evaluate_all("all => all.map(e => e.id)")) == sorted(f"step-{step}" for step in WAY)


def test_search_leads_to_a_step_although_it_is_folded_up(long_sites: Sites, tab: Seen) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    last = [*WAY][-1]
    tab.page.goto(f"{long_sites.url('en', PAGE)}#step-{last}")
    tab.page.wait_for_function("step => document.getElementById(step).checkVisibility()", arg=f"step-{last}")
