"""A piece of evidence that takes an earlier one's place: whether anything it showed is shown less well now.

To try again is what everybody is asked to do; only what was reached before and would be lost is to be looked at twice.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.model.mastery.scale import level_named
from generator.model.revisions.seen import Seen, entry_at, entry_said, in_list, number_in, within
from generator.model.standing import scale_for
from generator.records.commons import Commons
from generator.records.evidence import Evidence
from generator.records.revision import Value


def loses_something(seen: Seen) -> bool:
    """Where nobody knows the earlier piece, it is to be looked at."""
    piece = seen.what.after if seen.what.field == "evidence.evidence" else entry_at(seen.file.after, seen.what)
    earlier = seen.known.pieces.get(entry_said(piece, "supersedes"))
    if earlier is None:
        return True
    now = dict(shown_now(piece, seen.known.after))
    return earlier.excluded is None and any(
        points is not None and ((again := now.get(what)) is None or again < points)
        for what, points in shown_before(earlier, seen.known.before)
    )


def shown_before(piece: Evidence, commons: Commons) -> Iterator[tuple[tuple[str, str], Decimal | None]]:
    """What a piece showed about each competency, or row of its rubric; only what counted."""
    for result in (each for each in piece.results if each.counts):
        points = result.points if result.points is not None else points_of(result.competency, result.level, commons)
        yield (result.competency, result.criterion or ""), points


def shown_now(piece: Value | None, commons: Commons) -> Iterator[tuple[tuple[str, str], Decimal | None]]:
    for result in in_list(within(piece, "results")):
        ref = entry_said(result, "competency")
        points = number_in(entry_said(result, "points"))
        level = points if points is not None else points_of(ref, entry_said(result, "level"), commons)
        if entry_said(result, "counts").lower() != "false":
            yield (ref, entry_said(result, "criterion")), level


def points_of(ref: str, level: str | None, commons: Commons) -> Decimal | None:
    if ref not in commons.competencies:
        return None
    found = level_named(scale_for(ref, commons), level)
    return None if found is None else found.points
