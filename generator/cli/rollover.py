"""pathbook rollover: the school year turns; every plan is put away, and the next one begun from it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from generator.cli.learner_asked import Learners, own_words
from generator.cli.options import On, PeopleFile, Root, command_name, day_asked, root_of
from generator.cli.proposing import ByPerson, DryRun, OnBranch, Way, as_seen, carry_out, refused, way_asked
from generator.cli.report import counted
from generator.problem import ToolFailed, errors_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.changes import Changes
    from generator.checked import CheckedSchool
    from generator.editing.year.turn import Turn, Turned
    from generator.load.learner_folders import LearnerFolder
    from generator.records.plan import Goal

TOOL = "rollover"
Otherwise = Literal["continue", "close", "drop", "stay"]


def rollover(
    year: Annotated[str, typer.Argument(metavar="YEAR", help="The school year that begins, for example 2027-28.")],
    learners: Learners = None,
    group: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GROUP[:NEXT]",
            help="Only who is in this group; NEXT is the group that they go on to. Left out: they stay in theirs.",
            show_default=False,
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help="What people decide, a line each. With --dry-run the table is written where it is not there yet.",
            show_default=False,
        ),
    ] = None,
    goal: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LEARNER:GOAL=FATE",
            help="What becomes of one goal: continue, close, drop or stay. For example s-0001:g2=continue.",
            show_default=False,
        ),
    ] = None,
    otherwise: Annotated[
        Otherwise | None,
        typer.Option(help="What becomes of goals for which a person is asked and nobody answered.", show_default=False),
    ] = None,
    same_grade: Annotated[
        list[str] | None,
        typer.Option(metavar="LEARNER", help="Who stays in the same grade for another year.", show_default=False),
    ] = None,
    skip_grade: Annotated[
        list[str] | None, typer.Option(metavar="LEARNER", help="Who skips a grade.", show_default=False)
    ] = None,
    calendar: Annotated[
        bool,
        typer.Option("--calendar", help="Only add the year to plans/calendar.yml, proposed from the year before."),
    ] = False,
    early: Annotated[bool, typer.Option("--early", help="Although the year before has not ended yet.")] = False,
    dry_run: DryRun = False,
    entry: OnBranch = False,
    as_: ByPerson = None,
    root: Root = None,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """The school year turns: put each plan away, and begin the next one from it.

    Goals go on, are closed or dropped by rules that are told; where no rule is sure, a person decides. No evidence,
    no level and nothing that was reached changes. One change, which pathbook undo takes back.
    """
    from generator.checked import checked_school
    from generator.cli.rollover_asked import (
        codes_elsewhere,
        decisions,
        folders_of,
        moves_asked,
        read_answers,
        year_asked,
    )
    from generator.editing.new.ids import used_ever_each
    from generator.editing.year.turn import Turn

    school = checked_school(root_of(root), people, day_asked(on))
    way = way_asked(school, dry_run=dry_run, entry=entry, person=as_)
    if calendar:
        propose_year(school, year, way)
        return
    begins = year_asked(school, year, early=early)
    moves = moves_asked(group or [])
    folders = folders_of(school, learners or [], tuple(moves))
    with as_seen(school, way, tuple(folder.learner for folder in folders)) as seen:
        turn = Turn(
            school=seen,
            name=year,
            year=begins,
            answers=decisions(seen, read_answers(answers, dry_run=dry_run), goal or [], same_grade, skip_grade),
            moves={before: after for before, after in moves.items() if after},
            otherwise=otherwise or "ask",
            person=way.person,
            codes=codes_elsewhere(seen, asked=any(moves.values()) or answers is not None),
            past=used_ever_each(school.root, tuple(folder.learner for folder in folders)),
        )
        turn_all(turn, school.root, folders, way, answers)


def turn_all(turn: "Turn", root: Path, folders: "Sequence[LearnerFolder]", way: Way, answers: Path | None) -> None:
    """`root`: the school's own folder; the turn may look at what somebody sees of it."""
    from generator.editing.judging import judged_everywhere
    from generator.editing.receipts import batch_called, batches_in, with_receipt
    from generator.editing.year.said import told_of
    from generator.editing.year.turning import all_changes, turned

    found = tuple(turned(turn, folder) for folder in folders)
    changes = all_changes(turn, found)
    problems = judged_everywhere(turn.school, changes) if changes else ()
    print("\n".join(line for each in found for line in told_of(each)))
    if errors_in(problems):
        raise refused(problems, changes)
    if way.dry_run:
        write_answers(turn, found, answers)
    open_goals = sum(len(each.open_goals) for each in found)
    if open_goals and not way.dry_run:
        asks = f"{counted(open_goals, 'goal waits', 'goals wait')} for a person's decision, and nothing was written."
        raise ToolFailed(TOOL, f"{asks} {HOW_TO_ANSWER}")
    if changes and not way.dry_run:
        batch = batch_called(turn.school.on.isoformat(), f"rollover-{turn.name}", batches_in(turn.school.root))
        carry_out(root, turn.school.on, with_receipt(batch, changes), way, slug="rollover", batch=batch)
        print(f"Take it back with: {command_name()} undo {batch}{' --entry' if way.entry else ''}")
    print(summary(found, open_goals, dry_run=way.dry_run))
    if any(each.failed for each in found):
        raise typer.Exit(1)


