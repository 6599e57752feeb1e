"""What photos and sound carry beside the picture and the sound: EXIF, XMP, comments, titles, text of PNG."""

import re
import zlib
from collections.abc import Iterator

PNG, PIXELS = b"\x89PNG\r\n\x1a\n", (b"IDAT", b"fdAT")
JPEG, END_OF_SCAN = b"\xff\xd8\xff", re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
WEBP_PIXELS = (b"VP8 ", b"VP8L", b"ALPH")
TEXT_OF_PNG = (b"zTXt", b"iTXt", b"iCCP")
# Runs of signs that somebody may have typed: six in UTF-8, or two that need three bytes; then UTF-16 of either order.
SIGN = rb"[\t\n\r\x20-\x7e]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
RUN = re.compile(rb"(?:" + SIGN + rb"){6,}|(?:[\xe0-\xef][\x80-\xbf]{2}){2,}")
WIDE_RUNS = {
    "utf-16-le": re.compile(rb"(?:[\x20-\x7e]\x00|[\x00-\xff][\x01-\x1f]){5,}"),
    "utf-16-be": re.compile(rb"(?:\x00[\x20-\x7e]|[\x01-\x1f][\x00-\xff]){5,}"),
}
UNPACKED = 1 << 20  # bytes of one packed text that are looked at


def media_strings(content: bytes) -> Iterator[str]:
    """All that can be read outside the pixels of a PNG, WebP or JPEG; of anything else, whatever looks like text."""
    if content.startswith(PNG):
        for kind, chunk in chunks_of(content):
            if kind not in PIXELS:
                yield from readable_runs(chunk)
                yield from unpacked(kind, chunk)
    elif content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        yield from (run for part in parts_of_webp(content) for run in readable_runs(part))
    elif content.startswith(JPEG):
        yield from (run for part in parts_of_jpeg(content) for run in readable_runs(part))
    else:
        yield from readable_runs(content)


def readable_runs(content: bytes) -> Iterator[str]:
    for found in RUN.findall(content):
        yield found.decode("utf-8", "replace")
    for encoding, runs in WIDE_RUNS.items():
        for found in runs.findall(content):
            yield found.decode(encoding, "replace")


def chunks_of(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, and what stands behind the last one as one without a name."""
    at = len(PNG)
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        kind = content[at + 4 : at + 8]
        yield kind, content[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"IEND":
            yield b"", content[at:]
            return


def parts_of_webp(content: bytes) -> Iterator[bytes]:
    """Everything but the picture, and what stands behind it."""
    at = 12
    while at + 8 <= len(content):
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        if content[at : at + 4] not in WEBP_PIXELS:
            yield content[at : at + 8 + length]
        at += 8 + length + length % 2


def parts_of_jpeg(content: bytes) -> Iterator[bytes]:
    """What stands before the picture, between two of its scans, and behind its end."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        yield content[at : at + 2 + length]
        scan = content[at + 1] == 0xDA
        at += 2 + length
        if scan:
            found = END_OF_SCAN.search(content, at)
            at = found.start() if found else len(content)
            if content[at : at + 2] == b"\xff\xd9":
                at += 2
                break
    yield content[at:]


def unpacked(kind: bytes, chunk: bytes) -> Iterator[str]:
    """Text that a PNG holds packed."""
    if kind not in TEXT_OF_PNG:
        return
    for start in (found.start() for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", chunk)):
        try:
            text = zlib.decompressobj().decompress(chunk[start:], UNPACKED)
        except zlib.error:
            continue
        yield from readable_runs(text)
