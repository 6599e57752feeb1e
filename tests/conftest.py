"""What all tests share: golden files, and the school that bad cases start from."""

import fcntl
import gc
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.second_try import give_second_tries

TOP = Path(__file__).parent.parent
CASES = TOP / "tests" / "cases"
PATHBOOK = Path(sys.executable).with_name("pathbook")
EXAMPLE_DAY = "2026-11-20"

# Schools of tests hold invented people, wherever the tests run: also in a public repository. And no name or key of
# whoever runs them is theirs.
for name in (
    "GITHUB_EVENT_PATH",
    "CI_PROJECT_VISIBILITY",
    *(name for name in os.environ if name.startswith("PATHBOOK_")),
):
    os.environ.pop(name, None)
os.environ |= {"GIT_CONFIG_GLOBAL": str(TOP / "tests" / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}

# Where the tests run in the background of a shell, all that they start would be deaf to Ctrl-C, and so to their tests.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What was compiled is kept: else each worker compiles all tests, and each command that is started all of the generator.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# How long an example takes, and how long it takes to think of one, depends on who else uses the machine.
settings.register_profile("pathbook", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pathbook")


def laid_over(case: Path, school: Path) -> None:
    """Put a case's files over the school in order; an empty file `x.gone` takes `x` away."""
    for file in sorted(path for path in case.rglob("*") if path.is_file()):
        target = school / file.relative_to(case)
        if file.suffix == ".gone":
            target.with_suffix("").unlink()
        elif file.name not in {"problem.txt", "README.md"} and "golden" not in file.parts:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Each of several workers reads the tests from another place on, so that it finds a part compiled by others."""
    worker, workers = os.environ.get("PYTEST_XDIST_WORKER", ""), os.environ.get("PYTEST_XDIST_WORKER_COUNT", "")
    if not worker or [Path(each).resolve() for each in session.config.args] != [TOP / "tests"]:
        return
    files = sorted(each for each in (TOP / "tests").rglob("test_*.py") if CASES not in each.parents)
    first = len(files) * int(worker.removeprefix("gw")) // int(workers)
    for file in (*files[first:], *files[:first]):
        with suppress(Exception, pytest.skip.Exception):  # told when it is collected
            import_module(".".join(file.relative_to(TOP).with_suffix("").parts))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    give_second_tries(items)


def pytest_collection_finish() -> None:
    """Eight thousand tests are no garbage: looking through them again and again takes a third of the time of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what came out over the golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file; with --update-golden, write it."""

    def compare(file: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.is_file(), f"{file} is missing: run pytest --update-golden and read the diff"
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def tiny_school(tmp_path: Path) -> Path:
    """A fresh copy of the smallest school in order."""
    root = tmp_path / "school"
    shutil.copytree(CASES / "base", root)
    return root


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that all workers look at and none changes: made by the first that asks, awaited by the others."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, finished = shared / name, shared / f"{name}.finished"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            make(folder)
            finished.touch()
    return folder


@pytest.fixture(scope="session")
def example_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example school, built once for all tests that look at it."""
    return made_once(tmp_path_factory, "example-out", build_example)


def build_example(out: Path) -> None:
    command = [str(PATHBOOK), "build", "--root", str(TOP), "--out", str(out), "--on", EXAMPLE_DAY]
    command += ["--access", "plain"]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
