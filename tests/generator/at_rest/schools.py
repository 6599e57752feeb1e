"""A small school that was built: files in git, files beside git, and what a build would have left behind."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from generator.at_rest.asked import Asked, asked_with
from generator.at_rest.remembering import Begun, Ended, begun, remember
from generator.at_rest.still import still_holds
from tests import history
from tests.history import write

WORDS = ("--jobs", "1")
FILES = {
    ".gitignore": "out/\nplans/people.yml\n",
    "frameworks/core.yml": "competencies: []\n",
    "mkdocs.yml": "theme: {name: material}\n",
    "plans/school.yml": "name: A school\n",
    "plans/class-1/s-0001/learner.yml": "learner: s-0001\n",
    "plans/class-1/s-0002/learner.yml": "learner: s-0002\n",
}
TODAY = datetime.now(UTC).date()


def laid_out(folder: Path) -> Path:
    """A school that nobody put into git yet, with the outputs of a build."""
    for path, text in FILES.items():
        write(folder, path, text)
    write(folder, "plans/people.yml", "learners: {}\n")  # which git ignores
    for learner in ("s-0001", "s-0002"):
        write(folder, f"out/site/s/{learner}/index.html", "<p>")
        write(folder, f"out/pdf/{learner}/family.pdf", "%PDF")
    write(folder, "out/site/_theme/1f/main.css", "p {}")
    write(folder, "out/.pathbook/manifest.json", "{}")
    return folder


def in_git(folder: Path) -> Path:
    history.begun(laid_out(folder))
    return folder


def asked(root: Path, words: tuple[str, ...] = WORDS, **environ: str) -> Asked:
    return asked_with(words, environ, str(root))


def built(root: Path, words: tuple[str, ...] = WORDS, **said: Any) -> bool:
    """What a build does that ends well; whether it could look at everything."""
    build = at_work(root, words)
    told: dict[str, Any] = {"learners": 2, "on": TODAY, "through": date.max, "timezone": "Asia/Kolkata", "warnings": 0}
    if build is not None:
        remember(build, Ended(**told | said))
    return build is not None


def at_work(root: Path, words: tuple[str, ...] = WORDS) -> Begun | None:
    return begun(root, root / "out", root / "out/.pathbook", asked(root, words))


def holds(root: Path, words: tuple[str, ...] = WORDS, **environ: str) -> str | None:
    return still_holds(words, environ, str(root))


def aged(root: Path) -> None:
    """As if the files had been written long ago, as far as one can write that."""
    for path in root.rglob("*"):
        if "out" not in path.parts and ".git" not in path.parts:
            os.utime(path, (1_700_000_000, 1_700_000_000))


YESTERDAY = TODAY - timedelta(days=1)
