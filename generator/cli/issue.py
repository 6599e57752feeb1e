"""pathbook issue: what goes home for a term, printed, kept and written down; corrected, never written over."""

import os
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.checked import CheckedSchool, checked_school
from generator.cli.learner_asked import Group, Learners, folders_asked
from generator.cli.options import On, PeopleFile, Root, day_asked, root_of
from generator.cli.report import complain, counted, report
from generator.load.committed import committed_in
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.manifest import Order
from generator.model.calendar import school_year_on
from generator.problem import Problem
from generator.records.issued import HowSent
from generator.workers.work import Here

if TYPE_CHECKING:
    from generator.issuing import Errand, LearnerIssued

SAID: Mapping[str, str] = {
    "sent": "new",
    "corrected": "corrects the one before",
    "same": "went home before, with equal content",
    "reads otherwise": "went home before, and reads otherwise today; --correct sends a corrected edition",
    "printed again": "went home before; the PDF was missing and is printed again",
    "not as sent": "went home before; the PDF is missing, and today's print has other bytes",
}
FOUND: Mapping[str, str] = {
    "differs": "is not what was sent",
    "missing": "is not here",
    "unknown": "was never written down as sent",
}


def issue(
    term: Annotated[str, typer.Argument(metavar="TERM", help="A term of this school year, as calendar.yml names it.")],
    learners: Learners = None,
    group: Group = None,
    how: Annotated[HowSent, typer.Option(help="How it reaches the families.")] = "handed",
    correct: Annotated[
        bool, typer.Option("--correct", help="Send again what reads otherwise than the edition that went home.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Send nothing: say whether the PDFs kept are those that were sent.")
    ] = False,
    root: Root = None,
    out: Annotated[
        Path | None, typer.Option(help="Where PDFs are kept, in issued/. Left out: out/.", show_default=False)
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=1, help="How many learners at a time. Left out: one for each core.", show_default=False)
    ] = os.cpu_count() or 1,
    executor: Annotated[Here, typer.Option(help="How work is shared out.")] = "processes",
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Freeze what goes home for a term.

    Prints the family documents, keeps them, and writes down in issued.yml what was sent. What was sent is never
    written over: with --correct, other content becomes a corrected edition, which says so.
    """
    from generator.issuing import Errand  # what printing needs takes a second to load: not for --help

    top = root_of(root)
    order = Order(root=top, out=(out or top / "out").resolve(), people=people, how=executor, jobs=jobs)
    school = checked_school(top, people, day_asked(on))
    year = year_of_term(term, school)
    folders = folders_asked(tuple(learners or ()), group, school)
    committed = committed_in(top)
    errand = Errand(order=order, term=term, year=year, how=how, correct=correct, committed=committed)
    if not (verified(errand, folders) if verify else sent(errand, school, folders)):
        raise typer.Exit(1)


def year_of_term(term: str, school: CheckedSchool) -> str:
    """The school year of the day, which holds the term. Raises BadParameter where it does not."""
    found = school_year_on(school.commons.calendar, school.on)
    terms = () if found is None else tuple(each.id for each in found[1].terms)
    if found is not None and term in terms:
        return found[0]
    near = get_close_matches(term, terms, n=1)
    known = f"there is {', '.join(terms)}" if terms else "calendar.yml names none: add `terms:` to the year"
    hint = f"did you mean {near[0]}?" if near else known
    year = f"the school year {found[0]}" if found else "calendar.yml"
    raise typer.BadParameter(f"{year} has no term {term!r}; {hint}", param_hint="TERM")


def sent(errand: "Errand", school: CheckedSchool, folders: Sequence[LearnerFolder]) -> bool:
    """Send and say so, learner by learner; whether all went well."""
    from generator.issuing import issue as issue_all

    if errand.committed.why is not None:
        complain(f"{errand.committed.why}: issued.yml will name no commit from which to make these documents again")
    problems: tuple[Problem, ...] = school.problems
    told: list[LearnerIssued] = []
    for each in issue_all(errand, school, folders, waiting):
        print("\n".join(lines_of(each)), flush=True)
        problems += each.problems
        told.append(each)
    if problems:
        report(problems, errand.order.root)
    print(summary_of(told, errand))
    return all(each.failed is None for each in told)


def waiting(who: str) -> None:
    complain(f"somebody else is writing here ({who}); waiting for it to end")


def lines_of(each: "LearnerIssued") -> list[str]:
    if each.failed is not None:
        return [f"{each.learner}: nothing was sent: {each.failed}"]
    lines = (f"  {Path(document.file).name}: {SAID[document.state]}" for document in each.documents)
    return [f"{each.learner}:", *lines]


def summary_of(told: Sequence["LearnerIssued"], errand: "Errand") -> str:
    """What went home, and what is left to do."""
    documents = [document for each in told for document in each.documents]
    new = [document for document in documents if document.state in {"sent", "corrected"}]
    corrected = sum(document.state == "corrected" for document in new)
    lines = [
        f"Issued {errand.term} {errand.year}: {counted(len(new), 'document', 'documents')}"
        f" ({corrected} of them corrected), {counted(len(documents) - len(new), 'document', 'documents')} as before.",
        f"  PDFs: {errand.folder}/<learner>/",
    ]
    if new:
        lines.append("  Commit the changed issued.yml files: they say what was sent.")
    failed = [each.learner for each in told if each.failed is not None]
    return "\n".join([*lines, *([f"Nothing was sent to: {', '.join(failed)}"] if failed else [])])


def verified(errand: "Errand", folders: Sequence[LearnerFolder]) -> bool:
    """Whether every PDF kept is the one that was sent. One that is not here is told, and no fault."""
    from generator.issued import differing

    kept, wrong, missing = 0, 0, 0
    for folder in folders:
        records, _ = read_learner(errand.order.root, folder)
        issued = tuple(each for year in records.years if year.plan.school_year == errand.year for each in year.issued)
        of_term = tuple(each for each in issued if each.term == errand.term)
        found = tuple(differing(errand.kept(folder), of_term))
        for each in found:
            print(f"{each.file} {FOUND[each.found]}")
        missing += sum(each.found == "missing" for each in found)
        wrong += sum(each.found != "missing" for each in found)
        kept += len(of_term) - sum(each.found != "unknown" for each in found)
    print(
        f"{errand.term} {errand.year}: {counted(kept, 'PDF is', 'PDFs are')} as sent, {wrong} not, {missing} not here."
    )
    return not wrong
