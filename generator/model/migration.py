"""A learner's plan brought to another version of a framework: which lines change, and how to take that back.

Only what is still open changes: goals being worked on or paused, of years that are not closed, and supports that go on.
Evidence, people's decisions and everything closed are history; model/carried says how they speak on. Decided here:

- A goal on a competency that was split names all new ones; a person may take some away. Where several became one, it
  is named once, at the highest of their targets. What was dropped stays named as it was.
- A target stays where the later scale has a level that means the same; else it is left out and a person sets it.
- What stood before is kept in learner.yml (`migrations`), because from what stands after it nobody could tell.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from generator.model.carried import levels_shared, scale_behind
from generator.model.mastery.scale import level_named
from generator.model.surroundings import is_running, serves
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.framework import CompetencyRef, FrameworkId, Move
from generator.records.learner import Learner, Migrated, TeamBefore, TeamMember
from generator.records.plan import Goal, GoalCompetency, Plan
from generator.records.support import Support

OPEN_GOALS = ("active", "paused")
CLOSED_PLANS = ("complete", "archived")

Aims = tuple[GoalCompetency, ...]
Note = Literal["several", "one", "target"]  # a goal now names several, one instead of several, or has lost a target


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The migration that leads into a framework."""

    into: FrameworkId
    by_ref: Mapping[CompetencyRef, Move]
    earlier: tuple[FrameworkId, ...]  # the frameworks it leads away from
    on: date | None  # from this day a plan that lags is an error; None: it is only ever a warning


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalMoved:
    goal: Goal
    school_year: str
    after: Aims
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMoved:
    plan: Plan
    after: tuple[FrameworkId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportMoved:
    support: Support
    after: tuple[CompetencyRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberMoved:
    position: int  # in the team
    member: TeamMember
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The lines of one learner's files that would change. `memory`: `migrations` of learner.yml as it would be."""

    learner: Learner
    into: FrameworkId
    goals: tuple[GoalMoved, ...]
    plans: tuple[PlanMoved, ...]
    supports: tuple[SupportMoved, ...]
    team: tuple[MemberMoved, ...]
    memory: tuple[Migrated, ...]

    @property
    def changes(self) -> bool:
        return bool(self.goals or self.plans or self.supports or self.team)


def moves_into(into: FrameworkId, commons: Commons) -> Moves | None:
    """None: no migration leads there."""
    migration = commons.migrations.get(into)
    if migration is None:
        return None
    by_ref = {ref: move for move in reversed(migration.moves) for ref in move.from_}
    earlier = tuple(dict.fromkeys(framework_in(ref) for move in migration.moves for ref in move.from_))
    return Moves(into=into, by_ref=by_ref, earlier=earlier, on=migration.on)


def framework_in(ref: CompetencyRef) -> FrameworkId:
    return ref.partition(":")[0]


def proposal_of(records: LearnerRecords, moves: Moves, commons: Commons, on: date) -> Proposal:
    """What would change on the day; nothing where the plan does not name the earlier version."""
    goals = tuple(goals_moved(records, moves, commons))
    after = with_goals(records, goals)
    plans = tuple(
        PlanMoved(plan=year.plan, after=names)
        for year in after.years
        if is_open(year)
        and (names := names_after(year.plan.frameworks, moves, still_named((year,)))) != year.plan.frameworks
    )
    supports = tuple(supports_moved(records, moves, on))
    team = tuple(
        MemberMoved(position=position, member=member, after=names)
        for position, member in enumerate(records.learner.team)
        if serves(member, on) and (names := names_after(member.for_, moves, still_named(after.years))) != member.for_
    )
    proposal = Proposal(
        learner=records.learner,
        into=moves.into,
        goals=goals,
        plans=plans,
        supports=supports,
        team=team,
        memory=records.learner.migrations,
    )
    return replace(proposal, memory=(*proposal.memory, memory_of(proposal, on))) if proposal.changes else proposal


def is_open(year: PlanYear) -> bool:
    return year.plan.status not in CLOSED_PLANS


def open_goals(years: Iterable[PlanYear]) -> Iterator[tuple[Goal, str]]:
    """What is worked on or paused in years that are not closed, with its school year."""
    for year in years:
        if is_open(year):
            yield from ((goal, year.plan.school_year) for goal in year.goals if goal.status in OPEN_GOALS)


def still_named(years: Iterable[PlanYear]) -> frozenset[FrameworkId]:
    """The frameworks that open goals name."""
    return frozenset(framework_in(aim.ref) for goal, _ in open_goals(years) for aim in goal.competencies)


def goals_moved(records: LearnerRecords, moves: Moves, commons: Commons) -> Iterator[GoalMoved]:
    for goal, school_year in open_goals(records.years):
        after, notes = aims_after(goal.competencies, moves, commons)
        if said(after) != said(goal.competencies):
            yield GoalMoved(goal=goal, school_year=school_year, after=after, notes=notes)


def supports_moved(records: LearnerRecords, moves: Moves, on: date) -> Iterator[SupportMoved]:
    for support in records.supports:
        after = refs_after(support.competencies, moves)
        if (support.start > on or is_running(support, on)) and after != support.competencies:
            yield SupportMoved(support=support, after=after)


def refs_after(refs: tuple[CompetencyRef, ...], moves: Moves) -> tuple[CompetencyRef, ...]:
    """A list of competencies under the later version, each once; what nothing took the place of stays."""
    found = (moves.by_ref[ref].to or (ref,) if ref in moves.by_ref else (ref,) for ref in refs)
    return tuple(dict.fromkeys(name for names in found for name in names))


def said(aims: Aims) -> tuple[tuple[CompetencyRef, str | None], ...]:
    """What they say, wherever it stands."""
    return tuple((aim.ref, aim.target) for aim in aims)


def aims_after(aims: Aims, moves: Moves, commons: Commons) -> tuple[Aims, tuple[Note, ...]]:
    """What a goal names under the later version, each competency once, in the order of what it named."""
    after: dict[CompetencyRef, GoalCompetency] = {}
    notes: list[Note] = []
    for aim in aims:
        move = moves.by_ref.get(aim.ref)
        for new in (aim,) if move is None or not move.to else tuple(aims_for(aim, move, commons)):
            if aim.target is not None and new.target is None:
                notes.append("target")
            if new.ref in after:
                notes.append("one")
            after[new.ref] = higher(after[new.ref], new, commons) if new.ref in after else new
        if move is not None and len(move.to) > 1:
            notes.append("several")
    return tuple(after.values()), tuple(dict.fromkeys(notes))


def aims_for(aim: GoalCompetency, move: Move, commons: Commons) -> Iterator[GoalCompetency]:
    for ref in move.to:
        earlier, later = scale_behind(aim.ref, commons), scale_behind(ref, commons)
        shared = frozenset[str]() if earlier is None or later is None else levels_shared(earlier, later)
        yield GoalCompetency(ref=ref, target=aim.target if aim.target in shared else None, place=aim.place)


def higher(one: GoalCompetency, other: GoalCompetency, commons: Commons) -> GoalCompetency:
    """Of two aims at one competency the one that asks for more; a target that somebody wrote before none."""
    scale = scale_behind(one.ref, commons)
    levels = [None if scale is None else level_named(scale, aim.target) for aim in (one, other)]
    if levels[1] is None:
        return one
    return other if levels[0] is None or levels[1].points > levels[0].points else one


def names_after(names: tuple[str, ...], moves: Moves, still: frozenset[FrameworkId]) -> tuple[str, ...]:
    """A list of frameworks with the later one where an earlier one stood, which stays while a goal names it."""
    if not any(name in moves.earlier for name in names):
        return names
    after: dict[str, None] = {}
    for name in names:
        if name not in moves.earlier:
            after[name] = None
            continue
        if name in still:
            after[name] = None
        after[moves.into] = None
    return tuple(after)


def memory_of(proposal: Proposal, on: date) -> Migrated:
    """What stood there before."""
    place = proposal.learner.place
    return Migrated(
        to=proposal.into,
        on=on,
        goals={moved.goal.id: moved.goal.competencies for moved in proposal.goals} or None,
        frameworks={moved.plan.school_year: moved.plan.frameworks for moved in proposal.plans} or None,
        supports={moved.support.id: moved.support.competencies for moved in proposal.supports} or None,
        team=tuple(TeamBefore(person=each.member.person, for_=each.member.for_, place=place) for each in proposal.team),
        place=place,
    )


def with_goals(records: LearnerRecords, goals: tuple[GoalMoved, ...]) -> LearnerRecords:
    after = {moved.goal.id: moved.after for moved in goals}
    years = tuple(
        replace(
            year,
            goals=tuple(
                replace(goal, competencies=after[goal.id]) if goal.id in after else goal for goal in year.goals
            ),
        )
        for year in records.years
    )
    return replace(records, years=years)


def records_after(records: LearnerRecords, proposal: Proposal) -> LearnerRecords:
    """The records as they would be read once the proposal is written."""
    moved = with_goals(records, proposal.goals)
    names = {each.plan.school_year: each.after for each in proposal.plans}
    years = tuple(
        replace(year, plan=replace(year.plan, frameworks=names.get(year.plan.school_year, year.plan.frameworks)))
        for year in moved.years
    )
    team = list(records.learner.team)
    for each in proposal.team:
        team[each.position] = replace(each.member, for_=each.after)
    learner = replace(records.learner, team=tuple(team), migrations=proposal.memory)
    helped = {each.support.id: each.after for each in proposal.supports}
    supports = tuple(
        replace(support, competencies=helped[support.id]) if support.id in helped else support
        for support in records.supports
    )
    return replace(moved, years=years, learner=learner, supports=supports)
