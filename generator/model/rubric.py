"""The rows of a rubric: the newest level seen in each. They say where in the work it stands and never enter the rating.

Shown are all pieces somebody looked at, work along the way included, for that is what a rubric is for. Left out are
self-assessment, prior learning, and what was set aside or replaced.
"""

from collections.abc import Mapping
from datetime import date

from generator.model.mastery.scores import NEVER_COUNT, Mention, score_of, speaks_from
from generator.model.mastery.yardstick import Yardstick
from generator.model.standing_picture import RowSeen
from generator.records.framework import Competency, Criterion


def rubric_on(
    competency: Competency,
    mentions: tuple[Mention, ...],
    replaced: Mapping[str, date],
    yardstick: Yardstick,
    day: date,
) -> tuple[RowSeen, ...]:
    """Each row of the competency's rubric, in its order; () where it has none."""
    if not competency.rubric:
        return ()
    shown = tuple(
        (piece, result)
        for piece, result in mentions
        if result.criterion is not None
        and piece.excluded is None
        and piece.kind not in NEVER_COUNT
        and speaks_from(piece) <= day < replaced.get(piece.id, date.max)
    )
    return tuple(row_of(row, shown, yardstick) for row in competency.rubric)


def row_of(row: Criterion, shown: tuple[Mention, ...], yardstick: Yardstick) -> RowSeen:
    """The newest by the date basis; of one day, the one that stands later in the files."""
    scores = [score_of(piece, result, yardstick) for piece, result in shown if result.criterion == row.id]
    found = [score for score in scores if score is not None]
    if not found:
        return RowSeen(criterion=row, newest=None)
    newest = max(enumerate(found), key=lambda numbered: (numbered[1].day or date.min, numbered[0]))[1]
    return RowSeen(criterion=row, newest=newest)
