"""Where a link may lead: to the school's own pages, or over https to a host the school allows. Nowhere else."""

from urllib.parse import urlsplit


def allowed(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether a link out may be shown: https, no user or port tricks, the host or a subdomain of it in `hosts`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or parts.netloc.lower() != host:
        return False
    return any(host == known.lower() or host.endswith("." + known.lower()) for known in hosts)


ONCE = ("evidence/files/", "papers/")  # what lies once in a learner's folder, whatever languages the site has


def relative(target: str, page: str, folder: str = "") -> str:
    """The way from the page at one path ("" or "goal/g1/") to another of the same site; a target may end in #anchor.

    `folder` is where this language of the site lies, within the learner's ("" or "es/").
    """
    up = "../" * page.count("/")
    if target.startswith(ONCE):
        up += "../" * folder.count("/")
    return (up + target) or "./"
