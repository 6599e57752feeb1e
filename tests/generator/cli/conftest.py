"""What the tests of commands share."""

import pytest

from generator.cli.app import status_of
from tests.generator.cli.typed import Typed


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type a command: exit status, what was printed, what was complained."""

    def type_(*words: str) -> tuple[int, str, str]:
        status = status_of(words)
        said = capsys.readouterr()
        return status, said.out, said.err

    return type_
