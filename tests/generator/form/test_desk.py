"""The desk behind a real web server's login: who comes through it, who does not, and whom they may edit."""

import json
import os
import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, socket
from subprocess import PIPE, Popen
from typing import Any

import bcrypt
import pytest

from generator.cli.app import status_of
from tests.browser.form_server import school_with_history
from tests.conftest import TOP
from tests.generator.publish.guarded_host import free_port, program, running
from tests.history import git
from tests.patience import PATIENCE
from tests.test_house import PATHBOOK

pytestmark = pytest.mark.wire

MANUAL = (TOP / "generator/docs/editing.md").read_text(encoding="utf-8")
NAME, PASSWORD = "plans.school.example", "the school's"
TEACHER, LEADER, OTHER = "i.adeyemi@aldercreek.example", "t-0004", "c.rhodes@aldercreek.example"
LOGINS = (TEACHER, LEADER, OTHER, "s-0001", "f-00011", "somebody@elsewhere.example", "t-0999")
GOAL = "plans/class-harbor/s-0001/2026-27/goals/g1.yml"


@contextmanager
def desk(school: Path, top: Path, *options: str) -> Iterator[None]:
    """The command itself, until it says that it answers."""
    words = (str(PATHBOOK), "desk", "--root", str(school), "--address", f"https://{NAME}", "--on", "2026-11-20")
    with Popen((*words, *options), stdout=PIPE, stderr=(top / "desk.log").open("wb"), text=True) as process:
        try:
            assert process.stdout is not None
            assert "answers" in process.stdout.readline(), (top / "desk.log").read_text()
            yield
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@contextmanager
def nginx(top: Path, *changes: tuple[str, str]) -> Iterator[int]:
    """The manual's server, with the test's folders, and without TLS."""
    port = free_port()
    rule = re.search(r"```nginx\n(server \{.*?\n\})\n```", MANUAL, re.DOTALL)
    assert rule is not None
    text = re.sub(r"    ssl_certificate.*\n", "", rule[1])
    for before, after in (("443 ssl", f"127.0.0.1:{port}"), ("/etc/nginx/staff", f"{top}/staff"), *changes):
        assert before in text, before
        text = text.replace(before, after)
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    (top / "staff").write_text("".join(f"{name}:{hashed}\n" for name in LOGINS), "ascii")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {top}/{kind};\n" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""
    (top / "nginx.conf").write_text(
        f"{user}daemon off;\npid {top}/nginx.pid;\nevents {{ }}\nhttp {{\naccess_log off;\n{temporary}{text}\n}}\n"
    )
    command = [program("nginx"), "-p", str(top), "-e", str(top / "error.log"), "-c", str(top / "nginx.conf")]
    with running(command, port, top):
        yield port


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return school_with_history(tmp_path_factory.mktemp("school"))


