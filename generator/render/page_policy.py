"""What a page may load and run, told to the browser: a second wall behind the cleaning of people's words.

Everything comes from the site itself. Of scripts inside a page only the theme's may run, by their digests; what
stands between header and footer was made of people's words, so a script in there runs never.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
ALLOWED = re.compile(r"'sha256-([A-Za-z0-9+/]{43}=)'")
# Styles stand in attributes of our charts and maps. Pictures inside style sheets are data.
RULES = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'"
)


def with_policy(html: str, content: str) -> str:
    """The page with its policy as early as can be. `content`: the part of it that holds no script of the theme's."""
    peoples = frozenset(map(_digest, inline_scripts(content)))
    digests = dict.fromkeys(digest for digest in map(_digest, inline_scripts(html)) if digest not in peoples)
    rules = RULES.format(scripts="".join(f" 'sha256-{digest}'" for digest in digests))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
    charset = CHARSET.search(html)  # browsers look for it in the first kilobyte only
    at = charset.end() if charset else html.find("<head>") + len("<head>")
    return f"{html[:at]}\n      {policy}{html[at:]}"


def scripts_allowed(html: str) -> frozenset[str]:
    """The digests of scripts inside a page that its own policy allows; none where it has no policy."""
    head, _, _ = html.partition("</head>")
    policy = POLICY.search(head)
    return frozenset(ALLOWED.findall(policy[1])) if policy else frozenset()


def inline_scripts(html: str) -> Iterator[str]:
    """What runs inside a page without being loaded."""
    for found in SCRIPT.finditer(html):
        if "src=" not in found["attributes"] and "json" not in found["attributes"]:
            yield found["code"]


@lru_cache(maxsize=64)
def _digest(code: str) -> str:
    return b64encode(sha256(code.encode()).digest()).decode()
