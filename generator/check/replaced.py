"""What a replacement takes away: a newer try stands in the place of the whole earlier piece."""

from collections.abc import Iterator

from generator.check.case import Case, framework_of
from generator.model.mastery.scores import NEVER_COUNT, holds_a_score
from generator.model.standing import calculation_for
from generator.problem import Problem
from generator.records.commons import Commons
from generator.records.evidence import Evidence
from generator.records.framework import CompetencyRef


def nothing_lost_by_replacing(case: Case) -> Iterator[Problem]:
    """Of what the earlier piece showed, the newer one says something too, in a way that counts."""
    pieces = {piece.id: piece for piece in case.records.evidence}
    for piece in case.records.evidence:
        earlier = pieces.get(piece.supersedes or "")
        if earlier is None or earlier is piece or piece.excluded is not None or not holds_a_score(piece):
            continue
        lost = tuple(ref for ref in rated_in(earlier, case.commons) if ref not in rated_in(piece, case.commons))
        if lost:
            yield Problem(
                piece.place.at("supersedes"),
                "replaced-without-result",
                f"{piece.id!r} replaces {earlier.id!r}, and nothing in it counts for {' and '.join(lost)}",
                hint="What the earlier piece showed of it no longer counts. If only a part was done anew, leave"
                " `supersedes` out.",
                severity="warning",
                length=len(earlier.id),
            )


def rated_in(piece: Evidence, commons: Commons) -> tuple[CompetencyRef, ...]:
    """The competencies a piece gives a score that counts, each once."""
    return tuple(
        dict.fromkeys(
            result.competency
            for result in piece.results
            if (result.level is not None or result.points is not None)
            and result.counts
            and result.criterion is None
            and counts_for(piece, result.competency, commons)
        )
    )


def counts_for(piece: Evidence, ref: CompetencyRef, commons: Commons) -> bool:
    framework, competency = framework_of(ref, commons), commons.competencies.get(ref)
    if framework is None or competency is None:
        return False
    counts = calculation_for(competency, framework, commons.school).counts
    return piece.kind in counts and piece.kind not in NEVER_COUNT
