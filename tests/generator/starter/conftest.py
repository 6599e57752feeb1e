"""Whom git knows in these tests."""

import os

import pytest


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git knows who is here."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Tess Tester")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "tess@school.example")


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git does not know who is here."""
    for name in (each for each in os.environ if each.startswith(("GIT_AUTHOR", "GIT_COMMITTER", "EMAIL"))):
        monkeypatch.delenv(name)
