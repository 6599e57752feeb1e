"""Whatever anybody types into any field of a learner's files stays words: no dialog, no request, no style that escapes.

The words go in after `check`, which would refuse some of them, and the pages are opened without their policy, so that
each wall is tried alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Browser, Dialog

from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.drawing import drawn, said_of
from generator.load.people import people_for
from generator.manifest import Order
from generator.model.joined import picture_of
from generator.problem import Place
from generator.records.text import Text
from generator.render.cleaned import ATTRIBUTES, TAGS
from generator.render.markdown import WaysOut
from generator.render.richtext import markup_of
from generator.view.page import RichText
from generator.workshop import Workshop
from tests.browser.conftest import CHECKOUT, EXAMPLE_DAY, Seen, Sites, served, tab_in
from tests.browser.vectors import FAR, NEAR, VECTORS

pytestmark = pytest.mark.browser

LEARNER = "s-0001"
TYPED = tuple(vector.typed for vector in VECTORS)
ADDRESSES = tuple(found[1] for typed in TYPED if (found := re.match(r"\[x\]\(<?([^)>]+)", typed)))
# Words that stand in plain strings, and names, which stand in mappings of language to name.
WORDS = frozenset(
    {"code", "publisher", "version", "license", "attribution", "term", "means", "also", "citation", "email", "phone"}
)
NAMES, LINKS = frozenset({"name", "given"}), frozenset({"url"})
MODES: Mapping[str, Mapping[str, bool]] = {"run": {}, "block": {"block": True}, "statement": {"mathematics": True}}
OUTSIDE = """() => {
    const lines = []
    const walk = e => {
        if (e.id === "pb") return
        const inside = ["SCRIPT", "STYLE"].includes(e.tagName) ? e.textContent : ""
        lines.push(`${e.tagName} ${e.getAttributeNames().filter(a => a !== "style").sort().join(" ")} ${inside}`)
        for (const child of e.children) walk(child)
    }
    walk(document.documentElement)
    return lines
}"""
LOOKS = """() => ["body", ".md-header", ".md-footer", "#pb"].map(where => {
    const style = getComputedStyle(document.querySelector(where))
    return [where, style.display, style.position, style.color, style.backgroundColor, style.backgroundImage]
}).concat([document.querySelectorAll("#pb").length,
    [100, 640, 1180].map(x => document.elementFromPoint(x, 20).closest(".md-header") !== null),
    document.documentElement.scrollWidth <= innerWidth])"""
INSIDE = """(box) => [...new Set([...box.querySelectorAll("*")].flatMap(
    e => [e.localName, ...e.getAttributeNames().map(name => `${e.localName} ${name}`)]))]"""
LEADS = """() => [...document.querySelectorAll("#pb [href], #pb [src], #pb [srcset]")]
    .flatMap(e => [e.href, e.src, ...(e.srcset ?? "").split(",").map(each => each.trim().split(" ")[0])])
    .filter(Boolean).map(each => new URL(each.baseVal ?? each, location).href)"""
STYLES = """() => [...new Set([...document.querySelectorAll("#pb [style]")].map(e => e.getAttribute("style")))]"""
RICH = frozenset(TAGS | {f"{tag} {name}" for tag, names in ATTRIBUTES.items() if tag != "*" for name in names}) | {
    f"{tag} {name}" for tag in TAGS for name in ({"lang", "dir"} | ATTRIBUTES["*"])
}

# What a page of ours may hold that its harmless twin lacks: words explained by the glossary, in which language a name
# is, of what kind a printed plan is, and where a sealed site saves it.
OURS = {"button", "button class", "button popovertarget", "span popover", "span id"}
OURS |= {"a class", "a hidden", "a data-pathbook-save"}
TELLING = ("lang", "dir", "hreflang", "type")


@dataclass(kw_only=True)
class Watched(Seen):
    """A tab whose pages have no policy, and every dialog that opened in it."""

    dialogs: list[str]


@contextmanager
def watched(chromium: Browser) -> Iterator[Watched]:
    dialogs: list[str] = []

    def opened(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    with tab_in(chromium, bypass_csp=True) as tab:
        tab.page.on("dialog", opened)
        yield Watched(page=tab.page, requests=tab.requests, complaints=tab.complaints, dialogs=dialogs)


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Watched]:
    with watched(chromium) as tab:
        yield tab


def test_there_are_enough_of_them() -> None:
    assert len(set(TYPED)) == len(TYPED) > 120
    assert len(ADDRESSES) > 30


def test_every_vector_stays_words_in_every_kind_of_text(tab: Watched) -> None:
    """All of them in one page; what each became is looked at by itself."""
    ways_out = WaysOut(hosts=(NEAR,), said="({host})")
    pieces = []
    for at, typed in enumerate(TYPED):
        for mode, kind in MODES.items():
            rich = RichText(text=f"{typed} end", language="ar", direction="rtl", **kind)
            pieces.append(f'<div data-at="{at} {mode}">{markup_of(rich, ways_out)}</div>')
    tab.page.set_content(f'<!doctype html><div id="pb">{"".join(pieces)}</div>', wait_until="load")
    found = tab.page.evaluate(
        f"() => [...document.querySelectorAll('[data-at]')].map(e => [e.dataset.at, ({INSIDE})(e)])"
    )
    assert len(found) == len(pieces), "nothing left its own box"
    for at, parts in found:
        number, mode = at.split()
        assert set(parts) <= RICH, (mode, VECTORS[int(number)])
    assert {re.sub(r"^https://(www\.)?khanacademy\.org/.*", NEAR, url) for url in tab.page.evaluate(LEADS)} == {NEAR}
    assert_quiet(tab, "about:")


def test_they_would_be_noticed(chromium: Browser) -> None:
    """The same words as markup, which nobody escaped, open dialogs and ask elsewhere."""
    with watched(chromium) as tab:
        for typed in (
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            f"<link rel=stylesheet href=https://{FAR}/x.css>",
        ):
            tab.page.set_content(f'<div id="pb">{typed}</div>', wait_until="domcontentloaded")
        assert len(tab.dialogs) == 2
        assert [url for url in tab.requests if FAR in url]


def assert_quiet(tab: Watched, address: str) -> None:
    assert tab.dialogs == []
    assert [url for url in tab.requests if not url.startswith((address, "data:"))] == []
    assert tab.complaints == []


def poisoned(record: Any, typed: Callable[[], str], address: Callable[[], str], field: str = "") -> Any:
    """The record with other words in every field that people write freely; ids, days and numbers stay."""
    match record:
        case Text():
            return Text({tag: replace(version, text=typed()) for tag, version in record.versions.items()})
        case str():
            return typed() if field in WORDS else address() if field in LINKS else record
        case Place() | date():
            return record
        case tuple():
            return tuple(poisoned(each, typed, address, field) for each in record)
        case Mapping():
            field = "term" if field in NAMES else field
            return {key: poisoned(each, typed, address, field) for key, each in record.items()}
        case _ if is_dataclass(record):
            changed = {
                each.name: poisoned(getattr(record, each.name), typed, address, each.name) for each in fields(record)
            }
            return replace(record, **changed)  # type: ignore[type-var]
        case _:
            return record


@dataclass(frozen=True, slots=True, kw_only=True)
class Poison:
    """`first`: with which vector it begins; None: harmless words everywhere. Each field gets the next one."""

    first: int | None
    language: str


CLEAN = {"en": Poison(first=None, language="en"), "ar": Poison(first=None, language="ar")}
PRINTED = Poison(first=0, language="en")
POISONS = (PRINTED, Poison(first=67, language="ar"))


def written(poison: Poison, school: CheckedSchool, out: Path) -> Path:
    """A learner's whole output, as a build would write it."""
    order = Order(root=CHECKOUT, out=out, how="serial", only=None if poison == PRINTED else "site")
    records, _ = checked_learner(school, next(each for each in school.folders if each.learner == LEARNER))
    assert records is not None
    evil = poison.first is not None
    turn, link = count(poison.first or 0), count(poison.first or 0)
    typed = (lambda: f"{TYPED[next(turn) % len(TYPED)]} end") if evil else (lambda: f"word {next(turn)} end")
    address = (lambda: ADDRESSES[next(link) % len(ADDRESSES)]) if evil else (lambda: "https:x")
    learner = replace(records.learner, site_language=poison.language, languages=(poison.language,))
    learner = replace(learner, family=tuple(replace(home, language=poison.language) for home in learner.family[:1]))
    commons = poisoned(school.commons, typed, address)
    people = poisoned(dict(people_for(records, school.people)), typed, address)
    changed = poisoned(replace(records, learner=learner), typed, address)
    picture = picture_of(changed, commons, people, EXAMPLE_DAY)
    shop = Workshop(order=order, school=replace(school, commons=commons))
    drawn(shop, said_of(shop, picture, EXAMPLE_DAY), ())
    return out


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Poison, Path]:
    school = checked_school(CHECKOUT, None, lambda _zone: EXAMPLE_DAY)
    return {each: written(each, school, tmp_path_factory.mktemp("typed")) for each in (*CLEAN.values(), *POISONS)}


