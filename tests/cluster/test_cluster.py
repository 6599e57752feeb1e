"""A school built by workers of a real Dask cluster, which may die: the same bytes as one core makes."""

import pickle
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from distributed import Client

from generator.build import build
from generator.checked import checked_school
from generator.far import Marks, open_far_workshop, work_of
from generator.manifest import Built, Order, Outcome
from generator.problem import ToolFailed, errors_in
from generator.publish.keys import TEST_SECRET
from generator.publish.swap import digest_of
from generator.sample import write_sample
from generator.workers.at_worker import misfit_of, other_programs
from generator.workers.each import each
from generator.workers.slips import Slip, picked_up, put_down
from generator.workers.work import Run, Work
from tests.cluster.deadly import DEADLY, built_unless_deadly, lost, nothing, told
from tests.cluster.started import Lan, lan
from tests.patience import PATIENCE

pytestmark = pytest.mark.wire

DAY = date(2026, 11, 20)
LEARNERS = 3
OTHER_MASTER = bytes(range(100, 132)).hex()


class Onlooker:
    """Does something when the first learner is finished: others are being made at that moment."""

    def __init__(self, then: Callable[[], None] = lambda: None) -> None:
        self._then: Callable[[], None] | None = then

    def waiting(self, who: str) -> None:
        raise AssertionError(who)

    def begins(self, learners: int) -> None:
        pass

    def finished(self, built: Built) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()


def built(order: Order, then: Callable[[], None] = lambda: None) -> Outcome:
    return build(order, lambda _: DAY, Onlooker(then))


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("schools") / "school"
    write_sample(root, LEARNERS)
    return root


@pytest.fixture(scope="module")
def on_one_core(school: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("one-core") / "out"
    assert built(Order(root=school, out=out, access="sealed", how="serial")).in_order
    return out


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lan]:
    with lan(tmp_path_factory.mktemp("lan"), 1) as started:
        yield started


def sites_in(out: Path) -> Mapping[str, str]:
    """Each site that lies there, with a digest of its bytes."""
    return {path.name: digest_of(path) for path in (out / "site" / "s").iterdir() if not path.name.startswith(".")}


def test_a_worker_killed_by_its_process_id_changes_no_byte(
    cluster: Lan, school: Path, on_one_core: Path, tmp_path: Path
) -> None:
    victim = cluster.add_worker()
    outcome = built(Order(root=school, out=tmp_path, access="sealed", how=cluster.how), victim.kill)
    assert outcome.in_order
    assert victim.process.returncode == -9
    assert digest_of(tmp_path / "site") == digest_of(on_one_core / "site")
    assert digest_of(tmp_path / "pdf") == digest_of(on_one_core / "pdf")
    lines = ".pathbook/manifest.json"
    assert (tmp_path / lines).read_bytes() == (on_one_core / lines).read_bytes()
    assert not list((tmp_path / ".pathbook" / "runs").iterdir())


def test_a_learner_who_takes_two_workers_down_is_named_and_all_others_are_built(
    cluster: Lan, school: Path, on_one_core: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.build.built_task", built_unless_deadly)
    cluster.at_least(3)
    outcome = built(Order(root=school, out=tmp_path, access="sealed", only="site", how=cluster.how))
    assert outcome.failed == (DEADLY,)
    assert [problem.code for problem in errors_in(outcome.all_problems)] == ["worker-lost"]
    assert len(sites_in(tmp_path)) == LEARNERS - 1
    assert sites_in(tmp_path).keys() < sites_in(on_one_core).keys()
    assert [worker.process.wait(PATIENCE) for worker in cluster.workers if worker.process.poll() == 1] == [1, 1]


def test_results_keep_their_order_and_nothing_stays_on_a_cluster(cluster: Lan, tmp_path: Path) -> None:
    cluster.at_least(1)
    work = Work(nothing, told, lost, shared=tmp_path)
    numbers = range(100)
    assert [number for number, _ in each(work, numbers, cluster.how)] == list(numbers)
    with closing(each(work, numbers, cluster.how)) as results:
        folders = {next(results)[1] for _ in range(50)}
    assert folders <= {str(cluster.folder / f"worker-{number}") for number in range(len(cluster.workers))}
    assert not list((tmp_path / "runs").iterdir())
    with Client(cluster.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        assert client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)) == 0


