"""What becomes of changes that a command made: shown, written into this folder, or laid onto a branch of their own."""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from generator.changes import Change, Changes
from generator.checked import CheckedSchool
from generator.cli.options import command_name
from generator.cli.report import complain, report
from generator.editing.receipts import keep_in_git
from generator.load.git import run_git
from generator.problem import Problem, ToolFailed
from generator.records.school import LearnerId, PersonId
from generator.yamltext.splice import Refused

DryRun: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]
OnBranch: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--entry", help="Onto a branch of its own, to be sent and read by others; this folder stays as it is."
    ),
]
ByPerson: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="PERSON",
        help="Who does it, for example t-0001. Left out: what git config pathbook.person says.",
        show_default=False,
    ),
]
WHO = "say who you are with --as t-0001, or once and for all: git config pathbook.person t-0001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where changes go. `person` None: nobody said who does it, and it need not be known."""

    dry_run: bool = False
    entry: bool = False
    person: PersonId | None = None


def way_asked(school: CheckedSchool, *, dry_run: bool, entry: bool, person: str | None) -> Way:
    """As it was typed; who does it as git's settings know, where nobody said."""
    who = person or run_git(school.root, "config", "--get", "pathbook.person").stdout.decode(errors="replace").strip()
    if person is not None and school.people and person not in school.people:
        raise typer.BadParameter(f"plans/people.yml knows nobody as {person!r}", param_hint="--as")
    if entry and not who:
        raise typer.BadParameter(WHO, param_hint="--entry")
    return Way(dry_run=dry_run, entry=entry, person=who or None)


@contextmanager
def as_seen(school: CheckedSchool, way: Way, learners: Collection[LearnerId] | None = None) -> Iterator[CheckedSchool]:
    """The school that changes are made from: this folder's, or what is published with the person's own entries over it.

    `learners`: whose plans are looked at; None: everybody's.
    """
    if not way.entry or way.person is None:
        yield school
        return
    from generator.editing.entries.saved import view_of
    from generator.editing.entries.store import store_of
    from generator.editing.seen import school_seen

    with school_seen(school, view_of(store_of(school.root), way.person, "plans"), learners) as seen:
        yield seen


def carry_out(
    root: Path,
    on: date,
    changes: Changes,
    way: Way,
    *,
    slug: str,
    batch: str | None = None,
    agreed: tuple[str, ...] = (),
) -> None:
    """Show, write or save them, and say so. `agreed`: trailers for the commit's message, who agreed."""
    if way.dry_run:
        show(changes)
    elif way.entry:
        save(root, on, changes, way, slug=slug, batch=batch, agreed=agreed)
    else:
        from generator.writing import write_files

        if batch is not None:
            keep_in_git(root, changes)
        try:
            write_files(root, changes)
        except Refused as why:
            raise ToolFailed("plans", f"{why}; nothing was written") from None
        for change in visible(changes):
            print(f"{done_to(change)} {change.file}")


def save(
    root: Path,
    on: date,
    changes: Changes,
    way: Way,
    *,
    slug: str,
    batch: str | None,
    agreed: tuple[str, ...] = (),
) -> None:
    from generator.editing.entries.saved import Clashes, Moved, saved
    from generator.editing.entries.store import store_of

    if way.person is None:
        raise ToolFailed("entry", WHO)
    try:
        entry = saved(store_of(root), way.person, changes, slug=slug, on=on, batch=batch, agreed=agreed)
    except Moved as moved:
        hint = (
            f"{moved.file} is another one in the published plans than in this folder; fetch what is new, and try again"
        )
        raise ToolFailed("entry", hint) from None
    except Clashes as clashes:
        hint = (
            f"{clashes}: what you saved before and what is published say different things; `pathbook edit` asks which"
        )
        raise ToolFailed("entry", hint) from None
    for change in visible(changes):
        print(f"{done_to(change)} {change.file} on {entry.branch}")
    print(f"Send it to be read: {command_name()} send")


def show(changes: Changes) -> None:
    """What would be written, file by file."""
    for change in visible(changes):
        print(f"would be {done_to(change)}: {change.file}")
        if change.before is None and change.content is not None and change.file.endswith(".yml"):
            sys.stdout.write("".join(f"    {line}\n" for line in change.content.decode().splitlines()))


def done_to(change: Change) -> str:
    """What becomes of a file, in a word."""
    if change.content is None:
        return "taken away"
    return "made" if change.before is None else "changed"


def visible(changes: Changes) -> tuple[Change, ...]:
    """Without what Pathbook keeps for itself."""
    return tuple(change for change in changes if "/." not in f"/{change.file}")


def report_of(problems: tuple[Problem, ...], changes: Changes) -> None:
    """Problems of changes, with the lines as they would be."""
    from generator.editing.judging import only

    with only(changes) as top:
        report(problems, top)


def refused(problems: tuple[Problem, ...], changes: Changes) -> typer.Exit:
    """The end of a command whose changes `check` would refuse."""
    report_of(problems, changes)
    complain("nothing was written")
    return typer.Exit(1)
