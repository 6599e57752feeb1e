"""What a migration would change, for a program to read."""

import json

from generator.cli.migrate_said import MigrationReport, Told, failures, notes_on
from generator.migrating import Edit
from generator.model.brought_along import SharedMention
from generator.model.fates import Fate
from generator.model.standing_picture import Standing


def as_json(report: MigrationReport) -> str:
    return json.dumps(report_row(report), indent=2, ensure_ascii=False)


def report_row(report: MigrationReport) -> dict[str, object]:
    return {
        "from": list(report.moves.earlier),
        "to": report.moves.into,
        "on": report.on.isoformat(),
        "back": report.back,
        "written": report.wrote,
        "looked_at": report.looked_at,
        "learners": [learner_row(told) for told in report.told],
        "dropped": list(report.lost),
        "shared": [mention_row(each) for each in report.shared],
    }


def mention_row(mention: SharedMention) -> dict[str, object]:
    return {"file": mention.place.file, "line": mention.place.line, "ref": mention.ref, "to": list(mention.to)}


def learner_row(told: Told) -> dict[str, object]:
    return {
        "learner": told.learner,
        "edits": [edit_row(edit, told) for edit in told.edits],
        "ratings": [fate_row(fate) for fate in told.fates],
        "approvals": [
            {"covers": list(each.covers), "role": each.role, "on": each.on.isoformat()} for each in told.approvals
        ],
        "left": [mention_row(each) for each in told.left],
        "not_changed": list(failures(told)),
    }


def edit_row(edit: Edit, told: Told) -> dict[str, object]:
    notes = list(notes_on(told, edit))
    return {"file": edit.file, "at": list(edit.steps), "before": edit.before, "after": edit.after, "notes": notes}


def fate_row(fate: Fate) -> dict[str, object]:
    return {
        "ref": fate.ref,
        "fate": fate.fate,
        "why": list(fate.why),
        "who": fate.who,
        "before": standing_row(fate.before),
        "after": [standing_row(standing) for standing in fate.after],
    }


def standing_row(standing: Standing) -> dict[str, object]:
    return {
        "ref": standing.ref,
        "level": None if standing.level is None else standing.level.id,
        "rating": None if standing.rating.value is None else str(standing.rating.value),
        "reached_on": None if standing.reached is None else standing.reached.on.isoformat(),
    }
