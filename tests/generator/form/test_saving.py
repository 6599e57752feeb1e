"""The story of a save, from what a page sends to the lines of a commit."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.form.saves.told import plain
from generator.yamltext.read import read
from tests.browser.form_server import Form, form_for, school_with_history
from tests.generator.form.raw import Client, client_of
from tests.history import git

pytestmark = pytest.mark.wire

GOAL = "plans/class-harbor/s-0001/2026-27/goals/g1.yml"
PLAN = "plans/class-harbor/s-0001/2026-27/plan.yml"
OF_GOAL = {"learner": "s-0001", "kind": "goal", "name": "g1", "year": "2026-27"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    with form_for(school_with_history(tmp_path_factory.mktemp("school"))) as form:
        yield form


@pytest.fixture
def form(served: Form) -> Iterator[Form]:
    """A school in which nobody has saved anything yet."""
    begun = git(served.root, "rev-list", "--max-parents=0", "HEAD")
    yield served
    for branch in git(served.root, "for-each-ref", "--format=%(refname)", "refs/heads/entry").split():
        git(served.root, "update-ref", "-d", branch)
    git(served.root, "reset", "--quiet", "--hard", begun)
    assert served.told == []


def opened(form: Form, ref: str = "HEAD", file: str = GOAL) -> tuple[str, dict[str, Any]]:
    """What a page is filled with: the blob and the value of a file at a commit."""
    value: dict[str, Any] = plain(read(git(form.root, "show", f"{ref}:{file}") + "\n", file)[0])
    return git(form.root, "rev-parse", f"{ref}:{file}"), value


def saving(client: Client, before: str | None, value: object, **more: object) -> tuple[int, Any]:
    return client.ask("POST", "/api/save", {**OF_GOAL, "before": before, "base_value": {}, "value": value, **more})


def test_one_field_is_a_commit_with_two_lines_and_neither_work_tree_nor_index_know_of_it(form: Form) -> None:
    client, (before, value) = client_of(form), opened(form)
    status, told = saving(client, before, {**value, "due": "2027-01-29"})
    assert status == 200, told
    assert [each["code"] for each in told["problems"]] == ["approval-out-of-date"]
    branch = told["entry"]["branch"]
    assert branch.startswith("entry/t-0001/2026-11-20-s-0001")
    assert git(form.root, "diff", "--numstat", f"main...{branch}") == f"1\t1\t{GOAL}"
    assert told["before"] == git(form.root, "rev-parse", f"{branch}:{GOAL}")
    assert told["value"]["due"] == "2027-01-29"
    assert git(form.root, "status", "--porcelain") == ""
    assert git(form.root, "rev-parse", "main") == git(form.root, "merge-base", "main", branch)


@pytest.mark.parametrize(
    ("field", "said", "code", "because"),
    [
        ("due", "2027-02-30", "bad-date", "a day that is not"),
        ("status", "done", "bad-value", "a word the plan does not know"),
        ("competencies", [{"ref": "ccss-math:4.nf.a.99"}], "unknown-competency", "a competency nobody defined"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_saved(
    form: Form, field: str, said: object, code: str, because: str
) -> None:
    client, (before, value) = client_of(form), opened(form)
    status, told = saving(client, before, {**value, field: said})
    assert status == 422, (because, told)
    errors = [each for each in told["problems"] if each["severity"] == "error"]
    assert [(each["field"][0], each["code"]) for each in errors] == [(field, code)], because
    assert git(form.root, "branch", "--list", "entry/*") == ""
    status, told = client.ask("POST", "/api/check", {**OF_GOAL, "before": before, "value": {**value, field: said}})
    assert status == 200
    assert code in {each["code"] for each in told["problems"]}


def test_two_windows_of_one_person_join(form: Form) -> None:
    client, (before, value) = client_of(form), opened(form)
    assert saving(client, before, {**value, "due": "2027-01-29"})[0] == 200
    status, told = saving(client, before, {**value, "review_on": "2026-12-04"})
    assert status == 200, told
    assert (told["value"]["due"], told["value"]["review_on"]) == ("2027-01-29", "2026-12-04")
    assert len(git(form.root, "branch", "--list", "entry/*").splitlines()) == 1


def test_what_both_changed_is_a_question_and_the_answer_is_saved(form: Form) -> None:
    client, (before, value) = client_of(form), opened(form)
    published = form.root / GOAL
    published.write_text(published.read_text("utf-8").replace(value["due"], "2027-02-12"), "utf-8")
    git(form.root, "commit", "--quiet", "--all", "--message", "A later day", "--author", "t-0006 <t-0006@example.org>")
    status, told = saving(client, before, {**value, "due": "2027-01-29", "review_on": "2026-12-04"})
    assert status == 409, told
    [clash] = told["clashes"]
    assert (clash["field"], clash["base"], clash["mine"], clash["theirs"]) == (
        ["due"],
        value["due"],
        "2027-01-29",
        "2027-02-12",
    )
    assert (clash["whose"], clash["when"]) == ("Omar Khalil", "2026-11-20")
    assert told["value"]["review_on"] == "2026-12-04"
    assert git(form.root, "branch", "--list", "entry/*") == "", "a question saves nothing"
    status, told = saving(client, told["before"], {**told["value"], "due": "2027-01-29"})
    assert status == 200, told
    branch = told["entry"]["branch"]
    assert git(form.root, "diff", "--numstat", f"main..{branch}") == f"2\t2\t{GOAL}", "the answer, and the other field"


def test_what_was_saved_and_then_changed_by_somebody_else_is_a_question_too(form: Form) -> None:
    client, (before, value) = client_of(form), opened(form)
    mine = saving(client, before, {**value, "due": "2027-01-29"})[1]
    published = form.root / GOAL
    published.write_text(published.read_text("utf-8").replace(value["due"], "2027-02-12"), "utf-8")
    git(form.root, "commit", "--quiet", "--all", "--message", "A later day", "--author", "t-0006 <t-0006@example.org>")
    status, told = saving(client, mine["before"], {**mine["value"], "review_on": "2026-12-04"})
    assert status == 409, told
    assert [(each["mine"], each["theirs"]) for each in told["clashes"]] == [("2027-01-29", "2027-02-12")]
    status, told = saving(client, told["before"], {**told["value"], "due": "2027-02-12"})
    assert status == 200, told
    assert (told["value"]["due"], told["value"]["review_on"]) == ("2027-02-12", "2026-12-04")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ({}, {("due",)}),
        ({"outcome": "In words of mine."}, {("due",), ("outcome",)}),
    ],
)
def test_a_page_left_open_takes_nothing_back_of_what_was_published_meanwhile(
    form: Form, typed: dict[str, str], asked: set[tuple[str, ...]]
) -> None:
    """The published words in a field that this person never touched stay, whatever the question is about."""
    client, (before, value) = client_of(form), opened(form)
    mine = saving(client, before, {**value, "due": "2027-01-29"})[1]
    published = form.root / GOAL
    text = published.read_text("utf-8").replace(value["due"], "2027-02-12")
    published.write_text(f"{text}outcome: Published words.\n", "utf-8")
    git(form.root, "commit", "--quiet", "--all", "--message", "More", "--author", "t-0006 <t-0006@example.org>")
    status, told = saving(client, mine["before"], {**mine["value"], **typed})
    assert status == 409, told
    assert {tuple(each["field"]) for each in told["clashes"]} == asked
    status, told = saving(client, told["before"], told["value"])
    assert status == 200, told
    assert told["value"]["due"] == "2027-01-29"
    assert typed.get("outcome", "Published words.") in str(told["value"]["outcome"])


def test_one_click_is_one_goal_however_often_it_is_sent(form: Form) -> None:
    client = client_of(form)
    new = {
        "competencies": [{"ref": "ccss-math:4.nf.a.1"}],
        "i_can": "I can fold a fraction.",
        "start": "2026-11-20",
        "due": "2027-01-29",
        "domain": "academic",
        "status": "active",
        "success_criteria": [{"text": "I fold one."}],
        "activities": [{"title": "Fold."}],
    }
    first = saving(client, None, new, name="new", once="click-1")
    again = saving(client, None, new, name="new", once="click-1")
    other = saving(client, None, new, name="new", once="click-2")
    assert first[0] == 200, first
    assert again == first
    assert first[1]["name"] != other[1]["name"]
    assert first[1]["value"]["success_criteria"][0]["id"] == "c1"
    assert first[1]["value"]["id"] == first[1]["name"]


def test_what_says_the_same_is_no_change(form: Form) -> None:
    client, (before, value) = client_of(form), opened(form)
    status, told = saving(client, before, value)
    assert (status, told["entry"]) == (200, None)
    assert git(form.root, "branch", "--list", "entry/*") == ""


def test_a_draft_stays_until_its_words_are_saved(form: Form) -> None:
    client, (before, value) = client_of(form), opened(form)
    key = "/api/draft/s-0001.goal.2026-27.g1"
    assert client.ask("GET", key)[0] == 404
    typed = {"value": {**value, "due": "2027-13-01"}, "before": before}
    assert client.ask("PUT", key, typed)[0] == 200
    assert saving(client, before, typed["value"])[0] == 422
    assert client.ask("GET", key) == (200, typed)
    assert saving(client, before, {**value, "due": "2027-01-29"})[0] == 200
    assert client.ask("GET", key)[0] == 404


@pytest.mark.parametrize(
    ("asked", "status", "because"),
    [
        ({"learner": "s-0011"}, 403, "a learner of others"),
        ({"learner": "s-9999"}, 403, "nobody: the same answer"),
        ({"learner": None}, 403, "none named"),
        ({"name": "../../plan"}, 400, "a way out of the folder"),
        ({"kind": "staff"}, 400, "what only staff read has no form"),
        ({"kind": "redactions"}, 400, "nor what is taken away"),
        ({"year": "2026-27/../.."}, 400, "a way out by the year"),
        ({"name": "g99"}, 409, "a goal that is not there"),
        ({"before": "HEAD:plans/advisory-beacon/s-0011/2026-27/goals/g1.yml"}, 400, "begun from somebody else's words"),
        ({"before": "HEAD"}, 400, "or from what is no file"),
        ({"before": "beef"}, 400, "or from whatever has a name that begins so"),
        ({"before": "0" * 39 + "\n"}, 400, "nor from two lines"),
        ({"value": []}, 400, "no value"),
        ({"value": None}, 400, "none at all"),
    ],
)
def test_only_what_one_may_edit_can_be_saved(form: Form, asked: dict[str, Any], status: int, because: str) -> None:
    client, (before, value) = client_of(form), opened(form)
    found, told = client.ask("POST", "/api/save", {**OF_GOAL, "before": before, "value": value, **asked})
    assert found == status, (because, told)
    assert git(form.root, "branch", "--list", "entry/*") == "", because


@pytest.fixture
def put_away(form: Form) -> Client:
    """Of a school in which s-0001's year was put away."""
    plan = form.root / PLAN
    plan.write_text(plan.read_text("utf-8") + "frozen: {on: 2026-11-20, by: t-0001, files: {}}\n", "utf-8")
    git(form.root, "commit", "--quiet", "--all", "--message", "A year is over")
    return client_of(form)


