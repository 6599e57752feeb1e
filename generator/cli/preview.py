"""pathbook preview key | make | open: pages that a request would change, locked for the school, before it is merged."""

import os
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import On, PeopleFile, Root, day_asked, root_of
from generator.cli.report import complain, counted, report

ONLY_OWNER = 0o600


def key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the new key goes, outside the repository.")],
    root: Root = None,
) -> None:
    """Make the key that opens previews, and say what to write into school.yml."""
    import pyrage  # only where something is locked

    from generator.locking import keep_key

    identity = pyrage.x25519.Identity.generate()
    keep_key(root_of(root), file, identity)
    print(f"The key is in {file}: give it to whoever decides on requests, and to nobody else.")
    print("Write into plans/school.yml, and merge it, since previews are locked as the branch says:\n")
    print(f"publish: {{preview_key: {identity.to_public()}}}")


def make(
    base: Annotated[str, typer.Argument(metavar="BASE", help="The branch that the request is for.")],
    out: Annotated[Path, typer.Option(help="Where the locked pages go.")] = Path("out/preview"),
    root: Root = None,
    people: PeopleFile = None,
    on: On = None,
) -> None:
    """The pages of everybody whose plan differs from BASE, each locked with the preview key that BASE names."""
    from generator.previewing import previewed  # what pages are made with takes a second to load: not for --help

    done = previewed(root_of(root), base, out, people, day_asked(on))
    if done.problems:
        report(done.problems, root_of(root))
    if done.key is None:
        print("No preview: plans/school.yml there names no publish.preview_key.")
        return
    print(f"{counted(len(done.learners), 'preview', 'previews')}, locked for {done.key}:  {out}/")
    for learners, why in (
        (done.failed, "could not be made"),
        (done.left_out, "left out, since nobody looks at so many"),
    ):
        if learners:
            complain(f"{why}: {', '.join(learners)}")


def open_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Locked previews (.html.age).")],
    held: Annotated[Path, typer.Option("--key", metavar="FILE", help="The file of the key.")],
    out: Annotated[Path, typer.Option(help="Where the open pages go; keep that folder to yourself.")],
) -> None:
    """Open locked previews, as pages for the browser. Delete them when you have looked."""
    from generator.previewing import ENDING, opened_preview

    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in files:
        page = opened_preview(file, held)
        target = out / f"{file.name.removesuffix(ENDING)}.html"
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, ONLY_OWNER), "wb") as opened:
            opened.write(page)
        print(target)
