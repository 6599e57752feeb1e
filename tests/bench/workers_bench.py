"""Two workers against one: a class, sites with papers, as whole processes that take turns."""

import shutil
import sys
from pathlib import Path

from generator.sample import write_sample
from generator.sample_pupil import TODAY
from tests.bench.table import Row, interleaved
from tests.bench.whole_process import spent_by

LEARNERS, ROUNDS = 12, 3
PATHBOOK = Path(sys.executable).with_name("pathbook")


def worker_rows(workspace: Path) -> tuple[tuple[Row, ...], str]:
    root = workspace / "school"
    write_sample(root, LEARNERS)

    def with_workers(jobs: int) -> None:
        out = workspace / f"out-{jobs}"
        shutil.rmtree(out, ignore_errors=True)
        spent_by([str(PATHBOOK), "build", "--out", str(out), "--on", str(TODAY), "--jobs", str(jobs)], root)

    seconds = interleaved({"one": lambda _: with_workers(1), "two": lambda _: with_workers(2)}, ROUNDS)
    row = Row(what="two workers", ours=seconds["two"], baseline=seconds["one"], against="one worker", goal="≥ 1.6×")
    return (
        row,
    ), f"Workers: sites and papers of {LEARNERS} learners of the sample school, start of processes included."
