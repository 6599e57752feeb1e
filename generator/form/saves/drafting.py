"""How the browser keeps what is being typed: all of it, every few seconds, and takes it up again."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.form.saves.drafts import draft_of, drop, keep, learner_of
from generator.form.visit import Visit
from generator.records.school import LearnerId


def of_draft(visit: Visit) -> tuple[LearnerId, ...]:
    """Whose records a request about a draft touches."""
    learner = learner_of(visit.part("key"))
    return () if learner is None else (learner,)


def show_draft(visit: Visit) -> Response:
    draft = draft_of(visit.own_folder(), visit.part("key"))
    if draft is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "no-draft")
    return visit.answer(draft)


def keep_draft(visit: Visit) -> Response:
    visit.sent()
    keep(visit.own_folder(), visit.part("key"), visit.body)
    return visit.answer({})


def drop_draft(visit: Visit) -> Response:
    drop(visit.own_folder(), visit.part("key"))
    return visit.answer({})
