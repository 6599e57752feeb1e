"""What every server before plain sites must keep to, whichever it is: each law asks a running one."""

import re
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection
from statistics import median
from typing import TypeAlias

import bcrypt

from generator.publish.rules.accounts import COST
from tests.generator.publish.guarded_host import (
    HIDDEN,
    PAGE,
    STYLE,
    THEME_FILE,
    Answer,
    GuardedHost,
    Login,
    logins_in,
)
from tests.patience import PATIENCE

Law: TypeAlias = Callable[[GuardedHost], None]
PAGES = ("", "index.html", "goal/g1/", "goal/g1/index.html", "pictures/one.png")
MISSING = ("nothing.html", "goal/g9/", "pictures/", "search/search_index.json")
UNKNOWN = "s-9999"  # is nobody's folder
# As long as one password takes to check: 2 here with nginx, below 1 with Caddy, 6 on a machine busy with ten things.
MOST_TIMES = 40

# Written after the folder of the one who asks; {other} is a folder they may not read.
WAYS_AROUND = (
    ("../{other}/index.html", "a browser would resolve it; the server must too"),
    ("..%2f{other}/index.html", "the slash is hidden"),
    ("..%2F{other}/index.html", "the same in capitals"),
    ("%2e%2e/{other}/index.html", "the dots are hidden"),
    ("%2e%2e%2f{other}/index.html", "both are hidden"),
    ("..%252f{other}/index.html", "hidden twice"),
    ("..%5c{other}/index.html", "a backslash is a slash elsewhere"),
    ("..\\{other}/index.html", "the same, not hidden"),
    ("goal/../../{other}/index.html", "from a folder that is there"),
    ("nothing/../../{other}/index.html", "from one that is not"),
    ("./../{other}/index.html", "a dot on the way"),
    (".//..//{other}/index.html", "slashes twice"),
    ("..;/{other}/index.html", "some servers cut at a semicolon"),
    ("..%00/{other}/index.html", "some stop reading at a null byte"),
    ("%00/../../{other}/index.html", "the same, earlier"),
    ("..%c0%af{other}/index.html", "a slash written too long in UTF-8"),
    ("../../../secret.txt", "out of everything that is published"),
    ("..%2f..%2f..%2fsecret.txt", "the same, hidden"),
    ("../../secret.txt", "beside the sites"),
)
# Written after the host; {base} ends with a slash.
OTHER_SPELLINGS = (
    ("{base}s//{other}/index.html", "slashes twice"),
    ("{base}s/./{other}/index.html", "a dot on the way"),
    ("{base}s/%73-{digits}/index.html", "a letter is hidden"),
    ("{base}%73/{other}/index.html", "the same in the folder above"),
    ("{base}s%2f{other}/index.html", "the slash is hidden"),
    ("{base}s/{OTHER}/index.html", "capitals"),
    ("{base}S/{other}/index.html", "capitals above"),
    ("{base}s/{other}./index.html", "some systems drop a dot at the end"),
    ("{base}s/{other}%20/index.html", "or a space"),
    ("{base}s/{other}::$DATA/index.html", "or a stream"),
    ("{base}_theme/../s/{other}/index.html", "from the open folder"),
    ("{base}_theme/..%2fs/{other}/index.html", "the same, hidden"),
    ("{base}_theme/%2e%2e/s/{other}/index.html", "the same, dots hidden"),
    ("{base}_theme//../s/{other}/index.html", "the same, slashes twice"),
    ("{base}_theme/abc123/../../s/{other}/index.html", "from a folder in the open one"),
    ("/{base}s/{other}/index.html", "an address that begins with two slashes"),
    ("https://localhost{base}s/{other}/index.html", "a whole address, as asked of a proxy"),
)
LISTINGS = ("", "s", "s/", "_theme/", "_theme/abc123/", "_theme", "access/", "pathbook/logins/nobody")


def site_of(host: GuardedHost, learner: str) -> str:
    return f"{host.base}s/{learner}/"


def said(answer: Answer) -> tuple[int, Mapping[str, str], bytes]:
    return answer.status, answer.headers, answer.body


def one_reader(host: GuardedHost) -> tuple[str, Login, str]:
    """A learner, a login that opens their site, and a learner whose site it does not open."""
    learner, readers = next(iter(host.readers.items()))
    mine = readers[0].who
    other = next(one for one, theirs in host.readers.items() if mine not in {reader.who for reader in theirs})
    return learner, logins_in(host.readers)[mine], other


