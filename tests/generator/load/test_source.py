"""One file: what can be wrong with it before it means anything, and lines of it for showing problems."""

from pathlib import Path

import pytest

from generator.load.source import checked_value, line_of
from generator.yamltext.read import MOST_BYTES
from tests.generator.load.made import told


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "g1.yml").open("wb") as opened:
        opened.truncate(MOST_BYTES * 5)
    value, problems = checked_value(tmp_path, "g1.yml", "goal")
    assert value is None
    assert told(problems) == [("g1.yml:1:1", "file-too-large")]
    assert "50 MB" in problems[0].message


def test_an_empty_file_is_told_what_belongs_there(tmp_path: Path) -> None:
    (tmp_path / "g1.yml").write_text("# soon\n")
    _, problems = checked_value(tmp_path, "g1.yml", "goal")
    assert told(problems) == [("g1.yml:1:1", "yaml-empty")]
    assert problems[0].message == "the file is empty; it should hold a goal"
    assert problems[0].hint == "A goal has at least: id, start, due."


def test_a_folder_where_a_file_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "g1.yml").mkdir()
    assert told(checked_value(tmp_path, "g1.yml", "goal")[1]) == [("g1.yml:1:1", "unreadable-file")]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert told(checked_value(tmp_path, "g1.yml", "goal")[1]) == [("g1.yml:1:1", "missing-file")]


@pytest.mark.parametrize(
    ("raw", "number", "line", "because"),
    [
        (b"a\nb\n", 2, "b", "line ends of Unix"),
        (b"a\r\nb\r\n", 2, "b", "line ends of Windows"),
        (b"\xef\xbb\xbfa\n", 1, "a", "a byte order mark is no part of the first line"),
        (b"a\xff\n", 1, "a\ufffd", "a byte that is no letter is shown as one"),
        ("a\u2028b\nc".encode(), 2, "c", "a hidden line break is none"),
        (b"a\n", 2, "", "behind the last line end"),
        (b"a\n", 3, None, "no such line"),
        (b"a\n", 0, None, "lines count from one"),
    ],
)
def test_a_line_is_shown_as_it_was_written(
    tmp_path: Path, raw: bytes, number: int, line: str | None, because: str
) -> None:
    (tmp_path / "a.yml").write_bytes(raw)
    assert line_of(tmp_path, "a.yml", number) == line, because


def test_no_line_is_shown_from_outside_the_school(tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("secret\n")
    school = tmp_path / "school"
    school.mkdir()
    (school / "link.yml").symlink_to(tmp_path / "secret.yml")
    assert line_of(school, "../secret.yml", 1) is None
    assert line_of(school, "link.yml", 1) is None
    assert line_of(school, "nothing.yml", 1) is None
    assert line_of(school, ".", 1) is None
