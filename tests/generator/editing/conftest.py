"""What the tests of editing share."""

from pathlib import Path

import pytest

from tests.generator.editing.office import Office, opened


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)
