"""The form's web server: this machine only, one table of ways, one guard before all of them."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from socket import socket
from threading import Thread
from time import sleep

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn import Config, Server

from generator.form.answers import answered, lost
from generator.form.doors.door import Door, said
from generator.form.doors.impatient import Impatient
from generator.form.doors.security import CHANGES, HEADERS, refusal_of
from generator.form.office import Office
from generator.form.refusals import REFUSALS
from generator.form.routes import ROUTES
from generator.form.visit import Way, nobodys
from generator.problem import BuildStopped, ToolFailed
from generator.records.school import PersonId

LOST = Way(method="GET", path="/{path:path}", answer=lost, whose=nobodys)
BODY_SECONDS = 60.0
LAST_SECONDS = 15  # what a save that is under way gets when the form ends
AT_ONCE = 300  # connections


def app_of(office: Office, door: Door, ways: tuple[Way, ...] = ROUTES) -> ASGIApp:
    """The form, behind its guard."""
    every = (*ways, LOST)
    form = Starlette(routes=[Route(way.path, endpoint(office, door, way), methods=[way.method]) for way in every])
    form.router.redirect_slashes = False  # one address a page
    return guarded(form, door)


def guarded(app: ASGIApp, door: Door) -> ASGIApp:
    """Nothing gets past, not a byte of a script, that is not for this address, from our own page, with a key."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope)
        refusal = refusal_of(request.method, scope["path"], request.headers, door.address)
        if refusal is not None:
            await said(refusal.status, refusal.sentence)(scope, receive, with_headers)
            return
        found = await run_in_threadpool(let_in, door, request)
        scope["person"] = found
        await (found if isinstance(found, Response) else app)(scope, receive, with_headers)

    return guard


def let_in(door: Door, request: Request) -> PersonId | Response:
    """Who asks. Whom a desk knows stands in the school's files, and they may be wrong today."""
    try:
        return door.opens_to(request)
    except (BuildStopped, ToolFailed):
        return said(HTTPStatus.SERVICE_UNAVAILABLE, REFUSALS["shared"])


def endpoint(office: Office, door: Door, way: Way) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        try:
            body: bytes | HTTPException = await body_of(request, way)
        except HTTPException as refusal:
            body = refusal
        said_so = await run_in_threadpool(answered, office, door, way, request, body)
        if isinstance(body, HTTPException) and body.status_code == HTTPStatus.REQUEST_TIMEOUT:
            said_so.headers["Connection"] = "close"  # else the rest is waited for again, as long as one is kept alive
        return said_so

    return answer


async def body_of(request: Request, way: Way) -> bytes:
    """All that was sent: of the right kind, not too much, in time."""
    if way.method not in CHANGES:
        return b""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if way.takes not in (kind, "*"):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "wrong-kind")
    received = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.stream():
                received += piece
                if len(received) > way.most:
                    raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-much")
    except (TimeoutError, ClientDisconnect):
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, "unfinished") from None
    return bytes(received)


@contextmanager
def serving(app: ASGIApp, listening: socket) -> Iterator[None]:
    """Answer while the block runs. What was begun is finished when it ends."""
    server = Server(
        Config(
            app,
            http=Impatient,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=AT_ONCE,
            timeout_keep_alive=10,
            timeout_graceful_shutdown=LAST_SECONDS,
        )
    )
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            sleep(0.01)
        yield
    finally:
        server.should_exit = True
        thread.join()
