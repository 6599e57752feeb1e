"""Work in several processes: results in order, nobody takes anybody down, and nothing stays when it ends."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from generator.problem import ToolFailed
from generator.workers.each import each
from generator.workers.work import How, Work
from tests.conftest import TOP
from tests.patience import PATIENCE


def tools(folder: Path) -> Path:
    return folder


def doubled(folder: Path, number: int) -> str:
    """Twice the number; 3 kills its worker each time, 5 only the first time."""
    again = folder / str(number)
    if number == 3 or (number == 5 and not again.exists()):
        again.touch()
        os._exit(1)
    return str(2 * number)


def lost(number: int) -> str:
    return f"lost {number}"


def thrice(_: Path, number: int) -> str:
    return str(3 * number)


def who(_: Path, __: int) -> str:
    return str(os.getpid())


def greedy(_: Path, number: int) -> str:
    """One wants more memory than any worker gets."""
    return str(len(bytearray(number * 1024**3)))


def never_ready(_: Path) -> Path:
    os._exit(1)


def counted(folder: Path, number: int) -> str:
    with (folder / "did").open("a") as did:
        print(number, file=did)
    return str(number)


def waits(folder: Path, number: int) -> str:
    """Says that it has begun, then waits until somebody wants no more, and then a little: it is not cut off."""
    if number == 0:
        return "ready"
    signal.sigwait({signal.SIGUSR1})
    (folder / "to its end").touch()
    return "done"


@pytest.mark.parametrize("how", ["serial", "processes"])
def test_results_come_in_the_order_of_the_items(how: How, tmp_path: Path) -> None:
    work = Work(partial(tools, tmp_path), thrice, lost)
    assert tuple(each(work, range(100), how, jobs=2)) == tuple(str(3 * number) for number in range(100))


def test_a_worker_that_dies_is_tried_once_more_and_of_its_parcel_only_the_one_it_dies_with_is_named(
    tmp_path: Path,
) -> None:
    work = Work(partial(tools, tmp_path), doubled, lost)
    results = tuple(each(work, range(64), "processes", jobs=2))  # four at a time
    assert results == tuple("lost 3" if number == 3 else str(2 * number) for number in range(64))


def test_who_wants_more_memory_than_there_is_for_a_worker_is_named_and_others_are_done(tmp_path: Path) -> None:
    work = Work(partial(tools, tmp_path), greedy, lost)
    assert tuple(each(work, (0, 8, 0), "processes", jobs=2)) == ("0", "lost 8", "0")


def test_a_worker_that_has_grown_large_gives_its_place_to_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(partial(tools, tmp_path), who, lost)
    assert len(set(each(work, range(4), "processes", jobs=2))) <= 2
    monkeypatch.setattr("generator.workers.processes.LARGE", 0)
    assert len(set(each(work, range(4), "processes", jobs=2))) == 4


def test_workers_that_die_before_they_begin_stop_the_run_with_a_sentence(tmp_path: Path) -> None:
    work = Work(partial(never_ready, tmp_path), thrice, lost)
    with pytest.raises(ToolFailed, match="ended while it was getting ready"):
        list(each(work, range(2), "processes", jobs=2))


def test_who_takes_no_more_results_leaves_nobody_at_work(tmp_path: Path) -> None:
    work = Work(partial(tools, tmp_path), counted, lost)
    with closing(each(work, range(1000), "processes", jobs=2)) as results:
        assert next(results) == "0"
    did = (tmp_path / "did").read_text().split()
    assert len(did) < 1000
    assert (tmp_path / "did").read_text().split() == did


SCHOOL = """
import sys
from functools import partial
from pathlib import Path
from generator.workers.each import each
from generator.workers.work import Work
from tests.test_workers import lost, tools, waits
if __name__ == "__main__":
    for result in each(Work(partial(tools, Path(sys.argv[1])), waits, lost), range(2), "processes", jobs=2):
        print(result, flush=True)
"""


def test_workers_end_when_the_one_who_sent_them_is_killed(tmp_path: Path) -> None:
    """What they inherited from it is closed only when they have ended too."""
    script = tmp_path / "school.py"
    script.write_text(SCHOOL)
    command = [sys.executable, str(script), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(TOP)}) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"ready\n"
        running.kill()
        assert running.communicate(timeout=PATIENCE)[0] == b""
    assert not (tmp_path / "to its end").exists()
