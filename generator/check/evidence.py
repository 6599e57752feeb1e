"""What a piece of evidence says of itself and of others: levels and points of a scale, and which piece it replaces."""

from collections.abc import Iterator
from dataclasses import replace

from generator.check.case import Case, framework_of, levels_for, scale_of, unknown
from generator.check.references import of_another_scale
from generator.model.mastery.scores import known_on
from generator.problem import Problem
from generator.records.commons import Commons
from generator.records.evidence import Evidence, Result
from generator.records.school import EvidenceKind

BROUGHT_ALONG: tuple[EvidenceKind, ...] = ("prior_learning", "credential")


def self_levels_known(case: Case) -> Iterator[Problem]:
    """How a learner sees it is a level that one of the competencies is judged at."""
    for piece in case.records.evidence:
        levels = tuple(level for result in piece.results for level in levels_for(result.competency, case.commons))
        if piece.self_level is not None and levels and piece.self_level not in levels:
            problem = unknown(piece.place.at("self_level"), "level", piece.self_level, dict.fromkeys(levels))
            elsewhere = of_another_scale(piece.self_level, case.commons)
            yield problem if elsewhere is None else replace(problem, hint=f"{elsewhere} {problem.hint}")


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


def evidence_not_from_the_future(case: Case) -> Iterator[Problem]:
    """A piece dated after the day is not counted yet: often a slip of the year. Told once, at the first of them."""
    later = sorted(
        ((day, piece) for piece in case.records.evidence if (day := known_on(piece)) is not None and day > case.on),
        key=lambda dated: dated[0],
    )
    if not later:
        return
    day, piece = later[0]
    alone = f"{piece.id!r} is dated {day}, after {case.on}: it does not count yet"
    first = f"{len(later)} pieces are dated after {case.on}, the first {piece.id!r} on {day}: they do not count yet"
    yield Problem(
        piece.place.at("assessed_on" if piece.assessed_on is not None else "submitted_on"),
        "evidence-in-future",
        alone if len(later) == 1 else first,
        hint="If the day is a slip, put it right; else it counts from its day on.",
        severity="warning",
        length=10,
    )


def evidence_since_enrolment(case: Case) -> Iterator[Problem]:
    """Evidence from before the learner came counts, for learning keeps no calendar; yet the day is often a slip."""
    came = min((enrolment.from_ for enrolment in case.records.learner.enrolment), default=None)
    for piece in case.records.evidence:
        day = known_on(piece)
        if came is not None and day is not None and day < came and piece.kind not in BROUGHT_ALONG:
            yield Problem(
                piece.place.at("assessed_on" if piece.assessed_on is not None else "submitted_on"),
                "evidence-before-enrolment",
                f"{piece.id!r} is dated {day}, before the learner came on {came}; it counts",
                hint="Work from another school is of kind `prior_learning`, or stands in `accepted:`.",
                severity="warning",
                length=10,
            )


def replacements_in_order(case: Case) -> Iterator[Problem]:
    """The newer piece replaces the older one, and each is replaced by one other."""
    pieces = {piece.id: piece for piece in case.records.evidence}
    replaced_by: dict[str, str] = {}
    for piece in case.records.evidence:
        if piece.supersedes not in pieces or piece.id in earlier_than(piece, pieces):  # told by the other rules
            continue
        place, length = piece.place.at("supersedes"), len(piece.supersedes)
        own, other = known_on(piece), known_on(pieces[piece.supersedes])
        if own is not None and other is not None and own < other:
            yield Problem(
                place,
                "supersedes-newer",
                f"{piece.id!r} of {own} replaces {piece.supersedes!r} of {other}, which is newer and so never counts",
                hint="The newer piece names the older one.",
                severity="warning",
                length=length,
            )
        if piece.supersedes in replaced_by:
            yield Problem(
                place,
                "superseded-twice",
                f"{replaced_by[piece.supersedes]!r} and {piece.id!r} both replace {piece.supersedes!r}; both count",
                hint="If they are tries at the same thing, each names the one before it.",
                severity="warning",
                length=length,
            )
        replaced_by.setdefault(piece.supersedes, piece.id)
