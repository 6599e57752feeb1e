"""pathbook diff: what a proposal changes, in plain words, and what follows from it."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from generator.cli.language_asked import language_asked
from generator.cli.options import On, PeopleFile, Root, day_asked, root_of

if TYPE_CHECKING:
    from generator.load.proposal import Proposal
    from generator.records.school import PersonId
    from generator.reporting.parts import Report

Form = Literal["text", "markdown", "json"]
LEARNER = PERSON = re.compile(r"[a-z]-[0-9]{4,8}")
A_STEPS_SUMMARY = 1000  # kB; a forge shows 1,048,576 bytes of it


def diff(
    base: Annotated[str, typer.Argument(metavar="BASE", help="What is proposed to: a branch, tag or commit.")],
    head: Annotated[
        str | None,
        typer.Argument(
            metavar="[HEAD]", help="What is proposed. Left out: the files as they stand.", show_default=False
        ),
    ] = None,
    learners: Annotated[
        list[str] | None, typer.Argument(metavar="[LEARNER]...", help="Only these learners, by id.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How it is told.")] = "text",
    audience: Annotated[Literal["teacher", "family"], typer.Option("--for", help="Who reads it.")] = "teacher",
    language: Annotated[
        str | None,
        typer.Option(metavar="LANGUAGE", help="In this language. Left out: the school's own.", show_default=False),
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="With names in place of ids, for this screen only.")] = False,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="PERSON",
            help="Who proposes it, for example t-0001. Left out: who made all of its commits.",
            show_default=False,
        ),
    ] = None,
    at_most: Annotated[
        int | None,
        typer.Option(
            metavar="KB",
            min=2,
            help=f"No more Markdown than so many kB: 60 for a comment. Left out: {A_STEPS_SUMMARY}.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=1, help="How many learners at a time. Left out: one for each core.", show_default=False)
    ] = os.cpu_count() or 1,
    root: Root = None,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Tell what a proposal changes in plain words, what follows from it, and which lane it takes.

    A proposal is told from where it left BASE, so nothing that came to BASE since is told as taken back.
    """
    from generator.load.proposal import proposal_of
    from generator.reporting.parts import Asked
    from generator.reporting.report import report_of

    if names and form != "text":
        raise typer.BadParameter(
            "only on the screen: what a forge shows, and what it mails, holds ids", param_hint="--names"
        )
    if at_most is not None and form != "markdown":
        raise typer.BadParameter("only Markdown is cut", param_hint="--at-most")
    head, only = head_and_learners(head, learners)
    top = root_of(root)
    proposal = proposal_of(top, base, head)
    asked = Asked(
        proposal=proposal,
        today=day_asked(on),
        learners=only,
        audience=audience,
        language=language_asked(top, language),
        names=names,
        staff=form == "text",
        people=people,
        proposer=by or proposer_of(top, proposal),
        jobs=jobs,
    )
    print(told(report_of(top, asked), form, at_most or A_STEPS_SUMMARY).rstrip("\n"))


def head_and_learners(head: str | None, learners: list[str] | None) -> tuple[str | None, tuple[str, ...]]:
    """HEAD may be left out before learners: what looks like one is one."""
    named = tuple(learners or ())
    if head is not None and LEARNER.fullmatch(head):
        return head_and_learners(None, [head, *named])
    for each in named:
        if not LEARNER.fullmatch(each):
            raise typer.BadParameter(f"{each!r} is no learner's id, like s-0001", param_hint="LEARNER")
    return head, named


def proposer_of(root: Path, proposal: "Proposal") -> "PersonId | None":
    """Who made every commit of it, as git says; with what is not committed yet, whoever this machine's git knows.

    A claim, as all that git says of people; only the forge knows who somebody is.
    """
    from generator.load.git import run_git, said_by_git

    span = f"{proposal.base}..{proposal.head or 'HEAD'}"
    authors = set(said_by_git(root, "log", "--no-merges", "--format=%an", span).splitlines())
    if proposal.head is None:
        here = run_git(root, "config", "--get", "pathbook.person").stdout.decode(errors="replace").strip()
        authors.add(here)
    (only, *others) = authors or {""}
    return only if not others and PERSON.fullmatch(only) else None


def told(report: "Report", form: Form, at_most: int) -> str:
    from generator.cli.diff_markdown import as_markdown
    from generator.cli.diff_rows import as_json
    from generator.cli.diff_text import as_text

    match form:
        case "markdown":
            return as_markdown(report, at_most * 1000)
        case "json":
            return as_json(report)
        case "text":
            return as_text(report)
