"""Which learners live together, read only for those who are asked about."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.load.learner import LearnerFolder, load_learner
from generator.records.school import LearnerId


class Households(Mapping[LearnerId, str]):
    """The household of each learner who has one. A learner's file is read when it is asked for: names rarely meet."""

    def __init__(self, root: Path, folders: tuple[LearnerFolder, ...]) -> None:
        self._root = root
        self._folders = {folder.learner: folder for folder in folders}

    def __getitem__(self, learner: LearnerId) -> str:
        records, _ = load_learner(self._root, self._folders[learner])
        if records is None or records.learner.household is None:
            raise KeyError(learner)
        return records.learner.household

    def __iter__(self) -> Iterator[LearnerId]:
        return iter(self._folders)

    def __len__(self) -> int:
        return len(self._folders)
