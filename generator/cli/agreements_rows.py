"""Who has agreed, for a program to read: the same table as facts."""

from collections.abc import Sequence
from datetime import date

from generator.cli.agreements_said import Row
from generator.model.agree_since import Difference, Since
from generator.model.agree_standing import Standing
from generator.records.plan import Approval, Notice
from generator.records.text import Text


def as_rows(rows: Sequence[Row], on: date, without_plan: int) -> dict[str, object]:
    return {"on": on.isoformat(), "without_plan": without_plan, "plans": [row_of(row) for row in rows]}


def row_of(row: Row) -> dict[str, object]:
    agreeing = row.agreeing
    return {
        "learner": agreeing.learner,
        "school_year": agreeing.year.plan.school_year,
        "settled": agreeing.is_settled,
        "parties": [standing_row(each, row) for each in agreeing.standings],
        "notices": [notice_row(each) for each in agreeing.notices],
        "looked_on": day_row(agreeing.looked_on),
        "look_due": day_row(agreeing.look_due),
    }


def standing_row(standing: Standing, row: Row) -> dict[str, object]:
    newest = standing.newest
    since = None if newest is None else row.since.get(id(newest))
    confirmed = None if newest is None else row.confirmed.get(id(newest))
    return {
        "party": standing.party,
        "state": standing.state,
        "asked_by": list(standing.asked_by),
        "by_notice": standing.by_notice,
        "new_goals": list(standing.new_goals),
        "approval": None if newest is None else approval_row(newest),
        "known_by": "record" if confirmed is None else "forge",
        "request": None if confirmed is None else confirmed.request,
        "since": None if since is None else since_row(since),
    }


def approval_row(approval: Approval) -> dict[str, object]:
    return {
        "role": approval.role,
        "person": approval.person,
        "on": approval.on.isoformat(),
        "method": approval.method,
        "covers": list(approval.covers),
        "language": approval.language,
        "text_code": approval.text_code,
    }


def since_row(since: Since) -> dict[str, object]:
    return {
        "read_on": since.read_on.isoformat(),
        "sure": since.sure,
        "differences": [difference_row(each) for each in since.differences],
    }


def difference_row(difference: Difference) -> dict[str, object]:
    return {
        "part": difference.part,
        "what": difference.name,
        "before": words_row(difference.before),
        "now": words_row(difference.now),
    }


def words_row(words: Text | str | None) -> object:
    """A text in several languages as a plan has it; one in the school's own as itself."""
    if not isinstance(words, Text):
        return words
    plain = words.versions.get("")
    return plain.text if plain is not None else {tag: version.text for tag, version in words.versions.items()}


def notice_row(notice: Notice) -> dict[str, object]:
    return {"on": notice.on.isoformat(), "method": notice.method, "person": notice.person, "by": notice.by}


def day_row(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
