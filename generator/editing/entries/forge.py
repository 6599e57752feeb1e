"""Where a pull request is made in a browser, worked out from the remote's address alone; no host is ever asked."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

WEB = {"http": "http", "https": "https", "ssh": "https", "git": "https", "git+ssh": "https", "ssh+git": "https"}
# Hosts that answer to ssh under another name than to a browser.
IN_A_BROWSER = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}
SCP_LIKE = re.compile(r"(?:[^@/:\[\]]+@)?(?P<host>\[[0-9a-fA-F:.]+\]|[^@/:\[\]]{2,}):(?P<path>(?!//)[^\\]+)")
SAID = re.compile(r"^remote:\s+(?:.*\s)?(https?://[^\s<>\"']+)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a repository is looked at: a host with its port, and the path to it."""

    scheme: str
    host: str
    path: str

    def at(self, rest: str) -> str:
        return f"{self.scheme}://{self.host}/{quote(self.path, safe='/~')}/{rest}"


def on_github(home: Home, branch: str) -> str:
    return home.at(f"pull/new/{quote(branch)}")


def on_gitlab(home: Home, branch: str) -> str:
    return home.at(f"-/merge_requests/new?merge_request%5Bsource_branch%5D={quote(branch, safe='')}")


def on_gitea(home: Home, branch: str) -> str:
    return home.at(f"compare/{quote(branch)}")


# A word of a host's name, or what `git config pathbook.forge` says of a host whose name tells nothing.
FORGES: Mapping[str, Callable[[Home, str], str]] = {
    "github": on_github,
    "gitlab": on_gitlab,
    "gitea": on_gitea,
    "forgejo": on_gitea,
    "codeberg": on_gitea,
}


def address_for(remote: str, branch: str, kind: str | None = None) -> str | None:
    """Where a pull request of this branch is made; None: what kind of host it is is not known."""
    home = home_of(remote)
    if home is None:
        return None
    words = re.split(r"[^a-z0-9]+", home.host.lower())
    known = kind or next((name for name in FORGES if name in words), None)
    make = FORGES.get(known or "")
    return None if make is None else make(home, branch)


def home_of(remote: str) -> Home | None:
    """The address of a repository in a browser, without any name or password; None for a folder on this machine."""
    remote = remote.strip()
    if "://" in remote:
        return home_of_url(remote)
    found = SCP_LIKE.fullmatch(remote)
    return None if found is None else home_at("https", found["host"], found["path"])


def home_of_url(remote: str) -> Home | None:
    try:
        parts = urlsplit(remote)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = WEB.get(parts.scheme.lower())
    if scheme is None or not host:
        return None
    host = f"[{host}]" if ":" in host else host
    asked_on = f":{port}" if port is not None and parts.scheme.lower() in {"http", "https"} else ""
    return home_at(scheme, host + asked_on, parts.path)


def home_at(scheme: str, host: str, path: str) -> Home | None:
    inside = path.strip("/").removesuffix(".git").strip("/")
    name = IN_A_BROWSER.get(host.lower(), host.lower())
    return Home(scheme=scheme, host=name, path=inside) if inside else None


def address_said(remote: str, words: str) -> str | None:
    """The address that the host itself named when the branch was pushed; of another host none is believed."""
    home = home_of(remote)
    if home is None:
        return None
    host = home.host.split(":")[0]
    return next((said for said in SAID.findall(words) if urlsplit(said).hostname == host), None)
