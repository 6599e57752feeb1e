"""A merge, a night, a gate that fails and a way back, played from the workflow that `pathbook init` writes."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ci.forge import ACTIONS, DAY, MASTER, NOON, Forge, written
from tests.history import git

GOAL = "plans/example/s-0000/2026-27/goals/g1.yml"
SECRETS = {"PATHBOOK_MASTER": MASTER}
Change = Callable[[Path], None]


def fingerprint(folder: Path) -> str:
    """All that lies in a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    told = "\n".join(f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)
    return hashlib.sha256(told.encode()).hexdigest()


def taken_back(clone: Path) -> None:
    git(clone, "revert", "--no-edit", "--no-commit", "HEAD")


def broken(clone: Path) -> None:
    (clone / GOAL).write_text((clone / GOAL).read_text().replace("competencies:", "competencys:"))


@pytest.mark.build
def test_what_is_merged_is_served_and_what_fails_leaves_it_as_it_was(
    forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One school's story: each part begins where the one before it ended."""
    first = forge.publish()
    assert first.well, first.log
    assert "Built 1 learner" in first.log
    assert "all as published" in first.log, "what is served is compared"
    assert not list(forge.served.rglob("*.pdf")), "papers lie sealed"

    # Somebody changes the page that asks for codes, and the host says that it serves the new sites, and does not.
    (forge.served / "index.html").write_text("<script>send(code)</script>")
    with monkeypatch.context() as host:
        host.setitem(ACTIONS, "actions/deploy-pages", lambda *_: None)
        cheated = forge.publish()
    assert "Built 0 learners" in cheated.log, "nobody's site would be another"
    assert cheated.failed == ["Compare what is served with what was published"]
    assert "index.html is not what was published" in cheated.log
    assert "Keep this publication for the next one" not in cheated.asked
    [issue] = forge.issues
    assert issue["state"] == "open"
    assert "actions/runs/" in issue["body"]

    served = fingerprint(forge.served)  # as the host says it is

    kept = max(forge.cached.iterdir(), key=written)
    (kept / "out/published/notes.txt").write_text("what nobody published")
    gate = forge.publish()
    assert gate.failed == ["Build, seal and judge what changed"], "a gate stops it after the build"
    assert "nothing was published" in gate.log
    assert fingerprint(forge.served) == served
    assert len(forge.issues) == 1, "one open issue, however often it fails"
    (kept / "out/published/notes.txt").unlink()

    forge.merged(broken, "Somebody pushed past the check")
    failed = forge.publish()
    assert failed.jobs == {"publish": "failure", "tell": "success"}, failed.log
    assert failed.failed == ["Build, seal and judge what changed"]
    assert "Let Pages serve them" not in failed.asked
    assert fingerprint(forge.served) == served, "what families see stays as it was"
    assert "Not built: s-0000" in failed.summary
    assert "s-0000" in failed.log

    forge.merged(taken_back, "Back")
    night = forge.run("publish.yml", "schedule", forge.head("main"), "main", secrets=SECRETS, now=NOON + DAY)
    assert night.well, night.log
    assert "as of 2026-11-21" in night.log
    assert "Built 0 learners as of" in night.log, "the plan says what it said, and so it does on this Saturday"
    assert issue["state"] == "closed"
    assert "all as published" in night.log
    assert "send(code)" not in (forge.served / "index.html").read_text(), "the host has the right page again"
    assert MASTER not in night.everything.decode(errors="replace")
    assert set(night.given) == {MASTER}


@pytest.mark.build
def test_nothing_is_published_with_the_secret_that_everybody_knows_or_without_an_address(
    forge: Forge, replaced: Callable[[str, str, str], Change]
) -> None:
    ran = forge.run("publish.yml", "push", forge.head("main"), "main")
    assert ran.failed == ["Build, seal and judge what changed"]
    assert not list(forge.served.iterdir())

    forge.merged(replaced("plans/school.yml", f"  base_url: {forge.address}\n", ""))
    ran = forge.publish()
    assert ran.well, "a school that has not said where is not red"
    assert "Nothing is published yet" in ran.summary
    assert not list(forge.served.iterdir())
