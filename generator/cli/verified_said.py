"""What `build --verify` says of inputs and outputs that were read to the last byte."""

import time
from pathlib import Path

import typer

from generator.checked import commons_of
from generator.cli.report import complain, counted
from generator.manifest import Access, Order
from generator.problem import BuildStopped
from generator.publish.lock import locked
from generator.verifying import Verified, Wrong, verified

MOST = 20  # names of one kind; the rest is counted
SECOND_NS = 1_000_000_000
SAID = {
    "changed": "{path} is not as it was built",
    "gone": "{path} is gone",
    "strange": "{path} was made by no build that is known here",
}


def verify_build(order: Order) -> None:
    """Compare, and say it. Ends the run with 1 where anything is not as it was, and changes nothing."""
    with locked(order.book, lambda who: complain(f"a build is writing here ({who}); waiting for it to end")):
        found = verified(as_built(order))
    complain_of_inputs(found)
    complain_of_outputs(found, order.root)
    if not found.is_whole:
        raise typer.Exit(1)
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(found.since / SECOND_NS))
    print(f"All is as it was at the build of {when}: {compared(found)}.")


def as_built(order: Order) -> Order:
    """With the way of protecting sites that the school decides where nobody says it."""
    if order.access is not None:
        return order
    commons, problems = commons_of(order.root)
    if commons is None:
        raise BuildStopped(problems, str(order.root))
    access: Access = "sealed" if commons.school.publish is None else commons.school.publish.access
    return Order(root=order.root, out=order.out, access=access, master=order.master)


def compared(found: Verified) -> str:
    outputs = (
        f"{counted(found.outputs, 'file', 'files')} that were built of {counted(found.learners, 'one', 'learners')}"
    )
    return f"{counted(found.inputs or 0, 'file', 'files')} that pages are made of, and {outputs}, were read"


def complain_of_inputs(found: Verified) -> None:
    if found.inputs is None:
        complain(
            "no build that ended well is remembered here, so nobody knows what it was made of. Run: pathbook build"
        )
    for each in found.changed[:MOST]:
        complain(f"changed since the last build: {each}")
    if len(found.changed) > MOST:
        complain(f"and {len(found.changed) - MOST} more like these")
    if found.changed:
        complain("    `pathbook build` makes what follows from that.")


def complain_of_outputs(found: Verified, root: Path) -> None:
    for each in found.wrong[:MOST]:
        path = each.path.relative_to(root) if each.path.is_relative_to(root) else each.path
        complain(SAID[each.what].format(path=path))
    if len(found.wrong) > MOST:
        complain(f"and {len(found.wrong) - MOST} more like these")
    if found.wrong:
        complain(f"    {remedy(found.wrong)}")


def remedy(wrong: tuple[Wrong, ...]) -> str:
    learners = sorted({each.learner for each in wrong if each.learner})
    whose = f" {' '.join(learners)}" if len(learners) <= MOST else ""
    again = f"`pathbook build --force{whose}` makes these anew; what somebody wrote into them is lost then."
    return again if learners else "The next build of everybody takes away what no build made."
