"""Names that were gone through before are the same names; and where anything differs, they are gone through again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.checked import CheckedSchool, read_school
from generator.names_kept import FILE
from generator.problem import Problem
from tests.history import write

Found = tuple[CheckedSchool | None, tuple[Problem, ...]]


def judged(root: Path, book: Path | None, people: Path | None = None) -> tuple[object, tuple[Problem, ...]]:
    school, problems = read_school(root, people, lambda _: date(2026, 11, 20), book)
    assert school is not None
    return replace(school.names, household={}), problems


def edited(file: str, old: str, new: str) -> Callable[[Path], object]:
    def edit(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit


NEW_GROUP = (
    "id: class-9\ntitle: Class nine\nkind: class\n"
    "members: [{learner: s-0001, from: 2026-08-31}]\nstaff: [{person: t-9999, role: teacher, from: 2026-08-31}]\n"
)
PEOPLE = "plans/people.yml"


@pytest.mark.parametrize(
    ("edit", "because"),
    [
        (edited(PEOPLE, "s-0001:", "# Nobody else\ns-0001:"), "another file of names, though the names are the same"),
        (lambda root: (root / PEOPLE).unlink(), "there are no names any more"),
        (lambda root: (root / "plans/s-0001").rename(root / "plans/s-0002"), "other learners"),
        (lambda root: write(root, "plans/groups/class-9.yml", NEW_GROUP), "a group whose teacher nobody knows"),
        (edited("plans/school.yml", "languages:", "# Our own\nlanguages:"), "another shared file"),
        (lambda root: None, "nothing at all"),
    ],
)
def test_it_is_what_it_would_be_without_a_memory(
    tiny_school: Path, edit: Callable[[Path], object], because: str
) -> None:
    book = tiny_school / "book"
    book.mkdir()
    first = judged(tiny_school, book)
    assert first == judged(tiny_school, None)
    assert (book / FILE).stat().st_mode & 0o777 == 0o600
    assert judged(tiny_school, book) == first
    edit(tiny_school)
    assert judged(tiny_school, book) == judged(tiny_school, None), because
    assert judged(tiny_school, book) == judged(tiny_school, None), because


def test_torn_memory_is_none(tiny_school: Path) -> None:
    book = tiny_school / "book"
    book.mkdir()
    first = judged(tiny_school, book)
    whole = (book / FILE).read_bytes()
    for torn in (b"", whole[:100], whole.replace(b"s-0001", b"s-0002"), whole + b" "):
        (book / FILE).write_bytes(torn)
        assert judged(tiny_school, book) == first
        assert (book / FILE).read_bytes() == whole


def test_names_that_lie_elsewhere_are_not_written_beside_the_outputs(tiny_school: Path, tmp_path: Path) -> None:
    book, names = tiny_school / "book", tmp_path / "names.yml"
    book.mkdir()
    (tiny_school / PEOPLE).rename(names)
    first = judged(tiny_school, book, names)
    assert judged(tiny_school, book, names) == first == judged(tiny_school, None, names)
    held = (book / FILE).read_text(encoding="utf-8")
    assert '"names": null' in held
    assert "s-0001" not in held
