"""What was seen of a competency also speaks for what took its place in a later version of its framework.

Evidence is history and is never rewritten: where a move of a migration.yml says `rating: keep`, the records about the
earlier competency are read for the later one too. Decided here:

- A level carries where the later scale has a level of the same id on the same side of proficiency; points carry where
  both scales have the same levels at the same points. What does not carry needs a person.
- A split gives each new competency all the results. Of several that were merged each gives its results, but a person's
  word about one of them is no word about the whole, and what they show together is reached when each was reached, or
  when the results of the new competency alone show it.
- What was reached stays reached, also where the later version rates in another way.
- Versions chain: what carries from the first to the second and from there to the third carries all the way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from generator.model.mastery.scale import level_named, lowest_proficient
from generator.model.mastery.scores import Considered, Mention
from generator.model.pathway import cycles_in
from generator.records.commons import Commons
from generator.records.evidence import Evidence, Result
from generator.records.framework import CompetencyRef, FrameworkId, Move
from generator.records.learner import Accepted
from generator.records.plan import Confirmed, Judgement
from generator.records.school import Scale

Word = TypeVar("Word", bound=Judgement | Confirmed | Accepted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What of one earlier competency speaks for one later one."""

    from_: CompetencyRef
    to: CompetencyRef
    levels: frozenset[str]  # ids of levels that mean the same on both scales
    points: bool  # the scales are the same, so points mean the same too
    words: bool  # judgements, confirmations and what was accepted: not where it was merged with others


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Every passage between versions, directly or over versions between. Empty in a school without migrations.

    `together` leads from a later competency to the groups of earlier ones that it directly took the place of: it is
    reached by the day on which all of a group were. `parts`: the earlier ones that were but a part of what was merged.
    """

    onward: Mapping[CompetencyRef, tuple[Passage, ...]] = field(default_factory=dict[CompetencyRef, tuple[Passage]])
    together: Mapping[CompetencyRef, tuple[tuple[CompetencyRef, ...], ...]] = field(
        default_factory=dict[CompetencyRef, tuple[tuple[CompetencyRef, ...], ...]]
    )
    parts: Mapping[CompetencyRef, frozenset[CompetencyRef]] = field(default_factory=dict[CompetencyRef, frozenset[str]])


NOTHING_CARRIED = Carried()


def carried_of(commons: Commons) -> Carried:
    """What the school's migrations carry: nothing over unknown names or backwards, or where versions form a circle."""
    moves = tuple(keeping_moves(commons))
    if not moves or cycles_in(versions_before(commons)):
        return NOTHING_CARRIED
    direct: dict[CompetencyRef, list[Passage]] = {}
    together: dict[CompetencyRef, tuple[tuple[CompetencyRef, ...], ...]] = {}
    for move in moves:
        for to in move.to:
            together[to] = (*together.get(to, ()), move.from_)
            direct.setdefault(to, []).extend(passage(from_, to, move, commons) for from_ in move.from_)
    behind: dict[CompetencyRef, tuple[Passage, ...]] = {}
    for to in direct:
        passages_to(to, direct, behind)
    onward: dict[CompetencyRef, tuple[Passage, ...]] = {}
    for passages in behind.values():
        for each in passages:
            onward[each.from_] = (*onward.get(each.from_, ()), each)
    parts = {to: frozenset(each.from_ for each in passages if not each.words) for to, passages in behind.items()}
    return Carried(onward=onward, together=together, parts={to: found for to, found in parts.items() if found})


def versions_before(commons: Commons) -> Mapping[FrameworkId, tuple[FrameworkId, ...]]:
    """The frameworks whose competencies moved into each one."""
    return {
        later: tuple(dict.fromkeys(ref.partition(":")[0] for move in migration.moves for ref in move.from_))
        for later, migration in commons.migrations.items()
    }


def keeping_moves(commons: Commons) -> Iterator[Move]:
    """Those that lead from known competencies of earlier versions into their own: no others can close a circle."""
    for into, migration in commons.migrations.items():
        for move in migration.moves:
            known = all(ref in commons.competencies for ref in (*move.from_, *move.to))
            forward = all((ref in move.to) == (ref.partition(":")[0] == into) for ref in (*move.from_, *move.to))
            if move.rating == "keep" and known and forward:
                yield move


def passage(from_: CompetencyRef, to: CompetencyRef, move: Move, commons: Commons) -> Passage:
    earlier, later = scale_behind(from_, commons), scale_behind(to, commons)
    return Passage(
        from_=from_,
        to=to,
        levels=frozenset() if earlier is None or later is None else levels_shared(earlier, later),
        points=earlier is not None and later is not None and same_points(earlier, later),
        words=len(move.from_) == 1,
    )


