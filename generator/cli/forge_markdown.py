"""People's words in Markdown for a forge stay words: no link, picture, mention, reference or markup comes of them.

What forges make of a text once its Markdown is read (@somebody, #12, an address, the hash of a commit, :smile:) cannot
be escaped; a space of no width keeps its parts apart instead. Names of files and ids may be anything too.
"""

import re

from generator.locales import Direction

APART = "\u200b"  # a space of no width
ISOLATE, ISOLATED = "\u2068", "\u2069"
# Controls, signs that turn directions or cannot be seen, tags, lone surrogates. Joiners of letters and emoji stay.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# No language writes more than four marks over one letter; a heap of them would cover the lines above.
MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
HEAP = re.compile(f"({MARKS}{{4}}){MARKS}+")
MARKUP = re.compile(r"[\\`*_\[\]<>#|~&$]")
AT_THE_START = re.compile(r"^(\d{0,9})([-+=.)])")  # of a list, or of a line under a heading
NUMBERED = re.compile(r"([@#!$~%&^])(?=[^\s\W]|[\"“'(\[]|$)")  # @somebody, #12, !12, ~"label" …
OF_A_FORGE = re.compile(r"\b((?i:gh|gl)-|[A-Z][A-Z0-9]+-)(?=\d)")
HASH = re.compile(r"\b(?=\d*[a-f])[0-9a-f]{7,64}\b", re.IGNORECASE)
SIX = re.compile(r".{1,6}")  # fewer signs than a commit is called by
ADDRESS = re.compile(r"((?<=[^\W_])\.(?=[^\W\d_])|:(?=//|[^\W\d])|(?<=[^\W\d_]):(?=\w)|:(?=[\w+-]+:))")


def words_in(text: str, direction: Direction | None = None) -> str:
    """Text as it is read, on one line. `direction` None: it runs as the report does."""
    plain = " ".join(HEAP.sub(r"\1", UNSEEN.sub("", text)).split())
    escaped = escaped_in(plain)
    return escaped if direction is None or not escaped else f"{ISOLATE}{escaped}{ISOLATED}"


def escaped_in(text: str) -> str:
    """Without what forges would make of it, and with what is a sign of Markdown as a mere sign."""
    kept_apart = HASH.sub(lambda found: APART.join(SIX.findall(found.group())), text)
    for joint in (NUMBERED, OF_A_FORGE, ADDRESS):
        kept_apart = joint.sub(rf"\1{APART}", kept_apart)
    return AT_THE_START.sub(r"\1\\\2", MARKUP.sub(r"\\\g<0>", kept_apart))


def code_in(text: str) -> str:
    """A name of a file or an id, as code; forges make nothing of code but what a fence would."""
    plain = " ".join(UNSEEN.sub("", text).split()).replace("`", "'")
    return f"`{plain}`" if plain else ""
