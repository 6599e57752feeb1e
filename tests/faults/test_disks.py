"""Disks that are full, that can only be read, that somebody else owns: real ones, which only these tests see.

What was built stands, it is said what to do, and when that is done the next build makes all of it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.faults.runner import DAY, Ended, Runner, contents, runner

OF_OUR_OWN = ("unshare", "--mount")  # what is mounted then is seen by nobody else, and goes with the process
DISK = Path("/mnt")
NOBODY = 65534
ROOM_LEFT = 40_000  # bytes: less than a page takes


def can_mount() -> bool:
    """Not so for most accounts, and in most containers."""
    tried = (*OF_OUR_OWN, "mount", "-t", "tmpfs", "tmpfs", str(DISK))
    return (
        os.getuid() == 0
        and shutil.which("unshare") is not None
        and subprocess.run(tried, capture_output=True, check=False).returncode == 0
    )


pytestmark = [
    pytest.mark.build,
    pytest.mark.skipif(not can_mount(), reason="disks can be mounted here by nobody: needs root, and a kernel's leave"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A school on a disk of its own, its outputs built once, and then a change in its plan."""

    runs: Runner
    school: Path
    out: Path
    built: Mapping[str, bytes]

    def build(self, *more: str, **how: object) -> Ended:
        words = ("build", "--root", self.school, "--out", self.out, "--on", DAY, "--access", "plain", "--only", "site")
        return self.runs.run(*words, "--executor", "serial", *more, **how)

    def seen(self) -> Mapping[str, bytes]:
        """The outputs, as they lie on a disk that only the runner sees."""
        return contents(Path(f"/proc/{self.runs.process.pid}/root{self.out}"))

    def use(self, *tool: str | Path) -> None:
        used = self.runs.use(*tool)
        assert used.status == 0, used.said

    def stands_and_is_made_anew(self) -> None:
        """To be called when the fault is mended."""
        assert self.seen() == self.built, "the last good output stands"
        ended = self.build()
        assert ended.status == 0, ended.said
        now = self.seen()
        assert now != self.built
        forced = self.build("--force")
        assert (forced.status, self.seen() == now) == (0, True), forced.said


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    with runner(*OF_OUR_OWN) as one:
        school, out = str(CASES / "base"), str(tmp_path_factory.mktemp("first"))
        one.load("build", "--root", school, "--out", out, "--on", DAY, "--only", "site")
        yield one


@pytest.fixture
def place(runs: Runner) -> Iterator[Place]:
    school, out = DISK / "school", DISK / "out"
    for tool in (
        ("mount", "-t", "tmpfs", "-o", "size=16m,mode=755", "tmpfs", str(DISK)),
        ("mkdir", str(out)),
        ("mount", "-t", "tmpfs", "-o", "size=6m,mode=755", "tmpfs", str(out)),
        ("cp", "-r", str(CASES / "base"), str(school)),
    ):
        used = runs.use(*tool)
        assert used.status == 0, used.said
    made = Place(runs=runs, school=school, out=out, built={})
    ended = made.build()
    assert ended.status == 0, ended.said
    runs.use("sh", "-c", f"sed -i 's/title:/title: New/' {school}/plans/s-0001/*/goals/*.yml")
    yield Place(runs=runs, school=school, out=out, built=made.seen())
    runs.use("umount", "--recursive", str(DISK))


def test_a_full_disk(place: Place) -> None:
    place.use(
        "sh", "-c", f"cat /dev/zero > {place.out}/.pathbook/fill; truncate -s -{ROOM_LEFT} {place.out}/.pathbook/fill"
    )
    ended = place.build()
    assert (ended.status, "Traceback" in ended.said) == (3, False), ended.said
    assert "No space left on device" in ended.said
    assert "Make room on the disk" in ended.said
    place.use("rm", f"{place.out}/.pathbook/fill")
    place.stands_and_is_made_anew()


def test_a_disk_that_can_only_be_read(place: Place) -> None:
    place.use("mount", "-o", "remount,ro", place.out)
    for words in ((), ("--force",)):
        ended = place.build(*words)
        assert (ended.status, "Traceback" in ended.said) == (3, False), ended.said
        assert "Read-only file system. Nothing can be written there." in ended.said
    checked = place.runs.run("check", "--root", place.school, "--on", DAY)
    assert checked.status == 0, checked.said
    place.use("mount", "-o", "remount,rw", place.out)
    place.stands_and_is_made_anew()


def test_an_account_that_may_not_write_there(place: Place) -> None:
    ended = place.build(account=NOBODY)
    assert (ended.status, "Traceback" in ended.said) == (3, False), ended.said
    assert "Permission denied. This account may not do that." in ended.said
    place.stands_and_is_made_anew()


def test_one_learners_folder_that_cannot_be_replaced_stops_only_this_one(place: Place) -> None:
    own = place.out / "site" / "s" / "s-0001"
    place.use("mount", "--bind", own, own)
    ended = place.build()
    assert (ended.status, "Traceback" in ended.said) == (1, False), ended.said
    assert "not-built" in ended.said
    assert "Device or resource busy" in ended.said
    assert "the last good output stays" in ended.said
    place.use("umount", own)
    place.stands_and_is_made_anew()
