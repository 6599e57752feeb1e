"""What is said of a publication, and what is asked before one begins."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import typer

from generator.checked import checked_school
from generator.cli.options import command_name
from generator.cli.report import complain, counted
from generator.manifest import Access, Order, Outcome, Part
from generator.publish.keys import load_master
from generator.publish.lock import locked
from generator.publishing import Publication, publish, reasons_against
from generator.workshop import Workshop

MOST_ALIKE = 10  # faults of one kind; a folder that is all wrong has thousands


class Told(Protocol):
    """Anything wrong with a file of a publication."""

    @property
    def message(self) -> str: ...
    @property
    def hint(self) -> str: ...


def complain_of(faults: Iterable[Told]) -> int:
    """Say each, and of each kind once what to do about it; how many there were."""
    by_remedy: dict[str, list[str]] = {}
    for fault in faults:
        by_remedy.setdefault(fault.hint, []).append(fault.message)
    for remedy, messages in by_remedy.items():
        for message in messages[:MOST_ALIKE]:
            complain(message)
        if len(messages) > MOST_ALIKE:
            complain(f"and {len(messages) - MOST_ALIKE} more like these")
        complain(f"    {remedy}")
    return sum(map(len, by_remedy.values()))


def refuse_unless_ready(root: Path, master: Path | None, access: Access | None) -> None:
    """Ends the run with 1 where nothing could be published, before anything is built."""
    reasons = [*reasons_against(root, load_master(master))]
    if access not in (None, "sealed"):
        reasons.append(not_sealed(access))
    for wrong, remedy in reasons:
        complain(f"not published: {wrong}\n    {remedy}")
    if reasons:
        raise typer.Exit(1)


def not_sealed(access: Access | None) -> tuple[str, str]:
    return (
        f"only sealed sites are, and these are {access}",
        "Leave out --publish, and take them yourself to where a login stands before them, or to a stick.",
    )


def refuse_part(only: Part | None, at: str | None) -> None:
    """What cannot be asked for together with a publication."""
    if only == "pdf":
        raise typer.BadParameter("--publish is for sites; leave out --only pdf")
    if at is not None:
        raise typer.BadParameter("--publish is for the plans of today; leave out --at")


def put_out(order: Order, outcome: Outcome) -> str:
    """Publish what was built. Ends the run with 1, and leaves what was published as it was, where a gate fails."""
    if outcome.access != "sealed":
        wrong, remedy = not_sealed(outcome.access)
        complain(f"not published: {wrong}\n    {remedy}")
        raise typer.Exit(1)
    school = checked_school(order.root, order.people, lambda _: outcome.on)
    shop = Workshop(order=replace(order, access="sealed"), school=school)
    with locked(order.book, lambda who: complain(f"another build is writing here ({who}); waiting for it to end")):
        done = publish(shop, order.published, order.previous or order.published, outcome.failed)
    if complain_of(done.faults):
        wrongs = counted(len(done.faults), "thing is", "things are")
        complain(f"nothing was published, since {wrongs} wrong with what was built. {order.published} is as it was.")
        raise typer.Exit(1)
    return said_of(done, order.published)


def said_of(done: Publication, target: Path) -> str:
    return (
        f"Published {counted(done.sites, 'site', 'sites')} as release {done.release}, "
        f"{counted(done.files, 'file', 'files')} in all:  {target}/\n"
        f"Put that folder on your host, then compare:  {command_name()} verify https://… --list {target}.json"
    )
