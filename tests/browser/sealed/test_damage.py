"""Bytes that were changed on the host or on the way: nothing of them is shown, and a plain sentence stands there."""

import json
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import expect

from generator.publish.contents import SealedFile, SharedFile
from generator.publish.front import SAID
from tests.browser.sealed.door import expect_open, expect_said, says, shows, type_code
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, TORVIK, Publications, Sealed
from tests.browser.sealed.visitor import Visitor

pytestmark = pytest.mark.browser

GOAL, OTHER_GOAL = "goal/g1/index.html", "goal/g2/index.html"
WORD = "puddlecake"  # stands in Ada's first goal and nowhere else


def place_of(sealed: Sealed, learner: str, path: str) -> str:
    """Where the sealed form of a page lies in the published folder."""
    file = sealed.manifest(learner).files[path]
    assert isinstance(file, SealedFile), path
    return f"{sealed.folder(learner)}_pb/b/{file.name}"


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def flip(host: Host, publications: Publications) -> None:
    place = place_of(publications["first"], ADA, GOAL)
    host.says(place, flipped(publications["first"].read(place), 300))


def flip_the_magic(host: Host, publications: Publications) -> None:
    place = place_of(publications["first"], ADA, GOAL)
    host.says(place, flipped(publications["first"].read(place), 0))


def truncate(host: Host, publications: Publications) -> None:
    place = place_of(publications["first"], ADA, GOAL)
    host.says(place, publications["first"].read(place)[:-500])


def empty(host: Host, publications: Publications) -> None:
    host.says(place_of(publications["first"], ADA, GOAL), b"")


def swap(host: Host, publications: Publications) -> None:
    first = publications["first"]
    one, two = place_of(first, ADA, GOAL), place_of(first, ADA, OTHER_GOAL)
    host.says(one, first.read(two))
    host.says(two, first.read(one))


def put_torviks(host: Host, publications: Publications) -> None:
    first = publications["first"]
    host.says(place_of(first, ADA, GOAL), first.read(place_of(first, TORVIK, GOAL)))


def put_another_version(host: Host, publications: Publications) -> None:
    """The same page of another release: the same key, the same path, other words."""
    first, second = publications["first"], publications["second"]
    host.says(place_of(first, ADA, GOAL), second.read(place_of(second, ADA, GOAL)))


DAMAGE = (
    pytest.param(flip, id="one bit", marks=pytest.mark.attack("flipped-bit")),
    pytest.param(flip_the_magic, id="one bit of its first four bytes", marks=pytest.mark.attack("flipped-bit")),
    pytest.param(truncate, id="cut short", marks=pytest.mark.attack("truncated")),
    pytest.param(empty, id="emptied", marks=pytest.mark.attack("truncated")),
    pytest.param(swap, id="swapped", marks=pytest.mark.attack("swapped")),
    pytest.param(put_torviks, id="another learner's", marks=pytest.mark.attack("others-blob")),
    pytest.param(put_another_version, id="another version", marks=pytest.mark.attack("old-page")),
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_page_that_was_changed_is_not_shown(
    publications: Publications, host: Host, visitor: Visitor, damage: Callable[[Host, Publications], None]
) -> None:
    first = publications["first"]
    damage(host, publications)
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    answer = page.goto(host.url(f"{first.folder(ADA)}goal/g1/"))
    assert answer is not None
    assert answer.status >= 500
    expect_said(page, "part")
    for word in (WORD, "lanternfish", "zorilla", "thundercake", "Zelmira"):
        assert not shows(page, word), word
    page.goto(host.url(first.folder(ADA)))
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
    assert shows(page, WORD)


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
@pytest.mark.parametrize("who", [ADA, TORVIK, "t-0001"])
def test_the_locks_of_another_learner_are_refused(first: Sealed, host: Host, visitor: Visitor, who: str) -> None:
    """Also for the teacher, whose code opens both."""
    host.says(f"{first.folder(ADA)}_pb/slots.json", first.read(f"{first.folder(TORVIK)}_pb/slots.json"))
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    type_code(page, first.code(who))
    expect_said(page, "damaged")


ChangedSlots = Mapping[str, object]


def with_rounds(slots: dict[str, object], rounds: object) -> dict[str, object]:
    return slots | {"kdf": {"iterations": rounds, "name": "PBKDF2-HMAC-SHA256", "salt": "c2FsdHNhbHRzYWx0c2FsdA"}}


CHANGED_SLOTS = (
    pytest.param(lambda s: b"<html>", "damaged", id="a page", marks=pytest.mark.attack("changed-slots")),
    pytest.param(lambda s: b"null", "damaged", id="nothing", marks=pytest.mark.attack("changed-slots")),
    pytest.param(lambda s: b"[" * 100_000, "damaged", id="deep", marks=pytest.mark.attack("changed-slots")),
    pytest.param(lambda s: s | {"v": 2}, "damaged", id="another version", marks=pytest.mark.attack("changed-slots")),
    pytest.param(lambda s: s | {"epoch": 2}, "other", id="another epoch", marks=pytest.mark.attack("changed-slots")),
    pytest.param(lambda s: s | {"slots": []}, "other", id="no slots", marks=pytest.mark.attack("changed-slots")),
    pytest.param(
        lambda s: s | {"slots": s["slots"] * 10_000},
        "damaged",
        id="many slots",
        marks=pytest.mark.attack("absurd-work"),
    ),
    pytest.param(lambda s: with_rounds(s, 10**12), "damaged", id="hours", marks=pytest.mark.attack("absurd-work")),
    pytest.param(
        lambda s: with_rounds(s, 5_000_001), "damaged", id="a bit much", marks=pytest.mark.attack("absurd-work")
    ),
    pytest.param(lambda s: with_rounds(s, 1), "damaged", id="no work", marks=pytest.mark.attack("absurd-work")),
    pytest.param(lambda s: with_rounds(s, "10000"), "damaged", id="a word", marks=pytest.mark.attack("absurd-work")),
    pytest.param(lambda s: with_rounds(s, 2000.5), "damaged", id="half", marks=pytest.mark.attack("absurd-work")),
)


@pytest.mark.parametrize(("change", "said"), CHANGED_SLOTS)
def test_changed_locks_open_nothing(
    first: Sealed, host: Host, visitor: Visitor, change: Callable[[dict[str, object]], object], said: str
) -> None:
    place = f"{first.folder(ADA)}_pb/slots.json"
    changed = change(json.loads(first.read(place)))
    host.says(place, changed if isinstance(changed, bytes) else json.dumps(changed).encode())
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    type_code(page, first.code(ADA))
    expect_said(page, said)


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
        assert not shows(page, "evil"), path
        assert page.title() != "ran"
    paper = page.evaluate("url => fetch(url).then(r => r.text())", host.url(first.folder(ADA) + first.paper(ADA)))
    assert paper.startswith("%PDF")
