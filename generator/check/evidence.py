"""What a piece of evidence says of itself and of others: levels and points of a scale, and which piece it replaces."""

from collections.abc import Iterator

from generator.check.case import Case, framework_of, levels_for, scale_of, unknown
from generator.problem import Problem
from generator.records.commons import Commons
from generator.records.evidence import Evidence, Result


def self_levels_known(case: Case) -> Iterator[Problem]:
    """How a learner sees it is a level that one of the competencies is judged at."""
    for piece in case.records.evidence:
        levels = tuple(level for result in piece.results for level in levels_for(result.competency, case.commons))
        if piece.self_level is not None and levels and piece.self_level not in levels:
            yield unknown(piece.place.at("self_level"), "level", piece.self_level, dict.fromkeys(levels))


def points_on_scale(case: Case) -> Iterator[Problem]:
    """Points above all levels are often points of something else: a test, a percentage."""
    for piece in case.records.evidence:
        for result in piece.results:
            yield from above_scale(result, case.commons)


def above_scale(result: Result, commons: Commons) -> Iterator[Problem]:
    scale = scale_of(framework_of(result.competency, commons), commons)
    if result.points is None or scale is None or result.points <= scale.levels[-1].points:
        return
    yield Problem(
        result.place.at("points"),
        "points-above-scale",
        f"`points` is {result.points}; the highest level, {scale.levels[-1].id!r}, has {scale.levels[-1].points}",
        hint="Write the points of the scale, or the `level:` that was seen.",
        severity="warning",
        length=len(str(result.points)),
    )


def nothing_replaces_itself(case: Case) -> Iterator[Problem]:
    """No piece of evidence supersedes itself, directly or through others; each is told."""
    pieces = {piece.id: piece for piece in case.records.evidence}
    for piece in case.records.evidence:
        chain = earlier_than(piece, pieces)
        if piece.id in chain:
            yield Problem(
                piece.place.at("supersedes"),
                "supersedes-itself",
                f"in the end this piece replaces itself: {' → '.join((piece.id, *chain))}",
                hint="The newer piece names the older one; the older one names none.",
                length=len(piece.supersedes or ""),
            )


def earlier_than(piece: Evidence, pieces: dict[str, Evidence]) -> tuple[str, ...]:
    """The pieces that one replaces, step by step, until one comes again."""
    chain: list[str] = []
    following: Evidence | None = piece
    while following is not None and following.supersedes is not None and following.supersedes not in chain:
        chain.append(following.supersedes)
        following = pieces.get(following.supersedes)
    return tuple(chain)
