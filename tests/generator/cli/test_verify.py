"""pathbook verify: a host that serves what was published, and hosts that do not; a folder that may be published."""

import gzip
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from generator.cli.app import status_of
from generator.problem import ToolFailed
from generator.publish.hashes import HashList, fingerprint, written
from generator.publish.host import advice_for, faults_at, host_at

pytestmark = pytest.mark.wire

STUB, CORE, BLOB = b"<!doctype html><title>Private page</title>", b"const a=1;\n", bytes(range(256)) * 9
FILES: Mapping[str, bytes] = {
    "404.html": STUB,
    "index.html": STUB,
    "_pb/0123456789abcdef/core.js": CORE,
    "s/abcdefghijklmn23/index.html": STUB,
    "s/abcdefghijklmn23/_pb/m": BLOB,
    "s/abcdefghijklmn23/_pb/b/abcdefghijklmnopqrstuvwx23": BLOB,
}
HELD = HashList(
    on=date(2026, 11, 20),
    release=4,
    files={path: fingerprint(content) for path, content in FILES.items()},
    releases={"abcdefghijklmn23": 4},
)
BASE = "/plans/"
M = "s/abcdefghijklmn23/_pb/m"


@dataclass(frozen=True, kw_only=True)
class Reply:
    content: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0  # seconds, in the middle of the content
    short: int = 0  # bytes that are promised and do not come


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    replies: Mapping[str, Reply] = {}
    nothing = Reply(content=b"nothing here", status=404)
    headers_of_all: Mapping[str, str] = {}

    def do_GET(self) -> None:
        reply = self.replies.get(self.path, self.nothing)
        self.send_response(reply.status)
        for name, value in {**self.headers_of_all, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.content) + reply.short))
        self.end_headers()
        self.wfile.write(reply.content[:10])
        self.wfile.flush()
        sleep(reply.wait)
        self.wfile.write(reply.content[10:])
        if reply.short:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def served(
    changed: Mapping[str, Reply] | None = None,
    *,
    nothing: Reply = Handler.nothing,
    headers: Mapping[str, str] | None = None,
    secured: ssl.SSLContext | None = None,
) -> Iterator[str]:
    """A host of the publication, with some answers of its own; paths below the publication's address."""
    sound = {path: Reply(content=content) for path, content in FILES.items()}
    replies = {BASE + path: reply for path, reply in (sound | dict(changed or {})).items()}
    told = {"replies": replies, "nothing": nothing, "headers_of_all": headers or {}}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Host", (Handler,), told))
    server.daemon_threads = True
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"{'http' if secured is None else 'https'}://127.0.0.1:{server.server_address[1]}{BASE}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def faults(address: str, seconds: float = 5.0) -> list[tuple[str, str]]:
    return [(fault.path, fault.kind) for fault in faults_at(host_at(address, seconds), HELD)]


def test_a_host_that_serves_what_was_published_passes() -> None:
    with served() as address:
        assert faults(address) == []
        assert faults(address.removesuffix("/")) == []


HOSTS: list[tuple[Mapping[str, Reply], list[tuple[str, str]], str]] = [
    ({M: Reply(content=BLOB[:-1] + b"x")}, [(M, "changed")], "one byte is another"),
    ({M: Reply(content=BLOB[:-1])}, [(M, "changed")], "one byte less"),
    ({M: Reply(content=BLOB + b"x")}, [(M, "changed")], "one byte more"),
    ({M: Reply(content=BLOB * 9999)}, [(M, "changed")], "much more: not all of it is taken"),
    ({M: Reply(status=404)}, [(M, "missing")], "not there"),
    ({M: Reply(content=STUB)}, [(M, "changed")], "a page instead, as if all were well"),
    ({M: Reply(status=500)}, [(M, "refused")], "a broken host"),
    ({M: Reply(status=403)}, [(M, "refused")], "a host that wants a login"),
    ({M: Reply(content=BLOB, short=5)}, [(M, "silent")], "broken off"),
    ({M: Reply(content=gzip.compress(BLOB), headers={"Content-Encoding": "gzip"})}, [], "packed unasked, but the same"),
    ({M: Reply(content=b"no", headers={"Content-Encoding": "gzip"})}, [(M, "silent")], "packed, it says"),
    ({M: Reply(status=302, headers={"Location": "https://elsewhere.example/m"})}, [(M, "elsewhere")], "another host"),
    (
        {M: Reply(status=302, headers={"Location": "//elsewhere.example/m"})},
        [(M, "elsewhere")],
        "another host, shorter",
    ),
    ({M: Reply(status=302, headers={"Location": "m"})}, [(M, "refused")], "round in a circle"),
    ({M: Reply(status=302)}, [(M, "refused")], "nowhere"),
    ({M: Reply(status=301, headers={"Location": "n"}), "s/abcdefghijklmn23/_pb/n": Reply(content=BLOB)}, [], "moved"),
    ({"404.html": Reply(content=STUB, status=404)}, [], "a host's page for what is not there"),
    ({".git/HEAD": Reply(content=b"ref: refs/heads/main")}, [(".git/HEAD", "unexpected")], "git's own folder"),
    ({"plans/people.yml": Reply(content=b"s-0001: x")}, [("plans/people.yml", "unexpected")], "names"),
    ({"s/": Reply(content=b"<h1>Index of /s/</h1>")}, [("s/", "unexpected")], "a listing of folders"),
    (
        {"s/abcdefghijklmn23/_pb/b/": Reply(content=b"<h1>Index of</h1>")},
        [("s/abcdefghijklmn23/_pb/b/", "unexpected")],
        "a listing of blobs",
    ),
    ({"published.json": Reply(content=b"{}")}, [("published.json", "unexpected")], "the list of folders"),
]


