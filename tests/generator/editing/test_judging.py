"""A change judged before it is written, as `check` would judge it afterwards."""

from datetime import date
from pathlib import Path

import pytest

from generator.changes import Change
from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.editing.judging import checked_after, judged, judged_everywhere, judged_shared, overlay
from generator.editing.steps import Steps, steps_at, steps_to
from generator.problem import in_reading_order
from generator.writing import write_files
from generator.yamltext.read import read
from tests.conftest import EXAMPLE_DAY
from tests.generator.editing.making_asked import asking_in, made

GOAL = "plans/s-0001/2026-27/goals/g1.yml"


@pytest.fixture
def school(tiny_school: Path) -> CheckedSchool:
    return checked_school(tiny_school, None, lambda _zone: date.fromisoformat(EXAMPLE_DAY))


def change(root: Path, file: str, old: str, new: str) -> Change:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    return Change(file=file, content=text.replace(old, new).encode(), before=None)


def test_nothing_of_the_school_is_touched_and_check_says_the_same_afterwards(school: CheckedSchool) -> None:
    folder = school.folders[0]
    bad = change(school.root, GOAL, "due: ", "due: 2031-01-01 #")
    before = (school.root / GOAL).read_bytes()
    said = judged(school, folder, (bad,))
    assert [problem.code for problem in said if problem.severity == "error"] == ["outside-school-year"]
    assert (school.root / GOAL).read_bytes() == before
    (school.root / GOAL).write_bytes(bad.content or b"")
    assert in_reading_order(checked_learner(school, folder)[1]) == said


def test_what_was_wrong_elsewhere_before_is_no_matter_of_this_change(school: CheckedSchool) -> None:
    folder = school.folders[0]
    (school.root / "plans/s-0001/supports").mkdir()
    (school.root / "plans/s-0001/supports/broken.yml").write_text("id: [", encoding="utf-8")
    fine = change(school.root, GOAL, "due: ", "due:  ")
    assert {problem.place.file for problem in judged(school, folder, (fine,))} <= {GOAL}
    records, problems = checked_after(school, folder, (fine,))
    assert records is None
    assert problems


def test_what_a_change_breaks_in_another_file_is_told(school: CheckedSchool) -> None:
    gone = Change(file=GOAL, content=None, before=None)
    shows = made("evidence", asking_in(school, "s-0001"), {"title": "Card", "kind": "peer", "shows": "g1.c1"})
    write_files(school.root, shows)
    codes = {problem.code for problem in judged(school, school.folders[0], (gone,))}
    assert "unknown-criterion" in codes or "unknown-goal" in codes, codes


def test_shared_files_and_new_learners_are_judged_together(school: CheckedSchool) -> None:
    asking = asking_in(school)
    assert judged_shared(school, made("framework", asking, {"title": "Garden", "competency": "Plants a seed."})) == ()
    group = made("group", asking, {"title": "Club", "kind": "cohort"})
    wrong = (group[0].content or b"").decode() + "members:\n  - {learner: s-0404}\n"
    told = judged_shared(school, (Change(file=group[0].file, content=wrong.encode(), before=None),))
    assert [problem.code for problem in told] == ["unknown-learner"]
    new = made("learner", asking, {"name": "Lina Haddad", "stage": "secondary", "family": "Rana Haddad"})
    assert [problem for problem in judged_everywhere(school, new) if problem.severity == "error"] == []
    without_names = tuple(each for each in new if not each.file.endswith("people.yml"))
    assert {each.code for each in judged_everywhere(school, without_names)} >= {"unknown-person"}


def test_what_a_goal_of_the_catalogue_names_must_exist(school: CheckedSchool) -> None:
    text = """\
goals:
  - id: compare
    title: Compare
    competencies:
      - {ref: core:fractions.1, target: brilliant}
      - {ref: core:fractions.9}
    activities:
      - {id: a1, activity: strips}
"""
    file = "frameworks/catalogue/goals.yml"
    told = judged_shared(school, (Change(file=file, content=text.encode(), before=None),))
    assert [(each.code, each.place.line) for each in told] == [
        ("unknown-level", 5),
        ("unknown-competency", 6),
        ("unknown-activity", 8),
    ]


def test_a_change_never_leads_out_of_the_school(school: CheckedSchool) -> None:
    with pytest.raises(ValueError, match="leads out"):
        judged(school, school.folders[0], (Change(file="plans/s-0001/../../../x.yml", content=b"", before=None),))


def test_an_overlay_holds_photos_and_a_change_never_reaches_the_originals(school: CheckedSchool) -> None:
    photo = school.root / "plans/s-0001/evidence/2026-10-01-x.png"
    photo.parent.mkdir(exist_ok=True)
    photo.write_bytes(b"old")
    new = Change(file="plans/s-0001/evidence/2026-10-01-x.png", content=b"new", before=None)
    with overlay(school.root, school.folders[0], (new,)) as top:
        assert (top / new.file).read_bytes() == b"new"
        assert (top / GOAL).read_bytes() == (school.root / GOAL).read_bytes()
    assert photo.read_bytes() == b"old"
    assert not top.exists()


TEXT = """\
id: g1
competencies:
  - ref: core:fractions.1
    target: got-it
  - {ref: core:x}
i_can:
  en: I can
activities: [{id: a1, title: Try}, {id: a2}]
"""


@pytest.mark.parametrize(
    ("line", "column", "expected", "because"),
    [
        (1, 5, ("id",), "a value"),
        (1, 1, ("id",), "its name"),
        (3, 10, ("competencies", 0, "ref"), "in a list"),
        (4, 5, ("competencies", 0, "target"), "the name of a field in a list"),
        (5, 11, ("competencies", 1, "ref"), "in braces"),
        (7, 7, ("i_can", "en"), "a language of a text"),
        (8, 37, ("activities", 1, "id"), "in brackets"),
        (99, 1, ("activities", 1, "id"), "behind the end: the last thing"),
    ],
)
def test_a_place_leads_to_its_field(line: int, column: int, expected: Steps, because: str) -> None:
    assert steps_at(TEXT, line, column) == expected, because


@pytest.mark.parametrize(
    ("old", "new", "expected", "because"),
    [
        ("due: 2026-12-11", "due: soon", ("due",), "a wrong value"),
        ("due: 2026-12-11\n", "", ("due",), "a field that is missing is named though it is not there"),
        ("due: 2026-12-11", "duee: 2026-11-30", ("duee",), "a field that does not exist"),
        ("ref: core:", "ref: cores:", ("competencies", 0, "ref"), "what a rule found"),
        (
            "    text: I draw two fractions and say which is more.\n",
            "",
            ("success_criteria", 0, "text"),
            "missing in a list",
        ),
    ],
)
def test_a_problem_leads_to_its_field(old: str, new: str, expected: Steps, because: str, school: CheckedSchool) -> None:
    made_bad = change(school.root, GOAL, old, new)
    value = read((made_bad.content or b"").decode(), GOAL)[0]
    told = {steps_to(problem, value) for problem in judged(school, school.folders[0], (made_bad,))}
    assert expected in told, because
