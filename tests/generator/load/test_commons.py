"""What all learners share: read whole, with every problem of every file."""

from pathlib import Path

import pytest

from generator.load.commons import load_commons
from generator.records.commons import Commons
from tests.generator.load.made import SCHOOL, told, written

MORE = "frameworks/core/more.yml"
PARTNERS = "frameworks/catalogue/partners.yml"
PATHWAY = "id: first\ntitle: First\nkind: course\nrequirements:\n  - {id: a, title: A}\n"


def commons_of(root: Path) -> Commons:
    commons, problems = load_commons(root)
    assert problems == ()
    assert commons is not None
    return commons


def test_a_small_school_is_read(tmp_path: Path) -> None:
    commons = commons_of(written(tmp_path, SCHOOL))
    assert commons.school.languages == ("en", "es")
    assert list(commons.calendar.years) == ["2026-27"]
    assert list(commons.competencies) == ["core:numbers", "core:count"]
    assert commons.parents == {"core:count": "core:numbers"}
    assert (commons.pathways, commons.groups, commons.glossary, commons.migrations) == ({}, {}, {}, {})


def test_every_shared_file_reaches_its_place(tmp_path: Path) -> None:
    files = {
        "frameworks/core/migration.yml": "moves:\n  - {from: [old:a], kind: dropped}\n",
        "frameworks/pathways/first.yml": PATHWAY,
        "frameworks/catalogue/activities.yml": "activities:\n  - {id: a, title: A, mode: inquiry}\n",
        "frameworks/catalogue/supports.yml": "supports:\n  - {id: b, title: B, need: N, what: W}\n",
        "frameworks/catalogue/partners.yml": "partners:\n  - {id: c, name: C, kind: business}\n",
        "frameworks/requirements/state.yml": (
            "id: state\ntitle: S\njurisdiction: J\nsource: {citation: X}\nrules:\n  - {id: r, text: T}\n"
        ),
        "frameworks/glossary/en.yml": "terms:\n  - {id: goal, term: Goal, means: What you want to reach.}\n",
        "plans/groups/class-a.yml": "id: class-a\ntitle: A\nkind: class\nmembers:\n  - {learner: s-0001}\n",
        "plans/.git/x": "hidden files are nobody's",
        "frameworks/README.md": "welcome everywhere",
    }
    commons = commons_of(written(tmp_path, SCHOOL, files))
    assert commons.migrations["core"].moves[0].from_ == ("old:a",)
    assert list(commons.pathways) == ["first"]
    assert (list(commons.activities), list(commons.supports), list(commons.partners)) == (["a"], ["b"], ["c"])
    assert list(commons.packs) == ["state"]
    assert commons.glossary["en"][0].term == "Goal"
    assert commons.groups["class-a"].members[0].learner == "s-0001"


def test_files_beside_a_framework_add_to_it(tmp_path: Path) -> None:
    more = {
        "frameworks/core/a-top.yml": "competencies:\n  - {id: letters, statement: L}\n",
        "frameworks/core/b-under.yml": (
            "under: count\ncompetencies:\n  - {id: count-on, statement: C, competencies: [{id: deep, statement: D}]}\n"
        ),
        "frameworks/core/c-deeper.yml": "under: deep\ncompetencies:\n  - {id: deepest, statement: E}\n",
    }
    commons = commons_of(written(tmp_path, SCHOOL, more))
    assert list(commons.competencies) == [
        "core:numbers",
        "core:count",
        "core:count-on",
        "core:deep",
        "core:deepest",
        "core:letters",
    ]
    assert commons.parents["core:deepest"] == "core:deep"
    whole = commons.frameworks["core"].competencies
    assert whole[0].competencies[0].competencies[0].id == "count-on"
    assert commons.competencies["core:count"].competencies[0].id == "count-on"


