"""What the end of a good build leaves for the next command, which may then end at once."""

from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.at_rest.asked import Asked
from generator.at_rest.kept import Kept, forget, keep
from generator.at_rest.outputs import lying_in
from generator.at_rest.seen import Seen, look


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A build at work. What it is made of was looked at before it read anything: the next sees what changed since."""

    root: Path
    out: Path
    book: Path
    asked: Asked | None
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What a good build says of itself. `through`: the last day on which all of it stays true, in this time zone."""

    learners: int
    on: date
    through: date
    timezone: str
    warnings: int


def begun(root: Path, out: Path, book: Path, asked: Asked | None) -> Begun | None:
    """From now on nothing is at rest. None: nobody can tell later whether what lies here has changed."""
    seen = look(root, asked, book)
    forget(book)
    return None if seen is None else Begun(root=root, out=out, book=book, asked=asked, seen=seen)


def remember(build: Begun, ended: Ended) -> None:
    """To be called where nobody else writes into the outputs. A build that nobody typed need not be remembered."""
    if build.asked is None:
        return
    kept = Kept(
        asked=build.asked.of,
        root=str(build.root),
        seen=build.seen,
        until=None if build.asked.day_given else end_of(ended.through, ended.timezone),
        lying=lying_in(build.out),
        learners=ended.learners,
        on=str(ended.on),
        warnings=ended.warnings,
    )
    keep(build.book, kept)


def end_of(day: date, timezone: str) -> float | None:
    """The second at which the next day begins; None: no clock gets there."""
    if day.year == MAXYEAR:
        return None
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(timezone)).timestamp()
