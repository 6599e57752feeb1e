"""Outputs are swapped in whole, also where the same one is made twice at once or a run was cut."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from generator.problem import BuildStopped, Place, Problem, ToolFailed
from generator.publish.swap import put_back, put_in_place, swapped_in
from generator.workers.wanted import STILL_WANTED


def page(target: Path, text: str) -> None:
    with swapped_in(target) as fresh:
        (fresh / "index.html").write_text(text)
        (fresh / "more").mkdir()
        (fresh / "more" / "index.html").write_text(text)


def texts_in(target: Path) -> set[str]:
    return {file.read_text() for file in target.rglob("*.html")}


def test_two_tries_of_one_output_at_once_leave_one_of_them_whole_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "s-0001"
    with ThreadPoolExecutor(4) as tries:
        for turn in range(10):
            texts = [f"{turn} {number}" for number in range(4)]
            list(tries.map(lambda text: page(target, text), texts))
            assert len(texts_in(target)) == 1
            assert texts_in(target) <= set(texts)
    assert [path.name for path in tmp_path.iterdir()] == ["s-0001"]


def test_one_file_written_by_two_at_once_is_one_of_both(tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    with ThreadPoolExecutor(4) as tries:
        for turn in range(10):
            contents = [b"%d %d" % (turn, number) for number in range(4)]
            list(tries.map(lambda content: put_in_place(file, content), contents))
            assert file.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_try_left_that_was_cut_between_both_renames_is_there_for_the_next(tmp_path: Path) -> None:
    target = tmp_path / "s-0001"
    page(target.with_name(".old-s-0001"), "the last good output")
    with suppress(KeyError), swapped_in(target):
        assert texts_in(target) == {"the last good output"}
        raise KeyError
    assert texts_in(target) == {"the last good output"}
    page(target.with_name(".old-s-0001"), "older still")
    page(target, "new")
    assert texts_in(target) == {"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["s-0001"]


def test_a_worker_whose_run_has_ended_replaces_nothing(tmp_path: Path) -> None:
    def ended() -> None:
        raise ToolFailed("cluster", "that run has ended")

    target, file = tmp_path / "s-0001", tmp_path / "plan.html"
    page(target, "newer")
    put_in_place(file, b"newer")
    token = STILL_WANTED.set(ended)
    try:
        with pytest.raises(ToolFailed):
            page(target, "from hours ago")
        with pytest.raises(ToolFailed):
            put_in_place(file, b"from hours ago")
    finally:
        STILL_WANTED.reset(token)
    assert texts_in(target) == {"newer"}
    assert file.read_bytes() == b"newer"
    assert {path.name for path in tmp_path.iterdir()} == {"s-0001", "plan.html"}


def test_half_written_outputs_go_and_old_ones_come_back(tmp_path: Path) -> None:
    page(tmp_path / ".old-s-0001", "old")
    page(tmp_path / ".new-s-0001.0a1b2c3d", "half")
    put_back(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["s-0001"]


def test_what_stops_a_run_travels_between_processes() -> None:
    problem = Problem(Place("plans/school.yml", 3), "not-yaml", "broken")
    stopped = pickle.loads(pickle.dumps(BuildStopped((problem,), "school")))
    assert (stopped.problems, stopped.root) == ((problem,), "school")
    failed = pickle.loads(pickle.dumps(ToolFailed("git", "is not there")))
    assert (failed.tool, failed.hint, str(failed)) == ("git", "is not there", "git: is not there")
