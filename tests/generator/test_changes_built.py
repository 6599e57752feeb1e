"""The Changes page of a school with a history, built: as of a day, as known at a commit, and the same every time."""

from pathlib import Path

import pytest

from generator.cli.app import status_of
from tests.history import begun, committed, git, write

pytestmark = pytest.mark.build
GOAL = "plans/s-0001/2026-27/goals/g1.yml"


def page(school: Path, out: Path, *more: str) -> str:
    words = ("build", "--root", str(school), "--out", str(out), "--only", "site", "--executor", "serial", *more)
    assert status_of(words) == 0
    html = (out / "site/s/s-0001/changes/index.html").read_text(encoding="utf-8")
    return html[html.index('<div id="pb"') :]


def test_a_plans_story_is_told_as_of_a_day_and_as_known_at_a_commit(tiny_school: Path, tmp_path: Path) -> None:
    write(tiny_school, ".gitignore", "out/\n")
    first = begun(tiny_school, "2026-11-02")
    goal = tiny_school / GOAL
    goal.write_text(goal.read_text().replace("Fold paper strips", "Fold paper circles"))
    write(tiny_school, "plans/s-0001/staff/notes.yml", "notes:\n  - {on: 2026-11-09, by: t-0001, text: Quiet today.}\n")
    committed(tiny_school, "2026-11-09")
    git(tiny_school, "tag", "later")

    now = page(tiny_school, tmp_path / "now", "--on", "2026-11-20")
    assert "Fold paper circles" in now
    assert "Fold paper strips" in now, "what stood there before too"
    assert "Small edits are not listed here" not in now
    never = ("example.org", "t-0001", "Quiet", "staff", first[:7])
    assert not any(word in now for word in never), "no ids, no notes of staff"
    assert page(tiny_school, tmp_path / "again", "--on", "2026-11-20") == now, "the same every time"
    assert "Fold paper circles" not in page(tiny_school, tmp_path / "then", "--on", "2026-11-06")
    known = page(tiny_school, tmp_path / "known", "--at", first, "--on", "2026-11-20")
    assert "Fold paper circles" not in known
    assert "New plan of the year" in known
    later = page(tiny_school, tmp_path / "later", "--at", "later", "--on", "2026-11-20")
    assert later == now, "what a commit knew is told of it, wherever its files are read"


def test_a_redaction_of_today_holds_for_what_git_tells(tiny_school: Path, tmp_path: Path) -> None:
    write(
        tiny_school,
        "plans/s-0001/evidence/2026-11-03-other-child.yml",
        "evidence:\n  - {id: other-child, title: Of another child, kind: observation, assessed_on: 2026-11-03}\n",
    )
    begun(tiny_school, "2026-11-03")
    redactions = "redactions:\n  - {evidence: other-child, by: t-0001, on: 2026-11-04, reason_code: other-child}\n"
    before = page(tiny_school, tmp_path / "before", "--on", "2026-11-20")
    (tiny_school / "plans/s-0001/evidence/2026-11-03-other-child.yml").unlink()
    meanwhile = page(tiny_school, tmp_path / "meanwhile", "--on", "2026-11-20")
    assert "Of another child" not in meanwhile, "nor while nobody has committed that it goes"
    write(tiny_school, "plans/s-0001/redactions.yml", redactions)
    committed(tiny_school, "2026-11-04")
    after = page(tiny_school, tmp_path / "after", "--on", "2026-11-20")
    assert "Of another child" in before
    assert "Of another child" not in after
    assert "New evidence" in after, "that of the child is told"
    assert "taken away" not in after