def every_account_opens_what_its_person_reads_and_nothing_else(host: GuardedHost) -> None:
    refused = {learner: host.ask(site_of(host, learner)) for learner in (*host.readers, UNKNOWN)}
    assert {answer.status for answer in refused.values()} == {401}
    for who, login in logins_in(host.readers).items():
        for learner, readers in host.readers.items():
            answer = host.ask(site_of(host, learner), login)
            if who in {reader.who for reader in readers}:
                assert (answer.status, answer.body.decode()) == (200, PAGE.format(learner=learner)), (who, learner)
            else:
                assert said(answer) == said(refused[learner]), (who, learner)


def nobody_reads_without_the_right_password(host: GuardedHost) -> None:
    learner, login, _ = one_reader(host)
    right = login.password
    wrong = (
        "",
        right[:-1],
        right + " ",
        right.lower(),
        right.replace("-", ""),
        right[:-1] + ("0" if right[-1] != "0" else "1"),
        login.name,
    )
    asked = host.ask(site_of(host, learner))
    for password in wrong:
        assert said(host.ask(site_of(host, learner), Login(name=login.name, password=password))) == said(asked)
    for name in (login.name.upper(), "nobody", "*", ""):
        assert said(host.ask(site_of(host, learner), Login(name=name, password=right))) == said(asked), name


def a_stranger_is_told_nothing_of_what_is_there(host: GuardedHost) -> None:
    """One answer for a page, a missing page, a foreign folder and no folder, whoever asks."""
    learner, login, other = one_reader(host)
    asked = said(host.ask(site_of(host, UNKNOWN)))
    assert asked[0] == 401
    for path in (*PAGES, *MISSING, "papers/plan-en.pdf"):
        for folder in (learner, other, UNKNOWN):
            assert said(host.ask(site_of(host, folder) + path)) == asked, (folder, path)
        for folder in (other, UNKNOWN):
            assert said(host.ask(site_of(host, folder) + path, login)) == asked, (folder, path)


def who_gives_up_at_the_login_is_told_how_the_password_is_typed(host: GuardedHost) -> None:
    answer = host.ask(site_of(host, UNKNOWN))
    assert answer.headers["www-authenticate"] == 'Basic realm="Learning plans"'
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert b"<p>It opens with the code from your letter. The password has capital letters and dashes." in answer.body
    assert '<div lang="ar" dir="rtl">' in answer.body.decode()


def a_reader_gets_pages_and_a_plain_word_for_what_is_missing(host: GuardedHost) -> None:
    learner, login, _ = one_reader(host)
    assert [host.ask(site_of(host, learner) + path, login).status for path in PAGES] == [200] * len(PAGES)
    missing = [host.ask(site_of(host, learner) + path, login).status for path in MISSING]
    assert set(missing) <= {403, 404}, "403 is nginx's word for a folder without a page"


def no_other_spelling_of_a_path_leads_around_a_login(host: GuardedHost) -> None:
    learner, login, other = one_reader(host)
    spelt = {"base": host.base, "other": other, "OTHER": other.upper(), "digits": other.partition("-")[2]}
    paths = [(site_of(host, learner) + way.format(**spelt), because) for way, because in WAYS_AROUND]
    paths += [(spelling.format(**spelt), because) for spelling, because in OTHER_SPELLINGS]
    for path, because in paths:
        for asking in (None, login):
            answer = host.ask(path, asking)
            # A redirect to the plain spelling is no way around: there the login is asked for.
            assert answer.status in {301, 307, 308, 400, 401, 404}, (path, answer.status, because)
            assert PAGE.format(learner=other).encode() not in answer.body, because
            assert b"outside" not in answer.body, because


def nothing_is_listed_and_the_top_is_empty(host: GuardedHost) -> None:
    _, login, _ = one_reader(host)
    for path in LISTINGS:
        for asking in (None, login):
            answer = host.ask(host.base + path, asking)
            assert answer.status in {308, 401, 403, 404}, path
            assert b"s-0" not in answer.body, path
            assert b"abc123" not in answer.body, path


def what_begins_with_a_dot_is_no_page(host: GuardedHost) -> None:
    learner, login, other = one_reader(host)
    for folder in (learner, other, UNKNOWN):
        for path in (".hidden", ".git/config", "goal/.hidden", "%2ehidden"):
            for asking in (None, login):
                answer = host.ask(site_of(host, folder) + path, asking)
                assert answer.status in {401, 404}, (folder, path)
                assert HIDDEN.format(learner=folder).encode() not in answer.body


