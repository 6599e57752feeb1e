"""What a build that ended well leaves behind, so that the next one can tell at a glance that nothing has changed.

It is for this machine alone: on another, every file has another signature. It holds names of files and folders, times
and digests; no name of a person, no word of a plan.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from generator.at_rest.folders import Folders
from generator.at_rest.seen import Seen
from generator.at_rest.tracked import Tracked

FILE = "at_rest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """`until`: the second at which a day begins on which something shown may change; None: the day was given.

    `lying`: how the outputs lay there. `warnings`: how many there were; nobody looks for them again.
    """

    asked: str
    root: str
    seen: Seen
    until: float | None
    lying: str
    learners: int
    on: str
    warnings: int


def keep(book: Path, kept: Kept) -> None:
    """Written beside and swapped in. Where there is no room for it, the next build only takes longer."""
    said = json.dumps({"format": FORMAT} | asdict(kept), separators=(",", ":")).encode("ascii")
    with suppress(OSError):
        handle, beside = mkstemp(dir=book, prefix=FILE)  # which only this account can read
        try:
            with os.fdopen(handle, "wb") as half:
                half.write(sha256(said).hexdigest().encode() + b"\n" + said)
            Path(beside).replace(book / FILE)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


def kept_in(book: Path) -> Kept | None:
    """None: no build is remembered, or what is remembered was torn, or is of another Pathbook."""
    try:
        digest, _, said = (book / FILE).read_bytes().partition(b"\n")
        if sha256(said).hexdigest().encode() != digest:
            return None
        held = json.loads(said)
        return kept_from(held) if held.pop("format") == FORMAT else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def kept_from(held: dict[str, Any]) -> Kept:
    """Raises TypeError or KeyError for what is no such thing."""
    seen, tracked = held["seen"], held["seen"]["tracked"]
    return Kept(
        **held
        | {
            "seen": Seen(
                **seen
                | {
                    "tops": tuple(seen["tops"]),
                    "tracked": Tracked(**tracked | {"index": tuple(tracked["index"])}),
                    "folders": Folders(**{name: tuple(column) for name, column in seen["folders"].items()}),
                    "loose": {file: tuple(signed) for file, signed in seen["loose"].items()},
                }
            )
        }
    )


def forget(book: Path) -> None:
    """A build begins: from now on nothing is at rest, until it has ended well."""
    (book / FILE).unlink(missing_ok=True)
