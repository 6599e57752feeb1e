"""What `check` remembers changes nothing that it says: every mistake there is, made and mended in one school."""

import json
import os
import random
import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from stat import S_IMODE
from time import time_ns

import pytest

from generator.check.access import Circle
from generator.cli.check import all_problems
from generator.in_order import FILE, LastLook, kept_in, last_look
from generator.problem import Problem
from tests.conftest import laid_over
from tests.history import begun, committed

CASES = Path(__file__).parents[1] / "cases"
AN_HOUR = 3_600_000_000_000
DAY = date(2026, 11, 20)
Files = Mapping[str, bytes]


def looked(school: Path, on: date = DAY, later: int = AN_HOUR) -> tuple[tuple[Problem, ...], LastLook]:
    """What `check` says, an hour after the last edit; and what it knew."""
    last = last_look(school, None, time_ns() + later, least=1)
    assert last is not None
    return all_problems(school, lambda _zone: on, None, last), last


def anew(school: Path, on: date = DAY) -> tuple[Problem, ...]:
    return all_problems(school, lambda _zone: on, None)


def served(last: LastLook) -> set[str]:
    """Whose files were not read."""
    return {learner for learner, kept in last.now.items() if last.before.get(learner) is kept}


@pytest.fixture
def school(tiny_school: Path) -> Path:
    """With two more learners, whom no mistake is about."""
    for learner in ("s-0101", "s-0102"):
        shutil.copytree(tiny_school / "plans/s-0001", tiny_school / "plans" / learner)
        for file in (tiny_school / "plans" / learner).rglob("*.yml"):
            file.write_text(file.read_text(encoding="utf-8").replace("s-0001", learner), encoding="utf-8")
    begun(tiny_school)
    return tiny_school


def files_in(folder: Path) -> Files:
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def made_like(school: Path, wanted: Files) -> None:
    """Only what differs is written or taken away, as a person would."""
    for name in files_in(school).keys() - wanted.keys():
        (school / name).unlink()
    for folder in sorted((path for path in school.rglob("*") if path.is_dir()), reverse=True):
        if ".git" not in folder.parts and not any(folder.iterdir()):
            folder.rmdir()
    for name, content in wanted.items():
        file = school / name
        if not file.is_file() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def with_mistake(right: Files, case: str, room: Path) -> Files:
    made_like(room, right)
    laid_over(CASES / "bad" / case, room)
    return {name: content for name, content in files_in(room).items() if name != "problem.txt"}


def walk(school: Path, room: Path, steps: int, seed: int) -> int:
    """Mistakes made and mended at random, days and commits between them; how often somebody was known."""
    chance, right, on, known = random.Random(seed), files_in(school), DAY, 0
    cases = sorted(folder.name for folder in (CASES / "bad").iterdir())
    for _ in range(steps):
        what = chance.choice(("mistake", "mistake", "mistake", "mended", "commit", "day", "touched"))
        match what:
            case "mistake":
                made_like(school, with_mistake(right, chance.choice(cases), room))
            case "mended":
                made_like(school, right)
            case "commit":
                committed(school)
            case "day":
                on = DAY + timedelta(days=chance.choice((0, 1, 200)))
            case _:
                (school / chance.choice(sorted(files_in(school)))).touch()
        said, last = looked(school, on)
        assert said == anew(school, on), what
        known += len(served(last))
    return known


def test_a_remembered_check_says_what_a_new_one_says(school: Path, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    assert walk(school, room, 25, 8) > 25


@pytest.mark.parametrize(
    ("edit", "read_again", "because"),
    [
        (lambda school: None, set(), "nothing changed"),
        (lambda school: note(school, "plans/s-0101/2026-27/goals/g1.yml"), {"s-0101"}, "one goal was edited"),
        (lambda school: photo(school, "plans/s-0101/evidence/strips.png"), {"s-0101"}, "a file lies beside evidence"),
        (lambda school: note(school, "plans/school.yml"), {"s-0001", "s-0101", "s-0102"}, "settings are everybody's"),
        (lambda school: note(school, "plans/people.yml"), {"s-0001", "s-0101", "s-0102"}, "so are names"),
        (lambda school: committed(school), set(), "a commit changes no file"),
        (lambda school: damage(school), {"s-0001", "s-0101", "s-0102"}, "what is not as it was written counts nothing"),
    ],
)
def test_only_what_may_be_another_is_read_again(
    edit: Callable[[Path], object], read_again: set[str], because: str, school: Path
) -> None:
    looked(school)
    edit(school)
    said, last = looked(school)
    assert {"s-0001", "s-0101", "s-0102"} - served(last) == read_again, because
    assert said == anew(school)


def test_what_was_written_just_now_is_not_trusted(school: Path) -> None:
    looked(school, later=0)
    assert served(looked(school)[1]) == set()


def test_a_learner_with_a_mistake_is_read_every_time(school: Path) -> None:
    with (school / "plans/s-0101/2026-27/goals/g1.yml").open("a", encoding="utf-8") as goal:
        goal.write("nonsense: yes\n")
    looked(school)
    said, last = looked(school)
    assert served(last) == {"s-0001", "s-0102"}
    assert {problem.code for problem in said} == {"unknown-field"}


def test_nothing_anybody_wrote_is_kept(school: Path) -> None:
    looked(school)
    book = school / ".git/pathbook/check"
    assert S_IMODE(book.stat().st_mode) == 0o700
    told = (book / FILE).read_text(encoding="utf-8")
    texts = "".join(content.decode("utf-8", "replace") for content in files_in(school).values())
    words = {word for word in json.dumps(texts).replace("\\n", " ").split() if len(word) > 5}
    assert not {word for word in words if word in told} - {'"s-0001', "s-0001", "s-0101", "s-0102"}
    assert all(isinstance(kept.looked.circle, Circle) for kept in kept_in(book / FILE).values())


def test_without_a_repository_of_its_own_nothing_is_kept(tiny_school: Path) -> None:
    assert last_look(tiny_school, None, time_ns(), least=1) is None
    begun(tiny_school.parent)
    assert last_look(tiny_school, None, time_ns(), least=1) is None, "git's folder is somebody else's"
    assert last_look(tiny_school, None, time_ns()) is None, "a class is read faster than it is looked up"


def note(school: Path, file: str) -> None:
    with (school / file).open("a", encoding="utf-8") as opened:
        opened.write("# a remark\n")


def photo(school: Path, file: str) -> None:
    (school / file).write_bytes(b"\x89PNG\r\n\x1a\n")


def damage(school: Path) -> None:
    file = school / ".git/pathbook/check" / FILE
    os.truncate(file, file.stat().st_size // 2)
