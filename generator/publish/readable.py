"""What somebody could read in a published file, whatever its kind: pages, search words, drawings, papers, media.

Of pages also what no eye sees: attributes, comments, scripts. Of papers their pages, and every title, alternative text
and attached file inside. Of photos and sound all that is not the picture or the sound itself.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from generator.publish.paper_text import document_strings, page_text
from generator.publish.tags_of_media import media_strings
from generator.publish.tokens import BETWEEN

TAG = re.compile("(<[^>]*>)")
WITHIN_A_WORD = "a|abbr|b|bdi|bdo|button|cite|code|dfn|em|font|i|mark|q|s|small|span|strong|sub|sup|tspan|u|wbr"
JOINT = re.compile(rf"<(?<=\w<)/?(?:{WITHIN_A_WORD})\b[^>]*>(?:</?(?:{WITHIN_A_WORD})\b[^>]*>)*(?=\w)")
# What drawings and style sheets are told, in signs that a script chose: half of all attributes, and nobody's words.
LOOKS = re.compile(r'\s(?:class|d|points|xmlns|viewBox|fill|stroke(?:-[a-z]+)?)="[\w\s.,:/#()-]*"')
IN_PERCENT = re.compile("%[0-9A-Fa-f]{2}")
AROUND = 160  # signs of markup on either side of a joint: more than the longest name


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """What a file says: running text; short passages that have nothing to do with each other; text of drawn pages."""

    running: str = ""
    passages: frozenset[str] = frozenset()
    drawn: str = ""


def readable(name: str, content: bytes) -> Readable:
    """Raises Unreadable where a paper cannot be looked into."""
    return READERS.get(PurePosixPath(name).suffix.lower(), of_anything)(content)


def of_markup(content: bytes) -> Readable:
    """A tag parts words, except where it stands inside one: both readings are given."""
    markup = content.decode("utf-8", "replace")
    parts = TAG.split(markup)
    joined = (
        TAG.sub(" ", JOINT.sub("", markup[max(0, found.start() - AROUND) : found.end() + AROUND]))
        for found in JOINT.finditer(markup)
    )
    tags = {LOOKS.sub("", tag) for tag in set(parts[1::2])}
    return Readable(running=unescape(" ".join(parts[::2])), passages=frozenset(map(plain, (*tags, *joined))))


def plain(markup: str) -> str:
    """The words of an attribute, also those of an address."""
    text = unescape(markup) if "&" in markup else markup
    return f"{text} {unquote(text)}" if IN_PERCENT.search(text) else text


def of_json(content: bytes) -> Readable:
    """Strings of a search index hold markup of their own."""
    try:
        value = json.loads(content)
    except ValueError:
        return of_markup(content)
    return of_markup(BETWEEN.join(strings_in(value)).encode("utf-8", "replace"))


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def of_paper(content: bytes) -> Readable:
    strings = frozenset(map(plain, document_strings(content)))
    return Readable(drawn=page_text(content), passages=strings)


def of_media(content: bytes) -> Readable:
    return Readable(passages=frozenset(media_strings(content)))


def of_text(content: bytes) -> Readable:
    return Readable(running=content.decode("utf-8", "replace"))


def of_anything(content: bytes) -> Readable:
    """A kind nobody foresaw: text as far as it is text, and what media would hide."""
    return Readable(running=content.decode("utf-8", "replace"), passages=frozenset(media_strings(content)))


READERS: Mapping[str, Callable[[bytes], Readable]] = {
    ".html": of_markup,
    ".svg": of_markup,
    ".xml": of_markup,
    ".json": of_json,
    ".pdf": of_paper,
    ".css": of_text,
    ".js": of_text,
    ".txt": of_text,
    **dict.fromkeys((".png", ".webp", ".jpg", ".jpeg", ".gif", ".avif", ".heic"), of_media),
    **dict.fromkeys((".mp3", ".m4a", ".mp4", ".ogg", ".oga", ".opus", ".wav", ".flac", ".webm", ".aac"), of_media),
}


def said_once(texts: Iterable[str]) -> Iterator[str]:
    """Running texts without what they say again and again: menus, heads and feet stand on every page.

    Four lines in a row are kept wherever they have not stood in that order before, so a name over four lines stays.
    """
    seen: set[tuple[str, ...]] = set()
    for text in texts:
        lines = [bare for line in text.splitlines() if (bare := line.strip())] + [""] * 3
        begun = until = -1  # of the lines that are kept, and go on without a gap
        for at, four in enumerate(zip(lines, lines[1:], lines[2:], lines[3:], strict=False)):
            if four in seen:
                continue
            seen.add(four)
            if at > until:
                yield "\n".join(lines[begun:until])
                begun = at
            until = at + 4
        yield "\n".join(lines[begun:until])