@pytest.fixture(scope="module")
def port(school: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Behind nginx, through a socket."""
    top = tmp_path_factory.mktemp("desk")
    file = top / "desk.sock"
    with socket(AF_UNIX, SOCK_STREAM) as left:  # by a desk that was cut off
        left.bind(str(file))
    with ExitStack() as stack:
        stack.enter_context(desk(school, top, "--socket", str(file)))
        assert file.stat().st_mode & 0o777 == 0o600, "for its owner alone"
        yield stack.enter_context(nginx(top, ("/run/pathbook/desk.sock", str(file))))
    assert not file.exists()


def ask(
    port: int, path: str, who: str | None = None, method: str = "GET", value: object = None, **headers: str
) -> tuple[int, str]:
    own = {"Host": NAME} | {name.replace("_", "-"): text for name, text in headers.items()}
    if who is not None:
        own["Authorization"] = "Basic " + b64encode(f"{who}:{PASSWORD}".encode()).decode()
    if value is not None:
        own = {"X-Pathbook": "1", "Origin": f"https://{NAME}", "Content-Type": "application/json"} | own
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(method, path, None if value is None else json.dumps(value), own)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize(
    ("who", "status", "sees", "because"),
    [
        (None, 401, None, "the login comes first"),
        (TEACHER, 200, "Amina", "by the school's e-mail address"),
        (LEADER, 200, "Dakota", "by id; who leads sees every student"),
        (OTHER, 200, "Malik", "another class"),
        ("s-0001", 403, None, "a learner has a login, and is no staff"),
        ("f-00011", 403, None, "nor is a mother"),
        ("somebody@elsewhere.example", 403, None, "nobody knows them"),
        ("t-0999", 403, None, "an id that is not given"),
    ],
)
def test_who_comes_in(port: int, who: str | None, status: int, sees: str | None, because: str) -> None:
    found, page = ask(port, "/", who)
    assert found == status, (because, page)
    names = {name for name in ("Amina", "Dakota", "Malik") if name in page}
    assert sees in names if sees else not names, because


@pytest.mark.parametrize(
    ("headers", "because"),
    [
        ({"X-Remote-User": LEADER}, "the header of the login, sent by the browser"),
        ({"x-remote-user": LEADER}, "in small letters"),
        ({"X_Remote_User": LEADER}, "with the sign that some servers take for a dash"),
        ({"X-Remote-User": LEADER, "X-Pathbook-Desk": "x"}, "with a secret"),
        ({"Connection": "close, X-Remote-User"}, "asked to be taken away on the way"),
    ],
)
def test_nobody_is_somebody_else_by_saying_so(port: int, headers: dict[str, str], because: str) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    login = {"Host": NAME, "Authorization": "Basic " + b64encode(f"{TEACHER}:{PASSWORD}".encode()).decode()}
    connection.request("GET", "/", headers=login | headers)
    page = connection.getresponse().read().decode()
    assert "Dakota" not in page, because
    assert ask(port, "/", None, X_Remote_User=LEADER)[0] == 401


def test_what_is_saved_is_of_the_person_and_others_do_not_reach_it(port: int, school: Path) -> None:
    value: dict[str, Any] = {"learner": "s-0001", "kind": "goal", "name": "g1", "year": "2026-27", "value": {}}
    before = git(school, "rev-parse", f"HEAD:{GOAL}")
    key = "/api/draft/s-0001.goal.2026-27.g1"
    assert ask(port, key, TEACHER, "PUT", {"value": {"due": "2027-01-29"}, "before": before})[0] == 200
    assert ask(port, key, OTHER)[0] == 403, "not their learner"
    assert ask(port, key, LEADER)[0] == 404, "their own draft, and there is none"
    assert ask(port, "/api/save", OTHER, "POST", value)[0] == 403
    assert ask(port, "/l/s-0001", OTHER)[0] == 403
    assert ask(port, "/l/s-0001", LEADER)[0] == 200


def test_another_page_cannot_use_somebodys_login(port: int) -> None:
    assert (
        ask(port, "/", TEACHER, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors", Sec_Fetch_Dest="image")[0] == 403
    )
    assert ask(port, "/", TEACHER, Origin="https://evil.example")[0] == 403
    assert ask(port, "/api/save", TEACHER, "POST", {}, Origin="https://evil.example")[0] == 403
    assert ask(port, "/", TEACHER, Host="evil.example")[0] in (200, 404, 421), "nginx has one name for all of its hosts"


def test_a_port_is_of_no_use_without_the_secret(school: Path, tmp_path: Path) -> None:
    secret, inner = tmp_path / "desk.secret", free_port()
    secret.write_text("5" * 64)
    secret.chmod(0o600)
    with desk(school, tmp_path, "--port", str(inner), "--secret-file", str(secret)):
        line = "proxy_set_header X-Remote-User $remote_user;"
        shown = (line, f'{line}\nproxy_set_header X-Pathbook-Desk "{"5" * 64}";')
        with nginx(tmp_path, ("http://unix:/run/pathbook/desk.sock", f"http://127.0.0.1:{inner}"), shown) as port:
            assert ask(port, "/", TEACHER)[0] == 200
        assert ask(inner, "/", None, **{"X-Remote-User": LEADER})[0] == 403
        assert ask(inner, "/", None, **{"X-Remote-User": LEADER, "X-Pathbook-Desk": "4" * 64})[0] == 403
        assert ask(inner, "/", None, **{"X-Remote-User": LEADER, "X-Pathbook-Desk": "5" * 63})[0] == 403
        assert ask(inner, "/", None, **{"X-Pathbook-Desk": "5" * 64})[0] == 403, "the login names nobody"


@pytest.mark.parametrize(
    ("options", "said", "because"),
    [
        ((), "choose one way in", "no way in"),
        (("--socket", "{top}/s", "--port", "1"), "choose one way in", "two"),
        (("--port", "0"), "--secret-file", "any program of the machine could pretend to be the login"),
        (("--port", "0", "--secret-file", "{top}/open"), "others may read", "a secret that everybody can read"),
        (("--port", "0", "--secret-file", "{top}/short"), "no good secret", "one that can be guessed"),
        (("--socket", "{top}/short"), "no socket", "a file is not removed"),
        (("--socket", "{top}/s", "--socket-group", "no-such-group"), "no group", "nobody to let in"),
        (("--socket", "{top}/s", "--address", "plans.school.example"), "https://", "an address is whole"),
    ],
)
def test_it_does_not_start_where_others_could_get_in(
    capsys: pytest.CaptureFixture[str],
    school: Path,
    tmp_path: Path,
    options: tuple[str, ...],
    said: str,
    because: str,
) -> None:
    for name, text, mode in (("open", "5" * 64, 0o644), ("short", "5", 0o600)):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(mode)
    words = [option.format(top=tmp_path) for option in options]
    status = status_of(("desk", "--root", str(school), "--address", f"https://{NAME}", *words))
    told = capsys.readouterr()
    assert status in (2, 3), because
    assert said in " ".join((told.out + told.err).split()), because
