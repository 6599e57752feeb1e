"""The table of contents of one learner's site, sealed itself: which page lies in which blob, which scripts may run."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """A file of the learner's, in a blob of its own."""

    name: str  # of the blob
    digest: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """A file of the theme, which lies in clear once for the school and is pinned here."""

    path: str  # below the theme's folder
    digest: str  # SHA-256
    media_type: str


MOST_RELEASES = 1 << 53
File: TypeAlias = SealedFile | SharedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a site consists of.

    `release` counts up with each change of the content, `on` is the day of the newest. `csp` are digests of the scripts
    that may stand inside pages. `old` names blobs of the release before, which lie there for pages that are still open.
    """

    folder: str
    epoch: int
    release: int
    on: date
    theme: str  # address of the theme's folder on the site's host
    csp: tuple[str, ...]
    files: Mapping[str, File]
    old: tuple[str, ...]


def canonical(content: object) -> bytes:
    """JSON that can be written in one way only."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def written(manifest: Manifest) -> bytes:
    return canonical(
        {
            "csp": manifest.csp,
            "epoch": manifest.epoch,
            "files": {path: _written_file(file) for path, file in manifest.files.items()},
            "folder": manifest.folder,
            "old": manifest.old,
            "on": manifest.on.isoformat(),
            "release": manifest.release,
            "theme": manifest.theme,
            "v": 1,
        }
    )


def _written_file(file: File) -> Mapping[str, str]:
    match file:
        case SealedFile():
            return {"b": file.name, "h": file.digest, "t": file.media_type}
        case SharedFile():
            return {"d": file.digest, "p": file.path, "t": file.media_type}


def read(content: bytes) -> Manifest:
    """Raises ValueError, KeyError or TypeError for what `written` does not write."""
    said: Any = json.loads(content)
    if said["v"] != 1 or type(said["release"]) is not int or not 0 <= said["release"] < MOST_RELEASES:
        raise ValueError("another version, or a number that browsers cannot count on from")
    return Manifest(
        folder=said["folder"],
        epoch=said["epoch"],
        release=said["release"],
        on=date.fromisoformat(said["on"]),
        theme=said["theme"],
        csp=tuple(said["csp"]),
        files={path: _read_file(file) for path, file in said["files"].items()},
        old=tuple(said["old"]),
    )


def _read_file(said: Mapping[str, str]) -> File:
    if "b" in said:
        return SealedFile(name=said["b"], digest=said["h"], media_type=said["t"])
    return SharedFile(path=said["p"], digest=said["d"], media_type=said["t"])
