"""`make bench`: how fast Pathbook is, beside what it is built from, measured in the same run. Not a test.

    python -m tests.bench [--sizes 10,100,1000,10000] [--only site,scale] [--into tests/bench]

Prints the tables; with `--into`, RESULTS.md and results.json are written there too.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.history_bench import history_rows
from tests.bench.machine import machine
from tests.bench.map_bench import map_rows
from tests.bench.pdf_bench import pdf_rows
from tests.bench.picture_bench import picture_rows
from tests.bench.results import Results, in_json, in_markdown
from tests.bench.scale_bench import scale_of
from tests.bench.seal_bench import seal_rows
from tests.bench.site_bench import site_rows
from tests.bench.table import Row, on_one_core
from tests.bench.unlock_bench import unlock_rows
from tests.bench.workers_bench import worker_rows

Bench = Callable[[Path], tuple[tuple[Row, ...], str]]
BENCHES: Mapping[str, Bench] = {
    "picture": picture_rows,
    "map": map_rows,
    "site": site_rows,
    "pdf": pdf_rows,
    "seal": seal_rows,
    "history": history_rows,
    "unlock": unlock_rows,
    "workers": worker_rows,
}
SCALE = "scale"
SIZES = "10,100,1000,10000"


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description="How fast Pathbook is.")
    asked.add_argument("--sizes", default=SIZES, help="learners of the schools that grow")
    asked.add_argument("--only", default=",".join((*BENCHES, SCALE)), help="some benches only")
    asked.add_argument("--into", type=Path, help="a folder for RESULTS.md and results.json")
    given = asked.parse_args()
    results = measured(given.only.split(","), [int(size) for size in given.sizes.split(",")])
    print(in_markdown(results))
    if given.into is not None:
        (given.into / "RESULTS.md").write_text(in_markdown(results), encoding="utf-8")
        (given.into / "results.json").write_text(in_json(results), encoding="utf-8")


def measured(only: Sequence[str], sizes: Sequence[int]) -> Results:
    on_one_core()
    machine_before = machine()
    rows: list[Row] = []
    notes: list[str] = []
    for name in (name for name in BENCHES if name in only):
        with TemporaryDirectory(prefix="pathbook-bench-") as workspace:
            more, note = BENCHES[name](Path(workspace))
        rows += more
        notes.append(note)
    with TemporaryDirectory(prefix="pathbook-bench-") as workspace:
        scale = scale_of(sizes, Path(workspace)) if SCALE in only else {}
    return Results(machine=machine_before, rows=tuple(rows), notes=tuple(notes), scale=scale)


if __name__ == "__main__":
    main()
