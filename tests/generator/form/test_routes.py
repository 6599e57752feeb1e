"""Who may edit whom, asked of every kind of request there is."""

from collections.abc import Iterator
from datetime import date

import pytest

from generator.form.doors.security import CHANGES
from generator.form.routes import ROUTES
from generator.form.visit import Way, nobodys
from tests.browser.form_server import Form, form_for, school_with_history
from tests.generator.form.raw import Client, client_of

pytestmark = pytest.mark.wire

# Nothing in these is about a learner whom the person may not edit anyway. Whoever adds one must know why.
OF_NOBODY = {
    "GET /": "their own learners",
    "GET /web/{file}": "scripts and styles",
    "GET /api/entries": "their own entries",
    "GET /g/{group}/assess": "those of the group whom they may edit; of another group nobody",
    "GET /preview/_theme/{path:path}": "what all sites look like",
}
# Where not the learner decides, but whose the thing is that is asked for.
NONE_OF_THEIRS = {"POST /api/send": 404, "POST /api/class/undo": 409}
PARTS = {
    "learner": "s-0001",
    "kind": "goal",
    "name": "g1",
    "key": "s-0001.goal.2026-27.g1",
    "group": "class-harbor",
    "file": "x",
    "path": "index.html",
    "version": "1",
}
SENT = {
    "learner": "s-0001",
    "kind": "goal",
    "name": "g1",
    "year": "2026-27",
    "value": {},
    "group": "class-harbor",
    "competencies": ["ccss-math:4.nf.a.1"],
    "marks": {"s-0001": {"levels": {"ccss-math:4.nf.a.1": "proficient"}}},
}


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A teacher of another class."""
    with form_for(school_with_history(tmp_path_factory.mktemp("school")), person="t-0002") as form:
        yield client_of(form)


def called(way: Way) -> str:
    return f"{way.method} {way.path}"


def path_of(way: Way) -> str:
    parts = {**PARTS, "name": "x.jpg"} if "photo" in way.path else PARTS
    path = way.path.replace(":path}", "}").format(**parts)
    return f"{path}?learner=s-0001" if way.path == "/api/competencies" else path


def test_what_is_open_to_everybody_on_the_staff_is_known_by_name() -> None:
    assert {called(way) for way in ROUTES if way.whose is nobodys} == set(OF_NOBODY)


@pytest.mark.parametrize("way", [way for way in ROUTES if called(way) not in OF_NOBODY], ids=called)
def test_a_teacher_of_another_class_is_refused_everywhere(stranger: Client, way: Way) -> None:
    status, told = stranger.ask(way.method, path_of(way), SENT if way.method in CHANGES else None)
    assert status == NONE_OF_THEIRS.get(called(way), 403), told
    assert "Amina" not in str(told)


def test_another_class_is_not_shown(stranger: Client) -> None:
    status, told = stranger.ask("GET", "/g/class-harbor/assess")
    assert (status, "Amina" in str(told)) == (404, False)


def test_the_same_is_said_of_a_learner_who_is_not_there(stranger: Client) -> None:
    status, told = stranger.ask("GET", "/l/s-9999")
    assert (status, told.replace("s-9999", "s-0001")) == stranger.ask("GET", "/l/s-0001")


def test_a_team_that_begins_later_opens_nothing_yet(served: Form) -> None:
    charges = served.office.charges()
    assert not charges.may_edit("t-0001", "s-0001", date(2026, 8, 30)), "her class begins on 31 August"
    assert charges.may_edit("t-0001", "s-0001", date(2026, 9, 1))


@pytest.mark.parametrize(
    ("person", "learner", "may", "because"),
    [
        ("t-0001", "s-0001", True, "on the team, and their class"),
        ("t-0006", "s-0001", True, "a mentor of the team"),
        ("t-0006", "s-0004", True, "an intervention group"),
        ("t-0006", "s-0011", False, "no class of theirs"),
        ("t-0004", "s-0011", True, "who leads the school answers for every student"),
        ("t-0004", "e-0001", True, "on the staff of the educators' group"),
        ("e-0001", "e-0001", True, "an educator's own plan"),
        ("t-0001", "e-0001", False, "a colleague's plan is theirs"),
        ("s-0001", "s-0001", False, "a student reads the plan, and gives their voice through the teacher"),
        ("f-00011", "s-0001", False, "a family reads it"),
        ("s-0002", "s-0001", False, "a classmate"),
        ("t-0999", "s-0001", False, "nobody"),
        ("t-0001", "s-9999", False, "of nobody"),
        ("t-0001", "../s-0001", False, "of no id"),
    ],
)
def test_who_may_edit_whom(served: Form, person: str, learner: str, may: bool, because: str) -> None:
    assert served.office.may_edit(person, learner) is may, because
    assert (learner in {each.learner for each in served.office.learners_of(person)}) is may, because


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    with form_for(school_with_history(tmp_path_factory.mktemp("school"))) as form:
        yield form


@pytest.mark.parametrize(
    ("told", "person", "because"),
    [
        ("t-0001", "t-0001", "an id"),
        ("i.adeyemi@aldercreek.example", "t-0001", "a school e-mail address"),
        (" I.Adeyemi@AlderCreek.example ", "t-0001", "typed in another way"),
        ("e-0001", "e-0001", "an educator with a plan of their own is staff"),
        ("s-0001", None, "a learner is no staff"),
        ("f-00011", None, "nor is a family"),
        ("t-0999", None, "nobody"),
        ("", None, "nothing"),
        ("adeyemi", None, "a name proves nothing"),
    ],
)
def test_who_somebody_is(served: Form, told: str, person: str | None, because: str) -> None:
    assert served.office.charges().person_told(told) == person, because
