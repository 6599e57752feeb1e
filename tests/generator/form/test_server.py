"""The form answers whoever has a key, and nobody else."""

from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.responses import Response

from generator.form.visit import Visit, Way, nobodys
from tests.browser.form_server import Form, form_for, school_with_history
from tests.generator.form.raw import asking, key_of, send
from tests.history import committed
from tests.patience import PATIENCE

pytestmark = pytest.mark.wire


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    with form_for(school_with_history(tmp_path_factory.mktemp("school"))) as form:
        yield form


def test_whoever_has_a_key_sees_their_learners(form: Form) -> None:
    asked = HTTPConnection(form.door.address.host, timeout=PATIENCE)
    asked.request("GET", form.door.new_address().removeprefix(form.address))
    came = asked.getresponse()
    came.read()
    cookie = str(came.getheader("set-cookie")).partition(";")[0]
    asked.request("GET", "/", headers={"Cookie": cookie})
    answer = asked.getresponse()
    html = answer.read().decode()
    assert answer.status == 200, html
    assert "Amina" in html
    assert "Theo" in html
    assert "Dakota" not in html
    assert urlsplit(form.address).hostname == "127.0.0.1"
    assert form.told == []


def broken(_visit: Visit) -> Response:
    raise ValueError("Amina of s-0001")


LANGUAGES = (
    ("en", "Something went wrong in Pathbook itself.", "the school's own language"),
    ("es-MX,es;q=0.9,en;q=0.8", "Algo falló en el propio Pathbook.", "the browser's"),
    ("tlh, ar;q=0.5", "حدث خطأ في Pathbook نفسه.", "the first that is spoken here"),
)


def test_a_mistake_of_ours_is_told_without_a_word_of_it(tmp_path: Path) -> None:
    ways = tuple(Way(method="GET", path=path, answer=broken, whose=nobodys) for path in ("/", "/api/x"))
    with form_for(school_with_history(tmp_path), ways=ways) as form:
        for path, (language, sentence, because) in product(("/", "/api/x"), LANGUAGES):
            came = asking(form, "GET", path, key_of(form), f"Accept-Language: {language}")
            assert came.status == 500
            assert sentence in came.body, because
            for secret in ("Traceback", "ValueError", "s-0001"):
                assert secret not in came.body
        assert len(form.told) == 6
        assert all("ValueError" in told and "broken" in told for told in form.told), "whoever mends it knows where"
        assert not any("Amina" in told or "s-0001" in told for told in form.told)
        form.told.clear()


def test_shared_files_that_cannot_be_used_are_told_and_the_form_goes_on_when_they_are_mended(form: Form) -> None:
    key = key_of(form)
    calendar = form.root / "plans/calendar.yml"
    good = calendar.read_text("utf-8")
    calendar.write_text("timezone: [", "utf-8")
    committed(form.root)
    for _ in range(2):
        came = asking(form, "GET", "/", key)
        assert (came.status, "pathbook check" in came.body) == (503, True)
    calendar.write_text(good, "utf-8")
    committed(form.root)
    assert asking(form, "GET", "/", key).status == 200


def test_whoever_begins_a_request_and_does_not_end_it_is_hung_up_on(form: Form) -> None:
    key = key_of(form)  # before anything is hurried
    with pytest.MonkeyPatch.context() as hurried:
        hurried.setattr("generator.form.doors.impatient.HEAD_SECONDS", 0.2)
        assert send(form, b"").status == 0, "nothing"
        assert send(form, b"GET / HTTP/1.1\r\nHost: ").status == 0, "half a head"
    with pytest.MonkeyPatch.context() as hurried:
        hurried.setattr("generator.form.server.BODY_SECONDS", 0.2)
        head = f"PUT /api/draft/x HTTP/1.1\r\nHost: {form.door.address.host}\r\n{key}\r\nX-Pathbook: 1\r\n"
        rest = f"Origin: {form.address}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[1,"
        came = send(form, (head + rest).encode())
    assert (came.status, came.header("connection")) == (408, "close"), "half a body"