@pytest.mark.parametrize(
    ("thing", "because"),
    [
        ({"kind": "goal", "name": "g1", "year": "2026-27"}, "a goal"),
        ({"kind": "goal", "name": "new", "year": "2026-27"}, "one more"),
        ({"kind": "conference", "name": "2026-10-15", "year": "2026-27"}, "a conversation"),
        ({"kind": "conference", "name": "new", "year": "2026-27"}, "one that somebody forgot"),
        ({"kind": "plan", "name": "2026-27"}, "the plan itself, and with it the line that puts it away"),
    ],
)
def test_nothing_is_saved_into_a_year_that_was_put_away(
    form: Form, put_away: Client, thing: dict[str, str], because: str
) -> None:
    for asked in ("/api/save", "/api/check"):
        status, told = put_away.ask("POST", asked, {"learner": "s-0001", "before": None, "value": {}, **thing})
        assert (status, told["said"].startswith("This school year has been put away")) == (409, True), because
    assert git(form.root, "branch", "--list", "entry/*") == "", because


def test_a_year_that_was_put_away_is_there_to_read(put_away: Client) -> None:
    for page in ("goal/g1?year=2026-27", "plan/2026-27"):
        status, shown = put_away.ask("GET", f"/l/s-0001/{page}")
        assert status == 200
        assert ("This school year has been put away" in shown, '<fieldset class="only-read" disabled>' in shown) == (
            True,
            True,
        )
        assert 'type="submit"' not in shown
    assert "Este año escolar está archivado" in put_away.ask("GET", "/l/s-0001/goal/g1?year=2026-27&lang=es")[1]
    assert put_away.ask("GET", "/l/s-0001/goal/new?year=2026-27&lang=en")[0] == 409
    overview = put_away.ask("GET", "/l/s-0001")[1]
    assert not [act for act in ("New goal", "New conversation", "Change the date", "Change a date") if act in overview]
    assert [act for act in ("Add evidence", "New support") if act not in overview] == []


