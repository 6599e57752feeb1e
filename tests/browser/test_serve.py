"""The preview in a browser: whoever edits a plan sees the page follow."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import expect

from generator.manifest import Order
from generator.serve.preview import Preview, followed, preview_of
from generator.serve.server import serving
from tests.browser.conftest import CHECKOUT, EXAMPLE_DAY, Seen
from tests.browser.judges import violations

pytestmark = pytest.mark.browser

WORDS = "learner_words:"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A copy of the example school, to write in."""
    for folder in ("plans", "frameworks"):
        shutil.copytree(CHECKOUT / folder, tmp_path / "school" / folder)
    return tmp_path / "school"


@pytest.fixture
def address(school: Path) -> Iterator[str]:
    stop = Event()
    order = Order(root=school, out=school / "out")
    with preview_of(order, lambda _zone: EXAMPLE_DAY) as preview, serving(preview, 0) as address:
        follower = Thread(target=follow, args=(preview, stop))
        follower.start()
        yield address
        stop.set()
        follower.join()


def follow(preview: Preview, stop: Event) -> None:
    for _ in followed(preview, stop):
        pass


def test_an_edited_plan_is_on_the_page(school: Path, address: str, seen: Seen) -> None:
    page = seen.page
    page.goto(address)
    expect(page.locator("h1")).to_have_text("Alder Creek Community School")
    assert violations(page) == []
    page.get_by_role("link", name="Amina Farouk").click()
    page.get_by_role("link", name="equal fractions").first.click()
    [goal] = school.glob("plans/**/s-0001/2026-27/goals/g1.yml")
    for words in ("These words are new.", "These words are newer."):
        goal.write_text(with_words(goal.read_text(encoding="utf-8"), words), encoding="utf-8")
        page.get_by_text(words).wait_for()
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(address)] == []


def with_words(goal: str, words: str) -> str:
    """The goal with other words of the learner."""
    kept = re.sub(rf"^{WORDS}.*\n(?:[ \t].*\n)*", "", goal, flags=re.MULTILINE)
    return f"{kept}{WORDS} {words}\n"


def test_a_broken_plan_says_where_and_comes_back_when_mended(school: Path, address: str, seen: Seen) -> None:
    page = seen.page
    page.goto(f"{address}s/s-0004/")
    page.locator("#question-1").wait_for()
    [plan] = school.glob("plans/**/s-0004/2026-27/plan.yml")
    good = plan.read_text(encoding="utf-8")
    plan.write_text(good.replace("school_year:", "school_yaer:"), encoding="utf-8")
    page.get_by_text("did you mean 'school_year'").wait_for()
    plan.write_text(good, encoding="utf-8")
    page.locator("#question-1").wait_for()
