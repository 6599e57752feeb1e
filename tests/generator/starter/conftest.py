"""Whom git knows in these tests, and a repository to begin from."""

import os
import shutil
from pathlib import Path

import pytest

from tests.generator.starter.repositories import answers_for, made_school


def known(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Tess Tester")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "tess@school.example")


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git knows who is here."""
    known(monkeypatch)


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git does not know who is here."""
    for name in (each for each in os.environ if each.startswith(("GIT_AUTHOR", "GIT_COMMITTER", "EMAIL"))):
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as monkeypatch:
        known(monkeypatch)
        return made_school(tmp_path_factory.mktemp("made") / "school", answers_for())


@pytest.fixture
def school(made: Path, tmp_path: Path, somebody: None) -> Path:
    """A fresh copy of a repository that was just made."""
    shutil.copytree(made, tmp_path / "school", symlinks=True)
    return tmp_path / "school"
