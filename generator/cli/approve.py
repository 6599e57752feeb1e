"""pathbook approve: who agreed to a plan, by the code of the words they read; and that a family was told and asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from generator.changes import Changes
from generator.checked import CheckedSchool, checked_school
from generator.cli.approve_said import lines_of_notices, paper_line, papers_counted, trailers_said
from generator.cli.approve_stack import read_stack, stack_of
from generator.cli.learner_asked import folder_of, folders_asked
from generator.cli.making_new import terminal_or_none
from generator.cli.options import On, PeopleFile, Root, command_name, day_asked, root_of
from generator.cli.proposing import ByPerson, DryRun, OnBranch, Way, as_seen, carry_out, refused, way_asked
from generator.cli.report import complain
from generator.editing.agreeing.evening import (
    changes_of,
    judged_papers,
    notices_of,
    told_family,
    trailers_of,
)
from generator.editing.agreeing.papers import Desk, Judged, Method, Paper
from generator.editing.judging import judged_everywhere
from generator.editing.receipts import batch_called, batches_in, with_receipt
from generator.load.agreed_before import plans_past
from generator.load.learner_folders import LearnerFolder
from generator.model.agree_signers import Role
from generator.problem import ToolFailed, errors_in
from generator.yamltext.splice import Refused

WHAT = "say which words were read: --code as printed beside the signature; or --today, if you read them together today"
MEND = "; mend these lines, or leave them out with --skip-wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """What all parts of a run need. `seen`: the school as whoever writes sees it. `group` None: one learner."""

    here: CheckedSchool
    way: Way
    desk: Desk
    folders: Sequence[LearnerFolder]
    group: str | None

    @property
    def seen(self) -> CheckedSchool:
        return self.desk.school


def approve(
    learner: Annotated[
        str | None, typer.Argument(metavar="[LEARNER]", help="Whose plan, for example s-0001. Or --group.")
    ] = None,
    role: Annotated[Role | None, typer.Option(help="As whom they agreed.", show_default=False)] = None,
    method: Annotated[Method | None, typer.Option(help="How they said it, or were told.", show_default=False)] = None,
    code: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The code beside the signature, like K7Q2-9XWA.", show_default=False),
    ] = None,
    today: Annotated[
        bool, typer.Option("--today", help="There was no paper: you read the words as they are today, together.")
    ] = False,
    person: Annotated[
        str | None, typer.Option(metavar="PERSON", help="Who it was, where it can be several.", show_default=False)
    ] = None,
    covers: Annotated[
        str | None,
        typer.Option(metavar="PARTS", help="Only these parts of what was read, like plan,g1.", show_default=False),
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="LANGUAGE", help="The language it was read in.", show_default=False)
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            metavar="GROUP",
            help="An evening's stack: codes of this group's papers, a line each, typed or scanned.",
            show_default=False,
        ),
    ] = None,
    skip_wrong: Annotated[
        bool, typer.Option("--skip-wrong", help="Write what is in order of a stack, and leave out the rest.")
    ] = False,
    notice: Annotated[
        bool, typer.Option("--notice", help="The family was told of the plan and asked, and has not answered yet.")
    ] = False,
    dry_run: DryRun = False,
    entry: OnBranch = False,
    as_: ByPerson = None,
    root: Root = None,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Write down who agreed to a plan.

    The code on the paper tells which words they read; a code of no text is refused.
    """
    if (learner is None) == (group is None):
        raise typer.BadParameter("name one learner, or a group with --group", param_hint="LEARNER")
    if method is None:
        raise typer.BadParameter("say how: paper, in_person, online or phone", param_hint="--method")
    if skip_wrong and (notice or group is None):
        raise typer.BadParameter("only of a stack of papers can some be left out", param_hint="--skip-wrong")
    if notice and (today or language is not None):
        other = "--today" if today else "--language"
        raise typer.BadParameter("a notice says nothing of the words that were read", param_hint=other)
    if not notice:
        refuse_unclear(role, method, code, today=today, in_stack=group is not None)
    here = checked_school(root_of(root), people, day_asked(on))
    way = way_asked(here, dry_run=dry_run, entry=entry, person=as_)
    folders = folders_asked((), group, here) if group else (folder_of(here, learner or ""),)
    like = Paper(
        learner=learner or "",
        role=role or "family",
        method=method,
        code=code,
        person=person,
        covers=tuple((covers or "").replace(",", " ").split()),
        language=language,
    )
    with as_seen(here, way, tuple(each.learner for each in folders)) as seen:
        desk = Desk(school=seen, past=plans_past(here.root), recorder=way.person)
        evening = Evening(here=here, way=way, desk=desk, folders=folders, group=group)
        if notice:
            tell_families(evening, like)
        else:
            write_down(evening, judged_in(evening, like, today=today), skip_wrong=skip_wrong)


