"""The story of protected PDFs: each home's documents, printed and encrypted with the code of whoever they are for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from generator.checked import CheckedSchool, checked_learner
from generator.load.learner_folders import LearnerFolder
from generator.manifest import Order
from generator.model.access import HOUSEHOLD, Reader, readers_of
from generator.pictured import picture_on_paper
from generator.problem import Problem, ToolFailed, of_file_system
from generator.publish.keys import code_of
from generator.publish.lock import locked
from generator.publish.paths import is_published
from generator.publish.protected import protected
from generator.publish.rules.accounts import user_name
from generator.publish.swap import put_back, swapped_in
from generator.records.learner import FamilyEntry
from generator.view.edition import editions_by_home
from generator.view.page import Edition
from generator.workers.each import each
from generator.workers.work import Work
from generator.workshop import Workshop, open_workshop

ONLY_OURS = 0o700  # of a folder
NO_CODE = "has no code of their own here; what a household shares is printed with --for household:ID"
NO_DOCUMENTS = "has a code, but no documents: they are printed for homes, and for a learner without one"
Homes: TypeAlias = Sequence[tuple[FamilyEntry | None, tuple[Edition, ...]]]  # None: the learner's own documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What is to be protected. `who`: a user name, as a login has it. None: everybody who gets documents."""

    order: Order
    who: str | None = None

    @property
    def folder(self) -> Path:
        return self.order.out / "protected"


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerProtected:
    """What became of one learner. `nothing`: why the person who was asked for gets nothing here. `without_code`: homes
    whose documents nobody could open, by id; "own" for a learner without a home. `failed` None: nothing went wrong;
    `problems` may still hold warnings.
    """

    learner: str
    files: tuple[Path, ...] = ()
    nothing: str | None = None
    without_code: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    failed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What one reader gets."""

    reader: Reader
    editions: tuple[Edition, ...]


def protect(
    errand: Errand, school: CheckedSchool, folders: Sequence[LearnerFolder], waiting: Callable[[str], None]
) -> Iterator[LearnerProtected]:
    """What became of each learner, as soon as it has; a learner whose files are wrong stops no other.

    `waiting` hears once who else is writing into the output folder.
    """
    order = errand.order
    if is_published(order.out):
        raise ToolFailed("pdf", f"{order.out} is, or lies in, a folder that is published. Name another with --out.")
    work = Work(partial(open_workshop, order, school.on, school.names), partial(protect_learner, errand), lost)
    with locked(order.book, waiting):
        yield from each(work, folders, order.how, order.jobs)


def protect_learner(errand: Errand, shop: Workshop, folder: LearnerFolder) -> LearnerProtected:
    """One learner's documents printed, encrypted and swapped in: those of one person, or all of them or none."""
    records, problems = checked_learner(shop.school, folder)
    if records is None:
        return LearnerProtected(learner=folder.learner, problems=problems, failed="the files are not in order")
    readers = readers_of(records.learner, shop.school.on)
    if errand.who is not None and errand.who not in {user_name(reader.who) for reader in readers}:
        return LearnerProtected(learner=folder.learner, problems=problems, nothing=NO_CODE)
    try:
        homes = editions_by_home(picture_on_paper(shop, records), shop.words)
        envelopes = envelopes_for(folder.learner, homes, readers)
        if errand.who is not None:
            envelopes = tuple(one for one in envelopes if user_name(one.reader.who) == errand.who)
            if not envelopes:
                return LearnerProtected(learner=folder.learner, problems=problems, nothing=NO_DOCUMENTS)
        files, printing = put_down(errand, shop, folder.learner, envelopes)
    except ToolFailed as failed:
        return LearnerProtected(learner=folder.learner, problems=problems, failed=failed.hint)
    except OSError as why:
        return LearnerProtected(learner=folder.learner, problems=problems, failed=of_file_system(why).hint)
    closed = () if errand.who is not None else closed_homes(homes, envelopes)
    return LearnerProtected(learner=folder.learner, files=files, without_code=closed, problems=(*problems, *printing))


def envelopes_for(learner: str, homes: Homes, readers: tuple[Reader, ...]) -> tuple[Envelope, ...]:
    """By reader, the documents they get: of each home its people; where none of them has a code, the household's."""
    given: dict[Reader, tuple[Edition, ...]] = {}
    for home, editions in homes:
        people = (learner,) if home is None else home.person
        own = tuple(reader for reader in readers if reader.who in people)
        shared = tuple(reader for reader in readers if home and reader.who.startswith(f"{HOUSEHOLD}:"))
        for reader in own or shared:
            given[reader] = (*given.get(reader, ()), *editions)
    return tuple(Envelope(reader=reader, editions=editions) for reader, editions in given.items())


def closed_homes(homes: Homes, envelopes: tuple[Envelope, ...]) -> tuple[str, ...]:
    """Homes whose documents nobody gets."""
    given = {edition.name for envelope in envelopes for edition in envelope.editions}
    return tuple(
        "own" if home is None else home.id
        for home, editions in homes
        if not given & {edition.name for edition in editions}
    )


def put_down(
    errand: Errand, shop: Workshop, learner: str, envelopes: tuple[Envelope, ...]
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files, and what there is to say about printing. What was there for the same people goes."""
    own = errand.folder / learner
    for private in (errand.folder, own):
        private.mkdir(parents=True, exist_ok=True, mode=ONLY_OURS)
    put_back(errand.folder)
    put_back(own)
    printed = {edition.name: shop.press.printed(edition) for one in envelopes for edition in one.editions}
    problems = tuple(problem for each_printed in printed.values() for problem in each_printed.problems)
    documents = {name: each_printed.document for name, each_printed in printed.items()}
    files: tuple[Path, ...] = ()
    with swapped_in(own if errand.who is None else own / user_name(envelopes[0].reader.who)) as fresh:
        fresh.chmod(ONLY_OURS)
        for envelope in envelopes:
            folder = fresh / user_name(envelope.reader.who) if errand.who is None else fresh
            names = written(shop, folder, learner, envelope, documents)
            files += tuple(own / user_name(envelope.reader.who) / name for name in names)
    return files, problems


def written(
    shop: Workshop, folder: Path, learner: str, envelope: Envelope, documents: Mapping[str, bytes]
) -> tuple[str, ...]:
    """The names of the files: of the learner's id, so that a teacher who attaches one sees whose it is."""
    folder.mkdir(exist_ok=True, mode=ONLY_OURS)
    code = code_of(shop.master, envelope.reader)
    names = tuple(f"{learner}-{edition.name}.pdf" for edition in envelope.editions)
    for name, edition in zip(names, envelope.editions, strict=True):
        (folder / name).touch(mode=0o600)
        (folder / name).write_bytes(protected(documents[edition.name], code))
    return names


def lost(folder: LearnerFolder) -> LearnerProtected:
    """What is said of a learner whose worker died twice."""
    return LearnerProtected(learner=folder.learner, failed="the worker that printed this ended without a word, twice")
