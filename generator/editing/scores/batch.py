"""A class's results as one batch of changes: evidence, how the table is read, and the list of what was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from re import sub

from generator.changes import Change, Changes, blob_of
from generator.check.names import full_names_in
from generator.checked import CheckedSchool
from generator.editing.judging import judged
from generator.editing.new.ids import words_for
from generator.editing.plans import Plans
from generator.editing.receipts import batch_called, batches_of, with_receipt
from generator.editing.scores.gradebook import Wish
from generator.editing.scores.pieces import Batch, Proposal, proposals_for, written_by_batches
from generator.editing.scores.settings import Remembered, Wanted, settings_changes
from generator.importers.scores import Gradebook
from generator.importers.scores_sheet import Known
from generator.load.people import people_file
from generator.load.people_sealed import is_locked
from generator.model.standing import scale_for
from generator.problem import Problem, ToolFailed
from generator.records.framework import CompetencyRef
from generator.records.school import LearnerId, Scale
from generator.writing import raw_of, write_files
from generator.yamltext.placed import thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import marked, rewritten


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an import would write. `changes` is empty where everything is there already."""

    batch: str
    proposals: tuple[Proposal, ...]
    changes: Changes
    problems: tuple[Problem, ...]


def outcome_of(
    school: CheckedSchool,
    plans: Plans,
    wishes: Iterable[Wish],
    wanted: Wanted,
    remembered: Remembered | None,
    *,
    update: bool,
    edited_too: bool,
) -> Outcome:
    """Judged as `check` would, learner by learner. `plans` are the school's, with what batches left there."""
    name = batch_called(school.on.isoformat(), str(wanted["id"]), batches_of(plans))
    batch = Batch(name=name, on=school.on, update=update, edited_too=edited_too, written=written_by_batches(plans))
    folders = {folder.learner: folder for folder in school.folders}
    of_learner: dict[LearnerId, list[Wish]] = {}
    for wish in wishes:
        of_learner.setdefault(wish.learner, []).append(wish)
    proposals: list[Proposal] = []
    changes: list[Change] = []
    problems: list[Problem] = []
    for learner, own in of_learner.items():
        proposed, made = proposals_for(school.root, folders[learner], own, batch)
        proposals += proposed
        changes += made
        problems += judged(school, folders[learner], made) if made else ()
    if changes:
        changes += settings_changes(wanted, remembered)
    return Outcome(
        batch=name,
        proposals=tuple(proposals),
        changes=with_receipt(name, tuple(changes)) if changes else (),
        problems=tuple(problems),
    )


def scale_or_none(school: CheckedSchool, ref: CompetencyRef) -> Scale | None:
    return scale_for(ref, school.commons) if ref in school.commons.competencies else None


def name_for(file: Path) -> str:
    """A name for a table from its file's, without the days and times that systems put there."""
    plain = sub(r"\d{4}[-_.]?\d{2}[-_.]?\d{2}(?:[T_-]?\d{2,6})?|\(\d+\)", " ", file.stem)
    return words_for(plain.strip(" -_."), "scores")


def naming_somebody(titles: Iterable[str], school: CheckedSchool) -> tuple[str, ...]:
    """Titles that hold a learner's full name: they would go into every other learner's plan, and into git."""
    return tuple(title for title in titles if full_names_in(title, school.names, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What another system calls learners: the column it stands in there, and the number by learner."""

    column: str
    numbers: Mapping[LearnerId, str]


def numbers_in(book: Gradebook, people: Mapping[int, LearnerId], known: Known) -> Numbers | None:
    """The column of numbers in which everybody has their own; None: there is none. Addresses are no numbers.

    Of several the one with the longest header: a bare ID is a system's own, a SIS User ID or an ID number the school's.
    """
    rows = {result.row: result.who for result in book.results if result.row in people}
    for column in sorted(book.columns, key=len, reverse=True):
        cells = {row: who.keys.get(column, "") for row, who in rows.items()}
        told = {people[row]: cell for row, cell in cells.items() if cell and "@" not in cell and not known(cell)}
        if told and len(set(told.values())) == len(told) == len({people[row] for row in rows}):
            return Numbers(column=column, numbers=told)
    return None


def remember_numbers(root: Path, file: Path | None, name: str, numbers: Mapping[LearnerId, str]) -> int:
    """Write numbers beside the names, where all that is personal stands; gives for how many learners that was news.

    Raises ToolFailed where the file of names is locked, or there is none.
    """
    named = people_file(root, file)
    if named is None:
        raise ToolFailed("people.yml", "numbers are remembered beside the names, and this school has no people.yml")
    if is_locked(named):
        raise ToolFailed("people.yml", "it is locked; open it with pathbook people unlock, and try again")
    top, inner = (root, named) if not Path(named).is_absolute() else (Path(named).parent, Path(named).name)
    raw = raw_of(top, inner)
    text, _ = decode(raw, inner)
    wanted = thawed(read(text, inner)[0])
    news = 0
    for learner, number in numbers.items():
        told = wanted[learner].setdefault("numbers", {})
        news += told.get(name) != number
        told[name] = number
    if news:
        content = marked(raw, rewritten(text, wanted).text)
        write_files(top, (Change(file=inner, content=content, before=blob_of(raw)),))
    return news
