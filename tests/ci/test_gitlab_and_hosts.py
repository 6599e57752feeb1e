"""GitLab's jobs, played from the file that `pathbook init` writes; and the two ways onto a host that are scripts."""

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.conftest import school_at
from tests.ci.forge import NOON, TOKEN, Forge, Issues, forge_with, served_by
from tests.conftest import TOP
from tests.history import git

TELL = TOP / "generator/starter/files/every/.ci/tell"
GOAL = "plans/example/s-0000/2026-27/goals/g1.yml"


def scripts_of(said: Mapping[str, Any], job: str) -> str:
    """What a runner runs of a job, in one shell: what all do before, then its own lines."""
    return "\n".join((*said["default"]["before_script"], *said[job]["script"]))


def surroundings(forge: Forge, folder: Path, said: Mapping[str, Any], **more: str) -> dict[str, str]:
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(folder.parent),
        "CI": "true",
        "CI_PROJECT_DIR": str(folder),
        "CI_PROJECT_ID": "7",
        "CI_API_V4_URL": forge.api,
        "CI_PROJECT_VISIBILITY": "private",
        "CI_REPOSITORY_URL": str(forge.remote),
        "CI_DEFAULT_BRANCH": "main",
        "GIT_CONFIG_GLOBAL": str(TOP / "tests" / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "SOURCE_DATE_EPOCH": str(NOON),
        "COMPARE_WAIT": "0",
        **{name: value for name, value in said["variables"].items() if isinstance(value, str)},
        **more,
    }


