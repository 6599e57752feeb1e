"""The list of what is published: every file with its SHA-256 and size, so that anybody can tell whether it is still so.

It lies beside the publication and not in it. `releases` are the numbers of the learners' sites by folder, for the next
publication to count on; `kept` are folders of the theme and of the browser side that only pages still open ask for.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.problem import ToolFailed
from generator.publish.faults import Fault
from generator.publish.paths import BROWSER_SIDE, THEME

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    sha256: str  # hexadecimal
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HashList:
    on: date
    release: int  # the highest of all sites
    files: Mapping[str, Fingerprint]
    releases: Mapping[str, int]
    kept: tuple[str, ...] = ()

    @property
    def shared(self) -> Mapping[str, str]:
        """Digests of the theme and of the browser side, by path."""
        return {
            path: each.sha256 for path, each in self.files.items() if path.startswith((f"{THEME}/", f"{BROWSER_SIDE}/"))
        }


def fingerprint(content: bytes) -> Fingerprint:
    return Fingerprint(sha256=sha256(content).hexdigest(), size=len(content))


def fingerprints_in(folder: Path) -> Iterator[tuple[str, Fingerprint]]:
    """Every file below a folder, in the order of paths."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        yield path.relative_to(folder).as_posix(), fingerprint(path.read_bytes())


def differences(folder: Path, held: HashList) -> Iterator[Fault]:
    """Where a folder is not what the list says."""
    found = dict(fingerprints_in(folder))
    for path in sorted(found.keys() | held.files.keys()):
        if path not in held.files:
            yield Fault(file=path, kind="not-listed")
        elif path not in found:
            yield Fault(file=path, kind="missing")
        elif found[path] != held.files[path]:
            yield Fault(file=path, kind="changed")


def written(held: HashList) -> str:
    """A line a file, so that git shows what has changed."""
    files = {path: (each.sha256, each.size) for path, each in held.files.items()}
    told = {
        "format": FORMAT,
        "on": held.on.isoformat(),
        "release": held.release,
        "kept": held.kept,
        "releases": held.releases,
    }
    head = json.dumps(told, sort_keys=True)[:-1]
    lines = ",\n".join(f"{json.dumps(path)}: {json.dumps(files[path])}" for path in sorted(files))
    return f'{head}, "files": {{\n{lines}\n}}}}\n'


def read_list(file: Path) -> HashList | None:
    """None: there is none. Raises ToolFailed for one that cannot be understood: nothing could be compared with it."""
    try:
        said: Any = json.loads(file.read_bytes())
        if said["format"] != FORMAT:
            raise ValueError
        return HashList(
            on=date.fromisoformat(said["on"]),
            release=int(said["release"]),
            files={path: Fingerprint(sha256=digest, size=size) for path, (digest, size) in said["files"].items()},
            releases={folder: int(release) for folder, release in said["releases"].items()},
            kept=tuple(said["kept"]),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ToolFailed("list of published files", f"{file} is none, or was changed") from None
