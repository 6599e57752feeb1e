"""The list of what is published: read back as it was written, and compared with a folder."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problem import ToolFailed
from generator.publish.hashes import Fingerprint, HashList, differences, fingerprints_in, read_list, written

PATHS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
PRINTS = st.builds(Fingerprint, sha256=st.text("0123456789abcdef", min_size=64, max_size=64), size=st.integers(0, 9999))
LISTS = st.builds(
    HashList,
    on=st.dates(),
    release=st.integers(1, 10_000),
    files=st.dictionaries(PATHS, PRINTS),
    releases=st.dictionaries(PATHS, st.integers(1, 10_000)),
    kept=st.lists(PATHS).map(tuple),
)


@given(held=LISTS)
def test_a_list_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, held: HashList) -> None:
    file = tmp_path_factory.mktemp("list") / "published.json"
    file.write_text(written(held), encoding="utf-8")
    assert read_list(file) == held


def test_a_list_has_a_line_for_each_file() -> None:
    files = {"b": Fingerprint(sha256="0" * 64, size=2), "a": Fingerprint(sha256="1" * 64, size=1)}
    held = HashList(on=date(2026, 11, 20), release=3, files=files, releases={"f": 3})
    assert written(held).splitlines()[1:3] == [f'"a": ["{"1" * 64}", 1],', f'"b": ["{"0" * 64}", 2]']


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 9}', '{"format": 1, "on": "x"}'])
def test_a_list_that_is_none_is_not_compared_with(tmp_path: Path, text: str) -> None:
    (tmp_path / "published.json").write_text(text)
    with pytest.raises(ToolFailed):
        read_list(tmp_path / "published.json")


def test_there_may_be_none(tmp_path: Path) -> None:
    assert read_list(tmp_path / "published.json") is None


def test_a_folder_is_compared_file_by_file(tmp_path: Path) -> None:
    for name in ("same", "changed", "gone"):
        (tmp_path / name).write_text(name)
    files = dict(fingerprints_in(tmp_path))
    held = HashList(on=date(2026, 11, 20), release=1, files=files, releases={})
    assert list(differences(tmp_path, held)) == []
    (tmp_path / "changed").write_text("Changed")
    (tmp_path / "gone").unlink()
    (tmp_path / "more").write_text("")
    assert [(fault.file, fault.kind) for fault in differences(tmp_path, held)] == [
        ("changed", "changed"),
        ("gone", "missing"),
        ("more", "not-listed"),
    ]
