"""Where a link may lead: to the school's own pages, or over https to a host the school allows. Nowhere else."""

import re
from urllib.parse import urlsplit

# Browsers take a backslash for a slash and look through characters that only seem to be letters of a host.
HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
ONCE = ("evidence/files/", "papers/")  # what lies once in a learner's folder, whatever languages the site has
UNWRITTEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")

# With "?" or "&" an address would fill in a whole letter, with copies to others.
MAILBOX = re.compile(r"[\w.+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+")
NUMBER = re.compile(r"\+?[0-9 ().\u00a0\u2011/-]+")


def allowed(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether a link out may be shown: https, no user or port tricks, the host or a subdomain of it in `hosts`."""
    if UNWRITTEN.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or parts.netloc.lower() != host or not HOST.fullmatch(host):
        return False
    return any(host == known.lower() or host.endswith("." + known.lower()) for known in hosts)


def host_of(url: str) -> str:
    """The host a link leads to, as people know it: without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def mail_to(email: str) -> str | None:
    """The link that begins a letter; None: it is not simply an address."""
    return f"mailto:{email}" if MAILBOX.fullmatch(email) else None


def call_to(phone: str) -> str | None:
    """The link that dials; None: more than a number was written."""
    return "tel:" + re.sub(r"[^0-9+]", "", phone) if NUMBER.fullmatch(phone) else None


def relative(target: str, page: str, folder: str = "") -> str:
    """The way from the page at one path ("" or "goal/g1/") to another of the same site; a target may end in #anchor.

    `folder` is where this language of the site lies, within the learner's ("" or "es/").
    """
    up = "../" * page.count("/")
    if target.startswith(ONCE):
        up += "../" * folder.count("/")
    return (up + target) or "./"
