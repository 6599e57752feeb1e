"""A build that seals: what lies in the outputs afterwards, and what never lies beside it."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import status_of
from generator.model.access import Reader
from generator.publish.contents import SealedFile
from generator.publish.keys import TEST_MASTER, code_of, folder_of
from generator.publish.pb1 import opened_file, opened_manifest, opened_slots
from generator.publish.swap import digest_of

DAY = "2026-11-20"
ACCESS = "access: {epoch: 1, slots: {student: 1}}\n"
FOLDER = folder_of(TEST_MASTER, "s-0001")
Build = Callable[..., int]


@pytest.fixture
def build(tiny_school: Path) -> Build:
    """A build of sites alone, of the smallest school, whose one learner holds a code."""
    learner = tiny_school / "plans/s-0001/learner.yml"
    learner.write_text(learner.read_text(encoding="utf-8") + ACCESS, encoding="utf-8")

    def built(access: str, *more: str) -> int:
        words = ("build", "--root", str(tiny_school), "--on", DAY, "--executor", "serial", "--only", "site")
        return status_of([*words, "--access", access, *more])

    return built


def opened_home(site: Path) -> str:
    """The home page, opened from the published bytes with the learner's code."""
    inner = site / "s" / FOLDER / "_pb"
    vault = opened_slots((inner / "slots.json").read_bytes(), code_of(TEST_MASTER, Reader(who="s-0001", version=1)))
    assert vault is not None
    file = opened_manifest(vault, (inner / "m").read_bytes()).files["index.html"]
    assert isinstance(file, SealedFile)
    blob = (inner / "b" / file.name).read_bytes()
    return opened_file(vault, "index.html", file.digest, blob).decode()


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.build
def test_a_sealed_site_opens_with_the_code_and_nothing_plain_lies_beside_it(build: Build, tiny_school: Path) -> None:
    site = tiny_school / "out/site"
    assert build("plain") == 0
    assert names_in(site / "s") == {"s-0001"}
    assert build("sealed") == 0
    assert names_in(site / "s") == {FOLDER}
    assert names_in(site) == {"s", "_theme", "_pb", "index.html", "404.html", "robots.txt"}
    home = opened_home(site)
    assert "What I am working on" in home
    assert re.search(r'(?:href|src)="(?:\.\./)+_theme', home) is None, "the theme lies inside the scope"
    assert build("plain") == 0
    assert names_in(site) == {"s", "_theme"}
    assert names_in(site / "s") == {"s-0001"}


@pytest.mark.build
def test_open_sites_come_with_rules_that_nobody_else_on_the_machine_reads(build: Build, tiny_school: Path) -> None:
    assert build("plain") == 0
    rules = tiny_school / "out/access"
    assert names_in(rules) == {"nginx", "caddy", "oauth2-proxy"}
    assert rules.stat().st_mode & 0o077 == 0
    assert [path for path in rules.rglob("*") if path.is_file() and path.stat().st_mode & 0o077] == []


@pytest.mark.build
def test_a_stick_gets_one_file_a_learner_and_sites_are_left_alone(build: Build, tiny_school: Path) -> None:
    assert build("sealed") == 0
    before = digest_of(tiny_school / "out/site")
    assert build("standalone") == 0
    assert digest_of(tiny_school / "out/site") == before
    assert names_in(tiny_school / "out/standalone") == {f"learning-plan-{FOLDER}.html"}
    file = (tiny_school / "out/standalone" / f"learning-plan-{FOLDER}.html").read_bytes()
    assert b"Fold paper strips" not in file
    assert b"connect-src" not in file, "it asks nobody for anything"


@pytest.mark.build
def test_an_unchanged_school_keeps_every_byte_and_time_and_a_changed_one_gets_a_higher_number(
    build: Build, tiny_school: Path
) -> None:
    site = tiny_school / "out/site"
    assert build("sealed", "--release", "7") == 0
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    assert build("sealed", "--release", "9") == 0
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before
    goal = tiny_school / "plans/s-0001/2026-27/goals/g1.yml"
    goal.write_text(goal.read_text(encoding="utf-8").replace("Fold paper strips", "Draw a ruler"), encoding="utf-8")
    assert build("sealed", "--release", "3") == 0
    assert "Draw a ruler" in opened_home(site)
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} != before


@pytest.mark.build
def test_who_loses_the_last_code_loses_the_site_and_a_mistake_keeps_it(
    build: Build, tiny_school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, learner = tiny_school / "out/site/s", tiny_school / "plans/s-0001/learner.yml"
    assert build("sealed") == 0
    good, text = digest_of(site), learner.read_text(encoding="utf-8")
    learner.write_text(text.replace("stage:", "stgae:"), encoding="utf-8")
    assert build("sealed") == 1
    assert digest_of(site) == good, "what cannot be read changes nothing"
    learner.write_text(text.replace(ACCESS, "access: {epoch: 2}\n"), encoding="utf-8")
    capsys.readouterr()
    assert build("sealed") == 0
    assert "lets nobody in:  s-0001" in capsys.readouterr().out
    assert names_in(site) == set()


@pytest.mark.build
def test_plain_pages_lie_in_a_private_folder_that_goes(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    assert build("sealed") == 0
    assert names_in(private) == set()


@pytest.mark.build
def test_when_every_code_is_renewed_the_number_of_the_publication_still_grows(build: Build, tiny_school: Path) -> None:
    """Else a device that saw the last one would refuse the next one as an older copy."""
    learner = tiny_school / "plans/s-0001/learner.yml"
    assert build("sealed", "--release", "40") == 0
    text = learner.read_text(encoding="utf-8")
    learner.write_text(text.replace("student: 1", "student: 3"), encoding="utf-8")
    assert build("sealed", "--release", "7") == 0
    inner = tiny_school / "out/site/s" / FOLDER / "_pb"
    vault = opened_slots((inner / "slots.json").read_bytes(), code_of(TEST_MASTER, Reader(who="s-0001", version=3)))
    assert vault is not None
    assert opened_manifest(vault, (inner / "m").read_bytes()).release == 41


@pytest.mark.build
def test_a_publication_grows_with_each_day_where_nobody_gives_it_a_number(build: Build, tiny_school: Path) -> None:
    inner, reader = tiny_school / "out/site/s" / FOLDER / "_pb", Reader(who="s-0001", version=1)
    assert build("sealed") == 0
    vault = opened_slots((inner / "slots.json").read_bytes(), code_of(TEST_MASTER, reader))
    assert vault is not None
    assert opened_manifest(vault, (inner / "m").read_bytes()).release == 323, "days since the first of January 2026"