@pytest.mark.parametrize(("changed", "expected", "because"), HOSTS, ids=[host[-1] for host in HOSTS])
def test_what_a_host_does_otherwise_is_told(
    changed: Mapping[str, Reply], expected: list[tuple[str, str]], because: str
) -> None:
    with served(changed) as address:
        assert faults(address) == expected, because


def test_a_host_that_answers_everything_with_the_entrance_has_nothing_to_hide() -> None:
    with served(nothing=Reply(content=STUB)) as address:
        assert faults(address) == []


def test_a_slow_host_is_not_waited_for_for_ever() -> None:
    with served({M: Reply(content=BLOB, wait=1.5)}) as address:
        assert faults(address, 0.5) == [(M, "silent")]
        assert faults(address, 5.0) == []


def test_where_nobody_answers_every_file_is_told() -> None:
    with served() as address:
        pass
    assert {kind for _, kind in faults(address)} == {"silent"}


def certificate(folder: Path) -> ssl.SSLContext:
    """Made by oneself, as whoever stands between would."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    file = folder / "host.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    with served(secured=certificate(tmp_path)) as address:
        assert {kind for _, kind in faults(address)} == {"unsafe"}


def advice(headers: Mapping[str, str]) -> str:
    with served(headers=headers) as address:
        return "\n".join(advice_for(host_at(address), HELD))


GOOD = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cache-Control": "no-cache",
}


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        (GOOD | {"X-Content-Type-Options": ""}, "nosniff"),
        (GOOD | {"Content-Security-Policy": "default-src 'self'"}, "frame-ancestors"),
        (GOOD | {"Cache-Control": "public, max-age=86400"}, "m is kept by browsers for long"),
    ],
)
def test_what_a_host_could_do_better_is_advice(headers: Mapping[str, str], said: str) -> None:
    assert said in advice(headers)


def test_a_good_host_is_told_only_that_it_has_no_https() -> None:
    assert advice(GOOD).startswith("It is served without https")
    assert "\n" not in advice(GOOD)


@pytest.mark.parametrize(
    "address", ["ftp://x.example/", "https:///", "https://a:b@x.example/", "https://x.example/?a=1"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ToolFailed):
        host_at(address)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    file = tmp_path / "published.json"
    file.write_text(written(HELD), encoding="utf-8")
    return file


Captured = pytest.CaptureFixture[str]


def test_the_command_ends_well_only_where_all_is_well(listed: Path, capfd: Captured) -> None:
    with served(headers=GOOD) as address:
        assert status_of(["verify", address, "--list", str(listed)]) == 0
    assert "6 files of release 4" in capfd.readouterr().out
    with served({M: Reply(content=b"x"), ".env": Reply(content=b"A=1")}, headers=GOOD) as address:
        assert status_of(["verify", address, "--list", str(listed)]) == 1
    said = capfd.readouterr().err
    assert f"{M} is not what was published" in said
    assert ".env can be read, and is no part of the publication" in said
    assert "2 faults" in said


@pytest.mark.parametrize(
    "arguments",
    [["verify", "https://x.example/", "--list", "nowhere.json"], ["verify", "nowhere"], ["verify"]],
    ids=["no list", "no folder", "nothing named"],
)
def test_what_is_not_there_cannot_be_compared(arguments: list[str], tiny_school: Path) -> None:
    assert status_of([*arguments, "--root", str(tiny_school)] if len(arguments) > 1 else arguments) == 2
