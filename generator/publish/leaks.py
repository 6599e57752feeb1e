"""Words of plans in what is published, in whatever dress: plain, UTF-16, hexadecimal, base64, packed, in a PDF or PNG.

Two things are sought. Whole names and ids of learners, everywhere. And words: every word of three letters and more of
every plan, wherever nothing else proves what a file is. By chance, random bytes hold any three letters between two
that are none once in a few million, so a search of ciphertext for short words finds them always and says nothing.
Nothing is lost by leaving them out there: a file counts as ciphertext only when it was opened with its own key, and
AES-GCM opens no file of which one bit is not ciphertext. Of it, long words are sought all the same, since a mistake in
this reasoning would show whole pages, and no page is without a long word.
"""

import binascii
import re
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.load.learner_folders import LearnerFolder
from generator.publish.paper_text import UnreadableError, document_strings, page_text
from generator.publish.tags_of_media import PNG, chunks_of, readable_runs, unpacked
from generator.publish.tokens import Roll, folded_words, ids_in, named_as_one_word, named_in, words_of

FEWEST_LETTERS, LONG = 3, 8
HEXADECIMAL = re.compile(rb"[0-9a-fA-F]{12,}")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{11,}")
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
TO_STANDARD = bytes.maketrans(b"-_", b"+/")
PRINTABLE = re.compile(rb"[\t\n\r\x20-\x7e]{8,}")
# Each begins with what is rare, so that long stretches are passed over at once. Words in UTF-8 of two and three bytes a
# sign are found by the kinds of their bytes: L leads, c continues.
SHAPES = b"".join(b"c" if 0x80 <= byte < 0xC0 else b"L" if 0xC3 <= byte < 0xF0 else b" " for byte in range(256))
FOREIGN = (re.compile(rb"LcLcLcLc(?:Lc| Lc)*"), re.compile(rb"LccLccLcc(?:Lcc)*"))
WIDE = (
    re.compile(rb"\x00[\x20-\xff](?:[\x00-\x02][\x20-\xff]){5,}", re.DOTALL),
    *(
        re.compile(block + rb".(?:" + block + rb".|\x00\x20){4,}", re.DOTALL)
        for block in (b"\x03", b"\x04", b"\x05", b"\x06", b"\x09", b"\x0e")
    ),
)
DEEPEST = 2  # dresses over one another: a packed text in base64
MOST_UNPACKED = 1 << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What must be read nowhere. `words`: of plans, folded; without those that the same school would publish with no
    learner in it."""

    roll: Roll = field(repr=False)
    ids: frozenset[str] = field(repr=False)
    words: frozenset[str] = field(repr=False)


def words_of_plans(root: Path, folders: Iterable[LearnerFolder]) -> frozenset[str]:
    """Every word of three letters and more that stands in any file of any learner, staff files too."""
    found: set[str] = set()
    for folder in folders:
        for file in sorted((root / folder.folder).rglob("*.y*ml")):
            found.update(folded_words(file.read_text("utf-8", "replace")))
    return frozenset(word for word in found if len(word) >= FEWEST_LETTERS)


def leaks_in(content: bytes, secrets: Secrets, *, ciphertext: bool) -> bool:
    """Whether a file holds what must not be read. `ciphertext`: it was opened with its key."""
    texts = texts_in_ciphertext(content) if ciphertext else texts_in(content)
    return says_secrets(texts, secrets, ciphertext=ciphertext)


def says_secrets(texts: Iterable[str], secrets: Secrets, *, ciphertext: bool) -> bool:
    passages = tuple(dict.fromkeys(texts))
    words = words_of(passages)
    said = {word for word in words if len(word) >= (LONG if ciphertext else FEWEST_LETTERS)}
    return (
        not secrets.words.isdisjoint(said)
        or any(named_in(words, secrets.roll))
        or any(not secrets.ids.isdisjoint(ids_in(passage)) for passage in passages)
    )


def leaks_in_name(path: str, secrets: Secrets) -> bool:
    """Whether the name of a file or folder says whose it is."""
    words = folded_words(path)
    named = any(named_in(words, secrets.roll)) or any(named_as_one_word(words, secrets.roll))
    return named or not secrets.ids.isdisjoint(ids_in(path))


def texts_in(content: bytes, deep: int = 0) -> Iterator[str]:
    """Whatever can be read in some bytes, in any of the dresses."""
    yield from readable_runs(content)
    yield from in_documents(content)
    if deep < DEEPEST:
        for undressed in (*from_hexadecimal(content), *from_base64(content), *from_packed(content)):
            yield from texts_in(undressed, deep + 1)


def texts_in_ciphertext(content: bytes) -> Iterator[str]:
    """The same of what ought to be random: runs that are too long to come by chance, found twenty times as fast."""
    runs = PRINTABLE.findall(content)
    yield from (run.decode() for run in runs)
    yield from (text for run in runs for part in (*from_hexadecimal(run), *from_base64(run)) for text in texts_in(part))
    yield from (text for part in from_packed(content) for text in texts_in(part, DEEPEST))
    shape = content.translate(SHAPES)
    for found in (found for pattern in FOREIGN for found in pattern.finditer(shape)):
        yield content[found.start() : found.end()].decode("utf-8", "replace")
    for found in (found for pattern in WIDE for found in pattern.finditer(content)):
        yield found.group().decode("utf-16-be", "replace")
        yield content[found.start() - 1 : found.end() - 1].decode("utf-16-le", "replace")


def in_documents(content: bytes) -> Iterator[str]:
    """What a PDF or PNG says that no run of bytes shows."""
    if content.startswith(b"%PDF"):
        yield from document_strings(content)
        try:
            yield page_text(content)
        except UnreadableError:
            return
    if content.startswith(PNG):
        for kind, chunk in chunks_of(content):
            yield from unpacked(kind, chunk)


def from_hexadecimal(content: bytes) -> Iterator[bytes]:
    """From both places where a byte can begin."""
    for found in HEXADECIMAL.findall(content):
        for part in (found, found[1:]):
            yield binascii.unhexlify(part[: len(part) // 2 * 2])


def from_base64(content: bytes) -> Iterator[bytes]:
    """From each of the four places where a sign of it can begin, since what stands before is not known."""
    for found in BASE64.findall(content):
        for start in range(4):
            part = found[start:].translate(TO_STANDARD)
            yield b64decode(part + b"A" * (-len(part) % 4))  # the last signs of a run may be without their end


def from_packed(content: bytes) -> Iterator[bytes]:
    """Each gzip or zlib stream that begins here, as far as it can be unpacked."""
    for found in PACKED.finditer(content):
        unpacking = zlib.decompressobj(31 if found.group()[:1] == b"\x1f" else 15)
        try:
            text = unpacking.decompress(content[found.start() :], MOST_UNPACKED)
        except zlib.error:
            continue
        if text:
            yield text
