"""pathbook leave: an adult leaves the school, and everything they answer for is handed on in one change."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.checked import CheckedSchool, checked_school
from generator.cli.options import PeopleFile, Root, a_day, command_name, day_asked, root_of
from generator.cli.proposing import ByPerson, DryRun, OnBranch, Way, as_seen, carry_out, refused, way_asked
from generator.cli.report import complain, counted
from generator.problem import ToolFailed, errors_in

if TYPE_CHECKING:
    from generator.changes import Changes
    from generator.editing.year.handed_on import Farewell
    from generator.editing.year.leaving import Place

TOOL = "leave"


def leave(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Who leaves, for example t-0001.")],
    on: Annotated[
        date,
        typer.Option("--on", parser=a_day, metavar="DATE", help="The last day at school.", show_default=False),
    ],
    successor: Annotated[
        str | None,
        typer.Option(metavar="PERSON", help="Who takes over from the day after.", show_default=False),
    ] = None,
    without_successor: Annotated[
        bool, typer.Option("--without-successor", help="Although nobody takes over, and something is nobody's then.")
    ] = False,
    dry_run: DryRun = False,
    entry: OnBranch = False,
    as_: ByPerson = None,
    root: Root = None,
    people: PeopleFile = None,
) -> None:
    """An adult leaves the school: what they answer for is handed on, their codes are closed, the past stays.

    One change for all of it, which names every place; pathbook undo takes it back.
    """
    from generator.editing.year.leaving import left_to_do, places_of
    from generator.yamltext.splice import Refused

    school = checked_school(root_of(root), people, day_asked(on))
    way = way_asked(school, dry_run=dry_run, entry=entry, person=as_)
    farewell = farewell_asked(school, person, on, successor)
    if successor is not None and without_successor:
        raise typer.BadParameter("there is a successor", param_hint="--without-successor")
    with as_seen(school, way) as seen:
        try:
            places = places_of(seen.root, farewell)
        except Refused as why:
            raise ToolFailed(TOOL, f"{why}; nothing was written") from None
        print("\n".join(lines_of(places)))
        orphaned = sum(act.orphaned for place in places for act in place.acts)
        if orphaned and not without_successor:
            things = counted(orphaned, "thing is", "things are")
            hint = (
                f"{things} nobody's from then on: name a --successor, or say --without-successor. Nothing was written"
            )
            raise ToolFailed(TOOL, hint)
        hand_on(seen, school.root, way, farewell, places)
    notes = (*left_to_do(school.root, farewell), *own_plan(school, person), *waiting_entries(school, person))
    for note in notes:
        print(f"for a person: {note}")


def farewell_asked(school: CheckedSchool, person: str, last_day: date, successor: str | None) -> "Farewell":
    """Raises BadParameter for somebody nobody knows, and for a successor who is no adult of the school."""
    from generator.access import learners_in
    from generator.editing.year.handed_on import NOT_STAFF, Farewell
    from generator.model.access import readers_of

    for who, option in ((person, "PERSON"), (successor, "--successor")):
        if who is not None and school.people and who not in school.people:
            raise typer.BadParameter(f"plans/people.yml knows nobody as {who!r}", param_hint=option)
    if successor == person:
        raise typer.BadParameter("nobody succeeds themselves", param_hint="--successor")
    if successor is not None and school.people and not set(school.people[successor].roles) - NOT_STAFF:
        raise typer.BadParameter(f"{successor} has no role at the school in plans/people.yml", param_hint="--successor")
    read = () if successor is None else learners_in(school.root, school.folders)
    each = (reader for _, learner, _ in read if learner is not None for reader in readers_of(learner, school.on))
    codes = {reader.who: reader.version for reader in each}
    return Farewell(person=person, last_day=last_day, successor=successor, codes=codes)


def lines_of(places: tuple["Place", ...]) -> list[str]:
    lines = [
        f"{place.file}: {act.said}{' (nobody’s)' if act.orphaned else ''}" for place in places for act in place.acts
    ]
    return lines or ["No file of the plans names them for days to come."]


def hand_on(school: CheckedSchool, root: Path, way: Way, farewell: "Farewell", places: tuple["Place", ...]) -> None:
    """`root`: the school's own folder; `school` may be what somebody sees of it."""
    from generator.editing.judging import judged_everywhere
    from generator.editing.receipts import batch_called, batches_in, with_receipt
    from generator.editing.year.leaving import changes_of

    changes: Changes = changes_of(places)
    problems = judged_everywhere(school, changes) if changes else ()
    if errors_in(problems):
        raise refused(problems, changes)
    said = f"{counted(len(changes), 'file', 'files')}, {counted(sum(len(each.acts) for each in places), 'act', 'acts')}"
    if way.dry_run or not changes:
        print(f"{said} would change; nothing was written" if changes else "Nothing to write.")
        return
    batch = batch_called(farewell.last_day.isoformat(), f"leave-{farewell.person}", batches_in(school.root))
    carry_out(root, school.on, with_receipt(batch, changes), way, slug="leave", batch=batch)
    print(f"{said}. Codes close as soon as this is published: publish it after {farewell.last_day}.")
    print(f"Take it back with: {command_name()} undo {batch}{' --entry' if way.entry else ''}")


def own_plan(school: CheckedSchool, person: str) -> tuple[str, ...]:
    """An educator's own plan is a record of theirs, which goes along."""
    has_one = any(folder.learner == person for folder in school.folders)
    return (f"{person} has a plan of their own: pathbook withdraw {person}",) if has_one else ()


def waiting_entries(school: CheckedSchool, person: str) -> tuple[str, ...]:
    """What they saved and nobody has merged yet."""
    from generator.editing.entries.saved import entries_of
    from generator.editing.entries.store import store_of

    with suppress(ToolFailed):  # there is no git here
        waiting = [each.branch for each in entries_of(store_of(school.root), person) if each.status != "published"]
        return tuple(f"{branch} is theirs and not in the plans yet: merge it or send it back" for branch in waiting)
    complain("there is no git here: whether something of theirs still waits is not known")
    return ()
