"""What a comparison found, for a program."""

import json
from collections.abc import Mapping
from typing import Any

from generator.cli.what_if_said import Report
from generator.model.affected import Count
from generator.model.compared import CompetencyChange, Difference, Told
from generator.model.compared_paces import Along, Finishing, Paced, PathwayChange


def as_json(report: Report) -> str:
    return json.dumps(as_rows(report), indent=2, ensure_ascii=False)


def as_rows(report: Report) -> Mapping[str, Any]:
    found, totals = report.found, report.totals
    return {
        "on": str(report.on),
        "at": report.at,
        "against": report.against,
        "change": report.change,
        "notes": list(report.notes),
        "totals": {
            "looked_at": totals.looked_at,
            "affected": totals.affected,
            "level": {move: count_row(count) for move, count in totals.levels.items()},
            "reached": {move: count_row(count) for move, count in totals.reached.items()},
            "ready_next": count_row(totals.ready_next),
            "pace": count_row(totals.pace),
            "finish_by": count_row(totals.finish_by),
            "by_framework_and_method": [
                {"framework": share.framework, "method": share.method} | count_row(share.count)
                for share in totals.shares
            ],
        },
        "learners": [learner_row(difference) for difference in found.differences],
        "not_compared": {
            "problems_before": list(found.unusable_before),
            "problems_after": list(found.unusable_after),
            "only_before": list(found.only_before),
            "only_after": list(found.only_after),
        },
    }


def count_row(count: Count) -> dict[str, int]:
    return {"learners": count.learners, "times": count.times}


def learner_row(difference: Difference) -> Mapping[str, Any]:
    return {
        "learner": difference.learner,
        "competencies": [competency_row(change) for change in difference.competencies],
        "pathways": [pathway_row(change) for change in difference.pathways],
        "goals": [
            {
                "goal": change.id,
                "school_year": change.school_year,
                "pace": {"before": pace_row(change.before), "after": pace_row(change.after)},
            }
            for change in difference.goals
        ],
    }


def competency_row(change: CompetencyChange) -> Mapping[str, Any]:
    return {
        "competency": change.ref,
        "was": change.was,
        "method": change.method,
        "level": change.level,
        "reached": change.reached,
        "before": told_row(change.before),
        "after": told_row(change.after),
        "because": [{"what": why.what, "before": why.before, "after": why.after} for why in change.why],
    }


def told_row(told: Told) -> Mapping[str, Any]:
    """The value as text, since it is exact to two decimals."""
    return {
        "level": told.level,
        "value": None if told.value is None else str(told.value),
        "reached": None if told.reached is None else str(told.reached),
        "proposed": None if told.proposed is None else str(told.proposed),
        "lacking": [{"what": need.what, "have": need.have, "need": need.need} for need in told.lacking],
    }


def pathway_row(change: PathwayChange) -> Mapping[str, Any]:
    return {
        "id": change.id,
        "pathway": change.pathway,
        "ready_now": list(change.ready_now),
        "ready_no_longer": list(change.ready_no_longer),
        "steps": {"before": steps_row(change.along_before), "after": steps_row(change.along_after)},
        "pace": {"before": pace_row(change.pace_before), "after": pace_row(change.pace_after)},
        "finish_by": {"before": finish_row(change.finish_before), "after": finish_row(change.finish_after)},
    }


def steps_row(along: Along | None) -> Mapping[str, Any] | None:
    return None if along is None else {"reached": along.reached, "needed": along.needed}


def pace_row(paced: Paced | None) -> Mapping[str, Any] | None:
    """`days` in school days from the plan; 0: on plan."""
    return None if paced is None else {"state": paced.state, "days": paced.days}


def finish_row(finishing: Finishing | None) -> Mapping[str, Any] | None:
    if finishing is None:
        return None
    return {"state": finishing.state, "finish": str(finishing.finish), "spare": finishing.spare}
