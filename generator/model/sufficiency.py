"""Whether there is enough evidence for a target, and varied enough: an answer of its own beside the rating.

Decided here: the pieces that are counted are the distinct pieces that entered the rating and whose own score stands
at or above the target. A piece below the target shows work, not the target. Kinds, contexts and assessors are
counted among the same pieces; what is not recorded is not a different one, and the learner is not an assessor.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

from generator.model.standing_picture import LeftOut, Need, Score, Sufficiency
from generator.records.evidence import Evidence
from generator.records.school import EvidenceRule, Level


def sufficiency_of(
    scores: tuple[Score, ...], target: Level, rule: EvidenceRule, beside: tuple[LeftOut, ...] = ()
) -> Sufficiency:
    """What the rule asks for and what there is.

    `beside` are unscored results that count all the same: under the method `teacher` a piece may carry no level,
    because the level is the teacher's judgement of all of them.
    """
    pieces = pieces_at(scores, target, beside)
    return Sufficiency(rule=rule, needs=tuple(needs_of(pieces, rule)))


def pieces_at(scores: tuple[Score, ...], target: Level, beside: tuple[LeftOut, ...]) -> tuple[Evidence, ...]:
    """The distinct pieces at or above the target, in the order of the scores."""
    found = {score.evidence.id: score.evidence for score in scores if score.points >= target.points}
    found |= {left_out.evidence.id: left_out.evidence for left_out in beside}
    return tuple(found.values())


def needs_of(pieces: tuple[Evidence, ...], rule: EvidenceRule) -> Iterator[Need]:
    """Each demand of the rule, also the met ones; a demand for one context or assessor asks for nothing."""
    yield Need(what="pieces", have=len(pieces), need=rule.pieces)
    for kind in rule.kinds:
        yield Need(what="kinds", have=sum(piece.kind == kind for piece in pieces), need=1, kind=kind)
    if rule.contexts > 1:
        yield Need(what="contexts", have=len({piece.context for piece in pieces} - {None}), need=rule.contexts)
    if rule.assessors > 1:
        yield Need(
            what="assessors", have=len({piece.assessor for piece in pieces} - {None, "student"}), need=rule.assessors
        )
    if rule.within_days is not None:
        together = most_within(pieces, rule.within_days)
        yield Need(what="recent", have=together, need=rule.pieces, days=rule.within_days)


def most_within(pieces: tuple[Evidence, ...], within_days: int) -> int:
    """The most pieces that lie together, counting calendar days back from each piece; undated ones are never recent."""
    days = sorted(day for piece in pieces if (day := piece.assessed_on or piece.submitted_on) is not None)
    return max((since_start(days, last, within_days) for last in range(len(days))), default=0)


def since_start(days: list[date], last: int, within_days: int) -> int:
    """How many of the sorted days lie in the stretch that ends with the one at `last`."""
    return last + 1 - bisect_left(days, days[last] - timedelta(days=within_days))
