"""pathbook serve: sites as they are now, in the browser, reloaded as files are edited."""

import os
import sys
import webbrowser
from typing import Annotated

import typer

from generator.cli.options import On, PeopleFile, Root, day_asked, on_a_terminal, root_of
from generator.manifest import Order


def serve(
    learner: Annotated[str | None, typer.Argument(metavar="[LEARNER]", help="Only this learner.")] = None,
    root: Root = None,
    port: Annotated[int, typer.Option(help="Where to answer on this machine; 0: any free port.")] = 8765,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the list of learners in the browser.")] = True,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Look at the sites while you edit.

    A page reloads when its files change. For you alone, on this machine.
    """
    from generator.serve.preview import followed, preview_of  # what pages are made with: not for --help
    from generator.serve.server import serving

    order = Order(root=root_of(root), out=root_of(root), learners=(learner,) if learner else (), people=people)
    with preview_of(order, day_asked(on)) as preview:
        if learner and not preview.has(learner):
            raise typer.BadParameter(f"there is no learner {learner} in plans/")
        with serving(preview, port) as address:
            start = f"{address}s/{learner}/" if learner else address
            print(f"Look at {start}  (Ctrl-C ends it)", flush=True)
            if browse and a_browser_can_open():
                webbrowser.open(start)
            for learners in followed(preview):
                print(f"Changed: {', '.join(learners) or 'what all learners share'}", flush=True)


def a_browser_can_open() -> bool:
    """Whether there is a person at a desktop; a text browser would take the terminal away."""
    desktop = not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return on_a_terminal() and desktop
