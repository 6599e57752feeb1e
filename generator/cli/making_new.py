"""Something new made: asked for where somebody is there, judged as `check` would, and only then written."""

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import typer

from generator.changes import Changes
from generator.cli.dialogue import HOW, Terminal, answers_asked, asked, is_open
from generator.cli.learner_asked import folder_of
from generator.cli.options import command_name, day_asked, root_of
from generator.cli.photo_asked import photos_given
from generator.cli.proposing import Way, as_seen, carry_out, refused, report_of, show, way_asked
from generator.cli.report import complain
from generator.editing.editors.modeline import SCHEMA_FOLDER
from generator.editing.judging import PEOPLE
from generator.editing.new.asking import Asking, about_learner
from generator.editing.new.choices import learners
from generator.editing.new.questions import Answer, Answers, NewKind, Order, Question, Unclear, answer_to, with_choices
from generator.load.git import run_git
from generator.problem import Problem, Stop, errors_in
from generator.writing import write_files
from generator.yamltext.splice import Refused

WHO = Question(
    name="learner", ask="For whom? An id or a name", of=("learner", "learner"), choices=learners, needed=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was said on the command line. `learner` None: not said, or not asked for."""

    learner: str | None
    options: Mapping[str, tuple[str, ...]]
    record: Path | None
    dry_run: bool
    entry: bool
    person: str | None
    root: Path | None
    on: date | None
    people: Path | None


def make(kind: NewKind, given: Given) -> None:
    """From what was typed to what is written; refused where `check` would refuse it."""
    from generator.checked import checked_school

    school = checked_school(root_of(given.root), given.people, day_asked(given.on))
    way = way_asked(school, dry_run=given.dry_run, entry=given.entry, person=given.person)
    learners = (None if given.learner is None else (given.learner,)) if kind.of_learner else ()
    with as_seen(school, way, learners) as seen:
        asking = Asking(school=seen, on=school.on, person=way.person, people_file=given.people, repository=school.root)
        make_for(kind, given, asking, way)


def make_for(kind: NewKind, given: Given, asking: Asking, way: Way) -> None:
    terminal = terminal_or_none()
    if kind.of_learner:
        asking = for_whom(given.learner, asking, terminal)
    record = record_in(given.record)
    answers = answers_given(kind, given.options, asking)
    lacking = lacking_in(kind, answers, record)
    if lacking and terminal is None:
        raise not_said(lacking)
    if lacking and terminal is not None:
        terminal.say(f"{kind.about}\n{HOW}\n")
        answers = answers_asked(left_open(kind, record), answers, asking, terminal)
    else:
        terminal = None
        answers = with_usual(kind, answers, record, asking)
    order = Order(said=record, answers=answers, asking=asking)
    changes = made_and_judged(kind, order, terminal)
    try:
        carry_out(asking.repository, asking.on, names_apart(asking, changes, way), way, slug=slug_of(kind, asking))
    except (Stop, OSError):
        if terminal is not None:
            show(changes)  # what somebody typed is not lost
        raise
    say_more(kind, order, changes, way)


def say_more(kind: NewKind, order: Order, changes: Changes, way: Way) -> None:
    """What to look at, and what to do next."""
    for note in kind.notes(order):
        complain(note)
    if not (way.dry_run or way.entry):
        print(next_said(kind, order.asking, changes))
        if not (order.asking.repository / SCHEMA_FOLDER).is_dir():
            print(f"So that editors help with the new file: {command_name()} schema")


def made_and_judged(kind: NewKind, order: Order, terminal: Terminal | None) -> Changes:
    """The changes; where they are refused, what was refused is asked again as long as there is somebody to ask."""
    from generator.editing.judging import judged_everywhere

    asking = order.asking
    while True:
        order = with_photos(kind, order, terminal)
        changes = made_of(kind, replace(order, said=joined(order.said, kind.said(order.answers, asking))))
        problems = judged_everywhere(asking.school, changes)
        if not errors_in(problems):
            if problems:
                report_of(problems, changes)
            return changes
        if terminal is None or not (again := asked_again(kind, errors_in(problems), changes)):
            show(changes)
            raise refused(problems, changes)
        report_of(problems, changes)
        terminal.say("\nOnce more, please:")
        order = answered_again(again, order, terminal)


def with_photos(kind: NewKind, order: Order, terminal: Terminal | None) -> Order:
    """With the photo taken in; asked for again where it is none."""
    while True:
        try:
            return replace(order, photos=photos_given(order.answers, order.asking))
        except Unclear as why:
            if terminal is None:
                raise typer.BadParameter(str(why), param_hint="--photo") from None
            terminal.say(f"  {why}")
            order = answered_again(tuple(each for each in kind.questions if each.name == "photo"), order, terminal)


def answered_again(questions: tuple[Question, ...], order: Order, terminal: Terminal) -> Order:
    """The same with other answers to these; Enter keeps what was said."""
    answers = dict(order.answers)
    for question in questions:
        said = order.answers.get(question.name, ())
        keeps = replace(question, usual=partial(same, said[0].value)) if said and not question.many else question
        answers[question.name] = asked(keeps, order.asking, terminal)
    return replace(order, answers=answers)


def same(value: str, _asking: Asking) -> str:
    return value


def joined(record: Mapping[str, Any], said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What --json says and what options say; lists of both, one behind the other."""
    both = dict(record)
    for field, value in said.items():
        if isinstance(value, list) and isinstance(both.get(field), list):
            both[field] = [*both[field], *value]
        elif value not in (None, "", [], {}) or field not in both:
            both[field] = value
    return both


def made_of(kind: NewKind, order: Order) -> Changes:
    try:
        return kind.made(order)
    except Unclear as why:
        raise typer.BadParameter(str(why)) from None
    except (Refused, UnicodeEncodeError) as why:
        raise typer.BadParameter(f"a file cannot hold what was typed: {why}") from None


def asked_again(kind: NewKind, problems: tuple[Problem, ...], changes: Changes) -> tuple[Question, ...]:
    """The questions whose fields problems point at; none where one of the problems has no question."""
    from generator.editing.steps import steps_at

    texts = {each.file: each.content.decode() for each in changes if each.content and each.file.endswith(".yml")}
    found: dict[str, Question] = {}
    for problem in problems:
        steps = steps_at(texts.get(problem.place.file, ""), problem.place.line, problem.place.column)
        named = (kind.schema, *(step for step in steps if isinstance(step, str)))
        fitting = [each for each in kind.questions if each.of == named] or [
            each for each in kind.questions if each.spoken and each.of[: len(named)] == named and len(named) > 1
        ]
        if not fitting:
            return ()
        found |= {each.name: each for each in fitting}
    return tuple(each for each in kind.questions if each.name in found)


def for_whom(learner: str | None, asking: Asking, terminal: Terminal | None) -> Asking:
    """With the learner it is for, by id, or asked on a terminal."""
    if learner is None and terminal is not None:
        learner = asked(WHO, asking, terminal)[0].value
    if learner is None:
        raise typer.BadParameter("say for whom, for example s-0001", param_hint="LEARNER")
    return about_learner(asking, folder_of(asking.school, learner))


def record_in(file: Path | None) -> Mapping[str, Any]:
    """What --json holds."""
    if file is None:
        return {}
    text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    try:
        record = json.loads(text, parse_float=Decimal)
    except ValueError as why:
        raise typer.BadParameter(f"{file} holds no JSON: {why}", param_hint="--json") from None
    if not isinstance(record, dict):
        raise typer.BadParameter(f"{file} holds no fields: it begins with {{", param_hint="--json")
    return record


def answers_given(kind: NewKind, options: Mapping[str, tuple[str, ...]], asking: Asking) -> Answers:
    questions = {question.name: question for question in kind.questions}
    answers = {}
    for name, several in options.items():
        question = with_choices(questions[name], asking)
        try:
            answers[name] = tuple(answer_to(question, typed, asking) for typed in several)
        except Unclear as why:
            raise typer.BadParameter(str(why), param_hint=f"--{name}") from None
    return answers


def lacking_in(kind: NewKind, answers: Answers, record: Mapping[str, Any]) -> tuple[Question, ...]:
    """Questions that need an answer nobody gave, and that no usual one answers."""
    return tuple(
        each
        for each in left_open(kind, record)
        if each.needed and each.usual is None and each.name not in answers and is_open(each, answers)
    )


def left_open(kind: NewKind, record: Mapping[str, Any]) -> tuple[Question, ...]:
    """Questions that --json does not answer."""
    return tuple(each for each in kind.questions if each.of[kind.depth] not in record)


def with_usual(kind: NewKind, answers: Answers, record: Mapping[str, Any], asking: Asking) -> Answers:
    """With what Enter would mean for each question nobody answered."""
    usual = {
        each.name: (Answer(value=value),)
        for each in left_open(kind, record)
        if each.name not in answers and each.usual is not None and (value := each.usual(asking)) is not None
    }
    return {**usual, **answers}


def not_said(lacking: tuple[Question, ...]) -> typer.BadParameter:
    options = [f"--{question.name}" for question in lacking]
    said = " and ".join(filter(None, (", ".join(options[:-1]), options[-1])))
    return typer.BadParameter(f"say also {said}; on a terminal you would be asked", param_hint=options[0])


def slug_of(kind: NewKind, asking: Asking) -> str:
    """How a branch is called: by the learner, else by what was made; never by words of a plan."""
    return asking.folder.learner if asking.folder is not None else kind.schema


def names_apart(asking: Asking, changes: Changes, way: Way) -> Changes:
    """The changes without the names, where these lie elsewhere or git is not to have them: they are written at once."""
    file = asking.people_file or asking.repository / PEOPLE
    names = next((each for each in changes if each.file == PEOPLE), None)
    if names is None or way.dry_run or (asking.people_file is None and not (way.entry and is_ignored(asking))):
        return changes
    write_files(file.resolve().parent, (replace(names, file=file.resolve().name),))
    print(f"changed {file}")
    return tuple(each for each in changes if each is not names)


def is_ignored(asking: Asking) -> bool:
    """Whether git is told not to take the names in."""
    return run_git(asking.repository, "check-ignore", "--quiet", PEOPLE).returncode == 0


def next_said(kind: NewKind, asking: Asking, changes: Changes) -> str:
    """What to do with what was made."""
    file = next(each.file for each in changes if each.before is None and each.file != PEOPLE)
    folder, _, name = file.rpartition("/")
    made = folder.rpartition("/")[2] if name in ("learner.yml", "framework.yml") else name.partition(".")[0]
    learner = "" if asking.folder is None else asking.folder.learner
    return kind.next.format(command=command_name(), learner=learner, made=made)


def terminal_or_none() -> Terminal | None:
    """None: nobody is there to answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    with suppress(ImportError):  # editing of the line; not on every system
        import readline  # noqa: F401
    return Terminal(line=typed_line, say=print)


def typed_line(prompt: str) -> str:
    try:
        return input(prompt)
    except EOFError:  # Ctrl-D
        raise KeyboardInterrupt from None
    except UnicodeDecodeError:
        print("  That cannot be read: is the terminal set to UTF-8?")
        return typed_line(prompt)
