"""pathbook rotate: new codes, where a letter was lost or somebody must not read on; and a new secret for all."""

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from generator.checked import checked_school
from generator.cli.options import On, PeopleFile, Root, command_name, day_asked, root_of
from generator.cli.report import counted
from generator.model.access import HOUSEHOLD, slots_of
from generator.model.recipients import recipients_of
from generator.model.renewal import Raised, everybody_named, meant_by, new_epochs, renewed, renewed_everywhere
from generator.records.learner import Learner
from generator.rotating import learners_of, make_master, write_raised

Asked = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[LEARNER|PERSON]...",
        help="Everybody's code for a learner's plan; or one person's or household's code, for all plans they read.",
    ),
]
UNWRITTEN = "Nothing was written; --write does it."
MASTER_SAID = """A new secret is in {file}. Nobody can read it but you, and it was not shown.
  1. Give it to CI as the secret PATHBOOK_MASTER.
  2. Write it on paper and put that into the school's safe. Without it no letter can be printed again.
  3. All addresses and all codes are new: print every letter again, with
     {letters}
  4. Publish, and delete the file when 1 and 2 are done."""


def rotate(
    asked: Asked = None,
    root: Root = None,
    everybody: Annotated[bool, typer.Option("--all", help="All codes of the school.")] = False,
    own: Annotated[
        bool, typer.Option("--own", help="Of a learner only the own code, not those of all who read the plan.")
    ] = False,
    keep_letters: Annotated[
        bool,
        typer.Option("--keep-letters", help="No new codes: only devices that kept a plan open ask for the code again."),
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Write it. Left out: only show what would change.")] = False,
    new_master: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Instead: make a new secret, in this new file.", show_default=False),
    ] = None,
    people: PeopleFile = None,
    on: On = None,
) -> None:
    """Renew codes: what was on the letters before opens nothing that is published from now on.

    It raises numbers of `access:` in learner.yml. Afterwards: commit, print the new letters, publish.
    """
    names = tuple(dict.fromkeys(asked or ()))
    if new_master is not None:
        if names or everybody or own or keep_letters or write:
            raise typer.BadParameter("--new-master goes alone: with a new secret all codes are new")
        make_master(new_master)
        print(MASTER_SAID.format(file=new_master, letters=f"{command_name()} letters --master {new_master}"))
        return
    if bool(names) == everybody:
        raise typer.BadParameter("name learners or people, or say --all")
    top = root_of(root)
    school = checked_school(top, people, day_asked(on))
    learners = learners_of(school)
    raised = raised_for(names or None, learners, school.on, own=own, keep_letters=keep_letters)
    if write:
        write_raised(top, raised)
    print("\n".join(said_of(raised, learners, school.on)))
    print(written_said(raised, school.on, " ".join((*names, *(["--own"] if own else [])))) if write else UNWRITTEN)


def raised_for(
    names: Sequence[str] | None, learners: tuple[Learner, ...], on: date, *, own: bool, keep_letters: bool
) -> tuple[Raised, ...]:
    """`names` None: the whole school. Raises BadParameter for a name that nobody has who reads or is read about."""
    plans = {learner.learner for learner in learners if slots_of(learner)}
    whole = [] if own else [name for name in plans if names is None or name in names]
    if keep_letters:
        if own or not {*(names or ())} <= plans:
            raise typer.BadParameter("--keep-letters goes with learners whose plans somebody reads, or with --all")
        return new_epochs(learners, whole)
    if names is None:
        return renewed_everywhere(learners)
    whose = [reader_named(name, learners, on) for name in names if name not in whole]
    return renewed(learners, whole, whose, on)


def reader_named(name: str, learners: tuple[Learner, ...], on: date) -> str:
    """Somebody's `who`; a household is named by its own word."""
    named = {who for learner in learners for who in everybody_named(learner, on)}
    found = next((who for who in (name, f"{HOUSEHOLD}:{name}") if who in named), None)
    if found is None:
        near = get_close_matches(name, sorted(named), n=1)
        hint = (
            f"did you mean {near[0].removeprefix(f'{HOUSEHOLD}:')}?" if near else "`access:` in learner.yml names them"
        )
        raise typer.BadParameter(f"{name!r} has no code; {hint}")
    return found


def said_of(raised: tuple[Raised, ...], learners: tuple[Learner, ...], on: date) -> Iterator[str]:
    for file, entries in groupby(raised, key=lambda each: each.learner.place.file):
        yield file
        yield from (f"  {change_said(each)}" for each in entries)
    for recipient in recipients_of(learners, on):
        if recipient.reader.who in renewed_for(raised, on) and len(recipient.reads) > 1:
            plans = len(recipient.reads)
            yield f"{recipient.reader.who} reads {plans} plans with one code, so it is renewed in all of them."


def renewed_for(raised: tuple[Raised, ...], on: date) -> frozenset[str]:
    return frozenset(who for each in raised if each.slot for who in meant_by(each.learner, each.slot, on))


def change_said(each: Raised) -> str:
    if each.before is None:
        return f"{each.slot}: {each.after} (a slot of their own, beside that of the role)"
    return f"{each.slot or 'epoch'}: {each.before} → {each.after}"


def written_said(raised: tuple[Raised, ...], on: date, words: str) -> str:
    renewed = len(renewed_for(raised, on))
    if not renewed:
        return (
            "Written. Commit the files and publish: then devices ask for the code again. All letters stay as they are."
        )
    return (
        f"Written: {counted(renewed, 'code is', 'codes are')} renewed. Commit the files, print the new letters with\n"
        f"  {f'{command_name()} letters {words}'.strip()}\n"
        "and publish. Until then the old letters work."
    )
