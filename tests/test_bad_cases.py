"""Every mistake a teacher makes, and the exact words it is answered with.

A case is a folder in cases/bad: the files that differ from cases/base (an empty file `x.gone` takes `x` away), and
problem.txt, all that `pathbook check` says of it on 2026-11-20. The folder's name is the problem's code, and after two
dashes a variant of it. Where cases/committed has a folder of the same name, git knows those files from before.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.check import all_problems
from generator.cli.options import a_day, day_asked
from generator.cli.report import as_text
from generator.problem import Problem, in_reading_order
from tests.conftest import laid_over
from tests.history import begun

BAD = Path(__file__).parent / "cases" / "bad"
COMMITTED = Path(__file__).parent / "cases" / "committed"
DAY = day_asked(a_day("2026-11-20"))
CASES = sorted(folder.name for folder in BAD.iterdir())


def problems_of(school: Path) -> tuple[Problem, ...]:
    return in_reading_order(all_problems(school, DAY, None))


def test_the_school_all_cases_start_from_is_in_order(tiny_school: Path) -> None:
    assert problems_of(tiny_school) == ()


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_answered_in_these_words(
    name: str, tiny_school: Path, golden: Callable[[Path, str], None]
) -> None:
    if (COMMITTED / name).is_dir():
        laid_over(COMMITTED / name, tiny_school)
        begun(tiny_school)
    laid_over(BAD / name, tiny_school)
    problems = problems_of(tiny_school)
    assert name.partition("--")[0] in {problem.code for problem in problems}
    golden(BAD / name / "problem.txt", as_text(problems, tiny_school) + "\n")


def test_bom_and_windows_line_ends_are_no_mistake(tiny_school: Path) -> None:
    for file in tiny_school.rglob("*.yml"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert problems_of(tiny_school) == ()


def test_a_link_out_of_the_school_is_not_followed(tiny_school: Path, tmp_path: Path) -> None:
    goal = tiny_school / "plans/s-0001/2026-27/goals/g1.yml"
    goal.rename(tmp_path / "elsewhere.yml")
    goal.symlink_to(tmp_path / "elsewhere.yml")
    assert "outside-school" in {problem.code for problem in problems_of(tiny_school)}


def test_a_file_that_cannot_be_opened_is_told(tiny_school: Path) -> None:
    goal = tiny_school / "plans/s-0001/2026-27/goals/g1.yml"
    goal.unlink()
    goal.symlink_to(goal.name)
    assert "unreadable-file" in {problem.code for problem in problems_of(tiny_school)}


def test_a_file_of_50_megabytes_is_refused_before_it_is_read(tiny_school: Path) -> None:
    goal = tiny_school / "plans/s-0001/2026-27/goals/g1.yml"
    with goal.open("ab") as file:
        file.write(b"# " + b"x" * 50_000_000)
    assert {problem.code for problem in problems_of(tiny_school)} >= {"file-too-large"}


def test_a_wrong_plan_hides_no_other_problem(tiny_school: Path) -> None:
    laid_over(BAD / "yaml-tab", tiny_school)
    laid_over(BAD / "unknown-person", tiny_school)
    shutil.copytree(tiny_school / "plans/s-0001", tiny_school / "plans/s-0002")
    codes = {problem.code for problem in problems_of(tiny_school)}
    assert {"yaml-tab", "misplaced-file"} <= codes


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_broken_file_hides_no_problem_of_the_learners_other_files(tiny_school: Path) -> None:
    """And what it would have put right, a criterion that evidence names, is not called wrong."""
    learner = tiny_school / "plans/s-0001"
    changed(learner / "learner.yml", "elementary", "elementry")
    changed(learner / "2026-27/goals/g1.yml", "2026-12-11", "11.12.2026")
    changed(learner / "2026-27/plan.yml", "[core]", "[cor]")
    changed(learner / "evidence/2026-10-01-strips.yml", "level: starting", "level: begun")
    codes = {problem.code for problem in problems_of(tiny_school)}
    assert codes == {"unknown-framework", "bad-date", "unknown-level", "bad-value"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("method: latest", "method: lates", "bad-value"),
        ("default_scale: learning", "default_scale: lerning", "unknown-scale"),
        ("format: 2", "format: one", "wrong-type"),
    ],
)
def test_a_wrong_shared_file_hides_no_problem_of_a_learner(tiny_school: Path, old: str, new: str, code: str) -> None:
    changed(tiny_school / "plans/school.yml", old, new)
    changed(tiny_school / "plans/s-0001/2026-27/goals/g1.yml", "2026-12-11", "11.12.2026")
    assert {problem.code for problem in problems_of(tiny_school)} == {code, "bad-date"}


def test_a_cycle_in_shared_files_lets_the_learners_be_judged(tiny_school: Path) -> None:
    framework = tiny_school / "frameworks/core/framework.yml"
    changed(framework, 'prerequisites: ["core:fractions.1"]', 'prerequisites: ["core:fractions.2"]')
    changed(tiny_school / "plans/s-0001/2026-27/goals/g1.yml", "2026-12-11", "2026-09-01")
    assert {problem.code for problem in problems_of(tiny_school)} == {"prerequisite-cycle", "dates-out-of-order"}
