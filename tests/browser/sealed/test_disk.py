"""What lies on the disk after the browser was closed: every file of its profile, searched byte by byte.

Whatever is searched for is first shown to be found where it lies in the open, so that an empty result means something.
"""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.publish.codes import folded
from tests.browser.sealed.door import expect_locked, expect_open, expect_shows, lock
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, Sealed
from tests.browser.sealed.visitor import at_home

pytestmark = pytest.mark.browser

WORDS = ("Zelmira", "Quorandel", "puddlecake", "lanternfish", "moonstrip", "tallowbox", "marblewheels")
SEARCHED = "marblewheels"


@pytest.fixture(scope="module")
def chromium(whole_chromium: Browser) -> Browser:
    return whole_chromium


def forms(words: tuple[str, ...]) -> Iterator[bytes]:
    for word in words:
        for written in (word, word.lower(), word.upper(), word.capitalize()):
            yield from (written.encode(), written.encode("utf-16-le"))


def secrets(sealed: Sealed) -> Mapping[str, tuple[bytes, ...]]:
    code, key = sealed.code(ADA), sealed.vault(ADA).key
    picture = (sealed.school / "plans/s-0001/evidence/moonstrip.png").read_bytes()
    return {
        "words": tuple(forms(WORDS)),
        "code": tuple(forms((code, folded(code), code.replace("-", " ")))),
        "key": (key, key.hex().encode()),
        "picture": (picture[-80:-40],),
    }


def found_in(folder: Path, wanted: Mapping[str, tuple[bytes, ...]]) -> Mapping[str, set[str]]:
    """What was found → in which files. Streams that are compressed are looked into as well."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    contents = {name: (content, *unpacked(content)) for name, content in files.items()}
    return {
        what: {name for name, each in contents.items() if any(one in part for one in needles for part in each)}
        for what, needles in wanted.items()
    }


def unpacked(content: bytes) -> Iterator[bytes]:
    """Whatever in a file begins like a gzip or zlib stream, unpacked as far as it goes."""
    for sign, window in ((b"\x1f\x8b\x08", 31), (b"\x78\x9c", 15), (b"\x78\xda", 15), (b"\x78\x01", 15)):
        at = content.find(sign)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj(window).decompress(content[at:], 1_000_000)
            at = content.find(sign, at + 1)


def visit(page: Page, host: Host, sealed: Sealed) -> None:
    """Read, look at pictures and a paper, search, go back: what a family does in an evening."""
    for path in ("goal/g1/", "evidence/", "about/", "es/", sealed.paper(ADA), ""):
        page.goto(host.url(sealed.folder(ADA) + path))
    expect_open(page)
    page.locator(".md-search__input").click()
    page.keyboard.type(SEARCHED, delay=5)
    page.locator("a.md-search-result__link").first.wait_for()


@pytest.mark.attack("disk-session")
@pytest.mark.attack("history-titles")
def test_nothing_is_left_on_the_disk(chromium: Browser, tmp_path: Path, first: Sealed, host: Host) -> None:
    profile = tmp_path / "profile"
    visitor = at_home(chromium, profile)
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA))
    visit(page, host, first)
    visitor.context.close()
    assert found_in(profile, secrets(first)) == {"words": set(), "code": set(), "key": set(), "picture": set()}
    seen = found_in(profile, {"address": (first.folder(ADA).encode(),), "title": (b"Private page",)})
    assert seen["address"], "the search finds what is there: the address is in the history"
    again = at_home(chromium, profile)
    page = again.tab()
    page.goto(host.url(f"{first.folder(ADA)}goal/g1/"))
    expect_locked(page)
    again.context.close()


@pytest.mark.attack("disk-remembered")
def test_a_remembered_plan_leaves_its_key_and_nothing_else(
    chromium: Browser, tmp_path: Path, first: Sealed, host: Host
) -> None:
    """A key that no script can read lies on the disk all the same. So it is for devices that nobody else uses."""
    profile = tmp_path / "profile"
    visitor = at_home(chromium, profile)
    page = visitor.opens(host.url(first.folder(ADA)), first.code(ADA), remembered=True)
    visit(page, host, first)
    visitor.context.close()
    found = found_in(profile, secrets(first))
    assert found["key"], "as the page says beside the box"
    assert (found["words"], found["code"], found["picture"]) == (set(), set(), set())
    again = at_home(chromium, profile)
    page = again.tab()
    page.goto(host.url(f"{first.folder(ADA)}goal/g1/"))
    expect_open(page)
    expect_shows(page, "puddlecake")
    lock(page).click()
    expect_locked(page)
    again.context.close()
    locked = at_home(chromium, profile)
    page = locked.tab()
    page.goto(host.url(f"{first.folder(ADA)}goal/g1/"))
    expect_locked(page)
    locked.context.close()


def test_the_search_of_the_disk_finds_what_lies_there(tmp_path: Path, first: Sealed) -> None:
    wanted = secrets(first)
    (tmp_path / "plain").write_text("… Zelmira …", encoding="utf-8")
    (tmp_path / "wide").write_bytes("… puddlecake …".encode("utf-16-le"))
    (tmp_path / "packed").write_bytes(b"cache" + zlib.compress(b"the code is " + first.code(ADA).encode()))
    (tmp_path / "log").write_bytes(b"\0" * 7 + first.vault(ADA).key)
    (tmp_path / "picture").write_bytes((first.school / "plans/s-0001/evidence/moonstrip.png").read_bytes())
    assert found_in(tmp_path, wanted) == {
        "words": {"plain", "wide", "picture"},
        "code": {"packed"},
        "key": {"log"},
        "picture": {"picture"},
    }
