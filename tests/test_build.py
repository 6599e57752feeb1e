"""What a build promises: same bytes, nobody else's facts, the last good output, one failure that stops no other."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.cli.app import status_of
from generator.cli.options import a_day
from generator.load.commons import load_commons
from generator.load.learner import read_learner
from generator.load.learner_folders import learner_folders
from generator.load.people import load_people
from generator.publish.lock import locked
from generator.publish.swap import digest_of, put_back, swapped_in
from tests.conftest import TOP, laid_over

PATHBOOK = Path(sys.executable).with_name("pathbook")
DAY = "2026-11-20"
BAD = TOP / "tests" / "cases" / "bad"
pytestmark = pytest.mark.build


@dataclass(frozen=True)
class Ended:
    """How a run of the command ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """The command, in this process: what a build loads is loaded once for all tests."""

    def command(*arguments: str | Path) -> Ended:
        status = status_of([*map(str, arguments)])
        told = capsys.readouterr()
        return Ended(status, told.out, told.err)

    return command


def building(root: Path, out: Path) -> tuple[str, ...]:
    """A build of sites alone, in one process."""
    told = ("build", "--root", str(root), "--out", str(out), "--on", DAY)
    return (*told, "--only", "site", "--executor", "serial")


def texts_of(folder: Path) -> str:
    """All that is written in a learner's site, tags and attributes included."""
    kinds = ("*.html", "*.json", "*.js", "*.xml")
    return "\n".join(path.read_text(encoding="utf-8") for kind in kinds for path in sorted(folder.rglob(kind)))


def test_same_files_and_same_day_give_the_same_bytes(tiny_school: Path, tmp_path: Path) -> None:
    for name, seed in (("one", "1"), ("two", "2")):
        command = [str(PATHBOOK), "build", "--root", str(tiny_school), "--out", str(tmp_path / name), "--on", DAY]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed})
    assert digest_of(tmp_path / "one/site") == digest_of(tmp_path / "two/site")
    assert digest_of(tmp_path / "one/pdf") == digest_of(tmp_path / "two/pdf")


def test_a_build_asked_for_the_working_prints_it_after_the_four_pages(
    tiny_school: Path, tmp_path: Path, run: Callable[..., Ended]
) -> None:
    pages = {}
    for name, asked in (("without", ()), ("with", ("--appendix",))):
        ordered = ("--on", DAY, "--only", "pdf", "--executor", "serial", *asked)
        assert run("build", "--root", tiny_school, "--out", tmp_path / name, *ordered).status == 0
        plans = sorted((tmp_path / name).rglob("*-letter-standard.pdf"))
        pages[name] = [len(PdfReader(plan).pages) for plan in plans]
    assert set(pages["without"]) == {4}
    assert all(count > 4 for count in pages["with"])


@pytest.mark.parametrize("command", [("build",), ("pdf", "--protect")], ids=" ".join)
def test_nothing_open_is_built_into_what_is_taken_to_a_host(
    tiny_school: Path, tmp_path: Path, run: Callable[..., Ended], command: tuple[str, ...]
) -> None:
    for published in (tmp_path / "out/published", tmp_path / "host"):
        (published / "s").mkdir(parents=True)
        (published / "_pb").mkdir()
        ended = run(*command, "--root", tiny_school, "--out", published / "more", "--on", DAY)
        assert ended.status == 3
        assert "published" in ended.err
        assert not (published / "more").exists()


def test_an_unchanged_learner_keeps_every_byte_and_time(
    tiny_school: Path, tmp_path: Path, run: Callable[..., Ended]
) -> None:
    run(*building(tiny_school, tmp_path / "out"))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out/site/s").rglob("*")}
    run(*building(tiny_school, tmp_path / "out"))
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out/site/s").rglob("*")} == before