@pytest.mark.parametrize(
    ("files", "expected", "because"),
    [
        (
            {"plans/calendar.yml": "timezone: America/New York\nyears: {}\n"},
            [("plans/calendar.yml:2:8", "bad-value")],
            "a calendar without years; its zone is looked at when it can be used",
        ),
        (
            {"plans/calendar.yml": SCHOOL["plans/calendar.yml"].replace("New_York", "New York")},
            [("plans/calendar.yml:1:11", "bad-value")],
            "a time zone nobody knows",
        ),
        (
            {"plans/calendar.yml": SCHOOL["plans/calendar.yml"].replace("/New_York", "")},
            [("plans/calendar.yml:1:11", "bad-value")],
            "a folder of time zones is none",
        ),
        (
            {"frameworks/core/framework.yml": SCHOOL["frameworks/core/framework.yml"].replace("id: core", "id: cor")},
            [("frameworks/core/framework.yml:1:5", "misplaced-file")],
            "a framework in another one's folder",
        ),
        (
            {MORE: "under: letters\ncompetencies:\n  - {id: a, statement: A}\n"},
            [(f"{MORE}:1:8", "unknown-competency")],
            "nowhere to put it",
        ),
        (
            {
                MORE: "under: x\ncompetencies:\n  - {id: y, statement: Y}\n",
                "frameworks/core/other.yml": "under: y\ncompetencies:\n  - {id: x, statement: X}\n",
            },
            [(f"{MORE}:1:8", "unknown-competency"), ("frameworks/core/other.yml:1:8", "unknown-competency")],
            "two files that hang on each other hang nowhere",
        ),
        (
            {MORE: "competencies:\n  - {id: count, statement: Again}\n"},
            [(f"{MORE}:2:10", "repeated-id")],
            "a competency that would be lost",
        ),
        (
            {PARTNERS: "partners:\n  - {id: c, name: C, kind: x}\n  - {id: c, name: D, kind: x}\n"},
            [(f"{PARTNERS}:3:10", "repeated-id")],
            "a partner that would be lost",
        ),
        (
            {"frameworks/pathways/a.yml": "id: b\ntitle: B\nkind: course\nrequirements: [{id: r, title: R}]\n"},
            [("frameworks/pathways/a.yml:1:5", "misplaced-file")],
            "a pathway under another name",
        ),
        (
            {"plans/groups/a.yml": "", "frameworks/glossary/en.yml": "terms: 3\n"},
            [("plans/groups/a.yml:1:1", "yaml-empty"), ("frameworks/glossary/en.yml:1:8", "wrong-type")],
            "problems of several files",
        ),
        ({"frameworks/new/notes.txt": "x"}, [
            ("frameworks/new/notes.txt:1:1", "misplaced-file"),
            ("frameworks/new/framework.yml:1:1", "missing-file"),
        ], "a folder without its framework"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_shared_file_leaves_nothing_to_build(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str]], because: str
) -> None:
    commons, problems = load_commons(written(tmp_path, SCHOOL, files))
    assert told(problems) == expected, because
    assert commons is None


def test_what_belongs_nowhere_is_a_warning(tmp_path: Path) -> None:
    files = {
        "frameworks/notes.yml": "a: b",
        "frameworks/pathways/old/x.yml": "a: b",
        "frameworks/pathways/y.yaml": "a: b",
        "frameworks/catalogue/things.yml": "a: b",
    }
    commons, problems = load_commons(written(tmp_path, SCHOOL, files))
    assert commons is not None
    assert {problem.severity for problem in problems} == {"warning"}
    assert [problem.place.file for problem in problems] == [
        "frameworks/notes.yml",
        "frameworks/pathways/y.yaml",
        "frameworks/pathways/old",
        "frameworks/catalogue/things.yml",
    ]
    assert problems[1].hint == "Name it frameworks/pathways/y.yml."


def test_a_folder_that_is_no_school_is_told_what_is_missing(tmp_path: Path) -> None:
    commons, problems = load_commons(tmp_path)
    assert commons is None
    assert told(problems) == [("plans/school.yml:1:1", "missing-file"), ("plans/calendar.yml:1:1", "missing-file")]


def test_files_of_a_newer_format_are_refused_with_one_sentence(tmp_path: Path) -> None:
    newer = {"plans/school.yml": "format: 3\nnews: yes\n", "plans/calendar.yml": "also: new\n"}
    commons, problems = load_commons(written(tmp_path, SCHOOL, newer))
    assert commons is None
    assert told(problems) == [("plans/school.yml:1:9", "newer-format")]
    assert problems[0].hint == "Install a newer Pathbook."


@pytest.mark.parametrize(
    ("condition", "refused"),
    [('">=0.1"', False), ('">=0.1,<90"', False), ('">=90"', True), ('"<0.0.1"', True), ('">=0.0.9, <0.0.10"', True)],
)
def test_a_school_may_ask_for_a_version(tmp_path: Path, condition: str, refused: bool) -> None:
    school = {"plans/school.yml": SCHOOL["plans/school.yml"] + f"requires: {condition}\n"}
    commons, problems = load_commons(written(tmp_path, SCHOOL, school))
    assert [problem.code for problem in problems] == (["other-version"] if refused else [])
    assert (commons is None) is refused


def test_a_link_out_of_the_school_is_refused(tmp_path: Path) -> None:
    root = written(tmp_path / "school", SCHOOL)
    (tmp_path / "secret.yml").write_text("id: secret\n", encoding="utf-8")
    (root / "frameworks/pathways").mkdir()
    (root / "frameworks/pathways/secret.yml").symlink_to(tmp_path / "secret.yml")
    commons, problems = load_commons(root)
    assert commons is None
    assert told(problems) == [("frameworks/pathways/secret.yml:1:1", "outside-school")]


def test_a_link_within_the_school_is_followed(tmp_path: Path) -> None:
    root = written(tmp_path, SCHOOL, {"plans/groups/a.yml": "id: a\ntitle: A\nkind: class\n"})
    (root / "frameworks/pathways").mkdir()
    (root / "plans/groups/b.yml").symlink_to(root / "plans/groups/a.yml")
    _, problems = load_commons(root)
    assert told(problems) == [("plans/groups/b.yml:1:5", "misplaced-file")]
