"""A static host that may turn hostile: it writes down what it is asked, and answers otherwise where it is told to.

It serves as public static hosts do: folders by their index.html, a missing slash as a redirect, 404.html with 404,
everything to be kept for ten minutes, no listing, no login. Each host is an origin of its own, so nothing that a
browser keeps of one test reaches another.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.parse import unquote

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One line of the host's log: the path as it was asked for, with what stood behind the question mark."""

    path: str
    referrer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a path is answered with, whatever lies there."""

    content: bytes
    status: int


@dataclass(kw_only=True)
class Host:
    """A folder as a static host shows it below `base`. `keep_for`: seconds in which a browser need not ask again."""

    folder: Path
    base: str
    address: str
    keep_for: int = 600
    offline: bool = False
    stuck: bool = False  # takes requests and says nothing, as long as it is so
    log: list[Asked] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)

    def says(self, path: str, content: bytes | None, status: int = 200) -> None:
        """Answer a path of the folder with other bytes; None: as if nothing were there."""
        answer = Answer(content=content or b"", status=404 if content is None else status)
        self.answers[self.base + path] = answer

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    @property
    def paths(self) -> tuple[str, ...]:
        """What was asked for, below the folder."""
        return tuple(asked.path.removeprefix(self.base) for asked in self.log)


class Door(SimpleHTTPRequestHandler):
    """One request to a host."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, host: Host) -> None:
        self.host = host
        super().__init__(*arguments, directory=str(host.folder))  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        if self.host.offline:
            self.close_connection = True
            return
        while self.host.stuck:
            sleep(0.05)
        self.host.log.append(Asked(path=self.path, referrer=self.headers.get("Referer")))
        path = unquote(self.path.partition("?")[0])
        said = self.host.answers.get(path)
        if said is not None:
            self.answer(said.status, said.content, path)
        else:
            self.answer_from_folder(path)

    def answer_from_folder(self, path: str) -> None:
        target = self.host.folder / path.removeprefix(self.host.base).lstrip("/")
        if target.is_dir() and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = target / "index.html" if path.endswith("/") else target
        inside = path.startswith(self.host.base)
        missing = self.host.folder / "404.html"
        if inside and file.is_file():
            self.answer(200, file.read_bytes(), file.name)
        else:
            self.answer(404, missing.read_bytes() if missing.is_file() else b"not found", "404.html")

    def answer(self, status: int, content: bytes, name: str) -> None:
        self.send_response(status)
        kind = KINDS.get(Path(name).suffix, "application/octet-stream")
        self.send_header("Content-Type", KINDS[".html"] if name.endswith("/") else kind)
        self.send_header("Content-Length", str(len(content)))
        if status < 500:
            self.send_header("Cache-Control", f"max-age={self.host.keep_for}")
        self.end_headers()
        self.wfile.write(content)


class Quiet(ThreadingHTTPServer):
    """Says nothing of browsers that hang up."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None: ...


@contextmanager
def hosted(folder: Path, base: str = "/", *, keep_for: int = 600) -> Iterator[Host]:
    """A folder behind a host of its own, as http://localhost, which browsers trust like https."""
    host = Host(folder=folder, base=base, address="", keep_for=keep_for)
    server = Quiet(("127.0.0.1", 0), partial(Door, host=host))
    host.address = f"http://localhost:{server.server_address[1]}{base}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.stuck = False
        server.shutdown()
        server.server_close()
        thread.join()
