"""The story of a comparison: a school read twice, or once and tried with other settings; who is affected, and how.

One learner at a time; of each only the difference is kept. Nothing is drawn, and no name is looked up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from generator.check.case import NameIndex
from generator.checked import CheckedSchool, checked_learner, known_school
from generator.load.learner_folders import LearnerFolder
from generator.model.compared import Difference, compared
from generator.model.groundwork import groundwork_of
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.model.tried import Trial, Tried, records_tried, tried
from generator.records.commons import Commons, LearnerRecords
from generator.records.framework import CompetencyRef
from generator.workers.each import each
from generator.workers.work import Work

WORTH_A_WORKER = 100  # learners: fewer are compared before another process has started


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What both sides of a comparison are made from; `after` holds the shared files with what is tried."""

    before: CheckedSchool
    after: CheckedSchool
    tried: Tried

    replaced: Mapping[CompetencyRef, tuple[CompetencyRef, ...]]  # what each competency took the place of, by migration

    @property
    def same_files(self) -> bool:
        return self.before.root == self.after.root


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One learner's folder on each side."""

    before: LearnerFolder
    after: LearnerFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a comparison found of one learner: nothing where a side's files cannot be used."""

    learner: str
    difference: Difference | None
    unusable_before: bool = False
    unusable_after: bool = False

    @property
    def compared(self) -> bool:
        return not (self.unusable_before or self.unusable_after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Who is affected, and who could not be compared: in the order of ids."""

    differences: tuple[Difference, ...]
    looked_at: int
    unusable_before: tuple[str, ...]
    unusable_after: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


def sides_of(before: CheckedSchool, after: CheckedSchool, trial: Trial) -> Sides:
    """`after` as it stands, and with what is to be tried."""
    found = tried(after.commons, trial)
    return Sides(
        before=before,
        after=replace(after, commons=found.commons, groundwork=groundwork_of(found.commons)),
        tried=found,
        replaced=replaced_in(found.commons),
    )


def replaced_in(commons: Commons) -> Mapping[CompetencyRef, tuple[CompetencyRef, ...]]:
    found: dict[CompetencyRef, tuple[CompetencyRef, ...]] = {}
    for migration in commons.migrations.values():
        for move in migration.moves:
            for ref in move.to:
                found[ref] = (*found.get(ref, ()), *move.from_)
    return found


def comparison_of(sides: Sides, trial: Trial, learners: tuple[str, ...], people: Path | None, jobs: int) -> Comparison:
    """`learners` empty: all of them."""
    then = {folder.learner: folder for folder in sides.before.folders}
    now = {folder.learner: folder for folder in sides.after.folders}
    asked = {*then, *now} if not learners else {*learners}
    pairs = tuple(Pair(before=then[one], after=now[one]) for one in sorted(asked & {*then} & {*now}))
    found = tuple(all_looked_at(sides, trial, pairs, people, jobs))
    return Comparison(
        differences=tuple(one.difference for one in found if one.difference is not None),
        looked_at=sum(one.compared for one in found),
        unusable_before=tuple(one.learner for one in found if one.unusable_before),
        unusable_after=tuple(one.learner for one in found if one.unusable_after),
        only_before=tuple(sorted(asked & {*then} - {*now})),
        only_after=tuple(sorted(asked & {*now} - {*then})),
    )


def all_looked_at(
    sides: Sides, trial: Trial, pairs: Sequence[Pair], people: Path | None, jobs: int
) -> Iterator[Looked]:
    if jobs <= 1 or len(pairs) < WORTH_A_WORKER:
        yield from (looked_at(sides, pair) for pair in pairs)
        return
    roots, names = (sides.before.root, sides.after.root), (sides.before.names, sides.after.names)
    yield from each(
        Work(partial(sides_again, roots, names, people, sides.after.on, trial), looked_at, lost), pairs, jobs=jobs
    )


def sides_again(
    roots: tuple[Path, Path], names: tuple[NameIndex, NameIndex], people: Path | None, on: date, trial: Trial
) -> Sides:
    """The same two sides in a worker of its own."""
    before, after = (known_school(root, people, on, index) for root, index in zip(roots, names, strict=True))
    return sides_of(before, after, trial)


def looked_at(sides: Sides, pair: Pair) -> Looked:
    then, _ = checked_learner(sides.before, pair.before)
    now = then if sides.same_files else checked_learner(sides.after, pair.after)[0]
    if then is None or now is None:
        return Looked(
            learner=pair.after.learner, difference=None, unusable_before=then is None, unusable_after=now is None
        )
    before = picture_on(sides.before, then)
    after = picture_on(sides.after, records_tried(now, sides.tried, sides.after.on))
    return Looked(learner=pair.after.learner, difference=compared(before, after, sides.tried.carried, sides.replaced))


def picture_on(school: CheckedSchool, records: LearnerRecords) -> Picture:
    """Without a single name."""
    return picture_of(records, school.commons, {}, school.on, school.groundwork)


def lost(pair: Pair) -> Looked:
    """What is said of a learner whose worker died twice: nobody knows."""
    return Looked(learner=pair.after.learner, difference=None, unusable_after=True)
