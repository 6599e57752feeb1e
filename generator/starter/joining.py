"""What an update does beside the templates: schools join a district, the example goes, editors get their schemas."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.changes import Change, Changes
from generator.checked import commons_of
from generator.editing.editors.vscode import ids_of, schemas_for_editors
from generator.problem import ToolFailed, errors_in
from generator.starter.answers import Answers, School, days_of
from generator.starter.example import without_example
from generator.starter.making import who_is_here
from generator.starter.record import RECORD
from generator.starter.rendering import given_once

SCHOOL_FILE = "plans/school.yml"


def top_of(start: Path) -> Path:
    """The repository around a folder that `init` made."""
    for folder in (start, *start.parents):
        if (folder / RECORD).is_file():
            return folder
    raise ToolFailed("init", f"{start} lies in no repository that pathbook init made: there is no {RECORD}")


def school_changes(top: Path, had: Answers, answers: Answers, on: date, timezone: str) -> Changes:
    """From the top of the repository. Files of a new school that lie there already stay as they are."""
    gone = had.example and not answers.example
    return tuple(
        change
        for school in answers.schools
        for change in (
            first_files(top, school, answers, on, timezone)
            if school not in had.schools
            else from_top(school, without_example(top / school.folder))
            if gone and (top / school.folder).is_dir()
            else ()
        )
    )


def first_files(top: Path, school: School, answers: Answers, on: date, timezone: str) -> Iterator[Change]:
    texts = given_once(answers, school, days_of(on), timezone, who_is_here(top))
    for path, text in texts.items():
        if not (top / path).exists():
            yield Change(file=path, content=text, before=None)


def editor_changes(top: Path, answers: Answers) -> Changes:
    """The schemas of every school as it stands now; of one that is not in order, nothing."""
    return tuple(
        change
        for school in answers.schools
        if (top / school.folder / SCHOOL_FILE).is_file()
        for change in from_top(school, schemas_of(top / school.folder))
    )


def schemas_of(root: Path) -> Changes:
    commons, problems = commons_of(root)
    return () if commons is None or errors_in(problems) else schemas_for_editors(root, ids_of(root, commons)).changes


def from_top(school: School, changes: Changes) -> Iterator[Change]:
    return (replace(change, file=f"{school.prefix}{change.file}") for change in changes)
