"""pathbook preview: a key that stays outside, pages that only it opens, and sentences where something is missing."""

from pathlib import Path

import pyrage
import pytest

from generator.cli.app import status_of
from tests.history import begun, committed, git


@pytest.fixture
def school(tiny_school: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    begun(tiny_school)
    monkeypatch.chdir(tiny_school)
    return tiny_school


def named(school: Path, key: str) -> None:
    settings = school / "plans/school.yml"
    settings.write_text(settings.read_text() + f"publish: {{preview_key: {key}}}\n")
    committed(school)


def test_a_key_is_made_outside_the_repository_for_its_owner_alone(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status_of(("preview", "key", str(tmp_path / "preview.key"))) == 0
    assert (tmp_path / "preview.key").stat().st_mode & 0o777 == 0o600
    public = capsys.readouterr().out.rpartition("preview_key: ")[2].rstrip("}\n")
    assert public in (tmp_path / "preview.key").read_text()
    assert "AGE-SECRET" not in public
    assert status_of(("preview", "key", str(school / "preview.key"))) == 3, "a key is kept elsewhere"
    assert not (school / "preview.key").exists()
    assert status_of(("preview", "key", str(tmp_path / "preview.key"))) == 3, "a key is never written over"


def test_without_a_key_there_is_no_preview(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(school, "checkout", "--quiet", "-b", "request")
    named(school, str(pyrage.x25519.Identity.generate().to_public()))
    assert status_of(("preview", "make", "main")) == 0, "a key that only the request names is none"
    assert "No preview" in capsys.readouterr().out
    assert not (school / "out").exists()


def test_what_is_no_key_is_told_in_a_sentence(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named(school, "staff-2026")
    assert status_of(("preview", "make", "main")) == 3
    assert "begins with age1" in capsys.readouterr().err
    assert status_of(("check",)) == 1
    assert "62 small letters and digits" in capsys.readouterr().err


def test_who_is_not_changed_is_not_shown(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named(school, str(pyrage.x25519.Identity.generate().to_public()))
    assert status_of(("preview", "make", "main")) == 0
    assert "0 previews" in capsys.readouterr().out


def test_a_locked_page_opens_with_its_key_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    locked = tmp_path / "s-0001.html.age"
    locked.write_bytes(pyrage.encrypt(b"<p>a page</p>", [key.to_public()]))
    for name, text in (("right", str(key)), ("other", str(other)), ("none", "no key at all")):
        (tmp_path / name).write_text(text)
    asked = ("preview", "open", str(locked), "--out", str(tmp_path / "look"), "--key")
    assert status_of((*asked, str(tmp_path / "right"))) == 0
    page = tmp_path / "look/s-0001.html"
    assert page.read_bytes() == b"<p>a page</p>"
    assert page.stat().st_mode & 0o077 == 0
    capsys.readouterr()
    assert status_of((*asked, str(tmp_path / "other"))) == 3
    assert "does not open" in capsys.readouterr().err
    assert status_of((*asked, str(tmp_path / "none"))) == 3
    assert "holds no key" in capsys.readouterr().err
