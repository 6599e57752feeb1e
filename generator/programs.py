"""Which programs decide what pages and papers look like, as one digest: Pathbook's files, and all that is installed.

It is asked before anything else of a build, so it imports next to nothing: names of folders tell what is installed.
"""

import os
import sys
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from time import time_ns

PACKAGE = Path(__file__).resolve().parent
OURS = ("site_templates", "mkdocs.yml")
MADE_BY_PYTHON = "__pycache__"
INSTALLED = (".dist-info", ".egg-info")
# Letters are shaped and set by libraries that no Python package brings. Their files' names hold their versions.
LETTERS = ("libpango", "libharfbuzz", "libfontconfig", "libfribidi", "libfreetype", "libgobject")
LIBRARIES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
OF_THIS_MACHINE = "-linux-gnu"
GRAIN_NS = 2_000_000_000  # some file systems count time in steps of two seconds


def programs(memory: Path | None = None) -> str:
    """One digest of all programs. `memory`: a file that keeps it, so that files nobody touched since are not read.

    Unlike versions alone it tells two commits of Pathbook apart, and a checkout in which somebody is at work.
    """
    files = tuple(own_files())
    if memory is None:
        return digest_of(files)
    signed = signature_of(files)
    if known := remembered(memory, signed):
        return known
    made = digest_of(files)
    if signed == signature_of(files) and not just_written(files):
        remember(memory, signed, made)
    return made


def shipped(name: str) -> Path:
    """A file or folder of ours: inside the installed package, or beside it in a checkout."""
    installed = PACKAGE / f"_{name}"
    return installed if installed.exists() else PACKAGE.parent / name


def own_files() -> Iterator[os.DirEntry[str]]:
    """Every file that came with Pathbook, in one order on every machine."""
    yield from files_in(PACKAGE)
    for name in OURS:
        lying = shipped(name)
        if lying.parent == PACKAGE:
            continue  # told with the package
        if lying.is_dir():
            yield from files_in(lying)
        else:
            yield from (each for each in sorted_entries(lying.parent) if each.name == name)


def files_in(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    for entry in sorted_entries(folder):
        if entry.is_dir():
            if entry.name != MADE_BY_PYTHON:
                yield from files_in(entry.path)
        else:
            yield entry


def sorted_entries(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda each: each.name)


def digest_of(files: tuple[os.DirEntry[str], ...]) -> str:
    """By what the files hold, and by nothing that differs between two machines on which the same lies."""
    said = sha256()
    for line in surroundings():
        said.update(f"{line}\n".encode())
    top = os.fspath(PACKAGE.parent)
    for file in files:
        with open(file.path, "rb") as stream:  # noqa: PTH123 -- a thousand files: a Path for each costs as much as reading
            held = sha256(stream.read()).digest()
        said.update(os.path.relpath(file.path, top).encode("utf-8", "surrogateescape") + b"\0" + held)
    return said.hexdigest()


def signature_of(files: tuple[os.DirEntry[str], ...]) -> str:
    """What changes whenever somebody writes one of the files, without reading any."""
    said = sha256("\n".join(surroundings()).encode())
    for file in files:
        stat = os.stat(file.path)  # noqa: PTH116 -- what the entry holds may be older
        said.update(f"{file.path}\0{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}\n".encode())
    return said.hexdigest()


def just_written(files: tuple[os.DirEntry[str], ...]) -> bool:
    """A file may be written twice within one tick of its clock, and look the same."""
    newest = max((max(s.st_mtime_ns, s.st_ctime_ns) for s in (os.stat(file.path) for file in files)), default=0)  # noqa: PTH116
    return newest > time_ns() - GRAIN_NS


def surroundings() -> Iterator[str]:
    """Python, everything that is installed into it, and what sets letters."""
    yield f"{sys.implementation.name} {sys.version_info} {sys.platform} {zlib.ZLIB_RUNTIME_VERSION}"
    yield from sorted({name for folder in sys.path for name in names_in(folder) if name.endswith(INSTALLED)})
    yield from sorted({name for folder in library_folders() for name in names_in(folder) if name.startswith(LETTERS)})


def library_folders() -> Iterator[str]:
    for folder in LIBRARIES:
        yield folder
        yield from (f"{folder}/{name}" for name in names_in(folder) if name.endswith(OF_THIS_MACHINE))


def names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")  # noqa: PTH208 -- names are enough
    except OSError:  # an entry of the path that is no folder, or lies in an archive
        return []


def remembered(memory: Path, signed: str) -> str:
    try:
        before, _, made = memory.read_text(encoding="ascii").partition("\n")
    except (OSError, ValueError):
        return ""
    return made.strip() if before == signed and len(made.strip()) == len(signed) else ""


def remember(memory: Path, signed: str, made: str) -> None:
    """It only saves time: where it cannot be kept, nothing is said."""
    beside = memory.with_name(f"{memory.name}.{os.getpid()}")
    try:
        beside.write_text(f"{signed}\n{made}\n", encoding="ascii")
        beside.replace(memory)
    except OSError:
        beside.unlink(missing_ok=True)
