"""What a screen reader gets: the outline of a page as it is told, and whether it tells the four answers first."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.browser.conftest import CHECKOUT, Seen, Sites

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parent / "golden"
TOLD = {"home": ("s-0001", ""), "goal": ("s-0001", "goal/g1/"), "home-ar": ("s-0001", "ar/")}
ENOUGH_WORDS = 260  # a minute and a half of listening, or one screen


@pytest.mark.parametrize("name", TOLD)
def test_a_page_as_a_screen_reader_tells_it(
    example_sites: Sites, seen: Seen, golden: Callable[[Path, str], None], name: str
) -> None:
    seen.page.goto(example_sites.url(*TOLD[name]))
    golden(GOLDEN / f"{name}.outline.txt", seen.page.locator("body").aria_snapshot() + "\n")


# Each answer by what the page marks it with, and the question it is asked by.
ANSWERS = {
    "which goal": ".pb-main > h2",
    "what I am doing": "#question-2 .pb-todo > li",
    "what I must show": "#question-3 .pb-todo > li",
    "at which level I move on": "#question-1 .pb-forward strong",
}

# The words a screen reader tells in the page's own part, up to the end of an element; -1 where there is none.
WORDS_BEFORE = """selector => {
    const last = document.querySelector(`main ${selector}`)
    if (!last) return -1
    const range = document.createRange()
    range.setStart(document.querySelector('main'), 0)
    range.setEndAfter(last)
    const part = range.cloneContents()
    part.querySelectorAll('[aria-hidden=true], [popover], script, style').forEach(each => each.remove())
    return (part.textContent.match(/[\\p{L}\\p{N}]+/gu) || []).length
}"""


def test_the_four_questions_are_answered_at_the_beginning(example_sites: Sites, seen: Seen) -> None:
    late = []
    for learner in example_sites.learners:
        for language, folder in example_sites.languages(learner).items():
            seen.page.goto(example_sites.url(learner, folder))
            for question, answer in ANSWERS.items():
                words = seen.page.evaluate(WORDS_BEFORE, answer)
                if not 0 < words <= ENOUGH_WORDS:
                    late.append((learner, language, question, words))
    assert late == []


LATIN = """names => {
    const own = each => { const said = each.closest('[lang]'); return said && said.lang.split('-')[0] === 'ar' }
    const free = 'script, style, code, [dir=ltr], math, .pb-expression, .pb-formula, .pb-fraction'
    // people's words that a sentence holds, and codes of texts, stand apart
    const said = text => text.replace(/\\u2068[^\\u2069]*\\u2069/g, '')
    const without = text => names.reduce((left, name) => left.replaceAll(name, ''), said(text))
    const found = [], told = (text, where) => {
        if (/[A-Za-z]{2}/.test(without(text))) found.push(`${text.trim()} | ${where.outerHTML.slice(0, 90)}`)
    }
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
        const parent = walk.currentNode.parentElement
        if (own(parent) && !parent.closest(free)) told(walk.currentNode.data, parent)
    }
    for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
        for (const each of document.querySelectorAll(`[${name}]`))
            if (own(each) && !each.closest(free)) told(each.getAttribute(name), each)
    return [...found, ...(/[A-Za-z]{2}/.test(document.title) ? [document.title] : [])]
}"""


def words_of_people() -> list[str]:
    """What stands in Latin letters in the school's own Arabic texts, and names: no interface says it. Longest first."""
    names = re.findall(r"en: ([^,}]+)", (CHECKOUT / "plans" / "people.yml").read_text("utf-8"))
    files = (file for folder in ("plans", "frameworks") for file in (CHECKOUT / folder).rglob("*.yml"))
    texts = (text for file in files for text in arabic_in(yaml.load(file.read_bytes(), yaml.CSafeLoader)))
    words = {word for text in texts for word in re.findall(r"[A-Za-z][A-Za-z'’-]*", text)}
    return sorted({*names, *words, "English", "Español"}, key=len, reverse=True)


def arabic_in(value: object) -> Iterator[str]:
    match value:
        case {"ar": str(text)} | {"ar": {"text": str(text)}}:
            yield text
        case dict():
            for each in value.values():
                yield from arabic_in(each)
        case list():
            for each in value:
                yield from arabic_in(each)


def test_an_arabic_page_holds_no_word_of_the_interface_in_another_script(example_sites: Sites, seen: Seen) -> None:
    names = words_of_people()
    for path in example_sites.paths("s-0001", "ar/"):
        seen.page.goto(example_sites.url("s-0001", f"ar/{path}"))
        assert seen.page.evaluate(LATIN, names) == [], path
