"""pathbook what-if: who is affected by a change before it holds."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from generator.checked import CheckedSchool, checked_school
from generator.cli.learner_asked import AsJson
from generator.cli.options import At, On, PeopleFile, Root, day_asked, root_asked
from generator.cli.report import complain
from generator.cli.trial_asked import (
    Assessors,
    Contexts,
    Counts,
    In,
    K,
    Kinds,
    Method,
    Migrate,
    MinimumEvidence,
    N,
    Pieces,
    ScaleTried,
    Weight,
    Window,
    WithinDays,
    given,
    kinds_typed,
    notes_on,
    trial_of,
)
from generator.cli.what_if_markdown import as_markdown
from generator.cli.what_if_rows import as_json
from generator.cli.what_if_said import Report, as_text
from generator.comparison import comparison_of, sides_of
from generator.load.commit import Known
from generator.model.compared import written
from generator.model.tried import THE_SCHOOL, Trial
from generator.problem import BuildStopped

Form = Literal["text", "markdown", "json"]
FORMS: Mapping[Form, Callable[[Report], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def what_if(
    learners: Annotated[
        list[str] | None, typer.Argument(metavar="[LEARNER]...", help="Only these learners, by id.")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="COMMIT",
            help="What the files are compared with. Left out: HEAD, or the same files where other settings are tried.",
            show_default=False,
        ),
    ] = None,
    method: Method = None,
    weight: Weight = None,
    n: N = None,
    k: K = None,
    window: Window = None,
    minimum_evidence: MinimumEvidence = None,
    counts: Counts = None,
    pieces: Pieces = None,
    kinds: Kinds = None,
    contexts: Contexts = None,
    assessors: Assessors = None,
    within_days: WithinDays = None,
    scale: ScaleTried = None,
    where: In = THE_SCHOOL,
    migrate: Migrate = None,
    form: Annotated[Form, typer.Option("--format", help="How it is told.")] = "text",
    as_rows: AsJson = False,
    jobs: Annotated[
        int, typer.Option(min=1, help="How many learners at a time. Left out: one for each core.", show_default=False)
    ] = os.cpu_count() or 1,
    root: Root = None,
    on: On = None,
    at: At = None,
    people: PeopleFile = None,
) -> None:
    """Show who would be affected by a change.

    Whose levels, reached goals and next steps: by edited files, or by settings to try.
    """
    numbers = given(method=method, weight=weight, n=n, k=k, window=window, minimum_evidence=minimum_evidence)
    calculation = numbers | given(counts=kinds_typed(counts, "--counts"))
    varied = given(pieces=pieces, contexts=contexts, assessors=assessors, within_days=within_days)
    rule = varied | given(kinds=kinds_typed(kinds, "--kinds"))
    if where != THE_SCHOOL and not (calculation or rule or scale):
        raise typer.BadParameter("say what to try there, for example --method mean", param_hint="--in")
    trying = bool(calculation or rule or scale or migrate)
    with root_asked(root, at) as (top, known):
        after = checked_school(top, people, day_asked(on, known))
        trial = trial_of(after.commons, where, calculation, rule, scale, migrate)
        with school_before(after, people, root, against if trying else against or "HEAD") as (before, then):
            refuse_strangers(tuple(learners or ()), before, after)
            found = comparison_of(sides_of(before, after, trial), trial, tuple(learners or ()), people, jobs)
    change = " and ".join((*files_said(known, then), *settings_said(trial)))
    report = Report(
        on=after.on,
        at=None if known is None else known.commit,
        against=None if then is None else then.commit,
        change=change,
        notes=notes_on(after.commons, trial),
        found=found,
    )
    print((as_json if as_rows else FORMS[form])(report).rstrip("\n"))


@contextmanager
def school_before(
    after: CheckedSchool, people: Path | None, root: Path | None, against: str | None
) -> Iterator[tuple[CheckedSchool, Known | None]]:
    """The side compared with, on the same day: as a commit holds it, or the same files (None)."""
    if against is None:
        yield after, None
        return
    with root_asked(root, against) as (top, known):
        try:
            before = checked_school(top, people, lambda _: after.on)
        except BuildStopped:
            complain(f"commit {against} cannot be compared with: there are problems in what all learners share")
            raise
        yield before, known


def refuse_strangers(learners: tuple[str, ...], *schools: CheckedSchool) -> None:
    known = {folder.learner for school in schools for folder in school.folders}
    for learner in learners:
        if learner not in known:
            raise typer.BadParameter(f"there is no learner {learner!r}", param_hint="LEARNER")


def files_said(known: Known | None, then: Known | None) -> Iterator[str]:
    """What finishes "What if …", of files compared with a commit."""
    if then is not None:
        files = "the files as they stand" if known is None else f"commit {known.commit[:12]}"
        yield f"{files} took the place of commit {then.commit[:12]}"


def settings_said(trial: Trial) -> Iterator[str]:
    """What finishes "What if …", of settings that are tried."""
    settings = trial.calculation | trial.evidence_rule | ({} if trial.scale is None else {"scale": trial.scale})
    told = (f"{name} {written(value)}" for name, value in settings.items() if value is not None)
    if settings:
        yield f"{', '.join(told)} were set for {'the school' if trial.where == THE_SCHOOL else trial.where}"
    if trial.migrate is not None:
        yield f"plans were brought to {trial.migrate}"
