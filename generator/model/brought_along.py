"""Where a school's shared files still name an earlier version of a framework: what the school brings along itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.migration import Moves, framework_in, is_open
from generator.problem import Place
from generator.records.commons import Commons, LearnerRecords
from generator.records.framework import CompetencyRef, Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMention:
    """One place that names a competency of the earlier version; `to` empty: nothing took its place."""

    place: Place
    ref: CompetencyRef
    to: tuple[CompetencyRef, ...]


def shared_mentions(moves: Moves, commons: Commons) -> tuple[SharedMention, ...]:
    """In the order of the files; the frameworks that moved are left out, they are what moved."""
    found = (
        SharedMention(place=place, ref=ref, to=moves.by_ref[ref].to if ref in moves.by_ref else ())
        for ref, place in (*in_pathways(commons), *in_library(commons), *in_frameworks(moves, commons))
        if framework_in(ref) in moves.earlier
    )
    return tuple(sorted(found, key=lambda each: (each.place.file, each.place.line, each.place.column)))


def left_in_plan(records: LearnerRecords, moves: Moves, on: date) -> tuple[SharedMention, ...]:
    """What experiences that go on were agreed for: signed with a partner, so it is told and not changed."""
    return tuple(
        SharedMention(place=experience.place.at("competencies", position), ref=ref, to=moves.by_ref[ref].to)
        for year in records.years
        if is_open(year)
        for experience in year.plan.experiences
        if experience.to is None or experience.to >= on
        for position, ref in enumerate(experience.competencies)
        if ref in moves.by_ref and moves.by_ref[ref].to
    )


def in_pathways(commons: Commons) -> Iterator[tuple[CompetencyRef, Place]]:
    for pathway in commons.pathways.values():
        for requirement in pathway.requirements:
            for position, ref in enumerate(requirement.competencies):
                yield ref, requirement.place.at("competencies", position)
            yield from in_condition(requirement.prerequisites)


def in_library(commons: Commons) -> Iterator[tuple[CompetencyRef, Place]]:
    """Activities, and the courses of school.yml."""
    for activity in commons.activities.values():
        for position, ref in enumerate(activity.competencies):
            yield ref, activity.place.at("competencies", position)
    for course, refs in (commons.school.course_map or {}).items():
        for position, ref in enumerate(refs):
            yield ref, commons.school.place.at("course_map", course, position)


def in_frameworks(moves: Moves, commons: Commons) -> Iterator[tuple[CompetencyRef, Place]]:
    """What competencies of other frameworks build on."""
    for ref, competency in commons.competencies.items():
        if framework_in(ref) not in moves.earlier:
            yield from in_condition(competency.prerequisites)


def in_condition(condition: Condition | None) -> Iterator[tuple[CompetencyRef, Place]]:
    for position, part in enumerate(() if condition is None else condition.of):
        if isinstance(part, Condition):
            yield from in_condition(part)
        elif condition is not None:
            yield part, condition.place.at(*(("any", position) if condition.any else (position,)))
