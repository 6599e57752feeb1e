"""Who reads whose sealed site, from the learners' own files and nothing else of a school."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.load.learner_folders import LearnerFolder
from generator.load.source import record_of
from generator.model.access import Reader, readers_of
from generator.problem import Problem
from generator.records.learner import Learner
from generator.records.school import LearnerId


def readers_by_learner(
    root: Path, folders: Iterable[LearnerFolder], on: date
) -> Mapping[LearnerId, tuple[Reader, ...]]:
    """Who reads on the day, for every learner asked about. Nobody where learner.yml cannot be used, as `check` says."""
    return {
        folder.learner: () if learner is None else readers_of(learner, on)
        for folder, learner, _ in learners_in(root, folders)
    }


def learners_in(
    root: Path, folders: Iterable[LearnerFolder]
) -> Iterator[tuple[LearnerFolder, Learner | None, tuple[Problem, ...]]]:
    """Each learner.yml, and what is wrong in it; None: it cannot be used."""
    for folder in folders:
        learner, problems = record_of(root, f"{folder.folder}/learner.yml", "learner", Learner)
        yield folder, learner, problems
