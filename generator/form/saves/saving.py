"""The story of a save: what was typed is joined with what stands there now, judged, and committed whole or not at all.

Four ends: it is saved; it is wrong somewhere (422), each problem at its field; somebody else changed the same (409),
each clash a question; or it could not be done, and a sentence says why. Whatever the end, no word is lost: the draft
is only dropped once the commit stands.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.changes import Blob, Change, Changes, blob_of
from generator.editing.entries.entry import Entry
from generator.editing.entries.saved import Clashes, Moved, saved
from generator.editing.entries.view import View
from generator.editing.judging import judged
from generator.editing.steps import steps_to
from generator.form.saves.asked import Asked, asked_of
from generator.form.saves.drafts import drop
from generator.form.saves.photos import forget
from generator.form.saves.preparing import Question, Ready, prepared, value_in
from generator.form.saves.told import entry_told, plain
from generator.form.saves.whose import whose_version
from generator.form.seen import years_put_away
from generator.form.visit import Visit
from generator.problem import Problem, errors_in
from generator.yamltext.merge import path_in
from generator.yamltext.splice import Refused

MOST_TRIES = 8
End: TypeAlias = tuple[HTTPStatus, Mapping[str, Any]]


def check(visit: Visit) -> Response:
    """What would become of it, without a word being saved; half a form may be asked about."""
    asked = asked_of(visit)
    ready, view = made_ready(visit, asked)
    if not isinstance(ready, Ready):
        return visit.answer(ready[1], status=ready[0])
    problems = judged(visit.school, asked.folder, over(view, ready.changes))
    return visit.answer({"problems": problems_told(problems, ready)})


def save(visit: Visit) -> Response:
    asked = asked_of(visit)
    status, told = visit.office.answered.once(visit.person, asked.once, lambda: save_now(visit, asked))
    return visit.answer(told, status=status)


def save_now(visit: Visit, asked: Asked) -> tuple[End, bool]:
    """How it ended, and whether something was saved."""
    for _ in range(MOST_TRIES):
        ready, view = made_ready(visit, asked)
        if not isinstance(ready, Ready):
            return ready, False
        problems = judged(visit.school, asked.folder, over(view, ready.changes))
        if errors_in(problems):
            return (HTTPStatus.UNPROCESSABLE_ENTITY, {"problems": problems_told(problems, ready)}), False
        try:
            entry = committed_changes(visit, news_in(ready.changes, view), slug=asked.thing.learner)
        except (Moved, Clashes):
            continue  # the next look joins it, or asks
        drop(visit.own_folder(), asked.thing.draft_key)
        for upload in asked.uploads:
            forget(visit.own_folder(), upload)
        return (HTTPStatus.OK, saved_told(visit, asked, ready, entry, problems)), True
    raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, "busy")


def made_ready(visit: Visit, asked: Asked) -> tuple[Ready | End, View]:
    """What is to be written; or how a save ends before anything is."""
    view = visit.view(asked.thing.learner)
    if asked.thing.of_year in years_put_away(view):
        raise HTTPException(HTTPStatus.CONFLICT, "put-away")
    try:
        ready = prepared(visit, asked, view)
    except Refused as why:
        told: Mapping[str, Any] = {
            "field": [],
            "code": "cannot-write",
            "severity": "error",
            "message": str(why),
            "hint": None,
        }
        return (HTTPStatus.UNPROCESSABLE_ENTITY, {"problems": [told]}), view
    if isinstance(ready, Question):
        return (HTTPStatus.CONFLICT, question_told(visit, view, ready)), view
    return ready, view


def committed_changes(visit: Visit, changes: Changes, *, slug: str, batch: str | None = None) -> Entry | None:
    """The entry that holds them now; None: nothing differs. Raises Moved and Clashes, as `entries.saved` does."""
    if not changes:
        return None
    return saved(visit.office.store, visit.person, changes, slug=slug, on=visit.school.on, batch=batch)


def news_in(changes: Changes, view: View) -> Changes:
    """Without what says already what it is to say."""
    return tuple(
        change
        for change in changes
        if change.content is None
        or change.file in view.clashing
        or is_other(view.files.get(change.file), change.content)
    )


def is_other(now: Blob | None, content: bytes) -> bool:
    return now is None or now != blob_of(content, like=now)


def over(view: View, changes: Changes) -> Changes:
    """All that differs from what is published: what this person saved before, and over it the new."""
    before: dict[str, Change] = {change.file: change for change in view.changes()}
    return tuple((before | {change.file: change for change in changes}).values())


def saved_told(
    visit: Visit, asked: Asked, ready: Ready, entry: Entry | None, problems: tuple[Problem, ...]
) -> Mapping[str, Any]:
    view = visit.view(asked.thing.learner)
    return {
        "entry": None if entry is None else entry_told(entry),
        "file": ready.file,
        "name": ready.file.rpartition("/")[2].removesuffix(".yml") if asked.thing.is_new else asked.thing.name,
        "before": view.files[ready.file],
        "value": plain(value_in(ready.content, ready.file)),
        "problems": problems_told(problems, ready),
    }


def problems_told(problems: tuple[Problem, ...], ready: Ready) -> list[Mapping[str, Any]]:
    """Each with the way to its field; () where it is about another file, or the whole."""
    value = value_in(ready.content, ready.file)
    return [
        {
            "field": list(steps_to(problem, value)) if problem.place.file == ready.file else [],
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def question_told(visit: Visit, view: View, question: Question) -> Mapping[str, Any]:
    """Each clash with both answers, and who gave the other one when."""
    whose, when = whose_version(visit, view, question.file)
    return {
        "clashes": [
            {
                "field": list(path_in(question.value, clash.steps) or clash.steps),
                "kind": clash.kind,
                "base": plain(clash.base),
                "mine": plain(clash.ours),
                "theirs": plain(clash.theirs),
                "whose": whose,
                "when": when,
            }
            for clash in question.clashes
        ],
        "value": plain(question.value),
        "before": question.before,
    }
