"""What the tests of editing share."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.generator.editing.office import Office, begin, office_in


@pytest.fixture(scope="session")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school as it begins, to be copied: making one takes git a while."""
    folder = tmp_path_factory.mktemp("first-day")
    begin(folder)
    return folder


@pytest.fixture
def office(first_day: Path, tmp_path: Path) -> Office:
    copytree(first_day, tmp_path, dirs_exist_ok=True)
    return office_in(tmp_path)
