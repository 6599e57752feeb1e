"""How one request is answered once it has got past the guard, and what is said where that goes wrong."""

from http import HTTPStatus
from traceback import extract_tb

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from generator.form.door import Door, said
from generator.form.languages import LANGUAGE_COOKIE, language_of
from generator.form.office import Office
from generator.form.visit import Visit, Way
from generator.problem import BuildStopped, ToolFailed

NOT_YOURS = "There is nobody here by this number whose plan you may edit."


def answered(office: Office, door: Door, way: Way, request: Request, body: bytes) -> Response:
    """One request, in a thread of its own; nothing that goes wrong in it shows how the program is made."""
    try:
        visit = visit_of(office, door, request, body)
        refuse_others(visit, way)
        answer = way.answer(visit)
    except HTTPException:
        raise
    except (BuildStopped, ToolFailed) as stopped:
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, what_stopped(stopped)) from None
    except Exception as mistake:  # noqa: BLE001 - ours, whatever it is: a page must say so, and nothing be lost
        office.tell(story_of(mistake))
        raise HTTPException(HTTPStatus.INTERNAL_SERVER_ERROR, OURS) from None
    if request.query_params.get("lang") == visit.words.language:
        answer.set_cookie(LANGUAGE_COOKIE, visit.words.language, path="/", httponly=True, samesite="strict")
    return answer


def visit_of(office: Office, door: Door, request: Request, body: bytes) -> Visit:
    school = office.school()
    language = language_of(request, office.languages(school))
    return Visit(
        office=office,
        request=request,
        person=door.person(request),
        school=school,
        words=office.words(school, language),
        body=body,
    )


def refuse_others(visit: Visit, way: Way) -> None:
    """The one place that asks who may edit whom. Whether there is such a learner is not told either."""
    if not all(visit.office.may_edit(visit.person, learner) for learner in way.whose(visit)):
        raise HTTPException(HTTPStatus.FORBIDDEN, NOT_YOURS)


def what_stopped(stopped: BuildStopped | ToolFailed) -> str:
    if isinstance(stopped, BuildStopped):
        return (
            f"{len(stopped.problems)} problems in files of the whole school stop the form; `pathbook check` tells them."
        )
    return f"{stopped.tool}: {stopped.hint}"


OURS = "Something went wrong in Pathbook itself. Nothing that was saved is lost, and what you type is kept."


def story_of(mistake: BaseException) -> str:
    """For the terminal, and whoever mends it: what and where, but no word of what was being edited."""
    where = (f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(mistake.__traceback__))
    return "\n".join((f"A mistake in Pathbook: {type(mistake).__name__}", *where))


async def refused(request: Request, refusal: Exception) -> Response:
    """What is shown where something is refused: a sentence, for a script as JSON."""
    status, sentence = HTTPStatus.INTERNAL_SERVER_ERROR, OURS
    if isinstance(refusal, HTTPException):
        status, sentence = HTTPStatus(refusal.status_code), refusal.detail
    if request.url.path.startswith("/api/"):
        return JSONResponse({"said": sentence}, status)
    return said(status, sentence)
