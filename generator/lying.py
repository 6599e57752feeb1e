"""Whether a learner's outputs lie where they were put, as they were put there.

A folder that nobody touched is known by its inode and times. One that was copied, such as by CI from its cache, or that
anybody added to or took from, is read and compared by what it holds. A file that somebody changed in its place is found
by `build --verify`, which reads everything.
"""

import json
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from generator.at_rest.private import keep_private, kept_private
from generator.manifest import Made, Order, Part
from generator.publish.keys import Master, folder_of
from generator.publish.previous import MANIFEST
from generator.publish.swap import digest_of
from generator.sealing import stick_name


def place_of(order: Order, master: Callable[[], Master], learner: str, part: Part) -> Path:
    """The folder of a learner's outputs of one kind, or the file where a site is one file."""
    if part == "pdf":
        return order.pdfs / learner
    if order.access == "plain":
        return order.sites / learner
    name = folder_of(master(), learner)
    return order.sticks / stick_name(name) if order.access == "standalone" else order.sites / name


def digest_of_output(place: Path) -> str:
    """Of all that lies there; "" where nothing does."""
    if place.is_dir():
        return digest_of(place)[:32]
    return sha256(place.read_bytes()).hexdigest()[:32] if place.is_file() else ""


class Lying:
    """What of the outputs lies there as it was written down. Where it cannot be kept, all is read the next time."""

    def __init__(self, order: Order, master: Master) -> None:
        self._order, self._master = order, lambda: master
        self._file = order.book / "lying"
        self._before = self._read()
        self._now: dict[str, tuple[str, str]] = {}
        self._themes: dict[str, bool] = {}

    def _read(self) -> Mapping[str, list[str]]:
        said = kept_private(self._file)
        told: Mapping[str, list[str]] = {} if said is None else json.loads(said)
        return told

    def lies(self, learner: str, part: Part, made: Made) -> bool:
        """Whether these outputs are there, whole and unchanged, and the theme that pages lead to."""
        place = place_of(self._order, self._master, learner, part)
        if part == "pdf" and self._order.previous is not None:
            return True  # a publication takes no papers; CI keeps none, since they are not sealed
        if part == "site" and not (all(map(self._has_theme, made.themes)) and self._goes_on(place)):
            return False
        return self._is_as_written(place, made.files)

    def saw(self, learner: str, part: Part, made: Made) -> None:
        """After these were drawn: they are known from now on."""
        place = place_of(self._order, self._master, learner, part)
        self._now[self._name(place)] = (signature_of(place), made.files)

    def keep(self) -> None:
        there = {name: held for name, held in self._before.items() if (self._order.out / name).exists()}
        keep_private(self._file, json.dumps({**there, **self._now}).encode())

    def _is_as_written(self, place: Path, files: str) -> bool:
        name, signed = self._name(place), signature_of(place)
        known = self._before.get(name)
        if known != [signed, files] and digest_of_output(place) != files:
            return False
        self._now[name] = (signed, files)
        return True

    def _goes_on(self, place: Path) -> bool:
        """Whether what is sealed goes on from the last publication, which may be another than what lies here."""
        before = self._order.previous
        if before is None or self._order.access != "sealed":
            return True
        return held_in(place / MANIFEST) == held_in(before / self._order.sites.name / place.name / MANIFEST)

    def _has_theme(self, name: str) -> bool:
        if name not in self._themes:
            self._themes[name] = (self._order.theme / name).is_dir()
        return self._themes[name]

    def _name(self, place: Path) -> str:
        return os.path.relpath(place, self._order.out)


def signature_of(place: Path) -> str:
    """What is another once somebody adds to a folder, takes from it, or puts another in its place."""
    try:
        stat = place.lstat()
    except OSError:
        return ""
    return f"{stat.st_ino} {stat.st_mtime_ns} {stat.st_ctime_ns}"


def held_in(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
