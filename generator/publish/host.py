"""What a host serves, compared with the list of what was published: the only way to see that somebody changed it there.

It asks like a stranger: without a login, over https with a valid certificate, and it follows no way to another host.
A host that wants to cheat can serve us the right files and a family others; whoever can, runs this from elsewhere too.
"""

import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection, IncompleteRead
from ssl import SSLError
from threading import local
from time import monotonic
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

from generator.problem import ToolFailed
from generator.publish.hashes import Fingerprint, HashList

AT_A_TIME, MOST_REDIRECTS = 8, 3
PAGES_OF_NOBODY = ("index.html", "404.html")
CHUNK, LITTLE = 1 << 16, 1 << 20  # bytes; so much of a page that ought not to be there is looked at
# What lies beside a publication, and what a careless upload takes along.
NEVER_THERE = (
    ".git/HEAD",
    ".git/config",
    ".env",
    ".pathbook/manifest.json",
    "plans/school.yml",
    "plans/people.yml",
    "people.yml",
    "out/",
    "out/published.json",
    "published.json",
    "letters/",
    "sitemap.xml",
    "s/",
    "_theme/",
    "_pb/",
)
HostKind = Literal["changed", "missing", "refused", "elsewhere", "silent", "unexpected", "unsafe"]
SAID: Mapping[HostKind, tuple[str, str]] = {
    "changed": ("is not what was published", "Publish again. If it stays, somebody changes files on the host."),
    "missing": ("is not there", "Publish again, or wait until the host has taken up all files."),
    "refused": ("was answered with an error", "Look at the host; try again in a while."),
    "elsewhere": ("leads to another host", "Take that redirect away: a code would be typed there."),
    "silent": ("got no whole answer in time", "Is the address right? Try again, or with more --seconds."),
    "unexpected": ("can be read, and is no part of the publication", "Take it off the host, and find out who read it."),
    "unsafe": ("is served with no valid certificate", "Nobody should type a code there before that is mended."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFault:
    """`path`: below the address of the publication."""

    path: str
    kind: HostKind

    @property
    def message(self) -> str:
        return f"{self.path} {SAID[self.kind][0]}"

    @property
    def hint(self) -> str:
        return SAID[self.kind][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back; headers by name in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """`address` ends with "/"; `seconds`: how long a file may take."""

    address: str
    seconds: float = 30.0


def host_at(address: str, seconds: float = 30.0) -> Host:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ToolFailed("verify", f"{address!r} is no address like https://plans.example.org/")
    return Host(address=address if address.endswith("/") else f"{address}/", seconds=seconds)


def faults_at(host: Host, held: HashList) -> Iterator[HostFault]:
    """Every file of the list that differs, in the order of the list; then what should not be there at all."""
    asking = Asking(host)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for fault in pool.map(lambda each: asking.compared(*each), held.files.items()):
            if fault is not None:
                yield fault
        folders = (f"s/{folder}/{below}" for folder in sorted(held.releases)[:1] for below in ("_pb/", "_pb/b/"))
        for fault in pool.map(lambda path: asking.uncalled_for(path, held), (*NEVER_THERE, *folders)):
            if fault is not None:
                yield fault


class Asking:
    """One connection a thread, kept open from file to file."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._kept = local()

    def compared(self, path: str, expected: Fingerprint) -> HostFault | None:
        answer = self.answer(path, expected.size + 1)
        if not isinstance(answer, Answer):
            return HostFault(path=path, kind=answer)
        if answer.status != 200 and not (path == "404.html" and answer.status == 404):
            return HostFault(path=path, kind="missing" if answer.status in (404, 410) else "refused")
        same = sha256(answer.content).hexdigest() == expected.sha256
        return None if same else HostFault(path=path, kind="changed")

    def uncalled_for(self, path: str, held: HashList) -> HostFault | None:
        """A page of nobody in its place is how some hosts say that there is nothing."""
        answer = self.answer(path, LITTLE)
        if not isinstance(answer, Answer) or answer.status != 200:
            return None
        digest = sha256(answer.content).hexdigest()
        if any(page in held.files and held.files[page].sha256 == digest for page in PAGES_OF_NOBODY):
            return None
        return HostFault(path=path, kind="unexpected")

    def answer(self, path: str, most: int) -> Answer | HostKind:
        """At most so many bytes of what a host serves; or why there is no answer."""
        address = urljoin(self._host.address, quote(path, safe="/-._~"))
        for _ in range(MOST_REDIRECTS + 1):
            try:
                got = self._asked(address, most)
            except SSLError:
                return "unsafe"
            except (OSError, HTTPException, zlib.error):
                return "silent"
            if got.status not in (301, 302, 303, 307, 308):
                return got
            address = urljoin(address, got.headers.get("location", ""))
            if origin_of(address) != origin_of(self._host.address):
                return "elsewhere"
        return "refused"

    def _asked(self, address: str, most: int) -> Answer:
        """A connection that the host closed meanwhile is opened once more."""
        if getattr(self._kept, "connection", None) is not None:
            try:
                return self._once(address, most)
            except SSLError:
                raise
            except (OSError, HTTPException):
                self._closed()
        self._kept.connection = self._connection()
        try:
            return self._once(address, most)
        except BaseException:
            self._closed()
            raise

    def _closed(self) -> None:
        connection, self._kept.connection = self._kept.connection, None
        if connection is not None:
            connection.close()

    def _connection(self) -> HTTPConnection:
        parts = urlsplit(self._host.address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        return kind(parts.hostname or "", parts.port, timeout=self._host.seconds)

    def _once(self, address: str, most: int) -> Answer:
        connection: HTTPConnection = self._kept.connection
        until = monotonic() + self._host.seconds
        headers = {"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": "pathbook-verify"}
        connection.request(
            "GET", urlsplit(address)._replace(scheme="", netloc="", fragment="").geturl(), headers=headers
        )
        response = connection.getresponse()
        told = {name.lower(): value for name, value in response.getheaders()}
        content = b""
        while len(content) < most and (more := response.read1(min(CHUNK, most - len(content)))):
            content += more
            if monotonic() > until:
                raise TimeoutError
        if len(content) < most and response.length:
            raise IncompleteRead(content, response.length)
        if not response.isclosed():
            self._closed()  # the rest of a longer answer is not waited for
        return Answer(status=response.status, headers=told, content=undressed(content, told, most))


def undressed(content: bytes, headers: Mapping[str, str], most: int) -> bytes:
    """As it was before a host packed it unasked; at most so many bytes of it."""
    if headers.get("content-encoding", "identity") in ("gzip", "deflate"):
        return zlib.decompressobj(47).decompress(content, most)
    return content


def origin_of(address: str) -> tuple[str, str, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port


def advice_for(host: Host, held: HashList) -> Iterator[str]:
    """What the host could do better, by what it says of a page and of the files that change."""
    asking = Asking(host)
    if host.address.startswith("http://"):
        yield "It is served without https: browsers open nothing there, except on this machine."
    page = asking.answer("index.html", LITTLE)
    if isinstance(page, Answer):
        yield from advice_on_page(page.headers)
    changing = [path for path in held.files if path.endswith(("_pb/m", "_pb/slots.json", "/sw.js"))][:3]
    for path in changing:
        answer = asking.answer(path, LITTLE)
        if isinstance(answer, Answer) and kept_long(answer.headers.get("cache-control", "")):
            yield f"{path.rpartition('/')[2]} is kept by browsers for long: serve it with Cache-Control: no-cache."


def advice_on_page(headers: Mapping[str, str]) -> Iterator[str]:
    if headers.get("x-content-type-options", "").lower() != "nosniff":
        yield "Serve X-Content-Type-Options: nosniff, so that no file is taken for another kind."
    framed = headers.get("content-security-policy", "")
    if "frame-ancestors" not in framed and "x-frame-options" not in headers:
        yield "Serve Content-Security-Policy: frame-ancestors 'none', so that no other site can frame it."


def kept_long(policy: str) -> bool:
    """Whether a browser may go on with an old copy for more than ten minutes."""
    told = {part.strip().partition("=")[0].lower(): part.strip().partition("=")[2] for part in policy.split(",")}
    if {"no-cache", "no-store"} & told.keys():
        return False
    age = told.get("max-age", "0")
    return age.isdigit() and int(age) > 600
