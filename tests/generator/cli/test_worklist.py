"""pathbook worklist: on the example school, on a quiet one, and what must never reach a page."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.clock import FINDINGS
from tests.conftest import CASES, EXAMPLE_DAY, TOP, laid_over
from tests.generator.cli.typed import Typed

SCHOOL = ("--on", EXAMPLE_DAY, "--root", str(TOP))
GOLDEN = Path(__file__).parent / "golden"
WEEK = ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")
WITHOUT_A_TEAM = "learner: s-0001\nstage: elementary\n"


@pytest.fixture
def quiet_school(tmp_path: Path) -> Path:
    """Where every rule comes close, and none has anything to say."""
    root = tmp_path / "quiet"
    shutil.copytree(CASES / "base", root)
    laid_over(CASES / "quiet", root)
    return root


def test_the_worklist_of_the_example_school(typed: Typed, golden: Callable[[Path, str], None]) -> None:
    status, printed, complained = typed("worklist", *SCHOOL)
    assert (status, complained) == (0, "")
    golden(GOLDEN / "worklist.txt", printed)


def test_all_of_it_with_what_waits_and_what_is_put_aside(typed: Typed, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "worklist-all.txt", typed("worklist", "--all", *SCHOOL)[1])


def test_the_same_for_a_program(typed: Typed, golden: Callable[[Path, str], None]) -> None:
    status, printed, _ = typed("worklist", "--json", "--all", *SCHOOL)
    assert status == 0
    golden(GOLDEN / "worklist.json", printed)
    told = json.loads(printed)
    (teacher,) = (each for each in told["worklists"] if each["person"] == "t-0001")
    first = teacher["this_week"][0]
    assert (first["rule"], first["findings"][0]["id"], first["findings"][0]["days"]) == ("stalled", "stalled:g1", 38)
    assert first["findings"][0]["evidence"] == {"goal": "g1", "newest": "truck-manual", "allowed": 15}


def test_one_persons_list(typed: Typed) -> None:
    status, printed, _ = typed("worklist", "--for", "t-0005", *SCHOOL)
    assert status == 0
    assert [line.partition(" ")[0] for line in printed.splitlines() if line.startswith(("t-", "e-"))] == ["t-0005"]
    assert typed("worklist", "--for", "t-0004", *SCHOOL)[1].endswith("Nothing waits for t-0004.\n")


def test_a_person_whom_nobody_knows_is_refused_with_a_guess(typed: Typed) -> None:
    status, printed, complained = typed("worklist", "--for", "t-00001", *SCHOOL)
    assert (status, printed) == (2, "")
    assert "did you mean" in complained


def test_a_list_names_no_child(typed: Typed) -> None:
    people = (TOP / "plans/people.yml").read_text(encoding="utf-8").splitlines()
    children = [line.partition("{en: ")[2].partition("}")[0].partition(",")[0] for line in people if line[:2] == "s-"]
    printed = typed("worklist", "--all", *SCHOOL)[1] + typed("worklist", "--all", "--json", *SCHOOL)[1]
    assert len(children) == 15
    assert [name for name in children if name in printed] == []


@pytest.mark.parametrize("on", WEEK)
def test_a_quiet_school_yields_exactly_none(on: str, quiet_school: Path, typed: Typed) -> None:
    week = "2026-11-16"
    school = ("--on", on, "--root", str(quiet_school))
    assert typed("worklist", "--all", *school) == (
        0,
        f"Worklist on {on}, for the school week from {week}\n\nNothing waits for anybody.\n",
        "",
    )
    assert json.loads(typed("worklist", "--json", "--all", *school)[1])["worklists"] == []
    assert typed("check", *school)[0] == 0


def test_where_everything_waits_each_rule_speaks_once(
    tiny_school: Path, typed: Typed, golden: Callable[[Path, str], None]
) -> None:
    laid_over(CASES / "troubled", tiny_school)
    school = ("--on", EXAMPLE_DAY, "--root", str(tiny_school))
    told = json.loads(typed("worklist", "--json", *school)[1])
    (only,) = told["worklists"]
    rules = [finding["rule"] for line in only["this_week"] for finding in line["findings"]]
    assert sorted(rules) == sorted(FINDINGS)
    golden(GOLDEN / "worklist-troubled.txt", typed("worklist", *school)[1])


def test_the_next_monday_what_was_agreed_for_friday_is_told(quiet_school: Path, typed: Typed) -> None:
    told = json.loads(typed("worklist", "--json", "--on", "2026-11-23", "--root", str(quiet_school))[1])
    (only,) = told["worklists"]
    assert [finding["id"] for line in only["this_week"] for finding in line["findings"]] == [
        "support:reading-aloud",
        "conference:2026-11-20",
        "step:g1.a2",
    ]


def test_what_nobody_answers_for_is_told(tiny_school: Path, typed: Typed) -> None:
    (tiny_school / "plans/s-0001/learner.yml").write_text(WITHOUT_A_TEAM, encoding="utf-8")
    status, printed, _ = typed("worklist", "--on", EXAMPLE_DAY, "--root", str(tiny_school))
    assert status == 0
    assert "No one is responsible: 1 this week" in printed
    assert "[stalled:g1]" in printed


def test_a_learner_with_mistakes_is_left_out_and_told(tiny_school: Path, typed: Typed) -> None:
    goal = tiny_school / "plans/s-0001/2026-27/goals/g1.yml"
    goal.write_text(goal.read_text(encoding="utf-8").replace("fractions.1", "fractions.11"), encoding="utf-8")
    status, printed, complained = typed("worklist", "--on", EXAMPLE_DAY, "--root", str(tiny_school))
    assert (status, "Nothing waits for anybody." in printed) == (0, True)
    assert "s-0001" in complained
    assert "pathbook check" in complained


def test_a_finding_that_is_put_aside_is_listed_with_its_reason_only_when_asked(tiny_school: Path, typed: Typed) -> None:
    staff = tiny_school / "plans/s-0001/staff/notes.yml"
    staff.parent.mkdir()
    staff.write_text("seen:\n  - {finding: stalled:g1, by: t-0001, until: 2026-11-23, reason: A long project.}\n")
    school = ("--root", str(tiny_school))
    assert "stalled:g1" not in typed("worklist", "--on", "2026-11-20", *school)[1]
    assert (
        "Until 2026-11-23, by t-0001: A long project." in typed("worklist", "--all", "--on", "2026-11-20", *school)[1]
    )
    assert "stalled:g1" in typed("worklist", "--on", "2026-11-23", *school)[1]


def test_thursdays_list_is_mondays_without_what_was_done(quiet_school: Path, typed: Typed) -> None:
    settings = quiet_school / "plans/school.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("per_week: 5", "per_week: 2"), encoding="utf-8")

    def told(on: str) -> list[str]:
        (only,) = json.loads(typed("worklist", "--json", "--on", on, "--root", str(quiet_school))[1])["worklists"]
        return [finding["id"] for line in only["this_week"] for finding in line["findings"]]

    assert told("2026-11-23") == told("2026-11-26") == ["support:reading-aloud", "conference:2026-11-20"]
    meeting = quiet_school / "plans/s-0001/2026-27/conferences/2026-11-24.yml"
    meeting.write_text("on: 2026-11-24\nkind: student_led\nled_by: student\n", encoding="utf-8")
    assert told("2026-11-24") == ["support:reading-aloud"]
    assert told("2026-11-30") == ["support:reading-aloud", "step:g1.a2"], "the next week begins"


def test_a_finding_is_switched_off_with_null(tiny_school: Path, typed: Typed) -> None:
    settings, school = tiny_school / "plans/school.yml", ("--on", EXAMPLE_DAY, "--root", str(tiny_school))
    assert "[stalled:g1]" in typed("worklist", *school)[1]
    with settings.open("a", encoding="utf-8") as file:
        file.write("clock: {stalled_after: null}\n")
    assert typed("check", *school)[0] == 0
    assert "Nothing waits for anybody." in typed("worklist", *school)[1]


@pytest.mark.build
def test_nothing_of_the_clock_reaches_a_page_or_a_plan(tmp_path: Path, tiny_school: Path, typed: Typed) -> None:
    staff = tiny_school / "plans/s-0001/staff/notes.yml"
    staff.parent.mkdir()
    staff.write_text("seen:\n  - {finding: stalled:g1, by: t-0001, until: 2026-12-04, reason: onlyforstaff.}\n")
    out = tmp_path / "out"
    command = ("build", "--on", EXAMPLE_DAY, "--root", str(tiny_school), "--out", str(out), "--executor", "serial")
    assert typed(*command)[0] == 0
    written = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert b"Paper strips" in written
    for word in (b"onlyforstaff", b"stalled", b"worklist", b"No one is responsible"):
        assert word not in written
