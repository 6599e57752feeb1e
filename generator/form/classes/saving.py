"""A class's assessment saved: a piece of evidence for each learner, all in one entry that can be taken back whole.

Who cannot be saved is told by name, and then nothing is: whether the others are saved without them is for the teacher
to say. The branch is made once or not at all.
"""

import json
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.changes import Changes
from generator.editing.entries.saved import Clashes, Moved, dropped, saved, view_of
from generator.editing.entries.view import View
from generator.editing.judging import judged
from generator.editing.new.ids import words_for
from generator.editing.new.making import new_evidence
from generator.editing.receipts import batch_called, with_receipt
from generator.form.classes.marks import Marked, Wrong, marked, wrong_in
from generator.form.classes.view import group_of, key_of
from generator.form.saves.drafts import drop, keep
from generator.form.saves.posting import entry_named
from generator.form.saves.preparing import used_of
from generator.form.saves.saving import over
from generator.form.saves.told import entry_told
from generator.form.visit import Visit
from generator.load.layout import BATCHES
from generator.problem import errors_in
from generator.records.school import LearnerId

MOST_TRIES = 5


def of_marks(visit: Visit) -> tuple[LearnerId, ...]:
    """Each learner that something is entered for."""
    return tuple(marked(visit.sent()).marks)


def save_class(visit: Visit) -> Response:
    once = str(visit.sent().get("once") or "")
    status, told = visit.office.answered.once(visit.person, once, lambda: save_now(visit, marked(visit.sent())))
    return visit.answer(told, status=status)


def save_now(visit: Visit, asked: Marked) -> tuple[tuple[HTTPStatus, Mapping[str, Any]], bool]:
    group, members = group_of(visit, asked.group)
    wrong = tuple(wrong_in(asked, visit)) or tuple(strangers(asked, {each.id for each in members}, visit))
    if wrong:
        return (HTTPStatus.UNPROCESSABLE_ENTITY, {"problems": [told_of(each) for each in wrong]}), False
    for _ in range(MOST_TRIES):
        batch = batch_called(asked.assessed_on, words_for(asked.title, asked.kind), batches_seen(visit))
        views = {learner: visit.view(learner) for learner in asked.marks}
        made = {learner: changes_for(visit, asked, learner, views[learner], batch) for learner in asked.marks}
        wrong = tuple(
            wrong for learner in made for wrong in faults(visit, learner, over(views[learner], made[learner]))
        )
        if wrong:
            return (HTTPStatus.UNPROCESSABLE_ENTITY, {"problems": [told_of(each) for each in wrong]}), False
        changes = with_receipt(batch, tuple(change for each in made.values() for change in each))
        try:
            entry = saved(visit.office.store, visit.person, changes, slug=group.id, on=visit.school.on, batch=batch)
        except (Moved, Clashes):
            continue  # somebody wrote a file of the same name at this moment: another one is found
        keep_rest(visit, group.id)
        return (HTTPStatus.OK, {"entry": entry_told(entry), "tip": entry.tip, "batch": batch, "saved": len(made)}), True
    raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, "busy")


def strangers(asked: Marked, members: set[LearnerId], visit: Visit) -> Iterator[Wrong]:
    for learner in asked.marks:
        if learner not in members:
            yield Wrong(field="marks", message=visit.words.say("No longer in this group."), learner=learner)


def batches_seen(visit: Visit) -> frozenset[str]:
    """Names of batches that are taken, by whomever."""
    view = view_of(visit.office.store, visit.person, BATCHES)
    return frozenset(file.rpartition("/")[2] for file in (*view.files, *view.others))


def changes_for(visit: Visit, asked: Marked, learner: LearnerId, view: View, batch: str) -> Changes:
    folder = visit.folder(learner)
    piece = {
        **asked.piece_for(asked.marks[learner]),
        "assessor": visit.person,
        "entered_on": visit.school.on.isoformat(),
        "batch": batch,
    }
    return new_evidence(folder.folder, piece, used_of(visit, view, folder), visit.school.on)


def faults(visit: Visit, learner: LearnerId, changes: Changes) -> Iterator[Wrong]:
    """What `check` would say of this learner's new file. What was wrong in their files before keeps nobody back."""
    problems = errors_in(judged(visit.school, visit.folder(learner), changes))
    for message in dict.fromkeys(problem.message for problem in problems):
        yield Wrong(field="marks", message=message, learner=learner)


def told_of(wrong: Wrong) -> Mapping[str, Any]:
    return {"field": wrong.field, "message": wrong.message, "learner": wrong.learner}


def keep_rest(visit: Visit, group: str) -> None:
    """What is typed and was left out of this save stays a draft; without any, there is nothing to keep."""
    rest, key = visit.sent().get("rest"), key_of(group)
    if isinstance(rest, dict) and rest:
        keep(visit.own_folder(), key, json.dumps(rest).encode())
    else:
        drop(visit.own_folder(), key)


def undo_class(visit: Visit) -> Response:
    """Take a whole batch back while it waits: nobody else has seen it."""
    entry = entry_named(visit)
    if entry is None or entry.batch is None or entry.status not in ("waiting", "sent_back"):
        batch = f"pathbook undo {visit.sent().get('batch') or ''}"
        told = visit.words.say(
            "This was sent or taken back already. Sent work is undone with: {command}", command=batch
        )
        raise HTTPException(HTTPStatus.CONFLICT, told)
    if entry.tip != visit.sent().get("tip"):
        told = visit.words.say(
            "Some of it was changed since. Open the plans concerned, and take out what is not right."
        )
        raise HTTPException(HTTPStatus.CONFLICT, told)
    with visit.office.answered.turn_of(visit.person):
        dropped(visit.office.store, entry)
    return visit.answer({"batch": entry.batch})
