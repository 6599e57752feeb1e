"""The rules for nginx, put before a real nginx of this machine."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.publish.keys import TEST_MASTER
from generator.publish.rules.accounts import account_table
from generator.publish.rules.nginx import nginx_rules
from tests.generator.publish.guarded_host import (
    LANGUAGES,
    GuardedHost,
    Readers,
    certificate,
    example_readers,
    free_port,
    lay_out,
    moved,
    program,
    running,
    write_files,
)
from tests.generator.publish.guarded_laws import (
    LAWS,
    Law,
    a_stranger_is_told_nothing_of_what_is_there,
    every_account_opens_what_its_person_reads_and_nothing_else,
    one_reader,
    site_of,
)

pytestmark = pytest.mark.wire

BASES = ("/", "/our/plans/")


def settings_of(top: Path) -> str:
    """What Debian's /etc/nginx/nginx.conf does around a server, with every folder in the test's own."""
    user = "user root;\n" if os.geteuid() == 0 else ""  # else workers run as nobody, who may not look into /tmp/pytest…
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"    {kind}_temp_path {top}/{kind};" for kind in kinds)
    return f"""{user}daemon off;
pid {top}/nginx.pid;
error_log {top}/error.log;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
{temporary}
    include {top}/pathbook.conf;
}}
"""


def nginx_before(top: Path, base: str, readers: Readers) -> Iterator[GuardedHost]:
    yield from nginx_with(
        top, base, readers, nginx_rules(account_table(TEST_MASTER, readers, f"https://localhost{base}", LANGUAGES))
    )


def nginx_with(top: Path, base: str, readers: Readers, files: Mapping[str, str]) -> Iterator[GuardedHost]:
    plain, port = free_port(), free_port()
    write_files(top / "pathbook", files)
    certificate(top / "pathbook")
    changes = {
        r"listen 80;\n.*listen \[::\]:80;": f"listen 127.0.0.1:{plain};",
        r"listen 443 ssl;\n.*listen \[::\]:443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "/srv/pathbook;": f"{top}/srv;",
        "/var/log/nginx": str(top),
    }
    write_files(top, {"pathbook.conf": moved(files["server.conf"], changes), "nginx.conf": settings_of(top)})
    lay_out(top, base, tuple(readers))
    command = [program("nginx"), "-p", str(top), "-e", str(top / "error.log"), "-c", str(top / "nginx.conf")]
    with running(command, port, top):
        yield GuardedHost(folder=top, port=port, base=base, readers=readers, plain_port=plain, log=top / "pathbook.log")


@pytest.fixture(scope="module", params=BASES)
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuardedHost]:
    yield from nginx_before(tmp_path_factory.mktemp("nginx"), request.param, example_readers())


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_nginx_keeps(law: Law, host: GuardedHost) -> None:
    law(host)


def test_nginx_follows_no_link_out_of_a_site(host: GuardedHost) -> None:
    learner, login, _ = one_reader(host)
    link = host.folder / "srv" / host.base.strip("/") / "s" / learner / "out.txt"
    link.symlink_to(host.folder / "srv/secret.txt")
    answer = host.ask(site_of(host, learner) + "out.txt", login)
    link.unlink()
    assert (answer.status, b"outside" in answer.body) == (403, False)


WRONG_RULES: tuple[tuple[str, str, Law, str], ...] = (
    (
        "logins/s-0002;",
        "logins/s-0001;",
        every_account_opens_what_its_person_reads_and_nothing_else,
        "one family's logins before another's folder",
    ),
    (
        'auth_basic "Learning plans";\n    auth_basic_user_file pathbook/logins/s-0002',
        "auth_basic off;\n    auth_basic_user_file pathbook/logins/s-0002",
        a_stranger_is_told_nothing_of_what_is_there,
        "one folder without a login",
    ),
    (
        "location ^~ /s/s-0002/ {",
        "location ~ [.]html$ { }\nlocation /s/s-0002/ {",
        a_stranger_is_told_nothing_of_what_is_there,
        "a pattern of the school's own comes first",
    ),
    (
        "location ^~ /s/ {",
        "location ^~ /nowhere/ {",
        a_stranger_is_told_nothing_of_what_is_there,
        "who is there can be told from who is not",
    ),
)


@pytest.mark.parametrize(("right", "wrong", "law", "because"), WRONG_RULES)
def test_the_laws_notice_a_wrong_rule(right: str, wrong: str, law: Law, because: str, tmp_path: Path) -> None:
    readers = {learner: of_one for learner, of_one in example_readers().items() if learner in {"s-0001", "s-0002"}}
    files = dict(nginx_rules(account_table(TEST_MASTER, readers, "https://localhost/", LANGUAGES)))
    assert right in files["rules.conf"], because
    files["rules.conf"] = files["rules.conf"].replace(right, wrong)
    with contextmanager(nginx_with)(tmp_path, "/", readers, files) as host, pytest.raises(AssertionError):
        law(host)
