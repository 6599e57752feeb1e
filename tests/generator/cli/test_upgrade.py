"""Every format that Pathbook once read: a school of it, and what the newest Pathbook makes of its files."""

import shutil
from pathlib import Path

import pytest

from generator.load.formats import FORMAT, STEPS, brought_up
from generator.yamltext.read import read
from tests.conftest import TOP
from tests.generator.cli.typed import Typed
from tests.history import begun, write

CASES = TOP / "tests/cases/upgrades"
OLD = tuple(int(case.name.removeprefix("format-")) for case in sorted(CASES.iterdir()))


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(params=OLD)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A school of an older format, and the folder with what its changed files become."""
    case = CASES / f"format-{request.param}"
    shutil.copytree(case / "before", tmp_path / "school")
    return tmp_path / "school", case / "after"


def test_each_old_format_has_a_school_and_a_step() -> None:
    assert tuple(range(1, FORMAT)) == OLD
    assert tuple(STEPS) == tuple(range(2, FORMAT + 1))


def test_only_the_lines_that_change_are_written(typed: Typed, old: tuple[Path, Path]) -> None:
    school, after = old
    before = files_in(school)
    status, said, _ = typed("upgrade", "--root", str(school))
    assert (status, files_in(school)) == (0, before), "only shown"
    assert f"2 files would be written for format {FORMAT}. Nothing was; --write does it." in said
    assert typed("check", "--root", str(school))[0] == 1
    assert typed("upgrade", "--write", "--root", str(school))[0] == 0
    assert files_in(school) == before | files_in(after)
    status, said, complained = typed("check", "--strict", "--root", str(school), "--on", "2026-11-20")
    assert status == 0, said + complained
    assert typed("upgrade", "--write", "--root", str(school))[1] == "Nothing here is of an older format.\n"


def test_each_line_is_shown_before_it_is_written(typed: Typed, old: tuple[Path, Path]) -> None:
    assert typed("upgrade", "--root", str(old[0]))[1].splitlines()[:-1] == [
        "plans/s-0001/evidence/2026-10-08-kite.yml",
        "  -         shows: no_people   # only a roof",
        "  +         people: no_people   # only a roof",
        "  -       - {path: string.png, alt: 'The string, wound up', shows: alone}",
        "  +       - {path: string.png, alt: 'The string, wound up', people: alone}",
        "plans/school.yml",
        "  - format: 1",
        "  + format: 2",
        '  - requires: "<0.1"   # what we had then',
        '  + requires: ">=0.1.0"   # what we had then',
        "  -   preview_key: staff-2026   # whose name was it?",
    ]


def test_a_commit_of_an_older_format_is_read_as_one_of_today(typed: Typed, old: tuple[Path, Path]) -> None:
    school, _ = old
    then = begun(school)
    assert typed("upgrade", "--write", "--root", str(school))[0] == 0
    begun(school)
    ready = (typed("next", "s-0001", "--root", str(school), *more)[:2] for more in (("--at", then), ("--at", "HEAD")))
    assert len(set(ready)) == 1
    status, said, complained = typed("check", "--root", str(school), "--at", then)
    assert status == 0, said + complained


@pytest.mark.parametrize(
    ("text", "status", "said", "because"),
    [
        ("format: 3\n", 3, "of a later format than this Pathbook knows", "nothing is taken back"),
        ("format: one\n", 0, "Nothing here is of an older format", "check tells what is wrong with it"),
        ("format: 1\nname: [\n", 3, "plans/school.yml: ", "what cannot be read cannot be brought up"),
    ],
)
def test_what_is_no_older_format(typed: Typed, tmp_path: Path, text: str, status: int, said: str, because: str) -> None:
    write(tmp_path, "plans/school.yml", text)
    ended, out, complained = typed("upgrade", "--write", "--root", str(tmp_path))
    assert ended == status, because
    assert said in out + complained
    assert (tmp_path / "plans/school.yml").read_text() == text


@pytest.mark.parametrize(
    ("asked", "becomes", "because"),
    [
        ('"<0.1"', '">=0.1.0"', "a later Pathbook is installed than was asked for"),
        ('">=0.0.1,<0.1"', '">=0.1.0"', "the same with a lower bound"),
        ('">=0.1"', '">=0.1"', "it is met"),
        ('">=99"', '">=99"', "an older one than was asked for mends nothing"),
    ],
)
def test_which_version_a_school_asks_for(typed: Typed, tmp_path: Path, asked: str, becomes: str, because: str) -> None:
    write(tmp_path, "plans/school.yml", f"format: 1\nrequires: {asked}\n")
    typed("upgrade", "--write", "--root", str(tmp_path))
    assert (tmp_path / "plans/school.yml").read_text() == f"format: {FORMAT}\nrequires: {becomes}\n", because


def test_what_no_format_changed_need_not_be_readable(typed: Typed, tmp_path: Path) -> None:
    write(tmp_path, "plans/school.yml", "format: 1\n")
    write(tmp_path, "frameworks/core/framework.yml", "id: [\n")
    assert typed("upgrade", "--write", "--root", str(tmp_path))[0] == 0
    assert (tmp_path / "plans/school.yml").read_text() == f"format: {FORMAT}\n"


def test_the_mark_that_windows_editors_write_stays(typed: Typed, tmp_path: Path) -> None:
    write(tmp_path, "plans/school.yml", "\ufeffformat: 1\n")
    typed("upgrade", "--write", "--root", str(tmp_path))
    assert (tmp_path / "plans/school.yml").read_bytes() == f"\ufeffformat: {FORMAT}\n".encode()


def test_a_step_taken_twice_changes_nothing_more() -> None:
    for case in OLD:
        for file, raw in files_in(CASES / f"format-{case}" / "before").items():
            kind = "evidence" if "/evidence/" in file else "school"
            if file.endswith(".yml"):
                once = brought_up(kind, read(raw.decode(), file)[0])
                assert brought_up(kind, once) == once
