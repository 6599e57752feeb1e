"""A learner's record as one zip file: how it is put together, and what an old one says of itself.

It lists every file with its check sum, and remembers (as check sums alone) which files of the school it was made of.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from generator.load.source import leaves
from generator.problem import ToolFailed

TOOL = "package"
ALWAYS = (1980, 1, 1, 0, 0, 0)  # the day of every file in a package, so that equal records give equal bytes
STAFF, CONTENTS, SUMS = "staff", "contents.json", "SHA256SUMS"


def files_of(root: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """Every file in the learner's folder, by its path there. Links that leave the school are nobody's record."""
    for path in sorted((root / folder).rglob("*")):
        below = path.relative_to(root / folder)
        if path.is_file() and not leaves(root, path) and not any(part.startswith(".") for part in below.parts):
            yield below.as_posix(), path.read_bytes()


def contents_of(learner: str, held: Mapping[str, str], on: date) -> bytes:
    """Which files the school held, by check sums alone: of what was left out, not even the name is told."""
    told = {"learner": learner, "on": on.isoformat(), "held": sorted(held.values())}
    return (json.dumps(told, indent=1, sort_keys=True) + "\n").encode()


def with_sums(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files and the list of their check sums."""
    return {**files, SUMS: sums_of(files).encode()}


def sums_of(files: Mapping[str, bytes]) -> str:
    return "".join(f"{sha256(raw).hexdigest()}  {path}\n" for path, raw in sorted(files.items()) if path != SUMS)


def zipped(learner: str, files: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for path, raw in sorted(files.items()):
            entry = ZipInfo(f"{learner}/{path}", ALWAYS)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, raw)
    return made.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What a package says of itself. `held`: check sums of the files it was made of."""

    learner: str
    held: frozenset[str]
    with_staff: bool


def received(raw: bytes) -> Received:
    """Raises ToolFailed for what is no package, or one whose files are not those it lists."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        told: Any = json.loads(files[CONTENTS])
        found = Received(
            learner=str(told["learner"]),
            held=frozenset(map(str, told["held"])),
            with_staff=any(path.startswith(f"{STAFF}/") for path in files),
        )
    except (BadZipFile, OSError, KeyError, ValueError, TypeError, EOFError) as why:
        raise ToolFailed(TOOL, "this is no package that `pathbook withdraw` made") from why
    if sums_of(files).encode() != files.get(SUMS):
        raise ToolFailed(TOOL, "the package has been changed since it was made: its check sums do not fit")
    return found
