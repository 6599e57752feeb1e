"""Which learners live together, read only for those who are asked about."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder, learner_folders
from generator.records.school import LearnerId


class Households(Mapping[LearnerId, str]):
    """The household of each learner who has one. A learner's file is read when it is asked for: names rarely meet."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @cached_property
    def _folders(self) -> Mapping[LearnerId, LearnerFolder]:
        return {folder.learner: folder for folder in learner_folders(self._root)[0]}

    def __getitem__(self, learner: LearnerId) -> str:
        records, _ = read_learner(self._root, self._folders[learner])  # a mistake in their plan is no matter here
        if records.learner.household is None:
            raise KeyError(learner)
        return records.learner.household

    def __iter__(self) -> Iterator[LearnerId]:
        return iter(self._folders)

    def __len__(self) -> int:
        return len(self._folders)
