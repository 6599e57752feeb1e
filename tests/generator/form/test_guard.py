"""What becomes of requests that a browser or a program sends where it should not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.form.doors.neighbours import as_listed, is_a_neighbours
from generator.form.doors.security import HEADERS
from tests.browser.form_server import Form, form_for, school_with_history
from tests.generator.form.raw import asking, key_of, send

pytestmark = pytest.mark.wire

SECRETS = ("Amina", "s-0001", "pathbook", "<html", "import ", "{")  # of plans, of pages, of scripts and styles


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    with form_for(school_with_history(tmp_path_factory.mktemp("school"))) as form:
        yield form


@pytest.mark.parametrize(
    ("method", "path", "because"),
    [
        ("GET", "/", "nobody sees a list of learners"),
        ("HEAD", "/", "nor its size"),
        ("GET", "/web/form.css", "not a byte of a style"),
        ("GET", "/favicon.ico", "no icon tells that a form runs here"),
        ("GET", "/l/s-0001", "no learner"),
        ("GET", "/nothing", "nor which pages there are"),
        ("GET", "/api/draft/s-0001.goal.2026-27.g1", "no unsaved words"),
        ("GET", "/?token=", "an empty key is none"),
        ("GET", "/?token=" + "A" * 43, "nor a guessed one"),
        ("GET", "/?token=%00", "nor an odd one"),
        ("GET", "/l/s-0001?token=x", "a key opens the front door only"),
        ("OPTIONS", "/", "no questions about what is allowed"),
        ("TRACE", "/", "nothing is sent back"),
        ("CONNECT", "/", "it is no proxy"),
        ("BREW", "/", "nor anything else"),
    ],
)
def test_without_a_key_nothing_is_told(form: Form, method: str, path: str, because: str) -> None:
    came = asking(form, method, path)
    assert came.status == 403, because
    assert not any(secret in came.body for secret in SECRETS[:2]), because
    assert not any(secret in came.body for secret in SECRETS[3:]), because
    assert came.header("set-cookie") == "", because


@pytest.mark.parametrize(
    ("host", "because"),
    [
        ("evil.example", "a name that somebody lets point here"),
        ("evil.example:{port}", "with our port"),
        ("localhost:{port}", "one name only: cookies are kept by name"),
        ("127.0.0.1", "a host without the port is not this form"),
        ("127.0.0.1:1", "another form's"),
        ("127.0.0.1:{port}.evil.example", "begins like ours"),
        ("127.0.0.1:{port} ", "ends in what some would take away"),
        ("127.1:{port}", "another way to write the address"),
        ("[::1]:{port}", "and another"),
        ("", "none"),
        ("127.0.0.1:{port}, evil.example", "two in one"),
        ("user@127.0.0.1:{port}", "with somebody's name"),
    ],
)
def test_a_host_that_is_not_ours_is_not_answered_even_with_a_key(form: Form, host: str, because: str) -> None:
    port = form.door.address.host.rpartition(":")[2]
    came = asking(form, "GET", "/", key_of(form), host=host.format(port=port))
    if host.endswith(" "):  # HTTP says that spaces around a value are no part of it
        assert came.status == 200
        return
    assert came.status in (400, 421), because
    assert "Amina" not in came.body, because


@pytest.mark.parametrize(
    ("request_", "because"),
    [
        ("GET / HTTP/1.1\r\n{key}\r\n\r\n", "no host at all"),
        ("GET / HTTP/1.0\r\n{key}\r\n\r\n", "nor in the older way"),
        ("GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n{key}\r\n\r\n", "two hosts"),
        ("GET / HTTP/1.1\r\nHost : {host}\r\n{key}\r\n\r\n", "a space before the colon"),
        ("GET / HTTP/1.1\r\nX: 1\r\n Host: {host}\r\n{key}\r\n\r\n", "a host folded into another line"),
        ("GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\n{key}\r\nConnection: close\r\n\r\n", "an absolute form"),
        ("GET * HTTP/1.1\r\nHost: {host}\r\n{key}\r\nConnection: close\r\n\r\n", "a star"),
        (
            "POST /api/draft/x HTTP/1.1\r\nHost: {host}\r\n{key}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
            "Connection: close\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: {host}\r\n{key}\r\n\r\n",
            "a second request inside the body of the first",
        ),
        ("\x16\x03\x01\x02\x00", "TLS where there is none"),
    ],
)
def test_what_is_no_plain_request_is_not_answered(form: Form, request_: str, because: str) -> None:
    text = request_.format(host=form.door.address.host, key=key_of(form))
    came = send(form, (text + "\r\n\r\n").encode("latin-1"))
    assert came.status in (0, 400, 403, 421), because
    assert "Amina" not in came.body, because


CHANGE = ("Content-Type: application/json", "X-Pathbook: 1", "Origin: {own}", "Sec-Fetch-Site: same-origin")
DRAFT = "/api/draft/s-0001.goal.2026-27.g1"


@pytest.mark.parametrize(
    ("lines", "status", "because"),
    [
        (CHANGE, 200, "our own page"),
        (CHANGE[:3], 200, "an older browser that does not tell where it comes from, but from whom"),
        ((*CHANGE[:2], CHANGE[3]), 200, "a browser that tells where it comes from"),
        (CHANGE[:2], 403, "nothing proves that our own page asks"),
        ((CHANGE[0], *CHANGE[2:]), 403, "without the header that only our scripts send"),
        ((CHANGE[0], "X-Pathbook: 0", *CHANGE[2:]), 403, "nor with another value"),
        ((*CHANGE[:2], "Origin: http://evil.example", CHANGE[3]), 403, "another page"),
        ((*CHANGE[:2], "Origin: null", CHANGE[3]), 403, "a page in a sandbox, or a file"),
        ((*CHANGE[:2], "Origin: {own}.evil.example", CHANGE[3]), 403, "a name that begins like ours"),
        ((*CHANGE[:2], "Origin: https://{host}", CHANGE[3]), 403, "another scheme"),
        ((*CHANGE[:2], "Origin: http://127.0.0.1:1", "Sec-Fetch-Site: same-site"), 403, "another port"),
        ((*CHANGE[:3], "Origin: http://evil.example"), 403, "two origins"),
        ((*CHANGE[:3], "Sec-Fetch-Site: cross-site"), 403, "what the browser says counts"),
        ((*CHANGE[:3], "Sec-Fetch-Site: none"), 403, "nobody types a change"),
        (("Content-Type: text/plain", *CHANGE[1:]), 415, "what a form can send without asking"),
        (("Content-Type: application/x-www-form-urlencoded", *CHANGE[1:]), 415, "a form"),
        (("Content-Type: multipart/form-data; boundary=x", *CHANGE[1:]), 415, "a form with files"),
        (CHANGE[1:], 415, "nothing told"),
        (("Content-Type: application/json; charset=utf-8", *CHANGE[1:]), 200, "a kind may have more to it"),
    ],
)
def test_only_our_own_page_changes_something(form: Form, lines: tuple[str, ...], status: int, because: str) -> None:
    own = [line.format(own=form.address, host=form.door.address.host) for line in lines]
    came = asking(form, "PUT", DRAFT, key_of(form), *own, body='{"value": {}}')
    assert came.status == status, (because, came)
    assert "access-control-allow-origin" not in dict(came.headers), because


@pytest.mark.parametrize(
    ("lines", "status", "because"),
    [
        (("Sec-Fetch-Site: none",), 200, "an address that was typed"),
        (("Sec-Fetch-Site: same-origin",), 200, "our own page"),
        ((), 200, "a browser that tells nothing: the cookie is kept from other pages by itself"),
        (
            ("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"),
            200,
            "a link in a letter opens a page in a tab, which the other page cannot read",
        ),
        (("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"), 403, "a frame"),
        (("Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: embed"), 403, "an embedded page"),
        (("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"), 403, "a picture"),
        (("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"), 403, "a script"),
        (("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty"), 403, "a fetch"),
        (("Origin: http://evil.example",), 403, "a fetch of an older browser"),
    ],
)
def test_another_page_reads_nothing(form: Form, lines: tuple[str, ...], status: int, because: str) -> None:
    came = asking(form, "GET", "/", key_of(form), *lines)
    assert came.status == status, because
    assert ("Amina" in came.body) == (status == 200), because


def test_a_socket_is_not_opened(form: Form) -> None:
    lines = ("Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    came = asking(form, "GET", "/", *lines)
    assert came.status in (400, 403)


def test_a_key_works_once_and_its_cookie_is_for_our_pages_alone(form: Form) -> None:
    way = form.door.new_address().removeprefix(form.address)
    first, second = asking(form, "GET", way), asking(form, "GET", way)
    name, port = form.door.cookie, form.door.address.host.rpartition(":")[2]
    assert (first.status, second.status) == (200, 403)
    kept = first.header("set-cookie")
    assert name.endswith(port)
    assert kept.startswith(f"{name}=")
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(kept.split("; "))
    assert way.partition("=")[2] not in kept, "the address tells nothing of the cookie"
    assert second.header("set-cookie") == ""


def test_every_answer_forbids_what_a_browser_can_be_forbidden(form: Form) -> None:
    for came in (asking(form, "GET", "/"), asking(form, "GET", "/", key_of(form)), asking(form, "GET", "/", host="x")):
        for name, value in HEADERS.items():
            assert came.header(name.lower()) == value, (came.status, name)
        assert came.header("server") == ""
        assert "unsafe" not in came.header("content-security-policy")


def test_too_much_and_too_slow_is_not_waited_for(form: Form) -> None:
    own = [line.format(own=form.address) for line in CHANGE]
    assert asking(form, "PUT", DRAFT, key_of(form), *own, body="[" * 2_000_001).status in (0, 413)
    assert asking(form, "PUT", DRAFT, key_of(form), *own, body="[" * 100_000).status == 400
    assert asking(form, "PUT", DRAFT, key_of(form), *own, body="[]").status == 400
    assert asking(form, "GET", "/" + "a" * 200_000, key_of(form)).status in (0, 400)


@pytest.mark.parametrize(
    ("path", "because"),
    [
        ("/web/", "no list of files"),
        ("/web/../routes.py", "no way out"),
        ("/web/..%2froutes.py", "written in signs"),
        ("/web/%2e%2e%2f%2e%2e%2froutes.py", "nor all of it"),
        ("/web/form.css/", "nor below a file"),
        ("/web/__pycache__", "nor a folder"),
        ("//evil.example/", "an address in the path"),
        ("/api/draft/..%2f..%2fconfig", "a draft lies nowhere else"),
        ("/api/draft/s-0001.goal.2026-27.g1%00", "nor under odd names"),
    ],
)
def test_only_what_is_in_the_table_is_found(form: Form, path: str, because: str) -> None:
    came = asking(form, "GET", path, key_of(form))
    assert came.status in (403, 404), because
    assert "def " not in came.body, because


ROW = "  0: {local} {remote} 01 00000000:00000000 00:00000000 00000000  {account}        0 1 1 0\n"


@pytest.mark.parametrize(
    ("account", "neighbour", "because"),
    [
        ("own", False, "our own browser"),
        ("0", False, "the administrator, who may read everything anyway"),
        ("4242", True, "another account of the machine"),
    ],
)
def test_another_account_of_the_machine_is_known(tmp_path: Path, account: str, neighbour: bool, because: str) -> None:
    import os

    table = tmp_path / "tcp"
    client, server = ("127.0.0.1", 40000), ("127.0.0.1", 8766)
    told = account.replace("own", str(os.getuid()))
    table.write_text("head\n" + ROW.format(local=as_listed(*client), remote=as_listed(*server), account=told))
    assert is_a_neighbours(client, server, table) is neighbour, because
    assert is_a_neighbours(client, server, tmp_path / "none") is False, "a system that tells of no accounts"
