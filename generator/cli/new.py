"""pathbook new …: something new in a plan or for the school, from questions on a terminal or from options."""

from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from generator.cli.making_new import Given, make
from generator.cli.options import On, PeopleFile, Root
from generator.cli.proposing import ByPerson, DryRun, OnBranch
from generator.editing.new.kinds import KINDS_OF_NEW
from generator.editing.new.questions import NewKind, Question

JSON_HELP = "The fields of the file as JSON, from a file, or - for standard input; options add to them."
COMMON: Mapping[str, Any] = {
    "record": Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help=JSON_HELP, show_default=False, allow_dash=True)
    ],
    "dry_run": DryRun,
    "entry": OnBranch,
    "as_": ByPerson,
    "root": Root,
    "on": On,
    "people": PeopleFile,
}
FALSE_BY_DEFAULT = ("dry_run", "entry")


def command_for(name: str) -> Callable[..., None]:
    """The command that makes one kind of thing: each of its questions is an option."""
    kind = KINDS_OF_NEW[name]

    def command(**said: Any) -> None:
        options = {each.name: as_tuple(said[python_name(each)]) for each in kind.questions}
        make(
            kind,
            Given(
                learner=said.get("learner"),
                options={name: typed for name, typed in options.items() if typed},
                record=said["record"],
                dry_run=said["dry_run"],
                entry=said["entry"],
                person=said["as_"],
                root=said["root"],
                on=said["on"],
                people=said["people"],
            ),
        )

    command.__doc__ = kind.about
    command.__signature__ = Signature(list(parameters_of(kind)))  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters_of(kind)}
    return command


def parameters_of(kind: NewKind) -> Iterable[Parameter]:
    """What the command takes, in the order of its help."""
    if kind.of_learner:
        who = Annotated[str | None, typer.Argument(metavar="[LEARNER]", help="For whom, for example s-0001.")]
        yield parameter("learner", who, None)
    for question in kind.questions:
        option = typer.Option(f"--{question.name}", metavar=metavar_of(question), help=question.ask, show_default=False)
        type_: Any = list[str] | None if question.many else str | None
        yield parameter(python_name(question), Annotated[type_, option], None)
    for name, type_ in COMMON.items():
        yield parameter(name, type_, default=False if name in FALSE_BY_DEFAULT else None)


def parameter(name: str, annotation: Any, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def python_name(question: Question) -> str:
    return "said_" + question.name.replace("-", "_")


def metavar_of(question: Question) -> str:
    word = {"words": "TEXT", "day": "DATE", "number": "NUMBER", "yes": "yes|no", "file": "FILE"}.get(question.form, "")
    if question.choices is not None:
        word = "TEXT" if question.own_words else "ID"
    if question.then is None:
        return word
    return f"{word}={'LEVEL' if question.then.number_too or not question.then.needed else 'ROLE'}"


def as_tuple(typed: str | list[str] | None) -> tuple[str, ...]:
    return () if typed is None else (typed,) if isinstance(typed, str) else tuple(typed)


goal = command_for("goal")
evidence = command_for("evidence")
conference = command_for("conference")
support = command_for("support")
learner = command_for("learner")
framework = command_for("framework")
pathway = command_for("pathway")
group = command_for("group")