def refuse_unclear(role: Role | None, method: Method, code: str | None, *, today: bool, in_stack: bool) -> None:
    """What has to be said, and what cannot both hold."""
    if role is None:
        raise typer.BadParameter("say as whom: student, family, advisor, teacher or leader", param_hint="--role")
    if code is not None and (today or in_stack):
        other = "--today" if today else "--group"
        raise typer.BadParameter(f"not together with {other}: codes tell which words were read", param_hint="--code")
    if today and method == "paper":
        raise typer.BadParameter("a paper has a code beside the signature: --code", param_hint="--today")
    if code is None and not today and not in_stack:
        raise typer.BadParameter(WHAT, param_hint="--code")


def judged_in(evening: Evening, like: Paper, *, today: bool) -> tuple[Judged, ...]:
    """Every paper judged; those of a stack told as they are read."""
    if evening.group is None:
        return judged_papers(evening.desk, (like,))
    if today:
        raise typer.BadParameter("a stack has a code for each paper", param_hint="--today")
    return read_stack(stack_of(evening.desk, evening.folders, like), terminal_or_none())


def write_down(evening: Evening, judged: tuple[Judged, ...], *, skip_wrong: bool) -> None:
    for each in judged:
        print(paper_line(each))
    if evening.group is not None:
        print(papers_counted(judged))
    wrong = any(each.state == "refused" for each in judged)
    if wrong and not skip_wrong:
        complain(f"nothing was written{MEND if len(judged) > 1 else ''}")
        raise typer.Exit(1)
    changes = made(lambda: changes_of(evening.seen, judged))
    trailers = trailers_of(judged)
    earlier = dict.fromkeys(each.learner for each in judged if each.state == "earlier")
    if earlier:
        print(f"What has been changed since they read it: {command_name()} agreements {' '.join(earlier)}")
    if changes:
        written(evening, changes, "agreed", trailers)
        if not evening.way.entry and not evening.way.dry_run:
            print("\n".join(trailers_said(trailers)))
    if wrong:
        raise typer.Exit(1)


def tell_families(evening: Evening, like: Paper) -> None:
    """Of a group, those families whose yes to today's words is not there."""
    if like.code is not None or like.covers or like.role != "family":
        raise typer.BadParameter("a notice is to the family, and of the plan as it is", param_hint="--notice")
    told = tuple(
        told_family(evening.desk, folder, like.method, like.person, unless_agreed=evening.group is not None)
        for folder in evening.folders
    )
    print("\n".join(lines_of_notices(told)))
    changes = made(lambda: notices_of(evening.seen, told))
    if changes:
        written(evening, changes, "notices", ())
    if any(each.refused for each in told):
        raise typer.Exit(1)


def made(make: Callable[[], Changes]) -> Changes:
    try:
        return make()
    except Refused as why:
        raise ToolFailed("plans", f"{why}; nothing was written") from None


def written(evening: Evening, changes: Changes, slug: str, trailers: tuple[str, ...]) -> None:
    """Judged as `check` would, then written; of a group as a batch."""
    problems = judged_everywhere(evening.seen, changes)
    if errors_in(problems):
        raise refused(errors_in(problems), changes)
    here, way = evening.here, evening.way
    if evening.group is None:
        carry_out(here.root, here.on, changes, way, slug=slug, agreed=trailers)
        return
    batch = batch_called(here.on.isoformat(), f"{slug}-{evening.group}", batches_in(evening.seen.root))
    carry_out(here.root, here.on, with_receipt(batch, changes), way, slug=slug, batch=batch, agreed=trailers)
    if not way.dry_run:
        print(f"Take it back with: {command_name()} undo {batch}{' --entry' if way.entry else ''}")
