"""Where each learner's files lie: every learner's folder in plans/, and what lies there without a place."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from generator.load.layout import LEARNER_ID, Listing, listing_of, misplaced, strangers
from generator.load.source import value_of
from generator.problem import Problem
from generator.records.school import LearnerId
from generator.yamltext.read import PlacedMap

Found = list[Problem]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerFolder:
    """Where a learner's files lie; `also`: other folders that claim to be the same learner's.

    `above` is the folder around the learner's, shared by a whole class so that a district's list stays small.
    """

    learner: LearnerId
    above: str = "plans"
    also: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The learner's folder, relative to the root."""
        return f"{self.above}/{self.learner}"


class Roll(Collection[LearnerId]):
    """The ids of all learners, in order. Looked up by halving: a set would take a district's room once more."""

    def __init__(self, learners: tuple[LearnerId, ...]) -> None:
        self._learners = learners

    def __contains__(self, learner: object) -> bool:
        if not isinstance(learner, str):
            return False
        position = bisect_left(self._learners, learner)
        return position < len(self._learners) and self._learners[position] == learner

    def __iter__(self) -> Iterator[LearnerId]:
        return iter(self._learners)

    def __len__(self) -> int:
        return len(self._learners)


class LearnerFolders(Sequence[LearnerFolder]):
    """Folders in the order of ids. Each is made when it is asked for: a district has very many."""

    def __init__(self, above: Mapping[LearnerId, tuple[str, ...]]) -> None:
        self._learners = tuple(sorted(above))
        self._above = tuple(above[learner] for learner in self._learners)

    @property
    def learners(self) -> Roll:
        return Roll(self._learners)

    @overload
    def __getitem__(self, position: int) -> LearnerFolder: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[LearnerFolder]: ...
    def __getitem__(self, position: int | slice) -> LearnerFolder | Sequence[LearnerFolder]:
        if isinstance(position, slice):
            return tuple(self[one] for one in range(*position.indices(len(self))))
        learner, (above, *others) = self._learners[position], self._above[position]
        return LearnerFolder(learner=learner, above=above, also=tuple(f"{other}/{learner}" for other in others))

    def __len__(self) -> int:
        return len(self._learners)


def learner_folders(root: Path) -> tuple[LearnerFolders, tuple[Problem, ...]]:
    """Every learner's folder in the order of ids, and what lies in plans/ without a place there."""
    plans = listing_of(root, "plans")
    expected = "school.yml, calendar.yml, people.yml, groups/, and a folder for each learner, for example s-0001"
    known = ("school.yml", "calendar.yml", "people.yml", "people.yml.age", "people.recipients")
    problems = [*plans.problems, *strangers(plans, known, plans.folders, expected)]
    found: dict[LearnerId, tuple[str, ...]] = {}
    for name in plans.folders:
        if LEARNER_ID.fullmatch(name):
            _add(found, name, (plans.folder,))
        elif name not in ("groups", "imports"):
            _inside_group(root, listing_of(root, plans.path(name)), found, problems)
    return LearnerFolders(found), tuple(problems)


def _add(found: dict[LearnerId, tuple[str, ...]], learner: LearnerId, above: tuple[str]) -> None:
    found[learner] = (*found[learner], *above) if learner in found else above


def _inside_group(root: Path, group: Listing, found: dict[LearnerId, tuple[str, ...]], problems: Found) -> None:
    if "learner.yml" in group.files:
        problems.append(_misnamed_learner(root, group))
        return
    learners = [name for name in group.folders if LEARNER_ID.fullmatch(name)]
    expected = "a folder for each learner, named by the id, for example s-0001"
    problems += [*group.problems, *strangers(group, (), learners, expected)]
    above = (group.folder,)  # one for the whole class
    for name in learners:
        _add(found, name, above)


def _misnamed_learner(root: Path, folder: Listing) -> Problem:
    value, _ = value_of(root, folder.path("learner.yml"))
    written = value.get("learner") if isinstance(value, PlacedMap) else None
    name = written if isinstance(written, str) and LEARNER_ID.fullmatch(written) else "s-0001"
    message = "this learner is not read: the folder is not named by the learner's id"
    return misplaced(folder.path("learner.yml"), message, f"Name the folder by the id, for example {name}.")
