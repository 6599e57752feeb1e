"""pathbook serve: sites as they are now, in the browser, reloaded as files are edited."""

import webbrowser
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from generator.cli.options import MasterFile, On, PeopleFile, Root, a_browser_can_open, day_asked, root_of
from generator.manifest import Order
from generator.problem import ToolFailed


def serve(
    learner: Annotated[str | None, typer.Argument(metavar="[LEARNER]", help="Only this learner.")] = None,
    root: Root = None,
    port: Annotated[int, typer.Option(help="Where to answer on this machine; 0: any free port.")] = 8765,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the list of learners in the browser.")] = True,
    sealed: Annotated[
        bool, typer.Option("--sealed", help="Show what `pathbook build` has sealed in out/, as families meet it.")
    ] = False,
    master: MasterFile = None,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Look at the sites while you edit.

    A page reloads when its files change. For you alone, on this machine.
    """
    if sealed:
        visit(root_of(root), learner, port, master, day_asked(on))
        return
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


def visit(root: Path, learner: str | None, port: int, master_file: Path | None, today: Callable[[str], date]) -> None:
    """The sealed sites in out/, until Ctrl-C. Codes are shown of the trial secret only: it protects nobody."""
    from generator.access import readers_by_learner
    from generator.checked import checked_school
    from generator.publish.address import base_of
    from generator.publish.keys import code_of, folder_of, load_master
    from generator.serve.visit import visited

    site, master = root / "out" / "site", load_master(master_file)
    school = checked_school(root, None, today)
    publish = school.commons.school.publish
    folders = [folder for folder in school.folders if learner in (None, folder.learner)]
    there = [folder for folder in folders if (site / "s" / folder_of(master, folder.learner)).is_dir()]
    if not there:
        raise ToolFailed("serve", f"{site} holds no sealed site that this secret opens; run `pathbook build` first")
    readers = readers_by_learner(root, there, school.on)
    with visited(site, base_of(publish.base_url if publish else None), port) as address:
        for folder in there:
            line = f"{folder.learner}  {address}s/{folder_of(master, folder.learner)}/"
            codes = [code_of(master, reader) for reader in readers[folder.learner] if reader.who == folder.learner]
            print("  ".join((line, *(codes if master.test else ()))))
        print("Each opens with the code of a reader's letter; Ctrl-C ends it.", flush=True)
        Event().wait()