def scale_behind(ref: CompetencyRef, commons: Commons) -> Scale | None:
    """The scale a competency is judged on; None: it is not defined, which the check reports."""
    framework = commons.frameworks[ref.partition(":")[0]]
    name = framework.scale or commons.school.default_scale
    return (framework.scales or {}).get(name) or commons.school.scales.get(name)


def levels_shared(earlier: Scale, later: Scale) -> frozenset[str]:
    """The levels that mean the same on both: one id, and in both enough to move forward, or in both not."""
    enough_before, enough_after = lowest_proficient(earlier).points, lowest_proficient(later).points
    return frozenset(
        level.id
        for level in earlier.levels
        if (other := level_named(later, level.id)) is not None
        and (level.points >= enough_before) == (other.points >= enough_after)
    )


def same_points(earlier: Scale, later: Scale) -> bool:
    return [(each.id, each.points) for each in earlier.levels] == [(each.id, each.points) for each in later.levels]


def passages_to(
    to: CompetencyRef, direct: Mapping[CompetencyRef, list[Passage]], behind: dict[CompetencyRef, tuple[Passage, ...]]
) -> tuple[Passage, ...]:
    """Everything that speaks for a competency, over all versions before it, each earlier one once."""
    if to in behind:
        return behind[to]
    found: dict[CompetencyRef, Passage] = {}
    for last in direct.get(to, ()):
        earlier = (both(first, last) for first in passages_to(last.from_, direct, behind))
        for each in (last, *earlier):
            found[each.from_] = either(found[each.from_], each) if each.from_ in found else each
    behind[to] = tuple(found.values())
    return behind[to]


def both(first: Passage, last: Passage) -> Passage:
    """One passage after another: only what passes both."""
    return Passage(
        from_=first.from_,
        to=last.to,
        levels=first.levels & last.levels,
        points=first.points and last.points,
        words=first.words and last.words,
    )


def either(one: Passage, other: Passage) -> Passage:
    """Two ways between the same two: what passes by either."""
    return replace(
        one, levels=one.levels | other.levels, points=one.points or other.points, words=one.words or other.words
    )


def carries(result: Result, way: Passage) -> bool:
    """Whether a result means on the later scale what it meant on the earlier; one without a score does."""
    if result.points is not None:
        return way.points
    return result.level is None or result.level in way.levels


def refs_spoken_for(piece: Evidence, result: Result, carried: Carried) -> Iterator[CompetencyRef]:
    """The competency a result names, and those it speaks for besides: not one the piece has an own result about."""
    yield result.competency
    ways = carried.onward.get(result.competency)
    if ways is not None:
        own = {each.competency for each in piece.results}
        yield from (way.to for way in ways if way.to not in own and carries(result, way))


def mentions_carried(evidence: tuple[Evidence, ...], carried: Carried) -> Mapping[CompetencyRef, tuple[Mention, ...]]:
    """The results about each competency and about those it took the place of, in the order of the files.

    A result that came from an earlier version still names the earlier competency.
    """
    found: dict[CompetencyRef, list[Mention]] = {}
    for piece in evidence:
        for result in piece.results:
            for ref in refs_spoken_for(piece, result, carried):
                found.setdefault(ref, []).append((piece, result))
    return {ref: tuple(mentions) for ref, mentions in found.items()}


def words_carried(
    words: Iterable[Word], competency_of: Callable[[Word], CompetencyRef], carried: Carried
) -> Mapping[CompetencyRef, tuple[Word, ...]]:
    """People's words about each competency in their order, those about earlier ones first."""
    own: dict[CompetencyRef, tuple[Word, ...]] = {}
    earlier: dict[CompetencyRef, tuple[Word, ...]] = {}
    for word in words:
        ref = competency_of(word)
        own[ref] = (*own.get(ref, ()), word)
        for way in carried.onward.get(ref, ()):
            if way.words and word.level in way.levels:
                earlier[way.to] = (*earlier.get(way.to, ()), word)
    return {ref: (*earlier.get(ref, ()), *own.get(ref, ())) for ref in {**own, **earlier}}


def without_parts(seen: Considered, parts: frozenset[CompetencyRef]) -> Considered:
    """What was seen, without what only says something about a part of what was merged."""
    if not parts:
        return seen
    return Considered(
        stretches=tuple(each for each in seen.stretches if each.score.result.competency not in parts),
        never=tuple(each for each in seen.never if each.result.competency not in parts),
    )
