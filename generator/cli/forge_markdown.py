"""People's words in Markdown for a forge stay words: no link, picture, mention, reference or markup comes of them.

What forges make of a text once its Markdown is read (@somebody, #12, an address, the hash of a commit, :smile:) cannot
be escaped; a space of no width keeps its parts apart instead. Names of files and ids may be anything too.
"""

import re
from collections.abc import Iterable

from generator.locales import Direction

APART = "\u200b"  # a space of no width
ISOLATE, ISOLATED = "\u2068", "\u2069"
# Controls, signs that turn directions or cannot be seen, tags, lone surrogates. Joiners of letters and emoji stay.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2067\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# No language writes more than four marks over one letter; a heap of them would cover the lines above.
MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
HEAP = re.compile(f"({MARKS}{{4}}){MARKS}+")
ISOLATES = re.compile(f"[{ISOLATE}{ISOLATED}]")
PAIR = re.compile(f"{ISOLATE}[^{ISOLATE}{ISOLATED}]*{ISOLATED}")
MARKUP = re.compile(r"[\\`*_\[\]<>#|~&$]")
AT_THE_START = re.compile(r"^(\d{0,9})([-+=.)])")  # of a list, or of a line under a heading
NUMBERED = re.compile(r"([@#!$~%&^])(?=[^\s\W]|[\"“'(\[]|$)")  # @somebody, #12, !12, ~"label" …
OF_A_FORGE = re.compile(r"\b((?i:gh|gl)-|[A-Z][A-Z0-9]+-)(?=\d)")
HASH = re.compile(r"\b(?=\d*[a-f])[0-9a-f]{7,64}\b", re.IGNORECASE)
SIX = re.compile(r".{1,6}")  # fewer signs than a commit is called by
# A host may hold a space of no width, which browsers leave out: so the letters before it are kept apart.
ADDRESS = re.compile(r"(ww(?=w\.)|:(?=//|[^\W\d])|(?<=[^\W\d_]):(?=\w)|:(?=[\w+-]+:))", re.IGNORECASE)


def words_in(text: str, direction: Direction | None = None) -> str:
    """Text as it is read, on one line. `direction` None: it runs as the report does."""
    return line_of(((text, direction),))


def line_of(parts: Iterable[tuple[str, Direction | None]]) -> str:
    """Texts one after the other as one line of words, those that run another way kept apart."""
    whole = "".join(kept_apart(visible(text), direction) for text, direction in parts)
    return escaped_in(" ".join(whole.split()))


def visible(text: str) -> str:
    """Without signs that cannot be seen; what is isolated stays so where every isolate is closed."""
    seen = HEAP.sub(r"\1", UNSEEN.sub("", text))
    closed = PAIR.sub("", seen)
    return seen if not ISOLATES.search(closed) else ISOLATES.sub("", seen)


def kept_apart(text: str, direction: Direction | None) -> str:
    return text if direction is None or not text.strip() else f"{ISOLATE}{ISOLATES.sub('', text)}{ISOLATED}"


def escaped_in(text: str) -> str:
    """Without what forges would make of it, and with what is a sign of Markdown as a mere sign."""
    said = HASH.sub(lambda found: APART.join(SIX.findall(found.group())), text)
    for joint in (NUMBERED, OF_A_FORGE, ADDRESS):
        said = joint.sub(rf"\1{APART}", said)
    return AT_THE_START.sub(r"\1\\\2", MARKUP.sub(r"\\\g<0>", said))


def code_in(text: str) -> str:
    """A name of a file or an id, as code; forges make nothing of code but what a fence would."""
    plain = " ".join(ISOLATES.sub("", UNSEEN.sub("", text)).split()).replace("`", "'")
    return f"`{plain}`" if plain else ""
