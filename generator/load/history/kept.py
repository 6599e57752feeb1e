"""What a build remembers of a school's past beside its outputs, so that the next one looks only at what is new.

It holds what git holds, and is for nobody's eyes: a folder and files of this account alone. Nothing depends on it: what
is missing, torn or of another version is worked out anew, to the same bytes. Two builds at once lose each other's work
at worst. What nobody used in a run is dropped by it.
"""

import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

FORMAT = 1
MOST_BYTES = 64 * 2**20  # of one file; what is more is worked out each time
PRIVATE_FOLDER = 0o700
# What decides how two versions of a file are told apart: when any of it changes, nothing remembered holds.
DECIDES = (
    *("load/revisions/*.py", "load/history/*.py", "load/blobs.py", "load/schema*.py", "load/formats.py"),
    *("load/kinds.py", "yamltext/*.py", "schemas/*"),
)
GENERATOR = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    tip: str
    raw: bytes


class KeptLog:
    """The log up to a commit. It holds for the same folder of the same repository, cut off at the same places."""

    def __init__(self, folder: Path, prefix: str, first: frozenset[str]) -> None:
        self._file = folder / "log"
        self._of = sha256(repr((FORMAT, version(), prefix, sorted(first))).encode("utf-8", "surrogatepass")).hexdigest()

    def read(self) -> Remembered | None:
        with suppress(OSError, ValueError, zlib.error):
            head, _, packed = self._file.read_bytes().partition(b"\n")
            of, tip = head.decode("ascii").split(" ")
            if of == self._of:
                return Remembered(tip=tip, raw=zlib.decompress(packed))
        return None

    def write(self, tip: str, raw: bytes) -> None:
        written(self._file, f"{self._of} {tip}\n".encode("ascii") + zlib.compress(raw, 1))


def kept_facts(file: Path) -> Mapping[str, object]:
    """What was remembered, by key; nothing where it is not there or of another version."""
    with suppress(OSError, ValueError, zlib.error):
        head, _, packed = file.read_bytes().partition(b"\n")
        if head == version().encode("ascii"):
            held = json.loads(zlib.decompress(packed))
            return held if isinstance(held, dict) else {}
    return {}


def keep_facts(file: Path, facts: Mapping[str, object]) -> None:
    """Only these are remembered from now on."""
    text = json.dumps(facts, ensure_ascii=True, separators=(",", ":"))
    written(file, version().encode("ascii") + b"\n" + zlib.compress(text.encode("ascii"), 1))


def written(file: Path, content: bytes) -> None:
    """Written beside and swapped in. A folder that cannot be written to only costs the next build time."""
    if len(content) > MOST_BYTES:
        return
    with suppress(OSError):
        file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        file.parent.chmod(PRIVATE_FOLDER)
        handle, beside = mkstemp(dir=file.parent)  # which only this account can read
        try:
            with os.fdopen(handle, "wb") as half:
                half.write(content)
            Path(beside).replace(file)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


@cache
def version() -> str:
    """A digest of everything that decides how revisions are made."""
    digest = sha256(f"{FORMAT}".encode())
    for pattern in DECIDES:
        for file in sorted(GENERATOR.glob(pattern)):
            if file.is_file():
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:32]
