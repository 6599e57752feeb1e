"""What the end of a good build leaves for the next command, which may then end at once."""

from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.at_rest.asked import Asked
from generator.at_rest.kept import Kept, keep
from generator.at_rest.outputs import lying_in
from generator.at_rest.seen import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a good build says of itself. `through`: the last day on which all of it stays true, in this time zone."""

    learners: int
    on: date
    through: date
    timezone: str
    warnings: int


def remember(root: Path, out: Path, book: Path, asked: Asked, seen: Seen, made: Made) -> None:
    """To be called where nobody else writes into the outputs."""
    kept = Kept(
        asked=asked.of,
        root=str(root),
        seen=seen,
        until=None if asked.day_given else end_of(made.through, made.timezone),
        lying=lying_in(out),
        learners=made.learners,
        on=str(made.on),
        warnings=made.warnings,
    )
    keep(book, kept)


def end_of(day: date, timezone: str) -> float | None:
    """The second at which the next day begins; None: no clock gets there."""
    if day.year == MAXYEAR:
        return None
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(timezone)).timestamp()
