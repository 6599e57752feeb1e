"""pathbook check: everything wrong in a school's files, at once."""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from time import time_ns
from typing import Annotated

import typer

from generator.check.access import Circle, between_learners
from generator.check.packs import NOT_LEGAL_ADVICE, TOLD_OF_PACKS
from generator.checked import CheckedSchool, checked_learner, problems_in_reading, read_school
from generator.cli.options import At, On, PeopleFile, Root, commit_said, day_asked, root_asked, root_of
from generator.cli.report import Format, report
from generator.in_order import LastLook, keep, last_look, looks
from generator.load.learner_folders import learner_folders
from generator.problem import Problem, errors_in
from generator.records.learner import Learner
from generator.records.school import LearnerId


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Only problems in these files and folders.")
    ] = None,
    root: Root = None,
    form: Annotated[Format, typer.Option("--format", help="How problems are told.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
    on: On = None,
    at: At = None,
    people: PeopleFile = None,
) -> None:
    """Tell all that is wrong in the school's files.

    Each problem with its place, the line as it stands, and how to mend it.
    """
    with root_asked(root, at) as (top, known):
        wanted = [inside(path, root_of(root), top) for path in paths or ()]
        found = all_problems(top, day_asked(on, known), people, last_look(top, people, time_ns()))
        problems = tuple(problem for problem in found if chosen(problem, wanted))
        if problems or form != "text":
            report(problems, top, form)
        else:
            print(f"All files are in order{commit_said(known)}.")
    if form == "text" and any(problem.code in TOLD_OF_PACKS for problem in problems):
        print(f"\n{NOT_LEGAL_ADVICE}", file=sys.stderr)
    if errors_in(problems) or (strict and problems):
        raise typer.Exit(1)


def all_problems(
    top: Path, today: Callable[[str], date], people: Path | None, last: LastLook | None = None
) -> tuple[Problem, ...]:
    """Problems of the shared files, then of each learner; a file that cannot be used hides no other.

    `last`: what was in order before, and begun before anything is read.
    """
    school, of_school = read_school(top, people, today)
    problems = [*of_school]
    if school is None:
        for folder in learner_folders(top)[0]:
            problems += problems_in_reading(top, folder)
        return tuple(problems)
    between = tuple(between_learners(circles(school, last, problems), partial(learner_in, school), school.on))
    if last is not None:
        keep(last)
    return (*problems, *between)


def circles(school: CheckedSchool, last: LastLook | None, problems: list[Problem]) -> Iterator[Circle]:
    """Of each learner whose files can be used who reads; what is wrong in all files is added to the problems."""
    for looked in looks(school, last):
        problems += looked.problems
        if looked.circle is not None:
            yield looked.circle


def learner_in(school: CheckedSchool, learner: LearnerId) -> Learner | None:
    folder = next(folder for folder in school.folders if folder.learner == learner)
    records, _ = checked_learner(school, folder)
    return None if records is None else records.learner


def inside(path: Path, school: Path, read_from: Path) -> str:
    """A path as places name it: relative to the school's folder, with "/" between parts.

    `read_from` is where the files are looked at: the same folder, or as a commit holds it.
    """
    full = path.resolve()
    if not full.is_relative_to(school):
        raise typer.BadParameter(f"{path} does not lie in {school}")
    below = full.relative_to(school)
    if not (read_from / below).exists():
        raise typer.BadParameter(f"{path} does not exist{'' if school == read_from else ' in that commit'}")
    return below.as_posix()


def chosen(problem: Problem, wanted: Sequence[str]) -> bool:
    """Whether a problem lies in one of the wanted files and folders; all do when none is named."""
    file = problem.place.file
    return not wanted or any(path == "." or file == path or file.startswith(f"{path}/") for path in wanted)
