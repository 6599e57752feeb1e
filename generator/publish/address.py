"""Where published sites are found: addresses made of the school's own one and a folder's name."""

from urllib.parse import urlsplit


def base_of(base_url: str | None) -> str:
    """The path under which everything is published, with "/" at both ends. None: the host's own root."""
    path = "" if base_url is None else urlsplit(base_url).path
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def address_of(base_url: str, folder: str) -> str:
    """The address of a learner's site."""
    return f"{base_url.rstrip('/')}/s/{folder}/"
