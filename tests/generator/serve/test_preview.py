"""A preview shows sites as their files are now, to this machine alone, and leaves nothing behind."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from watchfiles import Change

from generator.load.learner_folders import learner_folders
from generator.manifest import Order
from generator.problem import ToolFailed
from generator.serve.news import News
from generator.serve.preview import Preview, by_path, followed, owner_of, preview_of
from generator.serve.server import serving
from tests.conftest import CASES
from tests.patience import PATIENCE

pytestmark = pytest.mark.wire

ON = date(2026, 11, 20)
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
GOAL = "plans/s-0001/2026-27/goals/g1.yml"


@pytest.fixture
def preview(tiny_school: Path) -> Iterator[Preview]:
    with preview_of(Order(root=tiny_school, out=tiny_school / "out"), lambda _zone: ON) as preview:
        yield preview


@pytest.fixture(scope="module")
def served_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Preview, str]]:
    """For tests that only look."""
    root = tmp_path_factory.mktemp("served") / "school"
    shutil.copytree(CASES / "base", root)
    with preview_of(Order(root=root, out=root / "out"), lambda _zone: ON) as preview, serving(preview, 0) as address:
        yield preview, address


@pytest.fixture
def address(served_preview: tuple[Preview, str]) -> str:
    return served_preview[1]


def asked(address: str, path: str, method: str = "GET", host: str | None = None) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.request(method, path, headers={} if host is None else {"Host": host})
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response, body


@pytest.mark.parametrize(
    ("path", "status", "because"),
    [
        ("/", 200, "the list of learners"),
        ("/s/s-0001/", 200, "a learner's home"),
        ("/s/s-0001/search/search_index.json", 200, "a file of the site"),
        ("/s/s-0001", 301, "a folder without its slash"),
        ("/s/s-0001/goal", 301, "a folder inside without its slash"),
        ("/s/s-0001/search/", 404, "no folder is listed"),
        ("/s/", 404, "nor are the learners"),
        ("/_theme/", 404, "nor the theme"),
        ("/s/s-0002/", 404, "nobody of that name"),
        ("/s/s-0001/nowhere/", 404, "no such page"),
        ("/s/../", 404, "a way out"),
        ("/s/s-0001/../../.pathbook/lock", 404, "a way out"),
        ("/s/s-0001/%2e%2e/%2e%2e/_theme/", 404, "a way out in disguise"),
        ("/s/s-0001/..%5c..%5cx", 404, "a way out of another system"),
        ("/_theme/..%2f..%2f..%2fetc/passwd", 404, "a way out through a coded slash"),
        ("/s/s-0001/%00", 404, "no file has such a name"),
    ],
)
def test_answers(address: str, path: str, status: int, because: str) -> None:
    asked(address, "/s/s-0001/")
    assert asked(address, path)[0].status == status, because


def test_pages_are_for_nobody_else_and_are_kept_by_no_browser(address: str) -> None:
    port = urlsplit(address).port
    assert asked(address, "/", host="plans.elsewhere.example")[0].status == 421
    assert asked(address, "/", host=f"localhost:{port}")[0].status == 200
    assert asked(address, "/", method="POST")[0].status == 501
    response, body = asked(address, "/s/s-0001/", method="HEAD")
    assert (response.status, body, response.headers["Cache-Control"]) == (200, "", "no-store")
    assert urlsplit(address).hostname == "127.0.0.1"


def test_a_taken_port_is_told(served_preview: tuple[Preview, str]) -> None:
    preview, address = served_preview
    port = urlsplit(address).port
    assert port is not None
    with pytest.raises(ToolFailed, match=r"--port"), serving(preview, port):
        pass


def test_the_list_has_names_and_nothing_of_it_is_written(tiny_school: Path) -> None:
    (tiny_school / "plans" / "people.yml").write_text(
        "t-0001: {name: {en: Robin Ashby}, given: {en: Robin}}\ns-0001: {name: {en: Ada <Arden>}, given: {en: Ada}}\n"
    )
    with preview_of(Order(root=tiny_school, out=tiny_school / "out"), lambda _zone: ON) as preview:
        page = preview.front_page()
        assert '<a href="/s/s-0001/">Ada &lt;Arden&gt;</a> <span>s-0001</span>' in page
        assert preview.problem_page("s-0001") is None
        folder = preview.order.out
        assert folder.stat().st_mode & 0o077 == 0, "nobody else on this machine reads it"
        assert not (folder / "site" / "index.html").exists()
    assert not folder.exists(), "a preview goes when it ends"
    assert not (tiny_school / "out").exists(), "and never touches what was built"


def test_every_language_of_a_site_is_shown_and_brought_up_to_date(tiny_school: Path) -> None:
    learner = tiny_school / "plans" / "s-0001" / "learner.yml"
    learner.write_text(learner.read_text().replace("stage:", "languages: [en, es]\nstage:"))
    order = Order(root=tiny_school, out=tiny_school / "out")
    with preview_of(order, lambda _zone: ON) as preview, serving(preview, 0) as address:
        assert '<html lang="es"' in asked(address, "/s/s-0001/es/goal/g1/")[1]
        response, lost = asked(address, "/s/s-0001/es/nowhere/")
        assert (response.status, '<base href="/s/s-0001/es/">' in lost) == (404, True)
        goal = tiny_school / GOAL
        goal.write_text(goal.read_text() + "learner_words: {en: New words, es: Palabras nuevas}\n")
        preview.changed([(Change.modified, str(goal))])
        assert "Palabras nuevas" in asked(address, "/s/s-0001/es/goal/g1/")[1]
        assert "New words" in asked(address, "/s/s-0001/goal/g1/")[1]


def test_words_of_a_school_are_read_again_when_they_change(tiny_school: Path) -> None:
    own = tiny_school / "site_templates" / "words" / "en.po"
    own.parent.mkdir(parents=True)
    with preview_of(Order(root=tiny_school, out=tiny_school / "out"), lambda _zone: ON) as preview:
        for words in ("My plan", "My own plan"):
            own.write_text(HEAD + f'msgid "My learning plan"\nmsgstr "{words}"\n')
            os.utime(own, ns=(0, len(words)))
            preview.changed([(Change.modified, str(own))])
            preview.problem_page("s-0001")
            assert f"- {words}</title>" in (preview.order.sites / "s-0001" / "about" / "index.html").read_text()


def test_the_script_that_reloads_is_only_in_what_is_served(served_preview: tuple[Preview, str]) -> None:
    preview, address = served_preview
    assert 'src="/_reload.js" data-learner="s-0001" data-turn="0"' in asked(address, "/s/s-0001/")[1]
    for page in preview.order.sites.rglob("*.html"):
        assert "_reload" not in page.read_text()
    assert "EventSource" in asked(address, "/_reload.js")[1]


def test_a_page_that_is_not_there_is_the_site_s_own(address: str) -> None:
    asked(address, "/s/s-0001/")
    page = asked(address, "/s/s-0001/goal/g99/")[1]
    assert '<base href="/s/s-0001/">' in page
    assert "_theme/" in page


def test_a_mistake_is_shown_in_place_of_the_site_until_it_is_mended(tiny_school: Path, preview: Preview) -> None:
    goal = tiny_school / GOAL
    good = goal.read_text()
    assert preview.problem_page("s-0001") is None
    goal.write_text(good + "strt: 2026-09-14\n")
    assert preview.changed([(Change.modified, str(goal))]) == ("s-0001",)
    page = preview.problem_page("s-0001")
    assert page is not None
    assert f"{GOAL}:" in page
    assert "strt" in page
    goal.write_text(good)
    preview.changed([(Change.modified, str(goal))])
    assert preview.problem_page("s-0001") is None


def test_a_mistake_in_shared_files_is_shown_to_all(tiny_school: Path, preview: Preview) -> None:
    school = tiny_school / "plans" / "school.yml"
    good = school.read_text()
    school.write_text("format: [\n")
    assert preview.changed([(Change.modified, str(school))]) == ()
    assert "plans/school.yml:" in preview.front_page()
    assert preview.has("s-0001")
    assert "plans/school.yml:" in (preview.problem_page("s-0001") or "")
    school.write_text(good)
    preview.changed([(Change.modified, str(school))])
    assert preview.problem_page("s-0001") is None


@pytest.mark.parametrize(
    ("change", "path", "owner", "because"),
    [
        (Change.modified, GOAL, "s-0001", "a goal is its learner's"),
        (Change.added, "plans/s-0001/evidence/new.yml", "s-0001", "so is new evidence"),
        (Change.modified, "plans/s-0001/learner.yml", "s-0001", "and what is said of the learner"),
        (Change.deleted, "plans/s-0001/learner.yml", None, "a learner who goes changes the list"),
        (Change.added, "plans/s-0002/learner.yml", None, "so does one who comes"),
        (Change.modified, "plans/school.yml", None, "the school's settings are everybody's"),
        (Change.modified, "frameworks/core/framework.yml", None, "and so are the frameworks"),
    ],
)
def test_whose_a_file_is(tiny_school: Path, change: Change, path: str, owner: str | None, because: str) -> None:
    folders, _ = learner_folders(tiny_school)
    assert owner_of(change, tiny_school / path, by_path(folders, tiny_school)) == owner, because


def test_news_concern_a_learner_or_everybody() -> None:
    news = News()
    before = {who: news.turn_of(who) for who in ("s-0001", "s-0002", "")}
    news.tell(("s-0001",))
    assert news.wait("s-0001", before["s-0001"], 0)
    assert news.wait("", before[""], 0), "the list of learners hears of everybody"
    assert not news.wait("s-0002", before["s-0002"], 0)
    news.tell(())
    assert news.wait("s-0002", before["s-0002"], 0)
    news.end()
    assert not news.wait("s-0001", before["s-0001"], 60), "nobody waits when all is over"


def test_an_edited_file_is_seen(tiny_school: Path, preview: Preview) -> None:
    preview.front_page()
    stop, seen = Event(), list[tuple[str, ...]]()

    def follow() -> None:
        for learners in followed(preview, stop):
            seen.append(learners)
            stop.set()

    thread = Thread(target=follow)
    thread.start()
    goal = tiny_school / GOAL
    for attempt in range(20):  # the watcher needs a moment before it sees anything
        goal.write_text(goal.read_text() + f"# {attempt}\n")
        if preview.news.wait("s-0001", 0, 0.5):
            break
    stop.set()
    thread.join(10)
    assert seen[:1] == [("s-0001",)]
