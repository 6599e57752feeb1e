"""A migration taken back: what stood before stands again, where nobody has changed it since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.model.migration import (
    GoalMoved,
    MemberMoved,
    Moves,
    PlanMoved,
    Proposal,
    SupportMoved,
    aims_after,
    names_after,
    records_after,
    refs_after,
    said,
)
from generator.problem import Place
from generator.records.commons import Commons, LearnerRecords
from generator.records.framework import FrameworkId
from generator.records.learner import Migrated
from generator.records.plan import Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSince:
    """What is no longer as the migration left it, so that a person has to bring it back.

    `name`: the goal, school year, support or person; for "later" the framework of a migration that came after this one.
    """

    what: Literal["goal", "plan", "support", "team", "later"]
    name: str
    place: Place


def taken_back(
    records: LearnerRecords, moves: Moves, commons: Commons
) -> tuple[Proposal | None, tuple[ChangedSince, ...]]:
    """All migrations to the framework as one proposal; None: there is none, or something stands against it."""
    now = records
    while now.learner.migrations and now.learner.migrations[-1].to == moves.into:
        step, changed = one_back(now, now.learner.migrations[-1], moves, commons)
        if changed:
            return None, changed
        now = records_after(now, step)
    if any(each.to == moves.into for each in now.learner.migrations):
        later = now.learner.migrations[-1]
        return None, (ChangedSince(what="later", name=later.to, place=later.place),)
    if now is records:
        return None, ()
    return difference(records, now, moves.into), ()


def one_back(
    records: LearnerRecords, memory: Migrated, moves: Moves, commons: Commons
) -> tuple[Proposal, tuple[ChangedSince, ...]]:
    goals = {goal.id: (goal, year.plan.school_year) for year in records.years for goal in year.goals}
    plans = {year.plan.school_year: year.plan for year in records.years}
    changed = (
        *goals_changed(memory, goals, moves, commons),
        *plans_changed(memory, records, moves),
        *supports_changed(memory, records, moves),
        *team_changed(memory, records, moves),
    )
    step = Proposal(
        learner=records.learner,
        into=moves.into,
        goals=tuple(
            GoalMoved(goal=goals[id_][0], school_year=goals[id_][1], after=before)
            for id_, before in (memory.goals or {}).items()
            if id_ in goals
        ),
        plans=tuple(
            PlanMoved(plan=plans[year], after=before)
            for year, before in (memory.frameworks or {}).items()
            if year in plans
        ),
        supports=tuple(
            SupportMoved(support=support, after=memory.supports[support.id])
            for support in records.supports
            if memory.supports is not None and support.id in memory.supports
        ),
        team=tuple(members_back(memory, records, moves)),
        memory=records.learner.migrations[:-1],
    )
    return step, changed


def goals_changed(
    memory: Migrated, goals: Mapping[str, tuple[Goal, str]], moves: Moves, commons: Commons
) -> Iterator[ChangedSince]:
    for id_, before in (memory.goals or {}).items():
        if id_ not in goals:
            yield ChangedSince(what="goal", name=id_, place=memory.place.at("goals", id_))
        elif said(goals[id_][0].competencies) != said(aims_after(before, moves, commons)[0]):
            yield ChangedSince(what="goal", name=id_, place=goals[id_][0].place.at("competencies"))


def plans_changed(memory: Migrated, records: LearnerRecords, moves: Moves) -> Iterator[ChangedSince]:
    plans = {year.plan.school_year: year.plan for year in records.years}
    for year, before in (memory.frameworks or {}).items():
        if year not in plans or plans[year].frameworks not in possible_after(before, moves):
            place = plans[year].place.at("frameworks") if year in plans else memory.place.at("frameworks", year)
            yield ChangedSince(what="plan", name=year, place=place)


def supports_changed(memory: Migrated, records: LearnerRecords, moves: Moves) -> Iterator[ChangedSince]:
    supports = {support.id: support for support in records.supports}
    for id_, before in (memory.supports or {}).items():
        if id_ not in supports or supports[id_].competencies != refs_after(before, moves):
            place = supports[id_].place.at("competencies") if id_ in supports else memory.place.at("supports", id_)
            yield ChangedSince(what="support", name=id_, place=place)


def possible_after(before: tuple[str, ...], moves: Moves) -> frozenset[tuple[str, ...]]:
    """What a migration could have made of a list; goals may have been closed since, so either is as it left it."""
    nothing = frozenset[FrameworkId]()
    stayed = (nothing, *(frozenset((each,)) for each in moves.earlier), frozenset(moves.earlier))
    return frozenset(names_after(before, moves, still) for still in stayed)


def members_back(memory: Migrated, records: LearnerRecords, moves: Moves) -> Iterator[MemberMoved]:
    """For each remembered member the first of the team who is that person and answers for what came of it."""
    taken: set[int] = set()
    for before in memory.team:
        after = possible_after(before.for_, moves)
        for position, member in enumerate(records.learner.team):
            if position not in taken and member.person == before.person and member.for_ in after:
                taken.add(position)
                yield MemberMoved(position=position, member=member, after=before.for_)
                break


def team_changed(memory: Migrated, records: LearnerRecords, moves: Moves) -> Iterator[ChangedSince]:
    found = [moved.after for moved in members_back(memory, records, moves)]
    for before in memory.team:
        if before.for_ in found:
            found.remove(before.for_)
        else:
            yield ChangedSince(what="team", name=before.person, place=records.learner.place.at("team"))


def difference(before: LearnerRecords, after: LearnerRecords, into: FrameworkId) -> Proposal:
    """What leads from the one to the other."""
    goals = {goal.id: goal for year in after.years for goal in year.goals}
    names = {year.plan.school_year: year.plan.frameworks for year in after.years}
    helped = {support.id: support.competencies for support in after.supports}
    team = enumerate(zip(before.learner.team, after.learner.team, strict=True))
    return Proposal(
        learner=before.learner,
        into=into,
        goals=tuple(
            GoalMoved(goal=goal, school_year=year.plan.school_year, after=goals[goal.id].competencies)
            for year in before.years
            for goal in year.goals
            if said(goal.competencies) != said(goals[goal.id].competencies)
        ),
        plans=tuple(
            PlanMoved(plan=year.plan, after=names[year.plan.school_year])
            for year in before.years
            if year.plan.frameworks != names[year.plan.school_year]
        ),
        supports=tuple(
            SupportMoved(support=support, after=helped[support.id])
            for support in before.supports
            if support.competencies != helped[support.id]
        ),
        team=tuple(
            MemberMoved(position=position, member=one, after=other.for_)
            for position, (one, other) in team
            if one.for_ != other.for_
        ),
        memory=after.learner.migrations,
    )
