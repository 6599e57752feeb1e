"""One learner's files: the whole layout, what is misplaced in it, and nothing of staff/."""

from datetime import date
from pathlib import Path

import pytest

from generator.load.learner import load_staff, read_learner
from generator.load.learner_folders import LearnerFolder, learner_folders
from generator.problem import Problem, errors_in
from generator.records.commons import LearnerRecords
from tests.generator.load.made import LEARNER, SCHOOL, told, written

FOLDER = LearnerFolder(learner="s-0001")
GOAL = LEARNER["plans/s-0001/2026-27/goals/g1.yml"]
PIECE = "evidence:\n  - {{id: {id}, title: A, kind: observation}}\n"


def records_of(root: Path) -> LearnerRecords:
    records, problems = read_learner(root, FOLDER)
    assert problems == ()
    assert records is not None
    return records


def problems_of(root: Path, *layers: dict[str, str]) -> tuple[Problem, ...]:
    return read_learner(written(root, LEARNER, *layers), FOLDER)[1]


def test_a_learner_is_read(tmp_path: Path) -> None:
    records = records_of(written(tmp_path, LEARNER))
    assert records.learner.learner == "s-0001"
    assert [year.plan.school_year for year in records.years] == ["2026-27"]
    assert records.years[0].goals[0].due == date(2026, 11, 30)
    assert [piece.id for piece in records.evidence] == ["strips"]
    assert (records.supports, records.redactions, records.folder) == ((), (), "plans/s-0001")


def test_everything_is_in_its_order(tmp_path: Path) -> None:
    files = {
        "plans/s-0001/2025-26/plan.yml": "learner: s-0001\nschool_year: 2025-26\nstatus: archived\n",
        "plans/s-0001/2026-27/goals/g10.yml": GOAL.replace("g1", "g10"),
        "plans/s-0001/2026-27/goals/g2.yml": GOAL.replace("g1", "g2"),
        "plans/s-0001/2026-27/conferences/2026-10-15-family.yml": "on: 2026-10-15\nkind: review\n",
        "plans/s-0001/2026-27/conferences/2026-10-15.yml": "on: 2026-10-15\nkind: student_led\n",
        "plans/s-0001/2026-27/conferences/2026-09-15.yml": "on: 2026-09-15\nkind: check_in\n",
        "plans/s-0001/evidence/2026-09-30-a.yml": (
            "evidence:\n  - {id: b, title: B, kind: peer}\n  - {id: a, title: A, kind: peer}\n"
        ),
        "plans/s-0001/evidence/photos/strips.jpg": "a photo",
        "plans/s-0001/evidence/strips.jpg": "a photo",
        "plans/s-0001/supports/reading.yml": "id: reading\nwhat: Reading aloud\nstart: 2026-10-05\n",
        "plans/s-0001/redactions.yml": (
            "redactions:\n  - {evidence: x, by: t-0001, on: 2026-10-30, reason_code: other-child}\n"
        ),
    }
    records = records_of(written(tmp_path, LEARNER, files))
    assert [year.plan.school_year for year in records.years] == ["2025-26", "2026-27"]
    assert [goal.id for goal in records.years[1].goals] == ["g1", "g2", "g10"]
    assert [conference.kind for conference in records.years[1].conferences] == ["check_in", "review", "student_led"]
    assert [piece.id for piece in records.evidence] == ["b", "a", "strips"]
    assert [support.id for support in records.supports] == ["reading"]
    assert records.redactions[0].evidence == "x"


