"""From a table and what was said of it to evidence: read, asked about, shown, judged, written or laid onto a branch."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import typer

from generator.checked import CheckedSchool
from generator.cli.dialogue import Terminal
from generator.cli.import_scores_asked import Asked, asked_about
from generator.cli.import_scores_read import Job, Said, begun, judged_settings
from generator.cli.import_scores_said import (
    seen_said,
    summary_said,
    table_said,
    troubles_said,
    unmapped_said,
    warnings_said,
)
from generator.cli.options import command_name
from generator.cli.plans_asked import plans_for
from generator.cli.proposing import Way, as_seen, report_of, save
from generator.cli.report import complain, counted
from generator.editing.new.asking import Asking
from generator.editing.new.choices import competencies
from generator.editing.new.questions import YES
from generator.editing.plans import Plans
from generator.editing.receipts import keep_in_git
from generator.editing.scores.batch import (
    Outcome,
    numbers_in,
    outcome_of,
    remember_numbers,
    scale_or_none,
)
from generator.editing.scores.gradebook import Reading, people_of, reading_of
from generator.editing.scores.roll_call import number_column
from generator.editing.scores.settings import (
    settings_file,
)
from generator.problem import ToolFailed, errors_in
from generator.writing import write_files
from generator.yamltext.splice import Refused

PROBLEMS = 1


def brought_in(here: CheckedSchool, way: Way, said: Said, terminal: Terminal | None) -> None:
    """The whole of it. `here` is the school as this folder holds it; `terminal` None: nobody is there to answer."""
    with as_seen(here, way) as school:
        job = begun(school, said)
        if terminal is not None:
            job = after_questions(job, way, terminal)
        reading = understood(job, here.root)
        stop_at_troubles(reading, said, terminal)
        plans = plans_for(here.root, way)
        outcome = made_of(reading, job, plans, said)
        if may_update(outcome, said, terminal):
            said = replace(said, update=True)
            outcome = made_of(reading, job, plans, said)
    tell(job, reading, outcome, said)
    if way.dry_run or (outcome.changes and not may_write(outcome, terminal)):
        return
    if outcome.changes:
        write(here, way, outcome, job)
    keep_numbers(here, job, said)


def is_yes(terminal: Terminal, question: str) -> bool:
    return terminal.line(f"{question} (yes or no) ").strip().casefold() in YES


def may_update(outcome: Outcome, said: Said, terminal: Terminal | None) -> bool:
    """Asked where somebody is there to answer, and the table says something else than pieces that it became."""
    changed = [each for each in outcome.proposals if each.state == "changed"]
    if not changed or said.update or terminal is None:
        return False
    for each in changed:
        terminal.say(f"{each.wish.learner}, {each.wish.how.title}: {each.was} here, {seen_said(each)} in the table")
    return is_yes(terminal, f"Change {counted(len(changed), 'piece', 'pieces')} to what the table says now?")


def made_of(reading: Reading, job: Job, plans: Plans, said: Said) -> Outcome:
    try:
        return outcome_of(
            job.school,
            plans,
            reading.wishes,
            job.wanted,
            job.remembered,
            update=said.update,
            edited_too=said.edited_too,
        )
    except Refused as why:
        raise ToolFailed("plans", f"{why}; nothing was written") from None


def after_questions(job: Job, way: Way, terminal: Terminal) -> Job:
    asked = Asked(book=job.book, wanted=job.wanted, roll=job.roll, school=job.school, person=way.person)
    told = asked_about(asked, terminal)
    return replace(job, wanted=told.wanted, roll=told.roll)


def understood(job: Job, repository: Path) -> Reading:
    """What the results mean; ends where nobody said what any of them shows."""
    settings = judged_settings(job)
    if settings.assessments:
        return reading_of(job.book, settings, job.roll, partial(scale_or_none, job.school))
    asking = Asking(school=job.school, on=job.school.on, repository=repository)
    print("\n".join(unmapped_said(job.book, competencies(asking))))
    raise typer.Exit(PROBLEMS)


def may_write(outcome: Outcome, terminal: Terminal | None) -> bool:
    """Asked where somebody is there to answer."""
    if terminal is None or is_yes(terminal, f"Write {counted(count(outcome), 'file', 'files')}?"):
        return True
    print("Nothing was written.")
    return False


def stop_at_troubles(reading: Reading, said: Said, terminal: Terminal | None) -> None:
    """Ends where something is wrong in the table, unless the rest is to be brought in."""
    lines = tuple(troubles_said(reading.troubles))
    for line in lines:
        complain(f"{said.file.name}: {line}")
    if lines and not said.skip_wrong and (terminal is None or not is_yes(terminal, "Bring in the rest without them?")):
        complain("nothing was written; mend the table, or bring in the rest with --skip-wrong")
        raise typer.Exit(PROBLEMS)


def tell(job: Job, reading: Reading, outcome: Outcome, said: Said) -> None:
    """Everything that would be written, and everything that is left out; ends where `check` would refuse it."""
    if job.remembered is not None:
        print(f"Read as {settings_file(job.remembered.id)} says.")
    for line in (
        *table_said(outcome.proposals, update=said.update),
        *summary_said(reading, job.book, outcome, update=said.update),
    ):
        print(line)
    if errors_in(outcome.problems):
        report_of(outcome.problems, outcome.changes)
        complain("nothing was written")
        raise typer.Exit(PROBLEMS)
    for line in warnings_said(outcome.problems):
        complain(line)
    print(outcome_said(outcome))


def outcome_said(outcome: Outcome) -> str:
    if not outcome.changes:
        return "Nothing is to be written."
    learners = {change.file.split("/evidence/")[0] for change in outcome.changes if "/evidence/" in change.file}
    files = counted(count(outcome), "file", "files")
    return f"{files} for {counted(len(learners), 'learner', 'learners')}, as batch {outcome.batch}."


def count(outcome: Outcome) -> int:
    return len({change.file for change in outcome.changes if "/evidence/" in change.file})


def write(here: CheckedSchool, way: Way, outcome: Outcome, job: Job) -> None:
    if way.entry:
        save(here.root, here.on, outcome.changes, way, slug=str(job.wanted["id"]), batch=outcome.batch)
    else:
        keep_in_git(here.root, outcome.changes)
        try:
            write_files(here.root, outcome.changes)
        except Refused as why:
            raise ToolFailed("plans", f"{why}; nothing was written") from None
        print("Written.")
    print(f"Take it back with: {command_name()} undo {outcome.batch}")


def keep_numbers(here: CheckedSchool, job: Job, said: Said) -> None:
    if not said.remember_numbers:
        return
    found = numbers_in(job.book, people_of(job.book, job.roll, Reading()), job.roll.knows)
    if found is None:
        complain("the table has no column in which everybody has a number of their own")
        return
    news = remember_numbers(here.root, said.people, number_column(found.column), found.numbers)
    learners = counted(news, "learner", "learners")
    print(f"The numbers of {learners} are kept in people.yml." if news else "people.yml knows these numbers already.")
