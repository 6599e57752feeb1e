"""A learner's records without what redactions.yml names: gone for good, whatever the day and whatever the reason.

A redacted commit is not told here: records do not know from which commit they were read.
"""

from collections.abc import Callable
from dataclasses import replace

from generator.problem import Place
from generator.records.commons import LearnerRecords, PlanYear
from generator.records.evidence import Evidence
from generator.records.plan import Plan
from generator.records.redaction import from_learner


def without_redacted(records: LearnerRecords) -> LearnerRecords:
    """Redacted files take along everything that was read from them; a photo leaves the piece that shows it."""
    if not records.redactions:
        return records
    pieces = {redaction.evidence for redaction in records.redactions if redaction.evidence}
    files = {redaction.file for redaction in records.redactions if redaction.file}

    def stays(place: Place) -> bool:
        return from_learner(place.file) not in files

    return replace(
        records,
        learner=records.learner if stays(records.learner.place) else replace(records.learner, profile=None),
        years=tuple(year_without(year, stays) for year in records.years),
        evidence=tuple(
            piece_without(piece, files) for piece in records.evidence if piece.id not in pieces and stays(piece.place)
        ),
        supports=tuple(support for support in records.supports if stays(support.place)),
    )


def year_without(year: PlanYear, stays: Callable[[Place], bool]) -> PlanYear:
    plan = year.plan
    if not stays(plan.place):  # that there is a plan is no secret; what it says is
        plan = Plan(learner=plan.learner, school_year=plan.school_year, status=plan.status, place=plan.place)
    return PlanYear(
        plan=plan,
        goals=tuple(goal for goal in year.goals if stays(goal.place)),
        conferences=tuple(conference for conference in year.conferences if stays(conference.place)),
        issued=tuple(each for each in year.issued if stays(each.place)),
    )


def piece_without(piece: Evidence, files: set[str]) -> Evidence:
    if not any(f"evidence/{file.path}" in files for file in piece.files):
        return piece
    return replace(piece, files=tuple(file for file in piece.files if f"evidence/{file.path}" not in files))