def the_look_of_the_sites_is_open_and_kept(host: GuardedHost) -> None:
    answer = host.ask(host.base + THEME_FILE)
    assert (answer.status, answer.body.decode()) == (200, STYLE)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def an_address_without_its_last_slash_is_put_right(host: GuardedHost) -> None:
    learner, login, other = one_reader(host)
    for folder in (learner, other, UNKNOWN):
        answer = host.ask(site_of(host, folder).rstrip("/"))
        assert (answer.status, answer.headers["location"]) == (308, site_of(host, folder)), folder
    within = host.ask(site_of(host, learner) + "goal/g1", login)
    assert (within.status, within.headers["location"]) in {
        (status, to) for status in (301, 308) for to in ("g1/", site_of(host, learner) + "goal/g1/")
    }
    assert "Set-Cookie" not in str(host.ask(f"{host.base}s/x%0d%0aSet-Cookie:%20a=b").headers)


def every_answer_keeps_browsers_in_order(host: GuardedHost) -> None:
    learner, login, _ = one_reader(host)
    answers = (
        host.ask(site_of(host, learner), login),
        host.ask(site_of(host, learner) + "nothing.html", login),
        host.ask(site_of(host, learner)),
        host.ask(host.base),
    )
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-security-policy"] == "frame-ancestors 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "camera=()" in answer.headers["permissions-policy"]
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert not re.search(r"[0-9]", answer.headers.get("server", "")), (
            "which version it is helps nobody but attackers"
        )


def nothing_can_be_sent(host: GuardedHost) -> None:
    learner, login, _ = one_reader(host)
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"):
        assert host.ask(site_of(host, learner), login, method).status in {401, 403, 404, 405, 501}, method
        assert host.ask(site_of(host, UNKNOWN), None, method).status in {401, 405, 501}, method


def no_password_travels_without_tls(host: GuardedHost) -> None:
    learner, login, _ = one_reader(host)
    plain = HTTPConnection("localhost", host.plain_port, timeout=PATIENCE)
    plain.request("GET", site_of(host, learner), headers=login.header)
    got = plain.getresponse()
    assert (got.status, got.getheader("location")) == (308, "https://localhost" + site_of(host, learner))
    assert got.getheader("www-authenticate") is None
    plain.close()


def the_log_tells_who_read_what_and_no_search_words(host: GuardedHost) -> None:
    learner, login, _ = one_reader(host)
    wrong = Login(name=login.name, password="AAAA-BBBB-CCCC-DDDD-EEEE")
    swapped = Login(name=login.password, password=login.name)
    for asking in (login, wrong, swapped, None):
        host.ask(site_of(host, learner) + "?h=fractionsearch", asking)
    kept = "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in host.logs)
    assert login.name in kept
    assert site_of(host, learner) in kept
    for never in ("fractionsearch", login.password, wrong.password, login.header["Authorization"][6:]):
        assert never not in kept


def a_request_with_a_login_takes_about_as_long_as_its_password(host: GuardedHost) -> None:
    """Compared with the same work done here and now, since the machine may have other work."""
    learner, login, _ = one_reader(host)
    hashed = bcrypt.hashpw(login.password.encode(), bcrypt.gensalt(COST))
    asked, checked = [], []
    for _ in range(40):
        begun = time.perf_counter()
        bcrypt.checkpw(login.password.encode(), hashed)
        checked.append(time.perf_counter() - begun)
        asked.append(host.ask(site_of(host, learner), login).seconds)
    print(f"{median(asked) * 1000:.2f} ms a request with a login, {median(checked) * 1000:.2f} ms a password")
    assert median(asked) < MOST_TIMES * median(checked)


LAWS: tuple[Law, ...] = (
    every_account_opens_what_its_person_reads_and_nothing_else,
    nobody_reads_without_the_right_password,
    a_stranger_is_told_nothing_of_what_is_there,
    who_gives_up_at_the_login_is_told_how_the_password_is_typed,
    a_reader_gets_pages_and_a_plain_word_for_what_is_missing,
    no_other_spelling_of_a_path_leads_around_a_login,
    nothing_is_listed_and_the_top_is_empty,
    what_begins_with_a_dot_is_no_page,
    the_look_of_the_sites_is_open_and_kept,
    an_address_without_its_last_slash_is_put_right,
    every_answer_keeps_browsers_in_order,
    nothing_can_be_sent,
    no_password_travels_without_tls,
    the_log_tells_who_read_what_and_no_search_words,
    a_request_with_a_login_takes_about_as_long_as_its_password,
)
