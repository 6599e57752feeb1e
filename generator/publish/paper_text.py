"""What a PDF says: the text of its pages, and every string inside it that some program might show."""

import re
import zlib
from collections.abc import Iterator

import pypdfium2

STREAM = re.compile(rb"stream\r?\n")
LITERAL = re.compile(rb"\(((?:\\.|[^\\()])*)\)", re.DOTALL)
HEXADECIMAL = re.compile(rb"<\s*([Ff][Ee][Ff][Ff][0-9A-Fa-f\s]*)>")
METADATA = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
BROKEN_WORD = re.compile("[-\u2010\u0002\ufffe\u00ad]\\s*[\r\n]+\\s*")
MARK = "\ufeff".encode("utf-16-be")
FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"\x01\x00\x04")  # how the outlines of letters begin: no text
BEFORE_A_STREAM = 400  # bytes in which its dictionary tells what it is


class UnreadableError(Exception):
    """A PDF that cannot be looked into: locked, or broken."""


def page_text(content: bytes) -> str:
    """The text of all pages. Words divided at the end of a line are given divided and whole."""
    try:
        paper = pypdfium2.PdfDocument(content)
        try:
            pages = [text_of_page(paper, number) for number in range(len(paper))]
        finally:
            paper.close()
    except pypdfium2.PdfiumError:
        raise UnreadableError from None
    text = "\n".join(pages)
    return f"{text}\n{BROKEN_WORD.sub('', text)}" if BROKEN_WORD.search(text) else text


def text_of_page(paper: pypdfium2.PdfDocument, number: int) -> str:
    page = paper[number]
    words = page.get_textpage()
    text = str(words.get_text_range())
    words.close()
    page.close()
    return text


def document_strings(content: bytes) -> Iterator[str]:
    """Titles, alternative texts, bookmarks, remarks, metadata, and text files inside."""
    for part, is_file in parts_of(content):
        yield from map(literal, LITERAL.findall(part))
        yield from map(hexadecimal, HEXADECIMAL.findall(part))
        yield from (found.decode("utf-8", "replace") for found in METADATA.findall(part))
        if is_file:
            yield part.decode("utf-8", "replace")


def parts_of(content: bytes) -> Iterator[tuple[bytes, bool]]:
    """The document, and each of its streams unpacked; whether it is a file inside."""
    yield content, False
    for found in STREAM.finditer(content):
        try:
            part = zlib.decompressobj().decompress(content[found.end() :])
        except zlib.error:
            continue
        if part.startswith(FONTS):
            continue
        told = content[max(0, found.start() - BEFORE_A_STREAM) : found.start()]
        yield part, b"EmbeddedFile" in told.rpartition(b"endobj")[2]


def literal(written: bytes) -> str:
    return text_of(ESCAPED.sub(meant, written) if b"\\" in written else written)


def meant(escaped: "re.Match[bytes]") -> bytes:
    sign = escaped[1]
    return bytes([int(sign, 8) & 255]) if sign[:1] in b"01234567" else MEANT.get(sign, sign)


def hexadecimal(written: bytes) -> str:
    digits = b"".join(written.split())
    return text_of(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))


def text_of(string: bytes) -> str:
    """A PDF's string: UTF-16 or UTF-8 where it says so, else one byte a sign."""
    if string.startswith(MARK):
        return string[2:].decode("utf-16-be", "replace")
    if string.startswith(b"\xef\xbb\xbf"):
        return string[3:].decode("utf-8", "replace")
    return string.decode("latin-1")
