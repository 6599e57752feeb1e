"""pathbook edit: the plans in a form in the browser, for one person on this machine."""

import sys
from pathlib import Path
from socket import socket
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.form_asked import office_for, warn_of_edits
from generator.cli.options import On, PeopleFile, Root, a_browser_can_open, day_asked, on_a_terminal, root_of
from generator.load.git import run_git
from generator.problem import ToolFailed

if TYPE_CHECKING:
    from generator.form.doors.door import OwnDoor
    from generator.form.doors.who import Charges

USUAL_PORT = 8766
WHO = "say who you are, as plans/people.yml knows you: pathbook edit --as t-0001, or git config pathbook.person t-0001"


def edit(
    learner: Annotated[str | None, typer.Argument(metavar="[LEARNER]", help="Begin with this learner.")] = None,
    root: Root = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="PERSON", help="Who you are, for example t-0001.", show_default=False)
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="Where to answer on this machine. Left out: 8766, or any free one.", show_default=False),
    ] = None,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the form in the browser.")] = True,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Edit plans in a form, without YAML. For you alone, on this machine."""
    from generator.form.doors.door import OwnDoor  # the web server: not for --help
    from generator.form.doors.listening import HOST, on_port
    from generator.form.doors.security import Address
    from generator.form.doors.way_in import opened_in_browser
    from generator.form.saves.posting import looking_for_news
    from generator.form.server import app_of, serving

    top = root_of(root)
    with office_for(top, people, day_asked(on)) as office:
        person = person_asked(top, office.charges(), as_)
        if learner is not None and not office.may_edit(person, learner):
            raise typer.BadParameter(f"{person} has no learner {learner!r} to edit", param_hint="LEARNER")
        warn_of_edits(top)
        listening = usual_or_free() if port is None else on_port(port)
        door = OwnDoor(person, Address(host=f"{HOST}:{listening.getsockname()[1]}"))
        start = f"/l/{learner}" if learner else "/"
        with looking_for_news(office.store), serving(app_of(office, door), listening):
            print(f"Edit at {door.new_address(start)}  (works once; Ctrl-C ends the form)", flush=True)
            with opened_in_browser(door.new_address(start), wanted=browse and a_browser_can_open()):
                wait_for_enter(door)


def usual_or_free() -> socket:
    """The usual port, so that a browser finds the form where it was; another one where a form is open already."""
    from generator.form.doors.listening import on_port

    try:
        return on_port(USUAL_PORT)
    except ToolFailed:
        return on_port(0)


def wait_for_enter(door: "OwnDoor") -> None:
    """Until Ctrl-C. Each Enter gives another address, for another browser or one that was closed."""
    while on_a_terminal() and sys.stdin.readline():
        print(f"Another address: {door.new_address()}", flush=True)
    Event().wait()


def person_asked(root: Path, charges: "Charges", asked: str | None) -> str:
    """Who edits: as told, as git's settings know, else as answered on the terminal."""
    if asked is not None:
        person = charges.person_told(asked)
        if person is None:
            raise typer.BadParameter(f"plans/people.yml knows nobody on the staff as {asked!r}", param_hint="--as")
        return person
    kept = setting(root, "pathbook.person")
    if kept:
        person = charges.person_told(kept)
        if person is None:
            raise ToolFailed("edit", f"git config pathbook.person names nobody on the staff; {WHO}")
        return person
    known = charges.person_told(setting(root, "user.email"))
    if known is not None:
        return known
    if not (on_a_terminal() and sys.stdin.isatty()):
        raise ToolFailed("edit", WHO)
    return person_chosen(charges)


def person_chosen(charges: "Charges") -> str:
    """Asked on the terminal, with everybody on the staff to choose from."""
    from generator.form.doors.who import staff_of

    for each, entry in staff_of(charges.school):
        print(f"  {each}  {next(iter(entry.name.values()), '')}")
    person: str | None = None
    while person is None:
        person = charges.person_told(typer.prompt("Who are you? Your id, or your school e-mail address"))
        if person is None:
            print("Nobody on the staff is called that.")
    print(f"To be known from now on: git config pathbook.person {person}")
    return person


def setting(root: Path, name: str) -> str:
    """What git's settings say; empty: nothing."""
    return run_git(root, "config", "--get", name).stdout.decode(errors="replace").strip()
