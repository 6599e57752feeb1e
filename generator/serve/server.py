"""The preview's web server: this machine only, no listings, nothing kept by the browser, pages that reload themselves.

Only a request that names this very address is answered: a page from elsewhere cannot make a browser read children's
plans through a host name that it lets point here.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

from generator.problem import ToolFailed
from generator.render.sources import shipped
from generator.serve.news import EVERYBODY
from generator.serve.preview import Preview

HOST = "127.0.0.1"
HEARTBEAT_SECONDS = 15.0  # how soon a page that was closed is noticed
TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
}
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@contextmanager
def answering(handler: Callable[..., BaseHTTPRequestHandler], port: int) -> Iterator[int]:
    """Answer requests on this machine while the block runs; its value is the port. Port 0: any that is free."""
    try:
        server = ThreadingHTTPServer((HOST, port), handler)
    except OSError as failed:
        raise ToolFailed(
            "serve", f"port {port} cannot be used ({failed.strerror}); choose another with --port"
        ) from None
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serving(preview: Preview, port: int) -> Iterator[str]:
    """Answer browsers while the block runs; its value is the address."""
    with answering(partial(Answer, preview), port) as found:
        try:
            yield f"http://{HOST}:{found}/"
        finally:
            preview.news.end()


class Answer(BaseHTTPRequestHandler):
    """One request: GET and HEAD of pages and files, and the news."""

    def __init__(self, preview: Preview, request: socket, client: tuple[str, int], server: ThreadingHTTPServer) -> None:
        self.preview = preview
        super().__init__(request, client, server)

    def do_GET(self) -> None:
        if not is_meant_for_us(self):
            self._say(HTTPStatus.MISDIRECTED_REQUEST, "This address is not served here.")
            return
        address = urlsplit(self.path)
        match unquote(address.path).split("/")[1:]:
            case [""]:
                turn = self.preview.news.turn_of(EVERYBODY)
                self._send_page(self.preview.front_page(), EVERYBODY, turn)
            case ["_news"]:
                self._send_news(parse_qs(address.query, keep_blank_values=True))
            case ["_reload.js"]:
                self._send(shipped("site_templates").joinpath("preview", "reload.js").read_bytes(), ".js")
            case ["_theme", *parts]:
                self._send_file(self.preview.order.theme, parts)
            case ["s", learner, *parts] if parts and learner not in (".", ".."):
                self._send_site(learner, parts)
            case ["s", learner] if learner:
                self._redirect(f"/s/{learner}/")
            case _:
                self._say(HTTPStatus.NOT_FOUND, "There is no such page.")

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing: a log of requests would say who looked at whom."""

    def _send_site(self, learner: str, parts: list[str]) -> None:
        if not self.preview.has(learner):
            self._say(HTTPStatus.NOT_FOUND, "There is no such learner.")
            return
        turn = self.preview.news.turn_of(learner)  # before the build: a change while it runs is news for the page
        problems = self.preview.problem_page(learner) if wants_page(parts) else None
        folder = self.preview.order.sites / learner
        file = file_at(folder, parts)
        if problems is not None:
            self._send_page(problems, learner, turn)
        elif file is None and (lost := lost_page(folder, parts)) is not None:
            home = "/".join(("/s", learner, *lost.relative_to(folder).parent.parts, ""))
            html = lost.read_text(encoding="utf-8").replace("<head>", f'<head>\n<base href="{escape(home)}">', 1)
            self._send_page(html, learner, turn, HTTPStatus.NOT_FOUND)
        elif file is not None and file.suffix == ".html":
            self._send_page(file.read_text(encoding="utf-8"), learner, turn)
        else:
            self._send_file(folder, parts)

    def _send_file(self, folder: Path, parts: list[str]) -> None:
        file = file_at(folder, parts)
        if file is None:
            self._say(HTTPStatus.NOT_FOUND, "There is no such file.")
        elif file.is_dir():
            self._redirect(f"{urlsplit(self.path).path}/")
        else:
            self._send(file.read_bytes(), file.suffix)

    def _send_page(self, html: str, learner: str, turn: int, status: HTTPStatus = HTTPStatus.OK) -> None:
        script = f'<script src="/_reload.js" data-learner="{escape(learner)}" data-turn="{turn}"></script>'
        self._send(html.replace("</body>", f"{script}</body>", 1).encode(), ".html", status)

    def _send_news(self, query: Mapping[str, list[str]]) -> None:
        learner, turn = query.get("learner", [EVERYBODY])[0], query.get("turn", [""])[0]
        self._begin(HTTPStatus.OK, {"Content-Type": "text/event-stream"})
        news = self.preview.news
        try:
            while not news.over and self.command != "HEAD":
                if news.wait(learner, int(turn) if turn.isdigit() else -1, HEARTBEAT_SECONDS):
                    self.wfile.write(b"data: changed\n\n")
                    return
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            return  # the page was closed

    def _redirect(self, path: str) -> None:
        self._begin(HTTPStatus.MOVED_PERMANENTLY, {"Location": path.replace("//", "/"), "Content-Length": "0"})

    def _say(self, status: HTTPStatus, sentence: str) -> None:
        self._send(f"{sentence}\n".encode(), ".txt", status)

    def _send(self, content: bytes, suffix: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        kind = TYPES.get(suffix.lower(), "application/octet-stream")
        self._begin(status, {"Content-Type": kind, "Content-Length": str(len(content))})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()


def is_meant_for_us(request: BaseHTTPRequestHandler) -> bool:
    """Whether a request names this very address, and not another that somebody lets point here."""
    port = request.connection.getsockname()[1]
    return request.headers.get("Host") in (f"{HOST}:{port}", f"localhost:{port}")


def wants_page(parts: list[str]) -> bool:
    """Whether a path asks for a page, not for one of its files: only a page waits for a new build."""
    return "." not in parts[-1] or parts[-1].endswith(".html")


def lost_page(folder: Path, parts: list[str]) -> Path | None:
    """The page that says that there is none: of the language a path begins with, else of the site's own."""
    pages = (file_at(folder, names) for names in ([parts[0], "404.html"], ["404.html"]))
    return next((page for page in pages if page is not None), None)


def file_at(folder: Path, parts: list[str]) -> Path | None:
    """The file, or the folder, a path leads to inside `folder`; a path with "/" at its end leads to index.html."""
    if any(part in (".", "..") or "\0" in part or "\\" in part for part in parts):
        return None
    target = folder.joinpath(*parts[:-1], parts[-1] or "index.html")
    if not target.exists() or not target.resolve().is_relative_to(folder.resolve()):
        return None
    return target