def test_a_scheduler_that_goes_leaves_whole_outputs_and_a_sentence(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with lan(tmp_path / "lan", 1) as started:
        order = Order(root=school, out=out, access="sealed", only="site", how=started.how)
        with pytest.raises(ToolFailed, match="is gone"):
            built(order, started.scheduler.kill)
    finished = sites_in(out)
    assert finished
    assert built(replace(order, how="serial")).in_order
    assert len(sites_in(out)) == LEARNERS
    assert finished.items() <= sites_in(out).items()


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.workers.cluster.CONNECTING", 1)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    work = Work(nothing, told, lost, shared=tmp_path)
    with pytest.raises(ToolFailed, match=f"no Dask scheduler answers at 127.0.0.1:{port}"):
        list(each(work, range(3), f"dask://127.0.0.1:{port}"))
    assert not list((tmp_path / "runs").iterdir())


def test_without_the_extra_somebody_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "generator.workers.cluster", raising=False)
    with pytest.raises(ToolFailed, match=r"pip install 'pathbook\[cluster\]'"):
        list(each(Work(nothing, told, lost, shared=tmp_path), range(3), "dask://127.0.0.1:8786"))


def test_work_that_must_not_leave_this_machine_is_done_here(tmp_path: Path) -> None:
    here = str(Path.cwd())
    assert list(each(Work(nothing, told, lost), range(2), "dask://nobody:1", jobs=2)) == [(0, here), (1, here)]


def test_neither_a_name_nor_the_secret_goes_through_the_scheduler(school: Path, tmp_path: Path) -> None:
    read = checked_school(school, None, lambda _: DAY)
    order = Order(root=school, out=tmp_path, access="sealed", how="dask://127.0.0.1:8786")
    sent = pickle.dumps(work_of(order, read, built_unless_deadly, lost))
    names = [line.partition("\t")[0] for line in read.names.roll.split("\n") if line]
    assert len(names) == LEARNERS
    assert not [name for name in names if name.encode() in sent]
    assert TEST_SECRET not in sent
    assert TEST_SECRET.hex().encode() not in sent


def test_a_worker_says_what_it_lacks(school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(name="run", notes=tmp_path / "runs" / "run", programs="other", python="3.0.0")
    assert "runs Python" in (misfit_of(run) or "")
    python = sys.version.partition(" ")[0]
    assert "has another Pathbook than this machine" in (other_programs(python, "other") or "")
    elsewhere = Order(root=tmp_path / "elsewhere", out=tmp_path, access="plain")
    with pytest.raises(ToolFailed, match="does not see"):
        open_far_workshop(elsewhere, DAY, Marks(secret="", names=""))
    copy = tmp_path / "copy"
    shutil.copytree(school, copy)
    (copy / "plans" / "people.yml").unlink()
    order = Order(root=school, out=tmp_path, access="plain", how="dask://127.0.0.1:8786")
    marks = work_of(order, checked_school(school, None, lambda _: DAY), built_unless_deadly, lost).prepare.args[-1]  # type: ignore[attr-defined]
    with pytest.raises(ToolFailed, match="reads other names"):
        open_far_workshop(Order(root=copy, out=tmp_path, access="plain"), DAY, marks)
    monkeypatch.setenv("PATHBOOK_MASTER", OTHER_MASTER)
    with pytest.raises(ToolFailed, match="reads another master secret, or none"):
        open_far_workshop(order, DAY, marks)


def test_a_worker_without_the_shared_folder_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.workers.at_worker.programs", lambda: "same")
    python = sys.version.partition(" ")[0]
    run = Run(name="run", notes=tmp_path / "runs" / "run", programs="same", python=python)
    assert f"does not see {tmp_path / 'runs'}" in (misfit_of(run) or "")
    run.notes.mkdir(parents=True)
    run.mark.touch()
    assert misfit_of(run) is None


def test_what_somebody_else_wrote_into_the_folder_of_a_run_is_not_opened(tmp_path: Path) -> None:
    slip = put_down(tmp_path, ("s-0001", 3))
    assert picked_up(tmp_path, slip) == ("s-0001", 3)
    assert (tmp_path / slip.file).stat().st_mode & 0o77 == 0
    with pytest.raises(ToolFailed, match="was changed by somebody else"):
        picked_up(tmp_path, Slip(file=slip.file, digest="0" * 64))
