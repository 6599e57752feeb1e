"""A teacher of a school that uses Decap: the real one, in Chromium, saving into a real repository.

decap-server stands in for the forge. It listens on every interface unless told otherwise and knows no login, so it is
for trials only; here it is told to stay on this machine.
"""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from generator.cli.app import status_of
from tests.browser.conftest import Sites, served
from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.publish.guarded_host import free_port
from tests.history import begun, git
from tests.patience import until

pytestmark = pytest.mark.browser
SERVER = TOP / "node_modules/decap-server/dist/index.js"
BUNDLE = TOP / "node_modules/decap-cms/dist"
LEARNER = "plans/class-harbor/s-0001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A school with its page of Decap."""

    school: Path
    page: Sites

    def entry(self, collection: str, entry: str) -> str:
        return f"{self.page.address}admin/#/collections/{collection}/entries/{entry}"


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    if not SERVER.is_file():
        pytest.skip("needs npm ci")
    school, port = tmp_path_factory.mktemp("school"), free_port()
    for folder in ("frameworks", "plans"):
        shutil.copytree(TOP / folder, school / folder)
    wanted = ("cms", "s-0001", "--proxy", f"http://127.0.0.1:{port}/api/v1", "--on", EXAMPLE_DAY)
    assert status_of([*wanted, "--root", str(school)]) == 0
    begun(school)
    for name in ("user.name=t-0001", "user.email=t-0001@example.org"):
        git(school, "config", *name.split("="))
    web = tmp_path_factory.mktemp("web")
    shutil.copytree(school / "admin", web / "admin")
    for script in BUNDLE.glob("*decap-cms.js"):
        shutil.copyfile(script, web / "admin" / script.name)
    alone = {"MODE": "git", "GIT_REPO_DIRECTORY": str(school), "BIND_HOST": "127.0.0.1", "PORT": str(port)}
    alone["GIT_CONFIG_GLOBAL"] = os.devnull  # Decap's server reads what git prints for people
    with subprocess.Popen(("node", SERVER), env=os.environ | alone, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            with served(web) as page:
                yield Trial(school=school, page=page)
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    def answers() -> bool:
        with closing(socket.socket()) as asked:
            return asked.connect_ex(("127.0.0.1", port)) == 0

    assert until(answers), "decap-server did not begin"


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at the page of Decap, logged in; and every request that would have left this machine."""

    page: Page
    outside: list[str]


@pytest.fixture
def visit(chromium: Browser, trial: Trial) -> Iterator[Visit]:
    page, outside = chromium.new_page(viewport={"width": 1280, "height": 900}), list[str]()

    def seen(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            outside.append(request.url)

    page.on("request", seen)
    page.goto(f"{trial.page.address}admin/")
    page.get_by_role("button", name="Login").click()
    expect(page.get_by_role("heading", name="s-0001 goals 2026-27")).to_be_visible()
    yield Visit(page, outside)
    page.close()


def changed_in_decap(page: Page, address: str, label: str, value: str) -> None:
    """One field of one entry, saved. The page is opened anew, as Decap mixes up two entries opened by address."""
    page.goto("about:blank")
    page.goto(address)
    field = page.get_by_label(label, exact=True)
    field.fill(value)
    expect(field).to_have_value(value)
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Entry saved", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("collection", "entry", "folder", "label", "old", "new", "least"),
    [
        ("s-0001-2026-27-goals", "g1", "2026-27/goals", "Due", "due: 2026-12-04", "due: 2026-12-18", 30),
        ("s-0001-evidence", "2026-11-13-blue-tiles", "evidence", "Handed in on (optional)",
         "    submitted_on: 2026-11-12", "    submitted_on: 2026-11-10", 20),
    ],
)  # fmt: skip
def test_a_day_changed_in_decap_is_a_diff_of_two_lines_once_it_is_tidied(
    collection: str,
    entry: str,
    folder: str,
    label: str,
    old: str,
    new: str,
    least: int,
    visit: Visit,
    trial: Trial,
    tmp_path: Path,
) -> None:
    changed_in_decap(visit.page, trial.entry(collection, entry), label, new.partition(": ")[2])
    # Looked at in a clone, as CI does: decap-server checks branches out in the school's own folder while it answers.
    branch = f"cms/{collection}/{entry}"
    git(tmp_path, "clone", "--quiet", "--branch", branch, str(trial.school), "clone")
    clone = tmp_path / "clone"
    assert git(clone, "log", "-1", "--format=%s").endswith(f"{folder}/{entry}.yml"), "no word of a plan is in a message"
    assert lines_changed(clone, "origin/main..HEAD") >= least
    assert status_of(["tidy", "origin/main", "HEAD", "--root", str(clone)]) == 0
    told = git(clone, "diff", "--unified=0", "origin/main").splitlines()
    assert [line for line in told if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [f"-{old}", f"+{new}"]
    assert visit.outside == []


def test_a_new_piece_of_evidence_has_a_name_without_its_words(visit: Visit, trial: Trial) -> None:
    page = visit.page
    page.goto("about:blank")
    page.goto(f"{trial.page.address}admin/#/collections/s-0001-evidence/new")
    page.get_by_role("button", name="Add piece of evidence").click()
    page.get_by_label("Id", exact=True).first.fill("lantern")
    page.get_by_label("Title", exact=True).first.fill("A paper lantern")
    kind = page.get_by_label("Kind", exact=True).first
    kind.fill("observation")
    kind.press("Enter")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Entry saved", exact=True)).to_be_visible()
    (branch,) = git(
        trial.school, "branch", "--list", "--format=%(refname:short)", "cms/s-0001-evidence/*-??????"
    ).split()
    assert re.fullmatch(r"cms/s-0001-evidence/[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}", branch)
    file = f"{LEARNER}/evidence/{branch.rpartition('/')[2]}.yml"
    wanted = "evidence:\n  - id: lantern\n    title: A paper lantern\n    kind: observation"
    assert git(trial.school, "show", f"{branch}:{file}") == wanted
    assert visit.outside == []


def lines_changed(school: Path, commits: str) -> int:
    added, taken, _ = git(school, "diff", "--numstat", commits).split()
    return int(added) + int(taken)


EXPLAINED = """en: Equal fractions let me swap pieces in a pattern without changing it. I need that to plan my lantern.
ar: الكسور المتساوية تجعلني أبدّل القطع في النمط دون أن يتغيّر. أحتاج إلى ذلك لأخطط لفانوسي."""


def test_a_competency_is_shown_by_its_title_and_words_in_several_languages_are_kept(visit: Visit, trial: Trial) -> None:
    page = visit.page
    page.goto("about:blank")
    page.goto(trial.entry("s-0001-2026-27-goals", "g1"))
    why = page.get_by_label("Why (optional)", exact=True)
    expect(why).to_have_value(EXPLAINED)
    expect(why).not_to_be_editable()
    expect(page.get_by_text("Equal fractions (ccss-math:4.nf.a.1)")).to_have_count(1)
    assert visit.outside == []
