"""How somebody gets in: with an address that works once, on their own machine; then with what the browser keeps.

The address is printed and holds a ticket. Whoever comes with it gets a cookie, and the ticket is worth nothing any
more, so that neither the history of the browser nor whoever reads the screen later holds a key.
"""

from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from html import escape
from http import HTTPStatus
from secrets import token_urlsafe
from threading import Lock
from typing import Protocol

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from generator.form.doors.neighbours import is_a_neighbours
from generator.form.doors.security import Address
from generator.records.school import PersonId

MOST_TICKETS = 50


@dataclass(frozen=True, slots=True)
class Ticket:
    digest: bytes
    start: str


class Door(Protocol):
    """Who a request is from."""

    address: Address

    def opens_to(self, request: Request) -> PersonId | Response:
        """Who asks; or what is answered instead of a page."""


class OwnDoor:
    """The door of `pathbook edit`: one person, one machine."""

    def __init__(self, person: PersonId, address: Address) -> None:
        self.address = address
        self._person = person
        self._changing = Lock()
        self._tickets: tuple[Ticket, ...] = ()
        self._sessions: tuple[bytes, ...] = ()

    @property
    def cookie(self) -> str:
        """Browsers send cookies to every port of a machine: each form has a name of its own for its own."""
        return f"pathbook-{self.address.host.rpartition(':')[2]}"

    def new_address(self, start: str = "/") -> str:
        """An address that lets one browser in, once, and leads to the page `start`."""
        ticket = token_urlsafe(32)
        with self._changing:
            self._tickets = (*self._tickets, Ticket(digest(ticket), start))[-MOST_TICKETS:]
        return f"{self.address.origin}/?token={ticket}"

    def opens_to(self, request: Request) -> PersonId | Response:
        if is_a_neighbours(request.scope["client"], request.scope["server"]):
            return said(HTTPStatus.FORBIDDEN, NEIGHBOUR)
        if self._is_known(request):
            return self._person
        ticket = request.query_params.get("token", "")
        if request.method == "GET" and request.url.path == "/" and ticket:
            return self._let_in(ticket)
        return said(HTTPStatus.FORBIDDEN, NO_KEY)

    def _is_known(self, request: Request) -> bool:
        kept = request.cookies.get(self.cookie, "")
        return is_among(kept, self._sessions)

    def _let_in(self, ticket: str) -> Response:
        with self._changing:
            used = next((each for each in self._tickets if is_among(ticket, (each.digest,))), None)
            if used is None:
                return said(HTTPStatus.FORBIDDEN, USED)
            self._tickets = tuple(each for each in self._tickets if each is not used)
            session = token_urlsafe(32)
            self._sessions = (*self._sessions, digest(session))
        # Not a redirect: a browser that was opened from a file would not send the new cookie along with it.
        answer = HTMLResponse(COME_IN.format(start=escape(used.start)))
        answer.set_cookie(self.cookie, session, path="/", httponly=True, samesite="strict")
        return answer


def digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def is_among(secret: str, digests: tuple[bytes, ...]) -> bool:
    """Whether a secret is one of these; takes as long whether it is or not."""
    asked = digest(secret)
    return sum(compare_digest(asked, each) for each in digests) > 0


def said(status: HTTPStatus, sentence: str) -> Response:
    """A plain sentence, with nothing of the form in it."""
    return Response(f"{sentence}\n", status, media_type="text/plain")


NEIGHBOUR = "The form answers the account that started it, and no other account of this machine."
NO_KEY = "This browser has no key to the form. Open the address that pathbook shows in the terminal."
USED = (
    "This address was used before, or is not of this run. In the window where pathbook runs, press Enter for a new one."
)
COME_IN = (
    '<!doctype html><meta charset="utf-8"><link rel="icon" href="/web/icon.svg">'
    '<meta http-equiv="refresh" content="0; url={start}"><title>Pathbook</title>\n'
)
