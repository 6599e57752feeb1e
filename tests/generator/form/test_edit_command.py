"""`pathbook edit` as somebody at a terminal has it: what it prints, how it opens the browser, how it ends."""

import os
import pty
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from select import select
from time import monotonic
from urllib.parse import urlsplit

import pytest

from generator.cli.app import status_of
from tests.browser.form_server import school_with_history
from tests.history import git, write
from tests.patience import PATIENCE, until
from tests.test_house import PATHBOOK

pytestmark = pytest.mark.wire

OPENED = "opened.txt"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = school_with_history(tmp_path_factory.mktemp("school"))
    git(root, "config", "pathbook.person", "t-0001")
    return root


@contextmanager
def at_a_terminal(school: Path, home: Path, *words: str) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """The command on a terminal of its own, of somebody whose browser writes down how it was called."""
    browser = home / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {home}/{OPENED}\n')
    browser.chmod(0o755)
    ours, theirs = pty.openpty()
    told = {"HOME": str(home), "BROWSER": str(browser), "DISPLAY": ":9", "TERM": "dumb"}
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    command = (str(PATHBOOK), "edit", "--root", str(school), "--on", "2026-11-20", *words)
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=kept | told)
    os.close(theirs)
    try:
        yield process, ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def read_until(terminal: int, wanted: str) -> str:
    """What stands on the terminal, up to what is waited for (a regular expression)."""
    said, end = "", monotonic() + PATIENCE
    while not re.search(wanted, said) and monotonic() < end:
        if select([terminal], [], [], 0.5)[0]:
            said += os.read(terminal, 4096).decode()
    assert re.search(wanted, said), said
    return said


def address_in(said: str) -> str:
    return next(word for word in said.split() if word.startswith("http://127.0.0.1:"))


def status_at(address: str) -> tuple[int, str]:
    parts = urlsplit(address)
    asked = HTTPConnection(parts.netloc, timeout=PATIENCE)
    asked.request("GET", f"{parts.path}?{parts.query}")
    came = asked.getresponse()
    return came.status, came.read().decode()


def test_it_prints_where_opens_the_browser_through_a_private_file_and_ends_with_ctrl_c(
    school: Path, tmp_path: Path
) -> None:
    with at_a_terminal(school, tmp_path, "s-0001") as (process, terminal):
        said = read_until(terminal, r"ends the form\)")
        opened = tmp_path / OPENED
        assert until(lambda: opened.is_file() and opened.read_text().endswith("\n"))
        [called] = opened.read_text().splitlines()
        file = Path(urlsplit(called).path)
        assert urlsplit(called).scheme == "file"
        assert file.is_relative_to(tmp_path)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert "token=" in file.read_text()
        if sys.platform == "linux":
            assert b"token" not in Path(f"/proc/{process.pid}/cmdline").read_bytes()
        first = address_in(said)
        assert status_at(first)[0] == 200
        assert "/l/s-0001" in status_at(file.read_text().split("url=")[1].split('"')[0])[1]
        assert status_at(first)[0] == 403, "it works once"
        os.write(terminal, b"\n")
        other = read_until(terminal, r"Another address: \S+\r?\n").partition("Another")[2]
        assert status_at(address_in(other))[0] == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 130
        assert not file.exists()


@pytest.mark.parametrize(
    ("words", "said", "because"),
    [
        (("--as", "s-0001"), "nobody on the staff", "a learner is no staff"),
        (("s-0011",), "has no learner 's-0011'", "a learner of another teacher"),
    ],
)
def test_what_is_asked_for_wrongly_is_said(
    capsys: pytest.CaptureFixture[str], school: Path, words: tuple[str, ...], said: str, because: str
) -> None:
    assert status_of(("edit", "--root", str(school), "--no-open", *words)) == 2, because
    assert said in " ".join(capsys.readouterr().err.split()), because


def test_who_edits_must_be_known(capsys: pytest.CaptureFixture[str], school: Path, tmp_path: Path) -> None:
    root = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(school), str(root))
    git(root, "config", "user.email", "somebody@elsewhere.example")
    assert status_of(("edit", "--root", str(root), "--no-open")) == 3
    assert "pathbook edit --as" in capsys.readouterr().err
    git(root, "config", "pathbook.person", "t-0999")
    assert status_of(("edit", "--root", str(root), "--no-open")) == 3
    assert "names nobody on the staff" in capsys.readouterr().err


def test_a_folder_without_a_history_and_a_school_that_cannot_be_read_are_told(
    capsys: pytest.CaptureFixture[str], school: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    write(bare, "plans/school.yml", "format: 2\n")
    assert status_of(("edit", "--root", str(bare), "--as", "t-0001", "--no-open")) == 3
    assert "git init" in capsys.readouterr().err
    root = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(school), str(root))
    write(root, "plans/calendar.yml", "timezone: [\n")
    git(root, "commit", "--quiet", "--all", "--message", "Broken")
    assert status_of(("edit", "--root", str(root), "--as", "t-0001", "--no-open")) == 1
    told = capsys.readouterr().err
    assert "plans/calendar.yml:" in told
    assert "timezone: [" in told, "with the line it is about"
