"""pathbook undo: everything that a batch wrote is taken back, and nothing that somebody wrote since."""

import os
from pathlib import Path
from typing import Annotated

import typer

from generator.changes import Blob, Changes
from generator.checked import CheckedSchool, checked_school
from generator.cli.options import PeopleFile, Root, day_asked, root_of
from generator.cli.plans_asked import plans_for
from generator.cli.proposing import ByPerson, DryRun, OnBranch, Way, as_seen, refused, save, way_asked
from generator.cli.report import complain, counted
from generator.editing.judging import judged_everywhere
from generator.editing.plans import Plans
from generator.editing.receipts import keep_in_git
from generator.editing.undoing import Asked, Undoing, batches_known, undoing_of
from generator.load.git import run_git
from generator.load.layout import ID
from generator.problem import ToolFailed, errors_in
from generator.writing import write_files
from generator.yamltext.splice import Refused

WHY = {
    "edited": "somebody changed it since; --edited-too takes it back all the same",
    "overlapping": "somebody changed the very same places since; mend it by hand",
    "later_batch": "batch {batch} changed it since; undo that one first",
    "not_kept": "git does not keep what stood there before",
}


def undo(
    batch: Annotated[
        str | None, typer.Argument(metavar="[BATCH]", help="Which one. Left out: the batches are listed.")
    ] = None,
    edited_too: Annotated[
        bool, typer.Option("--edited-too", help="Also pieces and copies that somebody changed since.")
    ] = False,
    dry_run: DryRun = False,
    entry: OnBranch = False,
    as_: ByPerson = None,
    root: Root = None,
    people: PeopleFile = None,
) -> None:
    """Take back everything that a batch wrote: an import of scores, a class's results, copies for a group.

    What somebody changed since stays, unless that is asked for too.
    """
    school = checked_school(root_of(root), people, day_asked(None))
    way = way_asked(school, dry_run=dry_run, entry=entry, person=as_)
    plans = plans_for(school.root, way)
    if batch is None:
        print("\n".join(listed(plans)))
        return
    if not ID.fullmatch(batch):
        raise typer.BadParameter(f"{batch!r} is no name of a batch", param_hint="BATCH")
    try:
        undoing = undoing_of(asked(school.root, plans, batch, edited_too=edited_too))
    except Refused as why:
        raise ToolFailed("plans", f"{why}; nothing was taken back") from None
    if undoing.is_nothing:
        print(f"There is nothing of batch {batch} here: it was taken back, or there never was one.")
        return
    judge(school, way, tuple(undoing.changes))
    if not dry_run and undoing.changes:
        carry_out(school, way, undoing, batch)
    tell(undoing, batch, dry_run=dry_run)


def listed(plans: Plans) -> list[str]:
    known = batches_known(plans)
    if not known:
        return ["No batch is here that could be taken back."]
    return [f"{name}  {counted(files, 'file', 'files')}" for name, files in known.items()]


def asked(root: Path, plans: Plans, batch: str, *, edited_too: bool) -> Asked:
    return Asked(
        plans=plans,
        batch=batch,
        edited_too=edited_too,
        earlier=lambda blob: kept_by_git(root, blob),
        as_added=lambda file: added_as(root, file),
    )


def kept_by_git(root: Path, blob: Blob) -> bytes | None:
    try:
        told = run_git(root, "cat-file", "blob", blob)
    except ToolFailed:
        return None
    return None if told.returncode else told.stdout


def added_as(root: Path, file: str) -> Blob | None:
    """What git was first given as this file, on any branch."""
    try:
        asked = ("log", "--all", "--diff-filter=A", "--no-renames", "--raw", "--no-abbrev", "--format=", "--", file)
        told = run_git(root, *asked)
    except ToolFailed:
        return None
    lines = [] if told.returncode else os.fsdecode(told.stdout).split("\n")
    blobs = [line.split(" ")[3] for line in lines if line.startswith(":")]
    return blobs[-1] if blobs else None


def judge(school: CheckedSchool, way: Way, changes: Changes) -> None:
    """Ends where something else still speaks of what would go."""
    of_plans = tuple(change for change in changes if "/." not in change.file)
    with as_seen(school, way) as seen:
        problems = judged_everywhere(seen, of_plans)
    if errors_in(problems):
        complain("other files still speak of what would go; mend them first, or leave the batch")
        raise refused(problems, tuple(change for change in of_plans if change.content is not None))


def carry_out(school: CheckedSchool, way: Way, undoing: Undoing, batch: str) -> None:
    if way.entry:
        save(school.root, school.on, tuple(undoing.changes), way, slug=f"undo-{batch}", batch=None)
        return
    keep_in_git(school.root, tuple(undoing.changes))
    try:
        write_files(school.root, tuple(undoing.changes))
    except Refused as why:
        raise ToolFailed("plans", f"{why}; nothing was taken back") from None


def tell(undoing: Undoing, batch: str, *, dry_run: bool) -> None:
    for change in undoing.files:
        stays = "without it, and with what was written since" if change.file in undoing.joined else "as it was before"
        done = "taken away" if change.content is None else stays
        print(f"{'would be ' if dry_run else ''}{done}: {change.file}")
    for file in undoing.gone:
        print(f"gone already: {file}")
    for kept in undoing.kept:
        print(f"kept: {kept.file}: {WHY[kept.why].format(batch=kept.batch)}")
    files = counted(len(undoing.files), "file", "files")
    kept_too = f", {len(undoing.kept)} kept" if undoing.kept else ""
    print(f"Batch {batch}: {files} {'would be ' if dry_run else ''}taken back{kept_too}.")
