"""How one request is answered once it has got past the guard, and what is said where that goes wrong."""

from http import HTTPStatus
from traceback import extract_tb

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from generator.form.doors.door import Door, said
from generator.form.languages import LANGUAGE_COOKIE, language_of
from generator.form.office import Office
from generator.form.refusals import REFUSALS, in_words
from generator.form.visit import Visit, Way
from generator.problem import BuildStopped, ToolFailed


def answered(office: Office, door: Door, way: Way, request: Request, body: bytes | HTTPException) -> Response:
    """One request, in a thread of its own; nothing that goes wrong in it shows how the program is made.

    `body` is what was sent, or why it could not be taken.
    """
    try:
        visit = visit_of(office, request, b"" if isinstance(body, HTTPException) else body)
    except Exception as failed:  # noqa: BLE001 - whatever it is, a sentence must say so
        refusal = refusal_of(office, failed)
        return said(HTTPStatus(refusal.status_code), REFUSALS.get(refusal.detail, refusal.detail))
    try:
        if isinstance(body, HTTPException):
            raise body
        refuse_others(visit, way)
        answer = way.answer(visit)
    except Exception as failed:  # noqa: BLE001 - the same
        return refused(visit, refusal_of(office, failed))
    if request.query_params.get("lang") == visit.words.language:
        secure = door.address.scheme == "https"
        answer.set_cookie(
            LANGUAGE_COOKIE, visit.words.language, path="/", httponly=True, samesite="strict", secure=secure
        )
    return answer


def visit_of(office: Office, request: Request, body: bytes) -> Visit:
    charges = office.charges()
    school = office.school_in(charges)
    language = language_of(request, office.languages(school))
    return Visit(
        office=office,
        request=request,
        person=request.scope["person"],
        charges=charges,
        school=school,
        words=office.words(school, language),
        body=body,
    )


def refuse_others(visit: Visit, way: Way) -> None:
    """The one place that asks who may edit whom. Whether there is such a learner is not told either."""
    may = visit.charges.may_edit
    if not all(may(visit.person, learner, visit.school.on) for learner in way.whose(visit)):
        raise HTTPException(HTTPStatus.FORBIDDEN, "not-yours")


def refusal_of(office: Office, failed: Exception) -> HTTPException:
    """What a person is told of a failure. A mistake of ours is told in full on the terminal."""
    match failed:
        case HTTPException():
            return failed
        case BuildStopped():
            return HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, "shared")
        case ToolFailed():
            return HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, f"{failed.tool}: {failed.hint}")
    office.tell(story_of(failed))
    return HTTPException(HTTPStatus.INTERNAL_SERVER_ERROR, "ours")


def story_of(mistake: BaseException) -> str:
    """For the terminal, and whoever mends it: what and where, but no word of what was being edited."""
    where = (f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(mistake.__traceback__))
    return "\n".join((f"A mistake in Pathbook: {type(mistake).__name__}", *where))


def refused(visit: Visit, refusal: HTTPException) -> Response:
    """A sentence in the reader's language: for a script as JSON, for a person on a page."""
    status, sentence = HTTPStatus(refusal.status_code), in_words(visit.words, refusal.detail)
    if visit.request.url.path.startswith("/api/"):
        return JSONResponse({"said": sentence}, status)
    title = visit.words.say("This could not be done")
    return visit.page("problem", status=status, title=title, sentence=sentence)


def lost(_visit: Visit) -> Response:
    raise HTTPException(HTTPStatus.NOT_FOUND, "no-page")
