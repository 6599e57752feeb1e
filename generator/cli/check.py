"""pathbook check: everything wrong in a school's files, at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from generator.checked import checked_learner, problems_in_reading, read_school
from generator.cli.options import On, PeopleFile, Root, day_asked, root_of
from generator.cli.report import Format, report
from generator.load.learner import learner_folders
from generator.problem import Problem, errors_in


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Only problems in these files and folders.")
    ] = None,
    root: Root = None,
    form: Annotated[Format, typer.Option("--format", help="How problems are told.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Check the school's files: what is wrong, in which line, and how to mend it."""
    top = root_of(root)
    wanted = [inside(path, top) for path in paths or ()]
    problems = tuple(problem for problem in all_problems(top, on, people) if chosen(problem, wanted))
    if problems or form != "text":
        report(problems, top, form)
    else:
        print("All files are in order.")
    if errors_in(problems) or (strict and problems):
        raise typer.Exit(1)


def all_problems(top: Path, on: On, people: Path | None) -> tuple[Problem, ...]:
    """Problems of the shared files, then of each learner; a file that cannot be used hides no other."""
    school, problems = read_school(top, people, day_asked(on))
    for folder in learner_folders(top)[0] if school is None else school.folders:
        problems += problems_in_reading(top, folder) if school is None else checked_learner(school, folder)[1]
    return problems


def inside(path: Path, top: Path) -> str:
    """A path as places name it: relative to the school's folder, with "/" between parts."""
    full = path.resolve()
    if not full.is_relative_to(top):
        raise typer.BadParameter(f"{path} does not lie in {top}")
    if not full.exists():
        raise typer.BadParameter(f"{path} does not exist")
    return full.relative_to(top).as_posix()


def chosen(problem: Problem, wanted: Sequence[str]) -> bool:
    """Whether a problem lies in one of the wanted files and folders; all do when none is named."""
    file = problem.place.file
    return not wanted or any(path == "." or file == path or file.startswith(f"{path}/") for path in wanted)
