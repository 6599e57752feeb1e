"""`pathbook init --update`: what newer templates would change in a repository, shown or written"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.changes import Change, Changes
from generator.cli.init_said import Folders, When
from generator.cli.proposing import done_to
from generator.load.people_sealed import OPEN
from generator.problem import ToolFailed
from generator.starter.record import RECORD

if TYPE_CHECKING:
    from generator.cli.init_asked import Said
    from generator.starter.answers import Answers
    from generator.starter.record import Record
    from generator.starter.updating import Settled

FATES: Mapping[str, str] = {
    "made": "made {}",
    "renewed": "renewed {}",
    "joined": "renewed {}, with your changes in it",
    "beside": "left {was}, of which you changed the same lines; the new one lies beside it: {}",
    "gone": "taken away {}, which is no longer needed",
    "away": "left out {}, as you took it away",
    "left": "left {}, which is yours now: Pathbook no longer brings it",
}
LOOK = "Look at it with git diff, commit it on a branch, and let it be looked at like every change."


def bring_up_to_date(start: Path, said: "Said", schools: Folders, when: When, *, dry_run: bool) -> None:
    """Show or write it. Nothing is committed: that is the school's to do."""
    from generator.starter.joining import editor_changes, school_changes, top_of
    from generator.starter.making import write_changes
    from generator.starter.updating import record_at, update_of
    from generator.yamltext.splice import Refused

    top = top_of(start.absolute())
    record = record_at(top)
    answers = answers_wanted(record.answers, said, schools)
    try:
        update = update_of(top, record, answers)
        changes = (*update.changes, *school_changes(top, record.answers, answers, when.day, when.timezone))
        if dry_run:
            sys.stdout.writelines(line for change in shown(changes) for line in diff_of(top, change))
        else:
            write_changes(top, changes)
    except Refused as why:
        raise ToolFailed("init", f"{why}; nothing was written") from None
    editors = () if dry_run else editor_changes(top, answers)  # they speak of the files as they are now
    write_changes(top, editors)
    changes += editors
    print(
        "\n".join((*update_said(update.settled, changes, dry_run=dry_run), *still_beside(top, update.settled, record)))
    )


def answers_wanted(had: "Answers", said: "Said", schools: Folders) -> "Answers":
    """What was said before, with what is said now."""
    from generator.starter.answers import HERE, School, answered

    if schools and HERE in had.roots:
        why = "this repository is one school's, and its plans lie at the top"
        raise typer.BadParameter(f"{why}; a district begins with:  pathbook init DIR --school", param_hint="--school")
    if said.example and not had.example:
        raise typer.BadParameter("the example was taken away; git has it still", param_hint="--example")
    new = tuple(School(folder=folder, name=name) for folder, name in schools)
    return answered(
        replace(
            had,
            name=said.name or had.name,
            schools=(*had.schools, *new),
            forge=said.forge or had.forge,
            deploy=said.deploy or had.deploy,
            languages=said.languages or had.languages,
            owner=had.owner if said.owner is None else said.owner,
            example=had.example and said.example is not False,
        )
    )


def update_said(settled: "tuple[Settled, ...]", changes: Changes, *, dry_run: bool) -> Iterator[str]:
    told = {each.file for each in settled}
    for each in settled:
        yield FATES[each.fate].format(each.file, was=each.file.removesuffix(".new"))
    for change in shown(changes):
        if change.file not in told:
            yield f"{done_to(change)} {change.file}"
    if not changes:
        yield "Everything is as this Pathbook brings it."
    elif dry_run:
        yield "Nothing was written."
    else:
        yield LOOK


def still_beside(top: Path, settled: "tuple[Settled, ...]", record: "Record") -> Iterator[str]:
    """New files of an earlier update that nobody has looked at yet: git leaves them out, so only this tells of them."""
    told = {each.file for each in settled}
    for path in record.files:
        if f"{path}.new" not in told and (top / f"{path}.new").is_file():
            yield f"{path}.new still lies beside {path}: take over what you want of it, then delete it"


def shown(changes: Changes) -> Iterator[Change]:
    """Without the record, which is Pathbook's own."""
    return (change for change in changes if change.file != RECORD)


def diff_of(top: Path, change: Change) -> Iterator[str]:
    """As git shows it; of a picture only that it differs, and of names not a line."""
    if change.file.endswith(OPEN):
        yield f"{change.file}: the names of the example\n"
        return
    had = (top / change.file).read_bytes() if (top / change.file).is_file() else b""
    old, new = ((text or b"").decode(errors="replace").splitlines(keepends=True) for text in (had, change.content))
    if b"\0" in had or b"\0" in (change.content or b""):
        yield f"{change.file}: another picture\n"
        return
    was = "/dev/null" if change.before is None else f"a/{change.file}"
    becomes = "/dev/null" if change.content is None else f"b/{change.file}"
    for line in unified_diff(old, new, was, becomes):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
