"""The rules for oauth2-proxy, put before a real nginx; behind it stands something that answers as its manual tells.

It proves what nginx does with the three answers, and which group is asked for. It proves nothing of a sign-in.
"""

import threading
import tomllib
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.publish.keys import TEST_MASTER
from generator.publish.rules.accounts import account_table
from generator.publish.rules.oauth2_proxy import PROXY, UNTESTED, oauth2_proxy_rules
from tests.generator.publish.guarded_host import (
    LANGUAGES,
    PAGE,
    Answer,
    GuardedHost,
    example_readers,
    logins_in,
)
from tests.generator.publish.guarded_laws import UNKNOWN, WAYS_AROUND, said, site_of
from tests.generator.publish.test_rules_nginx import nginx_with

FILES = oauth2_proxy_rules(account_table(TEST_MASTER, example_readers(), "https://localhost/", LANGUAGES))


def groups_in(table: str) -> Mapping[str, frozenset[str]]:
    """By account, its groups, as somebody would enter them from groups.csv."""
    lines = [line.split(",") for line in table.splitlines()[1:]]
    return {who: frozenset(group for group, member in lines if member == who) for _, who in lines}


class StandIn(BaseHTTPRequestHandler):
    """Signed in is who says so in a cookie; allowed is who is in a group that is asked for."""

    groups = groups_in(FILES["groups.csv"])

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        who = (self.headers.get("Cookie") or "").removeprefix("who=")
        wanted = frozenset(parse_qs(asked.query).get("allowed_groups", ()))
        if asked.path != "/oauth2/auth":
            status = 200
        elif not who:
            status = 401
        else:
            status = 202 if not wanted or wanted & self.groups.get(who, frozenset()) else 403
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written to the screen of the tests."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuardedHost]:
    top, readers = tmp_path_factory.mktemp("oauth2"), example_readers()
    with ThreadingHTTPServer(("127.0.0.1", 0), StandIn) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{proxy.server_port}"
        files = {name: text.replace(PROXY, here) for name, text in FILES.items()}
        yield from nginx_with(top, "/", readers, files)
        proxy.shutdown()


def ask(host: GuardedHost, path: str, who: str | None) -> Answer:
    return host.ask(path, headers={"Cookie": f"who={who}"} if who else {})


def test_every_account_reads_what_its_groups_open_and_nothing_else(host: GuardedHost) -> None:
    refused = {who: said(ask(host, site_of(host, UNKNOWN), who)) for who in (None, "f-00011")}
    assert {who: answer[0] for who, answer in refused.items()} == {None: 302, "f-00011": 403}
    for who, login in logins_in(host.readers).items():
        for learner, readers in host.readers.items():
            answer = ask(host, site_of(host, learner), login.name)
            if who in {reader.who for reader in readers}:
                assert (answer.status, answer.body.decode()) == (200, PAGE.format(learner=learner))
            else:
                assert said(answer) == refused["f-00011"], (who, learner)


def test_who_is_not_signed_in_is_sent_to_sign_in_wherever_they_ask(host: GuardedHost) -> None:
    for folder in ("s-0001", UNKNOWN):
        answer = ask(host, site_of(host, folder) + "goal/g1/", None)
        assert (answer.status, answer.headers["location"]) == (302, f"/oauth2/sign_in?rd=/s/{folder}/goal/g1/")
    assert ask(host, "/oauth2/sign_in", None).status == 200


@pytest.mark.parametrize(("way", "because"), WAYS_AROUND)
def test_no_spelling_leads_around_a_sign_in(way: str, because: str, host: GuardedHost) -> None:
    for who in (None, "f-00011"):
        answer = ask(host, site_of(host, "s-0001") + way.format(other="s-0002"), who)
        assert answer.status in {302, 400, 403, 404}, because
        assert b"the plan" not in answer.body


@pytest.mark.parametrize("path", ["/oauth2/auth", "/oauth2/auth?allowed_groups=", "/pathbook-may-read/s-0001"])
def test_nobody_outside_can_ask_what_nginx_asks(path: str, host: GuardedHost) -> None:
    assert ask(host, path, "f-00011").status == 404


def test_each_folder_names_one_group_since_none_would_let_everybody_in() -> None:
    asked = [line for line in FILES["rules.conf"].splitlines() if "/oauth2/auth?" in line]
    assert len(asked) == len(example_readers()) + 1
    assert all("?allowed_groups=pathbook-" in line and "," not in line for line in asked)


def test_every_file_that_is_read_by_a_program_says_that_it_is_untested() -> None:
    for name in ("server.conf", "rules.conf", "oauth2-proxy.cfg"):
        assert UNTESTED in FILES[name], name


def test_the_settings_are_toml_without_a_secret() -> None:
    settings = tomllib.loads(FILES["oauth2-proxy.cfg"])
    assert settings["redirect_url"] == "https://localhost/oauth2/callback"
    assert not {"client_secret", "cookie_secret"} & set(settings)
