"""What people care for first: goals and steps, what was learned, days, help, talks; then who somebody is, who reads."""

from collections.abc import Mapping
from functools import cache

from generator.records.revision import FieldRevision, FileRevision

# The longest path that a field lies in or under decides; the earlier row is told first.
ROWS: tuple[tuple[str, ...], ...] = (
    ("goal",),
    ("goal.activities",),
    ("evidence", "plan.judgements", "plan.reached", "plan.fulfilled", "learner.accepted"),
    ("goal.start", "goal.due", "goal.review_on", "plan.pathways", "plan.reviews", "support.check_on"),
    ("support",),
    ("conference", "plan.voice"),
    ("plan",),
    ("plan.approvals", "plan.notices", "issued"),
    ("learner",),
    ("learner.family", "learner.rights_holder", "learner.team", "learner.consents", "learner.access"),
    ("redactions",),
    ("staff",),
    ("school", "calendar", "group", "people"),
    ("framework", "competencies", "migration", "pathway", "requirements"),
    ("goals", "activities", "supports", "partners", "glossary", "scores"),
)
RANKS: Mapping[str, int] = {path: rank for rank, paths in enumerate(ROWS) for path in paths}
BESIDE = len(ROWS)  # files that no schema speaks of

# What tools write and nobody reads: ids, codes, where something was copied from, identifiers of a source.
BOOKKEEPING = frozenset(
    (
        *("goal.id", "goal.from", "goal.activities.id", "goal.activities.from", "goal.success_criteria.id"),
        *("goals.goals.activities.from", "goals.goals.activities.id", "goals.goals.success_criteria.id"),
        *("evidence.evidence.id", "evidence.evidence.batch", "evidence.evidence.entered_on"),
        *("support.id", "support.from", "plan.learner", "plan.school_year", "plan.pathways.id", "plan.judgements.id"),
        *("plan.approvals.text_code", "plan.frozen.files", "learner.learner", "learner.family.id"),
        *("learner.access.epoch", "learner.access.slots.*", "learner.migrations", "learner.household"),
        *("issued.issued.digest", "issued.issued.content", "issued.issued.text_code", "issued.issued.commit"),
        *("school.format", "school.requires", "group.id", "scores.id", "pathway.id", "requirements.id"),
        *("framework.id", "framework.source", "framework.extra", "glossary.terms.id"),
        *("framework.competencies.source", "framework.competencies.extra", "framework.competencies.links.case_id"),
        *("competencies.competencies.source", "competencies.competencies.extra"),
        *("competencies.competencies.links.case_id", "people.*.numbers"),
    )
)


def importance_of(file: FileRevision, what: FieldRevision | None) -> int:
    return BESIDE if not file.schema else rank_of(file.schema if what is None else what.field)


@cache
def rank_of(field: str) -> int:
    return next((RANKS[path] for path in upwards(field) if path in RANKS), BESIDE)


def upwards(field: str) -> tuple[str, ...]:
    """A path and all that it lies in, the longest first."""
    parts = field.split(".")
    return tuple(".".join(parts[:count]) for count in range(len(parts), 0, -1))


def is_bookkeeping(file: FileRevision, what: FieldRevision | None) -> bool:
    """What only tools care for: also another order, another folder, and how something is spelled."""
    if what is None:
        return file.did == "changed" and file.readable and bool(file.schema)
    return what.did == "moved" or of_tools(what.field)


@cache
def of_tools(field: str) -> bool:
    return any(path in BOOKKEEPING for path in upwards(field))
