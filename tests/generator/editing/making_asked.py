"""New things as `pathbook new` makes them, without a command line around it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generator.changes import Changes
from generator.checked import CheckedSchool
from generator.cli.making_new import answers_given, made_of, with_usual
from generator.editing.new.asking import Asking, about_learner
from generator.editing.new.kinds import KINDS_OF_NEW
from generator.editing.new.questions import Order

Options = Mapping[str, str | tuple[str, ...]]


def asking_in(school: CheckedSchool, learner: str | None = None, repository: Path | None = None) -> Asking:
    asking = Asking(school=school, on=school.on, person="t-0001", repository=repository or school.root)
    folders = {folder.learner: folder for folder in school.folders}
    return asking if learner is None else about_learner(asking, folders[learner])


def made(kind: str, asking: Asking, options: Options) -> Changes:
    """What these options make."""
    new = KINDS_OF_NEW[kind]
    typed = {name: (value,) if isinstance(value, str) else value for name, value in options.items()}
    answers = with_usual(new, answers_given(new, typed, asking), {}, asking)
    order = Order(said={}, answers=answers, asking=asking)
    return made_of(new, replace(order, said=new.said(answers, asking)))


def as_text(changes: Changes) -> str:
    """New files whole, others by name, as a golden file keeps them."""
    parts = []
    for change in changes:
        text = (change.content or b"").decode(errors="replace") if change.before is None else "(changed)\n"
        parts.append(f"== {change.file}\n{text}")
    return "\n".join(parts)
