"""pathbook rollover, on copies of the example school: a year is put away, the next one begun; no learning changes."""

import csv
import shutil
from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from generator.checked import checked_learner, checked_school
from generator.cli.options import day_asked
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.model.picture import Picture
from tests.conftest import TOP
from tests.generator.cli.test_new import files_of
from tests.generator.cli.typed import Typed
from tests.history import begun, committed, git

AUGUST = "2027-08-20"
ON = ("--on", AUGUST)
HARBOR, BEACON = "plans/class-harbor", "plans/advisory-beacon"
YEAR = "2027-28"
NEXT = """  "2027-28":
    start: 2027-08-30
    finish: 2028-06-14
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    root = tmp_path / "school"
    for name in ("plans", "frameworks"):
        shutil.copytree(TOP / name, root / name)
    calendar = root / "plans/calendar.yml"
    calendar.write_text(calendar.read_text(encoding="utf-8") + NEXT, encoding="utf-8")
    return root


def pictures(root: Path, on: str, *learners: str) -> Mapping[str, Picture]:
    school = checked_school(root, None, day_asked(date.fromisoformat(on)))
    found = {}
    for folder in school.folders:
        if folder.learner in learners:
            records, _ = checked_learner(school, folder)
            assert records is not None
            people = people_for(records, school.people)
            found[folder.learner] = picture_of(records, school.commons, people, school.on, school.groundwork)
    return found


def learned(picture: Picture) -> object:
    """What was shown and reached, and where the pathways stand: nothing of it may change overnight."""
    return (
        {ref: (each.level, each.rating, each.reached) for ref, each in picture.standings.items()},
        tuple((each.pathway.id, each.reached, each.complete, each.pace, each.ready_next) for each in picture.pathways),
        picture.evidence,
    )


def test_a_class_goes_on_and_nothing_learned_changes_and_undo_restores_it(example: Path, typed: Typed) -> None:
    begun(example)
    before = files_of(example / "plans")
    who = ("s-0001", "s-0006")
    stood = {name: learned(picture) for name, picture in pictures(example, AUGUST, *who).items()}
    words = ("rollover", YEAR, "--group", "class-harbor:class-summit", "--root", str(example), *ON)
    status, printed, complained = typed(*words, "--otherwise", "continue", "--as", "t-0001")
    assert status == 0, complained
    assert printed.endswith("6 turned, 0 had turned already, 0 left out\n")
    assert {name: learned(picture) for name, picture in pictures(example, AUGUST, *who).items()} == stood
    after = files_of(example / "plans")
    changed = {file for file in before if after[file] != before[file]}
    assert {file.partition("/s-")[2][5:] for file in changed if "/s-" in file} == {"2026-27/plan.yml", "learner.yml"}
    assert {file for file in changed if "/s-" not in file} == {"groups/class-harbor.yml", "groups/class-summit.yml"}
    assert not any("evidence" in file for file in after.keys() - before.keys()), "no evidence is written"
    what_became_of_one_learner(example)
    again = files_of(example)
    assert typed("rollover", YEAR, *who, "--root", str(example), *ON)[1].endswith("2 had turned already, 0 left out\n")
    assert files_of(example) == again, "a second run changes nothing"
    assert typed("undo", f"{AUGUST}-rollover-{YEAR}", "--root", str(example))[0] == 0
    assert files_of(example / "plans") == before


def what_became_of_one_learner(example: Path) -> None:
    folder = example / HARBOR / "s-0001"
    old = (folder / "2026-27/plan.yml").read_text(encoding="utf-8")
    assert "status: archived" in old
    assert "frozen:\n  on: 2027-08-20\n  by: t-0001\n  files:\n    conferences/" in old
    plan = (folder / YEAR / "plan.yml").read_text(encoding="utf-8")
    assert 'school_year: "2027-28"\nstatus: active\n' in plan
    assert "{id: p1, pathway: fractions, start: 2027-08-30}" in plan
    assert ("voice" in plan, "approvals" in plan) == (False, False), "words and signatures stay with their year"
    assert plan.count("- {due: ") == 3, (
        "reviews as school.yml plans them: after the change of grade, then every 60 days"
    )
    goal = (folder / YEAR / "goals/g13.yml").read_text(encoding="utf-8")  # after all that earlier years had
    assert "from: 2026-27:g1" in goal
    assert ("id: c1" in goal, "id: c3" in goal) == (False, True), "what was shown stays behind, the rest comes along"
    assert ("id: a1" in goal, "id: a3" in goal) == (False, True), "and so with steps"
    assert "by: 2026" not in goal, "days of the old year stay there"
    assert "ar: {text: أستطيع" in goal, "in every language"
    assert "start: 2027-08-30\ndue: 2027-10-" in goal
    learner = (folder / "learner.yml").read_text(encoding="utf-8")
    assert 'grade: "4", from: 2026-08-31, to: 2027-08-29}' in learner
    assert 'grade: "5", from: 2027-08-30}' in learner
    assert "{person: t-0001, role: teacher_of_record, from: 2026-08-31, to: 2027-08-29}" in learner
    assert "{person: t-0002, role: teacher_of_record, from: 2027-08-30}" in learner
    assert "{person: t-0006, role: mentor, for: [literacy], from: 2026-04-27}" in learner, (
        "who was there before the class"
    )
    assert "{learner: s-0001, from: 2027-08-30}" in (example / "plans/groups/class-summit.yml").read_text("utf-8")


def test_a_frozen_year_is_told_when_it_is_edited_and_read_on_a_page(example: Path, typed: Typed) -> None:
    words = ("rollover", YEAR, "s-0006", "--root", str(example), "--otherwise", "continue", *ON)
    assert typed(*words)[0] == 0
    september = ("check", str(example / HARBOR / "s-0006"), "--root", str(example), "--on", "2027-09-15")
    status, printed, complained = typed(*september)
    assert (status, "frozen-year-edited" in printed + complained) == (0, False)
    [picture] = pictures(example, "2027-09-15", "s-0006").values()
    [year] = picture.earlier
    assert [(each.goal.id, each.ending) for each in year.goals] == [
        ("g1", "reached"), ("g2", "continued"), ("g3", "continued"),
    ]  # fmt: skip
    assert year.goals[0].best is not None
    assert year.grade == "5"
    assert picture.voice is None, "a new year has room for new words"
    goal = example / HARBOR / "s-0006/2026-27/goals/g2.yml"
    goal.write_text(goal.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    told = "".join(typed(*september)[1:])
    assert told.count("frozen-year-edited") == 1
    assert "2026-27/goals/g2.yml was changed after the year was put away on 2027-08-20" in told


TOLD = (
    ("s-0003: stays in grade 4", "the same grade again"),
    ("s-0007: grade 7 to 9", "a grade is skipped"),
    ("s-0014: has finished grade 12, the last one", "there is no next grade"),
    ("e-0001: goes on; stays in staff-learning", "an educator is in no grade"),
    ("s-0011: grade 10 to 11; stays in advisory-beacon", "members of different grades stay together"),
    ("for a person: support reading-circle goes on", "help is neither carried nor ended in silence"),
    ("g4 closed as reached: it was closed before", "what is closed stays closed"),
    ("g1 is for a person to decide: nothing was seen of it for", "quiet goals ask a person"),
    ("g1 dropped: as somebody decided", "a person decides about one goal"),
    ("16 would turn, 0 had turned already, 0 left out", "everybody is counted"),
)


def test_a_dry_run_tells_what_would_become_of_everybody(example: Path, typed: Typed) -> None:
    before = files_of(example)
    words = ("--same-grade", "s-0003", "--skip-grade", "s-0007", "--goal", "s-0002:g1=drop", "--dry-run")
    status, printed, complained = typed("rollover", YEAR, *words, "--root", str(example), *ON)
    assert status == 0, complained
    assert [because for said, because in TOLD if said not in printed] == []
    assert files_of(example) == before


def test_who_has_finished_gets_no_new_plan(example: Path, typed: Typed) -> None:
    assert typed("rollover", YEAR, "s-0014", "--root", str(example), *ON)[0] == 0
    folder = example / BEACON / "s-0014"
    assert not (folder / YEAR).exists()
    assert "to: 2027-06-16}" in (folder / "learner.yml").read_text(encoding="utf-8")
    assert "status: archived" in (folder / "2026-27/plan.yml").read_text(encoding="utf-8")
    group = (example / "plans/groups/advisory-beacon.yml").read_text(encoding="utf-8")
    assert "{learner: s-0014, from: 2023-09-05, to: 2027-08-29}" in group
    assert "s-0014: 2026-27 is put away already" in typed("rollover", YEAR, "s-0014", "--root", str(example), *ON)[1]


def test_what_a_person_decides_stands_in_a_table(example: Path, typed: Typed, tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    words = ("rollover", YEAR, "s-0001", "s-0002", "--answers", str(table), "--root", str(example), *ON)
    before = files_of(example)
    assert typed(*words, "--dry-run")[0] == 0
    rows = list(csv.DictReader(StringIO(table.read_text(encoding="utf-8-sig"))))
    assert ("s-0001", "grade", "5") in [(row["learner"], row["about"], row["becomes"]) for row in rows]
    assert [row["becomes"] for row in rows if row["about"] == "g1"] == ["ask", "ask"]
    status, _, complained = typed(*words)
    assert (status, "6 goals wait for a person's decision" in complained) == (3, True)
    assert files_of(example) == before, "nothing is written while somebody has to decide"
    decided = {"g1": "continue", "g2": "close", "g3": "drop", "grade": "4"}
    for row in rows:
        row["becomes"] = decided.get(row["about"], row["becomes"])
        row["due"] = "12/17/2027" if row["about"] == "g1" else ""
        row["outcome"] = "Ten words every week." if row["about"] == "g2" else ""
    with table.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, fieldnames=list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    status, printed, complained = typed(*words)
    assert status == 0, complained
    folder = example / HARBOR / "s-0001"
    assert "due: 2027-12-17" in (folder / YEAR / "goals/g13.yml").read_text(encoding="utf-8"), "as a spreadsheet has it"
    closed = (folder / "2026-27/goals/g2.yml").read_text(encoding="utf-8")
    assert "status: reached\n" in closed
    assert "outcome: Ten words every week." in closed
    assert "status: dropped" in (folder / "2026-27/goals/g3.yml").read_text(encoding="utf-8")
    assert "s-0001: stays in grade 4" in printed
    assert "frozen-year-edited" not in "".join(
        typed("check", str(example / HARBOR / "s-0001"), "--root", str(example), *ON)[1:]
    )


@pytest.mark.parametrize(
    ("table", "said", "because"),
    [
        ("learner,about,becomes,due\ns-0001,g1,drop,soon\n", "'soon' is not a day", "no day"),
        ("learner,about,becomes\ns-0001,grade,13\n", "the school has no grade '13'", "no such grade"),
        ("learner,about,becomes\ns-0001,group class-harbor,class-sea\n", "there is no group 'class-sea'", "no group"),
    ],
)
def test_a_table_that_says_what_nobody_can_do_is_refused(
    table: str, said: str, because: str, example: Path, typed: Typed, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    words = ("s-0001", "--answers", str(tmp_path / "a.csv"), "--otherwise", "continue", "--root", str(example))
    status, _, complained = typed("rollover", YEAR, *words, *ON)
    assert (status, said in " ".join(complained.split())) == (3, True), f"{because}: {complained}"


def test_who_is_away_or_half_done_is_left_out_with_a_reason(example: Path, typed: Typed) -> None:
    learner = example / HARBOR / "s-0002/learner.yml"
    learner.write_text(
        learner.read_text(encoding="utf-8") + "away:\n  - {from: 2027-05-01, to: 2027-12-01}\n", encoding="utf-8"
    )
    begun_goals = example / HARBOR / "s-0003" / YEAR / "goals"
    begun_goals.mkdir(parents=True)
    (begun_goals / "g9.yml").write_text("id: g9\n", encoding="utf-8")
    status, printed, _ = typed("rollover", YEAR, "s-0002", "s-0003", "--dry-run", "--root", str(example), *ON)
    assert "s-0002: is away until 2027-12-01: turn the year when they are back" in printed
    assert "s-0003: the files cannot be used: pathbook check says why" in printed
    assert printed.endswith("0 would turn, 0 had turned already, 2 left out\n")
    assert status == 1, "somebody has to look"


def test_a_year_that_goes_on_is_not_put_away_unless_that_is_meant(example: Path, typed: Typed) -> None:
    words = ("rollover", YEAR, "s-0001", "--dry-run", "--root", str(example), "--on", "2027-02-01")
    status, _, complained = typed(*words)
    assert (status, "2026-27 goes on until 2027-06-16" in complained) == (3, True)
    assert typed(*words, "--early")[0] == 0


def test_a_year_the_calendar_lacks_is_proposed_on_the_same_weekdays(example: Path, typed: Typed) -> None:
    where = ("--root", str(example), *ON)
    status, _, complained = typed("rollover", "2028-29", *where)
    assert (status, "rollover 2028-29 --calendar" in complained) == (3, True)
    assert "not the year after the last one" in typed("rollover", "2031-32", "--calendar", *where)[2]
    status, printed, _ = typed("rollover", "2028-29", "--calendar", *where)
    assert (status, "Look at the days of 2028-29" in printed) == (0, True)
    text = (example / "plans/calendar.yml").read_text(encoding="utf-8")
    assert "2028-29: {start: 2028-08-28, finish: 2029-06-13}\n" in text
    assert "holds 2028-29 already" in typed("rollover", "2028-29", "--calendar", *where)[1]


def test_onto_a_branch_with_nothing_touched_here(example: Path, typed: Typed) -> None:
    begun(example)
    words = ("rollover", YEAR, "s-0001", "--otherwise", "continue", "--entry", "--as", "t-0001", "--root", str(example))
    assert typed(*words, *ON)[0] == 0
    assert git(example, "status", "--porcelain") == ""
    (branch,) = git(example, "branch", "--list", "entry/*", "--format=%(refname:short)").splitlines()
    assert f"{HARBOR}/s-0001/{YEAR}/plan.yml" in git(example, "diff", "--name-only", "main", branch)


def test_two_years_on_no_id_is_used_twice(example: Path, typed: Typed) -> None:
    begun(example)
    for name, on in ((YEAR, AUGUST), ("2028-29", "2028-08-20")):
        if name != YEAR:  # which the calendar holds
            assert typed("rollover", name, "--calendar", "--root", str(example), "--on", on)[0] == 0
        words = ("rollover", name, "s-0001", "s-0006", "--otherwise", "continue", "--root", str(example), "--on", on)
        assert typed(*words)[0] == 0
        committed(example, on)
    goals = [path.stem for path in (example / HARBOR / "s-0001").glob("*/goals/*.yml")]
    assert sorted(goals) == sorted(f"g{number}" for number in (1, 2, 3, *range(11, 19)))
    seen = pictures(example, "2028-09-15", "s-0001", "s-0006")
    assert [year.name for year in seen["s-0006"].earlier] == ["2027-28", "2026-27"]
    pace = seen["s-0001"].pathways[0].pace
    assert pace is not None
    assert pace.state == "on_plan"
    status, printed, complained = typed("check", str(example / HARBOR), "--root", str(example), "--on", "2028-09-15")
    assert status == 0, printed + complained


def test_an_enrolment_that_ended_with_the_school_year_goes_on(example: Path, typed: Typed) -> None:
    learner = example / HARBOR / "s-0002/learner.yml"
    text = learner.read_text(encoding="utf-8")
    ended = text.replace('grade: "4", from: 2026-08-31}', 'grade: "4", from: 2026-08-31, to: 2027-06-16}')
    assert ended != text
    learner.write_text(ended, encoding="utf-8")
    words = ("rollover", YEAR, "s-0002", "--otherwise", "continue", "--root", str(example), *ON)
    status, printed, complained = typed(*words)
    assert (status, "s-0002: grade 4 to 5" in printed) == (0, True), complained
    after = learner.read_text(encoding="utf-8")
    assert "to: 2027-06-16}" in after, "what somebody wrote stays"
    assert 'grade: "5", from: 2027-08-30}' in after
    gone = ended.replace("to: 2027-06-16}", "to: 2027-03-01}")
    shutil.rmtree(example / HARBOR / "s-0002" / YEAR)
    learner.write_text(gone, encoding="utf-8")
    plan = example / HARBOR / "s-0002/2026-27/plan.yml"
    plan.write_text(plan.read_text(encoding="utf-8").partition("frozen:")[0], encoding="utf-8")
    assert "s-0002: is not enrolled on 2027-08-20" in typed(*words)[1], "who left in March does not come back"