@pytest.mark.parametrize(
    ("files", "expected", "because"),
    [
        (
            {"plans/s-0001/learner.yml": "learner: s-0002\nstage: elementary\n"},
            [("plans/s-0001/learner.yml:1:10", "misplaced-file")],
            "another learner's file in this folder",
        ),
        (
            {"plans/s-0001/2026-27/plan.yml": "learner: s-0002\nschool_year: 2025-26\nstatus: active\n"},
            [
                ("plans/s-0001/2026-27/plan.yml:1:10", "misplaced-file"),
                ("plans/s-0001/2026-27/plan.yml:2:14", "misplaced-file"),
            ],
            "another learner's plan of another year",
        ),
        (
            {"plans/s-0001/2026-27/goals/g2.yml": GOAL},
            [("plans/s-0001/2026-27/goals/g2.yml:1:5", "misplaced-file")],
            "a copied goal that kept its id",
        ),
        (
            {"plans/s-0001/2026-27/conferences/2026-10-16.yml": "on: 2026-10-15\nkind: review\n"},
            [("plans/s-0001/2026-27/conferences/2026-10-16.yml:1:5", "misplaced-file")],
            "a conference of another day",
        ),
        (
            {"plans/s-0001/supports/a.yml": "id: b\nwhat: X\nstart: 2026-10-05\n"},
            [("plans/s-0001/supports/a.yml:1:5", "misplaced-file")],
            "a support of another name",
        ),
        (
            {"plans/s-0001/2025-26/goals/g1.yml": GOAL},
            [("plans/s-0001/2025-26/plan.yml:1:1", "missing-file")],
            "a year without its plan",
        ),
        (
            {"plans/s-0001/2026-27/goals/g1.yml": "id: g1\n", "plans/s-0001/evidence/2026-10-01-strips.yml": "a: [\n"},
            [
                ("plans/s-0001/2026-27/goals/g1.yml:1:1", "missing-field"),
                ("plans/s-0001/2026-27/goals/g1.yml:1:1", "missing-field"),
                ("plans/s-0001/evidence/2026-10-01-strips.yml:1:4", "yaml-syntax"),
            ],
            "problems of all files at once",
        ),
    ],
)
def test_a_mistake_stops_the_learner(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str]], because: str
) -> None:
    _, problems = read_learner(written(tmp_path, LEARNER, files), FOLDER)
    assert told(problems) == expected, because
    assert errors_in(problems)


@pytest.mark.parametrize(
    ("path", "hint", "because"),
    [
        ("plans/s-0001/notes.txt", "learner.yml, redactions.yml", "a file beside learner.yml"),
        ("plans/s-0001/g1.yml", "learner.yml, redactions.yml", "a goal in the wrong folder"),
        ("plans/s-0001/2026-2027/plan.yml", "a folder for each school year like 2026-27", "a year written otherwise"),
        ("plans/s-0001/2026-27/g2.yml", "plan.yml, goals/ and conferences/", "a goal beside the plan"),
        ("plans/s-0001/2026-27/goals/g2.yaml", "Name it plans/s-0001/2026-27/goals/g2.yml.", "the other ending"),
        ("plans/s-0001/2026-27/goals/old/g2.yml", "one file for each goal", "a folder among the goals"),
        ("plans/s-0001/evidence/2026-10-01-a.yaml", "Name it", "evidence that would not be read"),
    ],
)
def test_what_belongs_nowhere_is_a_warning(tmp_path: Path, path: str, hint: str, because: str) -> None:
    problems = problems_of(tmp_path, {path: "x: y\n"})
    assert [problem.code for problem in problems] == ["misplaced-file"], because
    assert errors_in(problems) == (), because
    assert hint in str(problems[0].hint), because
    assert path.startswith(problems[0].place.file), because


def test_evidence_is_named_by_its_day(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, {"plans/s-0001/evidence/strips.yml": PIECE.format(id="a")})
    assert [(problem.code, problem.severity) for problem in problems] == [("misplaced-file", "warning")]


def test_a_name_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    root = written(tmp_path, LEARNER)
    (root / "plans/s-0001/evidence/2026-10-01-caf\udce9.yml").write_text("x")
    problems = read_learner(root, FOLDER)[1]
    assert told(problems) == [("plans/s-0001/evidence/2026-10-01-caf?.yml:1:1", "misplaced-file")]


