"""Which files a publication of sealed sites may hold: each by its kind. What is not here is refused.

Paths are below the published folder. Folders are judged too, since a folder's name can say whose it is.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.publish.derived import NONCE_BYTES, TAG_BYTES
from generator.publish.frame import FLOOR, MANIFEST_FLOOR, padded
from generator.publish.paths import BROWSER_SIDE, SITES, THEME
from generator.publish.pb1 import FILE_MAGIC, MANIFEST_MAGIC

Kind = Literal["front", "theme", "browser", "stub", "worker", "slots", "manifest", "blob"]
FOLDER = rf"{SITES}/(?P<folder>[a-z2-7]{{16}})"
VERSION = "[0-9a-f]{16}"
KINDS: Mapping[Kind, re.Pattern[str]] = {
    "front": re.compile(r"index\.html|404\.html|robots\.txt"),
    "theme": re.compile(rf"{THEME}/{VERSION}/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_.-]+"),
    "browser": re.compile(rf"{BROWSER_SIDE}/{VERSION}/[a-z]+\.(?:js|css)"),
    "worker": re.compile(rf"{FOLDER}/sw\.js"),
    "slots": re.compile(rf"{FOLDER}/_pb/slots\.json"),
    "manifest": re.compile(rf"{FOLDER}/_pb/m"),
    "blob": re.compile(rf"{FOLDER}/_pb/b/(?P<blob>[a-z2-7]{{26}})"),
    "stub": re.compile(
        rf"{FOLDER}/(?:[a-z]{{2,3}}(?:-[A-Za-z0-9]{{2,8}})*/)?(?:(?:[a-z]+|goal/g[1-9][0-9]*|pathway/p[1-9][0-9]*)/)?"
        r"index\.html"
    ),
}
Refused = Literal["link", "hidden", "no-file", "unknown-file", "empty-folder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A file that may lie there by its name. `folder`: whose; None: nobody's."""

    path: str
    kind: Kind
    folder: str | None


def allowed(path: str) -> Published | None:
    """What a file is by its path; None: nothing that is published."""
    for kind, pattern in KINDS.items():
        found = pattern.fullmatch(path)
        if found is not None:
            return Published(path=path, kind=kind, folder=found.groupdict().get("folder"))
    return None


def folders_in(site: Path) -> tuple[str, ...]:
    """The folders of sites, whosever; what stands among them and is none is told by `files_in`."""
    if not (site / SITES).is_dir():
        return ()
    with os.scandir(site / SITES) as found:
        return tuple(sorted(entry.name for entry in found if _refused(entry) is None and entry.is_dir()))


def files_in(site: Path, inside: str = "", but: Collection[str] = ()) -> Iterator[tuple[str, Published | Refused]]:
    """Everything in a folder in the order of names: what it is, or why it is refused. `inside`: only below here, "" or
    a path that ends with "/"; `but`: folders that are passed over."""
    with os.scandir(site / inside) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    if inside not in ("", f"{SITES}/") and not entries:
        yield inside.removesuffix("/"), "empty-folder"
    for entry in entries:
        path = inside + entry.name
        refused = _refused(entry)
        if refused is not None:
            yield path, refused
        elif path in but:
            continue
        elif entry.is_dir():
            yield from files_in(site, f"{path}/", but)
        else:
            yield path, allowed(path) or "unknown-file"


def _refused(entry: "os.DirEntry[str]") -> Refused | None:
    if entry.is_symlink():
        return "link"
    if entry.name.startswith("."):
        return "hidden"
    return None if entry.is_dir() or entry.is_file() else "no-file"


def looks_sealed(content: bytes, kind: Literal["blob", "manifest"]) -> bool:
    """Whether a file begins and is as long as format pb1 has it; whether it opens is another question."""
    magic, head, floor = SHAPES[kind]
    frame = len(content) - len(magic) - head - TAG_BYTES
    return content.startswith(magic) and frame >= floor and padded(frame, floor) == frame


SHAPES: Mapping[str, tuple[bytes, int, int]] = {
    "blob": (FILE_MAGIC, 0, FLOOR),
    "manifest": (MANIFEST_MAGIC, NONCE_BYTES, MANIFEST_FLOOR),
}
