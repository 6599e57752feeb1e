"""Bytes that were changed on the host or on the way: nothing of them is shown, and a plain sentence stands there."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from generator.publish.contents import SealedFile, SharedFile
from generator.publish.front import SAID
from tests.browser.sealed.door import PATIENCE, expect_open, expect_said, expect_shows, hides, says, type_code
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, TORVIK, Publications, Sealed
from tests.browser.sealed.visitor import Visitor

pytestmark = pytest.mark.browser

GOAL = "goal/g1/index.html"
WORD = "puddlecake"  # stands in Ada's first goal and nowhere else


@pytest.fixture(scope="module")
def chromium(whole_chromium: Browser) -> Browser:
    return whole_chromium


def place_of(sealed: Sealed, learner: str, path: str) -> str:
    """Where the sealed form of a page lies in the published folder."""
    file = sealed.manifest(learner).files[path]
    assert isinstance(file, SealedFile), path
    return f"{sealed.folder(learner)}_pb/b/{file.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    page: str
    change: Callable[[Sealed, Sealed], bytes]


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def put(page: str, change: Callable[[Sealed, Sealed], bytes]) -> Damage:
    """The sealed form of a page, answered with other bytes; `change` is given two publications."""
    return Damage(page=page, change=change)


def of(page: str, learner: str = ADA) -> Callable[[Sealed], bytes]:
    return lambda sealed: sealed.read(place_of(sealed, learner, page))


# All at once on one host, each on a page of its own, so that the plan is unlocked once.
DAMAGE = (
    put("about/index.html", lambda first, _: flipped(of("about/index.html")(first), 300)),
    put("changes/index.html", lambda first, _: flipped(of("changes/index.html")(first), 0)),
    put("conversations/index.html", lambda first, _: of("conversations/index.html")(first)[:-500]),
    put("reached/index.html", lambda _first, _: b""),
    put("es/goal/g1/index.html", lambda first, _: of("es/goal/g2/index.html")(first)),
    put("es/goal/g2/index.html", lambda first, _: of("es/goal/g1/index.html")(first)),
    put("goal/g2/index.html", lambda first, _: of("goal/g1/index.html", TORVIK)(first)),
    put("goal/g1/index.html", lambda _, second: of("goal/g1/index.html")(second)),
)


@pytest.mark.attack("flipped-bit")
@pytest.mark.attack("truncated")
@pytest.mark.attack("swapped")
@pytest.mark.attack("others-blob")
@pytest.mark.attack("old-page")
def test_a_page_that_was_changed_is_not_shown(publications: Publications, host: Host, visitor: Visitor) -> None:
    """One bit, one bit of its first four bytes, cut short, emptied, two swapped, another learner's, another version."""
    first, second = publications["first"], publications["second"]
    for damage in DAMAGE:
        host.says(place_of(first, ADA, damage.page), damage.change(first, second))
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    for damage in DAMAGE:
        answer = page.goto(host.url(first.folder(ADA) + damage.page.removesuffix("index.html")))
        assert answer is not None
        assert answer.status >= 500, damage.page
        expect_said(page, "part")
        for word in (WORD, "lanternfish", "zorilla", "thundercake", "marblewheels", "Zelmira"):
            assert hides(page, word), (damage.page, word)
    page.goto(host.url(f"{first.folder(ADA)}evidence/"))
    expect_open(page)


@pytest.mark.attack("deleted")
@pytest.mark.parametrize(("content", "status", "said"), [(None, 404, "part"), (b"", 500, "host")])
def test_a_page_that_is_gone_is_told_and_comes_back(
    first: Sealed, host: Host, visitor: Visitor, content: bytes | None, status: int, said: str
) -> None:
    host.says(place_of(first, ADA, GOAL), content, status)
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    page.goto(host.url(f"{first.folder(ADA)}goal/g1/"))
    expect_said(page, said)
    host.answers.clear()
    page.get_by_role("link", name=SAID["again"]).or_(page.get_by_role("button", name=SAID["again"])).click()
    expect_open(page)
    expect_shows(page, WORD)


@pytest.mark.attack("broken-picture")
def test_a_page_whose_picture_was_changed_is_shown_under_a_banner(first: Sealed, host: Host, visitor: Visitor) -> None:
    for path in first.manifest(ADA).files:
        if path.startswith("evidence/files/") and not path.endswith(".pdf"):
            place = place_of(first, ADA, path)
            host.says(place, flipped(first.read(place), -1 % len(first.read(place))))
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    page.goto(host.url(f"{first.folder(ADA)}evidence/"))
    expect_open(page)
    expect(says(page, "part")).to_be_visible()
    assert page.evaluate("[...document.querySelectorAll('#pb img')].every(each => each.naturalWidth === 0)")


