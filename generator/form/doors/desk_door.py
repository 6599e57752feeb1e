"""The door of `pathbook desk`: the school's own login stands before it and says who asks, in a header.

The header alone proves nothing, since every program on the machine could send it. So whoever brings it must show that
they are the school's login: by a secret only the two know, or by being let into the socket's file at all.
"""

from collections.abc import Callable
from hmac import compare_digest
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from generator.form.doors.door import said
from generator.form.doors.security import Address
from generator.records.school import PersonId

HEADER_OF_THE_LOGIN = "x-pathbook-desk"
LONGEST_NAME = 254
NOT_THE_LOGIN = "The desk is found behind the school's login only."
NOBODY = "The school's login did not say who you are. Sign in again."
UNKNOWN = (
    "The school's login knows you, but the list of staff does not. Ask whoever keeps plans/people.yml to enter your "
    "school e-mail address there."
)


class DeskDoor:
    """`secret` None: only those whom the system lets into the socket's file can speak at all."""

    def __init__(
        self, address: Address, header: str, secret: str | None, find: Callable[[str], PersonId | None]
    ) -> None:
        self.address = address
        self._header = header
        self._secret = secret
        self._find = find

    def opens_to(self, request: Request) -> PersonId | Response:
        shown = request.headers.getlist(HEADER_OF_THE_LOGIN)
        if self._secret is not None and not is_only(shown, self._secret):
            return said(HTTPStatus.FORBIDDEN, NOT_THE_LOGIN)
        named = request.headers.getlist(self._header)
        if len(named) != 1 or not 0 < len(named[0]) <= LONGEST_NAME:
            return said(HTTPStatus.FORBIDDEN, NOBODY)
        return self._find(named[0]) or said(HTTPStatus.FORBIDDEN, UNKNOWN)


def is_only(shown: list[str], secret: str) -> bool:
    """Whether the secret was shown, once, and nothing else in its place."""
    return len(shown) == 1 and compare_digest(shown[0].encode("utf-8", "replace"), secret.encode())
