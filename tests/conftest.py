"""What all tests share: golden files, and the school that bad cases start from."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


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
