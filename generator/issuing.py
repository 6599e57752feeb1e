"""The story of a term's edition: what goes home is printed, kept and written down, and never written over.

What reads otherwise since goes home again only as a correction that says so; plans change every week by themselves.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from generator.checked import CheckedSchool, checked_learner
from generator.issued import Kept, digest, keep
from generator.load.committed import Committed
from generator.load.learner_folders import LearnerFolder
from generator.manifest import Order
from generator.model.picture import Picture
from generator.pictured import picture_on_paper
from generator.problem import Place, Problem, ToolFailed
from generator.publish.lock import locked
from generator.records.commons import LearnerRecords, PlanYear
from generator.records.issued import HowSent, Issued
from generator.render.pdf import Printed
from generator.view.edition import editions_of
from generator.view.editions.content import content_digest
from generator.view.page import Edition
from generator.workers.each import each
from generator.workers.work import Work
from generator.workshop import Workshop, open_workshop

State = Literal["sent", "corrected", "same", "reads otherwise", "printed again", "not as sent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What is to be sent home. `year` is the school year the term lies in.

    `correct`: what reads otherwise than the edition that went home goes home again, as its correction.
    """

    order: Order
    term: str
    year: str
    how: HowSent
    correct: bool
    committed: Committed

    @property
    def folder(self) -> Path:
        """Where a term's PDFs are kept, a folder a learner."""
        return issued_folder(self.order.out, self.year, self.term)

    def kept(self, folder: LearnerFolder) -> Kept:
        return Kept(folder=self.folder / folder.learner, record=f"{folder.folder}/{self.year}/issued.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What became of one document. "not as sent": equal content, but its PDF is gone and prints otherwise today."""

    issued: Issued
    file: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerIssued:
    """What became of one learner. `failed` None: nothing went wrong; `problems` may still hold warnings."""

    learner: str
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    failed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What it takes to send one learner's documents home."""

    errand: Errand
    shop: Workshop
    kept: Kept
    picture: Picture
    newest: Mapping[str, Issued]  # by document, its newest edition in the term
    days: Mapping[tuple[str, int], date]  # by document and number, when that edition went home


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One document ready to be kept; `pdf` None: it lies there already, or cannot be made again."""

    document: Document
    pdf: bytes | None
    problems: tuple[Problem, ...]


def issued_folder(out: Path, year: str, term: str) -> Path:
    return out / "issued" / f"{year}-{term}"


def issue(
    errand: Errand, school: CheckedSchool, folders: Sequence[LearnerFolder], waiting: Callable[[str], None]
) -> Iterator[LearnerIssued]:
    """What became of each learner, as soon as it has; a learner whose files are wrong stops no other.

    `waiting` hears once who else is writing into the output folder.
    """
    order = errand.order
    work = Work(partial(open_workshop, order, school.on, school.names), partial(issue_learner, errand), lost)
    with locked(order.book, waiting):
        yield from each(work, folders, order.how, order.jobs)


def issue_learner(errand: Errand, shop: Workshop, folder: LearnerFolder) -> LearnerIssued:
    """One learner's documents printed, then kept with their record: all of them or none."""
    records, problems = checked_learner(shop.school, folder)
    if records is None:
        return LearnerIssued(learner=folder.learner, problems=problems, failed="the files are not in order")
    year = next((year for year in records.years if year.plan.school_year == errand.year), None)
    if year is None:
        return LearnerIssued(learner=folder.learner, failed=f"there is no plan for {errand.year} to send home")
    try:
        desk = desk_for(errand, shop, folder, records, year)
        papers = tuple(settled(edition, desk) for edition in editions_of(desk.picture, shop.words))
        added = tuple(paper.document.issued for paper in papers if paper.document.state in {"sent", "corrected"})
        files = {Path(paper.document.file): paper.pdf for paper in papers if paper.pdf is not None}
        keep(shop.order.root, desk.kept, year.issued, added, files)
    except ToolFailed as failed:
        return LearnerIssued(learner=folder.learner, problems=problems, failed=failed.hint)
    return LearnerIssued(
        learner=folder.learner,
        documents=tuple(paper.document for paper in papers),
        problems=(*problems, *(problem for paper in papers for problem in paper.problems)),
    )


def desk_for(errand: Errand, shop: Workshop, folder: LearnerFolder, records: LearnerRecords, year: PlanYear) -> Desk:
    of_term = sorted((each for each in year.issued if each.term == errand.term), key=lambda each: each.number)
    return Desk(
        errand=errand,
        shop=shop,
        kept=errand.kept(folder),
        picture=picture_on_paper(shop, records),
        newest={each.edition: each for each in of_term},
        days={(each.edition, each.number): each.on for each in of_term},
    )


def settled(edition: Edition, desk: Desk) -> Prepared:
    """A document as it is to go home; what went home with equal content stays as it is."""
    before, content = desk.newest.get(edition.name), content_digest(edition)
    if before is None or (before.content != content and desk.errand.correct):
        return sent(edition, content, before, desk)
    path = desk.kept.pdf(before)
    if before.content != content:
        return Prepared(
            document=Document(issued=before, file=str(path), state="reads otherwise"), pdf=None, problems=()
        )
    if path.is_file():
        return Prepared(document=Document(issued=before, file=str(path), state="same"), pdf=None, problems=())
    again = pressed(edition, desk.days.get((before.edition, before.corrects or 0)), desk)
    if digest(again.document) != before.digest:
        return Prepared(document=Document(issued=before, file=str(path), state="not as sent"), pdf=None, problems=())
    document = Document(issued=before, file=str(path), state="printed again")
    return Prepared(document=document, pdf=again.document, problems=again.problems)


def sent(edition: Edition, content: str, before: Issued | None, desk: Desk) -> Prepared:
    """A document that goes home now, as the first edition of the term or in the place of the one before."""
    on, committed = desk.picture.on, desk.errand.committed
    if before is not None and before.on > on:
        raise ToolFailed("issue", f"{edition.name} went home on {before.on}, so no edition as of {on} can correct it")
    printed = pressed(edition, before.on if before else None, desk)
    plan = f"{desk.kept.record.removesuffix('issued.yml')}plan.yml"
    issued = Issued(
        term=desk.errand.term,
        edition=edition.name,
        number=before.number + 1 if before else 1,
        on=on,
        how=desk.errand.how,
        digest=digest(printed.document),
        content=content,
        text_code=edition.text_code,
        commit=committed.commit if plan in committed.files else None,
        corrects=before.number if before else None,
        place=Place(desk.kept.record),
    )
    document = Document(issued=issued, file=str(desk.kept.pdf(issued)), state="sent" if before is None else "corrected")
    return Prepared(document=document, pdf=printed.document, problems=printed.problems)


def pressed(edition: Edition, corrects: date | None, desk: Desk) -> Printed:
    """The PDF of a document, which says so where it takes the place of an edition of another day."""
    if corrects is not None:
        noted = editions_of(desk.picture, desk.shop.words, {edition.name: corrects})
        edition = next(one for one in noted if one.name == edition.name)
    return desk.shop.press.printed(edition)


def lost(folder: LearnerFolder) -> LearnerIssued:
    """What is said of a learner whose worker died twice."""
    return LearnerIssued(learner=folder.learner, failed="the worker that printed this ended without a word, twice")
