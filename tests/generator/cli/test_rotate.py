"""pathbook rotate, on copies of the example school: what it shows, what it writes, and what it refuses."""

import re
import shutil
import stat
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.cli.typed import Typed
from tests.history import begun, committed


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A copy of who the example's learners are, without what they have shown."""
    for name in ("plans", "frameworks"):
        shutil.copytree(TOP / name, tmp_path / "school" / name, ignore=shutil.ignore_patterns("evidence", "20*"))
    return tmp_path / "school"


def rotated(typed: Typed, school: Path, *words: str) -> tuple[int, str, str]:
    return typed("rotate", "--root", str(school), "--on", EXAMPLE_DAY, *words)


def texts(school: Path) -> dict[str, str]:
    return {file.relative_to(school).as_posix(): file.read_text("utf-8") for file in school.rglob("learner.yml")}


def changed_lines(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (old, new)
        for name in before
        for old, new in zip(before[name].splitlines(), after[name].splitlines(), strict=True)
        if old != new
    ]


def test_without_write_nothing_changes(school: Path, typed: Typed) -> None:
    before = texts(school)
    status, printed, _ = rotated(typed, school, "f-00021")
    assert status == 0
    assert printed == (
        "plans/class-harbor/s-0002/learner.yml\n  f-00021: 1 → 2\nNothing was written; --write does it.\n"
    )
    assert texts(school) == before


@pytest.mark.parametrize(
    ("words", "lines", "said", "because"),
    [
        (("s-0002", "--own"), 1, "letters s-0002 --own", "a child lost the paper: one number in one file"),
        (("f-00021",), 1, "letters f-00021", "one of two parents; the other's letter stays"),
        (("h-001",), 2, "household:h-001 reads 2 plans with one code", "a household: in the files of both children"),
        (("t-0001",), 6, "t-0001 reads 6 plans with one code", "a teacher: in every plan of the class"),
        (("s-0002",), 8, "t-0001 reads 6 plans with one code", "a whole plan, and its teachers wherever they read"),
        (("--all",), 16, "46 codes are renewed", "everybody"),
        (("s-0002", "--keep-letters"), 1, "All letters stay as they are.", "a device was lost: a new epoch, no more"),
    ],
)
def test_only_the_lines_that_change_and_the_school_stays_in_order(
    school: Path, typed: Typed, words: tuple[str, ...], lines: int, said: str, because: str
) -> None:
    before = texts(school)
    status, printed, _ = rotated(typed, school, *words, "--write")
    assert (status, said in printed) == (0, True), because
    changes = changed_lines(before, texts(school))
    assert len(changes) == lines, because
    assert all("access:" in old and "access:" in new for old, new in changes)


def test_a_school_stays_in_order(school: Path, typed: Typed) -> None:
    """Compared with what git knows of before, uncommitted and committed."""
    begun(school)
    assert codes_told(typed, school) == set()
    rotated(typed, school, "s-0002", "--write")
    assert codes_told(typed, school) == set()
    committed(school)
    rotated(typed, school, "--all", "--write")
    assert codes_told(typed, school) == set()
    committed(school)
    file = school / "plans/class-harbor/s-0002/learner.yml"
    file.write_text(file.read_text("utf-8").replace("student: 3, ", ""), "utf-8")
    assert codes_told(typed, school) == {"slot-removed"}, "what would be told"


def codes_told(typed: Typed, school: Path) -> set[str]:
    """What check says of slots and epochs."""
    told = typed("check", "--root", str(school), "--on", EXAMPLE_DAY)[2]
    return {word for word in re.findall(r" ([a-z]+(?:-[a-z]+)+): ", told) if "slot" in word or "epoch" in word}


@pytest.mark.parametrize(
    ("words", "said", "because"),
    [
        ((), "name learners or people, or say --all", "nobody was named"),
        (("s-0002", "--all"), "name learners or people, or say --all", "both"),
        (("t-0099",), "'t-0099' has no code", "somebody unknown"),
        (("f-00022x",), "did you mean f-00022?", "a typo"),
        (("f-00072",), "'f-00072' has no code", "a home without rights has no slot"),
        (("t-0001", "--keep-letters"), "--keep-letters goes with learners", "a device of a teacher: name the plans"),
        (("s-0002", "--new-master", "x"), "--new-master goes alone", "a new secret renews everybody"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    school: Path, typed: Typed, words: tuple[str, ...], said: str, because: str
) -> None:
    status, _, complained = rotated(typed, school, *words)
    assert (status, said in " ".join(complained.split())) == (2, True), because


def test_a_file_that_cannot_be_changed_leaves_all_as_they_were(school: Path, typed: Typed) -> None:
    before = texts(school)
    (school / "plans/class-harbor/s-0004/learner.yml").chmod(0o444)
    status, _, complained = rotated(typed, school, "t-0001", "--write")
    assert (status, "Nothing was written." in complained) == (3, True)
    assert texts(school) == before


def test_a_new_secret_is_written_once_and_shown_to_nobody(school: Path, typed: Typed, tmp_path: Path) -> None:
    secret = tmp_path / "secret.key"
    status, printed, _ = typed("rotate", "--new-master", str(secret))
    assert status == 0
    held = secret.read_text()
    assert (len(bytes.fromhex(held)), stat.S_IMODE(secret.stat().st_mode)) == (32, 0o600)
    assert held.strip() not in printed
    assert "PATHBOOK_MASTER" in printed
    assert "safe" in printed
    (school / ".git").mkdir()
    assert typed("rotate", "--new-master", str(secret))[0] == 3
    assert secret.read_text() == held
    status, _, complained = typed("rotate", "--new-master", str(school / "plans" / "secret.key"))
    assert (status, "git repository" in complained) == (3, True)
