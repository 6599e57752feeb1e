"""A run has a private room of its own, which goes with it; of a run that was killed, with the next one."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator.rooms import PREFIX, own_room

SOMEBODY_ELSE = 65534
IN_A_ROOM = """
import sys, tempfile
from pathlib import Path
from generator.rooms import own_room
with own_room():
    page = Path(tempfile.mkdtemp()) / "page.html"
    page.write_text("open words")
    print(page, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for what is temporary, here and in processes that are begun here."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_what_is_temporary_lies_in_the_room_and_goes_with_it(top: Path) -> None:
    with own_room():
        (room,) = top.iterdir()
        assert stat.S_IMODE(room.stat().st_mode) == 0o700
        page = Path(tempfile.mkdtemp()) / "page.html"
        page.write_text("open words")
        assert page.is_relative_to(room)
    assert list(top.iterdir()) == []
    assert Path(tempfile.mkdtemp()).parent == top, "afterwards it is as the system says"


def test_a_room_in_which_somebody_was_killed_goes_with_the_next_run_and_one_in_use_stays(top: Path) -> None:
    with somebody_in_a_room() as killed, somebody_in_a_room() as alive:
        pages = [Path(each.stdout.readline().strip()) for each in (killed, alive) if each.stdout is not None]
        killed.kill()
        killed.wait()
        assert [page.is_file() for page in pages] == [True, True]
        with own_room():
            assert [page.is_file() for page in pages] == [False, True]
        alive.communicate("")
    assert list(top.iterdir()) == []


def somebody_in_a_room() -> subprocess.Popen[str]:
    return subprocess.Popen((sys.executable, "-c", IN_A_ROOM), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_what_only_looks_like_a_room_stays(top: Path) -> None:
    elsewhere, file, link = top / "elsewhere", top / f"{PREFIX}file", top / f"{PREFIX}link"
    elsewhere.mkdir()
    (elsewhere / "page.html").touch()
    file.touch()
    link.symlink_to(elsewhere)
    with own_room():
        pass
    assert {path.name for path in top.rglob("*")} == {elsewhere.name, file.name, link.name, "page.html"}


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder to somebody else")
def test_a_room_of_somebody_else_stays(top: Path) -> None:
    theirs = top / f"{PREFIX}theirs"
    theirs.mkdir()
    os.chown(theirs, SOMEBODY_ELSE, SOMEBODY_ELSE)
    with own_room():
        pass
    assert theirs.is_dir()


def test_where_there_is_no_place_for_a_room_a_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    with own_room(), pytest.raises(FileNotFoundError):
        tempfile.mkdtemp()
