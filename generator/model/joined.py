"""The story of a picture: one learner's records and a day, joined into everything a page may say."""

from collections.abc import Mapping
from datetime import date

from generator.model.as_of import records_on
from generator.model.changes import changes_of, written_of
from generator.model.earlier import earlier_years
from generator.model.followed import pathway_pictures
from generator.model.goals import goal_pictures
from generator.model.groundwork import Groundwork, groundwork_of
from generator.model.picture import Picture
from generator.model.situation import situation_of
from generator.model.standing_picture import Standing
from generator.model.surroundings import (
    advisor_on,
    agreements_of,
    conferences_of,
    experiences_of,
    grade_on,
    issued_in,
    next_conference_of,
    supports_of,
    updated_on,
    voice_of,
)
from generator.model.text_code import agreed_today
from generator.records.commons import Commons, LearnerRecords, People
from generator.records.framework import CompetencyRef, Framework
from generator.records.history import NO_HISTORY, History


def picture_of(
    records: LearnerRecords,
    commons: Commons,
    people: People,
    on: date,
    groundwork: Groundwork | None = None,
    changes: History = NO_HISTORY,
) -> Picture:
    """What can be said about the learner on the day; nothing dated later is known.

    `people` are already only those the learner's files name. `groundwork` is what follows from Commons alone: whoever
    makes many pictures makes it once (groundwork_of) and passes it in. `changes` is what git knows of the files.
    """
    known = records_on(records, on)
    situation = situation_of(known, commons, groundwork or groundwork_of(commons), on)
    pathways = pathway_pictures(situation)
    goals = goal_pictures(situation, pathways)
    held = conferences_of(known)
    told = changes_of(known, records, goals, changes, commons, on)
    plan = None if situation.year is None else situation.year.plan
    return Picture(
        school=commons.school,
        learner=known.learner,
        grade=grade_on(known.learner, on),
        people=people,
        on=on,
        updated=updated_on(known, on),
        plan=plan,
        voice=voice_of(known, situation.year),
        goals=goals,
        pathways=pathways,
        standings=situation.by_ref,
        evidence=situation.evidence,
        supports=supports_of(known, commons, on),
        experiences=experiences_of(plan, commons),
        conferences=held,
        next_conference=next_conference_of(held, on),
        advisor=advisor_on(known.learner, on),
        agreed=agreed_today(situation.year, commons),
        frameworks=frameworks_behind(situation.by_ref, commons),
        agreements=agreements_of(plan, records.years, commons),
        glossary=commons.glossary,
        files=known.files,
        changes=told,
        written=written_of(known, records, told, changes, commons, on),
        history=changes.known,
        earlier=earlier_years(situation),
        issued=issued_in(known),
    )


def frameworks_behind(standings: Mapping[CompetencyRef, Standing], commons: Commons) -> tuple[Framework, ...]:
    """Those the standings come from, in the order of the school."""
    named = {standing.framework.id for standing in standings.values()}
    return tuple(framework for id_, framework in commons.frameworks.items() if id_ in named)
