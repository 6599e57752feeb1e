"""A school's first week: a repository, a colleague's clone, and a proposal that is told."""

from pathlib import Path

import pytest

from generator.cli.app import status_of
from tests.generator.starter.repositories import DAY, cloned
from tests.history import committed

ON = ("--on", DAY.isoformat())
GOAL = "plans/example/s-0000/2026-27/goals/g1.yml"
EVIDENCE = "plans/example/s-0000/evidence/2026-11-20-sticks.yml"
SEEN = """evidence:
  - id: sticks
    title: Sticks of the kite
    kind: observation
    assessed_on: 2026-11-20
    context: class
    assessor: t-0001
    results:
      - {competency: "numbers:equal-parts", level: got-it}
"""


@pytest.fixture
def clone(school: Path, tmp_path: Path) -> Path:
    """What a colleague gets, who has no names."""
    return cloned(school, tmp_path / "clone")


def test_a_proposal_is_told_in_words_with_its_lane(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = ("--root", str(clone))
    (clone / EVIDENCE).write_text(SEEN, encoding="utf-8")
    committed(clone)
    assert status_of(["diff", "origin/main", "HEAD", *root, *ON, "--by", "t-0001"]) == 0
    seen = capsys.readouterr().out
    assert "Sticks of the kite" in seen
    assert "Waits for review" not in seen, "what was seen, by somebody of the team"
    goal = (clone / GOAL).read_text(encoding="utf-8")
    (clone / GOAL).write_text(goal.replace("status: doing", "status: done"), encoding="utf-8")
    committed(clone)
    assert status_of(["diff", "origin/main", "HEAD", *root, *ON, "--by", "t-0001"]) == 0
    told = capsys.readouterr().out
    assert "Fold strips of paper" in told
    assert "Waits for review" in told, "what was agreed"


def test_the_first_learner_of_a_class_lies_where_the_rules_know_the_class(school: Path) -> None:
    asked = ("new", "learner", "--root", str(school), *ON, "--name", "Ada Arden", "--stage", "elementary")
    assert status_of([*asked, "--grade", "3", "--since", "2026-09-01", "--group", "class-1"]) == 0
    learner = school / "plans/class-1/s-0001/learner.yml"
    assert learner.is_file(), "CODEOWNERS names plans/class-1/"
    teacher = "{person: t-0001, role: teacher_of_record, from: 2026-09-01}"
    assert teacher in learner.read_text(encoding="utf-8"), "the teacher of the class answers for the plan"
    assert status_of(["init", "--update", str(school), "--no-example", *ON]) == 0
    assert (school / "plans/class-1/s-0001/learner.yml").is_file()
    assert status_of(["check", "--root", str(school), *ON]) == 0
