"""The pathways a learner follows this year: what is planned by when, what is met, and the pace."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from generator.model.calendar import days_from_to, year_named
from generator.model.finish_by import finish_by
from generator.model.forecast import forecast
from generator.model.fulfilled import OtherWays, other_ways_of
from generator.model.pace import buffer_days, due_days, pathway_pace
from generator.model.pathway_picture import Choice, PathwayPicture
from generator.model.situation import Situation
from generator.model.steps import Walked, asked_for, is_complete, picture_of_pathway, walked
from generator.records.framework import CompetencyRef
from generator.records.library import Pathway, Requirement
from generator.records.plan import PlanPathway


def pathway_pictures(situation: Situation) -> tuple[PathwayPicture, ...]:
    """In the order of the plan."""
    ways = other_ways_of(situation.records, situation.commons, situation.on)
    working = worked_on(situation)
    return tuple(pathway_picture(agreed, pathway, situation, ways, working) for agreed, pathway in situation.followed)


def worked_on(situation: Situation) -> Mapping[CompetencyRef, str]:
    """For each competency worked on today, the id of its active goal; of several, the one due first."""
    active = [goal for goal, _ in situation.goals if goal.status == "active" and goal.start <= situation.on]
    last_first = sorted(active, key=lambda goal: goal.due)[::-1]
    return {aim.ref: goal.id for goal in last_first for aim in goal.competencies}


def pathway_picture(
    agreed: PlanPathway,
    pathway: Pathway,
    situation: Situation,
    ways: OtherWays,
    working: Mapping[CompetencyRef, str],
) -> PathwayPicture:
    walk = walked(pathway, situation.groundwork.shapes[pathway.id], situation.standings, ways)
    reached = frozenset(walk.met)
    asked = asked_for(pathway, reached)
    finish = finish_of(agreed, situation)
    to_go = still_to_go(agreed, asked, walk, situation)
    due = {each.id: agreed.start for each in asked if each not in to_go}
    due |= due_days(to_go, agreed.start, finish, situation.own_days)
    buffer = buffer_days(situation.commons) if pathway.buffer_days is None else pathway.buffer_days
    is_under_way = agreed.start <= situation.on and not is_complete(pathway, asked, reached)
    own_days, stated_on = situation.own_days, situation.stated_on
    pace = pathway_pace(asked, reached, due, own_days, stated_on, buffer) if is_under_way else None
    return replace(
        picture_of_pathway(agreed, walk, due, finish, stated_on, pace, working),
        finish_by=finish_by(walk, agreed.start, finish, own_days, stated_on, buffer),
        forecast=forecast(asked, walk.met, agreed.start, own_days, stated_on) if is_under_way else None,
        choices=choices_of(agreed, situation),
        days_planned=len(days_from_to(own_days, agreed.start, finish)),
    )


def still_to_go(
    agreed: PlanPathway, asked: tuple[Requirement, ...], walk: Walked, situation: Situation
) -> tuple[Requirement, ...]:
    """What the days from the start to the finish are for.

    Where a plan of an earlier year began the pathway, what was met until then lies behind: it goes on in the new year
    with days for what is left, and neither late nor ahead for what is done.
    """
    plans = tuple(year.plan for year in situation.records.years)
    begun = any(
        each.pathway == agreed.pathway and each.start < agreed.start for plan in plans for each in plan.pathways
    )
    behind = {id_ for id_, met in walk.met.items() if begun and met.on < agreed.start}
    return tuple(each for each in asked if each.id not in behind)


def choices_of(agreed: PlanPathway, situation: Situation) -> tuple[Choice, ...]:
    """What was chosen stays chosen, also when the catalogue has moved it, renamed it or lost it."""
    known = situation.commons.activities
    return tuple(
        Choice(group=group, name=name, activity=known.get(name)) for group, name in (agreed.choices or {}).items()
    )


def finish_of(agreed: PlanPathway, situation: Situation) -> date:
    """The day agreed, else the end of the plan's school year."""
    if agreed.finish is not None or situation.year is None:
        return agreed.finish or agreed.start
    year = year_named(situation.commons.calendar, situation.year.plan.school_year)
    return agreed.start if year is None else year.finish
