"""A repository that strangers can read holds no plans of a school; only the invented people of our own example."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.app import status_of
from generator.problem import ToolFailed
from generator.publish.public_repository import (
    INVENTED,
    fingerprint,
    holds_real_plans,
    is_public,
    refuse_in_public,
)
from tests.conftest import TOP
from tests.history import begun, committed, git, write

OF_GITLAB = "CI_PROJECT_VISIBILITY"


@pytest.mark.parametrize(
    ("told", "expected", "because"),
    [
        ({"repository": {"visibility": "public", "private": False}}, True, "strangers read it"),
        ({"repository": {"visibility": "private", "private": True}}, False, "only who was invited reads it"),
        ({"repository": {"visibility": "internal", "private": True}}, True, "GitHub calls internal ones private too"),
        ({"repository": {"private": False}}, True, "Gitea tells no visibility"),
        ({"repository": {"private": True}}, False, "the same"),
        ({"schedule": "5 4 * * *"}, None, "a timer may tell nothing of the repository"),
        ({"repository": None}, None, "nothing is known"),
        (["repository"], None, "not a payload at all"),
    ],
)
def test_what_an_event_says(told: Any, expected: bool | None, because: str, tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps(told), encoding="utf-8")
    assert is_public({}, event) is expected, because
    assert is_public({"GITHUB_EVENT_PATH": str(event)}) is expected, because


@pytest.mark.parametrize(
    ("environ", "expected", "because"),
    [
        ({}, None, "no CI, nobody to ask"),
        ({OF_GITLAB: "public"}, True, "strangers read it"),
        ({OF_GITLAB: "internal"}, True, "everybody with an account of that server reads it"),
        ({OF_GITLAB: "private"}, False, "only members read it"),
        ({"GITHUB_EVENT_PATH": "/nowhere/event.json"}, None, "there is no such file"),
    ],
)
def test_what_an_environment_says(environ: Mapping[str, str], expected: bool | None, because: str) -> None:
    assert is_public(environ) is expected, because


def example(tmp_path: Path) -> Path:
    """Who is in the example: its people and the ids of its learners."""
    root = tmp_path / "school"
    for learner in TOP.glob("plans/*/?-*/learner.yml"):
        folder = root / learner.parent.relative_to(TOP)
        folder.mkdir(parents=True)
        shutil.copyfile(learner, folder / "learner.yml")
    for name in ("people.yml", "school.yml"):
        shutil.copyfile(TOP / "plans" / name, root / "plans" / name)
    return root


def test_the_invented_people_of_the_example_are_known() -> None:
    learners = sorted(folder.name for folder in TOP.glob("plans/*/?-[0-9]*"))
    found = fingerprint(learners, [TOP / "plans/people.yml"])
    assert found in INVENTED, f"the example has other people now; if all are invented, INVENTED is to hold {found}"
    assert not holds_real_plans(TOP)


def test_the_example_checked_out_on_windows_is_the_example(tmp_path: Path) -> None:
    people = example(tmp_path) / "plans/people.yml"
    people.write_bytes(people.read_bytes().replace(b"\n", b"\r\n"))
    assert not holds_real_plans(tmp_path / "school")


@pytest.mark.parametrize("change", ["a name", "another learner", "no people here", "locked people"])
def test_a_school_that_began_from_the_example_is_one(change: str, tmp_path: Path) -> None:
    root = example(tmp_path)
    people = root / "plans/people.yml"
    match change:
        case "a name":
            people.write_text(people.read_text(encoding="utf-8").replace("Dakota", "Dana"), encoding="utf-8")
        case "another learner":
            shutil.copytree(root / "plans/class-harbor/s-0001", root / "plans/class-harbor/s-0100")
        case "no people here":
            people.unlink()
        case _:
            people.unlink()
            (root / "plans/people.yml.age").write_text("whatever stands in it\n", encoding="utf-8")
    assert holds_real_plans(root)
    with pytest.raises(ToolFailed, match="holds plans"):
        refuse_in_public(root, {OF_GITLAB: "public"})
    refuse_in_public(root, {OF_GITLAB: "private"})
    refuse_in_public(root, {})


def test_a_repository_of_frameworks_may_be_public(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/school.yml").touch()
    assert not holds_real_plans(tmp_path)


@pytest.mark.parametrize("command", ["check", "build", "worklist", "letters", "withdraw s-0001", "people unlock"])
def test_a_command_that_reads_a_school_refuses_in_a_public_repository(
    command: str, tiny_school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also before it says one word of the plans: the log of such a run is public too."""
    monkeypatch.setenv(OF_GITLAB, "public")
    assert status_of([*command.split(), "--root", str(tiny_school)]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("pathbook: public repository: strangers, or all who")
    assert "s-0001" not in said.err


@pytest.mark.parametrize("workflow", sorted((TOP / ".github/workflows").glob("*.yml")), ids=lambda path: path.name)
def test_a_workflow_reads_and_never_runs_for_a_fork_with_secrets(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    told = yaml.load(text, Loader=yaml.BaseLoader)
    assert "pull_request_target" not in text
    if set(told["on"]) == {"push"}:  # only who may push to main starts it
        assert told["on"]["push"] == {"branches": ["main"]}
        assert set(told["permissions"]) == {"contents"}
        return
    assert told["permissions"] == {"contents": "read"}
    for job in told["jobs"].values():
        assert "secrets." not in str(job) or "head.repo.full_name == github.repository" in job["if"]


def test_the_plans_are_fetched_with_their_history(tmp_path: Path) -> None:
    """The step of the workflow as it stands, against a repository here."""
    told = yaml.load((TOP / ".github/workflows/plans.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    step = told["jobs"]["check"]["steps"][0]
    write(tmp_path / "plans-of-a-school", "plans/school.yml", "format: 2\n")
    begun(tmp_path / "plans-of-a-school")
    sha = committed(tmp_path / "plans-of-a-school", "2026-11-21")
    (tmp_path / "runner").mkdir()
    script = step["run"].replace("https://github.com/", f"file://{tmp_path}/")
    surroundings = os.environ | step["env"] | {"REPOSITORY": "plans-of-a-school", "SHA": sha, "TOKEN": "t"}
    subprocess.run(("bash", "-e", "-c", script), cwd=tmp_path / "runner", env=surroundings, check=True)
    assert git(tmp_path / "runner", "rev-list", "--count", "HEAD") == "2"
