"""What a build that ended well leaves behind, so that the next one can tell at a glance that nothing has changed.

It is for this machine alone: on another, every file has another signature. It holds names of files and folders, times
and digests; no name of a person, no word of a plan.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.at_rest.folders import Folders
from generator.at_rest.private import keep_private, kept_private
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
    keep_private(book / FILE, json.dumps({"format": FORMAT} | asdict(kept), separators=(",", ":")).encode("ascii"))


def kept_in(book: Path) -> Kept | None:
    """None: no build is remembered, or what is remembered was torn, or is of another Pathbook."""
    said = kept_private(book / FILE)
    if said is None:
        return None
    held = json.loads(said)
    if held.pop("format") != FORMAT:
        return None
    try:
        return kept_from(held)
    except (TypeError, KeyError):  # of a Pathbook that remembered something else under the same number
        return None


def kept_from(held: dict[str, Any]) -> Kept:
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