HOW_TO_ANSWER = (
    "Let --dry-run --answers FILE.csv write a table, fill in its column `becomes`, and give it to this command;"
    " or say it for all of them: --otherwise continue"
)


def summary(found: tuple["Turned", ...], open_goals: int, *, dry_run: bool) -> str:
    done = [each for each in found if each.left_out is None]
    already = sum(each.already for each in found)
    turned = "would turn" if dry_run else "turned"
    parts = [
        f"{len(done)} {turned}",
        f"{already} had turned already",
        f"{len(found) - len(done) - already} left out",
        *([f"{counted(open_goals, 'goal waits', 'goals wait')} for a decision"] if open_goals else []),
    ]
    return ", ".join(parts)


def propose_year(school: "CheckedSchool", name: str, way: Way) -> None:
    """The year written into calendar.yml as it was the year before, for a person to put right."""
    from generator.editing.judging import judged_everywhere
    from generator.editing.year.calendar_next import CALENDAR, with_year
    from generator.load.layout import SCHOOL_YEAR
    from generator.yamltext.splice import Refused

    years = school.commons.calendar.years
    if name in years:
        print(f"plans/calendar.yml holds {name} already.")
        return
    before = max((each for each in years if each < name), default=None)
    if before is None or not SCHOOL_YEAR.fullmatch(name) or int(name[:4]) != int(before[:4]) + 1:
        raise ToolFailed(TOOL, f"{name!r} is not the year after the last one in plans/calendar.yml, {before}")
    try:
        changes = (with_year(school.root, name, before, years[before]),)
    except Refused as why:
        raise ToolFailed(TOOL, f"{why}; nothing was written") from None
    problems = judged_everywhere(school, changes)
    if errors_in(problems):
        raise refused(problems, changes)
    carry_out(school.root, school.on, changes, way, slug="calendar")
    if way.dry_run:
        print(text_of_year(changes, name))
    print(f"Look at the days of {name} in {CALENDAR}: they are those of {before} on the same weekdays.")


def text_of_year(changes: "Changes", name: str) -> str:
    """The lines of a file from the new year on."""
    text = (changes[0].content or b"").decode()
    return text[max(text.find(f'"{name}"'), text.find(f"{name}:"), 0) :].rstrip()


def write_answers(turn: "Turn", found: tuple["Turned", ...], file: Path | None) -> None:
    """The table of what can be decided, unless there is one already: nobody's answers are written over."""
    from generator.editing.year.answers import table_text
    from generator.editing.year.said import lines_of

    if file is None or file.exists():
        return

    def title_of(goal: "Goal") -> str:
        competency = turn.school.commons.competencies.get(goal.competencies[0].ref) if goal.competencies else None
        text = goal.i_can or goal.learner_words or (competency and (competency.i_can or competency.statement))
        return own_words(text, turn.school.commons.school) if text else ""

    lines = [line for each in found for line in lines_of(each, title_of)]
    file.write_text(table_text(lines), encoding="utf-8", newline="")
    print(f"Wrote {file}: change its column `becomes` where you decide otherwise, and give it with --answers.")
