"""pathbook build: sites and family plans of the learners asked for."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from generator.at_rest.asked import Asked, asked_with
from generator.cli.build_bar import Bar
from generator.cli.options import (
    At,
    MasterFile,
    On,
    PeopleFile,
    Root,
    command_name,
    commit_said,
    day_asked,
    root_asked,
    root_of,
)
from generator.cli.report import report
from generator.load.commit import Known
from generator.manifest import Access, Order, Outcome, Part
from generator.shards import Shard, shard_said
from generator.workers.each import is_how
from generator.workers.work import How

SITES_SAID: Mapping[Access | None, str] = {
    "plain": "  sites, {pages} pages in all, open:  {sites}/<learner>/",
    "sealed": "  sites, {pages} pages in all, sealed:  {sites}/",
    "standalone": "  sites, {pages} pages in all, one sealed file each:  {sticks}/",
}
DAMAGED = "What earlier builds wrote down is damaged, or of another Pathbook: everybody is built anew."
UNTOLD = (
    "Warnings about learners who stay as they are, not told again: {count}. All of them:  pathbook check, build --force"
)


def a_way(how: How) -> How:
    """How work is to be shared out, as somebody typed it."""
    if not is_how(how):
        raise typer.BadParameter(f"{how!r} is no way to share out work; write serial, processes or dask://HOST:PORT")
    return how


def a_part(text: str) -> Shard:
    """Which part of the learners, as somebody typed it."""
    shard = shard_said(text)
    if shard is None:
        raise typer.BadParameter(f"{text!r} is no part; write the third of sixteen as 3/16")
    return shard


def build(
    run: typer.Context,
    learners: Annotated[
        list[str] | None, typer.Argument(metavar="[LEARNER]...", help="Only these learners, by id.")
    ] = None,
    root: Root = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write. Left out: the school's folder, in out/.", show_default=False)
    ] = None,
    only: Annotated[Part | None, typer.Option(help="Only sites, or only PDFs.", show_default=False)] = None,
    access: Annotated[
        Access | None,
        typer.Option(
            help="How sites are protected: sealed with the codes of letters, plain for a host with logins, standalone "
            "as one file each for a stick. Left out: as school.yml says.",
            show_default=False,
        ),
    ] = None,
    master: MasterFile = None,
    release: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="The number of this publication. Left out: it grows with each commit and each day.",
            show_default=False,
        ),
    ] = None,
    publish: Annotated[
        bool,
        typer.Option("--publish", help="Judge what was built, and where nothing is wrong put it into out/published/."),
    ] = False,
    previous: Annotated[
        Path | None,
        typer.Option(
            help="With --publish or --shard: the last publication. Left out: out/published/.", show_default=False
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also whose pages and papers would be those that lie there.")
    ] = False,
    appendix: Annotated[
        bool, typer.Option("--appendix", help="Family plans also tell how each level was worked out, after page 4.")
    ] = False,
    jobs: Annotated[
        int, typer.Option(min=1, help="How many learners at a time. Left out: one for each core.", show_default=False)
    ] = os.cpu_count() or 1,
    executor: Annotated[
        How,
        typer.Option(
            metavar="HOW",
            callback=a_way,
            help="How work is shared out: serial, processes, or dask://HOST:PORT for the workers of a Dask scheduler.",
        ),
    ] = "processes",
    shard: Annotated[
        Shard | None,
        typer.Option(
            parser=a_part,
            metavar="I/N",
            help="Only part I of N of the learners, for a machine of its own; `pathbook merge-shards` joins the parts.",
            show_default=False,
        ),
    ] = None,
    on: On = None,
    at: At = None,
    people: PeopleFile = None,
    reviews: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Approvals as the forge keeps them (JSON of its reviews): pages tell which yeses it confirms.",
            show_default=False,
        ),
    ] = None,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Build nothing: read all files, and compare them with those of the last build."),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
    allow_failed: Annotated[int, typer.Option(min=0, help="End well although so many learners failed.")] = 0,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Tell what became of each learner.")] = False,
    log: Annotated[Path | None, typer.Option(help="Add those lines to this file.", show_default=False)] = None,
) -> None:
    """Build the site and family plans of each learner whose pages or papers would say something else than those there.

    A learner whose files are wrong stops no other.
    """
    from generator.build import build as build_school  # what a build needs takes a second to load: not for --help
    from generator.cli.publishing_said import put_out, refuse_part, refuse_unless_ready
    from generator.cli.verified_said import verify_build

    home = root_of(root)
    if verify:
        verify_build(Order(root=home, out=(out or home / "out").resolve(), access=access, master=master))
        return
    if previous is not None and not publish and shard is None:
        raise typer.BadParameter("--previous names what was published last; it goes with --publish or --shard")
    if shard is not None and (learners or publish):
        raise typer.BadParameter("--shard builds a part of all learners: leave out ids, and publish the parts together")
    if publish:
        refuse_part(only, at)
        refuse_unless_ready(home, master, access)
    with root_asked(home, at) as (top, known), Bar(verbose=verbose, log=log) as bar:
        order = Order(
            root=top,
            out=(out or home / "out").resolve(),
            learners=tuple(learners or ()),
            only=only,
            appendix=appendix,
            access=access,
            master=master,
            release=release,
            previous=(previous or (out or home / "out") / "published").resolve() if publish or previous else None,
            people=people,
            how=executor,
            jobs=jobs,
            shard=shard,
            clears=known is None,
            force=force,
            past=home,
            until="HEAD" if known is None else known.commit,
            reviews=None if reviews is None else reviews.resolve(),
            asked=None if publish or reviews or verbose or log or known is not None else asked_in(run),
        )
        outcome = build_school(order, day_asked(on, known), bar)
        if outcome.all_problems:
            report(outcome.all_problems, top)
    print(said_of(outcome, order, home, known))
    print(*(reasons_said(outcome) if verbose else ()), sep="", end="")
    if len(outcome.failed) > allow_failed or (strict and (outcome.all_problems or outcome.untold_warnings)):
        raise typer.Exit(1)
    if publish:
        print(put_out(order, outcome))


def asked_in(run: typer.Context) -> Asked:
    """What was typed behind the command's name. Whoever forced a build has one that is as good as any other."""
    words = (word for word in run.obj[1:] if word != "--force")
    return asked_with(tuple(words), os.environ, os.getcwd())  # noqa: PTH109


