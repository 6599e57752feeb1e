"""A site's files to and from the disk, with as few calls as can be: most of a filled site's time is spent here."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.render.shells import in_few_bytes


def write_files(files: Mapping[str, bytes], copied: Mapping[str, Path], into: Path) -> None:
    """Into a folder that holds nothing else; what lay there before is gone, as with MkDocs."""
    top = os.fspath(into)
    emptied(top)
    made = {""}
    for path, content in files.items():
        _make_folders(top, path.rpartition("/")[0], made)
        with open(f"{top}/{path}", "wb", buffering=0) as file:  # noqa: PTH123 -- a Path for each takes as long as writing
            _write_all(file.fileno(), content)
    for path, source in copied.items():
        _make_folders(top, path.rpartition("/")[0], made)
        shutil.copyfile(source, f"{top}/{path}")


def emptied(folder: str) -> None:
    """There, and without anything but hidden files."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileNotFoundError:
        os.makedirs(folder)  # noqa: PTH103
    except FileExistsError:
        for entry in os.scandir(folder):
            if entry.name.startswith("."):
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry.path)
            else:
                os.unlink(entry.path)  # noqa: PTH108


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below the folder by its path in it, but for hidden ones, which no build writes or takes away."""
    found = (file for file in folder.rglob("*") if file.is_file())
    read = {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}
    return {path: content for path, content in read.items() if not path.startswith(".")}


def lettered_in_few_bytes(index: Path) -> None:
    if index.is_file():
        index.write_text(in_few_bytes(json.loads(index.read_bytes())), encoding="utf-8")


def _make_folders(top: str, folder: str, made: set[str]) -> None:
    if folder not in made:
        _make_folders(top, folder.rpartition("/")[0], made)
        os.mkdir(f"{top}/{folder}")  # noqa: PTH102
        made.add(folder)


def _write_all(file: int, content: bytes) -> None:
    """A disk may take less than all at once."""
    written = os.write(file, content)
    while written < len(content):
        content = content[written:]
        written = os.write(file, content)
