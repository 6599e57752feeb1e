"""pathbook text, asked by a person and by git."""

import os
from pathlib import Path

import pytest

from tests.generator.cli.typed import Typed
from tests.history import begun, git, write

FILE = "plans/s-0001/2026-27/goals/g1.yml"
GOAL = """\
# Agreed in September.
id: g1
why: "I need it when I cook."
success_criteria: [{id: c1, text: I draw both.}, {id: c2, text: I tell why.}]
start: 2026-09-01
due: 2026-11-30
"""


def test_a_file_is_shown_and_one_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: Typed
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, FILE, GOAL)
    status, out, err = typed("text", FILE)
    assert (status, err) == (0, "")
    assert out.splitlines()[:2] == ["Id: g1", "Why: I need it when I cook."]
    assert typed("text", "nowhere.yml")[0] == 3
    assert typed("text", "plans")[0] == 3


def test_git_shows_what_is_said_and_not_how_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: Typed
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.chdir(tmp_path)
    write(tmp_path, ".gitattributes", "plans/**/*.yml merge=pathbook diff=pathbook\n")
    write(tmp_path, FILE, GOAL)
    begun(tmp_path)
    assert typed("merge", "--install")[0] == 0
    changed = GOAL.replace('"I need it when I cook."', "I need it\n  when I cook.").replace(
        "tell why", "tell why aloud"
    )
    write(tmp_path, FILE, changed)
    told = [line for line in git(tmp_path, "diff", "-U0").splitlines() if line[:1] in "+-@"]
    assert told[2:] == ["@@ -6 +6 @@ How we will know: c2", "-  Text: I tell why.", "+  Text: I tell why aloud."]
    raw = git(tmp_path, "diff", "-U0", "--no-textconv")
    assert "+why: I need it" in raw
