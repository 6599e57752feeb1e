"""Recordings without what a device wrote beside the sound: who, where, when, with what, and pictures of covers.

Nothing is decoded. Of an MP3 only frames of sound are kept, of a WAV only the chunks that hold it; in an M4A, boxes of
tags become empty ones of the same size, so that no address within the file moves.
"""

import struct
from collections.abc import Iterator, Mapping

MPEG_1, MPEG_2 = 3, 2
KBITS: Mapping[int, tuple[int, ...]] = {
    MPEG_1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    MPEG_2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
HERTZ: Mapping[int, tuple[int, ...]] = {
    MPEG_1: (44100, 48000, 32000),
    MPEG_2: (22050, 24000, 16000),
    0: (11025, 12000, 8000),
}
LAYER_3 = 1
TAGS_OF_MP4 = (b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"ID32", b"id32", b"XMP_", b"pnot", b"prfl")
BOXES_OF_BOXES = (b"moov", b"trak", b"mdia", b"minf", b"edts")
DATED_BOXES = (b"mvhd", b"tkhd", b"mdhd")
SOUND_OF_WAV = (b"fmt ", b"fact", b"data")


def bare_mp3(raw: bytes) -> bytes | None:
    """The frames of sound, one after the other; None: there is hardly one."""
    frames = tuple(_frames(raw))
    held = b"".join(frames)
    return held if len(frames) > 1 else None


def _frames(raw: bytes) -> Iterator[bytes]:
    """Frames of layer III. One counts only where another, or the end of the sound, follows it: tags may look alike."""
    at = raw.find(b"\xff")
    while 0 <= at < len(raw) - 4:
        length = _length(raw, at)
        following = at + length
        if length and (_length(raw, following) or following >= len(raw) - 4 or raw[following : following + 3] in ENDS):
            yield raw[at:following]
            at = following
        else:
            at = raw.find(b"\xff", at + 1)


ENDS = (b"TAG", b"APE", b"LYR", b"ID3")


def _length(raw: bytes, at: int) -> int:
    """How long the frame is that begins here; 0: none does."""
    head = raw[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] >> 1 & 3 != LAYER_3:
        return 0
    version, rate, hertz = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or hertz == 3:
        return 0
    kbits = KBITS[MPEG_1 if version == MPEG_1 else MPEG_2][rate]
    samples = 144_000 if version == MPEG_1 else 72_000
    length = samples * kbits // HERTZ[version][hertz] + (head[2] >> 1 & 1)
    return length if at + length <= len(raw) else 0


def bare_wav(raw: bytes) -> bytes | None:
    """The format and the sound; None: they are not both there."""
    kept: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(raw):
        kind, length = raw[at : at + 4], int.from_bytes(raw[at + 4 : at + 8], "little")
        if kind in SOUND_OF_WAV and kind not in kept:
            kept[kind] = raw[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    if b"fmt " not in kept or not kept.get(b"data"):
        return None
    chunks = b"".join(
        kind + struct.pack("<I", len(kept[kind])) + kept[kind] + b"\0" * (len(kept[kind]) % 2)
        for kind in SOUND_OF_WAV
        if kind in kept
    )
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def bare_mp4(raw: bytes) -> bytes | None:
    """The same file with every box of tags empty, and no day; None: cut off, or it holds more than sound."""
    held = bytearray(raw)
    kinds = []
    for kind, start, body, end in _boxes(raw, 0, len(raw)):
        if body < 0:
            return None
        kinds.append(kind)
        if kind in TAGS_OF_MP4:
            held[start + 4 : start + 8] = b"free"
            held[body:end] = bytes(end - body)
        elif kind in DATED_BOXES:
            width = 8 if held[body] else 4
            held[body + 4 : body + 4 + 2 * width] = bytes(2 * width)
        elif kind == b"hdlr":
            if held[body + 8 : body + 12] != b"soun":
                return None  # pictures, or places and words that go along with the sound
            held[body + 24 : end] = bytes(end - body - 24)
    return bytes(held) if {b"moov", b"mdat", b"hdlr"} <= set(kinds) else None


def _boxes(raw: bytes, at: int, until: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Kind, start, start of its content and end of every box, tags unopened. Content at -1: a box that cannot be."""
    while at < until:
        length, kind, head = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(raw[at + 8 : at + 16], "big"), 16
        elif length == 0:
            length = until - at
        if length < head or at + length > until or len(kind) < 4:
            yield kind, at, -1, until
            return
        yield kind, at, at + head, at + length
        if kind in BOXES_OF_BOXES:
            yield from _boxes(raw, at + head, at + length)
        at += length
