"""Where a Decap page saves to, worked out from the remote of the school's repository."""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from generator.editing.entries.forge import Home, home_of
from generator.problem import ToolFailed

Backend: TypeAlias = Mapping[str, Any]

HOW = "name it: --backend github|gitlab|forgejo --repo OWNER/NAME"
# A word of a host's name, and what Decap calls its kind. Decap's own "gitea" can make no pull requests, so Gitea is
# spoken to as Forgejo, whose interface is the same.
KINDS_OF_HOST = {
    "github": "github",
    "gitlab": "gitlab",
    "gitea": "forgejo",
    "forgejo": "forgejo",
    "codeberg": "forgejo",
}


def backend_of(remote: str | None, kind: str | None, repo: str | None, branch: str) -> Backend:
    """Raises ToolFailed where the remote does not tell what is asked for."""
    home = None if remote is None else home_of(remote)
    known = kind or (None if home is None else kind_of(home.host))
    name = repo or (None if home is None else home.path)
    if known is None or name is None:
        raise ToolFailed("cms", f"the repository's remote does not say where pages would save to; {HOW}")
    return {"name": known, "repo": name, "branch": branch, **addresses(known, home)}


def kind_of(host: str) -> str | None:
    words = re.split(r"[^a-z0-9]+", host.lower())
    return next((kind for word, kind in KINDS_OF_HOST.items() if word in words), None)


def addresses(kind: str, home: Home | None) -> Backend:
    """Where the host is, unless it is the one that everybody knows."""
    if home is None or home.host in ("github.com", "gitlab.com"):
        return {"auth_type": "pkce", "app_id": APP_ID} if kind == "gitlab" else {}
    at = f"{home.scheme}://{home.host}"
    match kind:
        case "github":
            return {"api_root": f"{at}/api/v3", "base_url": at}
        case "gitlab":
            return {"api_root": f"{at}/api/v4", "base_url": at, "auth_type": "pkce", "app_id": APP_ID}
        case _:
            return {"api_root": f"{at}/api/v1", "base_url": at, "app_id": APP_ID}


APP_ID = "write here the id of the application that you registered at your host"


def on_this_machine(address: str, branch: str) -> Backend:
    """For trying it out: decap-server, which must listen on this machine only."""
    return {"name": "proxy", "proxy_url": address, "branch": branch}
