"""Changes written into a school's folder: every file of them, or none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.changes import Change, blob_of
from generator.problem import ToolFailed
from generator.writing import write_files
from generator.yamltext.splice import Refused

GOAL, PLAN, NEW = "plans/s-0001/goals/g1.yml", "plans/s-0001/plan.yml", "plans/s-0002/learner.yml"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    (tmp_path / "plans/s-0001/goals").mkdir(parents=True)
    (tmp_path / GOAL).write_bytes(b"id: g1\n")
    (tmp_path / PLAN).write_bytes(b"school_year: 2026-27\n")
    return tmp_path


def change(file: str, content: bytes | None, before: bytes | None) -> Change:
    return Change(file=file, content=content, before=None if before is None else blob_of(before))


def files(school: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(school).as_posix(): path.read_bytes() if path.is_file() else None for path in school.rglob("*")
    }


def test_files_are_changed_made_and_taken_away_together(school: Path) -> None:
    (school / PLAN).chmod(0o640)
    write_files(
        school,
        (
            change(PLAN, b"school_year: 2027-28\n", b"school_year: 2026-27\n"),
            change(NEW, b"learner: s-0002\n", None),
            change(GOAL, None, b"id: g1\n"),
        ),
    )
    assert files(school) == {
        "plans": None,
        "plans/s-0001": None,
        PLAN: b"school_year: 2027-28\n",
        "plans/s-0002": None,
        NEW: b"learner: s-0002\n",
    }, "and a folder in which nothing is left goes too"
    assert (school / PLAN).stat().st_mode & 0o777 == 0o640


def read_only(school: Path) -> None:
    (school / PLAN).chmod(0o440)


def made_meanwhile(school: Path) -> None:
    (school / NEW).parent.mkdir()
    (school / NEW).write_bytes(b"mine\n")


def link_elsewhere(school: Path) -> None:
    outside = school.parent / f"{school.name}-outside.yml"
    (school / PLAN).rename(outside)
    (school / PLAN).symlink_to(outside)


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (lambda school: (school / PLAN).write_bytes(b"other\n"), r"plan\.yml: it has been changed meanwhile"),
        (lambda school: (school / PLAN).unlink(), r"plan\.yml: it has been changed meanwhile"),
        (made_meanwhile, r"learner\.yml: it is there already"),
        (read_only, r"plan\.yml: it is marked as read-only"),
        (link_elsewhere, r"plan\.yml: it lies outside the school"),
    ],
)
def test_where_one_file_is_not_as_it_was_none_is_written(
    meanwhile: Callable[[Path], object], why: str, school: Path
) -> None:
    meanwhile(school)
    before = files(school)
    with pytest.raises(Refused, match=why):
        write_files(
            school,
            (
                change(GOAL, b"id: g2\n", b"id: g1\n"),
                change(NEW, b"learner: s-0002\n", None),
                change(PLAN, b"school_year: 2027-28\n", b"school_year: 2026-27\n"),
            ),
        )
    assert files(school) == before


@pytest.mark.parametrize("file", ["../outside.yml", "plans/../../outside.yml", "/tmp/outside-of-the-school.yml"])
def test_no_path_leads_out_of_the_school(file: str, school: Path) -> None:
    with pytest.raises(Refused, match="outside"):
        write_files(school, (change(file, b"x", None),))


def test_a_file_system_that_fails_midway_leaves_what_was(school: Path) -> None:
    (school / "plans/s-0003/learner.yml").mkdir(parents=True)  # a folder stands where the last file is to go
    before = files(school)
    with pytest.raises(ToolFailed):
        write_files(
            school,
            (
                change(GOAL, b"id: g2\n", b"id: g1\n"),
                change(NEW, b"learner: s-0002\n", None),
                change(PLAN, None, b"school_year: 2026-27\n"),
                change("plans/s-0003/learner.yml", b"learner: s-0003\n", None),
            ),
        )
    assert files(school) == before


def test_a_link_within_the_school_stays_a_link(school: Path) -> None:
    (school / "plans/shared.yml").write_bytes(b"a\n")
    (school / NEW).parent.mkdir()
    (school / NEW).symlink_to("../shared.yml")
    write_files(school, (change(NEW, b"b\n", b"a\n"),))
    assert (school / NEW).is_symlink()
    assert (school / "plans/shared.yml").read_bytes() == b"b\n"


def test_a_blob_of_long_hashes_is_known_too(school: Path) -> None:
    long = blob_of(b"id: g1\n", like="0" * 64)
    write_files(school, (Change(file=GOAL, content=b"id: g2\n", before=long),))
    assert (school / GOAL).read_bytes() == b"id: g2\n"
