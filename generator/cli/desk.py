"""pathbook desk: the form for a whole staff, on one machine, behind the school's own login."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from threading import Event
from typing import Annotated
from urllib.parse import urlsplit

import typer

from generator.cli.form_asked import office_for
from generator.cli.options import On, PeopleFile, Root, day_asked, root_of
from generator.problem import ToolFailed

SHORTEST_SECRET = 24
OTHERS = 0o077
WAYS = "choose one way in: --socket FILE, or --port NUMBER with --secret-file FILE"


def desk(
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where staff find it: https://plans.school.example", show_default=False)
    ],
    root: Root = None,
    socket_file: Annotated[
        Path | None,
        typer.Option("--socket", metavar="FILE", help="Answer the login through this socket.", show_default=False),
    ] = None,
    socket_group: Annotated[
        str | None,
        typer.Option(metavar="GROUP", help="Who may open the socket besides this account.", show_default=False),
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Answer the login on this port of this machine.", show_default=False)
    ] = None,
    secret_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What the login shows in X-Pathbook-Desk.", show_default=False),
    ] = None,
    user_header: Annotated[
        str, typer.Option(metavar="NAME", help="In which header the login says who asks: an id, or a school e-mail.")
    ] = "X-Remote-User",
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """The form for all staff, behind the school's login: nobody needs a copy of the records on a laptop."""
    from generator.form.doors.desk_door import DeskDoor  # the web server: not for --help
    from generator.form.doors.security import Address
    from generator.form.saves.posting import looking_for_news
    from generator.form.server import app_of, serving

    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/") or "@" in parts.netloc:
        raise typer.BadParameter("write where it is found, like https://plans.school.example", param_hint="--address")
    secret = secret_asked(socket_file, port, secret_file)
    where = Address(host=parts.netloc.lower(), scheme=parts.scheme)
    with (
        listening_at(socket_file, socket_group, port) as listening,
        office_for(root_of(root), people, day_asked(on)) as office,
    ):
        door = DeskDoor(where, user_header, secret, lambda name: office.charges().person_told(name))
        with looking_for_news(office.store), serving(app_of(office, door), listening):
            print(f"The desk answers the login of {address}  (Ctrl-C ends it)", flush=True)
            Event().wait()


def secret_asked(socket_file: Path | None, port: int | None, secret_file: Path | None) -> str | None:
    """None: the socket's file keeps others out by itself. On a port everybody on the machine can knock."""
    if (socket_file is None) == (port is None):
        raise typer.BadParameter(WAYS, param_hint="--socket")
    if secret_file is None:
        if port is not None:
            raise typer.BadParameter(
                f"any program of this machine could knock there; {WAYS}", param_hint="--secret-file"
            )
        return None
    if secret_file.stat().st_mode & OTHERS:
        raise ToolFailed("desk", f"others may read {secret_file}: chmod 600 {secret_file}")
    secret = secret_file.read_text("utf-8").strip()
    if len(secret) < SHORTEST_SECRET or not secret.isascii() or not secret.isprintable():
        raise ToolFailed("desk", f"{secret_file} holds no good secret; `openssl rand -hex 32` makes one")
    return secret


@contextmanager
def listening_at(file: Path | None, group: str | None, port: int | None) -> Iterator[socket]:
    from generator.form.doors.listening import in_file, on_port

    if file is not None:
        with in_file(file, group) as listening:
            yield listening
        return
    with on_port(port or 0) as listening:
        yield listening
