"""Which files a learner's site may hold, and what a browser takes them for. What is not named here is refused."""

from collections.abc import Mapping
from posixpath import splitext

from generator.load.facts import media_type_of
from generator.problem import ToolFailed

KINDS: Mapping[str, str] = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json; charset=utf-8",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".wav": "audio/wav",
    ".webp": "image/webp",
}
THEME_KINDS: Mapping[str, str] = {
    **KINDS,
    ".css": "text/css; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
ATTACHED = "evidence/files/"  # what people put beside evidence, under names of their own


def kind_of(path: str, content: bytes) -> str:
    """The media type of a file of a learner's site. What people attached is what its first bytes say, not its name."""
    attached = path.startswith(ATTACHED) or f"/{ATTACHED}" in path
    kind = media_type_of(content[:16]) if attached else KINDS.get(splitext(path)[1].lower())
    if kind is None:
        raise ToolFailed("sealing", f"the site holds a file of a kind that is not published: {path}")
    return kind


def theme_kind_of(path: str) -> str | None:
    """None: no page needs such a file."""
    return THEME_KINDS.get(splitext(path)[1].lower())