def reasons_said(outcome: Outcome) -> Iterator[str]:
    """Why sites took longer than they might, each reason once."""
    for reason in dict.fromkeys(reason for one in outcome.built for reason in one.whole):
        yield f"Sites are built without shells, which takes longer: {reason}\n"


def said_of(outcome: Outcome, order: Order, home: Path, known: Known | None) -> str:
    """What was built, where it lies, and how to look at it."""
    built, others = len(outcome.drawn), len(outcome.built) + len(outcome.resting) - len(outcome.failed)
    stayed = f"; {others - built} stay as they are" if others > built else ""
    lines = [f"Built {built} {'learner' if built == 1 else 'learners'} as of {outcome.on}{commit_said(known)}{stayed}:"]
    lines[:0] = [DAMAGED] if outcome.damaged else []
    if order.only != "pdf":
        lines += sites_said(outcome, order)
    if order.only != "site":
        lines.append(f"  family plans, {outcome.editions} in all:  {order.pdfs}/<learner>/")
    if outcome.cleared:
        lines.append(f"Taken away, since they are no longer in plans/: {', '.join(outcome.cleared)}")
    if outcome.untold_warnings:
        lines.append(UNTOLD.format(count=outcome.untold_warnings))
    if outcome.failed:
        lines.append(f"Not built, and left as they were: {', '.join(outcome.failed)}")
    if known is None and outcome.access != "standalone":  # the preview shows files as they stand
        where = "" if home == Path.cwd() else f" --root {home}"
        how = " --sealed" if outcome.access == "sealed" and order.out == home / "out" else ""
        lines.append(f"Look at them:  {command_name()} serve{where}{how} --on {outcome.on}")
    return "\n".join(lines)


def sites_said(outcome: Outcome, order: Order) -> list[str]:
    """Where sites lie, and whom they let in."""
    lines = [SITES_SAID[outcome.access].format(pages=outcome.pages, sites=order.sites, sticks=order.sticks)]
    if outcome.access == "plain":
        lines.append(f"  rules for a server with logins:  {order.rules}/")
    if outcome.unread:
        lines.append(f"  no site, since `access` in learner.yml lets nobody in:  {', '.join(outcome.unread)}")
    if outcome.trial:
        lines.append("  codes come from the trial secret, which everybody knows:  for trying out, never for families")
    return lines
