"""Links lead only where the school allows, and only over https."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.check.case import Case
from generator.problem import Place, Problem
from generator.records.commons import Commons

ONLY_HTTPS = "Only addresses that begin with https:// can be links."
HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
ADDRESS = re.compile(r"\b[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s<>()\"'\]]+|\bwww\.[^\s<>()\"'\]]+")


def host_allowed(host: str, allowed: tuple[str, ...]) -> bool:
    """A host is allowed when it or a domain above it is listed."""
    return any(host == name or host.endswith(f".{name}") for name in (entry.lower() for entry in allowed))


def link_allowed(place: Place, url: str, commons: Commons) -> Iterator[Problem]:
    """One link against the school's policy."""
    allowed = () if commons.school.policy is None else commons.school.policy.link_hosts
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        yield Problem(place, "bad-link", f"{url!r} is not a web address", length=len(url))
        return
    if parts.scheme != "https":
        hint = ONLY_HTTPS if ":" in url and "://" not in url else f"did you mean 'https://{url.rpartition('://')[2]}'?"
        yield Problem(place, "link-not-https", f"{url!r} does not begin with https://", hint=hint, length=len(url))
    elif parts.netloc.lower() != host or not HOST.fullmatch(host):
        hint = "After https:// comes the name of the host, then / and the page."
        yield Problem(place, "bad-link", f"{url!r} does not simply name a host", hint=hint, length=len(url))
    elif not host_allowed(host, allowed):
        hint = (
            f"It allows {', '.join(allowed) or 'no host'}; `link_hosts` under `policy` in plans/school.yml can add one."
        )
        yield Problem(place, "link-host", f"the school does not allow links to {host}", hint=hint, length=len(url))


def learner_links(case: Case) -> Iterator[Problem]:
    """Links of evidence, and addresses inside any text of the learner's files."""
    for piece in case.records.evidence:
        for link in piece.links:
            yield from link_allowed(link.place.at("url"), link.url, case.commons)
    for wording in case.wordings:
        if "://" in wording.words or "www." in wording.words:
            for found in ADDRESS.finditer(wording.words):
                yield from link_allowed(wording.place, found.group().rstrip(".,;:!?"), case.commons)


def library_links(commons: Commons) -> Iterator[Problem]:
    """Links of the activity library."""
    for activity in commons.activities.values():
        for resource in activity.resources:
            if resource.url is not None:
                yield from link_allowed(resource.place.at("url"), resource.url, commons)


def sources_named(commons: Commons) -> Iterator[Problem]:
    """Where a framework or a requirement pack says it comes from is a web address. No page links there."""
    for framework in commons.frameworks.values():
        if framework.source is not None and framework.source.url is not None:
            yield from web_address(framework.source.place.at("url"), framework.source.url)
    for pack in commons.packs.values():
        if pack.source.url is not None:
            yield from web_address(pack.source.place.at("url"), pack.source.url)


def web_address(place: Place, url: str) -> Iterator[Problem]:
    try:
        parts = urlsplit(url)
        named = parts.scheme in ("https", "http") and bool(parts.hostname)
    except ValueError:
        named = False
    if not named:
        hint = "Write where one can read it, for example https://example.org/standards, or take it away."
        message = f"{url!r} is not a web address"
        yield Problem(place, "bad-link", message, hint=hint, severity="warning", length=len(url))
