"""pathbook import scores: a class's results from another system become evidence."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import typer

from generator.checked import checked_school
from generator.cli.import_scores_job import brought_in
from generator.cli.import_scores_read import Said
from generator.cli.learner_asked import Group
from generator.cli.making_new import terminal_or_none
from generator.cli.options import PeopleFile, Root, a_day, day_asked, root_of
from generator.cli.proposing import ByPerson, DryRun, OnBranch, way_asked
from generator.records.school import Context, EvidenceKind
from generator.records.scores import ReadAs

File: TypeAlias = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, metavar="FILE", show_default=False)
]


def option(*names: str, help_: str, metavar: str | None = None) -> Any:
    return typer.Option(*names, help=help_, metavar=metavar, show_default=False)


def import_scores(
    file: File,
    column: Annotated[
        list[str] | None,
        option(
            "--column",
            metavar="TITLE=COMPETENCY",
            help_="What a column shows; more behind semicolons: 'Quiz 3=ccss-math:4.nf.a.2; on=2026-11-12; max=20'. "
            "Repeatable.",
        ),
    ] = None,
    learner_column: Annotated[
        list[str] | None,
        option("--learner-column", metavar="HEADER", help_="The column that says whose results they are. Repeatable."),
    ] = None,
    learner: Annotated[
        list[str] | None,
        option("--learner", metavar="NUMBER=LEARNER", help_="Who is meant by a number or a name. Repeatable."),
    ] = None,
    leave_out: Annotated[
        list[str] | None, option("--leave-out", metavar="TITLE", help_="A column not to be asked about. Repeatable.")
    ] = None,
    on: Annotated[
        date | None,
        typer.Option(parser=a_day, metavar="DATE", help="The day of the assessment.", show_default=False),
    ] = None,
    kind: Annotated[EvidenceKind | None, option("--kind", help_="What sort of evidence the results are.")] = None,
    context: Annotated[Context | None, option("--context", help_="Where they were seen.")] = None,
    assessor: Annotated[str | None, option("--assessor", metavar="PERSON", help_="Who looked at it.")] = None,
    most: Annotated[str | None, option("--max", metavar="NUMBER", help_="The most points there were.")] = None,
    read_as: Annotated[
        ReadAs | None, option("--read-as", help_="What numbers are: a level's, points of the scale, or a share.")
    ] = None,
    percent: Annotated[
        str | None,
        option("--percent", metavar="LEVEL=NUMBER,…", help_="From how many per cent on each level begins."),
    ] = None,
    word: Annotated[
        list[str] | None,
        option("--word", metavar="WORD=LEVEL", help_="The level that a word of the table means. Repeatable."),
    ] = None,
    decimal: Annotated[
        Literal["comma", "point"] | None, option("--decimal", help_="The sign before decimals, where it stays open.")
    ] = None,
    days: Annotated[
        Literal["day-first", "month-first"] | None,
        option("--days", help_="How days such as 03/04/2026 are meant, where it stays open."),
    ] = None,
    mapping: Annotated[
        str | None,
        option("--mapping", metavar="NAME", help_="The name under which this way of reading is kept: plans/imports."),
    ] = None,
    group: Group = None,
    remember_numbers: Annotated[
        bool, typer.Option("--remember-numbers", help="Keep the other system's numbers of learners in people.yml.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Change pieces of which the table says something else now.")
    ] = False,
    edited_too: Annotated[
        bool, typer.Option("--edited-too", help="With --update: also pieces that somebody changed since.")
    ] = False,
    skip_wrong: Annotated[
        bool, typer.Option("--skip-wrong", help="Bring in the rest where cells cannot be read.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether to write.")] = False,
    dry_run: DryRun = False,
    entry: OnBranch = False,
    as_: ByPerson = None,
    root: Root = None,
    people: PeopleFile = None,
) -> None:
    """Make evidence of a class's results: a gradebook of Canvas or Moodle, or any spreadsheet saved as CSV.

    What its columns mean is asked once and kept. A second run of the same file adds nothing.
    """
    school = checked_school(root_of(root), people, day_asked(None))
    way = way_asked(school, dry_run=dry_run, entry=entry, person=as_)
    said = Said(
        file=file,
        columns=tuple(column or ()),
        learner_columns=tuple(learner_column or ()),
        learners=tuple(learner or ()),
        left_out=tuple(leave_out or ()),
        on=on,
        most=most,
        percent=percent,
        words=tuple(word or ()),
        days=days,
        whole={"kind": kind, "context": context, "assessor": assessor, "as": read_as, "decimal": decimal},
        mapping=mapping,
        group=group,
        people=people,
        remember_numbers=remember_numbers,
        update=update,
        edited_too=edited_too,
        skip_wrong=skip_wrong,
    )
    brought_in(school, way, said, None if yes else terminal_or_none())
