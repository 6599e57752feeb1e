"""Scales and rules of parents that other systems refuse, written as files of a school and checked."""

from pathlib import Path

import pytest

from generator.cli.check import all_problems
from generator.cli.options import a_day, day_asked
from tests.generator.model.published import POINTS_RULES, SCALES

DAY = day_asked(a_day("2026-11-20"))
LEARNING = """  learning:
    levels:
      - {id: starting, label: Starting, points: 1}
      - {id: got-it, label: Got it, points: 2, proficient: true}
"""


def codes_in(school: Path) -> set[str]:
    return {problem.code for problem in all_problems(school, DAY, None)}


@pytest.mark.parametrize(("id_", "points", "proficient", "problem", "because"), SCALES)
def test_a_scale_is_valid_as_published(
    id_: str, points: tuple[int, ...], proficient: tuple[int, ...], problem: str | None, because: str, tiny_school: Path
) -> None:
    settings = tiny_school / "plans/school.yml"
    levels = [
        f"      - {{id: l{place}, label: Level, points: {each}{', proficient: true' if each in proficient else ''}}}\n"
        for place, each in enumerate(reversed(points))
    ]
    text = settings.read_text()
    assert LEARNING in text
    settings.write_text(text.replace(LEARNING, f"{LEARNING}  published:\n    levels:\n{''.join(levels)}"))
    assert codes_in(tiny_school) == ({problem} if problem else set()), f"{id_}: {because}"


@pytest.mark.parametrize(("id_", "rule", "children", "problem", "because"), POINTS_RULES)
def test_a_rule_of_a_parent_is_valid_as_published(
    id_: str, rule: str, children: tuple[tuple[str, str], ...], problem: str | None, because: str, tiny_school: Path
) -> None:
    below = "".join(f"      - {{id: {name}, statement: A part., credit: {credit}}}\n" for name, credit in children)
    inside = f"    competencies:\n{below}" if children else ""
    written = f"  - id: parent\n    statement: A whole.\n    rule: {rule}\n{inside}"
    framework = tiny_school / "frameworks/core/framework.yml"
    framework.write_text(framework.read_text() + written)
    assert codes_in(tiny_school) == ({problem} if problem else set()), f"{id_}: {because}"