@pytest.mark.parametrize("poison", POISONS, ids=lambda poison: poison.language)
def test_a_whole_site_of_them_is_words(folders: Mapping[Poison, Path], tab: Watched, poison: Poison) -> None:
    clean = folders[CLEAN[poison.language]]
    with served(clean / "site") as harmless, served(folders[poison] / "site") as sites:
        paths = one_of_each(sites)
        assert one_of_each(harmless) == paths
        for path in paths:
            tab.page.goto(harmless.url(LEARNER, path))
            before = [tab.page.evaluate(each) for each in (OUTSIDE, LOOKS)]
            ours = set(tab.page.locator("#pb").evaluate(INSIDE))
            tab.requests.clear()
            tab.complaints.clear()
            tab.page.goto(sites.url(LEARNER, path))
            assert tab.page.evaluate(OUTSIDE) == before[0], path
            assert tab.page.evaluate(LOOKS) == before[1], path
            assert [each for each in tab.page.evaluate(STYLES) if "url(" in each or "fixed" in each] == [], path
            theirs = set(tab.page.locator("#pb").evaluate(INSIDE)) - ours
            assert {part for part in theirs if part.partition(" ")[2] not in TELLING} <= RICH | OURS, path
            for url in tab.page.evaluate(LEADS):
                assert re.match(rf"{re.escape(sites.address)}|https://(www\.)?{NEAR}/", url), (path, url)
            assert_quiet(tab, sites.address)


