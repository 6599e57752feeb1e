"""Names locked, opened, edited, locked again: by somebody with a key and without git."""

import stat
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from generator.cli.app import status_of
from generator.load.people import load_people
from generator.load.people_sealed import KEY_FILE, LOCKED, OPEN, RECIPIENTS
from tests.conftest import TOP
from tests.history import begun, committed, git, objects_of

TEXT = b"t-0001: {name: {en: Robin Ashby}, given: {en: Robin}, roles: [teacher]}\n"


@pytest.fixture
def school(tiny_school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A school whose names are locked, with the key at hand."""
    monkeypatch.chdir(tiny_school)
    assert status_of(["people", "lock", "--new-key", str(tmp_path / "key.txt")]) == 0
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "key.txt"))
    return tiny_school


def another() -> tuple[str, str]:
    """A key and its public part."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def test_locking_takes_the_open_file_away_and_keeps_the_key_to_its_owner(school: Path, tmp_path: Path) -> None:
    assert not (school / OPEN).exists()
    assert (school / LOCKED).read_bytes().startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")
    assert b"Ashby" not in (school / LOCKED).read_bytes()
    assert stat.S_IMODE((tmp_path / "key.txt").stat().st_mode) == 0o600
    assert status_of(["check", "--on", "2026-11-20"]) == 0


def test_opened_edited_and_locked_again(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["people", "unlock"]) == 0
    assert stat.S_IMODE((school / OPEN).stat().st_mode) == 0o600
    before = (school / LOCKED).read_bytes()
    text = (school / OPEN).read_text(encoding="utf-8")
    assert text.splitlines()[-1].startswith("# Opened from ")
    (school / OPEN).write_text("s-0002: {name: {en: Ben New}, given: {en: Ben}}\n" + text, encoding="utf-8")
    assert status_of(["people", "lock"]) == 0
    assert (school / LOCKED).read_bytes() != before
    assert status_of(["people", "unlock"]) == 0
    again = (school / OPEN).read_text(encoding="utf-8")
    assert again.startswith("s-0002: ")
    assert again.count("# Opened from") == 1
    assert "AGE-SECRET" not in "".join(capsys.readouterr())


def test_who_is_added_at_the_end_of_the_file_is_locked_like_anybody(school: Path) -> None:
    status_of(["people", "unlock"])
    with (school / OPEN).open("a", encoding="utf-8", newline="") as people:
        people.write("s-0002: {name: {en: Ben New}, given: {en: Ben}}\r\n")
    assert status_of(["people", "lock"]) == 0
    people_now, problems = load_people(school, None)
    assert (list(people_now), problems) == (["t-0001", "s-0001", "s-0002"], ())


def test_names_that_nobody_changed_are_locked_as_they_were(school: Path) -> None:
    before = (school / LOCKED).read_bytes()
    assert (status_of(["people", "unlock"]), status_of(["people", "lock"])) == (0, 0)
    assert (school / LOCKED).read_bytes() == before


def test_a_mistake_is_refused_and_nothing_is_locked(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status_of(["people", "unlock"])
    before = (school / LOCKED).read_bytes()
    wrong = (school / OPEN).read_bytes() + b"s-0009: {name: Someone}\n"
    (school / OPEN).write_bytes(wrong)
    assert status_of(["people", "lock"]) == 1
    assert "plans/people.yml:5" in capsys.readouterr().err
    assert ((school / OPEN).read_bytes(), (school / LOCKED).read_bytes()) == (wrong, before)


def test_what_somebody_else_locked_meanwhile_is_not_undone(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status_of(["people", "unlock"])
    (identity,) = (line for line in (school / RECIPIENTS).read_text().splitlines() if line.startswith("age1"))
    theirs = pyrage.encrypt(TEXT, [pyrage.x25519.Recipient.from_str(identity)], armored=True)
    (school / LOCKED).write_bytes(theirs)
    assert status_of(["people", "lock"]) == 3
    assert "has changed since" in capsys.readouterr().err
    assert (school / LOCKED).read_bytes() == theirs


def test_a_second_person_opens_what_was_locked_for_both(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, public = another()
    status_of(["people", "unlock"])
    assert status_of(["people", "lock", "--to", public]) == 0
    assert public in (school / RECIPIENTS).read_text(encoding="utf-8")
    (tmp_path / "theirs.txt").write_text(key)
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "theirs.txt"))
    assert status_of(["check", "--on", "2026-11-20"]) == 0
    assert (status_of(["people", "unlock"]), status_of(["people", "lock"])) == (0, 0), "everybody is remembered"


def test_whoever_is_taken_off_the_list_opens_nothing_that_is_locked_from_then_on(school: Path) -> None:
    key, public = another()
    status_of(["people", "unlock"])
    status_of(["people", "lock", "--to", public])
    theirs = pyrage.x25519.Identity.from_str(key)
    assert b"Ada" in pyrage.decrypt((school / LOCKED).read_bytes(), [theirs])
    listed = (school / RECIPIENTS).read_text(encoding="utf-8").replace(f"{public}\n", "")
    (school / RECIPIENTS).write_text("# Mr Ashby keeps the other key\n" + listed, encoding="utf-8")
    assert (status_of(["people", "unlock"]), status_of(["people", "lock"])) == (0, 0)
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt((school / LOCKED).read_bytes(), [theirs])
    assert (school / RECIPIENTS).read_text(encoding="utf-8").startswith("# Mr Ashby keeps the other key\n")


def test_a_key_that_somebody_slipped_into_the_list_reads_nothing(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, public = another()
    before = (school / LOCKED).read_bytes()
    with (school / RECIPIENTS).open("a", encoding="utf-8") as listed:
        listed.write(f"{public}\n")
    status_of(["people", "unlock"])
    assert status_of(["people", "lock"]) == 3
    assert f"never locked: {public}. Ask who wrote it there" in capsys.readouterr().err
    assert (school / LOCKED).read_bytes() == before
    assert status_of(["people", "lock", "--to", public]) == 0, "it was meant"
    theirs = pyrage.x25519.Identity.from_str(key)
    assert b"Ada" in pyrage.decrypt((school / LOCKED).read_bytes(), [theirs])


@pytest.mark.parametrize(
    ("arguments", "told", "because"),
    [
        (["lock"], "for whom?", "nobody is remembered yet"),
        (["lock", "--to", another()[1]], "no key is here", "a mistyped recipient would cost the school its names"),
        (["lock", "--to", "age1mistyped"], "is no public key", "its checksum is wrong"),
        (["lock", "--new-key", "plans/key.txt"], "a key is kept elsewhere", "git would take the key in"),
        (["unlock"], "lies open already", "an edit would be lost"),
    ],
)
def test_what_is_refused_leaves_everything_as_it_was(
    arguments: list[str],
    told: str,
    because: str,
    tiny_school: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tiny_school)
    before = sorted(tiny_school.rglob("*"))
    assert status_of(["people", *arguments]) == 3, because
    assert told in capsys.readouterr().err
    assert sorted(tiny_school.rglob("*")) == before


def test_a_key_is_never_written_over(
    tiny_school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_school)
    (tmp_path / "key.txt").write_text("somebody's")
    assert status_of(["people", "lock", "--new-key", str(tmp_path / "key.txt")]) == 3
    assert "never written over" in capsys.readouterr().err
    assert (tmp_path / "key.txt").read_text() == "somebody's"
    assert (tiny_school / OPEN).exists()


def test_git_leaves_the_open_file_alone(
    tiny_school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_school)
    status_of(["people", "lock", "--new-key", str(tmp_path / "key.txt")])
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "key.txt"))
    begun(tiny_school)
    status_of(["people", "unlock"])
    assert ".gitignore now names /plans/people.yml" in capsys.readouterr().out
    git(tiny_school, "add", "--all")
    assert "people.yml\n" not in git(tiny_school, "ls-files")
    assert status_of(["check", "--on", "2026-11-20"]) == 0
    assert "git would take it in" not in capsys.readouterr().err
    (tiny_school / ".gitignore").write_text("", encoding="utf-8")
    status_of(["check", "--on", "2026-11-20"])
    assert "git would take it in" in capsys.readouterr().err


def test_the_steps_of_the_manual_take_open_names_out_of_git(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status_of(["people", "unlock"])
    begun(school)
    status_of(["people", "lock"])
    committed(school)
    git(tmp_path, "clone", "--quiet", "--bare", str(school), "host.git")
    manual = (
        (TOP / "generator/docs/privacy.md").read_text(encoding="utf-8").partition("### Names that git has already")[2]
    )
    steps = manual.partition("```sh\n")[2].partition("```")[0].replace("ADDRESS", str(tmp_path / "host.git"))
    commands = [line for line in steps.splitlines() if not line.startswith("pip ")]
    assert len(commands) == 4
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    (tmp_path / "elsewhere").mkdir()
    subprocess.run(("sh", "-e", "-c", "\n".join(commands)), cwd=tmp_path / "elsewhere", check=True, capture_output=True)
    git(tmp_path, "clone", "--quiet", "--no-local", str(tmp_path / "host.git"), "again")
    assert b"Ada Arden" in objects_of(school)
    for repository in (tmp_path / "elsewhere/purge", tmp_path / "again"):
        assert b"Ada Arden" not in objects_of(repository)
        assert b"AGE ENCRYPTED FILE" in objects_of(repository)
