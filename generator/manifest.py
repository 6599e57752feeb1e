"""What is to be built, and what was: one line a learner, kept beside the outputs and never published."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from generator.at_rest.asked import Asked
from generator.problem import Problem, errors_in
from generator.shards import Shard

FORMAT = 2
FILE = "manifest.json"
TOLD = ("key", "shown", "searched", "files", "count", "warnings", "themes")
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
    how: str = "processes"
    jobs: int = 1
    clears: bool = True
    force: bool = False  # everybody is built, also whose outputs would be those that lie there
    past: Path | None = None  # where git is asked for the past; None: in `root`
    until: str = "HEAD"  # the newest commit it may tell of
    reviews: Path | None = None  # approvals as the forge keeps them
    shard: Shard | None = None  # only a part of the learners, of whom alone outputs lie in `out`
    asked: Asked | None = None  # as it was typed, so that the same need not be done twice; None: nobody typed it so

    @property
    def parts(self) -> tuple[Part, ...]:
        return ("site", "pdf") if self.only is None else (self.only,)

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
    def swapped(self) -> tuple[Path, ...]:
        """Folders in which outputs are swapped in, so that a run that was cut may have left something half done."""
        return self.out, self.book, self.sites.parent, self.sites, self.theme, self.sticks, self.pdfs

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
class Made:
    """One kind of a learner's outputs, as digests. From `on` to `good_through` it stays what it is if `key` does.

    `key`: of all that it is made of; "": nobody can know that, so it never stays. `shown`: of all that it says.
    `searched`: of what its pages must not hold. `files`: of what lies there; "": nothing does, since nobody may read
    it. `count`: of pages or documents; `warnings`: told while they were drawn; `themes`: as in `Built`.
    """

    key: str
    shown: str
    searched: str = ""
    files: str = ""
    on: date
    good_through: date
    count: int = 0
    warnings: int = 0
    themes: tuple[str, ...] = ()

    def holds(self, key: str, on: date) -> bool:
        return bool(key) and self.key == key and self.on <= on <= self.good_through


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is known of one learner. `warnings`: how many `check` has. Whoever has errors is not written down."""

    warnings: int = 0
    parts: Mapping[Part, Made]

    def only(self, parts: Iterable[Part]) -> "Line":
        """The same of the kinds of outputs that were asked for."""
        return replace(self, parts={part: self.parts[part] for part in parts if part in self.parts})


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What became of one learner. `on` None: nothing new was built, and the last good output stays.

    `may_be_read`: somebody has a code for the site, or a host's login would let somebody in. `themes`: the names of the
    shared folders that its pages lead to. `drawn`: which kinds of outputs were made anew; the others say the same.
    `whole`: why MkDocs wrote the sites whole. `line`: what the next build is to know; None: nothing, since something is
    wrong or it was only a look.
    """

    learner: str
    problems: tuple[Problem, ...]
    on: date | None = None
    pages: int = 0
    editions: tuple[str, ...] = ()
    may_be_read: bool = True
    themes: tuple[str, ...] = ()
    drawn: tuple[Part, ...] = ()
    warned: Mapping[Part, int] = field(default_factory=dict[Part, int])  # how often, while it was drawn
    whole: tuple[str, ...] = ()
    line: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a build. `cleared`: learners who are gone from plans/, and whose outputs were taken away.

    `resting`: those whose outputs would be those that lie there, so that nobody read a file of theirs. From `since` to
    `good_through` that is true of everybody who was asked for, unless a file changes. `trial`: sealed with the secret
    that everybody knows. `damaged`: what earlier builds wrote down could not be used.
    """

    on: date
    built: tuple[Built, ...]
    cleared: tuple[str, ...]
    problems: tuple[Problem, ...]  # of shared files: warnings only
    access: Access | None = "plain"
    trial: bool = False
    resting: tuple[Line, ...] = ()
    since: date = date.min
    good_through: date = date.min
    damaged: bool = False

    @property
    def failed(self) -> tuple[str, ...]:
        return tuple(one.learner for one in self.built if one.on is None)

    @property
    def unread(self) -> tuple[str, ...]:
        """Whose site nobody could open, so that there is none."""
        return tuple(one.learner for one in self.built if one.on is not None and not one.may_be_read)

    @property
    def drawn(self) -> tuple[str, ...]:
        """Who got new pages or papers."""
        return tuple(one.learner for one in self.built if one.drawn)

    @property
    def untold_warnings(self) -> int:
        """Those that were told when somebody was read, or drawn, and are not told this time since nobody was."""
        quiet = sum(
            made.warnings
            for one in self.built
            if one.line
            for part, made in one.line.parts.items()
            if part not in one.drawn
        )
        drawing = sum(made.warnings for line in self.resting for made in line.parts.values())
        return quiet + drawing + sum(line.warnings for line in self.resting)

    @property
    def pages(self) -> int:
        return sum(one.pages for one in self.built) + self._resting("site")

    @property
    def editions(self) -> int:
        return sum(len(one.editions) for one in self.built) + self._resting("pdf")

    def _resting(self, part: Part) -> int:
        return sum(line.parts[part].count for line in self.resting if part in line.parts)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        return self.problems + tuple(problem for one in self.built for problem in one.problems)

    @property
    def in_order(self) -> bool:
        return not self.failed and not errors_in(self.all_problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What earlier builds left. `damaged`: there is something, and it cannot be believed; so it tells of nobody."""

    lines: Mapping[str, Line]
    damaged: bool = False


def read_manifest(book: Path) -> Manifest:
    """What earlier builds wrote down. Half a file, a changed one and one of another format tell nothing.

    It lies where CI keeps files between two runs, so it names nobody, holds no words of plans and says not which sealed
    folder is whose. What a build goes by is digests; of sealed sites they are made with something that only the holder
    of the secret can make, so that nobody can try guesses on them.
    """
    try:
        raw = (book / FILE).read_bytes()
    except FileNotFoundError:
        return Manifest(lines={})
    except OSError:
        return Manifest(lines={}, damaged=True)
    head, _, told = raw.partition(b"\n")
    if head != head_of(told):
        return Manifest(lines={}, damaged=True)
    return Manifest(lines={learner: line_in(line) for learner, line in json.loads(raw)["learners"].items()})


def write_manifest(book: Path, lines: Mapping[str, Line]) -> None:
    """In one swap, after everything it tells of."""
    told = ",\n".join(f"{json.dumps(learner)}:{written(lines[learner])}" for learner in sorted(lines))
    body = f'"learners":{{\n{told}\n}}}}\n'.encode()
    beside = book / f"{FILE}.{os.getpid()}"
    try:
        beside.write_bytes(head_of(body) + b"\n" + body)
        beside.replace(book / FILE)
    finally:
        beside.unlink(missing_ok=True)


def head_of(told: bytes) -> bytes:
    """The first line, with a checksum of all others."""
    return f'{{"format":{FORMAT},"checksum":"{sha256(told).hexdigest()}",'.encode()


def written(line: Line) -> str:
    parts = {part: written_made(line.parts[part]) for part in sorted(line.parts)}
    return json.dumps({"parts": parts, "warnings": line.warnings}, separators=(",", ":"))


def written_made(made: Made) -> dict[str, object]:
    told = {name: getattr(made, name) for name in TOLD}
    return {**told, "on": made.on.isoformat(), "good_through": made.good_through.isoformat()}


def line_in(told: dict[str, Any]) -> Line:
    return Line(warnings=told["warnings"], parts={part: made_in(made) for part, made in told["parts"].items()})


def made_in(told: dict[str, Any]) -> Made:
    days = {name: date.fromisoformat(told[name]) for name in ("on", "good_through")}
    return Made(**{**told, **days, "themes": tuple(told["themes"])})


def surely(lines: Iterable[Line], parts: tuple[Part, ...]) -> tuple[date, date]:
    """The first and the last day on which all these outputs are what they would be; no day where one is not known."""
    made = [line.parts.get(part) for line in lines for part in parts]
    if not all(made):
        return date.max, date.min
    return (
        max((each.on for each in made if each), default=date.min),
        min((each.good_through for each in made if each), default=date.max),
    )
