"""pathbook withdraw: a learner leaves the school, in three steps, each said before it is done."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.checked import CheckedSchool, checked_school
from generator.cli.learner_asked import LearnerAsked, folder_of, records_for
from generator.cli.options import On, PeopleFile, Root, a_day, day_asked, root_of
from generator.cli.report import complain, counted
from generator.problem import ToolFailed

if TYPE_CHECKING:
    from generator.deleting import Deletion
    from generator.withdrawing import Leaving, Withdrawal


def withdraw(
    learner: LearnerAsked,
    package: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The package for the next school, outside the repository: written, or read."),
    ] = None,
    keep_until: Annotated[
        date | None,
        typer.Option(parser=a_day, metavar="DATE", help="The last day on which the school keeps the record."),
    ] = None,
    last_day: Annotated[
        date | None, typer.Option(parser=a_day, metavar="DATE", help="The last day at school. Left out: today.")
    ] = None,
    with_staff: Annotated[
        bool, typer.Option("--with-staff", help="Put staff notes into the package too: they are education records.")
    ] = False,
    delete: Annotated[
        bool, typer.Option("--delete", help="Delete the record, once the day until which it is kept is over.")
    ] = False,
    sha256: Annotated[
        str | None, typer.Option(metavar="HEX", help="With --delete: the package's check sum, as it was written down.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Do it. Left out: only say what would be done.")] = False,
    root: Root = None,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """A learner leaves the school.

    First the record is packed for the next school, the enrolment ends, all codes are taken away and the day is set
    until which the record is kept. After that day, --delete.
    """
    school = checked_school(root_of(root), people, day_asked(on))
    if delete:
        deleted(school, learner, package, sha256, people, write=write)
        return
    from generator.withdrawing import Leaving  # what a package needs takes a second to load: not for --help

    if sha256 is not None:
        raise typer.BadParameter("a check sum is only asked for with --delete", param_hint="--sha256")
    leaving = Leaving(last_day=last_day or school.on, keep_until=keep_until, with_staff=with_staff)
    left(school, learner, package, leaving, write=write)


def left(school: CheckedSchool, learner: str, package: Path | None, leaving: "Leaving", *, write: bool) -> None:
    from generator.withdrawing import withdraw as withdraw_learner
    from generator.withdrawing import withdrawal_of
    from generator.yamltext.splice import Refused

    records = records_for(school, folder_of(school, learner))
    if leaving.keep_until is None and records.learner.retain_until is None:
        message = "until which day does the school keep the record? Your state's or district's schedule says how long"
        raise typer.BadParameter(message, param_hint="--keep-until")
    if write and package is None:
        raise typer.BadParameter("nobody leaves without their record: name a file for it", param_hint="--package")
    try:
        found = withdrawal_of(school, records, leaving)
        if write and package is not None:
            withdraw_learner(school, found, package)
    except Refused as why:
        raise ToolFailed("withdraw", f"{why}; nothing was changed") from None
    print(said_of(found, package, leaving, write=write))


def said_of(found: "Withdrawal", package: Path | None, leaving: "Leaving", *, write: bool) -> str:
    learner = found.learner.learner
    kept = leaving.keep_until or found.learner.retain_until
    lines = [
        f"{learner} leaves." if write else f"{learner} leaves. This would be done, and nothing has been yet:",
        f"1. The package for the next school: {package or '(name a file with --package)'}",
        *(f"   {line}" for line in package_lines(found, with_staff=leaving.with_staff)),
        "2. In the school's files:" if found.edits else "2. The school's files say it already.",
        *(f"   {line}" for line in edit_lines(found)),
        f"3. Nothing is deleted. After {kept}:  pathbook withdraw {learner} --delete --package FILE --sha256 …",
    ]
    if write:
        lines += [
            f"The package's check sum, to be written down where you keep the record of withdrawals:\n  {found.sha256}",
            "The package is not locked: hand it over in person, or over a way that your district trusts.",
            "Commit the changed files. The next build publishes no site for this learner.",
        ]
    else:
        lines.append("With --write it is done.")
    return "\n".join(lines)


def package_lines(found: "Withdrawal", *, with_staff: bool) -> list[str]:
    handover = found.handover
    lines = [
        f"{counted(handover.count('plan'), 'file', 'files')} of the plan,"
        f" {counted(handover.count('papers'), 'paper', 'papers')} as the family reads them,"
        f" {counted(handover.count('frameworks'), 'framework', 'frameworks')} as far as the plan names them"
    ]
    staff = sum(path.startswith("staff/") for path in handover.held)
    if staff and not with_staff:
        files = counted(staff, "file of staff notes is", "files of staff notes are")
        lines.append(f"{files} not in it. They are education records too, which parents may")
        lines.append("have a right to see; whether they go along is your school's decision (--with-staff)")
    elif staff:
        lines.append(f"{counted(staff, 'file', 'files')} of staff notes, since --with-staff was asked for")
    redacted = [path for path in handover.left_out if not path.startswith("staff/") and path != "redactions.yml"]
    if redacted:
        lines.append(f"left out, as redactions.yml says: {counted(len(redacted), 'file', 'files')}")
    return lines


def edit_lines(found: "Withdrawal") -> list[str]:
    """What changes, file by file, as the fields are called."""
    lines: list[str] = []
    for edit in found.edits:
        field = ".".join(str(step) for step in edit.steps if isinstance(step, str))
        if edit.after is None:
            codes = len(edit.before) if isinstance(edit.before, Mapping) else 0
            lines.append(f"{edit.file}: {field}: {counted(codes, 'code is', 'codes are')} taken away")
        else:
            lines.append(f"{edit.file}: {field}: {edit.after}")
    return lines


def deleted(
    school: CheckedSchool, learner: str, package: Path | None, sha256: str | None, people: Path | None, *, write: bool
) -> None:
    from generator.deleting import Proof, copies_left, deletion_of
    from generator.deleting import delete as delete_record

    if (package is None) != (sha256 is None):
        raise typer.BadParameter("the package and its check sum go together", param_hint="--package, --sha256")
    proof = None if package is None or sha256 is None else Proof(package=package.read_bytes(), sha256=sha256)
    found = deletion_of(school, folder_of(school, learner), proof)
    if write and not found.against:
        delete_record(school, found, people)
        print(said_of_deletion(found, "Deleted:"))
        print(copies_left(school.root, learner, found.people), end="")
        return
    print(said_of_deletion(found, "This would be deleted, and nothing has been yet:"))
    for reason in found.against:
        complain(f"not deleted: {reason}")
    if found.against:
        raise typer.Exit(1)
    print("With --write it is done. Nothing brings it back.")


def said_of_deletion(found: "Deletion", beginning: str) -> str:
    lines = [
        beginning,
        f"  {found.folder}/  ({counted(found.files, 'file', 'files')})",
        f"  in the file of names: {', '.join(found.people)}",
        *(f"  in {file}: the membership" for file in found.groups),
    ]
    if found.mentions:
        lines.append(f"These files of others name the learner's id, and stay as they are: {', '.join(found.mentions)}")
    return "\n".join(lines)
