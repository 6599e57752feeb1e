"""What is asked about the turn of a year: which year, who, what people decided in a table or as typed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import typer

from generator.access import learners_in
from generator.checked import CheckedSchool
from generator.cli.learner_asked import folders_asked
from generator.cli.options import command_name
from generator.cli.report import complain
from generator.editing.year.answers import FINISHED, GRADE, OF_A_GOAL, Answer, Answers, Unreadable, answers_in
from generator.importers.foreign import Foreign
from generator.load.learner_folders import LearnerFolder
from generator.model.access import readers_of
from generator.model.rollover import enrolment_at
from generator.problem import ToolFailed
from generator.records.school import LearnerId, SchoolYear

TOOL = "rollover"


def year_asked(school: CheckedSchool, name: str, *, early: bool) -> SchoolYear:
    """The new year, which the calendar must hold; and the one before it must be over."""
    years = school.commons.calendar.years
    if name not in years:
        hint = (
            f"plans/calendar.yml holds no school year {name!r}. Propose it from the year before:"
            f" {command_name()} rollover {name} --calendar, then look at its days"
        )
        raise ToolFailed(TOOL, hint)
    before = max((each for each in years if each < name), default=None)
    if before is None:
        raise ToolFailed(TOOL, f"plans/calendar.yml holds no year before {name}: there is nothing to begin from")
    if school.on <= years[before].finish and not early:
        hint = f"{before} goes on until {years[before].finish}, and this puts its plans away. If that is meant: --early"
        raise ToolFailed(TOOL, hint)
    if school.on <= years[before].finish:
        complain(f"{before} goes on until {years[before].finish}: from now on its worklists say nothing")
    return years[name]


def moves_asked(groups: list[str]) -> Mapping[str, str | None]:
    """Each group with the one its members go on to; None: nobody named one."""
    return {before: after or None for before, _, after in (each.partition(":") for each in groups)}


def folders_of(school: CheckedSchool, learners: list[str], groups: tuple[str, ...]) -> Sequence[LearnerFolder]:
    if learners or not groups:
        return folders_asked(tuple(learners), groups[0] if groups else None, school)
    return tuple({each.learner: each for name in groups for each in folders_asked((), name, school)}.values())


def read_answers(file: Path | None, *, dry_run: bool) -> Answers:
    """What stands in the table; nothing where a dry run is to write it first."""
    if file is None or (dry_run and not file.exists()):
        return {}
    try:
        return answers_in(file.read_bytes())
    except FileNotFoundError:
        raise typer.BadParameter(f"there is no {file}; --dry-run writes it", param_hint="--answers") from None
    except (Unreadable, Foreign) as why:
        raise ToolFailed(str(file), str(why)) from None


def decisions(
    school: CheckedSchool,
    written: Answers,
    goals: list[str],
    same_grade: list[str] | None,
    skip_grade: list[str] | None,
) -> Answers:
    """The table, and over it what was typed."""
    typed = dict(goals_typed(goals)) | dict(grades_typed(school, same_grade or [], steps=0))
    return {**written, **typed, **dict(grades_typed(school, skip_grade or [], steps=2))}


def goals_typed(goals: list[str]) -> Iterator[tuple[tuple[LearnerId, str], Answer]]:

    for typed in goals:
        which, equals, becomes = typed.partition("=")
        learner, colon, goal = which.partition(":")
        if not (equals and colon and becomes in OF_A_GOAL):
            raise typer.BadParameter(f"{typed!r} is not like s-0001:g2=continue", param_hint="--goal")
        yield (learner, goal), Answer(becomes=becomes)


def grades_typed(
    school: CheckedSchool, learners: list[str], *, steps: int
) -> Iterator[tuple[tuple[LearnerId, str], Answer]]:
    """The grade of each of them, so many further on."""
    grades = school.commons.school.grades
    for _, learner, _ in learners_in(school.root, folders_asked(tuple(learners), None, school)) if learners else ():
        now = None if learner is None else enrolment_at(learner, school.on)
        if learner is None or now is None or now.grade not in grades:
            name = "a learner" if learner is None else learner.learner
            raise typer.BadParameter(f"{name} is in none of the school's grades on {school.on}")
        place = grades.index(now.grade) + steps
        yield (learner.learner, GRADE), Answer(becomes=grades[place] if place < len(grades) else FINISHED)


def codes_elsewhere(school: CheckedSchool, *, asked: bool) -> Mapping[str, int]:
    """With which version of a code each person reads plans; looked up only where somebody new may come to read."""
    read = learners_in(school.root, school.folders) if asked else ()
    each = (reader for _, learner, _ in read if learner is not None for reader in readers_of(learner, school.on))
    return {reader.who: reader.version for reader in each}
