"""The rules: what a schema cannot say. Two tables, in the order people read them, and the two questions they answer.

A rule is a function that yields problems and never stops at the first. A problem in shared files stops a build; a
problem in a learner's files stops only that learner.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import TypeAlias

from generator.check import (
    access,
    attainable,
    dates,
    decisions,
    evidence,
    files,
    frozen,
    fulfilled,
    ids,
    issued,
    languages,
    leaving,
    levels,
    links,
    migrations,
    names,
    of_school,
    packs,
    parents,
    pathways,
    persons,
    reading,
    references,
    replaced,
    supports,
    translations,
    whole,
)
from generator.check.case import Case, NameIndex, home_wordings
from generator.model.groundwork import Groundwork
from generator.problem import Problem, in_reading_order
from generator.records.commons import Commons, LearnerRecords, People, StaffRecords
from generator.records.facts import Facts
from generator.records.school import Group, LearnerId

SharedRule: TypeAlias = Callable[[Commons], Iterator[Problem]]
LearnerRule: TypeAlias = Callable[[Case], Iterator[Problem]]

SHARED_RULES: tuple[SharedRule, ...] = (
    references.settings_resolve,
    references.frameworks_resolve,
    references.prerequisites_resolve,
    references.competency_parts_resolve,
    references.pathways_resolve,
    references.catalogue_resolves,
    ids.shared_ids_once,
    ids.no_cycles,
    levels.scales_climb,
    levels.calculations_in_range,
    attainable.levels_attainable,
    parents.parents_within_reach,
    dates.calendar_in_order,
    pathways.years_hold_school_days,
    pathways.pathways_can_be_finished,
    pathways.pathways_up_to_date,
    packs.packs_in_order,
    migrations.migrations_resolve,
    migrations.moves_agree,
    migrations.versions_in_order,
    migrations.migrations_complete,
    migrations.shared_files_current,
    links.library_links,
    links.sources_named,
    languages.school_languages_spoken,
    translations.shared_translated,
)
RULES: tuple[LearnerRule, ...] = (
    references.goals_resolve,
    references.plans_resolve,
    fulfilled.fulfilled_steps_known,
    fulfilled.fulfilled_steps_recorded,
    references.accepted_resolve,
    references.evidence_resolves,
    references.supports_resolve,
    supports.competencies_of_supports,
    supports.decisions_look_ahead,
    supports.supports_end,
    supports.findings_known,
    references.conferences_resolve,
    references.approvals_resolve,
    persons.persons_known,
    of_school.grades_known,
    of_school.team_answers_for_something,
    of_school.packs_resolve,
    ids.learner_ids_once,
    dates.years_known,
    dates.goals_inside_year,
    dates.spans_in_order,
    frozen.frozen_years_unedited,
    pathways.pathways_hold_school_days,
    levels.one_of_level_and_points,
    evidence.self_levels_known,
    evidence.points_on_scale,
    evidence.nothing_replaces_itself,
    evidence.replacements_in_order,
    replaced.nothing_lost_by_replacing,
    evidence.evidence_not_from_the_future,
    evidence.evidence_since_enrolment,
    decisions.judgements_agree,
    decisions.confirmations_shown,
    whole.goals_complete,
    reading.texts_readable,
    whole.one_kind_of_step,
    whole.successors_named,
    migrations.plans_current,
    migrations.ratings_decided,
    whole.approvals_current,
    issued.terms_of_issued_known,
    issued.issued_in_order,
    access.slots_lead_to_somebody,
    access.learners_by_role,
    access.access_ended_whole,
    leaving.codes_end_with_enrolment,
    leaving.kept_no_longer,
    packs.plans_meet_packs,
    links.learner_links,
    files.evidence_files,
    languages.home_languages_spoken,
    names.other_learners_unnamed,
    names.own_names_unwritten,
    translations.plan_readable,
    translations.plan_translated,
)


def check_commons(commons: Commons, learners: Collection[LearnerId], people: People) -> tuple[Problem, ...]:
    """Everything wrong in the files all learners share, in reading order; `learners`: all who have a folder."""
    members = (problem for group in commons.groups.values() for problem in of_group(group, learners, people))
    return in_reading_order((*(problem for rule in SHARED_RULES for problem in rule(commons)), *members))


def of_group(group: Group, learners: Collection[LearnerId], people: People) -> Iterator[Problem]:
    yield from references.members_known(group, learners)
    yield from persons.staff_of_group_known(group, people)
    yield from dates.members_in_order(group)


def check_learner(
    records: LearnerRecords,
    staff: StaffRecords,
    facts: Facts,
    commons: Commons,
    people: People,
    names_of_all: NameIndex,
    on: date,
    groundwork: Groundwork,
) -> tuple[Problem, ...]:
    """Everything wrong in one learner's files, in reading order."""
    wordings = home_wordings(records)
    case = Case(
        records=records,
        wordings=wordings,
        words=names.folded(names.whole_text(wordings)),
        staff=staff,
        facts=facts,
        commons=commons,
        people=people,
        names=names_of_all,
        on=on,
        groundwork=groundwork,
    )
    return in_reading_order(tuple(problem for rule in RULES for problem in rule(case)))
