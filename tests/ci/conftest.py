"""A school made by `pathbook init`, pushed to a forge on this machine."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ci.forge import Forge, environment_of_tests, forge_with
from tests.conftest import EXAMPLE_DAY, PATHBOOK
from tests.history import git

WHO = {"GIT_AUTHOR_NAME": "t-0001", "GIT_AUTHOR_EMAIL": "t-0001@example.org"} | {
    "GIT_COMMITTER_NAME": "t-0001",
    "GIT_COMMITTER_EMAIL": "t-0001@example.org",
}


def school_at(folder: Path, address: str, forge: str = "github", deploy: str = "pages") -> Path:
    """What `pathbook init` makes, with the address at which it is served and a second invented learner."""
    said = ("--forge", forge, "--deploy", deploy, "--owner", "example", "--timezone", "UTC", "--on", EXAMPLE_DAY)
    subprocess.run(
        (PATHBOOK, "init", folder, "--name", "Example School", "--language", "en", *said),
        check=True, capture_output=True, stdin=subprocess.DEVNULL, env=environment_of_tests() | WHO,
    )  # fmt: skip
    settings = folder / "plans/school.yml"
    settings.write_text(settings.read_text().replace("access: sealed", f"access: sealed\n  base_url: {address}"))
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Where it is served")
    return folder


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    with forge_with(tmp_path / "forge", lambda address: school_at(tmp_path / "school", address)) as made:
        yield made


@pytest.fixture
def replaced() -> Callable[[str, str, str], Callable[[Path], None]]:
    """A change: in a file, one text for another."""

    def change(path: str, old: str, new: str) -> Callable[[Path], None]:
        def made(clone: Path) -> None:
            text = (clone / path).read_text(encoding="utf-8")
            assert old in text
            (clone / path).write_text(text.replace(old, new), encoding="utf-8")

        return made

    return change
