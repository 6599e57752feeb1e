"""Files of the theme, which lie in clear once for the school: which of them a site may need, and their digests."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from posixpath import basename
from urllib.parse import unquote

from generator.problem import ToolFailed
from generator.publish.contents import SharedFile
from generator.publish.derived import in_base64
from generator.publish.kinds import theme_kind_of

# In tags only: whoever writes such an address into a plan has written words.
LINKED = re.compile(r'<(?:link|script|img)\b[^>]*?\s(?:href|src)="[^"]*?_theme/([0-9a-f]+)/([^"?#]+)')
SEARCH_INDEX = "search/search_index.json"
# The search takes what it needs of each language from here; thirty languages nobody reads in are left out.
OF_LANGUAGES = "/lunr/"
OF_ANY_LANGUAGE = ("lunr.stemmer.support.min.js", "lunr.multi.min.js")
CUTTERS: Mapping[str, tuple[str, ...]] = {"tinyseg.js": ("ja",), "wordcut.js": ("hi", "th")}


def pins_of(contents: Mapping[str, bytes], theme: Path) -> Mapping[str, SharedFile]:
    """Path in the site → the shared file that stands there."""
    linked = frozenset(_linked(contents))
    languages = frozenset(_search_languages(contents))
    pins = {
        f"_theme/{version}/{path}": pin
        for version in sorted({version for version, _ in linked})
        for path, pin in pinned(theme, version).items()
        if _is_needed(path, languages)
    }
    if missing := sorted(path for version, path in linked if f"_theme/{version}/{path}" not in pins):
        raise ToolFailed("theme", f"pages need files that cannot be published: {', '.join(missing)}")
    return pins


def _linked(contents: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Version of the theme and path in it, of every file that some page names."""
    for path, content in contents.items():
        if path.endswith(".html"):
            for version, file in LINKED.findall(content.decode()):
                yield version, unquote(unescape(file))


@lru_cache(maxsize=8)
def pinned(theme: Path, version: str) -> Mapping[str, SharedFile]:
    """Every file that pages could use of one version of the theme. Kept: a version is named by what it holds."""
    folder = theme / version
    return {
        path: SharedFile(
            path=f"{version}/{path}", digest=in_base64(sha256(file.read_bytes()).digest()), media_type=kind
        )
        for file in sorted(folder.rglob("*"))
        if file.is_file() and (kind := theme_kind_of(path := file.relative_to(folder).as_posix()))
    }


def _search_languages(contents: Mapping[str, bytes]) -> Iterator[str]:
    for path, content in contents.items():
        if path.endswith(SEARCH_INDEX):
            yield from json.loads(content)["config"]["lang"]


def _is_needed(path: str, languages: frozenset[str]) -> bool:
    if OF_LANGUAGES not in path:
        return True
    name = basename(path)
    spoken = CUTTERS.get(name, (name.removeprefix("lunr.").removesuffix(".min.js"),))
    return bool(languages - {"en"}) and (name in OF_ANY_LANGUAGE or not languages.isdisjoint(spoken))
