"""pathbook pdf --protect: the documents of each home as encrypted PDFs, for an e-mail or a stick."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.checked import CheckedSchool, checked_school
from generator.cli.learner_asked import Group, Learners, folders_asked
from generator.cli.options import MasterFile, On, PeopleFile, Root, day_asked, root_of
from generator.cli.report import complain, counted, report
from generator.load.learner_folders import LearnerFolder
from generator.manifest import Order
from generator.problem import Problem
from generator.workers.work import Here

if TYPE_CHECKING:
    from generator.protecting import Errand, LearnerProtected

HOW_TO_OPEN = (
    "Each opens with the code of the person whose folder it lies in, as their letter prints it: in capitals, with the\n"
    "  dashes. Send the code another way than the PDF, never in the same e-mail."
)
TRIAL = "Protected with the trial secret, which everybody knows: for trying out, never for families."


def pdf(
    learners: Learners = None,
    group: Group = None,
    protect: Annotated[
        bool, typer.Option("--protect", help="Encrypt each PDF with the code of the person it is for.")
    ] = False,
    for_: Annotated[
        str | None,
        typer.Option("--for", metavar="PERSON", help="Only what this person gets, by id.", show_default=False),
    ] = None,
    master: MasterFile = None,
    root: Root = None,
    out: Annotated[
        Path | None, typer.Option(help="Where PDFs are put, in protected/. Left out: out/.", show_default=False)
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=1, help="How many learners at a time. Left out: one for each core.", show_default=False)
    ] = os.cpu_count() or 1,
    executor: Annotated[Here, typer.Option(help="How work is shared out.")] = "processes",
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Print what homes get, encrypted for an e-mail or a stick.

    Each PDF opens with the code of the person it is for. `pathbook build --only pdf` prints them open, for paper.
    """
    if not protect:
        hint = "add --protect; PDFs without a password are printed by: pathbook build --only pdf"
        raise typer.BadParameter(hint, param_hint="--protect")
    from generator.protecting import Errand  # what printing needs takes a second to load: not for --help
    from generator.publish.keys import load_master
    from generator.publish.rules.accounts import user_name

    top = root_of(root)
    order = Order(
        root=top, out=(out or top / "out").resolve(), people=people, master=master, how=executor, jobs=jobs, only="pdf"
    )
    trial = load_master(master).test  # a secret that cannot be read stops here, before anything is printed
    school = checked_school(top, people, day_asked(on))
    folders = folders_asked(tuple(learners or ()), group, school)
    errand = Errand(order=order, who=None if for_ is None else user_name(for_))
    told = protected_all(errand, school, folders)
    files = any(each.files for each in told)
    if files and trial:
        complain(TRIAL)
    if not files or any(each.failed is not None or each.without_code for each in told):
        raise typer.Exit(1)


def protected_all(
    errand: "Errand", school: CheckedSchool, folders: Sequence[LearnerFolder]
) -> Sequence["LearnerProtected"]:
    """Protect and say so, learner by learner."""
    from generator.protecting import protect as protect_all

    problems: tuple[Problem, ...] = school.problems
    told: list[LearnerProtected] = []
    for each in protect_all(errand, school, folders, waiting):
        for line in lines_of(each, errand.folder):
            print(line, flush=True)
        problems += each.problems if each.nothing is None else ()
        told.append(each)
    if problems:
        report(problems, errand.order.root)
    files = sum(len(each.files) for each in told)
    if not files:
        for why in {each.nothing for each in told if each.nothing}:
            complain(f"{errand.who} {why}")
    print(f"Protected {counted(files, 'PDF', 'PDFs')} as of {school.on}, in {errand.folder}/")
    if files:
        print(f"  {HOW_TO_OPEN}")
    return told


def waiting(who: str) -> None:
    complain(f"somebody else is writing here ({who}); waiting for it to end")


def lines_of(each: "LearnerProtected", top: Path) -> list[str]:
    if each.failed is not None:
        return [f"{each.learner}: nothing was protected: {each.failed}"]
    if each.nothing is not None:  # told once, where nobody asked about has anything for them
        return []
    lines = [f"{each.learner}:", *(f"  {file.relative_to(top)}" for file in each.files)]
    return [*lines, *(f"  {lacking(home, each.learner)}" for home in each.without_code)]


def lacking(home: str, learner: str) -> str:
    """Where a code is given: by a line of learner.yml."""
    if home == "own":
        return f"nothing: {learner} has no code; add `student: 1` to `access` in learner.yml"
    return f"nothing for {home}: nobody there has a code; add a person of it to `access` in learner.yml"