def played(forge: Forge, job: str, sha: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    said = yaml.safe_load(git(forge.remote, "show", f"{sha}:.gitlab-ci.yml"))
    return subprocess.run(
        ("sh", "-e", "-c", scripts_of(said, job)),
        cwd=folder,
        env=surroundings(forge, folder, said, CI_COMMIT_SHA=sha, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )


@pytest.mark.build
def test_gitlab_checks_a_request_publishes_a_merge_and_tells(tmp_path: Path) -> None:
    with forge_with(tmp_path / "forge", lambda url: school_at(tmp_path / "school", url, "gitlab", "folder")) as forge:

        def typo(clone: Path) -> None:
            (clone / GOAL).write_text((clone / GOAL).read_text().replace("status: active", "status: actvie"))

        forge.proposed("typo", typo)
        bad = played(forge, "check", forge.head("typo"), tmp_path / "check")
        assert bad.returncode == 1, bad.stdout
        [quality] = (tmp_path / "check/out").glob("quality-*.json")
        assert "actvie" in quality.read_text()
        assert "pathbook diff" in (tmp_path / "check/out/report.md").read_text()

        # The script that publishes is the one that test_published_on_merge plays; here, how GitLab's job comes to it.
        refused = played(forge, "publish", forge.head("main"), tmp_path / "publish")
        assert refused.returncode == 1, refused.stdout
        assert "the secret is the one that everybody knows" in refused.stdout
        assert "the sites stay as they were" in refused.stdout
        assert "::" not in refused.stdout, "words for GitHub's runner mean nothing here"

        telling = {"TOKEN": TOKEN, "RUN_URL": "https://forge.example/-/pipelines/9"}
        assert played(forge, "tell bad", forge.head("main"), tmp_path / "tell", **telling).returncode == 0
        assert forge.issues[0]["state"] == "open"
        assert "pipelines/9" in forge.issues[0]["description"]


def test_a_request_of_gitlab_never_runs_where_secrets_are(tmp_path: Path) -> None:
    school_at(tmp_path / "school", "https://plans.school.example", "gitlab", "pages")
    said = yaml.safe_load((tmp_path / "school/.gitlab-ci.yml").read_text())
    request = '$CI_PIPELINE_SOURCE == "merge_request_event"'
    for name, job in said.items():
        if name in ("stages", "default", "variables", "check") or name.startswith("."):
            continue
        first = job["rules"][0]
        assert first == {"if": request, "when": "never"} or "push" in first["if"], name
    assert said["check"]["rules"] == [{"if": request}]


def test_an_issue_holds_ids_and_a_link_and_nothing_else(tmp_path: Path) -> None:
    """Hosts send issues by e-mail."""
    issues: list[dict[str, Any]] = []
    with served_by(partial(Issues, issues)) as api:
        said = {"GITHUB_API_URL": api, "GITHUB_REPOSITORY": "example/school", "TOKEN": TOKEN, "RUN_URL": "https://run"}
        subprocess.run(
            ("sh", TELL, "bad", "s-0001 Alex <img src=x> @everybody\n$(id); s-0012"), env=os.environ | said, check=True
        )
    [issue] = issues
    assert issue["body"].endswith("Not built: s-0001 s-0012. What was wrong stands in the log: https://run")
    assert not [word for word in ("Alex", "<img", "@everybody", "uid=") if word in str(issue)]


def deploying(folder: Path, deploy: str, tools: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ("sh", ".ci/deploy"),
        cwd=folder,
        env={"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(folder), **more},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    """A folder that was published before, and what is to be served now."""
    (tmp_path / "school/out/served/s").mkdir(parents=True)
    (tmp_path / "school/out/served/index.html").write_text("new")
    (tmp_path / "school/out/served/s/page.html").write_text("new")
    (tmp_path / "host").mkdir()
    (tmp_path / "host/index.html").write_text("old")
    (tmp_path / "host/gone.html").write_text("old")
    return tmp_path


def ready(sites: Path, deploy: str) -> Path:
    from generator.starter.answers import Answers, School
    from generator.starter.rendering import rendered

    answers = Answers(name="Example", schools=(School(name="Example"),), forge="github", deploy=deploy)
    (sites / "school/.ci").mkdir(exist_ok=True)
    (sites / "school/.ci/deploy").write_bytes(rendered(answers)[".ci/deploy"])
    (sites / "tools").mkdir()
    return sites / "school"


def test_rsync_lays_the_sites_onto_a_server_that_is_known(sites: Path) -> None:
    """Its ssh is a program that runs here what it was to run on the server, and writes down how it was called."""
    school, host = ready(sites, "rsync"), sites / "host"
    ssh = sites / "tools/ssh"
    ssh.write_text(
        f'#!/bin/sh\necho "$@" >>{sites}/called\ncat "$(echo "$*" | sed "s/.*UserKnownHostsFile=\\([^ ]*\\).*/\\1/")" '
        f'>>{sites}/known\nwhile [ "$1" != plans.example ]; do shift; done\nshift\nexec sh -c "$*"\n'
    )
    ssh.chmod(0o755)
    said = {
        "DEPLOY_TO": f"user@plans.example:{host}/",
        "DEPLOY_HOST_KEY": "plans.example ssh-ed25519 AAAA",
        "DEPLOY_KEY": "PRIVATE",
    }
    done = deploying(school, "rsync", sites / "tools", **said)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in host.rglob("*.html")) == ["index.html", "page.html"]
    assert (host / "index.html").read_text() == "new"
    called = (sites / "called").read_text()
    assert "StrictHostKeyChecking=yes" in called
    assert "PRIVATE" not in called, "a key is no argument"
    assert (sites / "known").read_text() == "plans.example ssh-ed25519 AAAA\n"
    assert deploying(school, "rsync", sites / "tools", DEPLOY_TO="x").returncode != 0, (
        "an unknown server is not spoken to"
    )


def test_rclone_lays_the_sites_into_a_store(sites: Path) -> None:
    """The store is a folder, which rclone knows as well as one that speaks S3."""
    school, host = ready(sites, "s3"), sites / "host"
    done = deploying(school, "s3", sites / "tools", DEPLOY_TO=str(host), DEPLOY_KIND="local", DEPLOY_SECRET="SECRET")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in host.rglob("*.html")) == ["index.html", "page.html"]
    assert (host / "index.html").read_text() == "new"
    assert "SECRET" not in done.stdout + done.stderr
