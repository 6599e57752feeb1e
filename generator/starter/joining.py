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


def top_of(start: Path) -> Path:
    """The repository around a folder that `init` made."""
    for folder in (start, *start.parents):
        if (folder / RECORD).is_file():
            return folder
    raise ToolFailed("init", f"{start} lies in no repository that pathbook init made: there is no {RECORD}")


def wanted_changes(top: Path, had: Answers, answers: Answers, on: date, timezone: str) -> Changes:
    """From the top of the repository. Files of a new school that lie there already stay as they are."""
    return tuple(
        change
        for school in answers.schools
        for change in (
            changes_of_old(top, school, without=had.example and not answers.example)
            if school in had.schools
            else changes_of_new(top, school, answers, on, timezone)
        )
    )


def changes_of_new(top: Path, school: School, answers: Answers, on: date, timezone: str) -> Iterator[Change]:
    texts = given_once(answers, school, days_of(on), timezone, who_is_here(top))
    for path, text in texts.items():
        if not (top / path).exists():
            yield Change(file=path, content=text, before=None)


def changes_of_old(top: Path, school: School, *, without: bool) -> Iterator[Change]:
    root = top / school.folder
    if not root.is_dir():
        return
    commons, problems = commons_of(root)
    editors = () if commons is None or errors_in(problems) else schemas_for_editors(root, ids_of(root, commons)).changes
    for change in (*editors, *(without_example(root) if without else ())):
        yield replace(change, file=f"{school.prefix}{change.file}")
