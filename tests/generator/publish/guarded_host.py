"""A school's plain sites behind the rules of a real server, on loopback: how tests make one, and how they ask it."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPException, HTTPSConnection
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from generator.access import readers_by_learner
from generator.load.catalogues import words_for
from generator.load.learner_folders import learner_folders
from generator.model.access import Reader
from generator.publish.keys import TEST_MASTER, code_of
from generator.publish.rules.accounts import user_name
from tests.conftest import EXAMPLE_DAY, TOP
from tests.patience import PATIENCE

Readers = Mapping[str, tuple[Reader, ...]]
BORN = datetime(2026, 1, 1, tzinfo=UTC)
PAGE, HIDDEN, STYLE = "the plan of {learner}", "hidden of {learner}", "body { margin: 0 }"
NO_HEADERS: Mapping[str, str] = {}
LANGUAGES = tuple(words_for(language, "en", (TOP / "site_templates",)) for language in ("en", "ar", "es"))
THEME_FILE = "_theme/abc123/site.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What is typed into a browser's form."""

    name: str
    password: str

    @property
    def header(self) -> dict[str, str]:
        return {"Authorization": "Basic " + b64encode(f"{self.name}:{self.password}".encode()).decode()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said: `headers` by lower-case name, without those that tell the time or how it connects."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


@dataclass(slots=True, kw_only=True)
class GuardedHost:
    """A running server. `folder`: where its files, settings and logs lie. `plain_port`: where it speaks without TLS."""

    folder: Path
    port: int
    plain_port: int
    log: Path
    base: str
    readers: Readers
    connection: HTTPSConnection | None = None

    @property
    def logs(self) -> tuple[Path, ...]:
        """All that it wrote down or said."""
        return (self.log, *(file for name in ("said.txt", "error.log") if (file := self.folder / name).is_file()))

    def ask(
        self, path: str, login: Login | None = None, method: str = "GET", headers: Mapping[str, str] = NO_HEADERS
    ) -> Answer:
        """The path goes out exactly as it is written here, unlike a browser's or curl's."""
        if self.connection is None:
            self.connection = connected(self.port, self.folder)
        begun = time.perf_counter()
        try:
            self.connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in {**headers, **(login.header if login else {})}.items():
                self.connection.putheader(name, value)
            self.connection.endheaders()
            got = self.connection.getresponse()
            body = got.read()
        except (HTTPException, OSError):
            self.connection.close()
            self.connection = None
            raise
        left_out = {"date", "connection", "last-modified", "etag"}
        told = {name.lower(): value for name, value in got.getheaders() if name.lower() not in left_out}
        return Answer(status=got.status, headers=told, body=body, seconds=time.perf_counter() - begun)


def example_readers() -> Readers:
    """Who reads whose plan in the example school on its day."""
    return readers_by_learner(TOP, learner_folders(TOP)[0], date.fromisoformat(EXAMPLE_DAY))


def login_of(who: str, readers: Readers) -> Login:
    """The user name and the code as their letter prints them."""
    version = max(reader.version for of_one in readers.values() for reader in of_one if reader.who == who)
    return Login(name=user_name(who), password=code_of(TEST_MASTER, Reader(who=who, version=version)))


def logins_in(readers: Readers) -> Mapping[str, Login]:
    everybody = sorted({reader.who for of_one in readers.values() for reader in of_one})
    return {who: login_of(who, readers) for who in everybody}


def lay_out(top: Path, base: str, learners: tuple[str, ...]) -> None:
    """Sites as a build leaves them, as far as a server tells one file from another; one has a link that leads out."""
    site = top / "srv" / base.strip("/")
    for learner in learners:
        folder = site / "s" / learner
        for page in ("index.html", "goal/g1/index.html"):
            (folder / page).parent.mkdir(parents=True, exist_ok=True)
            (folder / page).write_text(PAGE.format(learner=learner), encoding="utf-8")
        (folder / "pictures").mkdir()
        (folder / "pictures/one.png").write_bytes(b"\x89PNG")
        (folder / ".hidden").write_text(HIDDEN.format(learner=learner), encoding="utf-8")
    (site / THEME_FILE).parent.mkdir(parents=True)
    (site / THEME_FILE).write_text(STYLE, encoding="utf-8")
    (top / "srv/secret.txt").write_text("outside", encoding="utf-8")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def certificate(folder: Path) -> None:
    """A certificate of our own for localhost, where the rules say that the school's goes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(BORN)
        .not_valid_after(BORN + timedelta(days=36500))
        .add_extension(names, critical=False)
        .sign(key, SHA256())
    )
    (folder / "certificate.pem").write_bytes(signed.public_bytes(Encoding.PEM))
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "certificate.key").write_bytes(plain)


def connected(port: int, folder: Path) -> HTTPSConnection:
    trusting = ssl.create_default_context(cafile=str(next(folder.rglob("certificate.pem"))))
    return HTTPSConnection("localhost", port, timeout=PATIENCE, context=trusting)


def program(name: str) -> str:
    """Debian keeps servers where only root looks for programs."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    assert found is not None, f"{name} is missing: sh .ci/need browser"
    return found


@contextmanager
def running(command: list[str], port: int, top: Path) -> Iterator[None]:
    """A server as a process of the test's own, with its home in the test's folder."""
    home = {name: str(top) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    said = top / "said.txt"
    with said.open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | home, cwd=top)
        try:
            wait_for(port, process, said)
            yield
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait_for(port: int, process: "subprocess.Popen[bytes]", said: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, said.read_text(encoding="utf-8", errors="replace")
        with socket.socket() as knocking:
            if knocking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(said.read_text(encoding="utf-8", errors="replace"))


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def moved(text: str, changes: Mapping[str, str]) -> str:
    """A generated file with its ports and folders changed to the test's; each must be there to be changed."""
    for before, after in changes.items():
        assert re.search(before, text), before
        text = re.sub(before, after, text)
    return text
