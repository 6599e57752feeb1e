"""The pages on which plans are kept: where one begins, one learner, one thing of theirs."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.changes import Blob
from generator.form.pages.home import entries_shown, unsaved_shown
from generator.form.pages.overview import acts_of, named, sections_of, year_of
from generator.form.pages.thing import thing_page
from generator.form.refusals import in_words
from generator.form.seen import Seen, file_seen, seen_by
from generator.form.sheets.lists import Lists, lists_of
from generator.form.sheets.versions import versions_of
from generator.form.things import Thing, sheet_of, thing_called
from generator.form.visit import Visit
from generator.records.school import PersonId
from generator.yamltext.placed import thawed


def overview(visit: Visit) -> Response:
    """One learner: all that is kept of them, and the ways to change it."""
    seen = seen_by(visit, visit.part("learner"))
    return visit.page(
        "overview",
        who=visit.office.name_of(visit.school, seen.folder.learner, visit.words.language),
        learner=seen.folder.learner,
        acts=acts_of(seen, visit.words),
        sections=sections_of(seen, visit.school, visit.words),
        entries=entries_shown(visit, seen.folder.learner),
        unsaved=unsaved_shown(visit, seen.folder.learner),
    )


def thing(visit: Visit) -> Response:
    """The form of one goal, one piece of evidence and so on; a new one is empty."""
    seen = seen_by(visit, visit.part("learner"))
    called = called_in(visit, seen)
    file = called.file_in(seen.folder.folder)
    locked = called.of_year in seen.put_away
    if locked and called.is_new:
        raise HTTPException(HTTPStatus.CONFLICT, "put-away")
    value, before = value_there(seen, called, file, visit.person)
    draft = draft_over(visit, called)
    shown = value if draft is None else draft["value"]
    year = called.of_year or year_of(seen)
    lists = lists_of(visit.school, seen.records, year, visit.words, visit.person)
    facts = facts_of(called, file, before if draft is None else draft.get("before"), visit)
    facts["clashing"] = file in seen.view.clashing
    page = thing_page(called, sheet_of(called.kind, visit.asked("sheet")), lists, shown, facts, draft)
    others = names_of(visit, seen.view.others.get(file, ()))
    why = in_words(visit.words, "put-away") if locked else None
    return visit.page("thing", page=page, others=others, locked=why, **surroundings(visit, seen, called, shown, lists))


def called_in(visit: Visit, seen: Seen) -> Thing:
    """What the address names. Where it tells no year: in the newest one that has it."""
    learner, kind, name = (visit.part(part) for part in ("learner", "kind", "name"))
    years = (visit.asked("year"),) if visit.asked("year") else (*seen.years, "")
    things = [each for year in years if (each := thing_called(learner, kind, name, year)) is not None]
    there = [each for each in things if each.is_new or each.file_in(seen.folder.folder) in seen.view.files]
    if not there:
        raise HTTPException(HTTPStatus.NOT_FOUND, "no-page")
    return there[0]


def draft_over(visit: Visit, called: Thing) -> Mapping[str, Any] | None:
    """What was typed over it and not saved."""
    draft = visit.draft(called.draft_key)
    return draft if draft is not None and isinstance(draft.get("value"), Mapping) else None


def value_there(seen: Seen, called: Thing, file: str, me: PersonId) -> tuple[Any, Blob | None]:
    """What stands in the file, free to be changed."""
    if called.is_new:
        return new_value(called.kind, me), None
    value, before = file_seen(seen, file)
    if before is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "no-page")
    if not isinstance(value, dict):
        raise HTTPException(HTTPStatus.CONFLICT, "unreadable")
    return thawed(value), before


def names_of(visit: Visit, people: tuple[PersonId, ...]) -> str:
    return visit.words.listed(tuple(visit.office.name_of(visit.school, each, visit.words.language) for each in people))


def new_value(kind: str, me: PersonId) -> Mapping[str, Any]:
    """What a new thing begins with: of evidence there is a piece to be filled in, seen by whoever writes it down."""
    return {"evidence": [{"results": [{}], "assessor": me}]} if kind == "evidence" else {}


def facts_of(called: Thing, file: str, before: Any, visit: Visit) -> dict[str, Any]:
    """What the browser must know to send the form back."""
    return {
        "learner": called.learner,
        "kind": called.kind,
        "name": called.name,
        "year": called.year,
        "file": file,
        "before": before,
        "key": called.draft_key,
        "language": visit.words.said_in,
        "own": visit.school.commons.school.languages[0],
        "today": visit.school.on.isoformat(),
        "address": called.address(visit.asked("sheet")),
    }


def surroundings(visit: Visit, seen: Seen, called: Thing, value: Any, lists: Lists) -> dict[str, Any]:
    """What stands around the form."""
    of = subtitle_of(called, value if isinstance(value, Mapping) else {}, lists)
    return {
        "who": visit.office.name_of(visit.school, called.learner, visit.words.language),
        "learner": called.learner,
        "saved": visit.asked("saved") != "",
        "is_new": called.is_new,
        "heading": visit.words.say(NEW_ONES[called.kind]) if called.is_new and called.kind in NEW_ONES else None,
        "subtitle": named(of, seen.records, visit.school, visit.words),
    }


NEW_ONES: Mapping[str, str] = {
    "goal": "New goal",
    "evidence": "New evidence",
    "conference": "New conversation",
    "support": "New support",
}


def subtitle_of(called: Thing, value: Mapping[str, Any], lists: Lists) -> str:
    """Which one it is, for whoever has several pages open; nothing where the heading says it."""
    match called.kind:
        case "goal":
            return dict(lists.picks["goals"]).get(called.name, "")
        case "evidence":
            pieces = value.get("evidence")
            first = pieces[0] if isinstance(pieces, list) and pieces and isinstance(pieces[0], Mapping) else {}
            return next((each.text for each in versions_of(first.get("title"), lists.words, lists.languages)), "")
        case "plan":
            return called.name
    return ""
