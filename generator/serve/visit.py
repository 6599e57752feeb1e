"""What was sealed, as a visitor meets it: the published folder behind a plain web server, on this machine only."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from urllib.parse import unquote, urlsplit

from generator.serve.server import TYPES, answering, file_at, is_meant_for_us


@contextmanager
def visited(folder: Path, base: str, port: int) -> Iterator[str]:
    """Answer as any host of files would, from `folder` under the path `base`; the value is the address of `base`.

    It says "localhost", since that is where browsers let a page work that asks for https elsewhere.
    """
    with answering(partial(Host, folder, base), port) as found:
        yield f"http://localhost:{found}{base}"


class Host(BaseHTTPRequestHandler):
    """One request for a file. It adds no header that another host might not have: what is sealed needs none."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, folder: Path, base: str, request: socket, client: tuple[str, int], server: ThreadingHTTPServer
    ) -> None:
        self.folder, self.base = folder, base
        super().__init__(request, client, server)

    def do_GET(self) -> None:
        if not is_meant_for_us(self):  # should open pages be built here meanwhile, no website reads them
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"This address is not served here.\n", ".txt")
            return
        path = unquote(urlsplit(self.path).path)
        file = file_at(self.folder, path.removeprefix(self.base).split("/")) if path.startswith(self.base) else None
        if file is not None and file.is_dir():
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", ".txt", f"{path}/")
        elif file is None:
            lost = self.folder / "404.html"
            self._send(HTTPStatus.NOT_FOUND, lost.read_bytes() if lost.is_file() else b"Not found\n", ".html")
        else:
            self._send(HTTPStatus.OK, file.read_bytes(), file.suffix)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing: a log of requests would say who looked at whom."""

    def _send(self, status: HTTPStatus, content: bytes, suffix: str, elsewhere: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(suffix.lower(), "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        if elsewhere is not None:
            self.send_header("Location", elsewhere.replace("//", "/"))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
