"""Who may speak to the form at all, judged by the head of a request, before anything of it is read.

A page from elsewhere in the same browser, a host name that somebody lets point to this machine, a frame, a form, a
picture: none of them gets an answer with a word of a plan in it, and nothing they send changes anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import Headers

CHANGES = frozenset(("POST", "PUT", "DELETE", "PATCH"))
OWN, TYPED = "same-origin", "none"  # what Sec-Fetch-Site says of a request of our own page, and of a typed address
OUR_HEADER = "x-pathbook"  # a page from elsewhere cannot send it without asking first, and is told no
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": "geolocation=(), microphone=(), usb=(), serial=(), hid=(), payment=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the form is found: the one name it answers to, and whether what carries it there is encrypted."""

    host: str  # with the port, as a browser writes it: 127.0.0.1:8767
    scheme: str = "http"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    status: HTTPStatus
    sentence: str


ELSEWHERE = Refusal(
    status=HTTPStatus.MISDIRECTED_REQUEST, sentence="The form is not found under this address. Nothing was read."
)
FOREIGN = Refusal(
    status=HTTPStatus.FORBIDDEN, sentence="Another page asked for this. It was not answered, and nothing was changed."
)


def refusal_of(method: str, path: str, headers: Headers, address: Address) -> Refusal | None:
    """Why a request is not answered; None: nothing in its head speaks against it."""
    if headers.getlist("host") != [address.host] or not path.startswith("/"):
        return ELSEWHERE
    if is_foreign(method, headers, address):
        return FOREIGN
    return None


def is_foreign(method: str, headers: Headers, address: Address) -> bool:
    """Whether another page is behind a request, as far as the browser tells; what changes something must prove itself.

    Opening a page of ours by a link from elsewhere is allowed: it shows no more than typing the address does.
    """
    site, origins = headers.get("sec-fetch-site"), headers.getlist("origin")
    if any(origin != address.origin for origin in origins):
        return True
    if method in CHANGES:
        proven = site == OWN or bool(origins)
        return not proven or site not in (OWN, None) or headers.get(OUR_HEADER) != "1"
    return site not in (OWN, TYPED, None) and not is_opened(headers)


def is_opened(headers: Headers) -> bool:
    """Whether a person opens a page in a tab: not in a frame, not as a picture, not by a script."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