def test_hidden_files_and_readmes_are_nobodys(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {"plans/s-0001/.DS_Store": "x", "plans/s-0001/README.md": "x"}) == ()


def test_a_learner_without_files_is_told_what_is_missing(tmp_path: Path) -> None:
    _, problems = read_learner(tmp_path, FOLDER)
    assert errors_in(problems)
    assert told(problems) == [("plans/s-0001/learner.yml:1:1", "missing-file")]


def test_staff_files_are_not_opened_for_a_learner(tmp_path: Path) -> None:
    root = written(tmp_path, LEARNER, {"plans/s-0001/staff/notes.yml": "this: is: broken\n"})
    assert read_learner(root, FOLDER)[1] == ()
    sheets, problems = load_staff(root, FOLDER)
    assert sheets.sheets == ()
    assert told(problems) == [("plans/s-0001/staff/notes.yml:1:7", "yaml-colon")]


def test_staff_files_are_read_for_staff(tmp_path: Path) -> None:
    notes = "notes:\n  - {on: 2026-10-12, by: t-0001, text: Ask about mornings}\n"
    root = written(
        tmp_path, LEARNER, {"plans/s-0001/staff/notes.yml": notes, "plans/s-0001/staff/tiers.yml": "tiers: []\n"}
    )
    sheets, problems = load_staff(root, FOLDER)
    assert problems == ()
    assert [len(sheet.notes) for sheet in sheets.sheets] == [1, 0]


def test_folders_are_found_with_and_without_a_group(tmp_path: Path) -> None:
    files = {
        "plans/s-0002/learner.yml": "x",
        "plans/class-a/s-0003/learner.yml": "x",
        "plans/class-b/e-0001/learner.yml": "x",
        "plans/groups/class-a.yml": "x",
        "plans/README.md": "x",
    }
    folders, problems = learner_folders(written(tmp_path, SCHOOL, LEARNER, files))
    assert problems == ()
    assert [(folder.learner, folder.folder) for folder in folders] == [
        ("e-0001", "plans/class-b/e-0001"),
        ("s-0001", "plans/s-0001"),
        ("s-0002", "plans/s-0002"),
        ("s-0003", "plans/class-a/s-0003"),
    ]


def test_folders_and_files_that_are_no_learners_are_warned_of(tmp_path: Path) -> None:
    files = {"plans/S-1/learner.yml": "x", "plans/class-a/sub/s-0004/learner.yml": "x", "plans/old.yml": "x"}
    folders, problems = learner_folders(written(tmp_path, SCHOOL, files))
    assert len(folders) == 0
    assert {problem.severity for problem in problems} == {"warning"}
    assert [problem.place.file for problem in problems] == [
        "plans/old.yml",
        "plans/S-1/learner.yml",
        "plans/class-a/sub",
    ]


def test_a_learner_with_two_folders_is_stopped_alone(tmp_path: Path) -> None:
    root = written(tmp_path, LEARNER, {"plans/class-a/s-0001/learner.yml": "x", "plans/s-0002/learner.yml": "x"})
    folders, problems = learner_folders(root)
    assert problems == ()
    assert [folder.learner for folder in folders] == ["s-0001", "s-0002"]
    _, found = read_learner(root, folders[0])
    assert errors_in(found)
    assert [problem.code for problem in found if "two folders" in problem.message] == ["repeated-id"]


def test_a_folder_linked_from_outside_is_refused(tmp_path: Path) -> None:
    root = written(tmp_path / "school", LEARNER)
    outside = written(tmp_path / "other", {"2026-10-02-x.yml": PIECE.format(id="x")})
    (root / "plans/s-0001/supports").symlink_to(outside, target_is_directory=True)
    assert told(read_learner(root, FOLDER)[1]) == [("plans/s-0001/supports:1:1", "outside-school")]
