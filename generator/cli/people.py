"""pathbook people lock | unlock: names that travel in git locked, and are opened to be edited."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Root, root_of
from generator.load.people_sealed import KEY_FILE, LOCKED, OPEN, RECIPIENTS

STILL_IN_GIT = f"""\
git still keeps open versions of {OPEN}, and will in every copy until its history is rewritten:
the documentation says how (Privacy, “Names that git has already”)."""


def lock(
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="PUBLIC_KEY", help="Also for the owner of this key (age1…); may be repeated."),
    ] = None,
    new_key: Annotated[
        Path | None,
        typer.Option("--new-key", metavar="FILE", help="Make a key, keep it in this file, and lock for it too."),
    ] = None,
    root: Root = None,
) -> None:
    """Lock the names: plans/people.yml becomes plans/people.yml.age, and the open file goes.

    For whom it is locked is remembered beside it, so that the next time needs no option.
    """
    from generator.locking import locked_away  # pyrage only where names are locked

    done = locked_away(root_of(root), tuple(to or ()), new_key)
    people = "1 key opens it" if done.recipients == 1 else f"{done.recipients} keys open it"
    print(f"Locked: {LOCKED}. {people} ({RECIPIENTS} lists them); {OPEN} is gone from here.")
    if new_key is not None:
        print(f"The new key is in {new_key}. Without it the names are lost: keep a copy in the school's safe.")
        print(f"Commands find it by the environment:  export {KEY_FILE}={new_key.absolute()}")
    if done.in_history:
        print(STILL_IN_GIT)


def unlock(root: Root = None) -> None:
    """Open the locked names for editing, in plans/people.yml; lock them again when you are done."""
    from generator.locking import unlocked

    school = root_of(root)
    told = unlocked(school)
    print(f"Open: {school / OPEN}. It is read in place of the locked file. When you are done:  pathbook people lock")
    if told:
        print(f".gitignore now names /{OPEN}, so that git leaves the open file alone.")
