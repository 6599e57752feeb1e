"""Who an id is, and that a job only gets those its learner's files name."""

from pathlib import Path

from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.load.people import load_people, people_for, people_of
from generator.load.source import line_of
from tests.generator.load.made import LEARNER, told, written

FOLDER = LearnerFolder(learner="s-0001")
PERSON = "{}: {{name: {{en: Ada Example}}, given: {{en: Ada}}}}\n"
IDS = ("s-0001", "s-0002", "t-0001", "t-0002", "t-0003", "t-0004", "f-00011", "f-00021")
EVERYBODY = {"plans/people.yml": "".join(PERSON.format(person) for person in IDS)}


def test_everybody_is_read(tmp_path: Path) -> None:
    people, problems = load_people(written(tmp_path, EVERYBODY), None)
    assert problems == ()
    assert list(people) == list(IDS)
    assert people["t-0001"].given == {"en": "Ada"}


def test_a_school_may_do_without(tmp_path: Path) -> None:
    assert load_people(tmp_path, None) == ({}, ())


def test_the_file_may_lie_elsewhere_and_is_never_shown(tmp_path: Path) -> None:
    outside = written(tmp_path / "private", {"people.yml": PERSON.format("t-0001") + "t-1: {}\n"}) / "people.yml"
    people, problems = load_people(tmp_path / "school", outside)
    assert people == {}
    assert {problem.place.file for problem in problems} == {outside.as_posix()}
    assert line_of(tmp_path / "school", outside.as_posix(), 1) is None


def test_a_file_that_is_asked_for_must_be_there(tmp_path: Path) -> None:
    _, problems = load_people(tmp_path, tmp_path / "elsewhere.yml")
    assert told(problems) == [("elsewhere.yml:1:1", "missing-file")]


def test_a_job_gets_only_whom_its_learner_names(tmp_path: Path) -> None:
    files = {
        "plans/s-0001/learner.yml": (
            "learner: s-0001\nstage: elementary\nteam:\n  - {person: t-0001, role: advisor}\n"
            "family:\n  - {id: home, person: [f-00011], language: es}\naccess: {epoch: 1, slots: {t-0004: 1}}\n"
        ),
        "plans/s-0001/evidence/2026-10-01-strips.yml": (
            "evidence:\n  - {id: a, title: Seen with t-0003 today, kind: observation, assessor: t-0002}\n"
        ),
    }
    root = written(tmp_path, LEARNER, EVERYBODY, files)
    people, _ = load_people(root, None)
    records, problems = read_learner(root, FOLDER)
    assert problems == ()
    assert records is not None
    narrowed = people_for(records, people)
    assert set(narrowed) == {"s-0001", "t-0001", "t-0002", "t-0004", "f-00011"}, "an id within words is no reference"


def test_a_line_of_a_text_may_look_like_an_entry(tmp_path: Path) -> None:
    odd = 's-0001:\n  name: {en: "Ada\n\ns-0009: Example"}\n  given: {en: Ada}\n'
    root = written(tmp_path, {"plans/people.yml": PERSON.format("t-0001") + odd + PERSON.format("t-0002")})
    people, problems = load_people(root, None)
    assert problems == ()
    assert list(people) == ["t-0001", "s-0001", "t-0002"]
    assert people_of(root, None)["s-0001"].name == {"en": "Ada\ns-0009: Example"}, "in another process too"
