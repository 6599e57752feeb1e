"""Changes of single files, told as the example school would tell them."""

from collections.abc import Mapping
from functools import cache

from generator.load.commons import load_commons
from generator.load.learner import read_learner
from generator.load.learner_folders import learner_folders
from generator.load.revisions.files import revision_of
from generator.model.revisions.told import Told, told_of
from generator.records.commons import Commons, LearnerRecords
from generator.records.revision import FileRevision
from tests.conftest import TOP

LEARNER = "plans/class-harbor/s-0001"
GOAL, PLAN = f"{LEARNER}/2026-27/goals/g1.yml", f"{LEARNER}/2026-27/plan.yml"
EVIDENCE, SUPPORT = f"{LEARNER}/evidence/2026-11-19-quiz.yml", f"{LEARNER}/supports/reading.yml"
PROFILE, TALK = f"{LEARNER}/learner.yml", f"{LEARNER}/2026-27/conferences/2026-10-15.yml"
REDACTIONS, ISSUED = f"{LEARNER}/redactions.yml", f"{LEARNER}/2026-27/issued.yml"
SCHOOL, FRAMEWORK = "plans/school.yml", "frameworks/habits/framework.yml"


@cache
def commons() -> Commons:
    found, _ = load_commons(TOP)
    assert found is not None
    return found


def revision(file: str, before: str | None, after: str | None, was: str | None = None) -> FileRevision:
    raw = [None if text is None else text.encode() for text in (before, after)]
    found = revision_of(file, raw[0], raw[1], was)
    assert found is not None
    return found


def told(*revisions: FileRevision, learners: Mapping[str, LearnerRecords] | None = None) -> tuple[Told, ...]:
    return told_of(revisions, commons(), commons(), learners)


@cache
def records() -> Mapping[str, LearnerRecords]:
    """One learner of the example school."""
    folder = next(each for each in learner_folders(TOP)[0] if each.learner == "s-0001")
    return {"s-0001": read_learner(TOP, folder)[0]}
