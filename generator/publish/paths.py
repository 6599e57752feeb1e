"""Paths of a learner's site: which may be sealed, and under which the page that asks for the code lies."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from generator.problem import ToolFailed
from generator.publish.frame import LARGEST

SITES, THEME, BROWSER_SIDE = "s", "_theme", "_pb"
TOPS = (THEME, BROWSER_SIDE, SITES)  # folders of what is published, in the order in which it is put out
OURS = (BROWSER_SIDE, THEME, "sw.js")  # what the browser side keeps for itself in a learner's folder
FIXED_PAGES = ("", "about/", "changes/", "conversations/", "earlier/", "evidence/", "family/", "reached/")
NUMBERED = re.compile(r"(?:^|/)(goal/g|pathway/p)([1-9][0-9]*)/index\.html$")
STEP, MOST_STEPS = 16, 8  # beyond, a goal's page is found by way of the host's 404 page or from Home


def plain_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a plain site with its path, in the order of the paths. Links are refused: they lead elsewhere."""
    for path in sorted(_paths(folder, "")):
        file = folder / path
        if file.stat().st_size > LARGEST:
            raise ToolFailed("sealing", f"a file of the site is larger than 1 GiB, which no browser could open: {path}")
        yield path, file.read_bytes()


def _paths(folder: Path, below: str) -> Iterator[str]:
    with os.scandir(folder / below) as found:
        entries = tuple(found)
    for entry in entries:
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _paths(folder, f"{path}/")
        elif entry.is_file(follow_symlinks=False) and is_path(path):
            yield path
        else:
            raise ToolFailed("sealing", f"the site holds what cannot be published: {path!r}")


def is_path(path: str) -> bool:
    """Whether a file of a site may have this path: it stays in the folder, and everybody writes it alike."""
    parts = path.split("/")
    return (
        path.isprintable()
        and "\\" not in path
        and not any(part in ("", ".", "..") for part in parts)
        and parts[0] not in OURS
    )


def is_published(folder: Path) -> bool:
    """Whether a folder is, or lies in, one that goes to a host: built there already, or about to be."""
    return any(_is_taken_to_a_host(each) for each in (folder, *folder.parents))


def _is_taken_to_a_host(folder: Path) -> bool:
    if folder.parent.name == "out" and folder.name in {"site", "published"}:
        return True
    return (folder / SITES).is_dir() and ((folder / THEME).is_dir() or (folder / BROWSER_SIDE).is_dir())


def stub_paths(paths: Collection[str], languages: Collection[str]) -> tuple[str, ...]:
    """Folders in which the unlock page lies: "" is Home. `paths`: what the site holds.

    The same few sets for everybody, so that they tell neither the languages nor how many goals somebody has.
    """
    pages = _pages(_steps(paths))
    return tuple(sorted(below + page for below in ("", *(f"{each}/" for each in languages)) for page in pages))


def _steps(paths: Collection[str]) -> int:
    highest = {"goal/g": 0, "pathway/p": 0}
    for path in paths:
        if found := NUMBERED.search(path):
            highest[found[1]] = max(highest[found[1]], int(found[2]))
    holding = (
        steps
        for steps in range(1, MOST_STEPS)
        if highest["pathway/p"] <= _pathways(steps) and highest["goal/g"] <= _goals(steps)
    )
    return next(holding, MOST_STEPS)


def _pages(steps: int) -> tuple[str, ...]:
    pathways = (f"pathway/p{number}/" for number in range(1, _pathways(steps) + 1))
    goals = (f"goal/g{number}/" for number in range(1, _goals(steps) + 1))
    return (*FIXED_PAGES, *pathways, *goals)


def _pathways(steps: int) -> int:
    return 2 * steps


def _goals(steps: int) -> int:
    return STEP * steps - len(FIXED_PAGES) - _pathways(steps)
