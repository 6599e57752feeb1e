"""Shells kept between builds in a private folder, so that one plan built anew asks nothing of MkDocs.

They hold nothing of anybody. The folder's name is a digest of all that decides them: programs, the school's base and
theme, a language's words. One that is damaged is learned anew. It is never restored from elsewhere: whoever could write
into it could write into pages.
"""

import json
import os
import re
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from generator.render.shells import Shell, Shells
from generator.render.themed import ThemedSite
from generator.words import Words

FORMAT = 1
MOST_SHAPES, MOST_FOLDERS = 256, 12  # a dozen kilobytes each; languages, sealed and open
THEME = "theme"
# What a base says of the environment or of other files stands in no digest.
FROM_ELSEWHERE = re.compile(r"!ENV|^\s*(?:INHERIT|hooks|plugins\s*:\s*\{|inherit)\b", re.MULTILINE)
CUSTOM = re.compile(r"^\s*custom_dir\s*:\s*(.*?)\s*(?:#.*)?$|custom_dir", re.MULTILINE)
COVERED = frozenset(("site_templates/theme", '"site_templates/theme"', "'site_templates/theme'"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The shells of one language. `fresh`: what lies there is not believed, only written over."""

    folder: Path
    fresh: bool = False

    def theme_name(self) -> str | None:
        """The name of the theme's shared folder; None: it is not known."""
        found = _read(self.folder / THEME) if not self.fresh else None
        return found if isinstance(found, str) else None

    def shells(self, shape: ThemedSite) -> Shells | None:
        found = _read(self.folder / _name_of(shape)) if not self.fresh else None
        if not isinstance(found, dict):
            return None
        return Shells(
            texts=tuple(found["texts"]),
            escaped=tuple(found["escaped"]),
            files=tuple(Shell(path=tuple(path), body=tuple(body)) for path, body in found["files"]),
            index=found["index"],
        )

    def keep(self, shape: ThemedSite, shells: Shells, theme_name: str) -> None:
        """It only saves time: where it cannot be kept, nothing is said."""
        content = {
            "texts": shells.texts,
            "escaped": shells.escaped,
            "files": [(shell.path, shell.body) for shell in shells.files],
            "index": shells.index,
        }
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(self.folder / THEME, theme_name)
            _write(self.folder / _name_of(shape), content)
            _without_oldest(self.folder, MOST_SHAPES + 1)
            _without_oldest(self.folder.parent, MOST_FOLDERS)
        except OSError:
            return


def shelf_in(
    kept: Path,
    programs: str,
    config_file: Path,
    templates: tuple[Path, ...],
    words: Words,
    theme_from_site: str,
    *,
    fresh: bool = False,
) -> Shelf | None:
    """Where shells of this school and language are kept; None where something decides them that no digest holds.

    The last of `templates` are ours: `programs` tells of them.
    """
    base = config_file.read_text(encoding="utf-8")
    if FROM_ELSEWHERE.search(base) or any(found[1] not in COVERED for found in CUSTOM.finditer(base)):
        return None
    decides = sha256(json.dumps([FORMAT, programs, base, theme_from_site, *_said_of(words)]).encode())
    for folder in templates[:-1]:
        for file in sorted(each for each in (folder / "theme").rglob("*") if each.is_file()):
            held = sha256(file.read_bytes()).digest()
            decides.update(f"\n{file.relative_to(folder).as_posix()}\n".encode(errors="surrogateescape") + held)
    return Shelf(folder=kept / decides.hexdigest()[:32], fresh=fresh)


def _said_of(words: Words) -> tuple[object, ...]:
    """All that the theme says in a language."""
    return (words.language, words.said_in, words.direction, words.base_language, sorted(words.messages.items()))


def _name_of(shape: ThemedSite) -> str:
    return sha256(repr(shape).encode(errors="surrogatepass")).hexdigest()


def _read(file: Path) -> object:
    """What was written there; None where it is not, or is not as it was written."""
    try:
        signed, _, packed = file.read_bytes().partition(b"\n")
        return json.loads(zlib.decompress(packed)) if sha256(packed).hexdigest().encode() == signed else None
    except (OSError, ValueError, zlib.error):
        return None


def _write(file: Path, content: object) -> None:
    packed = zlib.compress(json.dumps(content).encode())
    with NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as fresh:
        fresh.write(sha256(packed).hexdigest().encode() + b"\n" + packed)
    os.replace(fresh.name, file)  # noqa: PTH105


def _without_oldest(folder: Path, most: int) -> None:
    lying = sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for old in lying[most:]:
        if old.is_dir():
            _without_oldest(old, 0)
            old.rmdir()
        else:
            old.unlink(missing_ok=True)
