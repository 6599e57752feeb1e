"""A synthetic school keeps what its docstring tells: shape, variety, the same bytes from the same seed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.problem import ToolFailed
from generator.publish.swap import digest_of
from generator.sample import write_sample
from generator.sample_pupil import SITUATIONS, pupil_of

ON = date(2026, 11, 20)
STUDENTS = 2 * len(SITUATIONS)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "school"
    write_sample(root, STUDENTS)
    return root


@pytest.fixture(scope="module")
def school(sample: Path) -> CheckedSchool:
    return checked_school(sample, None, lambda _: ON)


@pytest.fixture(scope="module")
def pictures(school: CheckedSchool) -> tuple[Picture, ...]:
    made = []
    for folder in school.folders:
        records, problems = checked_learner(school, folder)
        # Its words are English, and some homes read Spanish.
        assert {problem.code for problem in problems} <= {"translation-missing"}
        assert records is not None
        people = people_for(records, school.people)
        made.append(picture_of(records, school.commons, people, ON, school.groundwork))
    return tuple(made)


def pace_of_main_pathway(picture: Picture) -> str:
    pace = picture.pathways[0].pace
    return "none" if pace is None else pace.state


def main_goal_thin(picture: Picture) -> bool:
    main = picture.goals[0].main
    return main is not None and main.level is not None and main.sufficiency.thin


def kinds_of(picture: Picture) -> set[str]:
    return {piece.kind for piece in picture.evidence}


def dipped(picture: Picture) -> bool:
    return any(standing.worth_another_look for standing in picture.standings.values())


ROWS: tuple[tuple[str, Callable[[Picture], bool], str], ...] = (
    ("on plan", lambda one: pace_of_main_pathway(one) == "on_plan", "two steps are reached, the third is due now"),
    ("ahead", lambda one: pace_of_main_pathway(one) == "ahead", "five steps are reached"),
    ("taking more time", lambda one: pace_of_main_pathway(one) == "more_time", "one step is reached"),
    ("stalled", lambda one: one.goals[0].stalled, "nothing was seen since September"),
    ("just started", lambda one: one.evidence == (), "there is a plan and nothing else"),
    ("thin evidence", main_goal_thin, "one piece, and two are asked for"),
    ("two homes", lambda one: len(one.learner.family) == 2, "two entries, two papers"),
    ("several pathways", lambda one: len(one.pathways) == 2, "two chains are followed"),
    ("dip after reaching", dipped, "reached, then lower"),
    ("prior learning", lambda one: "prior_learning" in kinds_of(one), "shown, never counted"),
    ("support running", lambda one: any(support.running for support in one.supports), "it has not ended"),
    ("one-sided evidence", lambda one: len(kinds_of(one)) == 1, "one kind of evidence"),
)


@pytest.mark.parametrize(("situation", "shows", "because"), ROWS)
def test_each_situation_is_what_the_model_computes(
    situation: str, shows: Callable[[Picture], bool], because: str, pictures: tuple[Picture, ...]
) -> None:
    those = [one for number, one in enumerate(pictures, start=1) if pupil_of(number, 1).situation == situation]
    assert those
    assert all(shows(one) for one in those), because


def test_every_situation_has_a_row_above() -> None:
    assert {situation for situation, _, _ in ROWS} == set(SITUATIONS)


def test_the_shape_is_as_stated(sample: Path) -> None:
    folder = sample / "plans/class-0001/s-00001"
    files = list(folder.rglob("*.yml"))
    agreed = [path for path in files if path.parent.name != "evidence"]
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in agreed)
    pieces = sum(path.read_text(encoding="utf-8").count("assessed_on:") for path in files)
    assert (len(files), pieces) == (10, 20)
    assert 80 <= lines <= 200


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(sample: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "again", STUDENTS)
    write_sample(tmp_path / "other", STUDENTS, seed=2)
    assert digest_of(tmp_path / "again") == digest_of(sample)
    assert digest_of(tmp_path / "other") != digest_of(sample)


def test_a_learner_does_not_depend_on_how_many_there_are(sample: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "few", 3)
    for number in (1, 2, 3):
        path = f"plans/class-0001/s-{number:05d}"
        assert digest_of(tmp_path / "few" / path) == digest_of(sample / path)


def test_nothing_is_written_over(sample: Path) -> None:
    with pytest.raises(ToolFailed, match="not empty"):
        write_sample(sample, 3)
