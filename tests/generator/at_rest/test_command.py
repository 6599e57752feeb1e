"""The command itself: what is loaded where nothing has changed, what `--verify` reads, what another machine needs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.at_rest.private import keep_private
from tests.conftest import CASES, PATHBOOK
from tests.history import begun, committed, git

DAY = ("--on", "2026-11-20")
BUILD = ("build", "--only", "site", "--jobs", "1", *DAY)
HEAVY = {
    "typer",
    "click",
    "rich",
    "mkdocs",
    "weasyprint",
    "yaml",
    "jsonschema",
    "jinja2",
    "zoneinfo",
    "email",
    "ruamel",
}
SITES = "out/site/s"
LOADED = "import sys; from generator.cli.begin import said_at_once as s; print(s(sys.argv[1:])); print(*sys.modules)"
pytestmark = pytest.mark.build


def run(root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run((PATHBOOK, *words), cwd=root, capture_output=True, text=True)


def built_once(root: Path) -> Path:
    shutil.copytree(CASES / "base", root)
    (root / ".gitignore").write_text("out/\n", encoding="utf-8")
    begun(root)
    done = run(root, *BUILD)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once; a test that changes it takes a copy."""
    return built_once(tmp_path_factory.mktemp("school") / "school")


def copied(school: Path, to: Path) -> Path:
    shutil.copytree(school, to)
    return to


def bytes_of(root: Path) -> dict[str, bytes]:
    top = root / "out/site"
    return {str(each.relative_to(top)): each.read_bytes() for each in sorted(top.rglob("*")) if each.is_file()}


def test_nothing_heavy_is_loaded_where_nothing_has_changed(school: Path) -> None:
    done = subprocess.run(
        (sys.executable, "-c", LOADED, *BUILD), cwd=school, capture_output=True, text=True, check=True
    )
    said, loaded = done.stdout.splitlines()
    assert said.startswith("Nothing has changed since the build of ")
    assert said.endswith(": 1 learner as of 2026-11-20.")
    assert HEAVY & {name.partition(".")[0] for name in loaded.split()} == set()
    assert "importlib.metadata" not in loaded.split()


def test_the_command_says_it_and_touches_nothing(school: Path) -> None:
    before = {each: each.stat().st_mtime_ns for each in school.rglob("*")}
    done = run(school, *BUILD)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing has changed since the build of ")
    assert {each: each.stat().st_mtime_ns for each in school.rglob("*")} == before


def test_the_version_is_said_before_anything_is_loaded() -> None:
    loaded = subprocess.run((sys.executable, "-c", LOADED, "--version"), capture_output=True, text=True, check=True)
    said, modules = loaded.stdout.splitlines()
    assert said == f"pathbook {json.loads(said_by_metadata())}"
    assert HEAVY & {name.partition(".")[0] for name in modules.split()} == set()


def said_by_metadata() -> str:
    asked = "import json; from importlib.metadata import version; print(json.dumps(version('pathbook')))"
    return subprocess.run((sys.executable, "-c", asked), capture_output=True, text=True, check=True).stdout


def test_verify_reads_everything_and_names_what_was_edited(school: Path) -> None:
    root = school
    whole = run(root, "build", "--verify")
    assert (whole.returncode, whole.stderr) == (0, "")
    assert whole.stdout.startswith("All is as it was at the build of ")
    page = root / SITES / "s-0001/index.html"
    before, times = page.read_bytes(), page.stat()
    page.write_bytes(before.replace(b"</body>", b"!</body>"))
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    (root / SITES / "stranger").mkdir()
    try:
        found = run(root, "build", "--verify")
        assert found.returncode == 1
        assert f"{SITES}/s-0001 is not as it was built" in found.stderr
        assert f"{SITES}/stranger was made by no build" in found.stderr
        assert "pathbook build --force s-0001" in found.stderr
    finally:
        page.write_bytes(before)
        (root / SITES / "stranger").rmdir()


def test_verify_believes_no_signature_of_what_a_build_read(school: Path, tmp_path: Path) -> None:
    root = copied(school, tmp_path / "school")
    kept = root / "out/.pathbook/at_rest.json"
    said = kept.read_text(encoding="utf-8").replace(str(school), str(root)).partition("\n")[2]
    keep_private(kept, said.encode())
    assert run(root, "build", "--verify").returncode == 0
    learner = root / "plans/s-0001/learner.yml"
    learner.write_text(learner.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    git(root, "update-index", "--assume-unchanged", "plans/s-0001/learner.yml")
    found = run(root, "build", "--verify")
    assert found.returncode == 1
    assert "changed since the last build: plans/s-0001/learner.yml" in found.stderr
    assert run(tmp_path, "build", "--verify", "--root", str(CASES / "base"), "--out", "elsewhere").returncode == 1


def test_another_machine_renders_nothing_where_the_cache_was_carried_over(school: Path, tmp_path: Path) -> None:
    """A fresh clone, other times, other numbers of files, other rights; and of the cache only what may travel."""
    there = tmp_path / "another/place"
    git(tmp_path, "clone", "--quiet", str(school), str(there))
    (there / "out/.pathbook").mkdir(parents=True, mode=0o700)
    for name in ("site", ".pathbook/manifest.json"):
        source = school / "out" / name
        if source.is_dir():
            shutil.copytree(source, there / "out" / name, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(source, there / "out" / name)
    before = bytes_of(school)
    assert bytes_of(there) == before
    times = {each: each.stat().st_mtime_ns for each in (there / SITES).rglob("*")}
    done = run(there, *BUILD)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Built 0 learners as of 2026-11-20; 1 stay as they are:")
    assert bytes_of(there) == before
    assert {each: each.stat().st_mtime_ns for each in (there / SITES).rglob("*")} == times
    assert run(there, *BUILD).stdout.startswith("Nothing has changed since the build of ")


def test_a_commit_makes_a_build_look_again_and_force_builds_whatever_is_remembered(
    school: Path, tmp_path: Path
) -> None:
    root = copied(school, tmp_path / "school")
    assert run(root, *BUILD, "--force").stdout.startswith("Built 1 learner ")
    assert run(root, *BUILD).stdout.startswith("Nothing has changed"), "a forced build is as good as any other"
    committed(root)
    assert run(root, *BUILD).stdout.startswith("Built ")