def one_of_each(sites: Sites) -> tuple[str, ...]:
    kinds = {path.partition("/")[0]: path for path in reversed(sites.paths(LEARNER))}
    return tuple(sorted(kinds.values()))


def test_the_search_shows_them_as_words(folders: Mapping[Poison, Path], tab: Watched) -> None:
    """Found words are marked with tags, titles and texts are shown as markup: nothing of theirs may be any."""
    with served(folders[POISONS[0]] / "site") as sites:
        tab.page.goto(sites.url(LEARNER))
        tab.requests.clear()
        for word in ("alert", "script", "end"):
            tab.page.locator(".md-search__input").fill(word)
            tab.page.locator(".md-search__input").press("End")
            tab.page.locator("a.md-search-result__link").first.wait_for(state="attached")
            parts = set(tab.page.locator(".md-search-result__list").evaluate(INSIDE))
            assert not {part for part in parts if part.partition(" ")[2].startswith("on")}
            assert {part for part in parts if " " not in part} <= {
                *(
                    "li",
                    "a",
                    "article",
                    "h1",
                    "h2",
                    "p",
                    "div",
                    "mark",
                    "details",
                    "summary",
                    "nav",
                    "ul",
                    "svg",
                    "path",
                ),
                *("small", "del"),
            }
        tab.page.locator("a.md-search-result__link").first.click()
        assert_quiet(tab, sites.address)


def test_printed_plans_of_them_do_nothing(folders: Mapping[Poison, Path]) -> None:
    printed = sorted((folders[PRINTED] / "pdf" / LEARNER).glob("*.pdf"))
    assert printed
    for file in printed:
        with pikepdf.open(file) as pdf:
            assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
            assert "/JavaScript" not in pdf.Root.get("/Names", {})
            for action in actions_in(pdf):
                assert str(action.S) == "/URI", action
                assert FAR not in str(action.URI)
                assert str(action.URI).startswith("https://plans.aldercreek.example/s/"), action


def actions_in(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            assert "/AA" not in annotation
            if "/A" in annotation:
                yield annotation.A
