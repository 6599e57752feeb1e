"""The objects of a PDF as bytes, each made once.

pydyf makes the bytes of every object twice where a file gets an id made from its content, compresses each stream at the
highest level both times, and keeps what nothing refers to. Here each object becomes its bytes once, and what nothing
refers to becomes nothing.
"""

import re
import zlib

import pydyf

LEVEL = 6  # of compression: the highest takes longer for less than a hundredth of the size
REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
NOTHING = b"null"


class Kept(pydyf.Object):  # type: ignore[misc] # the library has no types
    """An object that is its bytes; `alone`: a stream, which may not lie inside another."""

    def __init__(self, number: int, kept: bytes, *, alone: bool) -> None:
        super().__init__()
        self.number, self.kept, self.alone = number, kept, alone

    @property
    def data(self) -> bytes:
        return self.kept

    @property
    def compressible(self) -> bool:
        return not self.alone


def keep_as_bytes(pdf: pydyf.PDF) -> None:
    """Every object becomes its bytes; those that nothing refers to become null. Last, before the file is written."""
    made: dict[int, bytes] = {}
    waiting: list[int] = [pdf.catalog.number]
    while waiting:
        number = waiting.pop()
        if number not in made:
            each = pdf.objects[number]
            refers = as_bytes(each.extra if isinstance(each, pydyf.Stream) else each)
            waiting.extend(map(int, REFERENCE.findall(refers)))
            made[number] = _stream(each) if isinstance(each, pydyf.Stream) else refers
    pdf.objects[1:] = [
        Kept(each.number, made.get(each.number, NOTHING), alone=isinstance(each, pydyf.Stream) and each.number in made)
        for each in pdf.objects[1:]
    ]


def _stream(each: pydyf.Stream) -> bytes:
    content = b"\n".join(map(as_bytes, each.stream))
    extra = dict(each.extra)
    if each.compress:
        extra["Filter"] = "/FlateDecode"
        content = zlib.compress(content, LEVEL)
    extra["Length"] = len(content)
    return b"\n".join((as_bytes(extra), b"stream", content, b"endstream"))


def as_bytes(each: object) -> bytes:
    """What pydyf writes for a value, with fewer questions asked."""
    if isinstance(each, bytes):
        return each
    if isinstance(each, str):
        return each.encode("ascii")
    if isinstance(each, dict):
        return b"<<%b>>" % b"".join([b"/%b %b" % (key.encode("ascii"), as_bytes(value)) for key, value in each.items()])
    if isinstance(each, list | tuple):
        return b"[%b]" % b" ".join(map(as_bytes, each))
    if isinstance(each, float) and not each.is_integer():
        return f"{each:f}".rstrip("0").encode("ascii")
    if isinstance(each, float):
        return b"%d" % int(each)
    if isinstance(each, pydyf.Object):
        return bytes(each.data)
    return str(each).encode("ascii")