def test_what_belongs_to_no_year_is_edited_as_ever(form: Form, put_away: Client) -> None:
    for kind, file in (("support", "supports/words-first"), ("evidence", "evidence/2026-09-16-match-cards")):
        before, value = opened(form, file=f"plans/class-harbor/s-0001/{file}.yml")
        name = file.partition("/")[2]
        thing = {"learner": "s-0001", "kind": kind, "name": name, "before": before, "value": value}
        assert put_away.ask("POST", "/api/save", thing)[0] == 200, kind
        assert "only-read" not in put_away.ask("GET", f"/l/s-0001/{kind}/{name}")[1]
    ref = "ccss-math:4.nf.a.1"
    marks = {"s-0001": {"levels": {ref: "got-it"}}}
    lesson = {"group": "class-harbor", "title": "Strips", "kind": "observation", "assessed_on": "2026-11-20"}
    status, told = put_away.ask("POST", "/api/class", {**lesson, "competencies": [ref], "marks": marks})
    assert (status, told.get("saved")) == (200, 1), told


def test_what_was_saved_is_listed_and_sent(form: Form, tmp_path: Path) -> None:
    client, (before, value) = client_of(form), opened(form)
    branch = saving(client, before, {**value, "due": "2027-01-29"})[1]["entry"]["branch"]
    [entry] = client.ask("GET", "/api/entries")[1]["entries"]
    assert (entry["branch"], entry["status"], entry["learners"]) == (branch, "waiting", ["s-0001"])
    status, told = client.ask("POST", "/api/send", {"branch": branch})
    assert (status, "git remote add" in told["said"]) == (502, True), "nowhere to send it: what to do"
    assert client.ask("POST", "/api/send", {"branch": "main"})[0] == 404
    assert client.ask("POST", "/api/send", {"branch": "entry/t-0006/2026-11-20-s-0001"})[0] == 404
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(form.root, "push", "--quiet", str(tmp_path / "remote.git"), "main")
    git(form.root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    try:
        with form_for(form.root) as with_remote:
            status, told = client_of(with_remote).ask("POST", "/api/send", {"branch": branch})
            assert (status, told["branch"]) == (200, branch), told
            assert git(tmp_path / "remote.git", "rev-parse", branch) == git(form.root, "rev-parse", branch)
            assert client_of(with_remote).ask("GET", "/api/entries")[1]["entries"][0]["status"] == "sent"
    finally:
        git(form.root, "remote", "remove", "origin")
