"""pathbook migrate: a learner's plan brought to another version of a framework, line by line, and back."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Annotated, Literal

import typer

from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.cli.learner_asked import AsJson, Group, Learners, folders_asked
from generator.cli.migrate_rows import as_json
from generator.cli.migrate_said import MigrationReport, Told, as_markdown, as_text
from generator.cli.options import At, On, PeopleFile, Root, day_asked, root_asked
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.migrating import edits_of, write_edits
from generator.model.as_of import records_on
from generator.model.brought_along import left_in_plan, shared_mentions
from generator.model.fates import fates_of
from generator.model.migration import Moves, Proposal, moves_into, proposal_of, records_after
from generator.model.migration_back import taken_back
from generator.model.text_code import outdated
from generator.problem import Problem, errors_in
from generator.records.commons import Commons, LearnerRecords
from generator.records.plan import Approval
from generator.yamltext.splice import Refused

LATE = "framework-superseded"
Form = Literal["text", "markdown", "json"]
FORMS: Mapping[Form, Callable[[MigrationReport], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def migrate(
    framework: Annotated[
        str,
        typer.Argument(metavar="FRAMEWORK", help="The new version; or the old one, if only one came after it."),
    ],
    learners: Learners = None,
    group: Group = None,
    write: Annotated[bool, typer.Option("--write", help="Make the edits. Left out: only say them.")] = False,
    back: Annotated[bool, typer.Option("--back", help="Take a migration back.")] = False,
    form: Annotated[Form, typer.Option("--format", help="How it is told.")] = "text",
    for_a_program: AsJson = False,
    root: Root = None,
    on: On = None,
    at: At = None,
    people: PeopleFile = None,
) -> None:
    """Bring plans to another version of a framework.

    Proposes the edits learner by learner; writes them, or takes them back, when asked to.
    """
    if write and at is not None:
        raise typer.BadParameter("a commit cannot be written to; leave --at out", param_hint="--write")
    with root_asked(root, at) as (top, known):
        school = checked_school(top, people, day_asked(on, known))
        moves = moves_asked(framework, school.commons)
        folders = folders_asked(tuple(learners or ()), group, school)
        told = tuple(found for folder in folders if (found := told_of(school, folder, moves, write=write, back=back)))
    report = MigrationReport(
        moves=moves,
        on=school.on,
        wrote=write,
        back=back,
        looked_at=len(folders),
        told=told,
        shared=() if back else shared_mentions(moves, school.commons),
        school=school.commons.school,
        lost=() if back else unmoved(moves, school.commons),
    )
    chosen: Form = "json" if for_a_program else form
    print(FORMS[chosen](report), end="" if chosen == "markdown" else "\n")
    if any(each.failed for each in told):
        raise typer.Exit(1)


def moves_asked(name: str, commons: Commons) -> Moves:
    """Raises BadParameter where no migration leads there, or several lead away."""
    into = moves_into(name, commons)
    if into is not None:
        return into
    away = [moves for later in commons.migrations if (moves := moves_into(later, commons)) and name in moves.earlier]
    if len(away) == 1:
        return away[0]
    if away:
        ways = ", ".join(moves.into for moves in away)
        raise typer.BadParameter(f"several versions came after {name!r}; name one of them: {ways}")
    if name in commons.frameworks:
        raise typer.BadParameter(f"frameworks/{name} has no migration.yml, and none leads away from it")
    near = get_close_matches(name, list(commons.frameworks), n=1)
    raise typer.BadParameter(f"there is no framework {name!r}" + (f"; did you mean {near[0]}?" if near else ""))


def unmoved(moves: Moves, commons: Commons) -> tuple[str, ...]:
    """What of the earlier versions stays where it is: nothing took its place."""
    return tuple(ref for ref, move in moves.by_ref.items() if not move.to and ref in commons.competencies)


def told_of(school: CheckedSchool, folder: LearnerFolder, moves: Moves, *, write: bool, back: bool) -> Told | None:
    """What is told of one learner, and written where that was asked; None: nothing."""
    records, problems = usable(school, folder)
    if records is None:
        return Told(learner=folder.learner, unusable=problems)
    found = back_of(records, moves, school) if back else there_of(records, moves, school)
    if found is None or not write or found.proposal is None or not found.proposal.changes:
        return found
    try:
        write_edits(school.root, edits_of(found.proposal))
    except Refused as why:
        return Told(learner=folder.learner, proposal=found.proposal, fates=found.fates, refused=(str(why),))
    return found


def usable(school: CheckedSchool, folder: LearnerFolder) -> tuple[LearnerRecords | None, tuple[Problem, ...]]:
    """The learner's records, also where all that is wrong is that the plan is late: this command is the mend."""
    records, problems = checked_learner(school, folder)
    if records is None and {problem.code for problem in errors_in(problems)} == {LATE}:
        records, _ = read_learner(school.root, folder)
    return records, problems


def there_of(records: LearnerRecords, moves: Moves, school: CheckedSchool) -> Told | None:
    known = records_on(records, school.on)
    proposal = proposal_of(records, moves, school.commons, school.on)
    fates = fates_of(known, moves, school.commons, school.groundwork.carried, school.on)
    if not (proposal.changes or fates):
        return None
    return Told(
        learner=records.learner.learner,
        proposal=proposal,
        fates=fates,
        approvals=approvals_of(records, proposal, school.commons),
        left=left_in_plan(records, moves, school.on),
    )


def back_of(records: LearnerRecords, moves: Moves, school: CheckedSchool) -> Told | None:
    proposal, changed = taken_back(records, moves, school.commons)
    learner = records.learner.learner
    if changed:
        return Told(learner=learner, changed=changed)
    if proposal is None:
        return None
    return Told(learner=learner, proposal=proposal, approvals=approvals_of(records, proposal, school.commons))


def approvals_of(records: LearnerRecords, proposal: Proposal, commons: Commons) -> tuple[Approval, ...]:
    """The approvals that hold today and would be of other words than the plan's."""
    now = {approval.place for year in records.years for approval, _ in outdated(year, commons)}
    after = (approval for year in records_after(records, proposal).years for approval, _ in outdated(year, commons))
    return tuple(approval for approval in after if approval.place not in now)