@pytest.mark.attack("changed-theme")
def test_a_changed_script_or_style_of_the_theme_is_not_used(first: Sealed, host: Host, visitor: Visitor) -> None:
    shared = [file for file in first.manifest(ADA).files.values() if isinstance(file, SharedFile)]
    theme = first.manifest(ADA).theme.removeprefix(host.base)
    for file in shared:
        if file.path.endswith(".js"):
            host.says(f"{theme}{file.path}", b"document.documentElement.dataset.ran = 'yes'")
        if file.path.endswith(".css"):
            host.says(f"{theme}{file.path}", b"html { --ran: yes }")
    assert host.answers
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    expect(says(page, "part")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.ran") is None
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ran')") == ""


@pytest.mark.attack("others-manifest")
def test_the_list_of_another_learners_files_is_refused(first: Sealed, host: Host, visitor: Visitor) -> None:
    host.says(f"{first.folder(ADA)}_pb/m", first.read(f"{first.folder(TORVIK)}_pb/m"))
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    type_code(page, first.code(ADA))
    expect_said(page, "damaged")


@pytest.mark.attack("others-slots")
def test_the_locks_of_another_learner_are_refused(first: Sealed, host: Host, visitor: Visitor) -> None:
    """Also for the teacher, whose code opens both."""
    host.says(f"{first.folder(ADA)}_pb/slots.json", first.read(f"{first.folder(TORVIK)}_pb/slots.json"))
    page = visitor.tab()
    for who in (ADA, TORVIK, "t-0001"):
        page.goto(host.url(first.folder(ADA)))
        type_code(page, first.code(who))
        expect_said(page, "damaged")


Slots = dict[str, Any]


def with_rounds(slots: Slots, rounds: object) -> Slots:
    return slots | {"kdf": slots["kdf"] | {"iterations": rounds}}


CHANGED_SLOTS: tuple[tuple[str, Callable[[Slots], object], str], ...] = (
    ("a page", lambda _: b"<html>", "damaged"),
    ("no slots", lambda slots: slots | {"slots": []}, "other"),
    ("nothing", lambda _: b"null", "damaged"),
    ("another epoch", lambda slots: slots | {"epoch": 2}, "other"),
    ("nested without end", lambda _: b"[" * 100_000, "damaged"),
    ("other slots", lambda slots: slots | {"slots": [slot[::-1] for slot in slots["slots"]]}, "other"),
    ("another version", lambda slots: slots | {"v": 2}, "damaged"),
    ("another salt", lambda slots: slots | {"kdf": slots["kdf"] | {"salt": "c2FsdHNhbHRzYWx0c2FsdA"}}, "other"),
)
ABSURD_WORK: tuple[tuple[str, Callable[[Slots], object], str], ...] = (
    ("hours of work", lambda slots: with_rounds(slots, 10**12), "damaged"),
    ("another count", lambda slots: with_rounds(slots, 20_000), "other"),
    ("a little too much", lambda slots: with_rounds(slots, 5_000_001), "damaged"),
    ("fewer rounds", lambda slots: with_rounds(slots, 1_000), "other"),
    ("one round", lambda slots: with_rounds(slots, 1), "damaged"),
    ("many slots", lambda slots: slots | {"slots": slots["slots"] * 10_000}, "damaged"),
)


@pytest.mark.attack("changed-slots")
@pytest.mark.attack("absurd-work")
@pytest.mark.parametrize("changes", [CHANGED_SLOTS, ABSURD_WORK], ids=["changed", "absurd work"])
def test_changed_locks_open_nothing(
    first: Sealed,
    host: Host,
    visitor: Visitor,
    changes: tuple[tuple[str, Callable[[Slots], object], str], ...],
) -> None:
    """One after the other, so that each sentence takes the place of another one; at once, as no work was begun."""
    place = f"{first.folder(ADA)}_pb/slots.json"
    slots = json.loads(first.read(place))
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    for how, change, said in changes:
        changed = change(slots)
        host.says(place, changed if isinstance(changed, bytes) else json.dumps(changed).encode())
        type_code(page, first.code(ADA))
        expect(says(page, said), how).to_be_visible(timeout=PATIENCE)
    host.answers.clear()
    type_code(page, first.code(ADA))
    expect_open(page)


@pytest.mark.attack("planted-file")
@pytest.mark.attack("hostile-answers")
def test_pages_come_from_sealed_files_whatever_the_host_answers(first: Sealed, host: Host, visitor: Visitor) -> None:
    """Files put where pages of the plan seem to lie, and the same for places that the plan does not have."""
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    evil = b"<!doctype html><title>evil</title><div id=pb>evil</div><script>document.title = 'ran'</script>"
    for path in ("", "goal/g1/", "goal/g1/index.html", "nowhere/", first.paper(ADA)):
        host.says(f"{first.folder(ADA)}{path}", evil)
    for path in ("", "goal/g1/", "goal/g1/index.html", "nowhere/"):
        page.goto(host.url(f"{first.folder(ADA)}{path}"))
        expect_open(page)
        assert hides(page, "evil"), path
        assert page.title() != "ran"
    paper = page.evaluate("url => fetch(url).then(r => r.text())", host.url(first.folder(ADA) + first.paper(ADA)))
    assert paper.startswith("%PDF")
