"""Which files lie where. Hidden files are nobody's; links that leave the school's folder are refused."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from generator.load.source import leaves, outside
from generator.problem import Place, Problem

RESERVED = ("pathways", "catalogue", "requirements", "glossary")  # folders of frameworks/ that are no framework
LEARNER_ID = re.compile(r"[a-z]-[0-9]{4,8}")
SCHOOL_YEAR = re.compile(r"[12][0-9]{3}-[0-9]{2}")
DAY_THEN_SLUG = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?:-.+)?")
ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
GOAL_ID = re.compile(r"g[1-9][0-9]{0,3}")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
YAML_ENDINGS = (".yml", ".yaml")
BATCHES = "plans/.batches"  # what was written together, for `pathbook undo`: nobody's work


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What lies directly in a folder, names in order. `folder` is relative to the root."""

    folder: str
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}"


def listing_of(root: Path, folder: str) -> Listing:
    """A folder that is not there is empty; so is one that lies elsewhere, which the listing around it tells."""
    files: list[str] = []
    folders: list[str] = []
    problems: list[Problem] = []
    for entry in _entries(root, folder):
        if entry.name.startswith("."):
            continue
        shown = entry.name if entry.name.isascii() else entry.name.encode("utf-8", "replace").decode()
        if entry.is_symlink() and leaves(root, Path(entry.path)):
            problems.append(outside(f"{folder}/{shown}"))
        elif shown != entry.name:
            problems.append(
                misplaced(f"{folder}/{shown}", "a name that is not UTF-8", "Give it a name in plain letters.")
            )
        elif _is_folder(entry):
            folders.append(entry.name)
        elif entry.is_symlink() or entry.is_file():  # a link that leads nowhere is told when it is read
            files.append(entry.name)
    return Listing(folder=folder, files=tuple(files), folders=tuple(folders), problems=tuple(problems))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _entries(root: Path, folder: str) -> list[os.DirEntry[str]]:
    path = os.path.join(root, folder)  # noqa: PTH118 -- a Path for each folder of a school takes longer than listing it
    if os.path.islink(path) and leaves(root, Path(path)):  # noqa: PTH114
        return []
    try:
        with os.scandir(path) as entries:
            return sorted(entries, key=attrgetter("name"))
    except (FileNotFoundError, NotADirectoryError):
        return []


def yaml_names(listing: Listing) -> tuple[str, ...]:
    """Names of the files that are read, without their ending."""
    return tuple(name.removesuffix(".yml") for name in listing.files if name.endswith(".yml"))


def strangers(listing: Listing, files: Iterable[str], folders: Iterable[str], expected: str) -> tuple[Problem, ...]:
    """Warnings for what is not among these; a README is welcome everywhere."""
    known_files, known_folders = frozenset(files), frozenset(folders)
    unknown = [name for name in listing.files if name not in known_files and not name.startswith("README")]
    unknown += [f"{name}/" for name in listing.folders if name not in known_folders]
    return tuple(_stranger(listing.path(name), expected) for name in unknown)


def _stranger(path: str, expected: str) -> Problem:
    if path.endswith(".yaml"):
        return misplaced(path, "files that end in .yaml are not read", f"Name it {path.removesuffix('.yaml')}.yml.")
    return misplaced(path, "nothing is read from here", f"Expected here: {expected}.")


def misplaced(path: str, message: str, hint: str) -> Problem:
    return Problem(Place(path.rstrip("/")), "misplaced-file", message, hint, severity="warning")


def wrong_name(place: Place, field: str, written: str, named: str, form: re.Pattern[str] = ID) -> Problem:
    """A file that says it is another one than its name or folder says; `form` is how such a name must look."""
    message = f"{field!r} is {written!r}, but the file lies where {named!r} belongs"
    hint = f"Write:  {field}: {named}  — or rename it."
    if not form.fullmatch(named):
        hint = f"{named!r} is no such name: rename the file or its folder to {written!r}."
    return Problem(place.at(field), "misplaced-file", message, hint, length=len(written))


def repeated(noun: str, name: str, second: Place, first: Place) -> Problem:
    """Two things of one name, of which the second would be lost."""
    message = f"{noun} {name!r} is there twice; the first is at {first}"
    hint = "Give the second one an id that was never used."
    return Problem(second, "repeated-id", message, hint, length=len(name))
