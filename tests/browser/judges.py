"""Judges of a page in a browser: axe-core, IBM's accessibility checker, and what sticks out to the side.

What a judge cannot decide, or decides against the theme and not against us, stands in a table with its reason.
"""

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import CHECKOUT

JUDGES = CHECKOUT / "node_modules"
AXE = JUDGES / "axe-core" / "axe.min.js"
IBM = JUDGES / "accessibility-checker-engine" / "ace.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

# IBM's rule, and a beginning of the element it means → why it is no fault of the page.
IBM_ANSWERED: Mapping[tuple[str, str], str] = {
    ("element_attribute_deprecated", '<meta content="default-src'): "the policy of a page that no server speaks for",
    ("aria_content_in_landmark", '<a class="md-skip"'): "the way past the bar stands before all landmarks, on purpose",
    (
        "label_ref_valid",
        "<label",
    ): "it looks for visible fields only; these are switches whose labels are what one sees",
    (
        "label_content_exists",
        '<label for="__',
    ): "icons, whose words are there for whoever hears the page; it wants to see them",
    (
        "aria_child_valid",
        "<div aria-label",
    ): "the icons in the labels of the two buttons count as children for it alone",
    ("form_label_unique", '<label for="__search"'): "two ways for a finger to the same search",
    ("svg_graphics_labelled", '<svg viewBox="0 0 24 24"'): "icons of the theme inside named buttons and links",
    (
        "element_tabbable_role_valid",
        '<div tabindex="0" class="md-search__scrollwrap"',
    ): "what scrolls, keys must scroll",
    ("element_tabbable_role_valid", "<div aria-label"): "what scrolls, keys must scroll: the map of a pathway",
    ("widget_tabbable_exists", '<button tabindex="-1"'): "clears the search for a pointer; keys empty the field itself",
}


def violations(page: Page, *rules: str) -> list[Any]:
    """What axe-core has against a page: rule, and the first elements it means.

    Without `rules` all of WCAG 2.2 A and AA and good practice are asked, else only those named.
    """
    return asked_of_axe(page, rules, ("violations",))


def doubts(page: Page, *rules: str) -> list[Any]:
    """The same, and what axe-core could not decide: contrast over a picture, say."""
    return asked_of_axe(page, rules, ("violations", "incomplete"))


def asked_of_axe(page: Page, rules: tuple[str, ...], kinds: tuple[str, ...]) -> list[Any]:
    loaded(page, AXE, "axe")
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    found: list[Any] = page.evaluate(
        """async ([only, kinds]) => {
            const found = await axe.run({ runOnly: only, resultTypes: kinds })
            return kinds.flatMap(kind => found[kind]).map(rule => [rule.id, rule.help,
                rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + " " + node.failureSummary)])
        }""",
        [only, kinds],
    )
    return found


def failures(page: Page) -> list[Any]:
    """What IBM's checker calls a failure, without what is answered above."""
    loaded(page, IBM, "ace")
    found = page.evaluate(
        """async () => (await new ace.Checker().check(document, ["WCAG_2_2", "IBM_Accessibility"])).results
            .filter(result => result.value[1] === "FAIL")
            .map(result => [result.ruleId, result.snippet, result.message])"""
    )
    return [
        [rule, html[:160], message]
        for rule, html, message in found
        if not any(rule == known and html.startswith(start) for known, start in IBM_ANSWERED)
    ]


def loaded(page: Page, judge: Any, name: str) -> None:
    """Have the judge in the page, once."""
    if not judge.is_file():
        pytest.skip(f"needs {judge.parent.name}: npm ci")
    if not page.evaluate("name => name in globalThis", name):
        page.evaluate(f"{judge.read_text('utf-8')}\n;globalThis.{name} = {name}; 0")


def overflow(page: Page) -> list[str]:
    """What sticks out of a page to the side; nothing when the page does not scroll sideways."""
    found: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth || e.getBoundingClientRect().left < 0)
            .map(e => e.outerHTML.slice(0, 100)).concat('the page scrolls sideways').slice(-5)"""
    )
    return found


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


def wear(page: Page, scheme: str) -> None:
    """Show the page in the theme's light (`default`) or dark (`slate`) colours."""
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)


def settled(page: Page) -> None:
    """Wait until fonts and pictures are there, those too that wait to be scrolled to, and two frames were drawn."""
    page.evaluate(
        """async () => {
            for (const each of document.images) each.loading = 'eager'
            await Promise.all([document.fonts.ready, ...[...document.images].map(each => each.decode().catch(() => 0))])
            await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))
        }"""
    )


def faults_of_outline(page: Page) -> list[str]:
    """What is wrong with the headings and landmarks by which a screen reader goes through a page."""
    found: list[str] = page.evaluate(OUTLINE)
    return found


OUTLINE = """() => {
    const shown = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(each => each.checkVisibility())
    const levels = shown.map(each => Number(each.tagName[1])), faults = []
    if (levels[0] !== 1 || levels.filter(level => level === 1).length !== 1) faults.push(`h1: ${levels}`)
    shown.forEach((each, at) => {
        if (at && levels[at] > levels[at - 1] + 1) faults.push(`from h${levels[at - 1]} to ${each.outerHTML}`)
        if (!each.textContent.trim()) faults.push(`an empty h${levels[at]}`)
    })
    const words = id => document.getElementById(id)?.textContent || ''
    const label = each => (each.getAttribute('aria-labelledby') || '').split(' ').map(words).join(' ')
    const name = each => (each.getAttribute('aria-label') || label(each)).trim()
    const landmarks = {
        banner: 'body > header, [role=banner]', main: 'main', contentinfo: 'body footer',
        search: '[role=search], search', navigation: 'nav, [role=navigation]',
        region: 'section[aria-label], section[aria-labelledby], [role=region]',
    }
    const once = ['banner', 'main', 'contentinfo', 'search']
    for (const [role, selector] of Object.entries(landmarks)) {
        const here = [...document.querySelectorAll(selector)].filter(each => each.checkVisibility())
        if (!here.length && role !== 'region') faults.push(`no ${role}`)
        if (here.length > 1 && once.includes(role)) faults.push(`${here.length} times ${role}`)
        const names = here.map(name)
        if (here.length > 1 || role === 'region') names.forEach((each, at) => {
            if (!each) faults.push(`${role} without a name: ${here[at].outerHTML.slice(0, 80)}`)
            else if (names.indexOf(each) !== at) faults.push(`two of ${role} are called ${each}`)
        })
    }
    return faults
}"""