def test_a_wrong_plan_stops_only_its_learner_and_keeps_its_last_good_output(
    tiny_school: Path, tmp_path: Path, run: Callable[..., Ended]
) -> None:
    other = tiny_school / "plans/s-0002"
    shutil.copytree(tiny_school / "plans/s-0001", other)
    for name in ("learner.yml", "2026-27/plan.yml"):
        file = other / name
        file.write_text(file.read_text(encoding="utf-8").replace("s-0001", "s-0002"), encoding="utf-8")
    command = building(tiny_school, tmp_path / "out")
    assert run(*command).status == 0
    good = digest_of(tmp_path / "out/site/s/s-0001")
    laid_over(BAD / "yaml-tab", tiny_school)
    goal = other / "2026-27/goals/g1.yml"
    goal.write_text(goal.read_text(encoding="utf-8").replace("Fold paper strips", "Draw a ruler"), encoding="utf-8")
    built = run(*command)
    assert built.status == 1
    assert "yaml-tab" in built.err
    assert digest_of(tmp_path / "out/site/s/s-0001") == good
    assert "Draw a ruler" in texts_of(tmp_path / "out/site/s/s-0002")
    assert run(*command, "--allow-failed", "1").status == 0


def test_each_learner_is_told_by_id_on_the_screen_and_in_a_log(
    tiny_school: Path, tmp_path: Path, run: Callable[..., Ended]
) -> None:
    told = run(*building(tiny_school, tmp_path / "out"), "--verbose", "--log", tmp_path / "build.log")
    line = "s-0001: 8 pages, 0 family plans, 0 problems, 0 warnings\n"
    assert line in told.err
    assert (tmp_path / "build.log").read_text(encoding="utf-8") == line


def test_a_problem_in_shared_files_stops_the_build_and_keeps_what_is_there(
    tiny_school: Path, tmp_path: Path, run: Callable[..., Ended]
) -> None:
    command = building(tiny_school, tmp_path / "out")
    run(*command)
    before = digest_of(tmp_path / "out/site")
    laid_over(BAD / "scale-order", tiny_school)
    built = run(*command)
    assert built.status == 1
    assert "scale-order" in built.err
    assert digest_of(tmp_path / "out/site") == before


def test_a_learner_who_left_is_published_no_longer(
    tiny_school: Path, tmp_path: Path, run: Callable[..., Ended]
) -> None:
    command = building(tiny_school, tmp_path / "out")
    run(*command)
    shutil.rmtree(tiny_school / "plans/s-0001")
    built = run(*command)
    assert "s-0001" in built.out
    assert not (tmp_path / "out/site/s/s-0001").exists()
    assert "s-0001" not in (tmp_path / "out/.pathbook/manifest.json").read_text(encoding="utf-8")


