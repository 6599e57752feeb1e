"""A request as bytes, and what came back: no client library puts right what an attacker would send."""

import json
from contextlib import suppress
from dataclasses import dataclass
from socket import create_connection
from typing import Any

from tests.browser.form_server import Form
from tests.patience import PATIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """An answer; `status` 0: the connection was closed without one."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


def send(form: Form, request: bytes) -> Came:
    host, _, port = form.door.address.host.partition(":")
    with create_connection((host, int(port)), timeout=PATIENCE) as connection:
        received = b""
        with suppress(ConnectionError):  # whoever sends too much is hung up on
            connection.sendall(request)
            while piece := connection.recv(65536):
                received += piece
    if not received:
        return Came(status=0, headers=(), body="")
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = tuple((name.lower(), value.strip()) for name, _, value in pairs)
    return Came(status=int(first.split(" ")[1]), headers=headers, body=body.decode("utf-8", "replace"))


def asking(form: Form, method: str, path: str, *lines: str, body: str = "", host: str | None = None) -> Came:
    """A request with these header lines, the right Host unless another is given, and the end of the connection."""
    first = (f"{method} {path} HTTP/1.1", f"Host: {form.door.address.host if host is None else host}")
    sent = (f"Content-Length: {len(body.encode())}",) if body else ()
    return send(form, "\r\n".join((*first, "Connection: close", *sent, *lines, "", body)).encode("latin-1"))


def key_of(form: Form) -> str:
    """A header line that lets in."""
    came = asking(form, "GET", form.door.new_address().removeprefix(form.address))
    return f"Cookie: {came.header('set-cookie').partition(';')[0]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What our own page would send, without a browser."""

    form: Form
    key: str

    def ask(self, method: str, path: str, value: object = None) -> tuple[int, Any]:
        own = ("X-Pathbook: 1", f"Origin: {self.form.address}", "Content-Type: application/json")
        body = "" if value is None else json.dumps(value)
        came = asking(self.form, method, path, self.key, *own, body=body)
        return came.status, json.loads(came.body) if came.body[:1] in "{[" and came.body else came.body


def client_of(form: Form) -> Client:
    return Client(form=form, key=key_of(form))
