"""pathbook edit: the plans in a form in the browser, for one person on this machine."""

from threading import Event
from typing import Annotated

import typer

from generator.cli.options import On, PeopleFile, Root, a_browser_can_open, day_asked, root_of
from generator.cli.report import complain


def edit(
    learner: Annotated[str | None, typer.Argument(metavar="[LEARNER]", help="Begin with this learner.")] = None,
    root: Root = None,
    port: Annotated[int, typer.Option(help="Where to answer on this machine; 0: any free port.")] = 8766,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="PERSON", help="Who you are, for example t-0001.", show_default=False)
    ] = None,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the form in the browser.")] = True,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Edit plans in a form, without YAML. For you alone, on this machine."""
    from generator.form.door import OwnDoor
    from generator.form.office import Office
    from generator.form.security import Address
    from generator.form.server import HOST, app_of, opened, serving
    from generator.form.way_in import opened_in_browser
    from generator.load.commit import commit_named

    top = root_of(root)
    office = Office(root=top, base=lambda: commit_named(top, "HEAD"), people=people, today=day_asked(on), tell=complain)
    listening = opened(port)
    door = OwnDoor(as_ or "t-0001", Address(host=f"{HOST}:{listening.getsockname()[1]}"))
    start = f"/l/{learner}" if learner else "/"
    with serving(app_of(office, door), listening):
        print(f"Edit at {door.new_address(start)}  (Ctrl-C ends it)", flush=True)
        with opened_in_browser(door.new_address(start), wanted=browse and a_browser_can_open()):
            Event().wait()
