"""What is to be built, and what was: one line a learner, kept beside the outputs and never published."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from generator.problem import Problem, errors_in
from generator.workers import How

FORMAT = 1
Part = Literal["site", "pdf"]
Access = Literal["sealed", "plain", "standalone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be built. `learners` empty: all of them; `only` None: sites and PDFs.

    `clears`: what was built for learners who are gone from plans/ is taken away. Not so where the school is built as
    of a commit, since who came later is not gone.
    """

    root: Path
    out: Path
    learners: tuple[str, ...] = ()
    only: Part | None = None
    people: Path | None = None
    appendix: bool = False  # printed plans tell how each level was worked out, after their four pages
    access: Access | None = "plain"  # None: as school.yml says
    master: Path | None = None  # the file of the secret that codes and keys come from; None: the environment says
    release: int | None = None  # of what is sealed; None: counted from commits and days
    previous: Path | None = None  # a publication that sealing goes on from, there or not; None: what lies in `out`
    how: How = "processes"
    jobs: int = 1
    clears: bool = True
    changed: bool = False  # whoever's site would be the one that lies there is left out
    past: Path | None = None  # where git is asked for the past; None: in `root`
    until: str = "HEAD"  # the newest commit it may tell of
    reviews: Path | None = None  # approvals as the forge keeps them

    @property
    def book(self) -> Path:
        """Where a build keeps its lock and its manifest; never published."""
        return self.out / ".pathbook"

    @property
    def photos(self) -> Path:
        """Copies of photos as sites show them, a folder a learner: made once, never published from here."""
        return self.book / "photos"

    @property
    def history(self) -> Path:
        """What is remembered of the school's past, a file a learner: so that only what is new is worked out."""
        return self.book / "history"

    @property
    def sites(self) -> Path:
        return self.out / "site" / "s"

    @property
    def sticks(self) -> Path:
        """Where sites lie that are one file each."""
        return self.out / "standalone"

    @property
    def rules(self) -> Path:
        """What a host with logins is told; never published."""
        return self.out / "access"

    @property
    def theme(self) -> Path:
        return self.out / "site" / "_theme"

    @property
    def published(self) -> Path:
        """What a host is to be given, once the gates have let it through."""
        return self.out / "published"

    @property
    def pdfs(self) -> Path:
        return self.out / "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What became of one learner. `on` None: nothing new was built, and the last good output stays.

    `may_be_read`: somebody has a code for the site, or a host's login would let somebody in. `themes`: the names of the
    shared folders that its pages lead to.
    """

    learner: str
    problems: tuple[Problem, ...]
    on: date | None = None
    pages: int = 0
    editions: tuple[str, ...] = ()
    may_be_read: bool = True
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a build. `cleared`: learners who are gone from plans/, and whose outputs were taken away.

    `trial`: sealed with the secret that everybody knows.
    """

    on: date
    built: tuple[Built, ...]
    cleared: tuple[str, ...]
    problems: tuple[Problem, ...]  # of shared files: warnings only
    access: Access | None = "plain"
    trial: bool = False

    @property
    def failed(self) -> tuple[str, ...]:
        return tuple(one.learner for one in self.built if one.on is None)

    @property
    def unread(self) -> tuple[str, ...]:
        """Whose site nobody could open, so that there is none."""
        return tuple(one.learner for one in self.built if one.on is not None and not one.may_be_read)

    @property
    def pages(self) -> int:
        return sum(one.pages for one in self.built)

    @property
    def editions(self) -> int:
        return sum(len(one.editions) for one in self.built)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        return self.problems + tuple(problem for one in self.built for problem in one.problems)

    @property
    def in_order(self) -> bool:
        return not self.failed and not errors_in(self.all_problems)


def read_manifest(book: Path) -> Mapping[str, Mapping[str, object]]:
    """What earlier builds wrote down, by learner; empty when there is nothing, or nothing that can be read."""
    try:
        held = json.loads((book / "manifest.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        return {}
    learners: Mapping[str, Mapping[str, object]] = held["learners"]
    return learners


def write_manifest(
    book: Path, built: tuple[Built, ...], cleared: frozenset[str], marks: Mapping[str, str] | None = None
) -> None:
    """Write down what was built now beside what is still there, in one swap, after everything it tells of.

    `marks`: of what each was made, where a later build is to know; None: nobody asks.
    """
    new = {
        one.learner: {"on": str(one.on), "pages": one.pages, "editions": one.editions}
        | ({} if marks is None else {"mark": marks[one.learner]})
        for one in built
        if one.on
    }
    held = {learner: line for learner, line in read_manifest(book).items() if learner not in cleared} | new
    beside = book / "manifest.json.new"
    lines = json.dumps({"format": FORMAT, "learners": dict(sorted(held.items()))}, indent=1)
    beside.write_text(lines + "\n", encoding="utf-8")
    beside.replace(book / "manifest.json")
