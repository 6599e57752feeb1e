"""What no page of ours would send, or a browser cut in the middle: no mistake of the program, and no words lost."""

from collections.abc import Iterator

import pytest

from generator.form.arrived import DEEPEST, object_in
from tests.browser.form_server import Form, form_for, school_with_history
from tests.generator.form.raw import asking, client_of, key_of

pytestmark = pytest.mark.wire

NEW_GOAL = "/api/draft/s-0001.goal.2026-27.new"


@pytest.mark.parametrize(
    ("raw", "found", "because"),
    [
        (b'{"a": {"b": [1, "x", null]}}', {"a": {"b": [1, "x", None]}}, "what a form sends"),
        (b'{"a": "\\ud83d\\ude00"}', {"a": "\U0001f600"}, "an emoji"),
        (b'{"a": "so \\ud83d far"}', {"a": "so � far"}, "half of one: the words around it stay"),
        (b'{"\\udc00": 1}', {"�": 1}, "in a name too"),
        (b'{"a": NaN}', None, "no number, and no JSON"),
        (b'{"a": -Infinity}', None, "nor this"),
        (b'{"a": 1e999}', None, "a number beyond all that can be written again"),
        (b'{"a": ' + b"9" * 5000 + b"}", None, "or read"),
        (b'{"a": ' + b"[" * DEEPEST + b"]" * DEEPEST + b"}", None, "deeper than any plan"),
        (b'{"a":' * 100_000, None, "and much deeper"),
        (b"[]", None, "no object"),
        (b"null", None, "nothing"),
        (b"", None, "not even that"),
        (b"\xff\xfe\x00", None, "no text"),
    ],
)
def test_what_arrives_is_an_object_that_can_be_written_again_or_nothing(
    raw: bytes, found: object, because: str
) -> None:
    assert object_in(raw) == found, because


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    with form_for(school_with_history(tmp_path_factory.mktemp("school"))) as form:
        yield form
    assert form.told == []


def test_a_draft_with_half_an_emoji_is_kept_and_shown(form: Form) -> None:
    client = client_of(form)
    status, _ = client.ask("PUT", NEW_GOAL, {"value": {"notes": "so \ud83d far"}})
    assert status == 200
    assert client.ask("GET", NEW_GOAL) == (200, {"value": {"notes": "so � far"}})
    assert client.ask("GET", "/l/s-0001/goal/new?year=2026-27")[0] == 200


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_draft_that_no_browser_sends_is_refused_and_the_one_before_stays(form: Form, value: float) -> None:
    client = client_of(form)
    client.ask("PUT", NEW_GOAL, {"value": {"notes": "kept"}})
    assert client.ask("PUT", NEW_GOAL, {"value": {"notes": value}})[0] == 400
    assert client.ask("GET", NEW_GOAL) == (200, {"value": {"notes": "kept"}})


@pytest.mark.parametrize(
    "name", ["%00", "x" * 300, "x" * 5000, "..%2f..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd", "%ff"]
)
@pytest.mark.parametrize(
    "path", ["/web/", "/preview/_theme/", "/preview/s-0001/1/", "/api/photo/s-0001/", "/api/draft/", "/l/", "/g/x/"]
)
def test_a_name_that_no_file_can_have_is_no_page(form: Form, path: str, name: str) -> None:
    assert asking(form, "GET", path + name, key_of(form)).status in (403, 404)
