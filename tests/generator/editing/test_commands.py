"""pathbook entries and pathbook send, as somebody types them."""

import json
import re
from pathlib import Path

import pytest

from generator.cli.app import status_of
from tests.generator.editing.office import FILES, GOAL, OF_ANOTHER, OTHER, Office
from tests.history import git

LATER = FILES[GOAL].replace("2026-12-01", "2027-01-15")
BRANCH = "entry/t-0001/2026-11-22-s-0001"


@pytest.fixture
def here(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.chdir(office.root / "plans")
    return office


def test_what_waits_is_listed_sent_and_listed_as_sent(here: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["entries"]) == 0
    assert capsys.readouterr().out == "Nothing was saved that is not in the plans.\n"
    here.save(GOAL, LATER)
    here.save(OF_ANOTHER, "id: g1\n", person=OTHER, slug="s-0002")
    assert status_of(["entries"]) == 0
    assert capsys.readouterr().out == (
        "entry/t-0002/2026-11-22-s-0002  s-0002: 1 file  waits to be sent\n"
        "entry/t-0001/2026-11-22-s-0001  s-0001: 1 file  waits to be sent\n"
    )
    assert status_of(["send"]) == 2, "whose?"
    git(here.root, "config", "pathbook.person", "t-0001")
    capsys.readouterr()
    assert status_of(["send"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Sent {BRANCH}\n  Make the pull request where the school's repository is looked at")
    assert status_of(["send"]) == 0
    assert capsys.readouterr().out == "Nothing waits to be sent.\n"
    assert status_of(["send", "2026-11-22-s-0002"]) == 0
    assert status_of(["entries", "--json", "--for", "t-0002"]) == 0
    told = capsys.readouterr().out
    (row,) = json.loads(told[told.index("[\n") :])
    assert (row["status"], row["learners"], row["files"]) == ("sent", ["s-0002"], [OF_ANOTHER])


def test_a_clash_ends_with_problems_and_says_where(here: Office, capsys: pytest.CaptureFixture[str]) -> None:
    here.save(GOAL, LATER)
    here.merged_elsewhere((GOAL, FILES[GOAL].replace("2026-12-01", "2026-12-24")))
    assert status_of(["send", BRANCH]) == 1
    told = capsys.readouterr().err
    assert f"  {GOAL}: due\n" in told
    assert "2026-12-24" not in told, "words of a plan are for the form"


def test_without_a_network_the_list_is_as_last_seen(here: Office, capsys: pytest.CaptureFixture[str]) -> None:
    here.save(GOAL, LATER)
    here.remote.rename(here.remote.with_name("moved"))
    assert status_of(["entries"]) == 0
    told = capsys.readouterr()
    assert "waits to be sent" in told.out
    assert "never seen yet" in told.err
    assert status_of(["entries", "--offline"]) == 0
    assert capsys.readouterr().err == ""


def test_what_is_dropped_can_be_brought_back(here: Office, capsys: pytest.CaptureFixture[str]) -> None:
    tip = here.save(GOAL, LATER).tip
    assert status_of(["entries", "--drop", BRANCH]) == 0
    told = capsys.readouterr().out
    assert here.text(GOAL) == FILES[GOAL]
    back = re.search(r"bring it back: git (.*)", told)
    assert back is not None
    git(here.root, "prune", "--expire=now")
    git(here.root, *back[1].split())
    assert (here.entry().tip, here.text(GOAL)) == (tip, LATER)
    assert status_of(["send", BRANCH]) == 0
    assert status_of(["entries", "--drop", BRANCH]) == 3, "others see it already"
    assert status_of(["entries", "--drop", "no-such"]) == 2


def test_a_folder_without_git_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/school.yml").write_text("format: 2\n")
    monkeypatch.chdir(tmp_path)
    assert status_of(["entries"]) == 3
    assert "git init" in capsys.readouterr().err
