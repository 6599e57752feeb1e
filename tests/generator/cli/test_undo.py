"""pathbook undo: all of a batch, and nothing that somebody wrote since."""

from pathlib import Path

import pytest

from generator.changes import Change, blob_of
from generator.editing.receipts import keep_in_git, with_receipt
from generator.writing import write_files
from tests.generator.cli.class_of_four import MAPPED, class_of_four, committed, state_of
from tests.generator.cli.typed import Typed
from tests.history import git

BATCH = "2026-11-22-fractions"
GRADES = "Name;Quiz 3 (out of 10)\nArden, Ada;8,5\nBen Birch;4\n"
ADA, BEN = "plans/s-0001/evidence/2026-11-12-quiz-3.yml", "plans/s-0002/evidence/2026-11-12-quiz-3.yml"


@pytest.fixture
def school(tiny_school: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795366800")  # 2026-11-22
    monkeypatch.chdir(class_of_four(tiny_school))
    return tiny_school


def bring_in(school: Path, typed: Typed, table: str = GRADES, *options: str) -> None:
    file = school.parent / "fractions.csv"
    file.write_text(table, encoding="utf-8")
    assert typed("import", "scores", str(file), *options)[0] == 0


def test_after_it_the_school_is_as_before_to_the_byte_and_a_second_one_finds_nothing(
    school: Path, typed: Typed
) -> None:
    before = state_of(school)
    bring_in(school, typed, GRADES, *MAPPED)
    assert state_of(school) != before
    assert f"{BATCH}  3 files" in typed("undo")[1]
    status, out, _ = typed("undo", BATCH)
    assert (status, state_of(school)) == (0, before)
    assert f"Batch {BATCH}: 3 files taken back." in out
    status, out, _ = typed("undo", BATCH)
    assert (status, state_of(school)) == (0, before)
    assert "There is nothing of batch" in out
    assert "No batch is here" in typed("undo")[1]


def test_a_mark_that_a_windows_editor_left_at_the_start_of_a_file_stays_there(school: Path, typed: Typed) -> None:
    bring_in(school, typed, GRADES, *MAPPED)
    files = [school / ADA, school / "plans/imports/fractions.yml"]
    for file in files:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    before = state_of(school)
    bring_in(school, typed)
    assert state_of(school) == before, "a second time adds nothing"
    bring_in(school, typed, GRADES.replace("8,5", "4"), "--update", "--edited-too")
    assert state_of(school)[ADA] != before[ADA]
    assert [file.read_bytes()[:3] for file in files] == [b"\xef\xbb\xbf"] * 2


def test_a_dry_run_takes_nothing_back(school: Path, typed: Typed) -> None:
    bring_in(school, typed, GRADES, *MAPPED)
    before = state_of(school)
    assert f"would be taken away: {ADA}" in typed("undo", BATCH, "--dry-run")[1]
    assert state_of(school) == before


@pytest.mark.parametrize(
    ("edited", "because"),
    [
        (("level: got-it", "level: starting"), "another level"),
        (("    assessor: t-0001\n", "    assessor: t-0001\n    feedback: Well done.\n"), "words were added"),
        (("evidence:", "# Look again in May.\nevidence:"), "a remark was written"),
    ],
)
def test_what_somebody_changed_since_stays_unless_it_is_asked_for(
    school: Path, typed: Typed, edited: tuple[str, str], because: str
) -> None:
    before = state_of(school)
    bring_in(school, typed, GRADES, *MAPPED)
    text = (school / ADA).read_text(encoding="utf-8")
    (school / ADA).write_text(text.replace(*edited), encoding="utf-8")
    kept = state_of(school)[ADA]
    _, out, _ = typed("undo", BATCH)
    assert f"kept: {ADA}: somebody changed it since; --edited-too" in out, because
    assert state_of(school)[ADA] == kept, because
    assert BEN not in state_of(school), because
    typed("undo", BATCH, "--edited-too")
    assert state_of(school) == before, because


def test_a_piece_that_somebody_added_to_the_same_file_stays_when_the_batch_goes(school: Path, typed: Typed) -> None:
    bring_in(school, typed, GRADES, *MAPPED)
    own = "  - {id: own, title: Seen at the door, kind: observation, assessed_on: 2026-11-13}\n"
    with (school / ADA).open("a", encoding="utf-8") as file:
        file.write(own)
    typed("undo", BATCH, "--edited-too")
    text = (school / ADA).read_text(encoding="utf-8")
    assert own in text
    assert "quiz-3" not in text


def test_photos_that_were_put_beside_a_piece_go_with_it(school: Path, typed: Typed) -> None:
    before = state_of(school)
    bring_in(school, typed, GRADES, *MAPPED)
    photo = (school / ADA).with_suffix(".png")
    photo.write_bytes(
        (Path(__file__).parents[3] / "plans/class-harbor/s-0001/evidence/2026-11-13-blue-tiles.png").read_bytes()
    )
    with (school / ADA).open("a", encoding="utf-8") as file:
        file.write("    files: [{path: 2026-11-12-quiz-3.png, alt: A sheet of paper}]\n")
    typed("undo", BATCH, "--edited-too")
    assert state_of(school) == before


def test_a_moved_file_is_found_by_its_batch(school: Path, typed: Typed) -> None:
    bring_in(school, typed, GRADES, *MAPPED)
    (school / ADA).rename(school / "plans/s-0001/evidence/2026-11-12-renamed.yml")
    _, out, _ = typed("undo", BATCH)
    assert f"gone already: {ADA}" in out
    assert "kept: plans/s-0001/evidence/2026-11-12-renamed.yml" in out


def test_a_correction_is_taken_back_to_what_stood_before(school: Path, typed: Typed) -> None:
    committed(school)
    bring_in(school, typed, GRADES, *MAPPED)
    first = state_of(school)
    bring_in(school, typed, GRADES.replace("8,5", "9,5"), "--update")
    _, out, _ = typed("undo", BATCH)
    assert f"kept: {ADA}: batch {BATCH}-2 changed it since; undo that one first" in out
    typed("undo", f"{BATCH}-2")
    assert state_of(school)[ADA] == first[ADA]
    typed("undo", BATCH)
    assert git(school, "status", "--short") == ""


def test_without_git_a_correction_stays_and_says_so(school: Path, typed: Typed) -> None:
    bring_in(school, typed, GRADES, *MAPPED)
    bring_in(school, typed, GRADES.replace("8,5", "9,5"), "--update")
    _, out, _ = typed("undo", f"{BATCH}-2")
    assert f"kept: {ADA}: git does not keep what stood there before" in out


def test_what_other_files_still_speak_of_is_not_taken_away(school: Path, typed: Typed) -> None:
    bring_in(school, typed, GRADES, *MAPPED)
    later = school / "plans/s-0001/evidence/2026-11-20-again.yml"
    later.write_text(
        "evidence:\n  - {id: again, title: Again, kind: interim, assessed_on: 2026-11-20, supersedes: quiz-3,\n"
        "     results: [{competency: core:fractions.1, level: got-it}]}\n",
        encoding="utf-8",
    )
    before = state_of(school)
    status, _, complaint = typed("undo", BATCH)
    assert (status, state_of(school)) == (1, before)
    assert "other files still speak of what would go" in complaint
    assert "2026-11-20-again.yml" in complaint


def test_copies_without_a_batch_of_their_own_are_taken_back_by_the_list(school: Path, typed: Typed) -> None:
    """As `pathbook assign` makes them."""
    before = state_of(school)
    goal = b"id: g1\ncompetencies: [{ref: core:fractions.1}]\nstart: 2026-11-23\n"
    file = "plans/s-0002/2026-27/goals/g1.yml"
    write_files(school, with_receipt("2026-11-22-strips", (Change(file=file, content=goal, before=None),)))
    typed("undo", "2026-11-22-strips")
    assert state_of(school) == before


def test_a_step_in_a_goal_goes_while_what_was_written_since_stays(school: Path, typed: Typed) -> None:
    """As `pathbook assign` puts an activity into a goal that is there."""
    committed(school)
    goal = school / "plans/s-0001/2026-27/goals/g1.yml"
    before = goal.read_bytes()
    text = before.decode()
    step = "  - {id: a2, title: Number line, status: next}\n"
    changed = text.replace("start: 2026-09-14", f"{step}start: 2026-09-14").encode()
    change = Change(file="plans/s-0001/2026-27/goals/g1.yml", content=changed, before=blob_of(before))
    keep_in_git(school, (change,))
    write_files(school, with_receipt("2026-11-22-line", (change,)))
    goal.write_bytes(changed.replace(b"due: 2026-12-11", b"due: 2026-12-18"))
    _, out, _ = typed("undo", "2026-11-22-line")
    assert "without it, and with what was written since: plans/s-0001/2026-27/goals/g1.yml" in out
    assert goal.read_text(encoding="utf-8") == text.replace("due: 2026-12-11", "due: 2026-12-18")
    assert "There is nothing of batch" in typed("undo", "2026-11-22-line")[1]


def test_a_batch_without_a_list_is_compared_with_what_git_was_first_given(school: Path, typed: Typed) -> None:
    bring_in(school, typed, GRADES, *MAPPED)
    (school / f"plans/.batches/{BATCH}").unlink()
    committed(school)
    text = (school / BEN).read_text(encoding="utf-8")
    (school / BEN).write_text(text.replace("level: starting", "level: got-it"), encoding="utf-8")
    _, out, _ = typed("undo", BATCH)
    assert f"taken away: {ADA}" in out
    assert f"kept: {BEN}" in out


def test_onto_a_branch_the_folder_stays(school: Path, typed: Typed) -> None:
    bring_in(school, typed, GRADES, *MAPPED)
    before = state_of(committed(school))
    status, _, _ = typed("undo", BATCH, "--entry", "--as", "t-0001")
    branch = git(school, "branch", "--list", "entry/*", "--format=%(refname:short)").strip()
    assert (status, state_of(school)) == (0, before)
    assert ADA not in git(school, "ls-tree", "-r", "--name-only", branch)
    assert "There is nothing of batch" in typed("undo", BATCH, "--entry", "--as", "t-0001")[1]


def test_a_name_that_leads_elsewhere_is_no_batch(school: Path, typed: Typed) -> None:
    before = state_of(school)
    assert typed("undo", "../people.yml")[0] == 2
    assert state_of(school) == before
