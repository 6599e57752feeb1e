"""Who gets a second try is told when it was needed, and nobody else gets one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TOP
from tests.second_try import DRIVEN

CONFTEST = """
from tests.second_try import give_second_tries

def pytest_collection_modifyitems(items):
    give_second_tries(items)
"""
TESTS = """
import pytest
from pathlib import Path

def fails_once(name):
    there = Path(__file__).with_name(name)
    tried = there.exists()
    there.touch()
    assert tried

@pytest.mark.browser
def test_driven(): fails_once("driven")

@pytest.mark.browser
def test_broken(): assert False

def test_ours(): fails_once("ours")
"""


def test_only_what_drives_something_is_tried_again_and_it_is_told(tmp_path: Path) -> None:
    for name, text in (("conftest.py", CONFTEST), ("test_it.py", TESTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = (sys.executable, "-m", "pytest", "-c", str(TOP / "pyproject.toml"), "--rootdir", str(tmp_path), ".")
    ended = subprocess.run(
        (*command, "-p", "no:cacheprovider", "-p", "no:xdist"),
        cwd=tmp_path,
        env={"PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=False,
    )
    told = set(re.findall(r"^(RERUN|FAILED) .*?test_it.py::(\w+)", ended.stdout, re.MULTILINE))
    failed = {("FAILED", "test_broken"), ("FAILED", "test_ours")}
    assert told == failed | {("RERUN", "test_broken"), ("RERUN", "test_driven")}, ended.stdout


def test_of_this_run_only_driven_tests_may_be_tried_again(request: pytest.FixtureRequest) -> None:
    for item in request.session.items:
        tries = item.get_closest_marker("flaky")
        assert (tries is not None) == any(item.get_closest_marker(name) for name in DRIVEN), item.nodeid
        assert tries is None or tries.kwargs == {"reruns": 1}, item.nodeid