@pytest.mark.wire
def test_a_second_build_waits_for_the_first(tiny_school: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with locked(out / ".pathbook", lambda _who: None):  # as a build in this process would
        second = subprocess.Popen([PATHBOOK, *building(tiny_school, out)], stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        assert "another build is writing here" in second.stderr.readline()
        assert not (out / "site" / "s" / "s-0001").exists()
    _, told = second.communicate(timeout=120)
    assert (second.returncode, "another build" in told) == (0, False)
    assert (out / "site" / "s" / "s-0001").is_dir()


def listening_to_ctrl_c() -> None:
    """Also where the tests themselves run in the background of a shell, which makes all they start deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.wire
def test_an_interrupted_build_leaves_the_last_good_output(
    tiny_school: Path, tmp_path: Path, run: Callable[..., Ended]
) -> None:
    command = building(tiny_school, tmp_path / "out")
    assert run(*command).status == 0
    before = digest_of(tmp_path / "out/site")
    lock = tmp_path / "out/.pathbook/lock"
    lock.write_text("", encoding="utf-8")
    process = subprocess.Popen(
        [PATHBOOK, *command, "--force"], stderr=subprocess.PIPE, text=True, preexec_fn=listening_to_ctrl_c
    )
    until = time.monotonic() + 60
    while not lock.read_text(encoding="utf-8") and time.monotonic() < until:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)[1]
    assert (process.returncode, "Traceback" in told) == (130, False)
    assert run(*command).status == 0
    assert digest_of(tmp_path / "out/site") == before


def test_what_a_cut_run_left_is_put_back(tmp_path: Path) -> None:
    (tmp_path / ".old-s-0001").mkdir()
    (tmp_path / ".old-s-0001/index.html").write_text("good", encoding="utf-8")
    (tmp_path / ".new-s-0002").mkdir()
    put_back(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["s-0001"]


def cut_short(target: Path) -> None:
    with swapped_in(target) as fresh:
        (fresh / "index.html").write_text("half", encoding="utf-8")
        raise OSError("the disk is full")


def test_a_block_that_fails_swaps_nothing(tmp_path: Path) -> None:
    target = tmp_path / "s-0001"
    with swapped_in(target) as fresh:
        (fresh / "index.html").write_text("good", encoding="utf-8")
    with pytest.raises(OSError, match="full"):
        cut_short(target)
    assert (target / "index.html").read_text(encoding="utf-8") == "good"
    assert [path.name for path in tmp_path.iterdir()] == ["s-0001"]


def test_promise_6_nobody_else_and_nothing_of_staff_is_in_a_learners_output(example_out: Path) -> None:
    commons, _ = load_commons(TOP)
    people, _ = load_people(TOP, None)
    folders, _ = learner_folders(TOP)
    assert commons is not None
    learners = {folder.learner for folder in folders}
    staff_words = {
        line.strip()
        for path in (TOP / "plans").rglob("staff/*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    secrets = {line.partition("text:")[2].strip() for line in staff_words if "text:" in line} - {""}
    assert secrets, "the example has no staff note to look for"
    for folder in folders:
        written = texts_of(example_out / "site/s" / folder.learner)
        records, _ = read_learner(TOP, folder)
        team = {member.person for member in records.learner.team}
        for other in sorted(learners - {folder.learner} - team):
            assert re.search(rf"\b{other}\b", written) is None, f"{other} in {folder.learner}"
            if other in people:
                for name in people[other].name.values():
                    assert name not in written, f"the name of {other} in {folder.learner}"
        for secret in secrets:
            assert secret not in written, f"a staff note in {folder.learner}"


def test_the_wheel_runs_outside_the_checkout(tmp_path: Path) -> None:
    """Promise 9: templates, schemas and the site's base travel inside; a second school is built from it."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", TOP],
        check=True,
        capture_output=True,
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "env"], check=True)
    place = next((tmp_path / "env/lib").glob("python3*/site-packages"))
    shutil.unpack_archive(wheel, place, "zip")
    # Libraries come from the environment the tests run in; Pathbook itself only from the wheel.
    libraries = next(Path(entry) for entry in sys.path if entry.endswith("site-packages"))
    (place / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    python = tmp_path / "env/bin/python"

    def pathbook(*arguments: str) -> subprocess.CompletedProcess[str]:
        start = "import sys; from generator.cli.app import status_of; sys.exit(status_of(sys.argv[1:]))"
        known = {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        return subprocess.run(
            [python, "-c", start, *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=os.environ | known,
        )

    where = subprocess.run(
        [python, "-c", "import generator; print(generator.__path__[0])"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert str(tmp_path) in where.stdout
    for arguments in (
        ("sample", "school", "--students", "2"),
        ("check", "--root", "school", "--on", DAY),
        ("build", "--root", "school", "--on", DAY, "--jobs", "1"),
        ("init", "begun", "--on", DAY),
        ("check", "--root", "begun", "--on", DAY),
    ):
        ended = pathbook(*arguments)
        assert ended.returncode == 0, ended.stderr
    assert len(list((tmp_path / "school/out/site/s").glob("*/_pb/m"))) == 2
    assert list((tmp_path / "school/out/pdf/s-00001").glob("*.pdf"))
    for file in (".github/workflows/plans.yml", ".gitattributes", ".ci/check", "README.md", "docs/pictures/page.png"):
        assert (tmp_path / "begun" / file).is_file(), f"{file} travels in the wheel"


def test_the_manifest_tells_what_was_built(example_out: Path) -> None:
    held = json.loads((example_out / ".pathbook/manifest.json").read_text(encoding="utf-8"))
    folders, _ = learner_folders(TOP)
    assert set(held["learners"]) == {folder.learner for folder in folders}
    for line in held["learners"].values():
        assert {part: a_day(made["on"]) for part, made in line["parts"].items()} == dict.fromkeys(
            ("pdf", "site"), a_day(DAY)
        )
