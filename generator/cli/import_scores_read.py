"""A table of scores as it was typed, read and understood: before anything of it is judged or written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import typer

from generator.checked import CheckedSchool
from generator.cli.import_scores_options import (
    ORDER,
    a_number,
    assessment_called,
    columns_said,
    learners_said,
    of_the_columns,
    pairs_said,
    percent_said,
)
from generator.cli.learner_asked import folders_asked
from generator.cli.report import complain, counted, report
from generator.editing.scores.batch import (
    name_for,
    naming_somebody,
)
from generator.editing.scores.roll_call import Roll, roll_of
from generator.editing.scores.settings import (
    FOLDER,
    Remembered,
    Sayings,
    Wanted,
    found_again,
    read_as,
    remembered_as,
    remembered_in,
    settings_file,
    settings_of,
    with_sayings,
)
from generator.importers.foreign import Foreign
from generator.importers.ids import free_id, is_id
from generator.importers.scores import Gradebook, gradebook_of
from generator.importers.table import Table, table_of
from generator.load.layout import listing_of, yaml_names
from generator.records.scores import ScoreTable

PROBLEMS = 1
LARGEST = 50_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was typed."""

    file: Path
    columns: tuple[str, ...] = ()
    learner_columns: tuple[str, ...] = ()
    learners: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    on: date | None = None
    most: str | None = None
    percent: str | None = None
    words: tuple[str, ...] = ()
    days: str | None = None
    whole: Mapping[str, Any] = field(default_factory=dict[str, Any])
    mapping: str | None = None
    group: str | None = None
    people: Path | None = None
    remember_numbers: bool = False
    update: bool = False
    edited_too: bool = False
    skip_wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A table that is being brought in: as it was read, and how it shall be understood."""

    school: CheckedSchool
    book: Gradebook
    roll: Roll
    wanted: Wanted
    remembered: Remembered | None


def begun(school: CheckedSchool, said: Said) -> Job:
    """The table as it was read, with the way of reading that is kept for it and all that was typed."""
    among = members(school, said.group)
    roll = roll_of(
        school.people, tuple(folder.learner for folder in school.folders), among, learners_said(said.learners)
    )
    try:
        remembered, book = read_first(table_in(said.file), roll, school.root, said)
    except Foreign as why:
        raise told(said.file, why) from None
    if remembered is None:
        taken = yaml_names(listing_of(school.root, FOLDER))
        id_ = said.mapping or free_id(name_for(said.file), taken)
        wanted: Wanted = {"id": id_, "columns": list(book.columns)}
    else:
        wanted = remembered.wanted
        roll = replace(roll, among=members(school, said.group or remembered.settings.group))
    return Job(
        school=school,
        book=book,
        roll=roll,
        wanted=with_sayings(wanted, typed(said, book, wanted)),
        remembered=remembered,
    )


def members(school: CheckedSchool, group: str | None) -> frozenset[str]:
    """Whose results are wanted; everybody's, where no group was named."""
    return frozenset(folder.learner for folder in folders_asked((), group, school))


def table_in(file: Path) -> Table:
    """Raises Foreign."""
    if file.stat().st_size > LARGEST:
        raise Foreign("it is larger than any table of results")
    return table_of(file.read_bytes())


def told(file: Path, why: Foreign) -> typer.Exit:
    complain(f"{file.name}: {why}")
    return typer.Exit(PROBLEMS)


def read_first(table: Table, roll: Roll, root: Path, said: Said) -> tuple[Remembered | None, Gradebook]:
    """By the way of reading that was named, by the one that fits, else as the table itself shows. Raises Foreign."""
    if said.mapping is not None and not is_id(said.mapping):
        raise typer.BadParameter("use small letters, digits and hyphens", param_hint="--mapping")
    if said.mapping is not None:
        named = remembered_as(root, said.mapping)
        if named is None and (root / settings_file(said.mapping)).exists():
            raise typer.BadParameter("its file has problems; `pathbook check` tells them", param_hint="--mapping")
        book = None if named is None else read_as(table, roll.knows, named)
        if named is not None and book is None:
            raise Foreign(
                f"{settings_file(named.id)} is for tables with other columns: {', '.join(named.settings.columns)}"
            )
        if named is not None and book is not None:
            return named, book
    if not said.learner_columns and said.mapping is None:
        again = found_again(table, roll.knows, remembered_in(root), said.group)
        if again is not None:
            return again
    return None, fresh(table, roll, said)


def fresh(table: Table, roll: Roll, said: Said) -> Gradebook:
    """The table as its headers tell it; columns that were named hold results, whatever they are called."""
    wanted = tuple(typed.partition("=")[0].strip() for typed in said.columns)
    return gradebook_of(table, roll.knows, said.learner_columns, wanted)


def typed(said: Said, book: Gradebook, wanted: Wanted) -> Sayings:
    whole = {
        **said.whole,
        "percent": percent_said(said.percent),
        "words": pairs_said(said.words, "--word"),
        "days": ORDER.get(said.days or ""),
        "group": said.group,
    }
    mapped = [each["title"] for each in wanted.get("assessments", ())]
    most = None if said.most is None else a_number(said.most, "--max")
    return Sayings(
        whole={name: each for name, each in whole.items() if each},
        columns=of_the_columns(columns_said(said.columns, book), mapped, said.on, most),
        left_out=tuple(assessment_called(title, book, "--leave-out").key for title in said.left_out),
    )


def judged_settings(job: Job) -> ScoreTable:
    """What was said as a record; ends where it is no right way of reading."""
    titles = (each["title"] for each in job.wanted.get("assessments", ()))
    naming = naming_somebody((*titles, *job.wanted.get("left_out", ()), *job.wanted["columns"]), job.school)
    if naming:
        columns = counted(len(naming), "column is", "columns are")
        complain(f"{columns} called by a learner's name; name each by what was assessed")
        raise typer.Exit(PROBLEMS)
    settings, problems = settings_of(job.wanted)
    if settings is None:
        report(problems)
        raise typer.Exit(PROBLEMS)
    return settings
