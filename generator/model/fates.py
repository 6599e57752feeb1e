"""What becomes of what a learner has shown of an earlier version of a framework: kept, carried, or for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.model.carried import Carried, Passage, carries
from generator.model.migration import Moves, framework_in
from generator.model.responsible import responsible_for
from generator.model.standing import Ledger, ledger_of, standing_of
from generator.model.standing_picture import Standing
from generator.records.commons import Commons, LearnerRecords
from generator.records.framework import CompetencyRef, Move
from generator.records.learner import Accepted, Learner
from generator.records.plan import Confirmed, Judgement
from generator.records.school import PersonId

Fated = Literal["kept", "carried", "decided", "person", "dropped"]
Why = Literal[
    "asked",  # the migration says that a person looks at each
    "level",  # the later scale has no level that means the same
    "points",  # the scales differ, so points do not carry
    "part",  # a person's judgement about one of several that were merged is none about the whole
    "others",  # it was reached, but not everything that was merged with it
    "not_told",  # the migration does not say where the competency went
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What becomes of what was shown of one competency.

    kept: the same level, reached on the same day; carried: it speaks for what took its place; decided: a person has
    decided, or the new competency has evidence of its own; person: somebody has to look; dropped: it stays in the
    record under the earlier framework. `why` is told for "person" only, `who` is the one to look, None: nobody is
    responsible. `after` has one standing for each new competency.
    """

    ref: CompetencyRef
    fate: Fated
    before: Standing
    after: tuple[Standing, ...]
    why: tuple[Why, ...] = ()
    who: PersonId | None = None


def fates_of(records: LearnerRecords, moves: Moves, commons: Commons, carried: Carried, on: date) -> tuple[Fate, ...]:
    """One for each competency of the earlier version about which there is anything, in the order of the framework.

    `records` as of the day.
    """
    ledger = ledger_of(records, on, carried)
    own = own_names(records)
    named = [ref for ref in commons.competencies if framework_in(ref) in moves.earlier and is_about(ref, ledger)]
    return tuple(fate_of(ref, moves.by_ref.get(ref), own, ledger, commons, records.learner) for ref in named)


def own_names(records: LearnerRecords) -> frozenset[CompetencyRef]:
    """The competencies that evidence and people's words name themselves."""
    plans = tuple(year.plan for year in records.years)
    return frozenset(
        (
            *(result.competency for piece in records.evidence for result in piece.results),
            *(word.competency for plan in plans for word in plan.judgements),
            *(word.competency for plan in plans for word in plan.reached),
            *(word.ref for word in records.learner.accepted),
        )
    )


def is_about(ref: CompetencyRef, ledger: Ledger) -> bool:
    return any(ref in known for known in (ledger.mentions, ledger.judgements, ledger.confirmed, ledger.accepted))


def fate_of(
    ref: CompetencyRef,
    move: Move | None,
    own: frozenset[CompetencyRef],
    ledger: Ledger,
    commons: Commons,
    learner: Learner,
) -> Fate:
    to = () if move is None else tuple(name for name in move.to if name in commons.competencies)
    before = standing_of(ref, None, ledger, commons)
    after = tuple(standing_of(name, None, ledger, commons) for name in to)
    why = tuple(dict.fromkeys(whys(ref, move, ledger))) or lost(before, after, move)
    if why and to and all(name in own for name in to):
        why = ()
        fate: Fated = "decided"
    elif why:
        fate = "person"
    elif move is None or not to:
        fate = "dropped"
    else:
        fate = "kept" if move.kind == "same" and all(equal(before, now) for now in after) else "carried"
    who = responsible_for((ref, *to), learner, commons.school.course_map or {}, ledger.on) if why else None
    return Fate(ref=ref, fate=fate, before=before, after=after, why=why, who=who)


def whys(ref: CompetencyRef, move: Move | None, ledger: Ledger) -> Iterator[Why]:
    """What stands against carrying everything; nothing for what was dropped."""
    if move is None:
        yield "not_told"
    elif move.to and move.rating == "person":
        yield "asked"
    elif move.to:
        for way in ledger.carried.onward.get(ref, ()):
            if way.to in move.to:
                yield from not_carried(way, ledger)


def not_carried(way: Passage, ledger: Ledger) -> Iterator[Why]:
    """What of one competency does not speak for the other; what is set aside need not."""
    for piece, result in ledger.mentions.get(way.from_, ()):
        if piece.excluded is None and not carries(result, way):
            yield "level" if result.points is None else "points"
    words: tuple[Judgement | Confirmed | Accepted, ...] = (
        *ledger.judgements.get(way.from_, ()),
        *ledger.confirmed.get(way.from_, ()),
        *ledger.accepted.get(way.from_, ()),
    )
    if not way.words and way.from_ in ledger.judgements:
        yield "part"
    if any(word.level not in way.levels for word in words):
        yield "level"


def lost(before: Standing, after: tuple[Standing, ...], move: Move | None) -> tuple[Why, ...]:
    """Nothing that was reached goes without a person: where it would, why."""
    if before.reached is None or all(now.reached is not None for now in after):
        return ()
    return ("others",) if move is not None and move.kind == "merged" else ("level",)


def equal(before: Standing, now: Standing) -> bool:
    """The same level, reached on the same day."""
    days = [None if each.reached is None else each.reached.on for each in (before, now)]
    levels = [None if each.level is None else each.level.id for each in (before, now)]
    return days[0] == days[1] and levels[0] == levels[1]
