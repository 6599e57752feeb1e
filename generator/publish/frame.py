"""What is sealed: content, packed where that is shorter, its length before it, and zeros up to one of few sizes.

Sizes are Padmé's (Nikitin and others, PETS 2019): at most 12 % more, and only the first few digits of a size are told.
"""

import zlib

from generator.problem import ToolFailed

STORED, PACKED = 0, 1
HEAD_BYTES = 5  # method, and length of the payload
FLOOR, MANIFEST_FLOOR = 1024, 4096
# The format could tell 2^32-1 bytes. A browser holds a file in memory several times over, and would not.
LARGEST = 1 << 30
SAMPLE = 4096
THOROUGH = 4  # 6 packs 4 % smaller and takes 40 % longer, which is most of the time that sealing takes


def framed(content: bytes, floor: int = FLOOR) -> bytes:
    if len(content) > LARGEST:
        raise ToolFailed("sealing", "a file is larger than 1 GiB, which no browser could open")
    packed = zlib.compress(content, THOROUGH) if _is_worth_packing(content) else content
    method, payload = (PACKED, packed) if len(packed) < len(content) else (STORED, content)
    frame = bytes((method,)) + len(payload).to_bytes(4, "big") + payload
    return frame + bytes(padded(len(frame), floor) - len(frame))


def _is_worth_packing(content: bytes) -> bool:
    """Photos, recordings and papers are packed already: a piece from the middle tells, in a tenth of the time."""
    middle = content[len(content) // 2 :][:SAMPLE]
    return len(zlib.compress(middle, 1)) < 0.9 * len(middle)


def unframed(frame: bytes) -> bytes:
    """Raises ValueError where a frame is not built as `framed` builds them."""
    end = HEAD_BYTES + int.from_bytes(frame[1:HEAD_BYTES], "big")
    if (
        len(frame) < max(end, FLOOR)
        or frame.count(0, end) != len(frame) - end
        or padded(len(frame), FLOOR) != len(frame)
    ):
        raise ValueError("not a frame")
    payload = frame[HEAD_BYTES:end]
    if frame[0] == STORED:
        return payload
    if frame[0] == PACKED:
        return _unpacked(payload)
    raise ValueError("packed in a way that is not known")


def _unpacked(payload: bytes) -> bytes:
    packed = zlib.decompressobj()
    try:
        content = packed.decompress(payload)
    except zlib.error:
        raise ValueError("not packed as it says") from None
    if not packed.eof or packed.unused_data:
        raise ValueError("not packed as it says")
    return content


def padded(length: int, floor: int) -> int:
    """The next size that may be seen: only as many leading bits as the length of the length are free."""
    length = max(length, floor)
    exponent = length.bit_length() - 1
    hidden = (1 << (exponent - exponent.bit_length())) - 1
    return (length + hidden) & ~hidden
